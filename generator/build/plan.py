"""Which targets there are, which of them must be made, and why.

In: advisories, the products, what the cache knows. Out: one ``Step`` per target, by path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..localise import Advisory
from ..model import Editions
from ..model.leaflet import Leaflet
from ..products import editions, products
from ..target import Target
from .cache import Cache
from .errors import BuildError

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
class Step:
    """A target and why it must be made; no reason = it comes from the cache."""

    target: Target
    why: str = ""


def plan(
    advisories: Sequence[Advisory],
    *,
    whole: bool,
    formats: Mapping[str, Leaflet],
    recorded: Editions | None = None,
) -> list[Target]:
    """Targets of all products, sorted by path.

    *whole* adds what belongs to the site and not to one advisory (language choice, 404, …);
    *recorded* are the papers that were published.
    Raises BuildError when two products want the same path.
    """
    targets = [t for product in products(formats) for t in product(advisories, whole=whole)]
    if recorded is not None:
        targets += editions.plan(whole=whole, recorded=recorded)
    counted = Counter(target.path for target in targets)
    twice = sorted(path for path, n in counted.items() if n > 1)
    if twice:
        raise BuildError(f"Two products want to write {', '.join(twice)}.")
    return sorted(targets, key=lambda target: target.path)


def steps(targets: Sequence[Target], cache: Cache | None) -> list[Step]:
    """Tell for each target whether it must be made, and why."""
    if cache is None:
        return [Step(target, "no cache") for target in targets]
    last = cache.last()
    return [
        Step(target, "" if cache.has(target) else reason(target, last.get(target.path)))
        for target in targets
    ]


def reason(target: Target, before: Mapping[str, str] | None) -> str:
    """Tell why *target* is not in the cache; *before* are its parts at the last build."""
    if before is None:
        return "new"
    names = [*target.parts, *(name for name in before if name not in target.parts)]
    changed = [name for name in names if target.parts.get(name) != before.get(name)]
    told = dict.fromkeys(REASONS.get(name, f"{name} changed") for name in changed)
    return ", ".join(told) or "no longer in the cache"
