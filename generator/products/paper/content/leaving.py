"""Step 4, leaflets: what a file that is no paper says → its code and its record, as papers have.

In: an advisory, and the facts that leave with a file: contacts to save, a stick, an archive. Out: a
``Leaving``. ``editions record`` stores it, and the page "Print" knows its code: a phone keeps a
wrong number as long as a wall does (docs/adr/0011-editions-are-recorded.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ....localise.advisory import Advisory
from ....localise.records.contacts import PartnerRecord
from ....localise.records.library import PhraseRecord
from ..editions.carried import Carried
from ..editions.fact_record import PaperFact, carried
from .imprint import Edition, edition_of
from .picker import FactKind, Picker, unsure_translation

_KINDS: Mapping[str, FactKind] = {
    "contacts": "contacts",
    "schemes": "schemes",
    "insurance": "schemes",
    "rules": "rules",
    "answers": "rules",
    "referrals": "rules",
}
"""Limit of site.yaml by which a fact grows old, by the first part of its name; others: hazards."""


@dataclass(frozen=True)
class Leaving:
    """A file that leaves us: which, and what it says."""

    host: str
    locale: str
    path: str
    """Below site/, or below the folder of packages; its name in the record, with its ending."""
    edition: Edition
    carried: Mapping[str, Carried]


def leaving(
    advisory: Advisory, path: str, facts: Iterable[tuple[str, PaperFact]], printed: Any
) -> Leaving | None:
    """Return the record of *path*, which says *facts*; None when none of them has a source.

    *facts* have the names of records; *printed* is JSON-like and changes whenever the file's words
    do.
    """
    picker, unsourced, said = Picker(advisory), {}, []
    for name, fact in facts:
        said.append(fact)
        if isinstance(fact, PhraseRecord | PartnerRecord):
            unsourced[name] = carried(name, fact)
        else:
            picker.other(_KINDS.get(name.partition(".")[0], "hazards"), name, fact)
    if not picker.facts:
        return None
    edition = edition_of(
        advisory, picker.facts, [printed], draft=unsure_translation(said), ends=picker.ends
    )
    rows = dict(sorted((picker.carried | unsourced).items()))
    return Leaving(advisory.host, advisory.locale, path, edition, rows)
