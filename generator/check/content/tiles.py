"""Step 2: map.yaml → problems: provinces on two tiles, or on none.

Rules ``map-tile`` and ``dangling-reference``.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...load import Content
from ...problems import Problem
from ..every import check
from ..walk import Options, places
from .references import dangling


@check
def check_tiles(content: Content, _options: Options) -> Iterator[Problem]:
    """Each province of country.yaml is on exactly one tile of map.yaml."""
    for place in places(content):
        host = place.host
        if host is None or place.file is not host.files.get("map") or host.map is None:
            continue
        if not host.has("country"):
            continue
        provinces, seen = host.country.provinces, set[str]()
        for code, column, row in host.map.tiles():
            at = ("rows", str(row))
            if code not in provinces:
                yield dangling(place, at, "province", code, provinces)
            elif code in seen:
                yield place.problem(
                    at,
                    "map-tile",
                    f"{code} is on two tiles (again in column {column + 1})",
                    "Keep the tile nearer to its place, and write a full stop for the other.",
                )
            seen.add(code)
        if missing := [code for code in provinces if code not in seen]:
            named = ", ".join(f"{code} ({provinces[code].name})" for code in missing[:3])
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
            yield place.problem(
                ("rows",),
                "map-tile",
                f"the map has no tile for {named}{more}",
                "Put each province on a tile, roughly where it lies: without one, it looks as if "
                "nothing ever happened there.",
            )
