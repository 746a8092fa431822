"""Step 1, model: content/hosts/HOST/map.yaml, a country as tiles, one for each province.

Squares need no map of anybody's and weigh a few hundred bytes.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from . import limits
from .fields import Model

_CELL = r"(\.|[A-Z]{2}-[A-Z0-9]{1,3})"

TileRow = Annotated[
    str, StringConstraints(pattern=rf"^{_CELL}( +{_CELL})*$", max_length=limits.ADDRESS.most)
]
"""A row of tiles from west to east: province codes, a full stop for no tile, blanks between."""


class TileMap(Model):
    """content/hosts/<host>/map.yaml.

    It may be absent: then no map is drawn, the list says it all.
    """

    rows: Annotated[tuple[TileRow, ...], Field(min_length=1, max_length=limits.TILES.most)]
    """From north to south. Each province stands on one tile, roughly where it lies."""

    def tiles(self) -> list[tuple[str, int, int]]:
        """Return each tile as province code, column and row, both counted from 0."""
        return [
            (cell, column, number)
            for number, row in enumerate(self.rows)
            for column, cell in enumerate(row.split())
            if cell != "."
        ]
