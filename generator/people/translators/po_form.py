"""Beside step 4: a PO file from another program → its rows, with handle and day.

Those programs write the translation and not who made it. Taken in as a form, a changed message is
signed by its translator, and nobody can review their own words unseen.
"""

from __future__ import annotations

import re

from ...model import limits
from ...po.catalog import UnreadablePoError, parse_catalog
from ...sheets.faults import UnreadableFormError
from .rows import ReturnedFile, ReturnedRow

_LANGUAGE = re.compile(rb'^"Language: ([A-Za-z_-]+)', re.MULTILINE)


def parse_po(data: bytes, domain: str) -> ReturnedFile:
    """Read the messages of a PO file of *domain*. Raises UnreadableFormError with the line.

    What is fuzzy or empty is not finished, and left out.
    """
    if len(data) > limits.PO.most:
        raise UnreadableFormError(
            f"the file has more than {limits.PO.most:,} bytes. Something large was pasted in."
        )
    header = _LANGUAGE.search(data)
    locale = header[1].decode().replace("_", "-") if header else ""
    try:
        entries = parse_catalog(data, locale, domain).entries
    except UnreadablePoError as error:
        raise UnreadableFormError(
            f"line {error.line}: {error}. Fix this line, then import again."
        ) from error
    reading = ReturnedFile(locale=locale)
    for context, entry in entries.items():
        if not entry.fuzzy and entry.msgstr:
            row = ReturnedRow(
                f"line {entry.line}",
                f"{domain}:{context}",
                entry.msgid,
                entry.msgstr,
                translated_by=entry.translated_by,
                confirmed=True,
            )
            reading.rows.append(row)
    return reading
