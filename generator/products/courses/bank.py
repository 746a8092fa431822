"""Step 4, courses: ``CourseRecord`` → its questions as plain text, for formats that know no markup.

GIFT and Moodle XML are written from these rows, so that both hold the same questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...localise.advisory import Advisory
from ...localise.records.courses import CourseRecord
from ...localise.records.twins import QuestionRecord
from ...localise.texts import Text
from .numbers import without_cautioned

Bank = tuple[tuple[str, tuple["BankQuestion", ...]], ...]
"""Categories, each with its questions."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot say, not even by number."""


@dataclass(frozen=True)
class BankChoice:
    """One answer."""

    text: str
    right: bool
    why: str
    """What is told to whoever chooses it."""


@dataclass(frozen=True)
class BankQuestion:
    """One question."""

    name: str
    """``module.question``: the same in all languages."""
    asks: str
    choices: tuple[BankChoice, ...]


def bank_of(advisory: Advisory, course: CourseRecord) -> Bank:
    """Return the questions of *course* by category, ``course/module`` by ids.

    A correction of a title moves no question: people who import a bank again get the same
    categories.
    """
    return tuple(
        (
            f"{course.id}/{module.id}",
            tuple(_question(advisory, f"{module.id}.{key}", one) for key, one in questions.items()),
        )
        for module in course.modules.values()
        if (questions := module.questions)
    )


def _question(advisory: Advisory, name: str, question: QuestionRecord) -> BankQuestion:
    def said(text: Text) -> str:
        return one_line(without_cautioned(advisory, text))

    choices = question.choices.values()
    return BankQuestion(
        name,
        said(question.asks),
        tuple(BankChoice(said(one.text), one.right, said(one.why)) for one in choices),
    )


def one_line(text: str) -> str:
    """Return *text* as one line: a line end would end a question, or be lost."""
    return " ".join(_NOT_IN_XML.sub("", text).split())
