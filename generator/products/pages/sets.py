"""Which pages a host has, in which order: the plan of one page set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...advisory import Advisory
from ..addresses import OFFLINE
from . import facts


@dataclass(frozen=True)
class PageSpec:
    """One page: its key is its path below the host ("" = overview, "hazards/flood")."""

    key: str
    template: str
    names: dict[str, Any] = field(default_factory=dict)
    """What its template gets besides the advisory."""
    band: bool = True
    bar: bool = True

    @property
    def folder(self) -> str:
        """Its folder below the host's."""
        return f"{self.key}/" if self.key else ""


def host_pages(advisory: Advisory) -> tuple[PageSpec, ...]:
    """The pages of one host in one locale; the same keys in every locale."""
    simple = (
        "now", "prepare", "insurance", "assistance", "questions", "show", "family", "print", "where",
        "talk", "office", "find",
    )  # fmt: skip
    pages = [PageSpec("", "overview", bar=False)]
    pages += [PageSpec(key, key) for key in simple]
    pages.append(PageSpec("assistance/other", "other"))
    if facts.rules_on(advisory, "questions/life"):
        pages.append(PageSpec("questions/life", "life"))
    if facts.rules_on(advisory, "questions/work"):
        pages.append(PageSpec("questions/work", "rights"))
    pages.append(PageSpec("hide", "hide", band=False, bar=False))
    pages.append(PageSpec(OFFLINE, "offline", band=False, bar=False))
    pages += [
        PageSpec(f"work/{profile}", "work", {"profile": profile})
        for profile in facts.PROFILES
        if profile in advisory.guides.work
    ]
    pages += [
        PageSpec(f"hazards/{slug}", "hazard", {"hazard": hazard})
        for slug, hazard in advisory.hazards.items()
    ]
    pages += [
        PageSpec(f"insurance/{slug}", "scheme", {"scheme": scheme})
        for slug, scheme in advisory.insurance.schemes.items()
    ]
    pages += [
        PageSpec(facts.guide_page(guide), "guide", {"guide": guide})
        for guide in advisory.guides.guides.values()
        if guide.page in facts.OWN_PAGE
    ]
    return tuple(pages)
