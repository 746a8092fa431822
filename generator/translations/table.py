"""The columns that both spreadsheets share, and how a table that came back is read.

Columns are found by their names, so they may be moved, hidden or left out; only four are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from .rows import MOST_LETTERS, Fault, Reading, Returned, Row, Sheet, UnreadableFormError

COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "key": lambda row: row.key,
    "state": lambda row: row.state,
    "life safety": lambda row: "yes" if row.life_safety else "",
    "source": lambda row: row.source,
    "translation": lambda row: row.translation,
    "still right": lambda _row: "",
    "translated by": lambda row: row.translated_by,
    "note": lambda row: row.note,
    "previous source": lambda row: row.previous,
    "terms": lambda row: "; ".join(row.terms),
    "read on": lambda row: ", ".join(row.used),
    "most letters": lambda row: str(row.max_letters or ""),
    "was": lambda row: row.was,
}
NEEDED = ("key", "source", "translation")
_YES = frozenset({"yes", "y", "ok", "x", "1", "true", "✓", "✔"})


def table(sheet: Sheet) -> Iterable[list[str]]:
    """Yield the header, then one line of cells for each row."""
    yield list(COLUMNS)
    for row in sheet.rows:
        yield [cell(row) for cell in COLUMNS.values()]


def read_table(
    rows: Iterable[tuple[str, Sequence[str]]], *, column: Callable[[int], str]
) -> Reading:
    """Read *rows* (place in words, cells), the header first; *column* names a column by number.

    Raises UnreadableFormError when the header lacks a column that is needed.
    """
    rows = iter(rows)
    _place, header = next(rows, ("", ()))
    names = [name.strip().casefold() for name in header]
    if missing := [name for name in NEEDED if name not in names]:
        raise UnreadableFormError(
            f"the first line has no column {' and no column '.join(missing)}. Keep the first line "
            f"as it was exported: {', '.join(COLUMNS)}."
        )
    at = {name: names.index(name) for name in COLUMNS if name in names}
    reading = Reading()
    for place, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue

        def cell(name: str, cells: Sequence[str] = cells) -> str:
            index = at.get(name, len(cells))
            return cells[index] if index < len(cells) else ""

        large = next((i for i, text in enumerate(cells) if len(text) > MOST_LETTERS), None)
        if large is not None:
            what = f"this cell holds {len(cells[large]):,} characters"
            remedy = f"At most {MOST_LETTERS:,} can be meant: paste the sentence again."
            reading.faults.append(Fault(f"{place}, {column(large)}", what, remedy))
            continue
        reading.rows.append(
            Returned(
                f"{place}, {column(at['translation'])}",
                cell("key").strip(),
                cell("source"),
                cell("translation"),
                was=cell("was").strip(),
                translated_by=cell("translated by").strip(),
                confirmed=cell("still right").strip().casefold() in _YES,
            )
        )
    return reading
