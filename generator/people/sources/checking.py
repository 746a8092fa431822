"""Beside the steps: sources of the content → findings about their addresses, the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from urllib.parse import urlsplit

from ...load import Content
from ...load.told import Told, told_facts
from ...model import Contact, Origin, Post
from ...model.walk import walk_models
from ...text.telephone import stands_in
from ..facts.reviewed import SourcePlace, sources_by_id, sources_of_fact
from ..facts.take_in import FactImport
from .asking import Guest, NoServerError, NotAskedError
from .comparing import Finding, State, about, missing_numbers
from .kept import Kept, Seen
from .reading import digest_of, sentences_of


@dataclass(frozen=True)
class Watched:
    """An address, and all that rests on it."""

    address: str
    place: SourcePlace
    facts: tuple[Told, ...]

    @property
    def numbers(self) -> list[str]:
        """Telephone numbers that were read there, as our note on it has them."""
        said = self.place.source.says or ""
        found = [
            number
            for fact in self.facts
            if isinstance(fact.model, Contact) and not fact.is_withdrawn
            for number in (fact.model.number, *fact.model.other_numbers, fact.model.from_abroad)
            if number
        ]
        return [number for number in dict.fromkeys(found) if stands_in(number, said)]

    @property
    def is_emergency(self) -> bool:
        """Return whether somebody calls a number of it in danger."""
        return any(isinstance(f.model, Contact) and f.model.national_emergency for f in self.facts)


def watched(content: Content, host: str | None = None) -> list[Watched]:
    """Return all addresses that were read, of one *host* country or all, in content order."""
    places = sources_by_id(content)
    resting: dict[str, list[Told]] = {}
    for fact in told_facts(content).values():
        for place in () if fact.is_withdrawn else sources_of_fact(fact, places):
            resting.setdefault(place.id, []).append(fact)
    return [
        Watched(address, place, tuple(resting.get(place.id, ())))
        for place in places.values()
        if host is None or place.file.name.startswith(f"hosts/{host}/")
        for address in place.source.url
    ]


def feared_sites(content: Content) -> Callable[[str], bool]:
    """Return what tells whether an address is on a site of a state that its people fear.

    Its server would learn that somebody reads there, and from where.
    """
    endings, names = set(), set()
    for origin_file, origin in content.of_kind(Origin):
        if origin.state != "feared":
            continue
        if origin.code:
            endings.add(f".{origin.code.lower()}")
        for visit in walk_models(origin_file.model, origin_file.context):
            if isinstance(visit.model, Post) and visit.model.web:
                names.add(_server(visit.model.web))
    return lambda address: _server(address) in names or _server(address).endswith(tuple(endings))


def _server(address: str) -> str:
    try:
        name = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def check(
    rows: Sequence[Watched],
    guest: Guest,
    kept: Kept,
    today: date,
    *,
    left_out: Callable[[str], bool],
    told: Callable[[int, int, str], None],
) -> list[Finding]:
    """Ask each address of *rows* once, and return what it comes to, in their order.

    *told* hears after each: how many were asked, of how many, and which.
    """
    addresses = [one for one in dict.fromkeys(row.address for row in rows) if not left_out(one)]
    answers: dict[str, _Reading] = {}
    for count, address in enumerate(addresses, 1):
        answers[address] = _read(address, guest, kept, today)
        told(count, len(addresses), address)
    # Without a network, no server has a name.
    connected = any(reading.is_answer for reading in answers.values())
    findings: list[Finding] = []
    for row in rows:
        reading = answers.get(row.address, _FEARED)
        if reading.no_server and not connected:
            reading = _Reading("not-asked", f"{reading.why}, or this machine is not connected")
        findings += _judged(row, reading)
    return findings


@dataclass(frozen=True)
class _Reading:
    state: State
    why: str = ""
    before: tuple[str, ...] = ()
    now: tuple[str, ...] | None = None
    """None: nothing that can be read."""
    no_server: bool = False
    """The name of its server was not found."""

    @property
    def is_answer(self) -> bool:
        """Return whether some server answered."""
        return not self.no_server and self.state != "not-asked"


_FEARED = _Reading("not-asked", "a site of a state that its people fear: ask with --include-feared")


def _read(address: str, guest: Guest, kept: Kept, today: date) -> _Reading:
    seen = kept.at(address)
    before = tuple(kept.words(seen.digest)) if seen else ()
    # Without its words of last time, "as it was" would leave nothing to look for numbers in.
    use = seen if seen and before else None
    try:
        answer = guest.ask(
            address, etag=use.etag if use else "", modified=use.modified if use else ""
        )
    except NoServerError as error:
        return _Reading("gone", str(error), no_server=True)
    except NotAskedError as error:
        return _Reading("not-asked", str(error))
    if answer.status == HTTPStatus.NOT_MODIFIED and use:
        return _Reading("same", before=before, now=before)
    if answer.status != HTTPStatus.OK:
        gone = answer.is_gone
        told = "there is no such page" if gone else "look at it yourself"
        return _Reading("gone" if gone else "not-asked", f"the server says {answer.status}: {told}")
    sentences = sentences_of(answer.body, answer.kind)
    digest = digest_of(sentences, answer.body)
    kept.keep(address, Seen(digest, str(today), answer.etag, answer.modified), sentences)
    why = ""
    state: State = "first" if seen is None else "same" if seen.digest == digest else "changed"
    if answer.leads_on and _is_elsewhere(address, answer.address):
        state, why = "moved", f"it leads to {answer.address}"
    return _Reading(state, why, before, tuple(sentences) or None)


def _is_elsewhere(asked: str, came: str) -> bool:
    """Another page, not the same one with https, www or a slash at its end."""
    return _bare(asked) != _bare(came)


def _bare(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    return _server(address), parts.path.rstrip("/"), parts.query


def _judged(row: Watched, reading: _Reading) -> Iterator[Finding]:
    if reading.state not in {"gone", "not-asked"} and reading.now is not None:
        lost = missing_numbers(row.numbers, reading.now)
        if lost:
            yield _finding(row, "number-missing", ", ".join(lost), *_sentences(row, reading))
            if reading.state != "moved":
                return
    yield _finding(row, reading.state, reading.why, *_sentences(row, reading))


def _sentences(row: Watched, reading: _Reading) -> tuple[str, str]:
    if reading.state in {"same", "first", "gone", "not-asked"} or reading.now is None:
        return "", ""
    return about(row.place.source.says or "", reading.before, reading.now)


def _finding(
    row: Watched, state: State, why: str = "", before: str = "", after: str = ""
) -> Finding:
    return Finding(
        state,
        row.place.id,
        row.address,
        why,
        tuple(fact.id for fact in row.facts),
        before,
        after,
        row.is_emergency,
    )


def to_record(findings: Iterable[Finding], places: Mapping[str, SourcePlace]) -> list[SourcePlace]:
    """Return the sources whose facts become overdue: all addresses of which moved or are gone."""
    states: dict[str, list[State]] = {}
    for finding in findings:
        states.setdefault(finding.source, []).append(finding.state)
    return [
        places[source]
        for source, found in states.items()
        if any(state in {"gone", "moved"} for state in found)
        and all(state in {"gone", "moved", "number-missing"} for state in found)
    ]


def not_found_on(gone: Iterable[SourcePlace], today: date) -> FactImport:
    """Return the changes to write: the day on which no address of a source led to its page."""
    merged = FactImport()
    for place in gone:
        if place.source.not_found_on is None:
            path = place.path[len(place.file.context) :]
            merged.of(place.file.name).values[*path, "not_found_on"] = str(today)
    return merged
