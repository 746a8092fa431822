"""Step 3: records of campaigns: posts to send on, day after day. Mirrors ``model/campaigns.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...model.fields import Topic
from ..texts import Text
from .base import BaseRecord, ListedRecord, SentenceRecord
from .facts import SourceRecord, ValueRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CampaignSeasonRecord(BaseRecord):
    """When a campaign is sent."""

    before: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PostInCountryRecord(ListedRecord):
    """What one host country adds to a post."""

    contacts: tuple[str, ...]
    scheme: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CampaignPostRecord(SentenceRecord):
    """One message of a campaign."""

    day: int
    hour: str
    piece: str | None
    text: Text | None
    carry: Literal["sent", "paper"] | None
    countries: Mapping[str, PostInCountryRecord]
    """That of the advisory's host country alone, if it adds anything."""
    card: str | None
    topic: Topic
    values: Mapping[str, ValueRecord]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CampaignRecord(SentenceRecord):
    """Posts that outreach workers send on."""

    title: Text
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    season: CampaignSeasonRecord | None
    posts: Mapping[str, CampaignPostRecord]
    """In the order in which they are sent."""
    sources: Mapping[str, SourceRecord]
