"""Step 4, staff pages: advisories → a set of pages for each host country and locale; the countries.

A set has a target of its own: what those who assist read changes without the pages of migrants, and
these without it. Why it is below ``L/staff/``: docs/adr/0043-for-those-who-assist.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ....cache.digests import tree_digest
from ....load.leaflet_formats import own_formats
from ....localise.advisory import Advisory
from ....model.leaflet import Leaflet
from ....model.safe_contacts import as_data
from ....paths import PACKAGE
from ...offline import KEEP_FILE, gone_numbers
from ...pages import (
    Front,
    asks_of,
    interface_words,
    languages_table,
    machinery,
    offered_for,
    stylesheet_of,
)
from ...pages.assets import other_stylesheet_path
from ...pages.mkdocs_run import run_mkdocs
from ...site_paths import staff_home
from ...staff_pages import staff_pages
from ...target import Files, Target
from ..papers.district import in_host_words
from .above import StaffHome
from .files import course_script, course_script_path, stylesheet, stylesheet_path
from .lessons import files_of, hand_outs
from .render import StaffSet

_PRODUCT = "staff"


def plan(
    advisories: Sequence[Advisory],
    formats: Mapping[str, Leaflet] | None = None,
    there: frozenset[str] | None = None,
) -> list[Target]:
    """Return a target for the pages of each advisory that has any, and its list for phones.

    *formats* are the leaflets that are handed out; if not given, those of this repository. *there*
    are the paths of papers that the site has; if not given, all that are possible.
    """
    targets = []
    for advisory in advisories:
        if staff_pages(advisory):
            page_set = page_set_of(
                advisory, offered_for(advisory, advisories), formats, advisories, there
            )
            # The set owns a whole folder: whoever looks for the owner of a file asks it last.
            targets += [_keep_list(page_set), _set_target(page_set)]
            targets += [_file(path, data) for path, data in assets_of(advisory).items()]
    return list({target.path: target for target in targets}.values())


def assets_of(advisory: Advisory) -> dict[str, bytes]:
    """Return what its pages load besides the files of migrants' pages, by path from the root."""
    if not staff_pages(advisory):
        return {}
    courses = advisory.staff.courses if advisory.staff else {}
    script = {course_script_path(): course_script()} if courses else {}
    return {stylesheet_path(): stylesheet(), **script}


def plan_above(fronts: Sequence[Front]) -> list[Target]:
    """The list of countries of each locale that has pages for those who assist."""
    by_locale: dict[str, list[Front]] = {}
    for front in fronts:
        if front.assists:
            by_locale.setdefault(front.locale, []).append(front)
    return [_home_target(own, list(by_locale)) for own in by_locale.values()]


def page_set_of(
    advisory: Advisory,
    offered: tuple[str, ...],
    formats: Mapping[str, Leaflet] | None = None,
    advisories: Sequence[Advisory] = (),
    there: frozenset[str] | None = None,
) -> StaffSet:
    """Return the pages for those who assist of *advisory*; the others as for ``plan``."""
    papers = hand_outs(advisory, own_formats() if formats is None else formats)
    sheet = in_host_words(advisory, advisories or [advisory])
    # It is a paper: no page shows a sentence of it.
    bare = replace(advisory, in_host_words=None)
    return StaffSet(
        bare,
        offered,
        stylesheet_of(bare),
        asks_of(bare),
        papers,
        files_of(bare, there),
        sheet.paper if sheet else None,
    )


def _set_target(page_set: StaffSet) -> Target:
    advisory = page_set.advisory
    return Target.of(
        page_set.base,
        _PRODUCT,
        partial(run_mkdocs, page_set),
        effort=1.0,
        data=repr(_shown(page_set)).encode(),
        locales=page_set.offered,
        overdue=_overdue(page_set),
        interface=interface_words([advisory.ui]),
        languages=languages_table(advisory.languages),
        style=[page_set.stylesheet, page_set.asks, stylesheet_path(), course_script_path()],
        papers=[page_set.hand_outs, page_set.files],
        sheet=page_set.sheet and page_set.sheet.path,
        **_machinery(),
    )


def _shown(page_set: StaffSet) -> dict[str, Any]:
    """Return what the pages show: of migrants' pages only names, numbers and months, no texts."""
    advisory = page_set.advisory
    cited = {key for contact in advisory.contacts.values() for key in contact.sources}
    return {
        "staff": page_set.staff,
        "contacts": advisory.contacts,
        "contact_sources": {key: advisory.sources.get(key) for key in sorted(cited)},
        "country": advisory.country,
        "people": (advisory.people.people, advisory.people.name, advisory.people.locales),
        "safe": (as_data(advisory.corridor), advisory.corridor.caution),
        "hazards": [(h.id, h.name, h.regions, h.seasons) for h in advisory.hazards.values()],
        "site": advisory.site,
    }


def _overdue(page_set: StaffSet) -> list[str]:
    """Return what the day of the build comes to: which sources are past their limit."""
    advisory = page_set.advisory
    limit = advisory.site.freshness.rules
    return sorted(
        key
        for key, source in page_set.sources.items()
        if (advisory.today - source.read_on).days > limit
    )


def _keep_list(page_set: StaffSet) -> Target:
    """Return what a phone keeps: all, only if somebody taps; and numbers that are withdrawn."""
    advisory = page_set.advisory
    data = {
        "pages": [],
        "more": [
            *assets_of(advisory),
            page_set.stylesheet,
            other_stylesheet_path(),
            *(f"{page_set.base}{page.spec.folder}" for page in page_set.pages),
        ],
        "gone": gone_numbers(advisory),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return _file(f"{page_set.base}{KEEP_FILE}", text)


def _home_target(own: Sequence[Front], locales: Sequence[str]) -> Target:
    first = own[0]
    page_set = StaffHome(tuple(own), tuple(locales))
    return Target.of(
        f"{staff_home(first.locale)}index.html",
        _PRODUCT,
        partial(run_mkdocs, page_set),
        effort=0.1,
        data=[(front.host, front.digest) for front in own],
        locales=list(locales),
        style=[first.stylesheet, first.asks, stylesheet_path()],
        interface=interface_words([first.ui]),
        languages=languages_table(first.languages),
        **_machinery(),
    )


def _machinery() -> dict[str, Any]:
    shared = machinery()
    return {**shared, "template": [*shared["template"], tree_digest(PACKAGE / "templates/staff")]}


def _file(path: str, data: bytes) -> Target:
    return Target.of(path, _PRODUCT, partial(_make, path, data), data=data)


def _make(path: str, data: bytes) -> Files:
    return {path: data}
