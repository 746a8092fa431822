"""The glossary, as a translator needs it: the terms of one sentence, and how to say them."""

from __future__ import annotations

from ..glossary import TermFinder
from ..load import Content
from .rows import TermHints


def term_hints(content: Content) -> TermHints:
    """Return what finds the glossary's terms in a sentence; without a glossary it finds none."""
    finder = TermFinder(content.glossary)

    def hints(sentence: str, locale: str) -> tuple[str, ...]:
        found = finder.terms_found(sentence, locale)
        return tuple(_hint(row.term, row.use, row.avoid) for row in found if row.use or row.avoid)

    return hints


def _hint(term: str, use: tuple[str, ...], avoid: tuple[str, ...]) -> str:
    said = f"{term}: {', '.join(use)}" if use else term
    return f"{said} (not: {', '.join(avoid)})" if avoid else said
