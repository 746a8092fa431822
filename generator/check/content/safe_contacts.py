"""Step 2: safe contacts and contacts to write to → problems: not reachable, or not for the topic.

Rule ``safe-contact``. Source: CARE 60. A sentence that sends somebody to a contact that cannot be
reached, or does not help with the topic, costs the one call that she dared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from ...load import Content, Host
from ...model import Contact, Corridor
from ...model.fields import Topic
from ...model.safe_contacts import asked_about
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places, texts

AT_NIGHT = ("abuse", "trafficking", "sea", "shelter", "conflict")
"""Topics in which somebody may be in danger at any hour."""
_TEXTED = re.compile(
    r"\b(?:or text|text(?: message)? to|[Tt]ext|[Ww]rite to|(?<!%\()sms)"
    r" %\((?P<name>[a-z][a-z0-9_.-]*)\)s",
    re.IGNORECASE,
)


@check
def check_safe_contacts(content: Content, _options: Options) -> Iterator[Problem]:
    """A contact for a topic has a number and was read to help; an open one is before a closed."""
    for place in places(content):
        corridor, host = place.visit.model, place.host
        if isinstance(corridor, Corridor) and host is not None and host.has("assistance"):
            yield from _known(place, host, corridor)
            for topic in get_args(Topic):
                yield from _about(place, host, corridor, topic)


def _known(place: ContentPlace, host: Host, corridor: Corridor) -> Iterator[Problem]:
    contacts = host.assistance.contacts
    for field, named in (
        ("safe_contacts", corridor.safe_contacts),
        ("second_contacts", corridor.second_contacts),
    ):
        for topic, key in named.items():
            if key in contacts and contacts[key].number is None:
                yield place.problem(
                    (field, topic),
                    "safe-contact",
                    f'the contact "{key}" has no number',
                    f'Name somebody who can be called, or write "{topic}" below "nobody".',
                )


def _about(place: ContentPlace, host: Host, corridor: Corridor, topic: str) -> Iterator[Problem]:
    contacts = host.assistance.contacts
    asked = [(key, contacts[key]) for key in asked_about(corridor, topic) if key in contacts]
    keys = ("safe_contacts", topic if topic in corridor.safe_contacts else "general")
    for key, contact in asked:
        if contact.number and topic not in contact.helps_with:
            yield place.problem(
                keys,
                "safe-contact",
                f'"{key}" was not read to help with "{topic}"',
                f'Name who does; or add the topic and its source to "helps_with" of {key}; or '
                f'write "{topic}" below "nobody".',
            )
    if asked and topic in AT_NIGHT and not _answers_at_night(asked[0][1]):
        open_ones = [
            key
            for key, one in contacts.items()
            if one.hours == "always" and topic in one.helps_with
        ]
        if open_ones and asked[0][0] not in open_ones:
            yield place.problem(
                keys,
                "safe-contact",
                f'"{asked[0][0]}" closes, and "{open_ones[0]}" answers day and night',
                f'Somebody may need "{topic}" at night: name {open_ones[0]} first.',
            )


def _answers_at_night(contact: Contact) -> bool:
    """Whether nothing is known of hours at which nobody answers."""
    return contact.hours is None or contact.hours == "always"


@check
def check_helps_with(content: Content, _options: Options) -> Iterator[Problem]:
    """What a contact helps with was read in a source that it cites."""
    for place in places(content):
        contact = place.visit.model
        if isinstance(contact, Contact):
            for topic, source in contact.helps_with.items():
                if source not in contact.sources:
                    yield place.problem(
                        ("helps_with", topic),
                        "safe-contact",
                        f'the source "{source}" is not cited here',
                        'Name a source of "sources" that says it, or add it there.',
                    )


@check
def check_texted(content: Content, _options: Options) -> Iterator[Problem]:
    """A sentence writes only to who takes messages, and its link opens a message."""
    for place, text in texts(content):
        for found in _TEXTED.finditer(text.text):
            name = found["name"]
            if (
                name in text.visit.values()
                or name == "safe_text"
                or name.startswith(("text.", "name."))
            ):
                continue
            yield place.file.problem(
                text.path,
                "safe-contact",
                f'the text asks to write to "%({name})s", which is a number to call',
                'Write "%(safe_text)s", said only where somebody takes messages; or "%(text.ID)s" '
                'of a contact with "sms" below "channels".',
            )
