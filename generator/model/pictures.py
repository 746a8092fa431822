"""Step 1, model: content/pictures.yaml, what each picture means and what readers took it for.

No reader of the site sees these words: they are for those who draw, choose and test pictures.
Source: CARE 12 and 31.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import Field

from .fields import Model, Slug

State = Literal["untested", "understood", "misunderstood"]

ENOUGH_READERS = 20
"""Readers who must have said what a picture means before it counts as understood.

Our own choice: with twenty, the allowed share of wrong answers is a whole number of people.
"""
MOST_WRONG = Fraction(15, 100)
"""Of the readers: 85 % right, as ANSI Z535.3 asks, not 67 % as ISO 3864 does; both by
https://ebusca.uv.mx/Record/pubmed-7104798/Details. A step that is misread can kill."""
MOST_OPPOSITE = Fraction(5, 100)
"""Of the readers: who would do the opposite of what is meant. Our own choice."""


class PictureTest(Model):
    """Readers were shown the picture without words and asked what it means. Nobody is named."""

    place: str
    """Where, no finer than a province, and at what kind of place: "Tak, clinic"."""
    day: date
    readers: Annotated[int, Field(ge=1)]
    """How many were asked."""
    right: Annotated[int, Field(ge=0)]
    """How many of them said what it means."""
    opposite: Annotated[int, Field(ge=0)] = 0
    """How many of the others said the opposite: what would hurt whoever does it."""
    said: tuple[str, ...]
    """What they said, in their words or translated; the wrong answers above all."""


class MachineAnswer(Model):
    """What a program said that was shown the picture without words.

    It is no reader and is never counted.
    """

    machine: str
    """Which program, and at which size it saw the picture."""
    day: date
    said: str
    """Its answer, word for word."""


class PictureEntry(Model):
    """One drawing of ``generator/assets/icons/``, by the name of its file."""

    means: str
    """Its one meaning, in plain English; for an action, a verb first."""
    not_like: str | None = None
    """What it must not be taken for."""
    kind: Literal["action", "thing", "mark"]
    """action: something to do, or with ``dont`` never to do. thing: names a danger, a service, a
    place. mark: an answer or a state, no scene."""
    dont: bool = False
    """It shows what not to do and is used under the slash only. ``means`` says what the drawing
    shows."""
    tests: tuple[PictureTest, ...] = ()
    machine: tuple[MachineAnswer, ...] = ()
    origin: str = "drawn for this project"
    """Who drew it: "Material Design Icons 7.4.47: home-flood"."""
    licence: Literal["CC0-1.0", "Apache-2.0"] = "CC0-1.0"

    @property
    def state(self) -> State:
        """What readers made of it, by its tests alone; a program is no reader.

        misunderstood as soon as more answers are wrong, or opposite, than as many readers as must
        be asked may give; before enough were asked it is untested, whatever they said.
        """
        counted = max(self.readers, ENOUGH_READERS)
        if (
            self.readers - self.right > MOST_WRONG * counted
            or self.opposite > MOST_OPPOSITE * counted
        ):
            return "misunderstood"
        return "understood" if self.readers >= ENOUGH_READERS else "untested"

    @property
    def may_stand_alone(self) -> bool:
        """Whether it may be shown without words: only what readers understood."""
        return self.state == "understood"

    @property
    def readers(self) -> int:
        """How many readers were asked. Machines are none."""
        return sum(test.readers for test in self.tests)

    @property
    def right(self) -> int:
        """How many of them were right."""
        return sum(test.right for test in self.tests)

    @property
    def opposite(self) -> int:
        """How many said the opposite."""
        return sum(test.opposite for test in self.tests)


class Pictures(Model):
    """content/pictures.yaml. It may be absent: then nobody says what the pictures mean."""

    pictures: dict[Slug, PictureEntry] = {}


def states_of(entries: Iterable[PictureEntry]) -> dict[str, int]:
    """Count *entries* by state, in the order of the states; nothing when there is no entry."""
    counts = Counter(entry.state for entry in entries)
    return {state: counts[state] for state in get_args(State)} if counts else {}
