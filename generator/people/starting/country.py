"""Beside step 4: what was answered about a host country → the fields of its files and corridor.

In: answers. Out: mappings, in the order of the model. A role without a number yet has a contact of
its own that says TODO and rings the ambulance: no page can be made without it, and no page offers
it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, get_args

from ...check.content.phones import verdict
from ...model.fields import Topic
from ..facts.sources import TO_NOTE, Cited, id_from

NEUTRAL_CAUTION = (
    "If you fear somebody in your country, or fled from there, ask %(safe_contact)s first."
)
CALL_TIP = (
    "Say the place or a landmark, what happened, and how many people. "
    "It is not known which languages they speak. Stay on the line."
)
_PLATES = ("ambulance", "fire", "disaster", "police")
"""Roles with a large plate, in this order: the police last."""
_HELPED = ("social", "insurance", "labour")
"""Roles that whoever helps migrants answers to until somebody knows better."""
_LABELS: Mapping[str, tuple[str, str, str, str]] = {
    "ambulance": ("Ambulance", "emergency", "ambulance", "Serious illness or injury"),
    "fire": ("Fire service", "emergency", "fire-service", "Fire"),
    "disaster": ("Disaster office", "disaster", "disaster-office", "Warnings, floods, shelters."),
    "police": ("Police", "emergency", "police", "Somebody attacks you."),
    "sea": ("Sea rescue", "sea", "sea-rescue", "Somebody is in danger at sea."),
}
"""Role → label, kind, picture, and what it is for."""
_FAMILY = {
    "missing": "Somebody is missing",
    "hurt": "Somebody is hurt",
    "dead": "Somebody has died",
    "unpaid": "Wages were not paid",
    "from_home": "Calls from home",
}


@dataclass(frozen=True)
class Number:
    """A number, and where it was read."""

    digits: str
    source: Cited


@dataclass(frozen=True)
class Helper:
    """Whoever helps migrants free of charge."""

    name: str
    number: Number
    languages: tuple[str, ...] = ()
    """Which a source says are answered; empty = not known."""


@dataclass(frozen=True)
class Danger:
    """A hazard of the library in this country."""

    slug: str
    severity: str
    reason: str
    """What has happened here; empty = to be written."""


@dataclass(frozen=True)
class HostAnswers:
    """All that was asked about a new host country."""

    slug: str
    name: str
    code: str
    language: str
    time_zone: str
    calling_code: str
    currency: str
    origin: str
    caution: str
    provinces: Mapping[str, str]
    numbers: Mapping[str, Number]
    """By role; the ambulance is there, what is not is not known."""
    helper: Helper | None
    dangers: tuple[Danger, ...]
    dangers_read: Cited
    """Where it was read that they happen."""
    day: date


@dataclass
class _Shelf:
    """The sources of the country, each once, with the numbers that were read in it."""

    cited: dict[str, Cited] = field(default_factory=dict)
    says: dict[str, list[str]] = field(default_factory=dict)

    def id_of(self, source: Cited, says: str = "") -> str:
        name = next((name for name, other in self.cited.items() if other == source), None)
        if name is None:
            name = id_from(source.publisher, self.cited, end=f"-{source.read_on:%y%m%d}")
            self.cited[name], self.says[name] = source, []
        if says and says not in self.says[name]:
            self.says[name].append(says)
        return name

    def fields(self) -> dict[str, Any]:
        return {
            name: source.fields() | {"says": " ".join(self.says[name]) or TO_NOTE}
            for name, source in self.cited.items()
        }


def host_files(answers: HostAnswers, roles: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the fields of each file of the country, by stem; *roles* are those in shared texts."""
    shelf = _Shelf()
    contacts = _contacts(answers, roles, shelf)
    hazards = _hazards(answers, shelf)
    return {
        "country": _country(answers, roles, contacts),
        "sources": {"sources": shelf.fields()},
        "assistance": {"contacts": contacts, "rules": {}, "answers": _answers(answers)},
        "hazards": hazards,
        "insurance": {
            "intro": "Which insurance and compensation you have here is not known yet.",
            "schemes": {},
            "points": {},
        },
        "guides": {"guides": {}, "work": {}, "family": _family()},
    }


def corridor(answers: HostAnswers) -> dict[str, Any]:
    """Return the corridor of an origin country to the new host country, with no offices yet."""
    helper = _helper_id(answers)
    return {
        "reader_line": helper,
        "safe_contacts": {"general": helper},
        # Of nothing else was it read that somebody does it: sentences say so.
        "nobody": [topic for topic in get_args(Topic) if topic != "general"],
        "caution": answers.caution,
        "posts": {},
        "lost_papers": {},
        "going_home": {},
    }


def _helper_id(answers: HostAnswers) -> str:
    if answers.helper is None:
        return "helper"
    taken = {*_LABELS, "helper"}
    name = id_from(answers.helper.name, taken)
    return "helper" if name.startswith("source") else name


