"""Step 4, pages: contacts of an advisory → which is shown where, and what its plate says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.number_plates import NumberPlate, number_plates
from ....localise.proof import Speaker, speaks
from ....localise.records.base import BaseRecord
from ....localise.records.contacts import ContactRecord, PostRecord, Proof
from ....localise.records.host import ProvinceRecord
from ....localise.records.twins import PointRecord, RegionRecord
from ....localise.texts import Run, RunKind, texts
from ....model import Contact
from ....model.safe_contacts import asked_or_may_know
from ....text.telephone import tel_href


def can_save_numbers(advisory: Advisory) -> bool:
    """Return whether a nationwide emergency code may be on phones: then all files have cards."""
    contacts = plate_contacts(advisory)
    return any(one.national_emergency and one.area is None and _can_save(one) for one in contacts)


def saved_regions(advisory: Advisory) -> list[RegionRecord]:
    """Return regions whose numbers to save are others than those of the whole country."""
    local = any(one.area is not None and _can_save(one) for one in advisory.contacts.values())
    return list(advisory.country.regions.values()) if local else []


def _can_save(contact: ContactRecord) -> bool:
    rings = contact.tel is not None and contact.tel.href is not None
    return rings and contact.carry != "page" and not contact.sensitive


def reader_language(advisory: Advisory) -> str:
    """The language a reader of this locale hopes to be answered in."""
    locales = advisory.people.locales
    return advisory.locale if advisory.locale in locales else locales[0]


def home_of(contact: ContactRecord | Contact) -> str:
    """The page that names a contact; its card may be on a page below it (``page_of``)."""
    # Its topic may put the reader in danger where others look on: it has a page with "Hide page".
    if contact.sensitive:
        return "talk"
    return "where" if contact.area else "assistance"


def page_of(advisory: Advisory, contact: ContactRecord) -> str:
    """The page with its card: lines in the host's language have one of their own."""
    home = home_of(contact)
    if home == "assistance" and not speaks(contact, reader_language(advisory)):
        return "assistance/other"
    return home


def nobody_says(advisory: Advisory, contacts: Sequence[Speaker]) -> bool:
    """Return whether no source says that one of these contacts answers in the reader's language.

    Nobody has to say it of the country's own language.
    """
    language = reader_language(advisory)
    return language != advisory.country.language and not any(speaks(c, language) for c in contacts)


def says_somewhere(advisory: Advisory, plates: Sequence[NumberPlate]) -> bool:
    """Return whether, by a source, a number answers in the reader's language in some places."""
    language, ids = reader_language(advisory), {key for plate in plates for key in plate.ids}
    contacts = advisory.contacts.values()
    return any(one.area and one.same_number_as in ids and speaks(one, language) for one in contacts)


def claimed_languages(advisory: Advisory, contact: ContactRecord) -> tuple[str, ...]:
    """Return the unproved languages of a contact; on a page in the country's own, not that one."""
    own = advisory.locale if advisory.locale == advisory.country.language else None
    return tuple(tag for tag in contact.languages or () if tag not in (contact.answered_in, own))


def any_called(advisory: Advisory) -> bool:
    """Return whether a person called any number."""
    return any(contact.called_on for contact in advisory.contacts.values())


def plates(advisory: Advisory) -> list[NumberPlate]:
    """The large plates, one for each number, ambulance first, police last."""
    return number_plates(plate_contacts(advisory), advisory.country.roles)


def plate_contacts(advisory: Advisory) -> list[ContactRecord]:
    """The contacts of the large plates; two of them may share a plate."""
    return [advisory.contacts[key] for key in advisory.country.plates]


def reader_line(advisory: Advisory) -> ContactRecord:
    """The contact that says it answers in the reader's language."""
    return advisory.contacts[advisory.corridor.reader_line]


def contacts_of(advisory: Advisory, keys: Iterable[str]) -> list[ContactRecord]:
    """The contacts of *keys* that are there."""
    return [advisory.contacts[key] for key in keys if key in advisory.contacts]


def speaking_contacts(advisory: Advisory) -> list[ContactRecord]:
    """Contacts of the whole host that say they answer in the reader's language."""
    language = reader_language(advisory)
    return [c for c in _on_assistance(advisory) if speaks(c, language)]


def other_contacts(advisory: Advisory) -> dict[str, list[ContactRecord]]:
    """The other contacts of the whole host, by kind, in the order of the file."""
    language = reader_language(advisory)
    groups: dict[str, list[ContactRecord]] = {}
    for contact in _on_assistance(advisory):
        if not speaks(contact, language):
            groups.setdefault(contact.kind, []).append(contact)
    return groups


