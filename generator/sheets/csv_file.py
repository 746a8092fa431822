"""Beside the steps: rows of text → CSV, and a CSV file → its rows.

UTF-8 with a byte order mark, since Excel guesses otherwise. A cell that a spreadsheet would take
for a formula gets an apostrophe in front, which is taken away when it comes back.
Source: owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from ..model import limits
from .faults import UnreadableFormError

_RISKY = ("=", "+", "-", "@", "\t", "'")


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Write *rows* as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for cells in rows:
        writer.writerow([guard(cell) for cell in cells])
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")


def csv_rows(data: bytes) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each row with its place in words: "line 12". Raises as ``csv_lines`` does."""
    for line, cells in csv_lines(data):
        yield f"line {line}", cells


def csv_lines(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each row with the number of its first line, whatever spreadsheet saved it.

    Between the cells are commas, semicolons or tabs. Raises UnreadableFormError for another
    encoding than UTF-8 or UTF-16, for a broken row, and beyond the limits of rows and columns.
    """
    text = _decode(data)
    # Excel writes semicolons wherever the comma is the decimal sign.
    header = text[: text.find("\n") + 1 or None]
    yield from _rows(text, max(",;\t", key=header.count))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    # Larger than any file we read: read_table reports which cell is too large, and where.
    # It is one limit for the whole process, so it is put back.
    before = csv.field_size_limit(limits.TABLE.most)
    line = 1
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        for number, cells in enumerate(reader):
            if len(cells) > limits.COLUMNS.most or number > limits.ROWS.most:
                raise UnreadableFormError(
                    f"line {line} is too much: a table has at most {limits.ROWS} and "
                    f"{limits.COLUMNS}. Delete what was pasted in."
                )
            yield line, [unguard(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFormError(
            f"line {line} or one after it is broken ({error}). Look for a quote that is not closed."
        ) from error
    finally:
        csv.field_size_limit(before)


def _decode(data: bytes) -> str:
    if len(data) > limits.TABLE.most:
        most = limits.TABLE.most // 1_000_000
        raise UnreadableFormError(
            f"the file has more than {most} MB. Something large was pasted in."
        )
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _strict(data, name)
    return _strict(data.removeprefix(codecs.BOM_UTF8), "utf-8")


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFormError(
            f"line {line} is not UTF-8: the program saved it in the code page of the machine, and "
            "letters may be lost. Open the exported file again and save it as "
            '"CSV UTF-8", or use --to xlsx.'
        ) from error


def guard(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate (or what begins with one)."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def unguard(cell: str) -> str:
    """Take away what ``guard`` put there."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell
