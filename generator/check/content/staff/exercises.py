"""Step 2: exercises and cases → problems: not marked, a step that is off, a place to recognise.

Rules ``exercise-unmarked``, ``drill-off-step`` and ``recognisable``. The words are in words.yaml.
Source: CARE 41.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import UnionType

from ....load import Content
from ....load import staff as loaded
from ....load.staff import is_staff_file
from ....model import Model
from ....model.courses import CourseCase
from ....model.drills import Drill, DrillGuide, Expected, Inject
from ....model.procedures import joined_steps
from ....model.referral_paths import Case, HostCase
from ....model.staff_words import Role
from ....model.walk import SourceText
from ....problems import Problem
from ....text.plain import PLACEHOLDER
from ...every import check
from ...tables import words_pattern
from ...walk import Options, places, texts
from ..safety import word_lists

MARK = "EXERCISE: "
"""What each sentence of an exercise begins with: who hears one alone must not take it for true."""
_MARKED = frozenset({"start", "text", "asks", "variants"})
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_OPENINGS = (
    "A|All|An|Another|Any|Ask|At|By|Each|Every|From|If|In|Is|Leave|No|Near|Of|On|One|Our|Say|"
    "Some|Stay|That|The|Their|This|Two|What|Which|Whose|Your"
)
"""Words with a capital that begin a sentence and are no name."""


@check
def check_exercises(content: Content, _options: Options) -> Iterator[Problem]:
    """Each sentence of an exercise begins with EXERCISE."""
    for place, text in texts(content):
        if not (isinstance(text.visit.model, Drill | Inject) and text.field in _MARKED):
            continue
        for sentence in _SENTENCE_END.split(text.text):
            if not sentence.startswith(MARK):
                yield place.file.problem(
                    text.path,
                    "exercise-unmarked",
                    f'the sentence "{" ".join(sentence.split()[:4])} …" does not begin with '
                    f'"{MARK.strip()}"',
                    f'Begin each sentence with "{MARK.strip()}": who hears one alone must not '
                    "take it for true.",
                )
                break


@check
def check_expected(content: Content, _options: Options) -> Iterator[Problem]:
    """No exercise expects a step that is off in its country: players must not practise it."""
    for place in places(content):
        model = place.visit.model
        if not isinstance(model, Expected) or place.host is None:
            continue
        everywhere = loaded.procedures(content).get(model.procedure)
        if everywhere is None:
            continue  # reported as a procedure that is not there
        here = loaded.host_procedures(place.host).get(model.procedure)
        steps = joined_steps(everywhere.steps, here.steps if here else {})
        for number, key in enumerate(model.steps):
            if key in steps and steps[key].houses and not (here and here.checked_by_lawyer):
                yield place.problem(
                    ("steps", str(number)),
                    "drill-off-step",
                    f'players are expected to do "{key}", which is off until a lawyer of this '
                    "country has read it",
                    "Expect a step that is never off: a safeguard, or a rescue in danger of life.",
                )


@check
def check_recognisable(content: Content, _options: Options) -> Iterator[Problem]:
    """No exercise and no case names a place below a province, or counts the people who play.

    The story of a course names no day and no month either, and has no digit at all.
    """
    for place, text in texts(content):
        if is_staff_file(place.file.name):
            for message, remedy in _recognised_by(text):
                yield place.file.problem(text.path, "recognisable", message, remedy)
    for place in places(content):
        model = place.visit.model
        if not (isinstance(model, Role) and isinstance(place.file.model, DrillGuide)):
            continue
        if re.search(r"\d", place.visit.path[-1] + model.title):
            yield place.problem(
                ("title",),
                "recognisable",
                "a role of an exercise has a digit",
                "Name the role by what it does.",
            )


def _recognised_by(text: SourceText) -> Iterator[tuple[str, str]]:
    """Yield by what somebody could tell whose case *text* was, and what to do."""
    bare = PLACEHOLDER.sub(" ", text.text)
    is_story = _is_of(text, CourseCase)
    if is_story or _is_of(text, Drill | Case | HostCase):
        match = _place_names().search(bare)
        if match:
            yield (
                f'"{match[0]}" names a place below a province',
                "Name the province at most, or say only what kind of place it is.",
            )
    match = words_pattern(word_lists()["days"]).search(bare) if is_story else None
    if match:
        yield (
            f'"{match[0]}" may tell which case it was',
            'Leave the day out, or say "one day", "that night".',
        )
    if _is_bare_of_digits(text) and re.search(r"\d", bare):
        yield "a digit may tell which case it was", "Say it without a number, day or hour."


def _is_bare_of_digits(text: SourceText) -> bool:
    if _is_of(text, CourseCase):
        return True
    return _is_of(text, Case) and (text.field == "title" or "write_down" in text.path)


def _is_of(text: SourceText, kind: type[Model] | UnionType) -> bool:
    return any(isinstance(owner, kind) for owner in text.visit.owners)


@cache
def _place_names() -> re.Pattern[str]:
    """Compile a pattern of a name with a word for a small place: "Firefly Road", "Soi 4"."""
    lists = word_lists()
    behind, before = ("|".join(map(re.escape, lists[key])) for key in ("places", "places-before"))
    name = rf"\b(?!(?:{_OPENINGS})\b)[A-Z][\w’'-]+"
    return re.compile(
        rf"{name} (?:{behind}|{behind.title()})\b|\b(?i:{before}) (?:\d+|[A-Z][\w’'-]+)"
    )
