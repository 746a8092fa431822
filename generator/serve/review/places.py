"""Beside step 5, review: two states of a host country → the pages and papers that differ.

In: the advisories before and after. Out: ``Place``s, of which only the words of pages are made yet.
Papers differ when the digests of their targets do, as for a build; of pages, which are planned as
whole sets, the words are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Literal

from ...build.host_plans import plan_host
from ...localise.advisory import Advisory
from ...model.leaflet import Leaflet
from ...products import pages, without_staff
from ...products.pages.render import PageSet, Rendered
from ...products.staff import pages as staff_pages
from ...products.staff_pages import staff_pages as staff_pages_of
from ...products.target import Files, Target

SideName = Literal["before", "after"]
Kind = Literal["page", "paper", "picture"]
SHOWN: Mapping[str, Kind] = {
    "leaflets": "paper",
    "staff-papers": "paper",
    "slides": "paper",
    "cards": "picture",
    "pocket": "page",
}
"""Products whose targets are shown, and how."""
_PAGES_AT_ONCE = 25
_QUIET = frozenset({"offline", "search", "headers", "pages", "staff"})
"""What follows from pages, and is not worth a line."""


@dataclass(frozen=True)
class Making:
    """How one side of a place is made, or of several: then they have the same."""

    make: Callable[[], Files]
    target: Target | None = None
    """Where it may have been made before: what the cache knows it by."""
    seconds: float = 0.1


@dataclass(frozen=True)
class Place:
    """A page or paper that differs."""

    path: str
    """Below the site: "my/thailand/now/index.html"."""
    kind: Kind
    host: str
    locale: str
    sides: Mapping[SideName, Making]
    """One side alone: it is new, or gone."""

    @property
    def seconds(self) -> float:
        """About how long both sides take."""
        return sum(side.seconds for side in self.sides.values())


@dataclass
class Found:
    """What differs in a host country."""

    places: list[Place] = field(default_factory=list)
    beside: Counter[str] = field(default_factory=Counter)
    """What else differs and is not shown, by product."""
    homes: bool = False
    """Whether the pages above the countries differ, too."""
    assets: dict[SideName, dict[str, bytes]] = field(default_factory=dict)
    """What pages load."""


Sides = Mapping[SideName, Sequence[Advisory]]


def differing(sides: Sides, formats: Mapping[SideName, Mapping[str, Leaflet]]) -> Found:
    """Return what differs between the advisories of one host country before and after."""
    found = Found(assets={"before": {}, "after": {}})
    plans = {name: plan_host(sides[name], formats[name]) if sides[name] else None for name in sides}
    targets = {
        name: {target.path: target for target in plan.targets} if plan else {}
        for name, plan in plans.items()
    }
    one, two = targets["before"], targets["after"]
    doors = [list(plan.doors) if plan else [] for plan in plans.values()]
    found.homes = doors[0] != doors[1]
    for path in dict.fromkeys([*two, *one]):
        before, after = one.get(path), two.get(path)
        if (before and before.digest) == (after and after.digest):
            continue
        target = after or before
        assert target is not None  # noqa: S101 - the path is that of one of the two
        if target.product in SHOWN and _is_first(target):
            found.places.append(_of_targets(path, {"before": before, "after": after}))
        elif target.product not in _QUIET:
            found.beside[target.product] += 1
    found.places[:0] = _pages(sides, formats, found)
    return found


def _is_first(target: Target) -> bool:
    """Return whether *target* is the first of its kind: not for another printer or sheet."""
    return target.product != "leaflets" or bool(target.beside)


def _of_targets(path: str, both: Mapping[SideName, Target | None]) -> Place:
    sides: dict[SideName, Making] = {
        name: Making(target.make, target, target.effort)
        for name, target in both.items()
        if target is not None
    }
    target = next(one for one in both.values() if one is not None)
    host, locale = _host_and_locale(path)
    return Place(path, SHOWN[target.product], host, locale, sides)


def _host_and_locale(path: str) -> tuple[str, str]:
    """Return them by the name of a file: HOST.LOCALE.… or LOCALE/HOST/….

    >>> _host_and_locale("leaflets/thailand/thailand.my_th.card.pdf")
    ('thailand', 'my_th')
    >>> _host_and_locale("my/thailand/pocket.html")
    ('thailand', 'my')
    """
    *_, file = path.split("/")
    if file == "pocket.html":
        locale, host, *_ = path.split("/")
        return host, locale
    host, locale, *_ = file.split(".")
    return host, locale


# --- pages --------------------------------------------------------------------------------------


def _pages(
    sides: Sides, formats: Mapping[SideName, Mapping[str, Leaflet]], found: Found
) -> Iterator[Place]:
    sets = {name: dict(_sets_of(sides[name], formats[name])) for name in sides}
    for key in dict.fromkeys([*sets["after"], *sets["before"]]):
        both: dict[SideName, Any] = {n: sets[n][key] for n in sets if key in sets[n]}
        shown = {name: _rendered(page_set) for name, page_set in both.items()}
        one, two = shown.get("before", {}), shown.get("after", {})
        paths = [path for path in dict.fromkeys([*two, *one]) if one.get(path) != two.get(path)]
        if not paths:
            continue
        for name, page_set in both.items():
            # One side loads what only its pages have, fonts and styles among it.
            loaded = pages.host_assets(page_set.advisory)
            found.assets[name] |= loaded | staff_pages.assets_of(page_set.advisory)
        makings: dict[SideName, dict[str, Making]] = {
            name: _together(page_set, [path for path in paths if path in shown[name]])
            for name, page_set in both.items()
        }
        advisory = next(iter(both.values())).advisory
        for path in paths:
            own = {name: rows[path] for name, rows in makings.items() if path in rows}
            yield Place(path, "page", advisory.host, advisory.locale, own)


def _together(page_set: Any, paths: Sequence[str]) -> dict[str, Making]:
    """Return how *paths* are made: many in one run of the theme, whose start is slow."""
    rows: dict[str, Making] = {}
    for start in range(0, len(paths), _PAGES_AT_ONCE):
        some = paths[start : start + _PAGES_AT_ONCE]
        making = Making(partial(pages.make_some, page_set, frozenset(some)))
        rows |= dict.fromkeys(some, making)
    return rows


def _sets_of(
    advisories: Sequence[Advisory], formats: Mapping[str, Leaflet]
) -> Iterator[tuple[str, Any]]:
    """Yield each page set by its folder, those of readers first."""
    bare = [without_staff(one) for one in advisories]
    for page_set, _shapes in pages.PageSets(formats).of(bare):
        # The name of the search index changes with any word: it is no difference that anybody sees.
        yield page_set.base, _with_index(page_set)
    for one in advisories:
        if staff_pages_of(one):
            own = staff_pages.page_set_of(one, pages.offered_for(one, advisories), formats)
            yield own.base, own


def _with_index(page_set: PageSet) -> PageSet:
    return replace(page_set, index="assets/search/none.js")


Shown = tuple[str, str, str, str]


def _rendered(page_set: Any) -> dict[str, Shown]:
    return {page.path: _shown(page_set.render(page.path)) for page in page_set.pages}


def _shown(page: Rendered) -> Shown:
    return page.title, str(page.before), str(page.main), str(page.after)