def _country(
    answers: HostAnswers, roles: Collection[str], contacts: Mapping[str, Any]
) -> dict[str, Any]:
    helper = _helper_id(answers)
    own = {role: role for role in _LABELS if role in contacts}
    of_helper = dict.fromkeys(_HELPED, helper)
    named = {one.slug for one in answers.dangers}
    bar = {"now": "ambulance"} | {
        hazard: role
        for hazard, role in (("fire", "fire"), ("flood", "disaster"), ("storm", "disaster"))
        if role in answers.numbers and hazard in named
    }
    pages = ("assistance", "office", "insurance", "family", "talk")
    if answers.helper is not None:
        bar |= dict.fromkeys(pages, helper)
    return {
        "name": answers.name,
        "code": answers.code,
        "language": answers.language,
        "time_zone": answers.time_zone,
        "calling_code": answers.calling_code,
        "currency": answers.currency,
        "roles": {
            name: id_
            for name, id_ in {**own, **of_helper}.items()
            if name in roles or name in _PLATES
        },
        "plates": [role for role in _PLATES if role in answers.numbers],
        "bar": bar,
        "call_tip": CALL_TIP,
        "regions": {"whole": {"name": "The whole country", "areas": [*answers.provinces]}},
        "provinces": {code: {"name": name} for code, name in answers.provinces.items()},
        "changes": {
            "first-edition": {
                "day": answers.day.isoformat(),
                "note": "First edition. Much is not known yet.",
            }
        },
    }


def _contacts(
    answers: HostAnswers, roles: Collection[str], shelf: _Shelf
) -> dict[str, dict[str, Any]]:
    contacts: dict[str, dict[str, Any]] = {}
    by_digits: dict[str, str] = {}
    for role, (label, kind, icon, what_for) in _LABELS.items():
        number = answers.numbers.get(role)
        if number is None:
            if role in _PLATES or role in roles:
                contacts[role] = _unknown(f"TODO: {label.lower()}", kind, what_for, answers, shelf)
            continue
        is_emergency = verdict(number.digits, answers.code) == "emergency"
        same = by_digits.setdefault(_digits(number.digits), role)
        contacts[role] = {
            "label": label,
            "number": number.digits,
            **({"same_number_as": same} if same != role else {}),
            "kind": "emergency" if is_emergency else kind,
            "what_for": what_for,
            **({"icon": icon} if icon else {}),
            "carry": "paper",
            "sources": [shelf.id_of(number.source, f"{label}: {number.digits}.")],
        }
    helper = _helper(answers, by_digits, shelf)
    # Whom it is safe to ask, says whoever starts the country.
    contacts[_helper_id(answers)] = helper | {"helps_with": {"general": helper["sources"][0]}}
    return contacts


def _unknown(
    label: str, kind: str, what_for: str, answers: HostAnswers, shelf: _Shelf
) -> dict[str, Any]:
    """Make the contact of a number that nobody has found: it rings the ambulance, and says so."""
    ambulance = answers.numbers["ambulance"]
    is_emergency = verdict(ambulance.digits, answers.code) == "emergency"
    return {
        "label": label,
        "number": ambulance.digits,
        "same_number_as": "ambulance",
        "kind": "emergency" if is_emergency else kind,
        "what_for": what_for,
        "more": "TODO: its number is not known. Until then the ambulance stands here.",
        "carry": "paper",
        "sources": [shelf.id_of(ambulance.source)],
    }


def _helper(answers: HostAnswers, by_digits: Mapping[str, str], shelf: _Shelf) -> dict[str, Any]:
    helper, what_for = answers.helper, "Advice and help, free of charge."
    if helper is None:
        return _unknown("TODO: who helps free", "social", what_for, answers, shelf)
    digits = helper.number.digits
    same = by_digits.get(_digits(digits))
    is_emergency = verdict(digits, answers.code) == "emergency"
    return {
        "label": helper.name,
        "number": digits,
        **({"same_number_as": same} if same else {}),
        "kind": "emergency" if is_emergency else "social",
        "what_for": "TODO: what it helps with.",
        **({"languages": [*helper.languages]} if helper.languages else {}),
        "icon": "talk",
        "carry": "paper",
        "sources": [shelf.id_of(helper.number.source, f"{helper.name}: {digits}.")],
    }


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdecimal())


def _hazards(answers: HostAnswers, shelf: _Shelf) -> dict[str, Any]:
    # What has happened was read there.
    reasons = " ".join(one.reason for one in answers.dangers if one.reason)
    source = shelf.id_of(answers.dangers_read, reasons)
    return {
        "warnings": {},
        "hazards": {one.slug: host_hazard(one, source) for one in answers.dangers},
    }


def host_hazard(danger: Danger, source: str) -> dict[str, Any]:
    """Return the fields of a hazard in one host country; the id *source* is where it is named."""
    return {
        "severity": danger.severity,
        "reason": danger.reason or "TODO: what has happened here, and how often.",
        "exposed": {},
        "sources": [source],
    }


def _answers(answers: HostAnswers) -> dict[str, Any]:
    unknown = {"known": "not-known", "words": "Not known yet."}
    rows: dict[str, Any] = {
        name: dict(unknown)
        for name in (
            "what_happens",
            "emergency_contacts",
            "aid",
            "hotlines",
            "eligible",
            "id_shown",
            "moving",
        )
    }
    rows["emergency_contacts"] = {
        "known": "partly",
        "words": "Call %(ambulance)s when somebody is hurt or very ill.",
        "contacts": [role for role in _PLATES if role in answers.numbers],
    }
    if answers.helper is not None:
        helper = _helper_id(answers)
        rows["hotlines"] = {
            "known": "partly",
            "words": f"Ask %(name.{helper})s.",
            "contacts": [helper],
        }
    return rows


def _family() -> dict[str, Any]:
    step = {"text": "Ask %(safe_contact)s.", "more": "No source was read yet.", "topic": "family"}
    return {
        name: {"title": title, "page": "family", "steps": {"ask": dict(step)}}
        for name, title in _FAMILY.items()
    }
