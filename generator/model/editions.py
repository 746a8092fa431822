"""Step 1, model: content/editions.yaml, published papers with what each of them says.

The program writes this file (``advisory editions record``)
and only ever adds to it: paper that is out in the world cannot be changed, so neither can what we
noted of it. Each record carries a seal over what it holds, and the seal of the record before it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import StringConstraints

from . import limits
from .fields import LanguageTag, Model, Slug

WORDLESS = "zxx"
"""The language in codes and names of papers without words (BCP 47: no linguistic content)."""

EditionCode = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]{2}-[a-z]{2,3}[A-Za-z_-]*-[0-9]{6}-[0-9a-f]{4}$")
]
"""For example TH-my-261125-3f1a, as it stands on the paper."""

FactId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$", max_length=limits.FACT_NAME.most),
]
"""For example contacts.ambulance or hazards.flood.leave-before-water."""

Said = Annotated[
    str, StringConstraints(pattern=r"^(\+?[0-9][0-9 ()\-]*|[0-9a-f]{8}( [0-9a-f]{8})?)$")
]
"""What a paper said of a fact.

Of a contact: its number, as printed. Of anything else: the digest of the sentence in the source
locale; for a life-safety line, also that of the reader's words.
"""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
Seal = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class PaperEdition(Model):
    """One edition: papers that say the same, under one code."""

    host: Slug
    locale: LanguageTag
    """The reader's language, the first of two; its page "Print" answers for the code. zxx: a paper
    without words, for which the page answers in each language."""
    papers: tuple[str, ...] = ()
    """Names of the files below leaflets/HOST/, without ".pdf"."""
    requested: tuple[str, ...] = ()
    """Names of papers that somebody had made on request, as "advisory leaflet" calls them: the site
    does not offer these. Posters of single places are called by their kind, not by their place."""
    read_on: date
    """The newest day on which one of its sources was read."""
    valid_until: date
    """First day on which one of its facts is past its limit."""
    facts: dict[FactId, Said]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all papers with this code."""
        return (*self.papers, *(f"{name} (made on request)" for name in self.requested))


class Record(Model):
    """What one ``advisory editions record`` added."""

    day: date
    after: Seal | None = None
    """Seal of the record before; absent in the first."""
    said: dict[Digest, str] = {}
    """Sentences that were not printed before, in the source locale, by their digest."""
    editions: dict[EditionCode, PaperEdition]
    seal: Seal
    """Digest of all of the above: tells when somebody changed it later."""

    @cached_property
    def holds(self) -> bool:
        """Whether it is as it was when it was made."""
        return self.seal == seal_of(self)


class Editions(Model):
    """content/editions.yaml, oldest record first. Written by the program, never by hand."""

    records: tuple[Record, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Whether there is such a file, be it without any record yet."""
        return "records" in self.model_fields_set

    @cached_property
    def by_code(self) -> dict[str, PaperEdition]:
        """Each edition by its code; one whose papers grew later has all of them."""
        editions: dict[str, PaperEdition] = {}
        for record in self.records:
            for code, edition in record.editions.items():
                before = editions.setdefault(code, edition)
                grown = {
                    field: tuple(dict.fromkeys([*getattr(before, field), *getattr(edition, field)]))
                    for field in ("papers", "requested")
                }
                editions[code] = before.model_copy(update=grown)
        return editions

    @cached_property
    def _by_host(self) -> dict[str, dict[str, PaperEdition]]:
        hosts: dict[str, dict[str, PaperEdition]] = {}
        for code, edition in self.by_code.items():
            hosts.setdefault(edition.host, {})[code] = edition
        return hosts

    def answered_in(self, host: str, locale: str) -> dict[str, PaperEdition]:
        """Return the editions that page "Print" of *host* in *locale* answers for, oldest first.

        Papers without words are everybody's: each of its languages answers for them.
        """
        return {
            code: edition
            for code, edition in self._by_host.get(host, {}).items()
            if edition.locale in (locale, WORDLESS)
        }

    @cached_property
    def recorded_on(self) -> dict[str, date]:
        """The day on which each code was first recorded."""
        return {code: record.day for record in reversed(self.records) for code in record.editions}

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Every sentence that was ever printed, by its digest."""
        return {key: words for record in self.records for key, words in record.said.items()}


def seal_of(record: Model) -> str:
    """Return the digest of a record, or other file of ours, without its seal: 16 hex digits."""
    # Only what was written: a key that the model gets one day must not break old seals.
    fields = record.model_dump(mode="json", exclude={"seal"}, exclude_unset=True)
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
