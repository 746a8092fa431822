"""Beside step 4: a sentence → its glossary terms, and how to translate them."""

from __future__ import annotations

from ...load import Content
from ...po.glossary import TermFinder
from .rows import TermHints


def term_hints(content: Content) -> TermHints:
    """Return what finds the glossary's terms in a sentence; without a glossary it finds none."""
    finder = TermFinder(content.glossary)

    def hints(sentence: str, locale: str) -> tuple[str, ...]:
        terms = finder.terms_found(sentence, locale)
        return tuple(_hint(row.term, row.use, row.avoid) for row in terms if row.use or row.avoid)

    return hints


def _hint(term: str, use: tuple[str, ...], avoid: tuple[str, ...]) -> str:
    words = f"{term}: {', '.join(use)}" if use else term
    return f"{words} (not: {', '.join(avoid)})" if avoid else words
