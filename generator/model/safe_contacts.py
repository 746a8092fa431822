"""Step 1, model: a corridor and a topic → whom ``%(safe_contact)s`` names.

One answer for checks, sentences, plates and cautions. Source: CARE 1, 60.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol


class SafeContacts(Protocol):
    """What a corridor says of whom to ask; its record says the same."""

    @property
    def safe_contacts(self) -> Mapping[Any, str]: ...  # noqa: D102

    @property
    def second_contacts(self) -> Mapping[Any, str]: ...  # noqa: D102

    @property
    def nobody(self) -> Collection[Any]: ...  # noqa: D102


def asked_about(corridor: SafeContacts, topic: str) -> tuple[str, ...]:
    """Return ids of whom to ask about *topic*: first, second if any; none where nobody is known."""
    return () if topic in corridor.nobody else _named(corridor, topic)


def _named(corridor: SafeContacts, topic: str) -> tuple[str, ...]:
    named = topic if topic in corridor.safe_contacts else "general"
    # A check refuses a corridor without "general".
    both = (corridor.safe_contacts.get(named), corridor.second_contacts.get(topic))
    return tuple(dict.fromkeys(key for key in both if key))


def asked_or_may_know(corridor: SafeContacts, topic: str) -> tuple[str, ...]:
    """Ids of whom to ask about *topic*; where nobody is known, of who may know somebody."""
    return _named(corridor, topic)[: 1 if topic in corridor.nobody else None]


def all_safe(corridor: SafeContacts) -> frozenset[str]:
    """Ids of everybody whom it is safe to ask about something."""
    return frozenset([*corridor.safe_contacts.values(), *corridor.second_contacts.values()])


def as_data(corridor: SafeContacts) -> tuple[object, ...]:
    """Return all that it says of whom to ask, for a digest."""
    return corridor.safe_contacts, corridor.second_contacts, corridor.nobody
