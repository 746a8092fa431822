"""Step 4: what each block of a leaflet prints, as its template reads it: one record for each kind.

``blocks.py`` makes them; ``templates/leaflets/`` reads them. They are the source of a copy's
digest: a field without a value that its template does not ask for is left out there (``when_set``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypedDict

from ....localise.records.base import BaseRecord, in_data
from ....localise.records.contacts import Proof
from ....localise.records.twins import DeadlineRecord
from ....localise.texts import Text
from ....model.fields import AnswerMark, Known, PhraseGroup

_FULL = 4
"""Large plates that fill a paper."""
_SHORT = 4
"""Digits that can be very large."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BlockContent(BaseRecord):
    """Base of what blocks print; by itself for those that print words of the interface alone."""

    heading: bool | None = field(default=None, metadata=in_data(when_set=True))
    """Whether the block has its heading; None for what stands inside a block."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Band(BlockContent):
    """The country, the region, the work."""

    name: Text
    region: Text | None
    profile: Text | None
    uncalled: bool
    """Nobody has called any of the large plates."""


class PlateFields(TypedDict):
    """What all kinds of plates have in common."""

    label: Text
    icon: str
    number: Text
    proof: Proof
    cost: Literal["free", "ordinary"] | None
    languages: tuple[str, ...] | None
    answered_in: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Plate(BlockContent):
    """A number, and how far it is proved."""

    label: Text
    icon: str
    number: Text
    proof: Proof
    cost: Literal["free", "ordinary"] | None
    languages: tuple[str, ...] | None
    answered_in: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LargePlate(Plate):
    """One of the large plates: a number, and all whom it reaches."""

    more_icons: tuple[str, ...] = field(default=(), metadata=in_data(when_set=True))
    """Pictures besides the first."""
    host_word: Text | None = field(default=None, metadata=in_data(when_set=True))
    """Whom it reaches, in the host's language, for a helper. None where the reader reads that."""

    @property
    def icons(self) -> tuple[str, ...]:
        """All its pictures."""
        return (self.icon, *self.more_icons)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlateWithUse(Plate):
    """A number with what it is for."""

    what_for: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReaderLine(Plate):
    """The line in the readers' language."""

    language: Text | None
    """None where it is the country's own: nobody has to say that a line answers in it."""
    proved: bool
    """A call proved that it answers in it."""
    says: bool
    """A source says so, or a call."""
    uncalled: bool
    """Nobody has called any of the large plates."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SharedProof(BlockContent):
    """Base of blocks where one line may say how far all plates are proved."""

    shared: bool
    first: str | None = field(metadata=in_data(when_set=True), default=None)
    """Year of the oldest source, where it is shared."""
    last: str | None = field(metadata=in_data(when_set=True), default=None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Plates(SharedProof):
    """The large plates."""

    plates: tuple[LargePlate, ...]
    proofs: Text | None
    """How far all are proved, said once."""

    @property
    def few(self) -> str:
        """How they are arranged where they are no four: class names of the style sheets."""
        count = len(self.plates)
        long = count == 1 and any(len(str(plate.number)) > _SHORT for plate in self.plates)
        return (f" n{count}" if count < _FULL else "") + (" long-solo" if long else "")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Languages(BlockContent):
    """In which languages the plates answer."""

    language: Text | None
    """The readers' own, where one may doubt that they answer in it."""
    host_language: Text | None
    """In which somebody else can call for them; None where the paper, like its readers, uses it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhraseRow(BaseRecord):
    """A phrase to show."""

    shown: Text
    text: Text
    # Left out where there is none: the code of a paper that has no line is that of before.
    said: Text | None = field(default=None, metadata=in_data(when_set=True))
    """As it sounds, in letters that readers know; on a board and a flap, on no card."""
    fill: Literal["place", "people", "days", "number", "name"] | None
    picture: str | None
    group: PhraseGroup


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PhraseList(BlockContent):
    """Phrases to show to somebody who reads the host country's language."""

    rows: tuple[PhraseRow, ...]
    """None: we have no letters for that language, and the paper says so in their place."""
    same: bool
    """The reader reads that language too."""
    language: Text
    title: Text | None
    title_first: bool
    """It is the title of the paper."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SpokenRow(BaseRecord):
    """A language to point at."""

    own: tuple[Text, ...]
    """As its speakers write it, the surest spelling first; in English where none is known."""
    named: Text
    """In the host country's language, or in English."""
    asks: Text
    """What whoever helps reads beside it."""
    number: Text | None
    """Of a line that interprets it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SpokenList(BlockContent):
    """All languages of an origin country."""

    rows: tuple[SpokenRow, ...]
    no_number: Text | None
    """Said once where not every language has a number: whom to ask."""
    interpreter: PhraseRow | None
    """The sentence above them."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Act(BaseRecord):
    """One line of what to do."""

    text: Text
    more: Text | None
    dont: bool
    picture: str | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActList(BlockContent):
    """What to do."""

    rows: tuple[Act, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IconActList(ActList):
    """What to do, with an icon beside it."""

    icon: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HazardActList(IconActList):
    """What to do in one hazard."""

    name: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Checklist(IconActList):
    """What to prepare, with boxes to tick."""

    title: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Alarm(BlockContent):
    """What to know of the loud alarm."""

    speaks: bool
    """It comes in the readers' language."""
    language: Text
    host_language: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClosingRow(BaseRecord):
    """A right that closes: when, and what to do."""

    closes: Text
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClosingList(BlockContent):
    """Rights that close on a day."""

    rows: tuple[ClosingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RuleRow(BaseRecord):
    """A question and its answer."""

    question: Text
    answer: AnswerMark | None
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class RuleList(BlockContent):
    """Questions and their answers."""

    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CrisisAnswer(BlockContent):
    """One of the seven crisis answers."""

    known: Known
    asked: str
    """Which of the seven: its own question stands above it."""
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Caution(BlockContent):
    """The caution of the corridor."""

    text: Text


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Claim(BaseRecord):
    """What can be claimed."""

    text: Text
    more: Text | None
    deadline: DeadlineRecord | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClaimList(BlockContent):
    """What can be claimed, and until when."""

    rows: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LanguageLines(BlockContent):
    """More lines that say they answer in the readers' language."""

    rows: tuple[Plate, ...]
    language: Text
    proved: bool
    """Calls proved it, of all of them."""
    called: bool
    """Somebody called one of them."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NumberList(BlockContent):
    """All other numbers."""

    rows: tuple[PlateWithUse, ...]
    called: bool
    """Somebody called one of them."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReferralRow(BaseRecord):
    """A need, what to do first, and by when."""

    icon: str
    text: Text
    first: Text | None
    deadline: DeadlineRecord | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReferralGroup(BaseRecord):
    """Needs with which the same numbers help."""

    plates: tuple[Plate, ...]
    """Whom to call, the safest first; none where what to do first is all."""
    rows: tuple[ReferralRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ReferralList(BlockContent):
    """Who helps with what."""

    groups: tuple[ReferralGroup, ...]
    called: bool
    """Somebody called one of the numbers."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FilledPlace(BaseRecord):
    """Where a poster hangs, in the host country's language."""

    address: Text | None
    way_out: Text | None
    shelter: Text | None
    helper: Text | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartnerPlate(BaseRecord):
    """A helper near the reader."""

    name: Text
    shown: Text
    """Its number."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HangsAt(BlockContent):
    """Lines for where a poster hangs."""

    filled: FilledPlace | None
    partner: PartnerPlate | None = field(default=None, metadata=in_data(when_set=True))
    """A helper near the reader; None for lines to write on."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartnerField(BlockContent):
    """The plate of a helper near the reader: printed, or to be filled in."""

    partner: PartnerPlate | None = field(default=None, metadata=in_data(when_set=True))
