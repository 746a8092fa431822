"""Beside step 4, where: an ``Answer`` → lines for an editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from ...problems import counted
from .answer import Answer
from .places import How, Kind, PlaceFound

T = TypeVar("T")

_MOST_NAMINGS = 15
_TITLES: Mapping[Kind, str] = {
    "page": "Pages for readers",
    "paper": "Leaflets and other papers",
    "card": "Picture cards",
    "pocket": "Pocket file",
    "wordless": "Page without words",
    "data": "Data for programs of others",
    "calendar": "Calendars",
    "channel": "Numbers to save, texts to send, feeds and other channels",
    "procedure": "Pages for those who assist: procedures",
    "case": "Pages for those who assist: case paths",
    "course": "Pages for those who assist: courses",
    "staff-page": "Other pages for those who assist",
    "staff-paper": "Papers, course packages and slides for those who assist",
}
_WITH_FRAMES = ("page", "procedure", "case", "course", "staff-page")
"""Kinds that are pages, with a top, a bar and a foot."""
_PARTS = {
    "bar": "in the bar at the bottom",
    "top": "at the top",
    "foot": "in the small print at the foot",
}


def lines(answer: Answer) -> Iterator[str]:
    """Yield the answer, line by line."""
    yield from _head(answer)
    yield from _places(answer)
    yield from _named(answer)
    yield from _behind(answer)
    yield from _spoken(answer)
    yield from _papers(answer)
    if answer.places:
        yield ""
        yield (
            "A stick, an archive, or a package (advisory package) that was handed out before "
            "carries what it was made of: make it anew after a change."
        )


def _spoken(answer: Answer) -> Iterator[str]:
    if answer.spoken:
        yield ""
        yield (
            f"Recordings ({len(answer.spoken)}), not played any more once the words change, until "
            "somebody speaks the new ones:"
        )
        yield from (f"  {file}  ({tag}, {text})" for file, (tag, text) in answer.spoken.items())


def _head(answer: Answer) -> Iterator[str]:
    subject = answer.subject
    for one in subject.standings:
        yield f"{one.id}: {one.words} ({one.file.shown}:{one.file.line_of(one.path)})"
        if one.id in answer.withdrawn:
            yield f"  withdrawn on {answer.withdrawn[one.id]}: nothing shows it any more."
    if not subject.standings:
        yield f"{subject.id}: {subject.words or 'in no contact, but in the words below'}"
        for passage in subject.passages if not subject.number else ():
            yield (
                f"  {passage.file}:{passage.line}"
                if passage.file
                else f"  {passage.key}: a label of the program"
            )
    for host, tags in answer.offered.items():
        yield f"Looked through {host} in {', '.join(tags)}."
    if subject.way and answer.places:
        yield from _of_way(subject.way, answer.places)


def _of_way(way: str, places: Sequence[PlaceFound]) -> Iterator[str]:
    """Yield first where the name *way* itself is shown: below are all places of its contact."""
    own = [place for place in places if place.way]
    yield ""
    if not own:
        yield f'"{way}" itself is shown nowhere; below is where its contact is.'
        return
    yield (
        f'"{way}" itself ({len({place.name for place in own})}); below is where its contact is, '
        "with or without it:"
    )
    for name, some in _grouped(own, lambda place: place.name):
        frame = some[0].kind in _WITH_FRAMES
        yield f"  {_address(name) if frame else name}  ({_tags(some)})"


def _places(answer: Answer) -> Iterator[str]:
    if answer.offered and not answer.places:
        yield ""
        yield "No page and no paper shows it."
    # Of a number, and of a text without one, it goes without saying what of it is shown.
    tells = not answer.subject.number and any(one.numbers for one in answer.subject.standings)
    for kind, title in _TITLES.items():
        own = [place for place in answer.places if place.kind == kind]
        if own:
            yield ""
            yield f"{title} ({len({place.name for place in own})}):"
            of_files = kind not in _WITH_FRAMES
            yield from _of_files(own, tells=tells) if of_files else _of_pages(own, tells=tells)


def _of_pages(places: Sequence[PlaceFound], *, tells: bool) -> Iterator[str]:
    """Yield a line for each page with it in its own text; the frames of pages are only counted."""
    listed: set[str] = set()
    in_text = [place for place in places if place.part == "text"]
    for name, some in _grouped(in_text, lambda place: place.name):
        listed.add(name)
        yield f"  {_address(name)}  ({_tags(some)}){_how(some, tells=tells)}"
    for part, words in _PARTS.items():
        some = [place for place in places if place.part == part]
        names = list(dict.fromkeys(place.name for place in some))
        if not names:
            continue
        more = [name for name in names if name not in listed]
        above = ", all of them named above" if not more else ", of which above are not named:"
        above = above if listed else ":"
        yield f"  {words} of {counted(len(names), 'page')}{_how(some, tells=tells)}{above}"
        yield from (f"    {row}" for row in _in_rows([_address(name) for name in more]))
        listed.update(more)


def _of_files(places: Sequence[PlaceFound], *, tells: bool) -> Iterator[str]:
    """One line for each file; of a paper with its panels."""

    def same(place: PlaceFound) -> tuple[str, bool, How]:
        return place.name, place.may_go, place.how if tells else "both"

    for (name, may_go, _), some in _grouped(places, same):
        panels = [one for one in dict.fromkeys(place.part for place in some) if one]
        panel = (
            f", {'panel' if len(panels) == 1 else 'panels'} {', '.join(panels)}" if panels else ""
        )
        room = ", if there is room" if may_go else ""
        yield f"  {name}{panel}  ({_tags(some)}){room}{_how(some, tells=tells)}"


def _grouped(
    places: Iterable[PlaceFound], key: Callable[[PlaceFound], T]
) -> Iterable[tuple[T, list[PlaceFound]]]:
    groups: dict[T, list[PlaceFound]] = {}
    for place in places:
        groups.setdefault(key(place), []).append(place)
    return groups.items()


def _address(name: str) -> str:
    # A page above the languages has none in its address.
    return name if name in ("index.html", "404.html") else f"LANGUAGE/{name}"


def _tags(places: Iterable[PlaceFound]) -> str:
    return ", ".join(dict.fromkeys(place.locale for place in places))


def _how(places: Iterable[PlaceFound], *, tells: bool) -> str:
    """Say what of a contact stands there, where that is not its name and its number."""
    found = {place.how for place in places}
    if not tells or "both" in found or len(found) > 1:
        return ""
    return ": the number alone" if found == {"number"} else ": its words, without the number"


def _in_rows(words: Sequence[str], width: int = 100) -> Iterator[str]:
    row = ""
    for word in words:
        if row and len(row) + len(word) > width:
            yield row.rstrip()
            row = ""
        row += f"{word}  "
    if row:
        yield row.rstrip()


def _named(answer: Answer) -> Iterator[str]:
    if not answer.named:
        return
    sentences = [one for one in answer.named if one.words]
    lists = [one for one in answer.named if not one.words]
    yield ""
    if sentences:
        kinds = ", ".join(
            f"{name} {count}" for name, count in Counter(s.by for s in sentences).items()
        )
        yield f"Sentences that name it ({len(sentences)}: {kinds}):"
        for one in sentences[:_MOST_NAMINGS]:
            yield f"  {one.file}:{one.line}  {one.words}"
        if len(sentences) > _MOST_NAMINGS:
            yield f"  and {len(sentences) - _MOST_NAMINGS} more: --format json lists all"
    if lists:
        yield f"Lists that name it ({len(lists)}):"
        for file, some in groupby(lists, lambda one: one.file):
            yield f"  {file}: " + "; ".join(f"line {one.line} ({one.by})" for one in some)


def _behind(answer: Answer) -> Iterator[str]:
    yield ""
    if answer.subject.number and not answer.behind:
        yield "A corrected number makes no translation behind: no sentence has it in it."
        return
    rows: dict[str, Counter[str]] = {}
    for one in answer.behind:
        rows.setdefault(one.locale, Counter())[one.state] += 1
    going = {one.locale for one in answer.behind if one.state in ("draft", "reviewed")}
    if not going:
        yield "No translation of its words becomes behind: none is there."
        return
    numbers = any(one.numbers for one in answer.subject.standings)
    also = " (a changed number makes none behind)" if numbers else ""
    yield f"If its words change, these translations are behind{also}:"
    for locale in going and [tag for tag in rows if tag in going]:
        states = ", ".join(f"{count} {state}" for state, count in rows[locale].items())
        yield f"  {locale}: {states}"
        for one in answer.behind:
            if one.locale == locale and one.state in ("draft", "reviewed"):
                yield f"    {one.entry}  ({one.state})"
    rest = [tag for tag in rows if tag not in going]
    if rest:
        yield f"  {', '.join(rest)}: nothing translated yet"


def _papers(answer: Answer) -> Iterator[str]:
    yield ""
    if not answer.subject.standings:
        yield "Recorded papers name facts; this is no fact of its own."
    elif not answer.papers:
        yield "No recorded paper carries it (content/editions.yaml)."
    else:
        yield f"Recorded papers that would have to be printed again ({len(answer.papers)}):"
        for code, edition in answer.papers:
            yield f"  {code}: {', '.join(edition.names)}, good until {edition.valid_until}"
