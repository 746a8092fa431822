"""Step 1, model: content/names.yaml, other words for countries, for the home page.

No reader ever sees these words: they are what somebody types.
"""

from __future__ import annotations

from .fields import LanguageTag, Model
from .tables import CountryCode


class Names(Model):
    """content/names.yaml. It may be absent: then a country is found by its names alone."""

    names: dict[LanguageTag, dict[CountryCode, tuple[str, ...]]] = {}
    """By language, then by country (ISO 3166-1): short forms, old names, big cities."""

    def of(self, code: str) -> dict[str, tuple[str, ...]]:
        """Return the other words for one country, by language."""
        return {
            tag: words
            for tag, countries in self.names.items()
            for country, words in countries.items()
            if country == code
        }
