"""Step 3: the record of a line of who helps with what. Mirrors ``model/referrals.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..texts import Text
from .base import SentenceRecord
from .facts import ValueRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReferralRecord(SentenceRecord):
    """What somebody needs, whom to call or what to do first, and by when."""

    text: Text
    icon: str
    first: Text | None
    message: str | None
    contacts: tuple[str, ...]
    scheme: str | None
    summary_of: tuple[str, ...]
    carry: Literal["paper"]
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]
