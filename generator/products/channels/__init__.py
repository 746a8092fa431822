"""Step 4, channels: an advisory → what reaches those who never open the site: texts, contacts, calendars, feeds, alerts.

Each is a view of the same advisory; nothing is typed twice. ``CHANNELS`` names them with the sentences that must be
signed; ``PLANS`` make their files. Why they leave as they do: docs/adr/0048-channels.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...localise.advisory import Advisory
from ...localise.texts import Text
from ..target import Target
from . import actions, cap, feed

ChannelPlan = Callable[[Sequence[Advisory], bool], list[Target]]
"""Takes the advisories of a host country, and whether what is not signed is made, as an exercise."""


@dataclass(frozen=True)
class Channel:
    """One way out."""

    sentences: Callable[[Advisory], Iterable[Text]]
    """Which sentences it says."""
    binding: bool
    """Whether it cannot be taken back, so that it leaves only when all are signed."""


CHANNELS: Mapping[str, Channel] = {
    "feed": Channel(feed.sentences, binding=False),
    "cap": Channel(cap.sentences, binding=True),
    "actions": Channel(actions.sentences, binding=True),
}
PLANS: Sequence[ChannelPlan] = (
    feed.plan, actions.plan,
)  # fmt: skip


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Plan the files of all channels below site/: what is not signed and cannot be taken back is not among them."""
    return drafts(advisories, allow_draft=False)


def drafts(advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
    """Plan the files of all channels, with *allow_draft* also what nobody has signed, as an exercise."""
    return [target for made in PLANS for target in made(advisories, allow_draft)]
