"""Step 4, channels: names and values → content lines, of which vCard and iCalendar files are made.

In: names and values. Out: bytes as RFC 2426, 5545 and 6350 ask for: UTF-8, CRLF, lines of at most
75 octets. No value can begin a property of its own, whatever is in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from uuid import UUID, uuid5

from ...text.icu import grapheme_ends

OCTETS = 75
"""Most bytes of a line, without its end; with the blank before a continuation."""
_NAMESPACE = UUID("6e1f4c52-0d0b-5b0e-9c61-2f6f3d0a7f11")
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Marks that turn the order of what follows: an unclosed one would show digits in another order.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def escaped(value: str) -> str:
    r"""Return *value* as the text of a content line, without control characters.

    >>> escaped("Fire; smoke, heat\r\nEND:VCARD\x00")
    'Fire\\; smoke\\, heat\\nEND:VCARD'
    """
    lines = _LINE_ENDS.sub("\n", value).replace("\t", " ")
    return "".join(letter for letter in lines if _stays(letter)).strip().translate(_ESCAPED)


def _stays(letter: str) -> bool:
    if letter == "\n":
        return True
    return unicodedata.category(letter) not in ("Cc", "Cs") and letter not in _TURNING


def line(name: str, *parts: str) -> str:
    r"""Return one property, unfolded; *name* with its parameters is ours, *parts* may be anything.

    >>> print(line("N", "Fire, Freedonia", "", ""))
    N:Fire\, Freedonia;;
    """
    return f"{name}:{';'.join(escaped(part) for part in parts)}"


def folded(lines: Iterable[str]) -> bytes:
    """Return *lines* as a file."""
    return b"".join(b"%s\r\n" % piece for one in lines for piece in _pieces(one))


def _pieces(whole: str) -> Iterator[bytes]:
    """Yield a line in pieces, never cut within a character: programs may show each piece alone."""
    data = whole.encode()
    if len(data) <= OCTETS:
        yield data
        return
    piece = b""
    for unit in _units(whole):
        if len(piece) + len(unit) > OCTETS:
            yield piece
            piece = b" "
        piece += unit
    yield piece


def _units(whole: str) -> Iterator[bytes]:
    start = 0
    for end in sorted(grapheme_ends(whole)):
        unit = whole[start:end]
        start = end
        if len(unit.encode()) < OCTETS:
            yield unit.encode()
        else:  # Endless marks on one letter: nobody can read it, and it must not break the file.
            yield from (letter.encode() for letter in unit)


def stable_id(*names: str) -> str:
    """Return an id that is the same in each language and edition, so that a new import replaces."""
    return f"urn:uuid:{uuid5(_NAMESPACE, '/'.join(names))}"
