"""Step 4, pages: an advisory → the pages of its host, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...localise.advisory import Advisory
from ..site_paths import OFFLINE
from . import queries


@dataclass(frozen=True)
class PageSpec:
    """One page: its key is its path below the host ("" = overview, "hazards/flood")."""

    key: str
    template: str
    names: dict[str, object] = field(default_factory=dict)
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
        "now",
        "prepare",
        "insurance",
        "assistance",
        "questions",
        "show",
        "family",
        "print",
        "where",
        "talk",
        "office",
        "find",
        "notices",
        "send",
    )
    pages = [PageSpec("", "overview", bar=False)]
    pages += [PageSpec(key, key) for key in simple]
    pages.append(PageSpec("assistance/other", "other"))
    pages.append(PageSpec("print/plate", "plate"))
    if advisory.spoken is not None:
        pages.append(PageSpec("speak", "speak"))
    if queries.wanted_languages(advisory):
        pages.append(PageSpec("help-translate", "help-translate"))
    if queries.rules_on(advisory, "questions/life"):
        pages.append(PageSpec("questions/life", "life"))
    for about in ("papers", "work"):
        if queries.rules_on(advisory, f"questions/{about}"):
            pages.append(PageSpec(f"questions/{about}", "rights", {"about": about}))
    pages.append(PageSpec("hide", "hide", band=False, bar=False))
    pages.append(PageSpec(OFFLINE, "offline", band=False, bar=False))
    pages += [
        PageSpec(f"work/{profile}", "work", {"profile": profile})
        for profile in queries.PROFILES
        if profile in advisory.guides.work
    ]
    pages += [
        PageSpec(f"people/{group}", "people", {"group": group})
        for group in queries.group_pages(advisory)
    ]
    pages += [
        PageSpec(f"hazards/{slug}", "hazard", {"hazard": hazard})
        for slug, hazard in advisory.hazards.items()
    ]
    if advisory.first_aid:
        pages.append(PageSpec("first-aid", "first-aid"))
    pages += [
        PageSpec(f"first-aid/{slug}", "aid", {"topic": topic})
        for slug, topic in advisory.first_aid.items()
    ]
    pages += [
        PageSpec(f"insurance/{slug}", "scheme", {"scheme": scheme})
        for slug, scheme in advisory.insurance.schemes.items()
    ]
    pages += [
        PageSpec(queries.guide_page(guide), "guide", {"guide": guide})
        for guide in advisory.guides.guides.values()
        if guide.page in queries.OWN_PAGE
    ]
    return tuple(pages)
