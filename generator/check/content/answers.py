"""Step 2: questions and answers → problems: wrong marks or verbs, a life line repeated.

Rules ``answer-mark``, ``answer-verb``, ``depends-on-what`` and ``life-line-twice``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...load import Content
from ...model import Answers, Rule
from ...model.life_line import LIFE_LINE, answer_opens, rule_opens
from ...problems import Problem
from ...text.plain import PLACEHOLDER
from ..every import check
from ..walk import Options, places
from .plain import SENTENCE_END, order_of
from .safety import word_lists

_MARKS_OF_YES_NO = ("yes", "no", "depends")
_MARKS_OF_OPEN = ("known", "partly")
_QUESTION = re.compile(r"[^.?!]*\?")
_ASKS_YES_NO = re.compile(
    r"(?:am|are|can|could|did|do|does|has|have|is|may|must|should|was|were|will|would)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|depends?|whether|when|where|which|once|until|later|only|except|needs?"
    r"|elsewhere|as a rule|often"
    r"|not (?:known|sure|clear)|(?:was|were|is|are) not (?:read|found|named|reported)"
    r"|no (?:rule|text|source|level|law)|we (?:found|read) no|differ\w*|(?:not|dis)\s?agree"
    r"|some(?! (?:days|weeks|months))"
    r"|for (?:women|others)|left out|leaves out|can be|(?:it )?has happened)\b",
    re.IGNORECASE,
)
"""Names a condition, those for whom it holds, or what nobody has read."""

_VERBS = {"may": "may", "can": "may", "must": "must"}
"""The verb of a question → what ``asks`` says of it, where that is not harm."""


def asks_yes_or_no(question: str) -> bool:
    """Return whether the last question in *question* can be answered with yes or no, in English.

    What is before a comma may be a condition: the verb of the question may come after it.

    >>> asks_yes_or_no("If I go home, can I come back?"), asks_yes_or_no("Who pays, and when?")
    (True, False)
    """
    return _verb_of(question) is not None


def _verb_of(question: str) -> str | None:
    """Return the first verb of the last question in *question*; None for who, what or how."""
    # A word in its place: the name may hold a dot, at which a question would be cut.
    questions = _QUESTION.findall(PLACEHOLDER.sub("it", question)) or [question]
    for part in re.split(r"[,:]", questions[-1]):
        if match := _ASKS_YES_NO.match(part.strip()):
            return match[0].lower()
    return None


@check
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
                ("answer",),
                "answer-mark",
                f'the answer "{rule.answer}" does not fit a question that {kind} for yes or no',
                f"Write {', '.join(marks)} or not-known, or reword the question.",
            )


@check
def check_verbs(content: Content, _options: Options) -> Iterator[Problem]:
    """Each yes-or-no question has in ``asks`` what yes means, in the question's verb (CARE 10)."""
    for place in places(content):
        rule = place.visit.model
        if not isinstance(rule, Rule):
            continue
        verb = _verb_of(rule.question)
        if verb is None and rule.asks is not None:
            yield place.problem(
                ("asks",),
                "answer-verb",
                f'"asks: {rule.asks}" stands at a question that does not ask for yes or no',
                'Remove "asks".',
            )
        elif verb is not None and rule.asks is None:
            yield place.problem(
                ("question",),
                "answer-verb",
                "what yes would say to this question is not told",
                'Add "asks": may ("you may"), must ("it must be"), is ("it is so"), or harm when '
                "yes is bad for who asks.",
                level="warning",
            )
        elif verb in _VERBS and rule.asks not in (_VERBS[verb], "harm"):
            yield place.problem(
                ("asks",),
                "answer-verb",
                f'"asks: {rule.asks}" does not fit a question that asks "{verb}"',
                f'Write "asks: {_VERBS[verb]}", or harm when yes is bad for who asks.',
            )


@check
def check_depends(content: Content, _options: Options) -> Iterator[Problem]:
    """An answer "depends" says on what, or which part is not known. Source: CARE 2 and 10."""
    verbs = frozenset(word_lists()["verbs"])
    for place in places(content):
        rule = place.visit.model
        if not isinstance(rule, Rule) or rule.answer != "depends":
            continue
        # "If you are afraid, ask" in what follows is an order, and no part of the answer.
        more = (s for s in SENTENCE_END.split(rule.more or "") if not order_of(s, verbs))
        if not any(_CONDITION.search(sentence) for sentence in (rule.words, *more)):
            yield place.problem(
                ("words",),
                "depends-on-what",
                'the answer is "depends", and its words do not say on what',
                'Say for whom or when it is so ("if", "only", "once"), or which part is not known.',
            )


@check
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
            # Without its full stop: an author may go on with a comma.
            if words.startswith(LIFE_LINE.rstrip(".")):
                yield place.problem(
                    keys,
                    "life-line-twice",
                    f'the answer starts with "{LIFE_LINE}", which every page prints before it',
                    "Remove this sentence from the answer.",
                )
