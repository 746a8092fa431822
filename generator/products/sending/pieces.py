"""Step 4, channels: an advisory → its pieces: one hazard at one time, one need, or the numbers.

A piece is sent alone. Text messages, voices, radio, posts and alerts choose from the same pieces,
so one correction of a sentence or number corrects all. A piece has its steps with their rank, and
its numbers behind their cautions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...cache.digests import digest
from ...localise.advisory import Advisory
from ...localise.guarding import with_cautions
from ...localise.interface import PIECE_TITLE
from ...localise.records.library import HazardRecord
from ...localise.records.twins import MessageRecord, ReferralRecord
from ...localise.texts import Text
from ...model.fields import PHASES
from ..paper.content.referral_blocks import message_of
from ..share_pictures import card_path, has_picture, is_drawable
from .sent import SentNumber, may_be_sent, number_of, numbers_of
from .signed import worded

NUMBERS = "numbers"
"""Id of the piece that has the country's numbers."""


@dataclass(frozen=True)
class Step:
    """One thing to do, behind the cautions of the numbers in it."""

    id: str
    """Id of its message."""
    texts: tuple[Text, ...]
    rank: int
    """0: a life hangs on it; 1: of the core; 2: all else; 3: for some people only."""


@dataclass(frozen=True)
class Piece:
    """What is told at one time."""

    id: str
    """``numbers``, ``flood.during``, ``need.pay``."""
    title: Text
    icon: str
    steps: tuple[Step, ...]
    """In the order in which they are done."""
    numbers: tuple[SentNumber, ...]
    """The first is the one to tell where there is room for one."""
    card: str | None = None
    """Path of its picture below site/."""
    hazard: str | None = None
    phase: str | None = None
    """before, during or after."""

    def chosen(self, fits: Callable[[tuple[Text, ...]], bool]) -> tuple[Text, ...]:
        """Return the texts of the steps of ``chosen_steps``; *fits* says whether they have room."""

        def have_room(steps: tuple[Step, ...]) -> bool:
            return fits(tuple(text for one in steps for text in one.texts))

        return tuple(text for one in self.chosen_steps(have_room) for text in one.texts)

    def chosen_steps(self, fits: Callable[[tuple[Step, ...]], bool]) -> tuple[Step, ...]:
        """Return as many whole steps as fit, what matters most first; in the order of doing.

        *fits* says whether steps have room. A step that does not fit is left out and the next one
        is tried; but as long as none is taken, no step of less weight takes the place of one that
        does not fit.
        """
        taken: list[Step] = []
        full_at = len(_RANKS)
        for step in sorted(self.steps, key=lambda one: one.rank):
            if not taken and step.rank > full_at:
                break
            tried = [one for one in self.steps if one in taken or one is step]
            if fits(tuple(tried)):
                taken = tried
            elif not taken:
                full_at = min(full_at, step.rank)
        return tuple(taken)


_RANKS = range(4)


def pieces(advisory: Advisory) -> list[Piece]:
    """Return the pieces of an advisory: numbers, then hazards, the gravest first, then needs."""
    return [*_numbers(advisory), *_hazards(advisory), *_needs(advisory)]


def code_of(advisory: Advisory, piece: str, words: str) -> str:
    """Return the code at the end of a message: country, language, four digits from its words.

    Whoever gets a message compares it with ``send/#CODE``.
    """
    return f"{advisory.country.code}-{advisory.locale}-{digest(piece, words)[:4]}"


def _numbers(advisory: Advisory) -> Iterator[Piece]:
    # In the order of the plates: ambulance first, police last.
    found = [one for key in advisory.country.plates if (one := number_of(advisory, key))]
    if found:
        card = card_path(advisory.host, advisory.locale) if is_drawable(advisory.locale) else None
        title = advisory.ui("overview.title", "In an emergency, call")
        yield Piece(NUMBERS, title, "call", (), tuple(found), card)


def _hazards(advisory: Advisory) -> Iterator[Piece]:
    for hazard in advisory.hazards.values():
        if hazard.sensitive:
            continue
        for phase in PHASES:
            steps = tuple(_steps(advisory, hazard.phase(phase)))
            if steps:
                yield Piece(
                    f"{hazard.id}.{phase}",
                    _title(advisory, hazard, phase),
                    hazard.icon,
                    steps,
                    _numbers_of_hazard(advisory, hazard),
                    _card(advisory, hazard),
                    hazard.id,
                    phase,
                )


def _title(advisory: Advisory, hazard: HazardRecord, phase: str) -> Text:
    label = advisory.ui.label("phase", phase)
    return worded(advisory, PIECE_TITLE, hazard=hazard.name, phase=label)


def _steps(advisory: Advisory, messages: Sequence[MessageRecord]) -> Iterator[Step]:
    for message in messages:
        if may_be_sent(message) and message.scenario is None:
            yield Step(message.id, with_cautions(advisory, message.text), _rank(message))


def _rank(message: MessageRecord) -> int:
    if message.who:
        return 3
    if message.life_safety:
        return 0
    return 1 if message.core else 2


def _numbers_of_hazard(advisory: Advisory, hazard: HazardRecord) -> tuple[SentNumber, ...]:
    """The number of the hazard's own page, then the ambulance."""
    bar = advisory.country.bar
    keys = [bar.get(hazard.id) or bar.get("now"), advisory.country.roles.get("ambulance")]
    return tuple(numbers_of(advisory, [key for key in keys if key]))


def _card(advisory: Advisory, hazard: HazardRecord) -> str | None:
    if not has_picture(hazard) or not is_drawable(advisory.locale):
        return None
    return card_path(advisory.host, advisory.locale, hazard.id)


def _needs(advisory: Advisory) -> Iterator[Piece]:
    for referral in advisory.referrals.values():
        first = _first(advisory, referral)
        steps = (Step(referral.id, with_cautions(advisory, first), 0),) if first else ()
        numbers = tuple(numbers_of(advisory, referral.contacts))
        if steps or numbers:
            yield Piece(f"need.{referral.id}", referral.text, referral.icon, steps, numbers)


def _first(advisory: Advisory, referral: ReferralRecord) -> Text | None:
    if referral.message is None:
        return referral.first
    said = message_of(referral, advisory)
    return said[1].text if said and may_be_sent(said[1]) else None
