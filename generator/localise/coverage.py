"""Step 3: content and translators → ``Coverage``: how many sentences are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..load import Content
from .texts import TextState
from .translator import Translator

STATES: tuple[TextState, ...] = ("missing", "behind", "draft", "reviewed")


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


def coverage(
    content: Content, corridor: tuple[str, str], translators: Iterable[Translator]
) -> Iterator[Coverage]:
    """Count the sentences that readers of *corridor* (origin, host) get, by state, for each locale.

    Nothing is localised for it: the state of a sentence follows from the PO files alone.
    """
    origin, host = corridor
    sentences = [
        (domain, text.context, text.text) for domain, text in content.met_in(host, [origin])
    ]
    for translator in translators:
        by_state = Counter(translator.state(translator.locale, *sentence) for sentence in sentences)
        by_state["reviewed"] += by_state.pop("source", 0)
        counts: dict[str, int] = {state: by_state[state] for state in STATES}
        yield Coverage(host, translator.locale, counts)
