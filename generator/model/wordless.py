"""Step 1, model: content/wordless.yaml, the edition without words: few words, picture orders.

What a hazard shows follows from its messages that have a picture. What may be without words is
decided here, for step 2, which refuses, and step 3, which chooses. Source: CARE 12, 31, 48, 57.
"""

from __future__ import annotations

import re
from typing import Protocol

from .facts import Contact
from .fields import HazardSlug, Model, Slug, Words

MOST_FOOT_LETTERS = 100
"""In the foot line, with publisher, feedback and the code that paper adds."""
CODE_LETTERS = 18
"""Kept free in the foot line for the code of a paper, as in TH-zxx-261125-3f1a."""
STAGES = ("warning", "immediate")
"""Of messages that a sequence shows: what one does when it comes, not what one learns before."""
MOST_DO, MOST_DONT = 3, 2
"""Of one hazard where nobody chose: a sequence is remembered, a page of pictures is not."""
REFUSED = frozenset(
    {
        "police",
        "fighting",
        "ambulance",
        "fire-service",
        "disaster-office",
        "hospital",
        "doctor",
        "call",
        "talk",
    }
)
"""Pictures that are no step.

A service and a telephone name whom to call, and in two of them somebody may be taken for police or
army.
"""
NAMELESS = frozenset({"call", "talk", "police"})
"""Pictures that do not say what a number is for, or that this is none to try first."""

_CONDITION = re.compile(
    r"\b(only (if|when|after|while)|unless|except|not before|before it has been"
    r"|if you (must|cannot|can not)"
    r"|if told not)\b",
    re.IGNORECASE,
)
"""In the sentence or what follows it: without these words the picture says something else."""
_CONDITION_OF_SENTENCE = re.compile(r"\b(only|until|when told|when allowed)\b", re.IGNORECASE)
_SITUATION = re.compile(
    r"^(if|when|on an?|at the|while)\b|\b(if|when)\b|^[^.:]{2,40}: ", re.IGNORECASE
)
"""A sentence that names a situation, "Clothes on fire: …": somebody must see the picture first."""


class Step(Protocol):
    """A message of a hazard, as its model or as its record."""

    @property
    def stage(self) -> str:
        """When it is done."""
        ...

    @property
    def inferred(self) -> bool:
        """Our own inference."""
        ...

    @property
    def scenario(self) -> str | None:
        """The situation it is for."""
        ...

    @property
    def picture(self) -> str | None:
        """What it shows."""
        ...

    @property
    def who(self) -> tuple[str, ...]:
        """Whom it is for; empty = everybody."""
        ...

    @property
    def carry(self) -> str:
        """How far it may travel."""
        ...


def has_condition(text: str, more: str | None) -> bool:
    """Return whether the words limit when to do it: a picture cannot say that (CARE 31)."""
    whole = f"{text} {more or ''}"
    return bool(_CONDITION.search(whole) or _CONDITION_OF_SENTENCE.search(text))


def names_situation(text: str) -> bool:
    """Return whether the sentence says in which situation: derived orders leave it out.

    >>> names_situation("Clothes on fire: stop, drop, roll."), names_situation("Get out at once.")
    (True, False)
    """
    return bool(_SITUATION.search(text))


def may_be_wordless(step: Step, text: str, more: str | None) -> bool:
    """Return whether *step*, of source words *text* and *more*, may be its picture alone."""
    return (
        step.picture is not None
        and step.picture not in REFUSED
        and not step.inferred
        and step.carry == "paper"
        and not has_condition(text, more)
    )


def may_be_derived(step: Step, text: str) -> bool:
    """Return whether nobody needs to look: at its hour, for anybody, in any situation."""
    return (
        step.stage in STAGES
        and step.scenario is None
        and step.who != ("sea",)
        and not names_situation(text)
    )


def is_cautioned(contact: Contact) -> bool:
    """Return whether a number needs words that no picture says (CARE 48); no national code does."""
    if contact.national_emergency:
        return False
    # Another number is to be called first, or asked before: its words say when.
    asks_first = re.search(r"%\((safe_contact|contact\.)", contact.more or "")
    return asks_first is not None or contact.without_papers in ("no", "depends")


class WordlessWords(Model):
    """All that the edition says in words, in the host country's language, for whoever helps."""

    title: Words
    """Of page and paper: two or three words."""
    free: Words
    """First in the foot line: that help is free."""
    not_called: Words
    """In the foot line while a number of it was not called: publisher and feedback line come after
    it."""
    untested: Words
    """Across page and paper until readers have understood each picture."""
    hand_phone: Words
    """What the picture beside each call says to whoever hears the page: to hand the phone to
    somebody."""
    shelter: Words
    """The same of the picture of the shelter."""


class WordlessOrder(Model):
    """Which pictures one hazard shows, in order, where what follows from its messages is worse."""

    see: tuple[Slug, ...] = ()
    """Pictures of what one sees or hears, before what to do."""
    do: tuple[Slug, ...] | None = None
    """Ids of messages of the hazard; absent = what follows from them."""
    dont: tuple[Slug, ...] | None = None
    """Ids of messages with ``dont``; absent = what follows from them."""


class Wordless(Model):
    """content/wordless.yaml. It may be absent: then there is no edition without words."""

    words: WordlessWords
    hazards: dict[HazardSlug, WordlessOrder] = {}
    """One that shows nothing to do and nothing never to do is left out."""
