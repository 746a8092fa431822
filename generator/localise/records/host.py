"""Step 3: records of one host country. Mirrors ``model/host.py``; hazards are in ``library.py``."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..texts import Text
from .base import SentenceRecord, in_data


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ProvinceRecord(SentenceRecord):
    """A province."""

    name: Text
    on_signs: Text | None = field(metadata=in_data(4))
    """Its name in the host country's language, where that is another one. It is what signs, tickets
    and alerts say; a reader compares it letter by letter."""
