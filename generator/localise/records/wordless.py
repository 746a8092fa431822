"""Step 3: records of the edition without words. Its choice is made by ``localise/wordless.py``."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..number_plates import NumberPlate
from ..texts import Text
from .base import BaseRecord


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessStep(BaseRecord):
    """A picture and what it says to whoever hears the page or paper."""

    picture: str
    dont: bool = False
    """It stands under the slash."""
    alt: Text
    """In the host's language; untranslated: in the source locale, with ``lang``. Never empty."""
    message: str = ""
    """Id of the message of the hazard whose picture it is; empty where it is of none."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessNumber(BaseRecord):
    """A number that needs no words."""

    pictures: tuple[str, ...]
    """What it is for: ambulance before fire, never police. At least one."""
    alt: Text
    plate: NumberPlate
    """Number, grade of proof and contacts, as everywhere else."""

    @property
    def picture(self) -> str:
        """The first picture, where there is room for one."""
        return self.pictures[0]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessHazard(BaseRecord):
    """A danger: what one sees, what to do, what never to do, whom to call."""

    hazard: str
    icon: str
    alt: Text
    """Its name; with what to do where its picture shows that too, which then is no step again."""
    see: tuple[WordlessStep, ...]
    do: tuple[WordlessStep, ...]
    dont: tuple[WordlessStep, ...]
    call: WordlessNumber | None
    months: tuple[str | None, ...]
    """The picture of its likely season in January to December, or None.

    Empty where months are not known for all its regions: an empty month would read as a safe one.
    """

    @property
    def season(self) -> str | None:
        """The picture of its months, where there is room for one; None where they are not known."""
        return next((month for month in self.months if month), None)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WordlessEdition(BaseRecord):
    """All that is shown without words in one host country, whoever asks."""

    host: str
    host_locale: str
    """The host country's language: of the few words and of the alternative texts."""
    title: Text
    foot: Text
    """With publisher and feedback line, if any; paper adds its code. At most 100 letters in all."""
    untested: Text | None
    """What stands across it while there is a picture that readers have not understood."""
    numbers: tuple[WordlessNumber, ...]
    hazards: tuple[WordlessHazard, ...]
    take: tuple[WordlessStep, ...]
    """Papers, water, medicine."""
    shelter: WordlessStep
    """Beside the blank for where it stands."""
    hand_phone: WordlessStep
    """Beside each call: who cannot say a word there hands the phone on."""
    understood: int = field(default=0)
    """Of its pictures: how many readers have understood."""

    @property
    def pictures(self) -> tuple[str, ...]:
        """Names of all pictures in it, each once."""
        steps = [step for one in self.hazards for step in (*one.see, *one.do, *one.dont)]
        steps += [*self.take, self.shelter, self.hand_phone]
        seasons = [month for one in self.hazards for month in one.months if month]
        names = [icon for number in self.numbers for icon in number.pictures]
        names += [one.icon for one in self.hazards]
        return tuple(dict.fromkeys([*names, *(step.picture for step in steps), *seasons]))
