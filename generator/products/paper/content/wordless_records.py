"""Step 4: what the blocks of papers without words print, as their templates read it.

``wordless_blocks.py`` makes them; ``templates/leaflets/blocks/wordless-*.html`` read them. As with
all blocks, they are the source of a copy's digest.
"""

from __future__ import annotations

from dataclasses import dataclass

from ....localise.records.base import BaseRecord
from ....localise.records.contacts import Proof
from ....localise.records.wordless import WordlessStep
from ....localise.texts import Text
from .block_records import BlockContent


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessTitle(BlockContent):
    """The title, and the mark of what no reader has tested."""

    title: Text
    untested: Text | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessPlate(BaseRecord):
    """A number, and by pictures whom it reaches."""

    pictures: tuple[str, ...]
    alt: Text
    number: Text
    proof: Proof


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessNumbers(BlockContent):
    """The numbers, the picture of handing on the phone beside each."""

    plates: tuple[WordlessPlate, ...]
    hand_phone: WordlessStep
    untested: Text | None
    """For papers without title and foot."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PictureItem(BaseRecord):
    """One thing in a sequence."""

    step: WordlessStep | None
    """None: the number to call."""
    arrow: bool
    """An arrow stands before it: what to do begins here, what never to do, or whom to call."""
    is_sign: bool
    """It shows what one sees of the danger, and nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PictureHazard(BaseRecord):
    """A danger and its sequence: what one sees, what to do, what never to do, whom to call."""

    icon: str
    alt: Text
    lines: tuple[tuple[PictureItem, ...], ...]
    """In the order in which they are looked at. The first line begins with the danger itself."""
    call: WordlessPlate | None
    months: tuple[str | None, ...]
    """For January to December, the picture of the season in which it is likely, if known."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessHazards(BlockContent):
    """Dangers, the gravest first."""

    hazards: tuple[PictureHazard, ...]
    hand_phone: WordlessStep


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessTake(BlockContent):
    """What to take along, and a blank for where the shelter stands."""

    take: tuple[WordlessStep, ...]
    shelter: WordlessStep


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessFoot(BlockContent):
    """The one line of words."""

    foot: Text
    untested: Text | None
    """For papers without a title."""
