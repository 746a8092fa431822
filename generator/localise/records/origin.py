"""Step 3: records of the origin country and its words for one host. Mirrors ``model/site.py``.

``model.Site`` has no record: it has no sentence, and products read it as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..texts import Text
from .base import SentenceRecord
from .contacts import ContactRecord, PostRecord
from .facts import PointRecord, SourceRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CorridorRecord(SentenceRecord):
    """What the origin country's file says for the host country."""

    reader_line: str
    safe_contacts: Mapping[str, str]
    second_contacts: Mapping[str, str]
    nobody: tuple[str, ...]
    caution: Text
    posts: Mapping[str, PostRecord]
    lost_papers: Mapping[str, PointRecord]
    going_home: Mapping[str, PointRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OriginRecord(SentenceRecord):
    """The origin country: name, people, hotlines."""

    elsewhere = {"corridors": "Advisory.corridor; the others name contacts of other hosts"}

    name: Text
    code: str | None
    people: Text
    locales: tuple[str, ...]
    state: Literal["feared", "by-case"]
    hotlines: Mapping[str, ContactRecord]
    sources: Mapping[str, SourceRecord]