def _on_assistance(advisory: Advisory) -> list[ContactRecord]:
    return [c for c in advisory.contacts.values() if home_of(c) == "assistance"]


def safe_contacts(advisory: Advisory, *topics: str) -> list[ContactRecord]:
    """Whom to ask without danger about *topics*, then the line in the reader's language."""
    corridor = advisory.corridor
    keys = [key for topic in topics for key in asked_or_may_know(corridor, topic)]
    return contacts_of(advisory, dict.fromkeys([*keys, corridor.reader_line]))


def by_name(advisory: Advisory) -> list[ContactRecord]:
    """Return the contacts with a number, by name; without those that only the talk page has."""
    contacts = [c for c in advisory.contacts.values() if c.tel and not c.sensitive]
    return sorted(contacts, key=lambda c: str(c.label).casefold())


def sensitive_contacts(advisory: Advisory) -> list[ContactRecord]:
    """Contacts of the talk page: those in the reader's language first."""
    contacts = [c for c in advisory.contacts.values() if c.sensitive]
    language = reader_language(advisory)
    return sorted(contacts, key=lambda c: not speaks(c, language))


class ProvinceHelpers(NamedTuple):
    """A province and the helpers that serve it."""

    code: str
    record: ProvinceRecord
    contacts: list[ContactRecord]


def provinces(
    advisory: Advisory,
) -> tuple[list[ProvinceHelpers], list[tuple[RegionRecord, list[ProvinceRecord]]]]:
    """Provinces with helpers of their own; and, by region, those for which none is known."""
    contacts = advisory.contacts.values()
    local = [c for c in contacts if home_of(c) == "where"]
    # Whoever answers everywhere, in the reader's language, and is in a province helps there, too. A
    # line that may check papers is named where its caution is.
    sitting = [
        c
        for c in contacts
        if home_of(c) == "assistance"
        and c.seat
        and c.tel
        and speaks(c, reader_language(advisory))
        and c.without_papers not in ("no", "depends")
    ]
    with_helpers = []
    for code, province in advisory.country.provinces.items():
        helpers = [c for c in local + sitting if code in (c.area or (c.seat,))]
        # An office in the province comes before one that also serves it.
        helpers.sort(key=lambda c: (c.seat != code, len(c.area or ())))
        if helpers:
            with_helpers.append(ProvinceHelpers(code, province, helpers))
    with_help = {province.code for province in with_helpers}
    without_helpers = []
    for region in advisory.country.regions.values():
        names = [
            advisory.country.provinces[code]
            for code in region.areas
            if code not in with_help and code in advisory.country.provinces
        ]
        if names:
            without_helpers.append((region, names))
    with_helpers.sort(key=lambda province: str(province.record.name))
    return with_helpers, without_helpers


def speaking_provinces(advisory: Advisory) -> list[ProvinceHelpers]:
    """Return provinces whose own lines say they answer in the reader's language, by name."""
    language = reader_language(advisory)
    rows = (
        one._replace(contacts=[c for c in one.contacts if c.area and c.tel and speaks(c, language)])
        for one in provinces(advisory)[0]
    )
    return [one for one in rows if one.contacts]


class RegionHelpers(NamedTuple):
    """A region and those of its provinces that have helpers of their own."""

    region: RegionRecord | None
    """None for provinces that no region names."""
    provinces: list[ProvinceHelpers]


def provinces_by_region(advisory: Advisory) -> list[RegionHelpers]:
    """Return the provinces with helpers by region, in the country's order; in a region by name."""
    known, _rest = provinces(advisory)
    regions = advisory.country.regions.values()
    named = {code for region in regions for code in region.areas}
    groups = [RegionHelpers(one, [p for p in known if p.code in one.areas]) for one in regions]
    groups.append(RegionHelpers(None, [p for p in known if p.code not in named]))
    return [group for group in groups if group.provinces]


class Bar(NamedTuple):
    """The call bar of a page: its own number first, then the ambulance. Source: CARE 11."""

    own: ContactRecord
    ambulance: ContactRecord | None
    """None where the page's own number is that of the ambulance."""
    shared: tuple[ContactRecord, ...]
    """Whom the first number reaches: one contact, or the page's own and the ambulance."""

    @property
    def plates(self) -> tuple[tuple[ContactRecord, ...], ...]:
        """For each number in the bar whom it reaches; the first of them has the number."""
        return (self.shared, *([(self.ambulance,)] if self.ambulance else []))


def bar(advisory: Advisory, key: str) -> Bar:
    """Return the call bar of page *key*."""
    contacts = advisory.contacts
    number_of_page, ambulance = (
        contacts[_own_number(advisory, key)],
        contacts[advisory.country.roles["ambulance"]],
    )
    # By what is dialled: two buttons for one number would look like two ways to get help.
    if number_of_page.plate_tel.href != ambulance.plate_tel.href:
        return Bar(number_of_page, ambulance, (number_of_page,))
    return Bar(
        number_of_page,
        None,
        (number_of_page,) if number_of_page is ambulance else (number_of_page, ambulance),
    )


