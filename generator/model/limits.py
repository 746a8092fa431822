"""How long and how many: what content may hold at most. Part of the one declaration of content.

In: nothing. Out: the limits that ``load`` and ``check`` refuse input by. They are far
above what content needs. Each keeps a slip (a pasted file, a key held down) from becoming minutes
of work or a paper that no press can print. docs/reference/checks.md shows this table to editors.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """The most of something, and in the plural what is counted."""

    most: int
    of: str

    def __str__(self) -> str:
        return f"{self.most:,} {self.of}"


FILE = Limit(2_000_000, "bytes of a file")
SOUND = Limit(1_048_576, "bytes of a recording")
DEPTH = Limit(20, "levels inside each other")
TEXT = Limit(2_000, "characters of a text")
WORD = Limit(200, "characters of a text without a space")
ADDRESS = Limit(500, "characters of a web address")
NUMBER = Limit(40, "characters of a telephone number")
ITEMS = Limit(1_000, "items of a list")
KEYS = Limit(2_000, "keys of a mapping")
AMOUNT = Limit(999_999_999_999, "units of a currency")
DAYS = Limit(3_650, "days of a limit or a deadline")
COPIES = Limit(20, "copies of a piece across or down a sheet")
PANELS = Limit(40, "panels of a hand-out")
BLOCKS = Limit(60, "blocks of a panel")
PAGES = Limit(200, "pages of a book")
SIZES = Limit(100, "type sizes that a hand-out is tried in")
PAPER = Limit(1_500, "millimetres of a sheet")
TYPE = Limit(72, "points of a type size")
TILES = Limit(100, "rows of a map of tiles")

LIMITS = (
    FILE, SOUND, DEPTH, TEXT, WORD, ADDRESS, NUMBER, ITEMS, KEYS, AMOUNT, DAYS, COPIES, PANELS,
    BLOCKS, PAGES, SIZES, PAPER, TYPE, TILES,
)  # fmt: skip
