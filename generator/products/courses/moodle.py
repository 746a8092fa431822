"""Step 4, courses: ``Bank`` → the questions of a course as Moodle XML, also for other platforms.

Source: https://docs.moodle.org/en/Moodle_XML_format. Texts are plain: nothing in them is markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from .bank import Bank, BankChoice, BankQuestion, one_line


def moodle(bank: Bank, head: Sequence[str]) -> str:
    """Return the questions of *bank*; *head* are sentences that stand before them, as a comment."""
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *_lines(bank, head), ""])


def _lines(bank: Bank, head: Sequence[str]) -> Iterator[str]:
    # Two hyphens would end a comment, and one at its end, too.
    yield from (f"<!-- {one_line(words).replace('-', '‐')} -->" for words in head)
    yield "<quiz>"
    for category, questions in bank:
        yield f'<question type="category"><category>{_text(category)}</category></question>'
        for question in questions:
            yield from _question(question)
    yield "</quiz>"


def _question(question: BankQuestion) -> Iterator[str]:
    yield '<question type="multichoice">'
    yield f"<name>{_text(question.name)}</name>"
    yield f'<questiontext format="plain_text">{_text(question.asks)}</questiontext>'
    yield "<defaultgrade>1</defaultgrade>"
    yield "<single>true</single>"
    yield "<shuffleanswers>true</shuffleanswers>"
    yield "<answernumbering>none</answernumbering>"
    yield from map(_answer, question.choices)
    yield "</question>"


def _answer(choice: BankChoice) -> str:
    feedback = f'<feedback format="plain_text">{_text(choice.why)}</feedback>'
    fraction = 100 if choice.right else 0
    return (
        f'<answer fraction="{fraction}" format="plain_text">{_text(choice.text)}{feedback}</answer>'
    )


def _text(words: str) -> str:
    return f"<text>{escape(words)}</text>"
