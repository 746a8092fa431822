"""Coverage per host and locale: how many sentences are missing, behind, draft, reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .localise import Advisory
from .view import State, texts

STATES: tuple[State, ...] = ("missing", "behind", "draft", "reviewed")


@dataclass(frozen=True)
class Coverage:
    """Sentences of one advisory by state; the source locale counts as reviewed."""

    host: str
    locale: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Sentences in all."""
        return sum(self.counts.values())

    def as_row(self) -> dict[str, str | int]:
        """One flat row, for tables, CSV and JSON."""
        return {"host": self.host, "locale": self.locale, **self.counts, "total": self.total}


def coverage(advisories: Iterable[Advisory]) -> list[Coverage]:
    """Count the content's sentences of each advisory by state."""
    rows = []
    for advisory in advisories:
        # Phrases in the host's language belong to that locale, not to this one.
        own = {**vars(advisory), "phrases": [p.text for p in advisory.phrases.values()]}
        found = Counter(text.state for text in texts(own))
        found["reviewed"] += found.pop("source", 0)
        rows.append(
            Coverage(advisory.host, advisory.locale, {state: found[state] for state in STATES})
        )
    return rows
