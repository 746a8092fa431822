"""Step 4, channels: an advisory → the decision tree of a talking line: what happens, what to do.

And who helps where. Two questions, nine answers at most: what is happening, then, only where the
answers differ, in which part of the country. No question is about who somebody is (CARE 50).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ....localise.advisory import Advisory
from ....localise.texts import Text
from ...sending.pieces import NUMBERS, Piece, pieces
from ...sending.sent import SentNumber, numbers_of
from ..spoken.radio import closing, opening

MOST_CHOICES = 9
"""Keys 1 to 9."""
MOST_HAZARDS = 6
"""Of the choices; needs take the rest, and hazards what needs leave."""
MOST_REGIONS = 7
MOST_NUMBERS = 3
"""In one answer: nobody keeps more in mind."""
_NOT_BY_REGION = ("sea",)
"""Kinds of contacts that help in one need only, whatever the region."""

Fits = Callable[[tuple[Text, ...]], bool]
"""Whether texts have room and can be told in this way."""


@dataclass(frozen=True)
class Answer:
    """Who helps in one part of the country."""

    id: str
    name: Text
    numbers: tuple[SentNumber, ...]


@dataclass(frozen=True)
class Choice:
    """One thing that may be happening."""

    id: str
    title: Text
    steps: tuple[tuple[Text, ...], ...]
    """Each behind the cautions of the numbers in it: what stands on one line."""
    numbers: tuple[SentNumber, ...]
    """Told at once, behind the steps, before anything is asked."""
    regions: tuple[Answer, ...]
    """Empty where one answer holds for all."""


@dataclass(frozen=True)
class Tree:
    """All that the line can say, in one language."""

    opening: tuple[Text, ...]
    what: Text
    where: Text
    press: Text
    """Said by voice in front of the choices: behind each, its key is heard."""
    again: Text
    back: Text
    back_by_star: Text
    choices: tuple[Choice, ...]

    def texts(self) -> Iterator[Text]:
        """Yield each sentence, to be signed."""
        yield from (*self.opening, self.what, self.press, self.again, self.back, self.back_by_star)
        for choice in self.choices:
            yield choice.title
            yield from (text for step in choice.steps for text in step)
            numbers = list(choice.numbers)
            if choice.regions:
                yield self.where
            for region in choice.regions:
                yield region.name
                numbers += region.numbers
            for number in numbers:
                yield from number.texts


def tree_of(advisory: Advisory, fits: Fits, tells: Callable[[SentNumber], bool]) -> Tree:
    """Return the tree of an advisory.

    It has only steps that *fits* and numbers that *tells* accept. A hazard is left out unless all
    its steps on which a life depends fit: nobody is to hear the less important half.
    """
    ui = advisory.ui
    regions = _regional(advisory)
    found = [
        choice
        for piece in pieces(advisory)
        if piece.phase in (None, "during")
        if (choice := _choice(advisory, piece, regions, fits, tells))
    ]
    hazards = [one for one in found if not one.id.startswith("need.")]
    needs = [one for one in found if one.id.startswith("need.")]
    room_for_needs = MOST_CHOICES - min(len(hazards), MOST_HAZARDS)
    needs = needs[:room_for_needs]
    return Tree(
        opening=(*opening(advisory), *closing(advisory)),
        what=ui.label("flow", "what"),
        where=ui.label("flow", "where"),
        press=ui.label("flow", "press"),
        again=ui.label("flow", "again"),
        back=ui.label("flow", "back"),
        back_by_star=ui.label("flow", "back-star"),
        choices=(*hazards[: MOST_CHOICES - len(needs)], *needs),
    )


def _choice(
    advisory: Advisory,
    piece: Piece,
    regions: Sequence[tuple[str, Text, list[str]]],
    fits: Fits,
    tells: Callable[[SentNumber], bool],
) -> Choice | None:
    if piece.id == NUMBERS or any(step.rank == 0 and not fits(step.texts) for step in piece.steps):
        return None
    chosen = set(map(id, piece.chosen(fits)))
    steps = tuple(step.texts for step in piece.steps if id(step.texts[-1]) in chosen)
    numbers = tuple(number for number in piece.numbers if tells(number))[:MOST_NUMBERS]
    if not steps and (piece.steps or not numbers):
        return None
    title = piece.title if piece.hazard is None else advisory.hazards[piece.hazard].name
    answers = tuple(_answers(advisory, regions, numbers, tells)) if numbers else ()
    return Choice(piece.id, title, steps, numbers, answers)


def _answers(
    advisory: Advisory,
    regions: Sequence[tuple[str, Text, list[str]]],
    always: Sequence[SentNumber],
    tells: Callable[[SentNumber], bool],
) -> Iterator[Answer]:
    """Yield who helps in each region that has its own helpers, then the answer for all others."""
    known = {one.contact.id for one in always}
    found = [
        (key, name, own)
        for key, name, contacts in regions
        if (
            own := [
                one
                for one in numbers_of(advisory, contacts)
                if tells(one) and one.contact.id not in known
            ]
        )
    ]
    for key, name, own in found:
        yield Answer(key, name, tuple(own[:MOST_NUMBERS]))
    if found and len(found) < len(advisory.country.regions):
        elsewhere = advisory.ui.label("flow", "elsewhere")
        yield Answer("elsewhere", elsewhere, tuple(always))


def _regional(advisory: Advisory) -> list[tuple[str, Text, list[str]]]:
    """Return the regions that have their own helpers, with contacts: not more than can be asked."""
    rows = []
    for key, region in advisory.country.regions.items():
        own = [
            contact.id
            for contact in advisory.contacts.values()
            if contact.area
            and contact.kind not in _NOT_BY_REGION
            and set(contact.area) & set(region.areas)
        ]
        if numbers_of(advisory, own):
            rows.append((key, region.name, own))
    most = MOST_REGIONS if len(rows) == len(advisory.country.regions) else MOST_REGIONS - 1
    return rows[:most]
