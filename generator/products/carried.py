"""What a paper says of each fact, short enough to be recorded for ever, and what is true today.

In: views of an advisory. Out: a ``Carried`` for each fact. The papers and the page that judges them
take it from here, so that a paper and its verdict mean the same by "changed".

A contact is its number. Anything else is a digest of its sentences in the source locale with the
data in them, so that a better translation does not make good paper bad; where a life hangs on a
line, its words in the reader's language count too: there, another word is another advice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..advisory import Advisory
from ..script.text import to_ascii_digits
from ..view import Text, View

_PARTS = (
    "question", "text", "more", "words", "shown", "answer", "known", "dont", "days", "official",
    "languages",
)  # fmt: skip
"""Fields that tell what a fact says, in the order in which it is told."""
_ADVICE_IN_WORDS = ("text", "more", "words")


@dataclass(frozen=True)
class Carried:
    """One fact, as a paper says it."""

    id: str
    said: str
    """Telephone number; or digest, and digest of the reader's words where a life hangs on them."""
    sentence: str = ""
    """What it says in the source locale, for whoever compares editions; empty for a contact."""


def carried(name: str, view: View) -> Carried:
    """Tell what *view* says; a contact or a partner must have a ``number``."""
    if is_number(name):
        return Carried(name, str(view.number))
    parts = [(part, value) for part in _PARTS if (value := getattr(view, part, None)) is not None]
    said = _digest([[part, _plain(value)] for part, value in parts])
    if getattr(view, "life_safety", False):
        words = [value for part, value in parts if part in _ADVICE_IN_WORDS]
        # A sentence that stands in for a missing one was no advice in the reader's language.
        if all(text.state in ("source", "draft", "reviewed") for text in words):
            said += f" {_digest([_without_numbers(text) for text in words])}"
    told = (_told(value) for part, value in parts if isinstance(value, Text) and part != "shown")
    return Carried(name, said, " ".join(told))


def is_number(name: str) -> bool:
    """Tell whether a fact is somebody's telephone number."""
    return name.startswith(("contacts.", "partners."))


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        # Telephone numbers are left out: they are facts of their own, so that a new number says
        # "cross out X, write Y" and not "replace".
        data = [run.text for run in value.runs if run.kind in ("money", "date", "url")]
        return [value.source, [to_ascii_digits(text) for text in data]]
    return list(value) if isinstance(value, tuple) else value


def _without_numbers(text: Text) -> str:
    return "".join(run.text for run in text.runs if run.kind != "tel")


def _told(text: Text) -> str:
    return " ".join(text.source.split())


def _digest(value: Any) -> str:
    raw = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(raw).hexdigest()[:8]


def same(before: str, now: str) -> bool:
    """Tell whether two papers say the same of a fact; words count when both have them.

    >>> same("1a2b3c4d", "1a2b3c4d 99999999")
    True
    >>> same("1a2b3c4d 00000000", "1a2b3c4d 99999999")
    False
    """
    return all(b == n for b, n in zip(before.split(), now.split(), strict=False))


def all_carried(advisory: Advisory, names: Collection[str] | None = None) -> dict[str, Carried]:
    """Tell what is true today of the facts *names*; of all that a paper could carry when None.

    Others are not looked at: a page must be made again only when something changes that it tells.
    """
    found = _facts(advisory)
    return {n: carried(n, view) for n, view in found if names is None or n in names}


def _facts(advisory: Advisory) -> Iterator[tuple[str, View]]:
    contacts = advisory.contacts
    yield from _named("contacts", {k: view for k, view in contacts.items() if view.number})
    for slug, hazard in advisory.hazards.items():
        messages = (*hazard.before, *hazard.during, *hazard.after)
        yield from _named(f"hazards.{slug}", {message.id: message for message in messages})
    yield from _named("now", advisory.prepare.now)
    for name in ("papers", "go_bag", "family_plan", "contact_card", "savings"):
        yield from _named(f"prepare.{name}", getattr(advisory.prepare, name).items)
    yield from _named("phrases", advisory.phrases)
    yield from _named("rules", advisory.rules)
    yield from _named("warnings", advisory.warnings)
    yield from _named("answers", vars(advisory.answers))
    yield from _named("insurance", advisory.insurance.points)
    for slug, guide in advisory.guides.guides.items():
        yield from _named(f"guides.{slug}", guide.steps)
    for slug, scheme in advisory.insurance.schemes.items():
        if scheme.deadline is not None:
            yield f"schemes.{slug}.deadline", scheme.deadline
    yield from ((f"partners.{key}", view) for key, view in advisory.partners.items())


def _named(owner: str, views: Mapping[str, Any]) -> Iterator[tuple[str, View]]:
    for key, view in views.items():
        if isinstance(view, View):
            yield f"{owner}.{key}", view


def stand_ins(advisory: Advisory) -> dict[str, str]:
    """Give the id of what took the place of each contact that was withdrawn, by the old id."""
    return {
        f"contacts.{old}": f"contacts.{view.id}"
        for view in advisory.contacts.values()
        for old in getattr(view, "_stands_for", ())
    }
