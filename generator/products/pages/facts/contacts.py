"""Which contact stands where, and what its plate says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ....advisory import Advisory
from ....proof import speaks
from ....telephone import tel_href
from ....view import Run, View, texts


def reader_language(advisory: Advisory) -> str:
    """The language a reader of this locale hopes to be answered in."""
    locales: Sequence[str] = advisory.people.locales
    return advisory.locale if advisory.locale in locales else locales[0]


def home_of(contact: View) -> str:
    """The page that names a contact; its card may stand on a page below it (``page_of``)."""
    if contact.sensitive:
        return "talk"
    return "where" if contact.area else "assistance"


def page_of(advisory: Advisory, contact: View) -> str:
    """The page with its card: lines in the host's language have one of their own."""
    home = home_of(contact)
    if home == "assistance" and not speaks(contact, reader_language(advisory)):
        return "assistance/other"
    return home


def nobody_says(contacts: Sequence[View], language: str) -> bool:
    """Tell whether no source says of any of these contacts that it answers in *language*."""
    return not any(speaks(contact, language) for contact in contacts)


def number_languages(contact: View) -> tuple[str, ...]:
    """Languages claimed for a contact, without the one a call has proved."""
    return tuple(tag for tag in contact.languages or () if tag != contact.answered_in)


def any_called(advisory: Advisory) -> bool:
    """Tell whether a person called any number."""
    return any(contact.called_on for contact in advisory.contacts.values())


def plates(advisory: Advisory) -> list[View]:
    """The contacts of the large plates, ambulance first, police last."""
    return [advisory.contacts[key] for key in advisory.country.plates]


def reader_line(advisory: Advisory) -> View:
    """The contact that says it answers in the reader's language."""
    found: View = advisory.contacts[advisory.corridor.reader_line]
    return found


def contacts_of(advisory: Advisory, keys: Iterable[str]) -> list[View]:
    """The contacts of *keys* that are there."""
    return [advisory.contacts[key] for key in keys if key in advisory.contacts]


def speaking_contacts(advisory: Advisory) -> list[View]:
    """Contacts of the whole host that say they answer in the reader's language."""
    language = reader_language(advisory)
    return [c for c in _on_assistance(advisory) if speaks(c, language)]


def other_contacts(advisory: Advisory) -> dict[str, list[View]]:
    """The other contacts of the whole host, by kind, in the order of the file."""
    language = reader_language(advisory)
    groups: dict[str, list[View]] = {}
    for contact in _on_assistance(advisory):
        if not speaks(contact, language):
            groups.setdefault(contact.kind, []).append(contact)
    return groups


def _on_assistance(advisory: Advisory) -> list[View]:
    return [c for c in advisory.contacts.values() if home_of(c) == "assistance"]


def safe_contacts(advisory: Advisory, *topics: str) -> list[View]:
    """Whom to ask without danger about *topics*, then the line in the reader's language."""
    safe = advisory.corridor.safe_contacts
    keys = [safe.get(topic, safe["general"]) for topic in topics]
    return contacts_of(advisory, dict.fromkeys([*keys, advisory.corridor.reader_line]))


def by_name(advisory: Advisory) -> list[View]:
    """Contacts with a number, in the order of their names; those of the talk page stand there alone."""
    found = [c for c in advisory.contacts.values() if c.tel and not c.sensitive]
    return sorted(found, key=lambda c: str(c.label).casefold())


def sensitive_contacts(advisory: Advisory) -> list[View]:
    """Contacts of the talk page: those in the reader's language first."""
    found = [c for c in advisory.contacts.values() if c.sensitive]
    language = reader_language(advisory)
    return sorted(found, key=lambda c: not speaks(c, language))


class Province(NamedTuple):
    """A province and the helpers that serve it."""

    code: str
    view: View
    contacts: list[View]


