"""Beside step 4: a table of WhatNow → drafts for people to read, with their owners; and their YAML.

No draft reaches a reader, and no file of ``content/`` changes: an editor compares each draft with
its sources and writes what she takes over into ``content/hazards/``, with a source of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from ...load import Content
from .names import hazard_of, stage_of
from .sheet import HazardMessages, Message, Sheet

_DIGITS = re.compile(r"\d[\s().-]*\d[\s().-]*\d")
_HEAD = (
    "# Drafts from WhatNow, the message library of the IFRC, for people to read. "
    "Nothing of it is shown to readers.\n"
    "# Their words are theirs: ask the society before you use them, and name it. "
    "Compare each with its sources; what you\n"
    "# take over goes into content/hazards/ with a source, in the source language, "
    "and is translated from there.\n"
    "# number: true = it has digits. "
    "A number enters content as a contact with its own source, never from here.\n"
)


@dataclass(frozen=True)
class Origin:
    """Whose words drafts are, and where they were read."""

    language: str
    url: str
    read_on: date


def drafts(sheet: Sheet, origin: Origin, content: Content) -> dict[str, Any]:
    """Return the drafts as plain data. *content* is compared, and stays as it is."""
    is_source = origin.language == content.site.source_locale
    ours = _ours(content) if is_source else {}
    return {
        "state": "draft",
        "from": {
            "library": "IFRC WhatNow",
            "society": sheet.society,
            "region": sheet.region,
            "language": origin.language,
            "url": origin.url,
            "read_on": origin.read_on,
        },
        "hazards": [_hazard(one, sheet, origin, ours) for one in sheet.hazards],
    }


def as_yaml(found: Mapping[str, Any]) -> bytes:
    """Return drafts as a YAML file with what a reader of it must know on top."""
    text = yaml.safe_dump(dict(found), allow_unicode=True, sort_keys=False, width=110)
    return (_HEAD + text).encode()


def counts(found: Mapping[str, Any]) -> tuple[int, int, int]:
    """Return how many drafts there are, how many say what ours say, and how many have digits."""
    messages = [one for hazard in found["hazards"] for one in hazard["messages"]]
    return (
        len(messages),
        sum("same_as" in one for one in messages),
        sum("number" in one for one in messages),
    )


def _hazard(
    one: HazardMessages, sheet: Sheet, origin: Origin, ours: Mapping[str, list[str]]
) -> dict[str, Any]:
    said_by = f"{sheet.society}, by IFRC WhatNow, {origin.language}, read on {origin.read_on}"
    return {
        "event_type": one.hazard,
        "hazard": hazard_of(one.hazard) or "none of ours",
        "title": one.title,
        "description": one.description,
        "url": one.url,
        "messages": [_message(message, said_by, ours) for message in one.messages],
    }


def _message(message: Message, said_by: str, ours: Mapping[str, list[str]]) -> dict[str, Any]:
    same = ours.get(_plain(message.text), [])
    words = (message.text, *message.supporting)
    return {
        "state": "draft",
        "stage": stage_of(message.level),
        "text": message.text,
        "more": list(message.supporting),
        "said_by": said_by,
        **({"same_as": same} if same else {}),
        **({"number": True} if any(_DIGITS.search(one) for one in words) else {}),
    }


def _ours(content: Content) -> dict[str, list[str]]:
    """Ids of our messages by their words."""
    found: dict[str, list[str]] = {}
    for key, text in _said(content):
        found.setdefault(_plain(text), []).append(key)
    return found


def _said(content: Content) -> Iterator[tuple[str, str]]:
    for slug, hazard in content.hazards.items():
        for key, message in hazard.messages.items():
            yield f"{slug}.messages.{key}", str(message.text)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
