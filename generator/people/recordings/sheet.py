"""Beside step 4: the lines to say → a sheet to print, and the recorder."""

from __future__ import annotations

from datetime import date

from ...cache.digests import digest
from .lines import Script
from .page import render
from .zip_in import VERSION


def recorder(script: Script) -> bytes:
    """Return the recorder: one HTML file that asks for each line and gives back one ZIP."""
    rows = [
        {
            "key": line.key,
            "digest": line.digest,
            "source": line.source,
            "words": line.words,
            "beside": line.beside,
        }
        for line in script.lines
    ]
    data = {"advisory_recordings": VERSION, "language": script.language, "rows": rows}
    # What the phone keeps belongs to exactly these lines.
    data["id"] = digest(data)[:12]
    return render(
        "recorder.html", script.language, "zip.js+recorder.js", data, beside=script.beside
    )


def paper_sheet(script: Script, today: date) -> bytes:
    """Return the same lines to print: to practise, to sign, to tick."""
    rows = [
        {"source": line.source, "words": line.words, "beside": line.beside} for line in script.lines
    ]
    return render(
        "sheet.html",
        script.language,
        "",
        {"rows": rows},
        beside=script.beside,
        day=today.isoformat(),
    )
