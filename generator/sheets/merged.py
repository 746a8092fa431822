"""Beside the steps: a sheet of a workbook → the rows in which somebody merged cells.

Of merged cells only the first has a value: nobody knows for which of the rows it was meant.
Programs that read workbooks do not report them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from openpyxl.utils.cell import range_boundaries

from ..model import limits
from .faults import UnreadableFormError

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["\']([A-Z0-9:$]{3,40})["\']')
_MOST = 200


def merged_rows(book: Any, page: Any) -> Mapping[int, str]:
    """Return the rows, from 1, that have merged cells, each with the name of these: "C4:C6".

    Raises UnreadableFormError for more than anybody merges by mistake.
    """
    with book._archive.open(page._worksheet_path) as part:  # noqa: SLF001 - it is nowhere else
        found = _MERGED.findall(part.read())
    rows: dict[int, str] = {}
    names = sorted({one.decode() for one in found})
    if len(names) > _MOST:
        raise UnreadableFormError(
            f'on the sheet "{page.title}" cells are merged in more than {_MOST} places. Take them '
            "apart, or copy the table into a new workbook."
        )
    for name in names:
        _left, top, _right, bottom = range_boundaries(name)
        if top is not None and bottom is not None:
            for number in range(top, min(bottom, limits.ROWS.most) + 1):
                rows[number] = name
    return rows
