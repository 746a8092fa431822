"""Step 4: what the blocks of a book print, as their templates read it, see ``block_records.py``."""

from __future__ import annotations

from dataclasses import dataclass

from ....localise.records.base import BaseRecord
from ....localise.texts import Text
from .block_records import Act, BlockContent, LargePlate, PhraseRow

_SCENES = 6
"""Large pictures on a page of a book."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ScenarioActs(BaseRecord):
    """What to do when somebody cannot get out."""

    name: Text
    icon: str
    rows: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HazardSpread(BaseRecord):
    """A hazard on two facing pages: what to do now, and all the rest."""

    id: str
    name: Text
    icon: str
    now: tuple[Act, ...]
    plates: tuple[LargePlate, ...]
    """Whom to call: the number of the hazard, and the ambulance."""
    scenarios: tuple[ScenarioActs, ...]
    depths: tuple[Text, ...]
    """Of water: what it does at the ankle, and to cars."""
    phrase: PhraseRow | None
    before: tuple[Act, ...]
    after: tuple[Act, ...]

    @property
    def scenes(self) -> tuple[Act, ...]:
        """The first lines of what to do now that have a picture; what never to do stands last."""
        return tuple(sorted(self._pictured[:_SCENES], key=lambda act: act.dont))

    @property
    def lines(self) -> tuple[Act, ...]:
        """The other lines of what to do now, those with a picture first."""
        return (*self._pictured[_SCENES:], *(act for act in self.now if not act.picture))

    @property
    def _pictured(self) -> list[Act]:
        return [act for act in self.now if act.picture]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HazardList(BlockContent):
    """All hazards."""

    hazards: tuple[HazardSpread, ...]
    say: tuple[Act, ...]
    """What to say on the telephone."""
    same: bool
    """The reader reads what is shown to others."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IndexRow(BaseRecord):
    """A hazard in the index."""

    id: str
    name: Text
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Index(BlockContent):
    """On which page each hazard is."""

    rows: tuple[IndexRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AidOnPaper(BaseRecord):
    """First aid for one thing."""

    id: str
    name: Text
    icon: str
    call: Act
    rows: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AidList(BlockContent):
    """First aid, what kills soonest first."""

    topics: tuple[AidOnPaper, ...]
