"""Step 4, pages: a hazard and a map of tiles → where it happens, as list and drawing.

The list says all; the map beside it is a picture for those who see it and says nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from ....localise.advisory import Advisory
from ....localise.records.library import HazardRecord
from ....localise.texts import Text
from . import hazards

_STEP, _SIDE = 10, 9
"""Units of the drawing from tile to tile, and the side of a tile."""
_EM = 1.4
"""Width of a tile in the size of the text: its digit is as large as a caption."""


class Zone(NamedTuple):
    """A region that a hazard strikes, in whole or in some of its provinces."""

    number: int
    """In the list and on the map, from 1."""
    name: Text
    provinces: Text | None
    """Those that the sources name; None for the whole region."""
    codes: tuple[str, ...]
    """Of the provinces that are struck, ISO 3166-2."""


def zones(advisory: Advisory, hazard: HazardRecord) -> list[Zone]:
    """The regions that *hazard* strikes, in the country's order; none for the whole country.

    A region that is named while none of its provinces is counts as a whole: a warning too many
    does less harm than one too few.
    """
    country = advisory.country
    struck: list[Zone] = []
    for key, region in country.regions.items():
        named = tuple(code for code in region.areas if code in hazard.areas)
        if key in hazard.regions or named:
            codes = named or tuple(region.areas)
            part = named if len(named) < len(region.areas) else ()
            provinces = hazards.areas(advisory, part)
            struck.append(Zone(len(struck) + 1, region.name, provinces, codes))
    inside = {code for region in country.regions.values() for code in region.areas}
    alone = tuple(code for code in hazard.areas if code not in inside)
    if (name := hazards.areas(advisory, alone)) is not None:
        struck.append(Zone(len(struck) + 1, name, None, alone))
    return struck


def map_of(advisory: Advisory, struck_zones: Sequence[Zone]) -> Markup | None:
    """Draw the tiles of the country, those of each zone filled and with its number.

    None without tiles or zones. Zones differ by shape (filled, with a digit) and not by colour; the
    list has what it shows, so it is hidden from people who hear the page.
    """
    if not advisory.tiles or not struck_zones:
        return None
    struck = {code for zone in struck_zones for code in zone.codes}
    others = _squares(at for code, at in advisory.tiles.items() if code not in struck)
    marked = _squares(at for code, at in advisory.tiles.items() if code in struck)
    digits = "".join(_digits(advisory, zone) for zone in struck_zones)
    wide, high = (max(at[axis] for at in advisory.tiles.values()) + 1 for axis in (0, 1))
    # Safe: numbers alone.
    return Markup(  # noqa: S704
        f'<svg class="tiles-map" aria-hidden="true" width="{wide * _EM:g}em" '
        f'viewBox="0 0 {wide * _STEP} {high * _STEP}">'
        f'<path class="off" d="{others}"/><path d="{marked}"/>{digits}</svg>'
    )


def _squares(places: Iterable[tuple[int, int]]) -> str:
    return "".join(
        f"M{x * _STEP + 0.5:g} {y * _STEP + 0.5:g}h{_SIDE}v{_SIDE}h-{_SIDE}z" for x, y in places
    )


def _digits(advisory: Advisory, zone: Zone) -> str:
    """The number of a zone on each of its tiles, as one text with a place for each digit."""
    places = [advisory.tiles[code] for code in zone.codes if code in advisory.tiles]
    across = " ".join(f"{x * _STEP + 5}" for x, _ in places)
    down = " ".join(f"{y * _STEP + 7.4:g}" for _, y in places)
    return f'<text x="{across}" y="{down}">{str(zone.number) * len(places)}</text>'
