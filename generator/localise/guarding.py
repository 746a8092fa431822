"""Step 3: contacts → what is always with their numbers, which are lines of the state.

Also whom to ask before these. In: an advisory. Out: the cautions of a number, the same for every
product (CARE 26, 28, 48); only national emergency codes are without one, for hesitation kills too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..check.content.safety import word_lists
from ..check.tables import words_pattern
from ..model.safe_contacts import all_safe, asked_about
from .advisory import Advisory
from .records.contacts import ContactRecord
from .records.twins import AgencyRecord
from .staff_interface import UNSAFE_FOR
from .texts import Text, joined, texts


def cautions_before(
    advisory: Advisory, contact: ContactRecord, *, assists: bool = False
) -> tuple[Text, ...]:
    """Return what goes before the number of *contact*; the cautions of numbers in it go first.

    Its own caution, else that of the corridor for the state. Where another contact with the same
    number has a caution, that of the corridor: telephones join contacts with one number, and the
    words of another's caution may say which key to press. Who *assists* calls for others and cannot
    know what they fear: they also get for whom the agencies behind the number are unsafe, in words
    that are written and translated only for them.
    """
    found: dict[str, Text] = {}
    _gather(advisory, contact, found, set(), assists=assists)
    return tuple(found.values())


def cautions_for_helpers(
    advisory: Advisory, contact: ContactRecord, agency: AgencyRecord | None = None
) -> list[Text]:
    """Return ``cautions_before`` for those who assist; without what *agency*'s own card says."""
    told = [str(agency.unsafe_for.text)] if agency and agency.unsafe_for else []
    cautions = cautions_before(advisory, contact, assists=True)
    return [text for text in cautions if not any(words in str(text) for words in told)]


def with_cautions(advisory: Advisory, text: Text) -> tuple[Text, ...]:
    """Return *text* behind the cautions of the numbers in it."""
    found: dict[str, Text] = {}
    for contact in called_in(advisory, text):
        _gather(advisory, contact, found, set())
    return (*(one for words, one in found.items() if words not in str(text)), text)


def cautions_of_line(advisory: Advisory, line: str) -> Iterator[Text]:
    """Yield the cautions of the contact whose number *line* is, if it is one's."""
    digits = _digits(line)
    for contact in advisory.contacts.values() if digits else ():
        if contact.tel is not None and _digits(contact.tel.text) == digits:
            yield from cautions_before(advisory, contact)


def called_in(advisory: Advisory, *values: object) -> list[ContactRecord]:
    """Return the contacts whose numbers stand in texts below *values*, each once."""
    runs = (run for value in values for text in texts(value) for run in text.runs)
    keys = dict.fromkeys(run.contact for run in runs if run.kind == "tel" and run.contact)
    return [advisory.contacts[key] for key in keys if key in advisory.contacts]


def is_state_line(advisory: Advisory, contact: ContactRecord) -> bool:
    """Return whether whoever answers may check papers: by its name, or because its own card warns.

    A line that sends ambulances is called when a life is in danger: nothing stands before it.
    """
    if contact.id == advisory.country.roles.get("ambulance"):
        return False
    named = words_pattern(word_lists()["state-lines"]).search(
        contact.label.source or str(contact.label)
    )
    return named is not None or bool(_on_its_card(advisory, contact))


def safe_to_ask(advisory: Advisory) -> list[str]:
    """Return ids of whom to ask first: the corridor's safe contacts in general and for papers."""
    corridor = advisory.corridor
    keys = dict.fromkeys(asked_about(corridor, "general") + asked_about(corridor, "papers"))
    return [key for key in keys if key in advisory.contacts]


def _gather(
    advisory: Advisory,
    contact: ContactRecord,
    found: dict[str, Text],
    seen: set[str],
    *,
    assists: bool = False,
) -> None:
    """Add what goes before the number of *contact*, and before numbers that a caution names."""
    seen.add(contact.id)
    if contact.national_emergency:
        return
    cautions = _of_state(advisory, contact)
    for caution in (*cautions, *(_unsafe_for(advisory, contact) if assists else ())):
        if str(caution) not in found:
            for named in called_in(advisory, caution):
                if named.id not in seen:
                    _gather(advisory, named, found, seen, assists=assists)
            found[str(caution)] = caution


def _of_state(advisory: Advisory, contact: ContactRecord) -> tuple[Text, ...]:
    if own := _own_cautions(advisory, contact):
        return own
    sharing = [one for one in advisory.contacts.values() if _numbers(one) & _numbers(contact)]
    # Nothing stands before a national emergency code.
    if any(one.national_emergency for one in sharing):
        return ()
    return (advisory.corridor.caution,) if any(_own_cautions(advisory, o) for o in sharing) else ()


def _own_cautions(advisory: Advisory, contact: ContactRecord) -> tuple[Text, ...]:
    own = _on_its_card(advisory, contact)
    return own or ((advisory.corridor.caution,) if is_state_line(advisory, contact) else ())


def _on_its_card(advisory: Advisory, contact: ContactRecord) -> tuple[Text, ...]:
    """Return what is said on the card of *contact* beside its number, when that is a caution."""
    cautions: list[Text] = []
    if contact.more and _names_safe(advisory, contact.more):
        cautions.append(contact.more)
    if contact.without_papers in ("no", "depends") and contact.without_papers_words:
        cautions.append(contact.without_papers_words)
    return tuple(cautions)


def _unsafe_for(advisory: Advisory, contact: ContactRecord) -> Iterator[Text]:
    """Yield for whom the agencies behind *contact* are unsafe, for those who assist."""
    for agency in advisory.staff.agencies.values() if advisory.staff else ():
        if agency.unsafe_for is not None and contact.id in agency.contacts:
            told = (advisory.ui(*UNSAFE_FOR), agency.unsafe_for.text, agency.unsafe_for.more)
            yield joined([text for text in told if text], " ")


def _names_safe(advisory: Advisory, text: Text) -> bool:
    """Return whether *text* says whom to ask first."""
    safe = all_safe(advisory.corridor)
    labels = set(_labels(advisory, safe))
    return any(
        run.contact in safe or (run.kind == "name" and run.text in labels) for run in text.runs
    )


def _labels(advisory: Advisory, keys: Collection[str]) -> Iterator[str]:
    yield from (str(advisory.contacts[key].label) for key in keys if key in advisory.contacts)


def _numbers(contact: ContactRecord) -> set[str]:
    return {run.href for run in (contact.tel, *contact.other_tel) if run is not None and run.href}


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdecimal())
