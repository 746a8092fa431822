"""Step 2: questions, cases and modules of courses → problems: bad answers, too long.

Rules ``course-answers``, ``right-longest``, ``course-number``, ``course-minutes`` and ``to-write``.
A question asks what one would do; its length must not show the right answer, and nobody learns
numbers by heart that change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....load import Content, LoadedFile
from ....load import staff as loaded
from ....model.course_minutes import (
    MOST_MINUTES,
    decisions_in,
    module_minutes,
    texts_read_in,
)
from ....model.courses import (
    TO_WRITE,
    AdaptedCourses,
    Choice,
    Course,
    HostCourses,
    HostModule,
    Module,
    Question,
    Turn,
    asked_of,
    right_of,
)
from ....model.staff import Lines
from ....model.walk import KeyPath
from ....problems import Problem
from ....text.plain import PLACEHOLDER
from ...every import check
from ...walk import ContentPlace, Options, places, texts

_QUESTION = re.compile(r"[^.?!]*\?")
_ASKS_NUMBER = re.compile(
    r"\b(?:which|what)\b(?: (?:the|a|emergency|phone|telephone|exact))* "
    r"(?:number|date|year|article|section)\b"
    r"|\bhow many (?:minutes|hours|days|weeks|months|years)\b"
    r"|\bwhat is the (?:\w+ ){0,2}(?:number|date|year)\b",
    re.IGNORECASE,
)


def _asked(content: Content) -> Iterator[tuple[ContentPlace, Question | Turn]]:
    for place in places(content):
        if isinstance(place.visit.model, Question | Turn):
            yield place, place.visit.model


@check
def check_course_answers(content: Content, _options: Options) -> Iterator[Problem]:
    """Each question and each turn has one right answer, and no two answers are alike."""
    for place, asked in _asked(content):
        count = len(right_of(asked.choices))
        if count != 1:
            yield place.problem(
                ("choices",),
                "course-answers",
                f"{count} answers are marked right" if count else "no answer is marked right",
                'Mark one answer with "right: true", and no other.',
                key=True,
            )
        first: dict[str, str] = {}
        for key, choice in asked.choices.items():
            other = first.setdefault("".join(choice.text.casefold().split()), key)
            if other != key:
                yield place.problem(
                    ("choices", key, "text"),
                    "course-answers",
                    f'the answers "{other}" and "{key}" say the same',
                    "Reword one of them.",
                )


@check
def check_right_longest(content: Content, _options: Options) -> Iterator[Problem]:
    """The right answer is not longer than every other one."""
    for place, asked in _asked(content):
        right = right_of(asked.choices)
        if len(right) != 1:
            continue  # reported by the rule above
        longest = max(_length(choice) for key, choice in asked.choices.items() if key not in right)
        if _length(asked.choices[right[0]]) > longest:
            yield place.problem(
                ("choices", right[0], "text"),
                "right-longest",
                f"the right answer has {_length(asked.choices[right[0]])} characters, the longest "
                f"other one {longest}: its length gives it away",
                "Shorten it, or let a wrong answer say more.",
                level="warning",
            )


def _length(choice: Choice) -> int:
    return len(" ".join(PLACEHOLDER.sub("it", choice.text).split()))


@check
def check_course_number(content: Content, _options: Options) -> Iterator[Problem]:
    """No question asks for a number or a date: these change, and are looked up."""
    for place, asked in _asked(content):
        # Only what the learner is asked: in "A man asks how many days it takes. What do you say?"
        # the man asks for the number.
        match = _ASKS_NUMBER.search(" ".join(_QUESTION.findall(asked.asks)))
        if match:
            yield place.problem(
                ("asks",),
                "course-number",
                f'"{match[0]}" asks for a number or a date',
                "Ask what one would do, or where one looks the number up.",
                level="warning",
            )


@check
def check_to_write(content: Content, _options: Options) -> Iterator[Problem]:
    """Nothing that somebody has still to write is shown."""
    for place, text in texts(content):
        if text.text.startswith(TO_WRITE.strip()):
            yield place.file.problem(
                text.path,
                "to-write",
                "this text is not written yet",
                f'Write it in the place of "{TO_WRITE}…".',
            )


@check
def check_course_minutes(content: Content, _options: Options) -> Iterator[Problem]:
    """No module takes longer than a break, by our estimate."""
    for file, course in content.of_kind(Course):
        for key, module in course.modules.items():
            yield from _too_long(file, (*file.context, "modules", key), module, {})
    courses = loaded.courses(content)
    for file, here in content.of_kind(HostCourses):
        for name, added in here.courses.items():
            modules = courses[name].modules if name in courses else {}
            for key in added.modules.keys() & modules.keys():
                at = (*file.context, "courses", name, "modules", key)
                yield from _grown(file, at, modules[key], added.modules[key])
    for file, adapted in content.of_kind(AdaptedCourses):
        for name, changed in adapted.courses.items():
            at = (*file.context, "courses", name)
            for key, module in changed.modules.items():
                yield from _too_long(file, (*at, "modules", key), module, {})
            modules = {**(courses[name].modules if name in courses else {}), **changed.modules}
            for key in changed.parts.keys() & modules.keys():
                yield from _grown(file, (*at, "parts", key), modules[key], changed.parts[key])


def _grown(file: LoadedFile, path: KeyPath, module: Module, part: HostModule) -> Iterator[Problem]:
    """Report what makes a module too long that is short enough without it."""
    if _minutes(module, {}) > MOST_MINUTES:
        return
    both = {**module.questions, **part.questions}
    asked = asked_of(module.questions, part.questions) if part.questions else both
    joined = module.model_copy(
        update={
            "case": part.case or module.case,
            "questions": {name: both[name] for name in asked},
        }
    )
    yield from _too_long(file, path, joined, part.lines)


def _too_long(file: LoadedFile, path: KeyPath, module: Module, here: Lines) -> Iterator[Problem]:
    minutes = _minutes(module, here)
    if minutes > MOST_MINUTES:
        yield file.problem(
            path,
            "course-minutes",
            f"the module takes {minutes} minutes by our estimate; at most {MOST_MINUTES} fit "
            "into a break",
            "Shorten its texts, or divide it into two modules.",
            key=True,
        )


def _minutes(module: Module, here: Lines) -> int:
    return module_minutes(texts_read_in(module, here), decisions_in(module))
