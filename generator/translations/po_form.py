"""A PO file that came back from Poedit, OmegaT or Weblate: its changes get handle and day.

Those programs write the translation and not who made it. Taken in as a form, a changed message is
signed by its translator, and nobody can review their own words unseen.
"""

from __future__ import annotations

import re

from ..catalog import UnreadablePoError, parse_catalog
from ..model import limits
from .rows import Reading, Returned, UnreadableFormError

_LANGUAGE = re.compile(rb'^"Language: ([A-Za-z_-]+)', re.MULTILINE)


def parse_po(data: bytes, domain: str) -> Reading:
    """Read the messages of a PO file of *domain*. Raises UnreadableFormError with the line.

    What is fuzzy or empty is not finished, and left out.
    """
    if len(data) > limits.PO.most:
        raise UnreadableFormError(
            f"the file has more than {limits.PO.most:,} bytes. Something large was pasted in."
        )
    found = _LANGUAGE.search(data)
    locale = found[1].decode().replace("_", "-") if found else ""
    try:
        entries = parse_catalog(data, locale, domain).entries
    except UnreadablePoError as error:
        raise UnreadableFormError(f"line {error.line}: {error}. Mend this line first.") from error
    reading = Reading(locale=locale)
    for context, entry in entries.items():
        if not entry.fuzzy and entry.msgstr:
            row = Returned(
                f"line {entry.line}", f"{domain}:{context}", entry.msgid, entry.msgstr,
                translated_by=entry.translated_by, confirmed=True,
            )  # fmt: skip
            reading.rows.append(row)
    return reading
