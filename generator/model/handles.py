"""Step 1, model: the handle of a colleague, and whether two handles are one person's."""

from __future__ import annotations

import re
import unicodedata

_HANDLE = re.compile(r"[^\W_][\w.\-\u0e31-\u0e4e\u102b-\u103e]{1,31}")
_LIKE_LATIN = ("CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL")
"""What names of letters begin with that look like those of the Latin alphabet."""
_BETWEEN = re.compile(r"[._\-]")


def handle_fault(text: str) -> str:
    """Return why *text* is no handle; "" when it is one."""
    if not _HANDLE.fullmatch(text):
        return f'"{text}" is not a handle; write 2 to 32 letters or digits without a space'
    if any(unicodedata.name(letter, "").startswith(_LIKE_LATIN) for letter in text):
        return (
            f'"{text}" has a letter that looks like a Latin one and is another; type it again with '
            "the letters a to z"
        )
    return ""


def is_same_person(one: str, other: str) -> bool:
    """Return whether two handles are one person's, in any spelling: fox, Fox, fox. and f-o-x.

    A second person is another person: whoever types a handle twice has not asked anybody.
    """
    return person_of(one) == person_of(other)


def person_of(handle: str) -> str:
    """Return what all spellings of one handle have in common."""
    # Marks stay: of Thai and Burmese they are half of the letters.
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", handle.strip())).casefold()
