"""Step 5: plans and cache → one ``PlanStep`` per target: must it be made, and why.

In: the plans of host countries, what the cache has. Out: one ``PlanStep`` per target, as they come:
the plan of many countries does not fit into memory.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from ..model import Editions
from ..products.paper.editions import published
from ..products.shelves import comes_first
from ..products.target import Target
from .errors import BuildError
from .host_plans import HostPlan, SetAside
from .objects import Cache

REASONS = {
    "data": "data changed",
    "format": "format changed",
    "edition": "edition changed",
    "editions": "what is known of papers changed",
    "overdue": "overdue changed",
    "interface": "labels changed",
    "locales": "offered locales changed",
    "languages": "table of languages changed",
    "template": "template changed",
    "style": "style or assets changed",
    "icons": "icons changed",
    "font": "font changed",
    "code": "code changed",
    "library": "library changed",
}
"""How the plan names a changed part of a target."""


@dataclass(frozen=True)
class PlanStep:
    """A target and why it must be made; no reason = it comes from the cache."""

    target: Target
    why: str = ""


def plan(
    hosts: Iterable[HostPlan],
    above: Callable[[Sequence[HostPlan]], HostPlan] | None = None,
    recorded: Editions | None = None,
    counted: Callable[[int], None] = lambda _count: None,
    set_aside: SetAside = lambda _target: None,
) -> Iterator[Target]:
    """Yield the targets of all products: pages of all host countries, then papers; each path once.

    *above* plans what belongs to the site and not to one host (language choice, 404, …) and is
    asked after the last host, with the plans without their targets; *recorded* are the papers that
    were published. *counted* gets the number of targets, between pages and papers; *set_aside*
    keeps a paper until then. Raises BuildError when two products want the same path.
    """
    planned: dict[str, str] = {}
    doors: list[HostPlan] = []
    later: deque[list[Target]] = deque()
    for host in hosts:
        kept = host.light(set_aside)  # All countries do not fit into memory.
        doors.append(replace(host, targets=()))
        del host
        yield from _pages_first(_once(kept.targets, planned), later)
        del kept
    if above is not None and any(host.doors for host in doors):
        yield from _pages_first(_once(above(doors).targets, planned), later)
    if above is not None and recorded is not None and recorded.is_kept:
        yield from _pages_first(_once(published.plan(recorded), planned), later)
    counted(len(planned))
    while later:
        yield from later.popleft()


def _pages_first(targets: Iterable[Target], later: deque[list[Target]]) -> Iterator[Target]:
    """Yield the pages among *targets* and leave the others for *later*."""
    others: list[Target] = []
    later.append(others)
    for target in targets:
        if comes_first(target):
            yield target
        else:
            others.append(target)


def _once(targets: Sequence[Target], planned: dict[str, str]) -> list[Target]:
    """Sort targets and note them in *planned*; what another host planned alike is dropped."""
    counts = Counter(target.path for target in targets)
    twice = {path for path, count in counts.items() if count > 1}
    twice |= {t.path for t in targets if planned.get(t.path, t.digest) != t.digest}
    if twice:
        raise BuildError(f"Two products write {', '.join(sorted(twice))}.")
    # Every host plans the files that all share, and the same digest means the same bytes.
    new = [target for target in targets if target.path not in planned]
    planned |= {target.path: target.digest for target in new}
    return sorted(new, key=attrgetter("path"))


def steps(targets: Iterable[Target], cache: Cache | None) -> Iterator[PlanStep]:
    """Yield for each target whether it must be made, and why."""
    last = cache.last() if cache is not None else {}
    for target in targets:
        if cache is None:
            yield PlanStep(target, "no cache")
        elif cache.get(target) is not None:
            yield PlanStep(target)
        else:
            yield PlanStep(target, reason(target, last.get(target.path)))


def reason(target: Target, before: Mapping[str, str] | None) -> str:
    """Return why *target* is not in the cache; *before* are its parts at the last build."""
    if before is None:
        return "new"
    names = [*target.parts, *(name for name in before if name not in target.parts)]
    changed = [name for name in names if target.parts.get(name) != before.get(name)]
    words = dict.fromkeys(REASONS.get(name, f"{name} changed") for name in changed)
    return ", ".join(words) or "no longer in the cache"
