"""Step 3: records of "I speak …": languages to point at. Mirrors ``model/spoken.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..texts import Text
from .base import BaseRecord
from .library import PhraseRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TongueRecord(BaseRecord):
    """A language to point at."""

    id: str
    own: tuple[Text, ...]
    """As its speakers write it, in letters that we have; else its English name. At least one."""
    named: Text
    """In the host country's language; in English where no source has it."""
    asks: Text
    """What whoever helps reads beside it, in the host country's language."""
    contact: str | None
    """Id of the host country's line that interprets it, as a source says or a call proved."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TonguesRecord(BaseRecord):
    """All languages of an origin country, for one host country."""

    languages: Mapping[str, TongueRecord]
    points: Mapping[str, PhraseRecord] = field(default_factory=dict)
    """What one may wish of an interpreter."""
    no_number: Text | None = None
    """In the host country's language: no number of an interpreter is known; whom to ask."""
