"""Beside step 5, review: two states → all that differs between them, before anything is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ...localise.corridors import Selection
from ...model.leaflet import Leaflet
from .places import Found, Place, SideName, differing
from .sentences import Written, written
from .state import State, changed_files, changed_hosts

Progress = Callable[[str, int, int], None]


@dataclass
class Comparison:
    """What differs."""

    written: Written
    places: list[Place] = field(default_factory=list)
    beside: Counter[str] = field(default_factory=Counter)
    """What else differs and is not shown, by product."""
    homes: bool = False
    """Whether the pages above the countries differ, too."""
    assets: dict[SideName, dict[str, bytes]] = field(default_factory=dict)
    """What pages load, by path below the site."""

    def add(self, found: Found) -> None:
        """Take in what differs in one host country."""
        self.places += found.places
        self.beside.update(found.beside)
        self.homes = self.homes or found.homes
        for side, files in found.assets.items():
            self.assets.setdefault(side, {}).update(files)


def compare(before: State, after: State, only: Selection, progress: Progress) -> Comparison | None:
    """Return what differs in the selection *only*; None when no file does. Raises StateError."""
    names = changed_files(before, after)
    if not names:
        return None
    hosts = [h for h in changed_hosts(names, before, after) if only.host in (None, h)]
    # Ours first: who broke a file just now wants to hear of that.
    for state in (after, before):
        progress("2 check", 0, 0)
        state.check(hosts)
    formats: dict[SideName, dict[str, Leaflet]] = {
        "before": dict(before.formats),
        "after": dict(after.formats),
    }
    result = Comparison(written(before, after, names, hosts, only.locale))
    for number, host in enumerate(hosts):
        progress("3 localise · 4 products", number, len(hosts))
        wanted = Selection(host, only.locale)
        sides = {"before": before.advisories(wanted), "after": after.advisories(wanted)}
        result.add(differing({"before": sides["before"], "after": sides["after"]}, formats))
    return result
