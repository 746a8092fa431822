"""Step 3: the glossary → a few of its words in the language of a host country.

In: content/glossary.yaml. Out: words for paper, beside the reader's: a helper may read no other
language. A country whose language is no locale of the site has none.
"""

from __future__ import annotations

from ..model import Glossary

_TERMS = (
    "ambulance",
    "fire-brigade",
    "police",
    "disaster-office",
    "hospital",
    "shelter",
    "emergency-exit",
    "medicine",
    "phone-number",
    "relative",
)
"""Ids in the glossary."""
ROLE_TERMS = {"ambulance": "ambulance", "fire": "fire brigade", "police": "police"}
"""The glossary's word for each role in a country (``CountryRecord.roles``)."""


def host_terms(glossary: Glossary, language: str, source_locale: str) -> dict[str, str]:
    """Return words in *language*, by our English term; a term that has none there is left out."""
    words: dict[str, str] = {}
    for key in _TERMS:
        term = glossary.terms.get(key)
        if term is None:
            continue
        rendering = term.renderings.get(language)
        if rendering is not None:
            words[term.term] = rendering.use[0]
        elif language == source_locale:
            words[term.term] = term.term
    return words