def provinces(advisory: Advisory) -> tuple[list[Province], list[tuple[View, list[View]]]]:
    """Provinces with helpers of their own; and, by region, those for which none is known."""
    local = [c for c in advisory.contacts.values() if home_of(c) == "where"]
    known = []
    for code, province in advisory.country.provinces.items():
        here = [c for c in local if code in c.area]
        # An office in the province comes before one that also serves it.
        here.sort(key=lambda c: (c.seat != code, len(c.area)))
        if here:
            known.append(Province(code, province, here))
    with_help = {province.code for province in known}
    rest = []
    for region in advisory.country.regions.values():
        names = [
            advisory.country.provinces[code]
            for code in region.areas
            if code not in with_help and code in advisory.country.provinces
        ]
        if names:
            rest.append((region, names))
    known.sort(key=lambda province: str(province.view.name))
    return known, rest


class Bar(NamedTuple):
    """The call bar of a page: its own number first, then the ambulance. Source: CARE 11."""

    own: View
    ambulance: View | None
    """None where the page's own number is that of the ambulance."""
    shared: tuple[View, ...]
    """Whom the first number reaches: one contact, or the page's own and the ambulance."""

    @property
    def plates(self) -> tuple[tuple[View, ...], ...]:
        """For each number in the bar whom it reaches; the first of them has the number."""
        return (self.shared, *([(self.ambulance,)] if self.ambulance else []))


def bar(advisory: Advisory, key: str) -> Bar:
    """Return the call bar of page *key*."""
    contacts = advisory.contacts
    own, ambulance = (
        contacts[_own_number(advisory, key)],
        contacts[advisory.country.roles["ambulance"]],
    )
    if own.tel.href != ambulance.tel.href:
        return Bar(own, ambulance, (own,))
    return Bar(own, None, (own,) if own is ambulance else (own, ambulance))


def _own_number(advisory: Advisory, key: str) -> str:
    """Id of the contact of page *key*: what the country says of it, else of the page it stands below."""
    by_page: Mapping[str, str] = advisory.country.bar
    above, _, name = key.removeprefix("hazards/").partition("/")
    wanted = [above, "now"]
    if name:
        wanted.insert(0, f"{above}-{name}")
    if above == "guides":
        wanted.insert(1, advisory.guides.guides[name].page)
    found = next(page for page in wanted if page in by_page)
    if above == "insurance" and name and found != wanted[0]:
        return _of_scheme(advisory, name) or by_page[found]
    return by_page[found]


def _of_scheme(advisory: Advisory, scheme: str) -> str | None:
    """Id of the first contact of *scheme* that anybody in the country can call without a caution."""
    for contact in contacts_of(advisory, advisory.insurance.schemes[scheme].contacts):
        if contact.tel and not contact.area and contact.without_papers not in ("no", "depends"):
            return str(contact.id)
    return None


def post_numbers(advisory: Advisory, post: View) -> list[Run]:
    """Telephone numbers of a consular post, dialled as they are shown; then those for messages."""
    region, lang = advisory.country.code, advisory.locale
    to_call = [Run(n, "tel", lang, tel_href(n, region)) for n in post.numbers]
    return to_call + [Run(n, "tel", lang) for n in post.message_numbers]


def not_yet_named(contacts: Iterable[View], around: View) -> list[View]:
    """Those of *contacts* whose number does not already stand, as theirs, in the words of *around*."""
    said = {run.contact for text in texts(around) for run in text.runs}
    return [c for c in contacts if c.tel is None or c.id not in said]


def other_numbers(contact: View) -> list[tuple[Run, View | None]]:
    """Further numbers of a contact that its own words do not already name.

    Beside each its own proof, where that is not the one that stands on the plate.
    """
    said = {run.text for run in contact.more.runs} if contact.more else set()
    on_plate = contact.proof.basis == "source", contact.proof.year
    return [
        (run, None if on_plate == (True, proof.year) else proof)
        for run, proof in zip(contact.other_tel, contact.other_proof, strict=True)
        if run.text not in said
    ]


def contacts_from_abroad(advisory: Advisory) -> list[View]:
    """Contacts that family in another country can dial and be understood by, or that search."""
    language = reader_language(advisory)
    return [
        contact
        for contact in advisory.contacts.values()
        if contact.abroad
        and not contact.sensitive
        and (speaks(contact, language) or contact.kind == "family")
    ]
