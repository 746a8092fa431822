"""Step 2: questions, guides and schemes → advice on parts that a reader needs and cannot find.

Rule ``answer-parts``. Fresh readers marked three answers in five "partly": the first thing was
there, and the number, the hour, the paper or the day that decides was not. The parts are read off
the English words and the contacts, so a finding asks an editor to look; it is never an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from ...load import Content
from ...model import Contact, Guide, Rule
from ...model.facts import Scheme
from ...model.parts import Part
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places
from .plain import SENTENCE_END, order_of
from .safety import word_lists

_PARTS: tuple[Part, ...] = get_args(Part)
_TELLS: Mapping[Part, re.Pattern[str]] = {
    "hours": re.compile(
        r"\bnights?\b|o'clock|\b\d\d?:\d\d\b|\bweekend|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day",
        re.IGNORECASE,
    ),
    "bring": re.compile(
        r"\b(?:bring|say|show|tell|keep|write|photos?|cop(?:y|ies)|papers?|names?|ready|proofs?)\b",
        re.IGNORECASE,
    ),
    "cost": re.compile(
        r"\b(?:free|costs?|pays?|paid|fees?|money|prices?|charge[sd]?|bills?)\b", re.IGNORECASE
    ),
    "until": re.compile(
        r"\b(?:days?|weeks?|months?|years?|hours?|until|before|at once|early|today|date|now)\b",
        re.IGNORECASE,
    ),
    "unknown": re.compile(
        r"\bnot (?:known|sure|clear|read|found|confirmed|named)\b|\bwhether\b|\bdiffer|\bdepends?\b"
        r"|\bno (?:rule|text|source|law|number|phone number)\b|\bwe (?:read|found) no",
        re.IGNORECASE,
    ),
}
_SOMEBODY = re.compile(r"%\((?:contact\.|text\.|safe_|ambulance|fire|disaster|police|sea|social)")
"""A placeholder that prints a number, or the safe contact."""

_ABOUT = frozenset({"hospital", "papers", "money", "return"})
_PAGES = frozenset({"assistance", "insurance", "office"})
"""What is asked of an office or a hospital: there papers, money and days decide."""


@check
def check_parts(content: Content, options: Options) -> Iterator[Problem]:
    """Advise on each answer with a part missing; without *publish* in one line for a host."""
    verbs = frozenset(word_lists()["verbs"])
    looked_at: Counter[str] = Counter()
    gaps: dict[str, list[tuple[ContentPlace, list[Part]]]] = {}
    for place in places(content):
        model = place.visit.model
        if place.host is None or place.visit.is_withdrawn:
            continue
        if not isinstance(model, Rule | Guide | Scheme) or not place.host.has("assistance"):
            continue
        slug = place.file.name.split("/")[1]
        looked_at[slug] += 1
        if parts := missing_parts(model, place.host.assistance.contacts, verbs):
            gaps.setdefault(slug, []).append((place, parts))
    for slug, found in gaps.items():
        if options.publish:
            yield from (_advice(place, parts) for place, parts in found)
        else:
            yield _summary(found, looked_at[slug])


def missing_parts(
    model: Rule | Guide | Scheme, contacts: Mapping[str, Contact], verbs: frozenset[str]
) -> list[Part]:
    """Return the parts that *model* needs, does not tell, and is not marked to do without."""
    named = [contacts[name] for name in model.contacts if name in contacts]
    words = list(_words_of(model))
    text = " ".join(words)
    told: set[Part] = {part for part, pattern in _TELLS.items() if pattern.search(text)}
    if any(order_of(one, verbs) for part in words for one in SENTENCE_END.split(part)):
        told.add("first")
    if _SOMEBODY.search(text) or any(_is_reached(contact) for contact in named):
        told.add("who")
    if any(_tells_hours(contact) for contact in named):
        told.add("hours")
    wanted = _wanted(model) - told - set(model.needs_no)
    return [part for part in _PARTS if part in wanted]


def _wanted(model: Rule | Guide | Scheme) -> set[Part]:
    """Return the parts that such an answer has when it is whole."""
    if isinstance(model, Scheme):
        # Cost, proofs and days are fields of their own there; the page says which is not known.
        return {"who", "hours"}
    wanted: set[Part] = {"first", "who", "hours"}
    if isinstance(model, Rule):
        of_office, unsure = model.about in _ABOUT, model.answer in {"partly", "not-known"}
    else:
        of_office, unsure = model.page in _PAGES, True
    if of_office:
        wanted |= {"bring", "cost", "until"}
    if unsure:
        wanted.add("unknown")
    return wanted


def _words_of(model: Rule | Guide | Scheme) -> Iterable[str]:
    if isinstance(model, Rule):
        return filter(None, (model.words, model.more))
    points = model.steps if isinstance(model, Guide) else model.claim
    intro = model.intro if isinstance(model, Guide) else model.summary
    return filter(None, (intro, *(w for p in points.values() for w in (p.text, p.more))))


def _is_reached(contact: Contact) -> bool:
    channels = contact.channels
    return bool(contact.number or (channels and (channels.sms or channels.whatsapp)))


def _tells_hours(contact: Contact) -> bool:
    # An emergency code is printed to be called at any hour, whatever its source says of hours.
    told = contact.hours is not None or "hours" in contact.in_words
    return _is_reached(contact) and (told or contact.kind == "emergency")


def _advice(place: ContentPlace, parts: list[Part]) -> Problem:
    return place.problem(
        (),
        "answer-parts",
        f"parts of a whole answer are missing: {', '.join(parts)}",
        "Add what a source says, or that it is not known. A part that it can do without: "
        '"needs_no", with the reason.',
        level="warning",
        key=True,
    )


def _summary(found: list[tuple[ContentPlace, list[Part]]], total: int) -> Problem:
    counts = Counter(part for _, parts in found for part in parts)
    each = ", ".join(f"{part} {counts[part]}" for part in _PARTS if counts[part])
    place, has = found[0][0], "has" if len(found) == 1 else "have"
    return place.problem(
        (),
        "answer-parts",
        f"{len(found)} of {total} answers of this country {has} a part missing ({each}); "
        "this is the first",
        'Run "advisory check --publish" to see each of them.',
        level="warning",
        key=True,
    )
