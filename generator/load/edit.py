"""Writes the mark of a withdrawal into a content file, and touches nothing else in it.

Step 1. In: the text of a file and what is to be marked. Out: the new text; comments, quotes and
order stay as somebody wrote them.
"""

from __future__ import annotations

import json

from ..model.withdrawal import Withdrawal
from .ids import Standing


class NotEditableError(Exception):
    """The file is not written as we expect; the message says what to do by hand."""


def withdrawn_text(text: str, standing: Standing, mark: Withdrawal) -> str:
    """Return *text*, the file that *standing* was read from, with *mark* in it.

    Raises NotEditableError when the text is not what was read.
    """
    line, column = standing.file.place(standing.path)
    lines = text.splitlines(keepends=True)
    rows = {"day": str(mark.day), "why": mark.why, "instead": mark.instead}
    rows |= {"accepted_by": mark.accepted_by}
    told = {key: _quoted(value) for key, value in rows.items() if value is not None}
    if line > len(lines) or column > len(lines[line - 1]):
        raise NotEditableError(_changed(standing))
    here, end = lines[line - 1], "\r\n" if "\r\n" in text else "\n"
    before = here[: column - 1]
    if here[column - 1] == "{":
        inside = ", ".join(f"{key}: {value}" for key, value in told.items())
        lines[line - 1] = f"{before}{{withdrawn: {{{inside}}}, {here[column:].lstrip(' ')}"
    elif before.strip():
        raise NotEditableError(_changed(standing))
    else:
        more = "".join(f"{before}  {key}: {value}{end}" for key, value in told.items())
        lines[line - 1] = f"{before}withdrawn:{end}{more}{here}"
    return "".join(lines)


def _quoted(value: str) -> str:
    # What JSON writes is YAML too.
    return json.dumps(value, ensure_ascii=False)


def _changed(standing: Standing) -> str:
    return (
        f"{standing.file.shown} is not written as usual around {standing.id}. Put "
        '"withdrawn: {day: …, why: …}" there by hand.'
    )
