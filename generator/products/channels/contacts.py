"""Step 4, channels: an advisory → numbers to save on a phone, as vCards: ``contacts/H.L.vcf``.

Also one file for each region. vCard 3.0, which phones of the last fifteen years read. Phones are
searched: a name says the service, never its topic, and nothing about abuse is there. The caution is
first in the note of its own card (CARE 48, 49).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from ...cache.digests import code_digest
from ...localise.advisory import Advisory
from ...localise.proof_words import BETWEEN, proof_text
from ...localise.records.contacts import ContactRecord, Proof
from ...localise.records.twins import HoursRecord
from ...localise.texts import Run, Text, listed, plain
from ..pages.queries import saved_regions
from ..paper.content.leaving import Leaving, leaving
from ..sending.sent import SentNumber, numbers_of, said
from ..site_paths import contacts_path
from ..target import Files, Target
from .content_lines import folded, line, stable_id

_TEL = "tel:"


@dataclass(frozen=True)
class Card:
    """One contact to save."""

    contact: str
    area: tuple[str, ...] | None
    """Its provinces; None = the whole country."""
    lines: tuple[str, ...]


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Return a target for each advisory with numbers that may be sent, regions' files beside it."""
    return [target for one in advisories if (target := _target(one)) is not None]


def papers(advisories: Sequence[Advisory]) -> Iterator[tuple[Leaving, Target, Leaving]]:
    """Yield what is recorded of each file, as papers have it: a phone keeps numbers for years."""
    for advisory in advisories:
        target, said = _target(advisory), edition(advisory)
        if target is not None and said is not None:
            yield said, target, said


def edition(advisory: Advisory) -> Leaving | None:
    """Return what the numbers to save say, with the code of each card, also of each region's."""
    numbers = _numbers(advisory)
    facts = [(f"contacts.{one.contact.id}", one.contact) for one in numbers]
    words = [[*map(str, _note(advisory, one)), str(one)] for one in numbers]
    return leaving(advisory, contacts_path(advisory.host, advisory.locale), facts, ["vcf", words])


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield what cards say."""
    for number in _numbers(advisory):
        yield number.contact.label
        yield from _note(advisory, number)


def cards(advisory: Advisory) -> list[Card]:
    """Return the cards of a country, emergency codes of the nation first."""
    said = edition(advisory)
    code = f"{advisory.ui('leaflet.code', 'Code')} {said.edition.code}" if said else ""
    return [
        Card(one.contact.id, one.contact.area, tuple(_lines(advisory, one, code)))
        for one in _numbers(advisory)
    ]


def _target(advisory: Advisory) -> Target | None:
    host, locale = advisory.host, advisory.locale
    found = cards(advisory)
    if not found:
        return None
    regions = {
        contacts_path(host, locale, region.id): frozenset(region.areas)
        for region in saved_regions(advisory)
    }
    path = contacts_path(host, locale)
    data = repr((found, {name: sorted(areas) for name, areas in regions.items()})).encode()
    target = Target.of(
        path,
        "contacts",
        partial(_make, path, tuple(found), regions),
        data=data,
        code=code_digest(),
    )
    return replace(target, beside=tuple(regions))


def _make(path: str, found: Sequence[Card], regions: Mapping[str, frozenset[str]]) -> Files:
    files = {path: _file(found)}
    for name, areas in regions.items():
        files[name] = _file(one for one in found if one.area is None or areas & set(one.area))
    return files


def _file(found: Iterable[Card]) -> bytes:
    return folded(text for card in found for text in card.lines)


def _numbers(advisory: Advisory) -> list[SentNumber]:
    """Return all numbers that may be sent and can be dialled: emergency codes first."""
    contacts = advisory.contacts
    in_order = [*advisory.country.plates, *contacts]
    first = [key for key in in_order if key in contacts and contacts[key].national_emergency]
    return [
        one
        for one in numbers_of(advisory, [*first, *contacts])
        if any(run.href for run in (one.tel, *one.contact.other_tel))
    ]


def _lines(advisory: Advisory, number: SentNumber, code: str) -> Iterator[str]:
    contact = number.contact
    name = said([contact.label]) + BETWEEN + said([advisory.country.name])
    note = [*(said([text]) for text in _note(advisory, number)), *filter(None, [code])]
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    # The note before the numbers: so it also is for whoever opens the file as text.
    yield from (line("FN", name), line("N", name, "", "", "", ""), line("NOTE", "\n".join(note)))
    for run in (number.tel, *contact.other_tel):
        if run.href:  # One for messages alone would ring nowhere.
            yield line("TEL;TYPE=VOICE", run.href.removeprefix(_TEL))
    yield line("UID", stable_id(advisory.host, contact.id))
    # Of the sources, not of the build; written so that versions 3.0 and 4.0 both know it.
    yield f"REV:{read_on(advisory, contact):%Y%m%d}T000000Z"
    yield "END:VCARD"


def _note(advisory: Advisory, number: SentNumber) -> list[Text]:
    contact, ui = number.contact, advisory.ui
    known = [
        *_proofs(advisory, contact),
        *_hours(advisory, contact),
        *_languages(advisory, contact),
    ]
    cautions = number.cautions
    drafts = any(text.state in ("draft", "behind") for text in (*cautions, contact.label, *known))
    mark = [ui("state.draft-strip", "Draft translation")] if drafts else []
    day = ui("foot.read", "Sources read on %(day)s.", day=read_on(advisory, contact))
    return [*cautions, *mark, *known, day]


def _proofs(advisory: Advisory, contact: ContactRecord) -> Iterator[Text]:
    yield _proof(advisory, contact.proof)
    first = str(_proof(advisory, contact.proof))
    for run, proof in zip(contact.other_tel, contact.other_proof, strict=True):
        words = _proof(advisory, proof)
        if run.href and str(words) != first:
            yield Text((run, Run(": ", "words", words.lang)), words.lang, "source") + words


def _proof(advisory: Advisory, proof: Proof) -> Text:
    return proof_text(proof, advisory.ui)


def _hours(advisory: Advisory, contact: ContactRecord) -> Iterator[Text]:
    if contact.hours == "always":
        yield advisory.ui("hours.always", "Day and night")
    elif isinstance(contact.hours, HoursRecord):
        hours = plain(f" {contact.hours.opens}–{contact.hours.closes}", advisory.locale)
        yield advisory.ui.label("days", contact.hours.days) + hours


def _languages(advisory: Advisory, contact: ContactRecord) -> Iterator[Text]:
    names = [
        advisory.ui.label("language", tag)
        for tag in contact.languages or ()
        if tag != contact.answered_in  # The proof says it.
    ]
    if names:
        languages = listed(names, advisory.language)
        yield advisory.ui(
            "fact.says-it-answers", "says it answers in %(languages)s", languages=languages
        )


def read_on(advisory: Advisory, contact: ContactRecord) -> date:
    """Return the day on which the oldest source of *contact* was read."""
    days = [advisory.sources[key].read_on for key in contact.sources if key in advisory.sources]
    return min(days, default=contact.proof.read_on)
