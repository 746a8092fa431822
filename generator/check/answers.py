"""Questions and their answers: the mark fits the question, and the life line is said once.

Step 2, rules ``answer-mark`` and ``life-line-twice``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..load import Content
from ..model import Answers, Rule
from ..model.life_line import LIFE_LINE, answer_opens, rule_opens
from ..problems import Problem
from ..script.text import PLACEHOLDER
from .scope import Options, places

_MARKS_OF_YES_NO = ("yes", "no", "depends")
_MARKS_OF_OPEN = ("known", "partly")
_QUESTION = re.compile(r"[^.?!]*\?")
_ASKS_YES_NO = re.compile(
    r"(?:am|are|can|could|did|do|does|has|have|is|may|must|should|was|were|will|would)\b",
    re.IGNORECASE,
)


def asks_yes_or_no(question: str) -> bool:
    """Tell whether the last question in *question* can be answered with yes or no, in English.

    What stands before a comma may be a condition: the verb of the question may come after it.

    >>> asks_yes_or_no("If I go home, can I come back?"), asks_yes_or_no("Who pays, and when?")
    (True, False)
    """
    questions = _QUESTION.findall(PLACEHOLDER.sub("it", question)) or [question]
    return any(_ASKS_YES_NO.match(part.strip()) for part in re.split(r"[,:]", questions[-1]))


def check_marks(content: Content, _options: Options) -> Iterator[Problem]:
    """Yes, no and depends answer a question that asks for them. Source: CARE 10."""
    for place in places(content):
        rule = place.visit.model
        if not isinstance(rule, Rule):
            continue
        marks = _MARKS_OF_YES_NO if asks_yes_or_no(rule.question) else _MARKS_OF_OPEN
        if rule.answer not in (*marks, "not-known"):
            kind = "asks" if marks is _MARKS_OF_YES_NO else "does not ask"
            yield place.problem(
                ("answer",), "answer-mark",
                f'the question {kind} for yes or no, so "{rule.answer}" does not answer it',
                f"Write {', '.join(marks)} or not-known, or ask the question in another way.",
            )  # fmt: skip


def check_life_line(content: Content, _options: Options) -> Iterator[Problem]:
    """No answer begins with the line that the page already prints before it. Source: CARE 2."""
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Rule) and rule_opens(model.about, model.answer):
            answers: dict[tuple[str, ...], str] = {("words",): model.words}
        elif isinstance(model, Answers):
            answers = {
                (name, "words"): answer.words
                for name, answer in vars(model).items()
                if answer_opens(name, answer.known)
            }
        else:
            continue
        for keys, words in answers.items():
            if words.startswith(LIFE_LINE.rstrip(".")):
                yield place.problem(
                    keys, "life-line-twice",
                    f'the page opens this answer with "{LIFE_LINE}", and the answer begins with it',
                    "Remove the sentence here.",
                )  # fmt: skip
