"""The map of a host country: each province on one tile, and nothing else on any.

Step 2, rules ``map-tile`` and ``dangling-reference``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..load import Content
from ..problems import Problem
from .references import dangling
from .scope import Options, places


def check_tiles(content: Content, _options: Options) -> Iterator[Problem]:
    """Each province of country.yaml stands on exactly one tile of map.yaml."""
    for place in places(content):
        host = place.host
        if host is None or place.file is not host.files.get("map") or host.map is None:
            continue
        if not host.has("country"):
            continue
        known, seen = host.country.provinces, set[str]()
        for code, column, row in host.map.tiles():
            at = ("rows", str(row))
            if code not in known:
                yield dangling(place, at, "province", code, known)
            elif code in seen:
                yield place.problem(
                    at, "map-tile", f"{code} stands on two tiles (again in column {column + 1})",
                    "Keep the tile that lies nearer to its place, and put a full stop on the other.",
                )  # fmt: skip
            seen.add(code)
        if missing := [code for code in known if code not in seen]:
            named = ", ".join(f"{code} ({known[code].name})" for code in missing[:3])
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
            yield place.problem(
                ("rows",), "map-tile", f"no tile for {named}{more}",
                "Put each province on a tile, roughly where it lies; one that has no tile would "
                "look as if nothing ever happened there.",
            )  # fmt: skip
