"""Step 4, pages: an advisory → what is for a group of people, by its ``who``, from all pages.

A page of a group has no "Hide page". So nothing that is behind it elsewhere is here: no sensitive
contact or phrase, nothing about abuse, no page in ``HIDDEN``; it leads to ``talk`` by its neutral
name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from ....localise.advisory import Advisory
from ....localise.records.contacts import ContactRecord
from ....localise.records.facts import RuleRecord
from ....localise.records.library import PhraseRecord, Step
from ....localise.records.twins import GuideRecord, SchemeRecord
from ....localise.texts import Text
from ....model.fields import Group
from ....model.safe_contacts import all_safe
from .questions import OWN_PAGE, guide_page
from .shown import is_hidden
from .work import for_profile

GROUPS: tuple[str, ...] = get_args(Group)
_OF_ABUSE = frozenset({"abuse", "trafficking"})


class GroupPart(NamedTuple):
    """What one page says for a group."""

    id: str
    page: str
    """Key of the page, and where on it."""
    fragment: str
    title: Text
    steps: list[Step]


class GroupPieces(NamedTuple):
    """All that there is for a group, besides its own points."""

    parts: list[GroupPart]
    contacts: list[ContactRecord]
    guides: list[GuideRecord]
    rules: list[RuleRecord]
    schemes: list[SchemeRecord]
    phrases: list[PhraseRecord]


def group_pages(advisory: Advisory) -> list[str]:
    """Groups that have a page in this host country: those for which there is anything to say."""
    return [
        group
        for group, own in advisory.prepare.groups.items()
        if own.points or any(group_pieces(advisory, group))
    ]


def group_pieces(advisory: Advisory, group: str) -> GroupPieces:
    """Gather what is for *group*."""
    return GroupPieces(
        list(_parts(advisory, group)),
        [one for one in for_profile(advisory.contacts, group) if _is_open_contact(one)],
        [one for one in _open_guides(advisory) if group in one.who],
        [one for one in for_profile(advisory.rules, group) if one.topic not in _OF_ABUSE],
        for_profile(advisory.insurance.schemes, group),
        [one for one in for_profile(advisory.phrases, group) if not one.sensitive],
    )


def caution_of(advisory: Advisory, contact: ContactRecord) -> Text | None:
    """What a contact says of whom to ask first: it goes wherever its number goes (CARE 48)."""
    safe = all_safe(advisory.corridor) - {contact.id}
    text: Text | None = contact.more
    return text if text and any(run.contact in safe for run in text.runs) else None


def _is_open_contact(contact: ContactRecord) -> bool:
    return not contact.sensitive and contact.kind != "abuse"


def _open_guides(advisory: Advisory) -> list[GuideRecord]:
    guides = advisory.guides.guides.values()
    return [guide for guide in guides if not is_hidden(advisory, guide.page)]


def _parts(advisory: Advisory, group: str) -> Iterator[GroupPart]:
    for part in (*_of_hazards(advisory), *_of_preparing(advisory), *_of_guides(advisory, group)):
        steps = [s for s in part.steps if group in s.who and s.topic not in _OF_ABUSE]
        if steps:
            yield part._replace(steps=steps)


def _of_hazards(advisory: Advisory) -> Iterator[GroupPart]:
    for hazard in advisory.hazards.values():
        page = f"hazards/{hazard.id}"
        points = (*hazard.exposed.values(), *hazard.points.values(), *hazard.notes.values())
        steps: list[Step] = [*hazard.during, *hazard.before, *hazard.after, *points]
        if not hazard.sensitive:
            yield GroupPart(hazard.id, page, "", hazard.name, steps)


def _of_preparing(advisory: Advisory) -> Iterator[GroupPart]:
    for name, section in advisory.prepare.sections().items():
        at = name.replace("_", "-")
        yield GroupPart(at, "prepare", f"#{at}", section.title, [*section.items.values()])


def _of_guides(advisory: Advisory, group: str) -> Iterator[GroupPart]:
    for guide in _open_guides(advisory):
        # A guide that is for the group as a whole is a link, and not said twice.
        if group not in guide.who:
            page, at = guide_page(guide), "" if guide.page in OWN_PAGE else f"#g-{guide.id}"
            yield GroupPart(guide.id, page, at, guide.title, [*guide.steps.values()])


def voiceless_phrase(advisory: Advisory) -> PhraseRecord | None:
    """The sentence that asks somebody who hears to call; None when it was withdrawn."""
    phrases: Mapping[str, PhraseRecord] = advisory.phrases
    return phrases.get(advisory.prepare.without_voice.phrase)
