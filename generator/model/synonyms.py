"""Step 1, model: content/synonyms.yaml, other words for what our texts say, for the search.

No reader ever sees these words: they are what somebody types.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .fields import LanguageTag, Model, Slug

Group = Annotated[tuple[str, ...], Field(min_length=2)]
"""Words that mean the same: a search for one of them also finds texts with another.

At least one is in our texts, or the group leads to a section: ``#r-school`` by its id,
``#guides/school/`` by its page.
"""


class Synonyms(Model):
    """content/synonyms.yaml. It may be absent: then a search finds the very words of the texts."""

    synonyms: dict[LanguageTag, dict[Slug, Group]] = {}
    """By language, then by what the words mean."""

    def of(self, locale: str) -> tuple[tuple[str, ...], ...]:
        """Return the groups of one language."""
        return tuple(self.synonyms.get(locale, {}).values())
