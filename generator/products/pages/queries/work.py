"""Step 4, pages: an advisory → messages of work profiles, and the phrases to show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from ....localise.advisory import Advisory
from ....localise.records.contacts import ContactRecord
from ....localise.records.facts import RuleRecord
from ....localise.records.library import HazardRecord, PhraseRecord
from ....localise.records.twins import MessageRecord, SchemeRecord
from ....localise.texts import Text
from ...sign import size_that_fits
from .contacts import bar, contacts_of

ItemT = TypeVar("ItemT", ContactRecord, PhraseRecord, RuleRecord, SchemeRecord)
"""What may matter most for people of some work."""

_SIGN_SIZES = (22, 18, 15, 13, 11, 9)
_SIGN_ROOM = 88.0
"""Of 100: the smallest phone has a margin of 32 px, and its letters may be wider than ours."""
PROFILES = ("sea", "farm", "factory", "site", "home")


class WorkSteps(NamedTuple):
    """What people of some work should do in one danger."""

    hazard: HazardRecord
    now: list[MessageRecord]
    later: list[MessageRecord]
    """Before and after it."""
    phases: list[str]
    """Which of the two *later* has: ``before``, ``after``."""


def profile_steps(advisory: Advisory, profile: str) -> list[WorkSteps]:
    """Return per hazard of a work profile what its people do during it, before and after."""
    steps = []
    for slug in advisory.guides.work[profile].hazards:
        hazard = advisory.hazards.get(slug)
        if hazard is None:
            continue
        now, before, after = (
            [message for message in messages if profile in message.who]
            for messages in (hazard.during, hazard.before, hazard.after)
        )
        phases = [name for name, found in (("before", before), ("after", after)) if found]
        if now or phases:
            steps.append(WorkSteps(hazard, now, before + after, phases))
    return steps


def first_lines(advisory: Advisory, key: str, profile: str) -> list[ContactRecord]:
    """Return the number of a profile's page, and the next helper of the same kind, as the navy."""
    own = bar(advisory, key).own
    same = (c for c in profile_contacts(advisory, profile) if c.kind == own.kind and c.tel)
    return [own, *(c for c in same if c.plate_tel.href != own.plate_tel.href)][:2]


def profile_tiles(advisory: Advisory, profile: str) -> list[HazardRecord]:
    """Hazards of a work profile that have no steps of their own for it."""
    with_steps = {steps.hazard.id for steps in profile_steps(advisory, profile)}
    slugs = advisory.guides.work[profile].hazards
    return [advisory.hazards[s] for s in slugs if s in advisory.hazards and s not in with_steps]


def profile_contacts(advisory: Advisory, profile: str) -> list[ContactRecord]:
    """The helpers of a work profile: those it names, then those that say they serve it."""
    named = contacts_of(advisory, advisory.guides.work[profile].contacts)
    ids = {contact.id for contact in named}
    return named + [c for c in for_profile(advisory.contacts, profile) if c.id not in ids]


def profile_rules(advisory: Advisory, profile: str) -> list[str]:
    """Ids of the rules of a work profile."""
    named = list(advisory.guides.work[profile].rules)
    return named + [r.id for r in for_profile(advisory.rules, profile) if r.id not in named]


def profile_icon(advisory: Advisory, profile: str) -> str:
    """The icon of a work profile; our own in place of the general hard hat."""
    icon = str(advisory.guides.work[profile].icon)
    return f"work-{profile}" if icon == "work" else icon


def for_profile(items: Mapping[str, ItemT], profile: str) -> list[ItemT]:
    """Those of *items* that matter most for a work profile."""
    return [item for item in items.values() if profile in item.who]


def phrase_groups(advisory: Advisory) -> dict[str, list[PhraseRecord]]:
    """Phrases that reveal nothing, by group."""
    groups: dict[str, list[PhraseRecord]] = {}
    for phrase in advisory.phrases.values():
        if not phrase.reveals and not phrase.sensitive:
            groups.setdefault(phrase.group, []).append(phrase)
    return groups


def sign_size(shown: Text) -> int:
    """Return the size of a shown phrase, in 1/100 of the screen's shorter side: a CSS class."""
    return size_that_fits(shown, _SIGN_ROOM, _SIGN_SIZES)


def revealing_phrases(advisory: Advisory) -> list[PhraseRecord]:
    """Phrases that tell nationality, status or employer: only if the reader chooses them."""
    return [p for p in advisory.phrases.values() if p.reveals and not p.sensitive]


def sensitive_phrases(advisory: Advisory) -> list[PhraseRecord]:
    """Phrases about abuse: last on the page, below neutral words."""
    return [p for p in advisory.phrases.values() if p.sensitive]


def wishes(advisory: Advisory) -> list[PhraseRecord]:
    """What one may wish of an interpreter, and how to help who is deaf: to point at."""
    deaf = advisory.phrases.get("deaf")
    wished = advisory.spoken.points.values() if advisory.spoken else ()
    return [*wished, *([deaf] if deaf else [])]


def spoken_drafts(advisory: Advisory) -> bool:
    """Return whether what stands beside the languages was not read by a second person."""
    spoken = advisory.spoken
    said = [one.asks for one in spoken.languages.values()] if spoken else []
    return any(text.state == "draft" for text in (*said, *(one.shown for one in wishes(advisory))))


def shown_drafts(advisory: Advisory) -> bool:
    """Return whether the words to show are not yet read by a second person."""
    return any(phrase.shown.state == "draft" for phrase in advisory.phrases.values())
