"""Step 1, beside gettext: faults of a PO file that its reader would pass over in silence.

In: the bytes of a PO file. Out: nothing, or ``UnreadablePoError`` with the line. Babel takes a line
with a missing quote without its last letter, mixes up letters where the header names another
charset, and keeps one of two messages of the same id: each time a sentence is lost or changed.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from .problems import brief

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

    A file without any message, as a killed program leaves it; quotes that do not close, letters that
    are not UTF-8, a header that names another charset, a message that breaks off, and a second message
    of the same id.
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
        found = _LINE.fullmatch(words)
        if found is None:
            raise UnreadablePoError("a quote is missing or stands too often in this line", number)
        key = found["key"] or key
        if message is None or _begins(message, found["key"]):
            _close(message, seen)
            message = _Message(number, obsolete)
        message.parts[key] = message.parts.get(key, "") + found["text"]
    if message is None:
        raise UnreadablePoError("it has no message; take it back out of its history", 1)
    _close(message, seen)


def _decode(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        raise UnreadablePoError('it begins with a byte order mark; save it as plain "UTF-8"', 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadablePoError(
            f"the byte 0x{data[error.start]:02X} here is not UTF-8", line
        ) from error


def _begins(message: _Message, key: str | None) -> bool:
    """Whether a line with *key* belongs to the message after this one."""
    return key == "msgctxt" or (key == "msgid" and "msgid" in message.parts)


def _close(message: _Message | None, seen: dict[str, int]) -> None:
    if message is None:
        return
    if not message.complete:
        raise UnreadablePoError("the file breaks off in this message", message.line)
    context, msgid = message.parts.get("msgctxt"), message.parts["msgid"]
    if not msgid and context is None:
        charset = _CHARSET.search("".join(message.parts.values()))
        if charset and charset[1].casefold() not in _UTF8:
            raise UnreadablePoError(
                f'its header says "charset={charset[1]}", and it is UTF-8; write "charset=UTF-8"',
                message.line,
            )
    elif context is not None and not message.obsolete:
        if context in seen:
            raise UnreadablePoError(
                f'the message "{context}" stands twice (first in line {seen[context]})',
                message.line,
            )
        seen[context] = message.line
