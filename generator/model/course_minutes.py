"""Step 1, model: how long a module of a course takes, by our estimate.

A check counts from the models and the products from the records, which have fields of the same
names: both are seen through the protocols below, so that the page says what the check has measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol, TypeVar

WORDS_A_MINUTE = 120
"""How fast we take a course to be read: our estimate, slower than a native reader of English."""
MINUTES_TO_THINK = 0.5
"""For a decision or a question, besides reading it: our estimate."""
MOST_MINUTES = 15
"""What a module may take: it is done in a break."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class _Line(Protocol[T_co]):
    @property
    def text(self) -> T_co: ...
    @property
    def more(self) -> T_co | None: ...


class _Answer(Protocol[T_co]):
    @property
    def text(self) -> T_co: ...
    @property
    def why(self) -> T_co: ...


class _Asked(Protocol[T_co]):
    @property
    def asks(self) -> T_co: ...
    @property
    def choices(self) -> Mapping[str, _Answer[T_co]]: ...


class _Moment(_Asked[T_co], Protocol[T_co]):
    @property
    def tells(self) -> T_co | None: ...


class _Story(Protocol[T_co]):
    @property
    def start(self) -> T_co: ...
    @property
    def turns(self) -> Mapping[str, _Moment[T_co]]: ...
    @property
    def end(self) -> T_co: ...


class _Look(Protocol[T_co]):
    @property
    def title(self) -> T_co: ...
    @property
    def lines(self) -> Mapping[str, _Line[T_co]]: ...


class Taught(Protocol[T_co]):
    """A module, as a model or as a record."""

    @property
    def title(self) -> T_co:
        """Its title."""

    @property
    def objective(self) -> T_co:
        """What somebody can do afterwards."""

    @property
    def screens(self) -> Mapping[str, _Look[T_co]]:
        """What is read."""

    @property
    def case(self) -> _Story[T_co] | None:
        """Its story."""

    @property
    def questions(self) -> Mapping[str, _Asked[T_co]]:
        """What is asked."""

    @property
    def summary(self) -> Mapping[str, T_co]:
        """The card to keep."""


def texts_read_in(module: Taught[T], here: Mapping[str, _Line[T]]) -> Iterator[T]:
    """Yield each text that a learner reads in *module*; *here* are the lines of a host country.

    Notes for whoever leads a group are not among them.
    """
    yield from (module.title, module.objective, *module.summary.values())
    for screen in module.screens.values():
        yield screen.title
        yield from _of_lines(screen.lines)
    yield from _of_lines(here)
    if module.case is not None:
        yield from (module.case.start, module.case.end)
        for turn in module.case.turns.values():
            if turn.tells is not None:
                yield turn.tells
            yield from _of_asked(turn)
    for question in module.questions.values():
        yield from _of_asked(question)


def _of_lines(lines: Mapping[str, _Line[T]]) -> Iterator[T]:
    for line in lines.values():
        yield line.text
        if line.more is not None:
            yield line.more


def _of_asked(asked: _Asked[T]) -> Iterator[T]:
    yield asked.asks
    for choice in asked.choices.values():
        yield from (choice.text, choice.why)


def decisions_in(module: Taught[object]) -> int:
    """Count the turns and questions of *module*: at each one somebody thinks."""
    return len(module.questions) + (len(module.case.turns) if module.case else 0)


def minutes_of(words: int, decisions: int) -> float:
    """Return the minutes to read so many words and to decide so often (our estimate).

    >>> minutes_of(1200, 6)
    13.0
    """
    return words / WORDS_A_MINUTE + decisions * MINUTES_TO_THINK


def module_minutes(texts: Iterable[str], decisions: int) -> int:
    """Return the whole minutes of a module with *texts* in English and so many *decisions*."""
    return max(1, round(minutes_of(words_in(texts), decisions)))


def words_in(texts: Iterable[str]) -> int:
    """Count the words of *texts*, as English writes them."""
    return sum(len(text.split()) for text in texts)
