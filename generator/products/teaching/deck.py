"""Step 4, teaching: a course → its slides in order, before anything is measured.

A slide has what one look of the course has (``courses/flow.py``) and the look's number; answers
come on a slide of their own. What only the trainer reads is in the notes: what to ask, what follows
from each answer, the sources of a line. The questions of the test are on no slide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ...localise.advisory import Advisory
from ...localise.records.courses import CourseRecord, ModuleRecord
from ...localise.records.twins import ChoiceRecord, ScreenRecord, StaffLineRecord
from ...localise.texts import Text, plain
from ..courses.flow import Look, looks_of
from ..staff.docx.document import Line, line, strong
from ..staff.papers.document import staff_of
from .pen import Pen
from .words import TaughtWords

LETTERS = "ABCD"
"""Of choices, in every language: they are said aloud."""
DOT = "–"


@dataclass(frozen=True)
class Point:
    """One paragraph of a slide."""

    line: Line
    mark: str = ""
    """What stands before it: a dash, a letter, a number."""
    with_next: bool = False
    """On no other slide than the one after it: a caution and its number."""


@dataclass(frozen=True)
class Picture:
    """A picture, and what it shows."""

    icon: str
    alt: Text


@dataclass(frozen=True)
class Slide:
    """One slide, or what becomes several where it does not fit on one."""

    number: str
    """The number of its look, with a letter from the second slide on: 12, 12b. "": first slide."""
    title: Text
    points: tuple[Point, ...] = ()
    notes: tuple[Line, ...] = ()
    picture: Picture | None = None
    place: int = 0
    """Which slide of the uncut deck it is, or was cut from."""


@dataclass(frozen=True)
class Deck:
    """All slides of a course."""

    path: str
    """Below site/, without the ending."""
    title: Text
    country: Text
    locale: str
    direction: str
    code: str
    dated: date
    """Of its newest source, as the code says it."""
    day: Text
    foot: tuple[Text, ...]
    """What each slide says below: whose paper it is not, that nobody has signed it."""
    made_from: Text
    slides: tuple[Slide, ...]


def deck_of(
    advisory: Advisory, course: CourseRecord, words: TaughtWords, path: str, day: Text
) -> Deck:
    """Choose what stands on the slides of *course*."""
    writer = _Writer(advisory, course, Pen(advisory, staff_of(advisory)))
    foot = [writer.say("no-paper-of"), writer.say("draft")]
    if words.edition.draft and advisory.locale != advisory.ui.translator.source_locale:
        foot.append(writer.say("draft-translation"))
    code = words.edition.code
    return Deck(
        path=path,
        title=course.title,
        country=advisory.country.name,
        locale=advisory.locale,
        direction=advisory.language.direction,
        code=code,
        dated=words.edition.newest_read_on,
        day=day,
        foot=tuple(foot),
        made_from=writer.say("made-from", code=code),
        slides=tuple(writer.slides()),
    )


@dataclass
class _Writer:
    advisory: Advisory
    course: CourseRecord
    pen: Pen
    _parts: dict[int, int] = field(default_factory=dict)
    """By number of a look: how many slides it has so far."""

    def say(self, name: str, **values: object) -> Text:
        return self.pen.say(name, **values)

    def slides(self) -> Iterator[Slide]:
        """Yield all slides, the title of the course first."""
        course = self.course
        about = [
            Point(line(self.advisory.country.name)),
            Point(line(course.purpose)),
            Point(line(self.say("for-whom"), course.audience)),
            Point(line(self.say("draft-more"))),
            *self._changed(*course.modules.values()),
        ]
        yield Slide("", course.title, tuple(about))
        for look in looks_of(course):
            yield from self._of_look(look)

    def _of_look(self, look: Look) -> Iterator[Slide]:
        match look:
            case Look(kind="rules"):
                yield from self._rules(look)
            case Look(kind="module", module=ModuleRecord() as module):
                yield self._module(look, module)
            case Look(kind="screen", screen=ScreenRecord() as screen):
                yield self._screen(look, screen)
            case Look(kind="here", here=Mapping() as here):
                notes = self._rests_on(here)
                here_title = self.say("here", country=self.advisory.country.name)
                yield self._slide(look, here_title, self._lines(here), notes)
            case Look(kind="turn"):
                yield from self._turn(look)
            case Look(kind="summary", module=ModuleRecord() as module):
                points = [Point(line(text), DOT) for text in module.summary.values()]
                # The title says of what: a group comes back from a break.
                title = line_text(self.say("summary"), module.title)
                yield self._slide(look, title, points)

    def _slide(
        self,
        look: Look,
        title: Text,
        points: Iterable[Point],
        notes: Iterable[Line] = (),
        picture: Picture | None = None,
    ) -> Slide:
        part = self._parts[look.number] = self._parts.get(look.number, 0) + 1
        number = f"{look.number}{numbered(part)}"
        return Slide(number, title, tuple(points), tuple(notes), picture)

    # --- the kinds of look ------------------------------------------------------------------------

    def _rules(self, look: Look) -> Iterator[Slide]:
        rules = self.pen.staff.words.rules
        points = [
            Point(line(one.text, one.more), f"{number}.")
            for number, one in enumerate(rules.values(), 1)
        ]
        yield self._slide(look, self.say("rules"), points, self._rests_on(rules))
        first, *rest = self.pen.conduct()
        yield self._slide(look, first[0].text, map(Point, rest))

    def _module(self, look: Look, module: ModuleRecord) -> Slide:
        notes = [
            line(strong(self.say(name)), text)
            for name, text in (
                ("ask", module.notes.ask),
                ("watch", module.notes.watch),
                ("mistake", module.notes.mistake),
            )
        ]
        points = [Point(line(module.objective)), *self._changed(module)]
        return self._slide(look, module.title, points, notes)

    def _changed(self, *modules: ModuleRecord) -> Iterator[Point]:
        by = self.pen.staff.adapted
        if by is not None and any(module.adapted for module in modules):
            yield Point(line(strong(self.say("changed", society=by.by, day=by.on)), by.why))

    def _screen(self, look: Look, screen: ScreenRecord) -> Slide:
        points = [*self._lines(screen.lines), *self._consent(screen.consent)]
        shown_there = screen.picture
        picture = Picture(shown_there.icon, shown_there.alt) if shown_there else None
        return self._slide(look, screen.title, points, self._rests_on(screen.lines), picture)

    def _consent(self, key: str | None) -> Iterator[Point]:
        if key is not None:
            consent = self.pen.staff.words.consents.get(key)
            yield from map(Point, self.pen.consent(consent))

    def _turn(self, look: Look) -> Iterator[Slide]:
        case, turn = look.case, look.turn
        if case is None or turn is None:
            return
        several = Point(line(strong(self.say("several"))))
        if look.is_first:
            yield self._slide(look, case.title, [several, Point(line(case.start))])
        choices = list(zip(LETTERS, turn.choices.values(), strict=False))
        told = [*self._cautions(turn.tells), Point(line(turn.tells))] if turn.tells else []
        # Who chooses sees the question and all choices at one look.
        asked = [Point((strong(turn.asks),), with_next=True)]
        asked += [Point(line(choice.text), letter, with_next=True) for letter, choice in choices]
        asked[-1] = replace(asked[-1], with_next=False)
        notes = [line(plain(f"{letter}:", "en"), choice.why) for letter, choice in choices]
        yield self._slide(look, case.title, [*told, *asked], notes)
        yield self._slide(look, turn.asks, [*self._answers(choices), several])
        if look.is_last:
            yield self._slide(look, case.title, [Point(line(case.end)), several])

    def _answers(self, choices: Iterable[tuple[str, ChoiceRecord]]) -> Iterator[Point]:
        rows = list(choices)
        for letter, choice in rows:
            if choice.right:
                yield Point((strong(self.say("right", letter=letter)),))
        for letter, choice in rows:
            yield from self._cautions(choice.why)
            yield Point(line(choice.why), letter)

    # --- lines ------------------------------------------------------------------------------------

    def _lines(self, lines: Mapping[str, StaffLineRecord]) -> Iterator[Point]:
        for one in lines.values():
            yield from self._cautions(one.text, one.more)
            proofs = [Point(proof) for proof in self.pen.proofs(one.text, one.more)]
            # Sources stand in the notes; that something is our own idea is told with it.
            ours = self.pen.rests_on((), "proposal") if one.basis == "proposal" else None
            yield Point(line(one.text, one.more, ours), DOT, with_next=bool(proofs))
            yield from proofs

    def _cautions(self, *texts: Text | None) -> Iterator[Point]:
        """Yield the cautions of the numbers in *texts*: they stay before the numbers (CARE 48)."""
        for caution in self.pen.cautions(*texts):
            yield Point(caution, with_next=True)

    def _rests_on(self, lines: Mapping[str, StaffLineRecord]) -> Iterator[Line]:
        """Yield for each line what it rests on, then the names of those sources."""
        cited: dict[str, None] = {}
        for number, one in enumerate(lines.values(), 1):
            cited |= dict.fromkeys(one.sources)
            yield line(plain(f"{number}.", "en"), self.pen.basis(one))
        for key in cited:
            source = self.pen.staff.sources.get(key) or self.advisory.sources.get(key)
            if source is not None:
                name = key.rpartition(".")[2].upper()
                yield line(plain(f"{name}: {source.publisher}, {source.published}", "en"))


def numbered(part: int) -> str:
    """Return the letter of a part: none for the first, b for the second.

    >>> numbered(1), numbered(2), numbered(27)
    ('', 'b', '-27')
    """
    if part == 1:
        return ""
    return chr(ord("a") + part - 1) if part <= 26 else f"-{part}"


def line_text(first: Text, second: Text) -> Text:
    """Return two texts as one title."""
    return first + plain(": ", first.lang) + second
