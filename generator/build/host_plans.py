"""Steps 3 to 5: the inputs of a host country → its plan, looked up or planned again.

Localising a country and planning its papers takes longer than all else after a
change elsewhere. A plan that is looked up names its targets and their digests; how to make one is
planned only when its files are not in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Any

from ..cache.inputs import HostMemo, Inputs
from ..load import Contents
from ..localise.advisory import Advisory
from ..localise.corridors import ReadCatalogs, Selection, load_advisories
from ..model.fits import PaperFit
from ..model.leaflet import Leaflet
from ..products import api, headers, llms, offline, products, staff
from ..products.pages import Front, plan_above
from ..products.pages import fronts as front_of_all
from ..products.shelves import ALL, Shelf, comes_first
from ..products.target import Files, Target
from .errors import BuildError
from .notice_plans import NoticePlans

SetAside = Callable[[Target], Target | None]
"""Returns a target that takes no memory, or nothing when its files are there already."""


@dataclass(frozen=True)
class HostPlan:
    """Targets of one host country, or of what is above them all."""

    targets: Sequence[Target]
    pairs: Sequence[tuple[str, str]] = ()
    """Host and locale of its advisories."""
    doors: Sequence[str] = ()
    """Digests of its fronts: what the pages above show of it."""
    fronts: Callable[[], Sequence[Front]] = tuple
    """Kept until all countries are planned: it must not reference targets, which are large."""
    again: Callable[[], HostPlan] | None = None
    """Plans it once more; None when it was looked up, and its targets know their digests only."""

    @property
    def is_new(self) -> bool:
        """Return whether it was planned now: how to make its targets takes memory."""
        return self.again is not None

    def light(self, set_aside: SetAside) -> HostPlan:
        """Return the same plan with papers as *set_aside* returns them.

        When one of which it returned nothing must be made after all, all are planned again.
        """
        if self.again is None:
            return self
        again = cache(self.again)
        targets = [
            one
            if comes_first(one)
            else set_aside(one) or replace(one, make=Earlier(one.path, again))
            for one in self.targets
        ]
        return replace(self, targets=targets, again=None)

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        targets = [
            (t.path, t.digest, t.product, t.parts, t.effort, t.beside, t.shelf)
            for t in self.targets
        ]
        return {"targets": targets, "pairs": self.pairs, "doors": self.doors}


def plan_host(
    advisories: Sequence[Advisory],
    formats: Mapping[str, Leaflet],
    shelves: frozenset[Shelf] = ALL,
    fits: Mapping[str, PaperFit] = MappingProxyType({}),
) -> HostPlan:
    """Return the plan of *shelves* of one host country from all its advisories.

    *fits* is how its papers fit, as far as that was measured.
    """
    targets = [
        target
        for product in products(formats, shelves, fits=fits)
        for target in product(advisories)
    ]
    fronts = front_of_all(advisories)
    pairs = [(one.host, one.locale) for one in advisories]
    return HostPlan(targets, pairs, [front.key for front in fronts], lambda: fronts)


def plan_site(hosts: Sequence[HostPlan]) -> HostPlan:
    """Plan what is above *hosts*."""
    fronts = [front for host in hosts for front in host.fronts()]
    above = [*plan_above(fronts), *offline.plan_above(fronts), *staff.plan_above(fronts)]
    above += [*llms.plan_above(fronts), *api.plan_above(fronts)]
    return HostPlan([*above, *headers.plan(fronts[0].site_url)])


class EarlierPlans:
    """What earlier builds planned and counted of each country; nothing without *inputs*."""

    def __init__(self, inputs: Inputs | None = None) -> None:
        self.plans, self.reports = HostMemo("plan", inputs), HostMemo("report", inputs)
        self.notices = HostMemo("notices", inputs)

    def save(self) -> None:
        """Keep it for the next build."""
        self.plans.save()
        self.reports.save()
        self.notices.save()


class Planner:
    """Plans *shelves* of the selection *only*, host country after host country."""

    def __init__(
        self,
        contents: Contents,
        locales: Path,
        only: Selection,
        formats: Mapping[str, Leaflet],
        earlier: EarlierPlans,
        *,
        shelves: frozenset[Shelf] = ALL,
    ) -> None:
        self._contents, self._locales, self._only = contents, locales, only
        self._formats, self._shelves, self._memo = formats, shelves, earlier.plans
        self._catalogs = ReadCatalogs()
        self._notices = NoticePlans(contents, locales, earlier.notices)

    def hosts(self) -> Iterator[HostPlan]:
        """Yield the plan of each host country, in the order of site.yaml."""
        slugs = self._contents.site.hosts(self._only.host)
        if not slugs and self._only.host is None:
            raise BuildError(
                "No host country is offered to readers: site.yaml has none, or all are drafts. "
                "Build one with --only HOST, or take draft: true out of site.yaml."
            )
        for slug in slugs:
            plan = self._plan_of(
                slug,
                self._only.locale,
                sorted(self._shelves),
                anew=partial(self._host, slug),
                fronts=partial(self._fronts, slug),
            )
            yield self._with_notices(
                slug, plan, again=partial(self._again, slug) if plan.is_new else None
            )
            del plan

    def _again(self, slug: str) -> HostPlan:
        return self._with_notices(slug, self._host(slug), again=None)

    def _with_notices(
        self, slug: str, plan: HostPlan, *, again: Callable[[], HostPlan] | None
    ) -> HostPlan:
        notices = self._notices.targets(slug, [locale for _host, locale in plan.pairs])
        return replace(plan, targets=[*plan.targets, *notices], again=again)

    def above(self, hosts: Sequence[HostPlan]) -> HostPlan:
        """Return the plan of what is above *hosts*."""
        # Of all that was planned, the pages above show only the fronts: so these ask (ADR 22).
        doors = [list(host.doors) for host in hosts]
        return self._plan_of("", doors, anew=partial(plan_site, hosts))

    def _host(self, slug: str) -> HostPlan:
        advisories = self._advisories(slug)
        return plan_host(
            advisories, self._formats, self._shelves, self._contents.for_host(slug).fits
        )

    def _fronts(self, slug: str) -> Sequence[Front]:
        return front_of_all(self._advisories(slug))

    def _advisories(self, slug: str) -> list[Advisory]:
        only = Selection(slug, self._only.locale)
        return [
            *load_advisories(self._contents, self._locales, only, catalogs_before=self._catalogs)
        ]

    def _plan_of(
        self,
        slug: str,
        *question: object,
        anew: Callable[[], HostPlan],
        fronts: Callable[[], Sequence[Front]] = tuple,
    ) -> HostPlan:
        new_plans: list[HostPlan] = []

        def ask() -> dict[str, Any]:
            new_plans.append(anew())
            return new_plans[0].as_json()

        row = self._memo.answer(slug, *question, ask=ask)
        return replace(new_plans[0], again=anew) if new_plans else _earlier(row, anew, fronts)


def _earlier(
    row: Mapping[str, Any], anew: Callable[[], HostPlan], fronts: Callable[[], Sequence[Front]]
) -> HostPlan:
    @cache
    def again() -> HostPlan:
        # Its fronts are known then, and no country is localised twice. They do not reference it.
        nonlocal fronts
        plan = anew()
        fronts = plan.fronts
        return plan

    targets = [
        Target(
            path,
            digest,
            Earlier(path, again),
            product,
            # Most digests are those of all countries: kept once in memory, as in ``Target.of``.
            {intern(name): intern(part) for name, part in parts.items()},
            effort,
            beside=tuple(beside),
            shelf=shelf,
        )
        for path, digest, product, parts, effort, beside, shelf in row["targets"]
    ]
    pairs = [(host, locale) for host, locale in row["pairs"]]
    return HostPlan(targets, pairs, row["doors"], lambda: fronts())  # noqa: PLW0108 - looked up when called


@dataclass(frozen=True)
class Earlier:
    """Stands where a target that was looked up would say how it is made."""

    path: str
    again: Callable[[], HostPlan]
    """Returns the plan it belongs to, made again, once."""

    def target(self) -> Target:
        """Return the target, planned again. Raises BuildError when it no longer exists."""
        for target in self.again().targets:
            if target.path == self.path:
                return target
        raise BuildError(f"{self.path} is missing: a file changed while it was read. Build again.")

    def __call__(self) -> Files:
        """Make its files."""
        return self.target().make()
