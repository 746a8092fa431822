"""Beside step 5: an advisory → its lines by their ids in the content, in the reader's words.

In: the advisory of a host country in one language. Out: ``Line`` values: the words on a page for a
mapping of the content, to find it there, and whether a life hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ...localise.advisory import Advisory
from ...localise.records.base import field_names
from ...localise.records.library import LocalMessageRecord
from ...localise.records.twins import GuideRecord
from ...localise.texts import Text

Kind = Literal["line", "contact", "rule", "scheme", "guide"]

_SHOWN = ("number", "text", "words", "answer", "summary", "title", "name", "label", "reason")
"""Fields with what a reader looks for, the surest first: the answer of a question comes first."""


@dataclass(frozen=True)
class Line:
    """One thing that people look for."""

    id: str
    """Keys of its mapping in content, joined by dots."""
    words: str
    """What a page shows of it."""
    kind: Kind
    life: bool = False
    """Somebody may die for want of it."""


def measured_lines(advisory: Advisory) -> Iterator[Line]:
    """Yield every life-safety line, contact, rule, scheme and guide."""
    for name, contact in advisory.contacts.items():
        if contact.number is not None:
            urgent = contact.national_emergency
            yield Line(f"assistance.contacts.{name}", _words(contact), "contact", urgent)
    for name, rule in advisory.rules.items():
        yield Line(f"assistance.rules.{name}", _words(rule), "rule", rule.life_safety)
    for name, scheme in advisory.insurance.schemes.items():
        yield Line(f"insurance.schemes.{name}", _words(scheme), "scheme")
    for name, guide in advisory.guides.guides.items():
        yield Line(f"guides.guides.{name}", _words(guide), "guide")
    # *Now* shows these two as plates, and as pictures with a tip; the numbers count as contacts.
    shown_otherwise = {"now.call": "", "now.say": str(advisory.country.call_tip)}
    for name, record in _records(advisory):
        life = getattr(record, "life_safety", False) and not name.startswith("assistance.rules.")
        if life and (words := shown_otherwise.get(name, _words(record))):
            yield Line(name, words, "line", life=True)


def lines_by_id(advisory: Advisory) -> dict[str, Line]:
    """Return everything that a need may name, by its id in content."""
    return {
        name: Line(name, words, "line", bool(getattr(record, "life_safety", False)))
        for name, record in _records(advisory)
        if (words := _words(record))
    }


def _words(record: object) -> str:
    if isinstance(record, GuideRecord) and record.steps:
        # Its title is a link: who reads its first step has arrived.
        return _words(next(iter(record.steps.values())))
    fields = field_names(type(record))  # type: ignore[arg-type]
    for name in _SHOWN:
        value = getattr(record, name) if name in fields else None
        if isinstance(value, str | Text) and str(value):
            return str(value)
    return ""


def _records(advisory: Advisory) -> Iterator[tuple[str, Any]]:
    """Yield the records of *advisory* with their ids, as content has them."""
    yield from _named("assistance.contacts", advisory.contacts)
    yield from _named("assistance.rules", advisory.rules)
    for name, answer in advisory.answers.named().items():
        yield f"assistance.answers.{name}", answer
    yield from _named("phrases", advisory.phrases)
    yield from _named("now", advisory.prepare.now)
    for name, section in advisory.prepare.sections().items():
        yield name, section
        yield from _named(f"{name}.items", section.items)
    for name, group in advisory.prepare.groups.items():
        yield from _named(f"groups.{name}.points", group.points)
    for name, topic in advisory.first_aid.items():
        yield f"{name}.call", topic.call
        yield from _named(f"{name}.steps", topic.steps)
    yield from _hazards(advisory)
    yield from _named("hazards.warnings", advisory.warnings)
    yield from _insurance(advisory)
    yield from _guides(advisory)
    yield from _posts(advisory)
    yield from _named("hotlines", advisory.people.hotlines)


def _hazards(advisory: Advisory) -> Iterator[tuple[str, Any]]:
    for slug, hazard in advisory.hazards.items():
        here = f"hazards.hazards.{slug}"
        yield slug, hazard
        yield here, hazard
        for message in (*hazard.before, *hazard.during, *hazard.after):
            own = isinstance(message, LocalMessageRecord)
            yield f"{here if own else slug}.messages.{message.id}", message
        yield from _named(f"{slug}.points", hazard.points)
        yield from _named(f"{slug}.myths", hazard.myths)
        yield from _named(f"{here}.myths", hazard.myths)
        yield from _named(f"{here}.exposed", hazard.exposed)
        yield from _named(f"{here}.notes", hazard.notes)
        yield from _named(f"{here}.warnings", hazard.warnings)


def _insurance(advisory: Advisory) -> Iterator[tuple[str, Any]]:
    yield from _named("insurance.points", advisory.insurance.points)
    for slug, scheme in advisory.insurance.schemes.items():
        here = f"insurance.schemes.{slug}"
        yield here, scheme
        for part in ("covered", "benefits", "proofs", "claim"):
            yield from _named(f"{here}.{part}", getattr(scheme, part))
        if scheme.deadline is not None:
            yield f"{here}.deadline", scheme.deadline


def _guides(advisory: Advisory) -> Iterator[tuple[str, Any]]:
    guides = advisory.guides
    for slug, guide in guides.guides.items():
        yield f"guides.guides.{slug}", guide
        yield from _named(f"guides.guides.{slug}.steps", guide.steps)
    family = guides.family
    for slug in field_names(type(family)):
        guide = getattr(family, slug)
        yield f"guides.family.{slug}", guide
        yield from _named(f"guides.family.{slug}.steps", guide.steps)
    for slug, profile in guides.work.items():
        yield f"guides.work.{slug}", profile
        yield from _named(f"guides.work.{slug}.points", profile.points)


def _posts(advisory: Advisory) -> Iterator[tuple[str, Any]]:
    here = f"corridors.{advisory.host}"
    yield from _named(f"{here}.lost_papers", advisory.corridor.lost_papers)
    yield from _named(f"{here}.going_home", advisory.corridor.going_home)
    for slug, post in advisory.corridor.posts.items():
        yield f"{here}.posts.{slug}", post
        for part in ("can", "cannot", "cautions"):
            yield from _named(f"{here}.posts.{slug}.{part}", getattr(post, part))


def _named(owner: str, records: Mapping[str, object]) -> Iterator[tuple[str, Any]]:
    yield from ((f"{owner}.{name}", record) for name, record in records.items())
