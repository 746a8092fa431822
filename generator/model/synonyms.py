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

    alerts: dict[Slug, dict[Slug, Group]] = {}
    """By host country, then by what the words mean: words that its phones, sirens and signs show.

    In the country's own languages, for readers of every language: each group leads to a section.
    """

    def of(self, locale: str, host: str = "") -> tuple[tuple[str, ...], ...]:
        """Return the groups of one language, and those of the alerts of *host*.

        A word that the language has in a group of its own leads where that group leads.
        """
        groups = tuple(self.synonyms.get(locale, {}).values())
        own = {word.casefold() for group in groups for word in group if not word.startswith("#")}
        shown = (
            tuple(word for word in group if word.casefold() not in own)
            for group in self.alerts.get(host, {}).values()
        )
        return groups + tuple(g for g in shown if any(not word.startswith("#") for word in g))
