"""Step 4, pages: a hazard, a guide or a question → links from it; and links to a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from ....localise.advisory import Advisory
from ....localise.records.base import SentenceRecord
from ....localise.records.library import HazardRecord
from ....localise.records.twins import GuideRecord, LeadRecord
from ....localise.texts import Text
from .questions import OWN_PAGE, guide_page, rule_page

ItemT = TypeVar("ItemT", bound=SentenceRecord)


class Link(NamedTuple):
    """A link to another place of these pages."""

    key: str
    """Of the page."""
    fragment: str
    """Id on that page; empty for the page itself."""
    words: Text


def links_of(advisory: Advisory, leads: Iterable[LeadRecord]) -> list[Link]:
    """The links of *leads*, in order, each once; none to what was withdrawn."""
    links = [link for lead in leads if (link := _link(advisory, lead))]
    return list(dict.fromkeys(links))


def _link(advisory: Advisory, lead: LeadRecord) -> Link | None:
    if lead.page is not None:
        return Link(lead.page, "", advisory.ui.label("page", lead.page))
    if rule := _standing(advisory.rules, lead.rule):
        return Link(rule_page(rule), f"r-{rule.id}", rule.question)
    if guide := _standing(advisory.guides.guides, lead.guide):
        return link_to_guide(guide)
    if scheme := _standing(advisory.insurance.schemes, lead.scheme):
        return Link(f"insurance/{scheme.id}", "", scheme.title)
    return None


def link_to_guide(guide: GuideRecord) -> Link:
    """The link to a guide: its page, or its place on the page of several."""
    fragment = "" if guide.page in OWN_PAGE else f"g-{guide.id}"
    return Link(guide_page(guide), fragment, guide.title)


def _standing(items: Mapping[str, ItemT], key: str | None) -> ItemT | None:
    """What answers where *key* is named; None when it was withdrawn and nothing took its place."""
    if key is None or key in items:
        return items.get(key or "")
    return next((item for item in items.values() if key in item.stands_for), None)


def guides_leading_to(advisory: Advisory, page: str) -> list[Link]:
    """Guides that lead to *page* and stand elsewhere: who came to the page first finds them too."""
    return [
        link_to_guide(guide)
        for guide in advisory.guides.guides.values()
        if guide.page != page and any(lead.page == page for lead in guide.leads)
    ]


def hazards_leading_to(advisory: Advisory, guide: GuideRecord) -> list[HazardRecord]:
    """Hazards whose first steps lead to *guide*."""
    return [
        hazard
        for hazard in advisory.hazards.values()
        if any(_standing(advisory.guides.guides, lead.guide) is guide for lead in hazard.leads)
    ]
