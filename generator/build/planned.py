"""What is planned of each host country: looked up while all stands as it did, else planned anew.

Between steps 3 and 5. Localising a country and planning its papers takes longer than all else after a
change elsewhere. A plan that is looked up names its targets and their digests; how to make one is
planned only when its files are not in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from ..advisory import Advisory
from ..inputs import HostMemo, Inputs
from ..load import Contents
from ..model.leaflet import Leaflet
from ..products import headers, offline, products
from ..products.pages import Front, plan_above
from ..products.pages import fronts as front_of_all
from ..target import Files, Target
from .advisories import Catalogs, Selection, load_advisories
from .errors import BuildError


@dataclass(frozen=True)
class Plan:
    """Targets of one host country, or of what stands above them all."""

    targets: Sequence[Target]
    pairs: Sequence[tuple[str, str]] = ()
    """Host and locale of its advisories."""
    doors: Sequence[str] = ()
    """Digests of its fronts: what the pages above show of it."""
    fronts: Callable[[], Sequence[Front]] = tuple
    """Kept until all countries are planned: it must not hold on to targets, which are large."""

    def as_json(self) -> dict[str, Any]:
        """What is kept of it."""
        targets = [
            (t.path, t.digest, t.product, dict(t.parts), t.effort, t.beside) for t in self.targets
        ]
        return {"targets": targets, "pairs": self.pairs, "doors": self.doors}


def plan_host(own: Sequence[Advisory], formats: Mapping[str, Leaflet]) -> Plan:
    """Plan one host country from all its advisories."""
    targets = [target for product in products(formats) for target in product(own)]
    fronts = front_of_all(own)
    pairs = [(one.host, one.locale) for one in own]
    return Plan(targets, pairs, [front.key for front in fronts], lambda: fronts)


def plan_site(hosts: Sequence[Plan]) -> Plan:
    """Plan what stands above *hosts*."""
    fronts = [front for host in hosts for front in host.fronts()]
    above = [*plan_above(fronts), *offline.plan_above(fronts), *headers.plan(fronts[0].site_url)]
    return Plan(above)


class Known:
    """What earlier builds planned and counted of each country; without *inputs* they know nothing."""

    def __init__(self, inputs: Inputs | None = None) -> None:
        self.plans, self.reports = HostMemo("plan", inputs), HostMemo("report", inputs)

    def save(self) -> None:
        """Keep it for the next build."""
        self.plans.save()
        self.reports.save()


class Planner:
    """Plans the selection *only*, host country after host country."""

    def __init__(
        self, contents: Contents, locales: Path, only: Selection,
        formats: Mapping[str, Leaflet], known: Known,
    ) -> None:  # fmt: skip
        self._contents, self._locales, self._only = contents, locales, only
        self._formats, self._kept = formats, known.plans
        self._catalogs = Catalogs()

    def hosts(self) -> Iterator[Plan]:
        """Yield the plan of each host country, in the order of site.yaml."""
        wanted = dict.fromkeys(
            row.host for row in self._contents.site.corridors
            if self._only.host in (None, row.host)
        )  # fmt: skip
        for slug in wanted:
            yield self._looked_up(
                slug, self._only.locale,
                anew=partial(self._host, slug), fronts=partial(self._fronts, slug),
            )  # fmt: skip

    def above(self, hosts: Sequence[Plan]) -> Plan:
        """Return the plan of what stands above *hosts*."""
        doors = [list(host.doors) for host in hosts]
        return self._looked_up("", doors, anew=partial(plan_site, hosts))

    def _host(self, slug: str) -> Plan:
        return plan_host(self._advisories(slug), self._formats)

    def _fronts(self, slug: str) -> Sequence[Front]:
        return front_of_all(self._advisories(slug))

    def _advisories(self, slug: str) -> list[Advisory]:
        only = Selection(slug, self._only.locale)
        return [*load_advisories(self._contents, self._locales, only, known=self._catalogs)]

    def _looked_up(
        self, slug: str, *question: object, anew: Callable[[], Plan],
        fronts: Callable[[], Sequence[Front]] = tuple,
    ) -> Plan:  # fmt: skip
        made: list[Plan] = []

        def ask() -> dict[str, Any]:
            made.append(anew())
            return made[0].as_json()

        row = self._kept.answer(slug, *question, ask=ask)
        return made[0] if made else _earlier(row, anew, fronts)


def _earlier(
    row: Mapping[str, Any], anew: Callable[[], Plan], fronts: Callable[[], Sequence[Front]]
) -> Plan:
    @cache
    def again() -> Plan:
        # Its fronts are known then, and no country is localised twice. They do not hold on to it.
        nonlocal fronts
        plan = anew()
        fronts = plan.fronts
        return plan

    targets = [
        Target(path, digest, Earlier(path, again), product, parts, effort, beside=tuple(beside))
        for path, digest, product, parts, effort, beside in row["targets"]
    ]
    pairs = [(host, locale) for host, locale in row["pairs"]]
    return Plan(targets, pairs, row["doors"], lambda: fronts())  # noqa: PLW0108 - those of then


@dataclass(frozen=True)
class Earlier:
    """Stands where a target that was looked up would say how it is made."""

    path: str
    again: Callable[[], Plan]
    """Returns the plan it is of, made anew, once."""

    def target(self) -> Target:
        """Return the target, planned anew. Raises BuildError when there is none any more."""
        for target in self.again().targets:
            if target.path == self.path:
                return target
        raise BuildError(f"{self.path} is gone: a file changed while it was read. Build again.")

    def __call__(self) -> Files:
        """Make its files."""
        return self.target().make()
