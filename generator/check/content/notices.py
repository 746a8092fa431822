"""Step 2: notices and their sentences → problems of slots, confirmation and contradictions.

Rules ``notice-sentence``, ``notice-name``, ``notice-slot``, ``notice-digits``, ``notice-hours``,
``notice-second``, ``notice-fighting``, ``notice-line``, ``notice-against``. They are asked apart
from the other checks of a country, whose answers must stay valid while notices come and go. Source:
CARE 43 to 45.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations
from zoneinfo import ZoneInfo

from ...load import Content, Host, LoadedFile
from ...load.endings import Clock
from ...model import Contact, standing_in
from ...model.notices import Notice, NoticeSentence, NoticeSentences, Said
from ...model.until import Until
from ...problems import Level, Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..tables import words_pattern
from ..walk import Options
from .embedded_data import numbers_of_contacts
from .safety import word_lists
from .typed_words import unchecked

FIGHTING = "conflict"
"""The hazard in which no way, shelter or crossing is named, and nothing finer than a district."""


@check
def check_sentences(content: Content, _options: Options) -> Iterator[Problem]:
    """Every slot of a sentence stands in it, and what it rests on is there."""
    for file, model in content.of_kind(NoticeSentences):
        for key, sentence in model.sentences.items():
            at = ("sentences", key)
            named = set(PLACEHOLDER.findall(sentence.text))
            for slot in sorted(sentence.slots.keys() - named):
                yield file.problem(
                    (*at, "slots", slot),
                    "notice-sentence",
                    f'the text does not name the slot "{slot}"',
                    f'Write "%({slot})s" where it stands, or remove the slot.',
                )
            for name in sentence.against:
                if name not in model.sentences:
                    yield _unknown(file, (*at, "against"), "sentence", name, model.sentences)
            for name in sentence.rests_on:
                slug, _, message = name.partition(".")
                hazard = content.hazards.get(slug)
                if hazard is None and slug in content.slugs("hazards"):
                    continue  # It cannot be read: its own problem is told.
                if hazard is None or message not in hazard.messages:
                    yield file.problem(
                        (*at, "rests_on"),
                        "notice-sentence",
                        f'there is no message "{name}" in the library',
                        'Name one as "flood.leave-before-water", or remove it.',
                    )


def check_names(content: Content, hosts: frozenset[str]) -> Iterator[Problem]:
    """A notice is called after its day and its country, which is one of *hosts*."""
    for file, notice in content.of_kind(Notice):
        stem = file.name.rpartition("/")[2].removesuffix(".yaml")
        begins = f"{notice.begins.day}-{notice.host}-"
        if notice.host not in hosts:
            yield _unknown(file, ("host",), "host country", notice.host, hosts)
        elif not stem.startswith(begins) or len(stem) == len(begins):
            yield file.problem(
                (),
                "notice-name",
                f'the name of the file "{stem}.yaml" does not fit its day and country',
                f'Rename it to "{begins}WORD.yaml", with a word that tells it from others of that '
                "day.",
            )


def check_notices(content: Content, host: Host, now: datetime) -> Iterator[Problem]:
    """Every notice of *host* names what is there, and says no more than its handles may."""
    if not host.has("country", "assistance", "sources") or not content.has("site.yaml"):
        return  # told elsewhere
    numbers = numbers_of_contacts(content) if content.notices else frozenset()
    for file, notice in content.of_kind(Notice):
        if notice.host == host.slug:
            yield from _Notice(content, host, file, notice, numbers).problems(now)
    yield from _contradictions(content, host, now)


class _Notice:
    """One notice and its problems."""

    def __init__(
        self,
        content: Content,
        host: Host,
        file: LoadedFile,
        notice: Notice,
        numbers: frozenset[str],
    ) -> None:
        self._sentences, self._numbers = content.notice_sentences, numbers
        self._host, self._file, self._notice = host, file, notice
        self._hazards = content.slugs("hazards")
        self._languages = set(content.site.locales) | {host.country.language}

    def problems(self, now: datetime) -> Iterator[Problem]:
        file, notice, host = self._file, self._notice, self._host
        for at, code in enumerate(notice.areas):
            if code not in host.country.provinces:
                yield _unknown(file, ("areas", str(at)), "province", code, host.country.provinces)
        if notice.hazard not in self._hazards:
            yield _unknown(file, ("hazard",), "hazard", notice.hazard, self._hazards)
        yield from self._office()
        yield from self._typed()
        yield from self._hours(now)
        used: set[str] = set()
        for at, said in enumerate(notice.said):
            sentence = self._sentences.get(said.say)
            if sentence is None:
                yield _unknown(
                    file, ("said", str(at), "say"), "sentence", said.say, self._sentences
                )
                continue
            used |= set(said.slots.values())
            yield from self._said(("said", str(at)), sentence, said)
        for key in notice.places.keys() - used:
            yield file.problem(
                ("places", key),
                "notice-slot",
                f'no sentence names the place "{key}"',
                "Name it in a slot, or remove it.",
            )

    def _problem(
        self, at: tuple[str, ...], rule: str, message: str, remedy: str, *, level: Level = "error"
    ) -> Problem:
        return self._file.problem(at, rule, message, remedy, level=level)  # type: ignore[arg-type]

    def _office(self) -> Iterator[Problem]:
        source = self._notice.source
        contacts, sources = self._host.assistance.contacts, self._host.sources.sources
        if standing_in(contacts, source.office) is None:
            yield _unknown(self._file, ("source", "office"), "contact", source.office, contacts)
        if source.link is not None and source.link not in sources:
            yield _unknown(self._file, ("source", "link"), "source", source.link, sources)

    def _typed(self) -> Iterator[Problem]:
        """What was typed has no number and no address: these are ids of contacts (CARE 43)."""
        typed: list[tuple[tuple[str, ...], str]]
        typed = [(("free", lang), text) for lang, text in self._notice.free.items()]
        for key, place in self._notice.places.items():
            at = ("places", key)
            typed += [((*at, "sign"), place.sign)]
            typed += [((*at, "names", lang), name) for lang, name in place.names.items()]
        remedy = "Name a contact or a source of this country in a slot, or leave it out."
        for where, text in typed:
            if found := unchecked(text, self._numbers, is_sign=where[0] == "places"):
                yield self._problem(where, "notice-digits", f'"{text}" has {found}', remedy)
        for lang in sorted(self._notice.free.keys() - self._languages):
            yield _unknown(self._file, ("free", lang), "language", lang, self._languages)

    def _hours(self, now: datetime) -> Iterator[Problem]:
        notice, zone = self._notice, self._host.country.time_zone
        # A notice whose end has passed before it began was ended early: no other can be published.
        over = notice.until.moment(ZoneInfo(zone)) <= now
        if notice.until.local() <= notice.begins.local() and not over:
            yield self._problem(
                ("until",),
                "notice-hours",
                "it ends before it begins",
                'Correct "begins" or "until": day and hour by the clock of the host country.',
            )
        heard = notice.source.at
        if heard.moment(ZoneInfo(zone)) > now:
            yield self._problem(
                ("source", "at"),
                "notice-hours",
                f'"{heard}" is in the future by the clock of {zone}',
                "Write when the office said it.",
            )

    def _said(self, at: tuple[str, ...], sentence: NoticeSentence, said: Said) -> Iterator[Problem]:
        notice = self._notice
        for slot in sorted(sentence.slots.keys() - said.slots.keys()):
            yield self._problem(
                (*at, "slots"),
                "notice-slot",
                f'the sentence "{said.say}" needs the slot "{slot}"',
                f"Add it: {_example(sentence.slots[slot])}.",
            )
        for slot in sorted(said.slots.keys() - sentence.slots.keys()):
            yield _unknown(self._file, (*at, "slots", slot), "slot", slot, sentence.slots)
        for slot, kind in sentence.slots.items():
            if slot in said.slots:
                yield from self._slot((*at, "slots", slot), kind, said.slots[slot], sentence)
        if (why := why_second(sentence)) and not notice.confirmed:
            yield self._problem(
                (*at, "say"),
                "notice-second",
                f'the sentence "{said.say}" needs a second handle: {why}',
                "Let a second person confirm it and add her handle, or say it with another "
                "sentence.",
            )
        if notice.hazard == FIGHTING and sentence.tells_way:
            yield self._problem(
                (*at, "say"),
                "notice-fighting",
                f'"{said.say}" names a shelter, a road or a crossing, in fighting',
                "Leave it out: whoever fights can read it, too.",
            )

    def _slot(
        self, at: tuple[str, ...], kind: str, value: str, sentence: NoticeSentence
    ) -> Iterator[Problem]:
        host, notice = self._host, self._notice
        match kind:
            case "place":
                yield from self._place(at, value)
            case "moment" | "day":
                yield from self._time(at, kind, value, sentence)
            case "line" | "office":
                yield from self._contact(at, kind, value)
            case "link":
                source = host.sources.sources.get(value)
                if source is None or not source.url:
                    yield _unknown(
                        self._file, at, "source with an address", value, host.sources.sources
                    )
        if (
            notice.hazard == FIGHTING
            and kind == "place"
            and value in notice.places
            and not notice.places[value].district
        ):
            yield self._problem(
                at,
                "notice-fighting",
                f'"{value}" is finer than a district, in fighting',
                'Name the province or, with "district: true", the district.',
            )

    def _place(self, at: tuple[str, ...], value: str) -> Iterator[Problem]:
        notice, provinces = self._notice, self._host.country.provinces
        if value not in notice.places and value not in provinces:
            yield self._problem(
                at,
                "notice-slot",
                f'there is no place "{value}" in this notice, and no province of that code',
                'Write the code of a province, or add the place below "places" as its sign has it.',
            )

    def _time(
        self, at: tuple[str, ...], kind: str, value: str, sentence: NoticeSentence
    ) -> Iterator[Problem]:
        try:
            until = Until.parse(value)
        except ValueError:
            until = None
        if until is None or (until.at is None) != (kind == "day"):
            yield self._problem(
                at, "notice-slot", f'"{value}" is not {_NAMES[kind]}', f"Write {_example(kind)}."
            )
        elif until.local() <= self._notice.begins.local() and not sentence.takes_back:
            yield self._problem(
                at,
                "notice-hours",
                f'"{value}" is before the notice begins',
                "Correct it: what is over is no notice.",
            )

    def _contact(self, at: tuple[str, ...], kind: str, value: str) -> Iterator[Problem]:
        contacts = self._host.assistance.contacts
        key = standing_in(contacts, value)
        if key is None:
            yield _unknown(self._file, at, "contact", value, contacts)
            return
        if kind == "office" or (why := why_no_line(contacts[key])) is None:
            return
        if contacts[value].withdrawn is None:
            yield self._problem(
                at,
                "notice-line",
                f'"{value}" {why}',
                "Name another line: the safe contact of the corridor, a group, an emergency "
                "number.",
            )
            return
        # A dead number goes at once, whatever stands in for it.
        yield self._problem(
            at,
            "notice-line",
            f'"{value}" was withdrawn, and "{key}", which stands in for it, {why}: the sentence is '
            "left out, and whom to ask stands in its place",
            "End this notice, and write one with another line.",
            level="warning",
        )


def why_no_line(contact: Contact) -> str | None:
    """Return why a notice must not name the line of *contact*; None when it may."""
    if contact.number is None:
        return "has no number to call"
    is_state = words_pattern(word_lists()["state-lines"]).search(contact.label)
    may_check = is_state or contact.without_papers in ("no", "depends")
    if may_check and not contact.national_emergency:
        return "may check papers, and a notice has no room for its caution"
    return None


def why_second(sentence: NoticeSentence) -> str:
    """Return why *sentence* needs a second person, in words; "" when one may say it."""
    return _WHY[sentence.binds[0]] if sentence.binds else ""


_WHY = {
    "moves": "people move or stay by it",
    "date": "it gives a date",
    "money": "it is about money",
}
_NAMES = {"moment": "a day and an hour", "day": "a day"}


def _example(kind: str) -> str:
    return {
        "place": "the id of a place of this notice, or the code of a province",
        "moment": "2026-11-28T18:30",
        "day": "2026-11-28",
        "line": "the id of a contact",
        "office": "the id of a contact",
        "link": "the id of a source",
    }[kind]


def _contradictions(content: Content, host: Host, now: datetime) -> Iterator[Problem]:
    """Two sentences that stand at the same time and cannot both be true of one thing."""
    clock = Clock(now, ZoneInfo(host.country.time_zone))
    standing = [
        (file, notice)
        for file, notice in content.of_kind(Notice)
        if notice.host == host.slug and not notice.withdrawn and not clock.is_over(notice.ends)
    ]
    rows = [
        (file, notice, at, said) for file, notice in standing for at, said in enumerate(notice.said)
    ]
    library = content.notice_sentences
    for (one_file, one, _at, said), (file, other, at, against) in combinations(rows, 2):
        first, second = library.get(said.say), library.get(against.say)
        if first is None or second is None:
            continue
        opposed = against.say in first.against or said.say in second.against
        if opposed and _overlap(one, other) and _same((one, first, said), (other, second, against)):
            yield file.problem(
                ("said", str(at), "say"),
                "notice-against",
                f'"{against.say}" contradicts "{said.say}" of {one_file.shown}',
                "Find out which is true, and withdraw the other: advisory notice withdraw.",
            )


def _overlap(one: Notice, other: Notice) -> bool:
    return one.begins.local() < other.ends.local() and other.begins.local() < one.ends.local()


_Row = tuple[Notice, NoticeSentence, Said]


def _same(one: _Row, other: _Row) -> bool:
    """Return whether two sentences are, or may be, about one thing: a place and its province."""
    areas, others = set(one[0].areas), set(other[0].areas)
    if areas and others and not areas & others:
        return False
    for kind in ("place", "line", "office"):
        first, second = _first(*one, kind), _first(*other, kind)
        if first is not None and second is not None:
            is_vague = kind == "place" and not {first, second} <= _signs(one[0]) | _signs(other[0])
            return first == second or is_vague
    return True


def _first(notice: Notice, sentence: NoticeSentence, said: Said, kind: str) -> str | None:
    """What stands in the first slot of a *kind*; a place as its sign has it."""
    named = [
        said.slots[slot] for slot, of in sentence.slots.items() if of == kind and slot in said.slots
    ]
    if not named:
        return None
    return notice.places[named[0]].sign if named[0] in notice.places else named[0]


def _signs(notice: Notice) -> set[str]:
    return {place.sign for place in notice.places.values()}


def _unknown(
    file: LoadedFile, at: tuple[str, ...], what: str, name: str, known: Iterable[str]
) -> Problem:
    near = difflib.get_close_matches(name, [*known], 1)
    remedy = f'Did you mean "{near[0]}"?' if near else "Name one that is there."
    return file.problem(at, "notice-slot", f'there is no {what} "{name}"', remedy)
