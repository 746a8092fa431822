"""The made-up country's table of facts, filled in as somebody would."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from support.translations import run

Filled = Mapping[str, Mapping[str, str]]
"""By key, the columns that somebody filled in."""
HOST = "hosts/freedonia"
NEW = {"publisher": "Flood office", "address": "https://flood.test/lines", "published": "2026-11-02",
       "read on": "2026-11-20", "confidence": "official", "it says": "Open day and night."}  # fmt: skip
"""A source that was not there before."""
AGAIN = {"source": "fund-law", "read on": "2026-11-19"}
"""An old source, read again."""


def export(form: str, *words: str) -> Path:
    """Export the table into the folder the test stands in."""
    path = Path(f"facts.{form}")
    result = run("facts", "export", "freedonia", "--to", form, "--out", path.name, *words)
    assert result.exit_code == 0, result.output
    return path


def lines_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def write_lines(path: Path, lines: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    path.write_text(text.getvalue(), "utf-8-sig")


def change(path: Path, edit: Callable[[dict[str, dict[str, str]]], None]) -> None:
    """Change the lines of an exported CSV, by key."""
    lines = lines_of(path)
    edit({line["key"]: line for line in lines})
    write_lines(path, lines)


def fill(path: Path, filled: Filled) -> None:
    """Fill in a table of either form."""
    if path.suffix == ".csv":
        change(path, lambda rows: [rows[key].update(own) for key, own in filled.items()])
        return
    book = openpyxl.load_workbook(path)
    left = dict(filled)
    for page in book.worksheets:
        names = [cell.value for cell in page[1]]
        if "key" not in names:
            continue
        for row in page.iter_rows(min_row=2):
            for name, text in left.pop(row[names.index("key")].value, {}).items():
                row[names.index(name)].value = text
    assert not left
    book.save(path)


def bring_back(filled: Filled, form: str = "csv", *words: str):
    """Export, fill in, import; return what the command says."""
    path = export(form)
    fill(path, filled)
    return run("facts", "import", path.name, *words)


def content_bytes() -> dict[str, bytes]:
    return {p.as_posix(): p.read_bytes() for p in Path("content").rglob("*.yaml")}
