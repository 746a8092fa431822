"""Beside the steps: bytes of a workbook → nothing, or an error if it unpacks to too much.

In: the bytes of a workbook. Out: nothing, or UnreadableFormError. A few kilobytes may unpack to
millions of cells, and each becomes 300 bytes of memory. The elements of each part are counted by a
parser that keeps none of them, whatever its encoding and prefixes are.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.parsers import expat

from ..model import limits
from .faults import UnreadableFormError

_LARGE = ("xl/worksheets/", "xl/sharedstrings.xml")
"""Parts that grow with the table, in small letters; all others are about its looks."""


def refuse_too_large(data: bytes) -> None:
    """Raise UnreadableFormError when the workbook unpacks to more than the limits allow.

    Raises what zip raises for a damaged one.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > limits.WORKBOOK.most:
            raise UnreadableFormError(
                f"the workbook unpacks to more than {limits.WORKBOOK}. Something large was pasted "
                "in."
            )
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                grows = part.filename.lower().startswith(_LARGE)
                _count(archive.read(part), limits.ELEMENTS if grows else limits.LOOKS)


def _count(data: bytes, limit: limits.Limit) -> None:
    counts = {"c": 0, "": 0}

    def start(name: str, _attributes: list[str]) -> None:
        counts[""] += 1
        if name.rpartition(":")[2] == "c":
            counts["c"] += 1
        if counts[""] > limit.most or counts["c"] > limits.CELLS.most:
            raise _too_large()

    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)  # noqa: FBT003  (the library's own signature)
    except (expat.ExpatError, ValueError, LookupError) as error:
        # Whether a damaged part matters is known where it is read; each element has this byte.
        if isinstance(error, UnreadableFormError) or data.count(b"<") > limit.most:
            raise _too_large() from error


def _too_large() -> UnreadableFormError:
    return UnreadableFormError(
        f"the workbook has more than {limits.CELLS}, or too many formats. Delete what is not part "
        "of the table, or copy the table into a new workbook."
    )
