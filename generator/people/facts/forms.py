"""Beside step 4: the name of a form → the function that renders the table of facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ...load import Content
from .questions import Cell
from .table import render_csv
from .workbook import render_xlsx

RENDER: Mapping[str, Callable[[Sequence[Cell], Content], bytes]] = {
    "csv": render_csv,
    "xlsx": render_xlsx,
}
