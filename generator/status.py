"""Step 3, coverage: how many sentences of a host and locale are missing, behind, draft, reviewed."""

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

    @property
    def translated(self) -> int:
        """Sentences whose translation readers see."""
        return self.counts["draft"] + self.counts["reviewed"]

    def as_row(self) -> dict[str, str | int]:
        """One flat row, for tables, CSV and JSON."""
        return {"host": self.host, "locale": self.locale, **self.counts, "total": self.total}


def coverage(advisories: Iterable[Advisory]) -> list[Coverage]:
    """Count the content's sentences of each advisory by state."""
    rows = []
    for advisory in advisories:
        # Phrases in the host's language belong to that locale, not to this one; changes stand a
        # second time in the country they belong to.
        own = {
            **vars(advisory),
            "phrases": [phrase.text for phrase in advisory.phrases.values()],
            "changes": (),
        }
        found = Counter(text.state for text in texts(own))
        found["reviewed"] += found.pop("source", 0)
        rows.append(
            Coverage(advisory.host, advisory.locale, {state: found[state] for state in STATES})
        )
    return rows
