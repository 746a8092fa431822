"""Step 1: bytes of a content file → text, or problems of its encoding and characters.

UTF-8 without byte order mark, without tabs and without characters that nobody can see.
"""

from __future__ import annotations

import re
import unicodedata

from ..model import limits
from ..problems import Problem, RuleName

# Not ``splitlines``: that also ends lines where no editor does.
_LINE_END = re.compile(r"\r\n|\r|\n")
NOT_ALLOWED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ue000-\uf8ff\ufeff\ufff9-\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Controls, marks of direction, invisible joiners, private letters. ZWJ and ZWNJ may stay: some
scripts are spelt with them. U+200B is taken out in silence: we set line breaks ourselves."""


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or no text and the problems; *file* is its name in them."""

    def problem(rule: RuleName, place: tuple[int, int], message: str, remedy: str) -> Problem:
        return Problem(file, *place, "error", rule, "", message, remedy)

    utf8 = 'Save it as "UTF-8" (with "Save as" in the editor, or at the bottom of its window).'
    if len(data) > limits.FILE.most:
        message = f"the file has more than {limits.FILE.most:,} bytes"
        return None, [
            problem("too-large", (1, 1), message, "Split it, or remove what was pasted by mistake.")
        ]
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        message = "the file starts with a byte order mark"
        remedy = utf8.replace('"UTF-8"', '"UTF-8" without BOM')
        return None, [problem("encoding", (1, 1), message, remedy)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = place_of(data[: error.start].decode("utf-8"), error.start)
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        return None, [problem("encoding", place, message, utf8)]
    if "\0" in text:
        message = "the file contains a NUL character; it may be damaged or not a text file"
        return None, [problem("encoding", place_of(text, text.index("\0")), message, utf8)]
    tabs = [
        problem(
            "yaml-tab",
            (number, line.index("\t") + 1),
            "this line contains a tab",
            "Use spaces: two for each level.",
        )
        for number, line in enumerate(_LINE_END.split(text), start=1)
        if "\t" in line
    ]
    if tabs:
        return None, tabs
    hidden = [
        problem("invisible-character", place_of(text, letter.start()), *name_character(letter[0]))
        for letter in NOT_ALLOWED.finditer(text)
    ]
    return (None if hidden else text), hidden


def place_of(text: str, index: int) -> tuple[int, int]:
    """Return line and column, both from 1, of the character at *index* of *text*."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def name_character(character: str) -> tuple[str, str]:
    """Return in message and remedy which character that nobody can see is somewhere."""
    name = unicodedata.name(character, "a character without a name")
    message = (
        f"the text contains the invisible or private character U+{ord(character):04X} ({name})"
    )
    return message, "Remove it and type the words again; it often comes with pasted text."
