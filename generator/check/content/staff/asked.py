"""Step 2: forms, notes and words to say → problems: who somebody is, or what to answer.

Rules ``staff-asks-who`` and ``what-to-answer``. The words are in words.yaml. Source: CARE 29, 36,
39.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from ....load import Content
from ....load.staff import is_staff_file
from ....model.contingency import PlanSection
from ....model.courses import Choice
from ....model.procedures import Kept
from ....model.staff import StaffLine
from ....model.staff_words import Form, FormField
from ....model.walk import SourceText
from ....problems import Problem
from ....text.plain import PLACEHOLDER
from ...every import check
from ...tables import words_pattern
from ...walk import Options, quotes_a_mistake, texts
from ..safety import word_lists

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_NEGATION = re.compile(
    r"\b(?:no|not|never|without|nobody|nobody's|nothing|none|nor|instead of|don[’']t|kind of)\b",
    re.IGNORECASE,
)
"""What stands before a word that is named only to say that it is not asked for."""
_BY_LAW = re.compile(r"\bif a law\b", re.IGNORECASE)
"""A name that a law wants is taken as it is given (CARE 39)."""
_ASKED = frozenset({"asks_first", "write_down"})
"""Lines of a procedure and of a case that say what is asked, or written down."""
_WRITING = re.compile(r"\b(?:ask|collect|list|note|record|write)\b", re.IGNORECASE)


@check
def check_asks_who(content: Content, _options: Options) -> Iterator[Problem]:
    """No form, note or plan asks who somebody is."""
    origins = tuple(origin.name for origin in content.origins.values())
    for place, text in texts(content):
        if not is_staff_file(place.file.name):
            continue
        word = _asked_for(text, origins)
        if word is not None:
            yield place.file.problem(
                text.path,
                "staff-asks-who",
                f'"{word}" asks who somebody is',
                "Ask for a code that the person makes, or for a count; else leave it out.",
            )


def _asked_for(text: SourceText, origins: tuple[str, ...]) -> str | None:
    """Return the word by which *text* asks who somebody is."""
    lists, model = word_lists(), text.visit.model
    match model, text.field:
        case FormField(), "label":
            return _said(text.text, (*lists["asks-who"], *lists["asks-papers"]))
        case FormField(), "choices":
            return _said(text.text, (*lists["who-choices"], *(name.lower() for name in origins)))
        case (Form(), "title" | "purpose") | (Kept(), "text" | "more") | (PlanSection(), "ruled"):
            return _said(text.text, lists["asks-who"])
        case StaffLine(), "text" | "more" if _ASKED & set(text.path):
            return _said(text.text, lists["asks-who"])
        case StaffLine(), "text" | "more" if text.path[0] == "plan":
            return _said(text.text, lists["asks-who"], _WRITING)
        case _:
            return None


@check
def check_answers(content: Content, _options: Options) -> Iterator[Problem]:
    """Nobody is told what to answer; what a person may keep to herself is said instead."""
    for place, text in texts(content):
        if is_staff_file(place.file.name) and not quotes_a_mistake(text):
            lists, is_choice = word_lists(), isinstance(text.visit.model, Choice)
            # In an answer of a course "you" is who learns: "Say that you can pass on a message."
            told = lists["answers"] if is_choice else (*lists["answers"], *lists["answers-you"])
            words = _said(text.text, told)
            if words is not None:
                yield place.file.problem(
                    text.path,
                    "what-to-answer",
                    f'"{words}" tells a person what to answer',
                    "Say what the person may keep to herself, and whom she can ask.",
                )


def _said(text: str, words: Collection[str], before: re.Pattern[str] | None = None) -> str | None:
    """Return the first of *words* that a sentence of *text* says, and not in order to forbid it.

    With *before* only where that stands above it in the sentence.
    """
    for sentence in _SENTENCE_END.split(PLACEHOLDER.sub(" ", text)):
        if _BY_LAW.search(sentence):
            continue
        for match in _pattern(tuple(words)).finditer(sentence):
            above = sentence[: match.start()]
            if not _NEGATION.search(above) and (before is None or before.search(above)):
                return match[0]
    return None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return words_pattern(words)
