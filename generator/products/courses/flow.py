"""Step 4, courses: ``CourseRecord`` → the looks of it, in order, each with its number.

The number is the bookmark: ``#p12`` in the address of the page, ``12`` in what a learning platform
keeps. So the plain page, the package and the slides agree on where somebody is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Literal

from ...localise.records.courses import CourseRecord, ModuleRecord
from ...localise.records.twins import (
    CourseCaseRecord,
    QuestionRecord,
    ScreenRecord,
    StaffLineRecord,
    TurnRecord,
)
from ...model import course_minutes
from ...model.course_minutes import decisions_in, texts_read_in

Kind = Literal["rules", "module", "screen", "here", "turn", "question", "summary", "test"]
"""The six rules · title and objective of a module · a screen · what is so in the host country · a
turn of a case · a question · the card to keep · the final test."""


@dataclass(frozen=True)
class Look:
    """What is seen at one look."""

    number: int
    """Counts from 1."""
    kind: Kind
    module: ModuleRecord | None = None
    """None outside the modules: rules and test."""
    screen: ScreenRecord | None = None
    here: Mapping[str, StaffLineRecord] | None = None
    case: CourseCaseRecord | None = None
    turn: TurnRecord | None = None
    is_first: bool = False
    """The first turn of its case, which tells the start of the story."""
    is_last: bool = False
    """The last turn of its case, after which the story ends."""
    question: QuestionRecord | None = None

    @property
    def anchor(self) -> str:
        """Return its id on a page."""
        return f"p{self.number}"


def looks_of(course: CourseRecord) -> tuple[Look, ...]:
    """Return the looks of *course*: the six rules first, the final test last."""
    bare = [Look(0, "rules"), *_of_modules(course), Look(0, "test")]
    return tuple(
        Look(**{**vars(look), "number": number}) for number, look in enumerate(bare, start=1)
    )


def _of_modules(course: CourseRecord) -> Iterator[Look]:
    for module in course.modules.values():
        yield Look(0, "module", module)
        for screen in module.screens.values():
            yield Look(0, "screen", module, screen=screen)
        if module.here:
            yield Look(0, "here", module, here=module.here)
        yield from _of_case(module)
        for question in asked(module):
            yield Look(0, "question", module, question=question)
        yield Look(0, "summary", module)


def _of_case(module: ModuleRecord) -> Iterator[Look]:
    if module.case is None:
        return
    turns = list(module.case.turns.values())
    for turn in turns:
        yield Look(
            0,
            "turn",
            module,
            case=module.case,
            turn=turn,
            is_first=turn is turns[0],
            is_last=turn is turns[-1],
        )


def asked(module: ModuleRecord) -> tuple[QuestionRecord, ...]:
    """Return the questions that the module itself asks; only the final test draws the others."""
    names = module.asked or tuple(module.questions)
    return tuple(module.questions[name] for name in names)


def fixed_draw(course: CourseRecord) -> dict[str, QuestionRecord]:
    """Return questions for a test on paper or without a script, spread over the modules.

    As many as the test draws; always the same for the same course: by ``module.question``, in the
    order of the course.
    """
    by_module: dict[str, list[str]] = {}
    for name in sorted(course.questions, key=_rank):
        by_module.setdefault(name.partition(".")[0], []).append(name)
    drawn: set[str] = set()
    while len(drawn) < course.drawn:
        for names in by_module.values():
            if names and len(drawn) < course.drawn:
                drawn.add(names.pop())
    return {name: question for name, question in course.questions.items() if name in drawn}


def _rank(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=8).digest()


def module_minutes(module: ModuleRecord) -> int:
    """Return how many minutes a module takes by our estimate, from its words in English."""
    shown = replace(module, questions={one.id: one for one in asked(module)})
    english = (text.source for text in texts_read_in(shown, shown.here))
    return course_minutes.module_minutes(english, decisions_in(shown))
