"""Step 4, channels: an advisory → texts, contacts, calendars, feeds, alerts: read outside the site.

All show the same advisory; nothing is typed twice. ``CHANNELS`` names them with the sentences that
must be signed; ``PLANS`` and ``BINDING_PLANS`` make their files. Why they leave as they do:
docs/adr/0048-channels.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ...localise.advisory import Advisory
from ...localise.texts import Text
from ..sending import short_texts
from ..target import Target
from . import (
    actions,
    all_text,
    calendar,
    campaigns,
    cap,
    contacts,
    feed,
    flows,
    messages,
)
from .spoken import radio, voice

Plan = Callable[[Sequence[Advisory]], list[Target]]


class BindingPlan(Protocol):
    """Plans the files of a channel that cannot be taken back."""

    def __call__(self, advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
        """With *allow_draft* what is not signed is made, too, as an exercise."""
        ...


@dataclass(frozen=True)
class Channel:
    """One way out."""

    sentences: Callable[[Advisory], Iterable[Text]]
    """Which sentences it says."""
    binding: bool
    """Whether it cannot be taken back, so that it leaves only when all are signed."""


CHANNELS: Mapping[str, Channel] = {
    "all": Channel(all_text.sentences, binding=False),
    "contacts": Channel(contacts.sentences, binding=False),
    "calendar": Channel(calendar.sentences, binding=False),
    "campaigns": Channel(campaigns.sentences, binding=False),
    "feed": Channel(feed.sentences, binding=False),
    "chat": Channel(short_texts.chat_sentences, binding=False),
    "sms": Channel(short_texts.sms_sentences, binding=True),
    "voice": Channel(voice.sentences, binding=True),
    "radio": Channel(radio.sentences, binding=True),
    "flows": Channel(flows.sentences, binding=True),
    "cap": Channel(cap.sentences, binding=True),
    "actions": Channel(actions.sentences, binding=True),
}
PLANS: Sequence[Plan] = (all_text.plan, contacts.plan, calendar.plan, campaigns.plan, feed.plan)
"""Of what may leave as a draft, with its mark."""
BINDING_PLANS: Sequence[BindingPlan] = (
    messages.plan,
    voice.plan,
    radio.plan,
    flows.plan,
    actions.plan,
)
"""Of what cannot be taken back."""


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Plan the files of all channels; without unsigned ones that nobody could take back."""
    return drafts(advisories, allow_draft=False)


def drafts(advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
    """Plan the files of all channels; with *allow_draft* also unsigned ones, as exercises."""
    open_targets = [target for made in PLANS for target in made(advisories)]
    bound = [
        target for made in BINDING_PLANS for target in made(advisories, allow_draft=allow_draft)
    ]
    return [*open_targets, *bound]