def _own_number(advisory: Advisory, key: str) -> str:
    """Return the contact's id for page *key*: as the country says of it, else of the page above."""
    by_page: Mapping[str, str] = advisory.country.bar
    above, _, name = key.removeprefix("hazards/").partition("/")
    if above == "first-aid":
        return advisory.country.roles["ambulance"]
    pages = [above, "now"]
    if name:
        pages.insert(0, f"{above}-{name}")
    if above == "guides":
        pages.insert(1, advisory.guides.guides[name].page)
    page_with_number = next(page for page in pages if page in by_page)
    if above == "insurance" and name and page_with_number != pages[0]:
        return _of_scheme(advisory, name) or by_page[page_with_number]
    return by_page[page_with_number]


def _of_scheme(advisory: Advisory, scheme: str) -> str | None:
    """Return the id of the first contact of *scheme* that all in the country can call safely."""
    for contact in contacts_of(advisory, advisory.insurance.schemes[scheme].contacts):
        if contact.tel and not contact.area and contact.without_papers not in ("no", "depends"):
            return str(contact.id)
    return None


def post_numbers(advisory: Advisory, post: PostRecord) -> list[Run]:
    """Telephone numbers of a consular post, dialled as they are shown; then those for messages."""
    region, lang = advisory.country.code, advisory.locale
    to_call = [Run(n, "tel", lang, tel_href(n, region)) for n in post.numbers]
    return to_call + [Run(n, "tel", lang) for n in post.message_numbers]


def cautions_of_all(posts: Sequence[PostRecord]) -> list[PointRecord]:
    """What every one of *posts* is dangerous for: said once, above them."""
    first = posts[0].cautions.values() if posts else ()
    return [one for one in first if all(_warns(post, one) for post in posts)]


def own_cautions(post: PostRecord, posts: Sequence[PostRecord]) -> list[PointRecord]:
    """Cautions of *post* that some of the other *posts* do not have: they stand at its own card."""
    return [one for one in post.cautions.values() if not all(_warns(other, one) for other in posts)]


def _warns(post: PostRecord, caution: PointRecord) -> bool:
    # By what was written first: one sentence may have been translated twice.
    return any(_written(one) == _written(caution) for one in post.cautions.values())


def _written(caution: PointRecord) -> tuple[str, str]:
    return caution.text.source, caution.more.source if caution.more else ""


def alternatives(advisory: Advisory, posts: Sequence[PostRecord]) -> list[ContactRecord]:
    """Whom to ask instead of *posts*, each once."""
    return contacts_of(advisory, dict.fromkeys(key for post in posts for key in post.alternatives))


def not_yet_named(contacts: Iterable[ContactRecord], around: BaseRecord) -> list[ContactRecord]:
    """Return those of *contacts* whose number the words of *around* do not yet have as theirs."""
    numbers = _named(around, "tel")
    return [c for c in contacts if c.tel is None or c.id not in numbers]


def named_only(
    advisory: Advisory, around: object, listed: Iterable[str] = ()
) -> list[ContactRecord]:
    """Return contacts that *around* names without their number, and that are not in *listed*."""
    beside = {*listed, *_named(around, "tel")}
    return contacts_of(advisory, (key for key in _named(around, "name") if key not in beside))


def _named(around: object, kind: RunKind) -> list[str]:
    """Ids of contacts whose number or name stands in the words of *around*, each once."""
    runs = (run for text in texts(around) for run in text.runs if run.kind == kind)
    return list(dict.fromkeys(run.contact for run in runs if run.contact))


def other_numbers(contact: ContactRecord) -> list[tuple[Run, Proof | None]]:
    """Further numbers of a contact that its own words do not already name.

    Beside each its own proof, where that is not the one that is on the plate.
    """
    named = {run.text for run in contact.more.runs} if contact.more else set()
    on_plate = contact.proof.basis == "source", contact.proof.year
    return [
        (run, None if on_plate == (True, proof.year) else proof)
        for run, proof in zip(contact.other_tel, contact.other_proof, strict=True)
        if run.text not in named
    ]


def contacts_from_abroad(advisory: Advisory) -> list[ContactRecord]:
    """Contacts that family in another country can dial and be understood by, or that search."""
    language = reader_language(advisory)
    return [
        contact
        for contact in advisory.contacts.values()
        if contact.abroad
        and not contact.sensitive
        and (speaks(contact, language) or contact.kind == "family")
    ]
