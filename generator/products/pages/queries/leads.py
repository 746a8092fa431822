"""Step 4, pages: a hazard, a guide or a question → links from it; and links to a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from ....localise.advisory import Advisory
from ....localise.records.base import SentenceRecord
from ....localise.records.facts import RuleRecord
from ....localise.records.library import HazardRecord
from ....localise.records.twins import GuideRecord, HappenedRecord, LeadRecord, SchemeRecord
from ....localise.texts import Text
from .hazards import first_aid
from .questions import OWN_PAGE, guide_page, rule_page

ItemT = TypeVar("ItemT", bound=SentenceRecord)


class Link(NamedTuple):
    """A link to another place of these pages."""

    key: str
    """Of the page."""
    fragment: str
    """Id on that page; empty for the page itself."""
    words: Text


class WayIn(NamedTuple):
    """A way in: what can have happened to the reader, and where it leads."""

    happened: HappenedRecord
    link: Link


def links_of(advisory: Advisory, leads: Iterable[LeadRecord]) -> list[Link]:
    """The links of *leads*, in order, each once; none to what was withdrawn."""
    links = [link for lead in leads if (link := _link(advisory, lead))]
    return list(dict.fromkeys(links))


def ways_in(advisory: Advisory) -> list[WayIn]:
    """What can have happened to the reader, and where each leads; none whose place is missing."""
    leads = advisory.country.happened
    named = [(one, _link(advisory, leads[key])) for key, one in advisory.prepare.happened.items()]
    return [WayIn(one, link) for one, link in named if link]


def read_on(advisory: Advisory, item: RuleRecord | GuideRecord | SchemeRecord) -> list[Link]:
    """Where to read on from *item*: to what it names, then back to what names it."""
    here = link_to(item)
    guides, rules = advisory.guides.guides.values(), advisory.rules.values()
    others: list[RuleRecord | GuideRecord] = [*guides, *rules]
    back = [link_to(other) for other in others if here in _named_by(advisory, other)]
    found = dict.fromkeys([*_named_by(advisory, item), *back])
    return [link for link in found if link != here]


def _named_by(advisory: Advisory, item: RuleRecord | GuideRecord | SchemeRecord) -> list[Link]:
    if isinstance(item, SchemeRecord):
        return []
    keys = item.rules if isinstance(item, GuideRecord) else ()
    return [*(link_to(advisory.rules[key]) for key in keys), *links_of(advisory, item.leads)]


def asked_in(advisory: Advisory, hazard: HazardRecord) -> list[Link]:
    """What somebody in *hazard* asks next: first aid for what it does, then its own leads."""
    aid = Link("first-aid", hazard.id, advisory.ui.label("page", "first-aid"))
    return [*([aid] if first_aid(advisory, hazard.id) else []), *links_of(advisory, hazard.leads)]


def _link(advisory: Advisory, lead: LeadRecord) -> Link | None:
    if lead.page == "first-aid" and not advisory.first_aid:
        link = None
    elif lead.page is not None:
        link = Link(lead.page, "", advisory.ui.label("page", lead.page))
    elif lead.family is not None:
        part = getattr(advisory.guides.family, lead.family.replace("-", "_"))
        link = Link("family", lead.family, part.title)
    elif hazard := advisory.hazards.get(lead.hazard or ""):
        link = Link(f"hazards/{hazard.id}", "", hazard.name)
    elif rule := _standing(advisory.rules, lead.rule):
        link = link_to(rule)
    elif guide := _standing(advisory.guides.guides, lead.guide):
        link = link_to(guide)
    elif scheme := _standing(advisory.insurance.schemes, lead.scheme):
        link = link_to(scheme)
    else:
        link = None
    return link


def link_to(item: RuleRecord | GuideRecord | SchemeRecord) -> Link:
    """The link to *item*: its page, or its place on the page of several."""
    if isinstance(item, RuleRecord):
        return Link(rule_page(item), f"r-{item.id}", item.question)
    if isinstance(item, SchemeRecord):
        return Link(f"insurance/{item.id}", "", item.title)
    fragment = "" if item.page in OWN_PAGE else f"g-{item.id}"
    return Link(guide_page(item), fragment, item.title)


def _standing(items: Mapping[str, ItemT], key: str | None) -> ItemT | None:
    """What answers where *key* is named; None when it was withdrawn and nothing took its place."""
    if key is None or key in items:
        return items.get(key or "")
    return next((item for item in items.values() if key in item.stands_for), None)


def guides_leading_to(advisory: Advisory, page: str) -> list[Link]:
    """Guides that lead to *page* and stand elsewhere: who came to the page first finds them too."""
    return [
        link_to(guide)
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
