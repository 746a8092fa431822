"""Step 3, coverage: how many sentences of a host and locale are missing, behind, draft, reviewed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .load import Content, domain_of
from .model.walk import SourceText
from .translator import Translator
from .view import State

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


def coverage(
    content: Content, corridor: tuple[str, str], translators: Iterable[Translator]
) -> Iterator[Coverage]:
    """Count the sentences that readers of *corridor* (origin, host) get, by state, for each locale.

    Nothing is localised for it: the state of a sentence follows from the PO files alone.
    """
    sentences = [
        (domain, text.context, text.text) for domain, text in _sentences(content, *corridor)
    ]
    for translator in translators:
        found = Counter(translator.state(translator.locale, *sentence) for sentence in sentences)
        found["reviewed"] += found.pop("source", 0)
        counts: dict[str, int] = {state: found[state] for state in STATES}
        yield Coverage(corridor[1], translator.locale, counts)


def _sentences(content: Content, origin: str, host: str) -> Iterator[tuple[str, SourceText]]:
    """Each sentence of an advisory with its domain, once."""
    hazards = content.hosts[host].hazards.hazards
    names = ["prepare.yaml", "phrases.yaml", "site.yaml", f"origins/{origin}.yaml"]
    names += [f"hazards/{slug}.yaml" for slug in hazards]
    names += [file.name for file in content.hosts[host].files.values()]
    replaced = {
        ("hazards", slug, "messages", message.replaces)
        for slug, hazard in hazards.items()
        for message in hazard.messages.values()
        if message.replaces
    }
    for name in names:
        file, domain = content.files[name], domain_of(name)
        for text in file.texts:
            if domain == origin and text.path[:1] == ("corridors",) and text.path[1] != host:
                continue  # of other host countries
            if (domain, *text.path[:3]) not in replaced:
                yield domain, text
