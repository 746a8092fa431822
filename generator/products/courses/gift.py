"""Step 4, courses: ``Bank`` → the questions of a course as GIFT, a text to read and change.

Source: https://docs.moodle.org/en/GIFT_format. Each text is marked as plain, so none of its own
letters can name a format, or, as ``%50%`` would, a weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .bank import Bank, BankQuestion, one_line

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})


def gift(bank: Bank, head: Sequence[str]) -> str:
    """Return the questions of *bank*; *head* are sentences that stand before them, as a comment."""
    return "\n".join(_blocks(bank, head))


def _blocks(bank: Bank, head: Sequence[str]) -> Iterator[str]:
    # In brackets a comment would name an id or a tag.
    comments = (one_line(words).replace("[", "(").replace("]", ")") for words in head)
    yield "".join(f"// {words}\n" for words in comments)
    for category, questions in bank:
        yield f"$CATEGORY: {category}\n"
        yield from map(_question, questions)


def _question(question: BankQuestion) -> str:
    choices = "".join(
        f"\t{'=' if one.right else '~'}{_plain(one.text)}#{_plain(one.why)}\n"
        for one in question.choices
    )
    return f"::{_escaped(question.name)}::{_plain(question.asks)} {{\n{choices}}}\n"


def _plain(text: str) -> str:
    return f"[plain]{_escaped(text)}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
