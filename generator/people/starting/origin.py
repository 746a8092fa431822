"""Beside step 4: what was answered about an origin country → the fields of its file.

In: answers. Out: a mapping, in the order of the model. Corridors come with each host country.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class OriginAnswers:
    """All that was asked about a new origin country."""

    slug: str
    name: str
    code: str
    people: str
    locales: tuple[str, ...]
    """First the one in which its readers hope to be answered."""
    state: str
    """feared or by-case."""


def origin_fields(answers: OriginAnswers) -> dict[str, Any]:
    """Return the fields of content/origins/ORIGIN.yaml."""
    return {
        "name": answers.name,
        "code": answers.code,
        "people": answers.people,
        "locales": [*answers.locales],
        "state": answers.state,
        "corridors": {},
        "hotlines": {},
        "sources": {},
    }
