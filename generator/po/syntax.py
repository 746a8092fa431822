"""Step 1: bytes of a PO file → nothing, or the line of a fault that Babel would not report.

In: the bytes of a PO file. Out: nothing, or ``UnreadablePoError`` with the line. Babel takes a line
with a missing quote without its last letter, mixes up letters where the header names another
charset, and keeps one of two messages of the same id: each time a sentence is lost or changed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from ..problems import brief

_LINE = re.compile(
    r'(?:(?P<key>msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?P<text>(?:[^"\\]|\\.)*)"'
)
_CHARSET = re.compile(r"charset=([^\s\\;\"]+)", re.IGNORECASE)
_UTF8 = frozenset({"utf-8", "utf8"})


class UnreadablePoError(ValueError):
    """A PO file that cannot be read; *line* counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        # Babel's own words quote what they cannot read, however long it is.
        super().__init__(brief(message))
        self.line = line


@dataclass
class _Message:
    """What was read so far of one message."""

    line: int
    obsolete: bool
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return "msgid" in self.parts and any(key.startswith("msgstr") for key in self.parts)


def check_po(data: bytes) -> None:
    """Raise UnreadablePoError at the first line that would be lost or read wrongly.

    A file without any message, as a killed program leaves it; quotes that do not close, letters
    that are not UTF-8, a header that names another charset, a message that breaks off, and a second
    message of the same id.
    """
    text = _decode(data)
    seen: dict[str, int] = {}
    message: _Message | None = None
    key = ""
    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        obsolete = words.startswith("#~")
        words = words.removeprefix("#~").strip()
        if not words or words.startswith(("#", "|")):
            continue
        parts = _LINE.fullmatch(words)
        if parts is None:
            raise UnreadablePoError("this line has one quote too few or too many", number)
        key = parts["key"] or key
        if message is None or _begins(message, parts["key"]):
            _close(message, seen)
            message = _Message(number, obsolete)
        message.parts[key] = message.parts.get(key, "") + parts["text"]
    if message is None:
        raise UnreadablePoError("the file has no message; restore it from its history", 1)
    _close(message, seen)


def _decode(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        raise UnreadablePoError(
            'the file starts with a byte order mark; save it as plain "UTF-8"', 1
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadablePoError(f"the byte 0x{data[error.start]:02X} is not UTF-8", line) from error


def _begins(message: _Message, key: str | None) -> bool:
    """Return whether a line with *key* belongs to the message after this one."""
    return key == "msgctxt" or (key == "msgid" and "msgid" in message.parts)


def _close(message: _Message | None, seen: dict[str, int]) -> None:
    if message is None:
        return
    if not message.complete:
        raise UnreadablePoError("the file ends in the middle of this message", message.line)
    context, msgid = message.parts.get("msgctxt"), message.parts["msgid"]
    if not msgid and context is None:
        charset = _CHARSET.search("".join(message.parts.values()))
        if charset and charset[1].casefold() not in _UTF8:
            raise UnreadablePoError(
                f'the header says "charset={charset[1]}", but the file is UTF-8; write '
                '"charset=UTF-8"',
                message.line,
            )
    elif context is not None and not message.obsolete:
        if context in seen:
            raise UnreadablePoError(
                f'the message "{context}" is there twice (first in line {seen[context]})',
                message.line,
            )
        seen[context] = message.line
