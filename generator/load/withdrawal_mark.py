"""Step 1: the text of a content file and a withdrawal → the text with only the mark added.

Comments, quotes and order stay as somebody wrote them.
"""

from __future__ import annotations

import json

from ..model.withdrawal import Withdrawal
from .decode import NOT_ALLOWED
from .edit import LayoutError, refuse_other_changes
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
    rows |= {"reported": str(mark.reported) if mark.reported else None}
    values = {key: value for key, value in rows.items() if value is not None}
    lines_of_mark = {key: _quoted(value) for key, value in values.items()}
    if line > len(lines) or column > len(lines[line - 1]):
        raise NotEditableError(_changed(standing))
    line_there, end = lines[line - 1], "\r\n" if "\r\n" in text else "\n"
    before = line_there[: column - 1]
    if line_there[column - 1] == "{":
        inside = ", ".join(f"{key}: {value}" for key, value in lines_of_mark.items())
        lines[line - 1] = f"{before}{{withdrawn: {{{inside}}}, {line_there[column:].lstrip(' ')}"
    elif before.strip():
        raise NotEditableError(_changed(standing))
    else:
        more = "".join(f"{before}  {key}: {value}{end}" for key, value in lines_of_mark.items())
        lines[line - 1] = f"{before}withdrawn:{end}{more}{line_there}"
    new = "".join(lines)
    path = standing.path[len(standing.file.context) :]
    try:
        refuse_other_changes(text, new, {(*path, "withdrawn"): values}, standing.file.shown)
    except LayoutError as error:
        raise NotEditableError(_changed(standing)) from error
    return new


def _quoted(value: str) -> str:
    # What JSON writes is YAML too, except invisible letters: YAML or we refuse these as they are.
    return "".join(
        letter
        if letter.isprintable() and not NOT_ALLOWED.match(letter)
        else f"\\U{ord(letter):08x}"
        for letter in json.dumps(value, ensure_ascii=False)
    )


def _changed(standing: Standing) -> str:
    return (
        f"{standing.file.shown} is not in the usual form around {standing.id}. Add "
        '"withdrawn: {day: …, why: …}" there by hand.'
    )
