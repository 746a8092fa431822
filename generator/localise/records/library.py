"""Step 3: records of hazards, preparation, phrases and first aid.

Mirrors ``model/library.py`` and ``model/first_aid.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...model.fields import Carry, HazardSlug, PhraseGroup, PhrasePlace, Who
from ..texts import Text
from .base import BaseRecord, ListedRecord, SentenceRecord, SpokenRecord, in_data
from .facts import RuleRecord, ValueRecord
from .twins import (
    CodesRecord,
    GroupPageRecord,
    HappenedRecord,
    LeadRecord,
    MessageRecord,
    MythRecord,
    PointRecord,
    SeasonRecord,
    SectionRecord,
    SourceRecord,
    WarningRecord,
    WithoutVoiceRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LocalMessageRecord(MessageRecord):
    """A message of one host country."""

    replaces: str | None
    limits: str | None = field(default=None, metadata=in_data(never=True))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HazardRecord(SentenceRecord):
    """A hazard in one host country: what holds anywhere, and what holds there."""

    elsewhere = {"messages": "before, during and after"}

    name: Text
    icon: str
    sensitive: bool
    codes: CodesRecord
    sign_of: Text | None
    signs: Mapping[str, Text]
    myths: Mapping[str, MythRecord]
    points: Mapping[str, PointRecord]
    sources: tuple[str, ...]
    """Of the host country."""
    before: tuple[MessageRecord, ...]
    """Messages of the library with the host country's own in place of them, or after them."""
    during: tuple[MessageRecord, ...]
    after: tuple[MessageRecord, ...]
    library_sources: tuple[str, ...]
    """Of what holds anywhere."""
    severity: Literal["grave", "serious", "lower"]
    reason: Text
    regions: tuple[str, ...]
    areas: tuple[str, ...]
    seasons: Mapping[str, SeasonRecord]
    exposed: Mapping[str, PointRecord]
    warnings: Mapping[str, WarningRecord]
    notes: Mapping[str, PointRecord]
    contacts: tuple[str, ...]
    leads: tuple[LeadRecord, ...]
    values: Mapping[str, ValueRecord]

    def phase(self, name: str) -> tuple[MessageRecord, ...]:
        """Return the messages of a phase: before, during or after."""
        return {"before": self.before, "during": self.during, "after": self.after}[name]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PrepareRecord(BaseRecord):
    """What to do now in any crisis, and what to prepare."""

    now: Mapping[str, MessageRecord]
    happened: Mapping[str, HappenedRecord]
    papers: SectionRecord
    go_bag: SectionRecord
    family_plan: SectionRecord
    contact_card: SectionRecord
    savings: SectionRecord
    without_voice: WithoutVoiceRecord
    groups: Mapping[str, GroupPageRecord]
    sources: Mapping[str, SourceRecord]

    def sections(self) -> dict[str, SectionRecord]:
        """Return the lists of what to prepare, by name."""
        return {
            "papers": self.papers,
            "go_bag": self.go_bag,
            "family_plan": self.family_plan,
            "contact_card": self.contact_card,
            "savings": self.savings,
        }


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhraseRecord(SpokenRecord):
    """A sentence to show or say to a helper."""

    elsewhere = {"say": "said, where two people have signed it"}

    group: PhraseGroup
    places: tuple[PhrasePlace, ...]
    text: Text
    fill: Literal["place", "people", "days", "number", "name"] | None
    reveals: Literal["nationality", "status", "employer"] | None
    sensitive: bool
    picture: str | None
    who: tuple[Who, ...]
    origins: tuple[str, ...]
    life_safety: bool
    core: bool
    carry: Carry
    shown: Text = field(metadata=in_data(4))
    """The same in the host country's language."""
    said: Text | None = field(default=None, metadata=in_data(never=True))
    """The same as it sounds, in letters that the reader knows.

    None until two people have signed it: a draft is shown nowhere (CARE 47).
    """


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AidTopicRecord(ListedRecord):
    """What to do for somebody who is hurt or ill until help comes."""

    name: Text
    icon: str
    order: int
    hazards: tuple[HazardSlug, ...]
    call: PointRecord
    steps: Mapping[str, PointRecord]
    sources: Mapping[str, SourceRecord]

    @property
    def acts(self) -> tuple[PointRecord, ...]:
        """What to do, in order."""
        return tuple(step for step in self.steps.values() if not step.dont)

    @property
    def never(self) -> tuple[PointRecord, ...]:
        """What never to do."""
        return tuple(step for step in self.steps.values() if step.dont)


Step = PointRecord | MessageRecord
"""One thing to do, in any country or in one."""
Advice = PointRecord | MessageRecord | RuleRecord | PhraseRecord
"""What a life may hang on: it has ``life_safety``."""
