"""Step 1, model: limits for content and for files that come back, by what is counted.

In: nothing. Out: the limits that ``load``, ``check`` and the imports refuse input by. They are far
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
# What a phone recorded: a minute of its best is 3 MB. All lines of the core, twice over.
RAW_SOUND = Limit(4_000_000, "bytes of a sound as it was recorded")
SOUNDS = Limit(200, "sounds in a ZIP that comes back")
HANDED = Limit(64_000_000, "bytes of a ZIP with sounds that comes back")
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
# A hand types it beside a QR code.
SHORT_ADDRESS = Limit(80, "characters of the short web address")
# A notice is read in the rain: a name as a sign has it, and one text.
PLACE = Limit(80, "characters of the name of a place in a notice")
NOTICE = Limit(280, "characters of the free text of a notice")
# Ids become file names, several of them one: 255 bytes is what file systems take.
ID = Limit(48, "characters of an id")
SOUND_NAME = Limit(96, "characters of the name of a recording")
FACT_NAME = Limit(160, "characters of the name of a fact in an edition")

# Pictures: each page that shows one has it in it.
PICTURE = Limit(100_000, "bytes of a picture")
SIDE = Limit(10_000, "units of a side of a picture")

# What is handed in. Within all of them a reader takes at most ten seconds and 500 MB. Our largest,
# all texts with another language beside them, have 6 MB, 7,300 rows and 110,000 cells; unpacked
# 10 MB.
TABLE = Limit(16_000_000, "bytes of a table, workbook or form that comes back")
ROWS = Limit(50_000, "rows of a table")
COLUMNS = Limit(200, "columns of a table")
CELL = Limit(10_000, "characters of a cell or a translation that comes back")
WORKBOOK = Limit(64_000_000, "bytes of a workbook, unpacked")
CELLS = Limit(500_000, "cells of a sheet")
# A cell is two or three of them.
ELEMENTS = Limit(1_500_000, "elements of a sheet, or of an answer of a form")
# Each stays in memory, with its attributes; our largest file has 48,000.
XLIFF = Limit(1_000_000, "elements of an XLIFF file")
# Each becomes 400 bytes; a workbook of ours has 130.
LOOKS = Limit(50_000, "elements of another part of a workbook, such as its formats")
# Our largest has 0.6 MB.
PO = Limit(4_000_000, "bytes of a PO file")
# A wall is read from two metres.
POSTER_ADDRESS = Limit(160, "characters of the address on a poster")
POSTER_LINE = Limit(60, "characters of another line on a poster")

LIMITS = (
    FILE,
    SOUND,
    DEPTH,
    TEXT,
    WORD,
    ADDRESS,
    NUMBER,
    ITEMS,
    KEYS,
    AMOUNT,
    DAYS,
    COPIES,
    PANELS,
    BLOCKS,
    PAGES,
    SIZES,
    PAPER,
    TYPE,
    TILES,
    SHORT_ADDRESS,
    ID,
    SOUND_NAME,
    FACT_NAME,
    PICTURE,
    SIDE,
    TABLE,
    ROWS,
    COLUMNS,
    CELL,
    WORKBOOK,
    CELLS,
    ELEMENTS,
    XLIFF,
    LOOKS,
    PO,
    POSTER_ADDRESS,
    POSTER_LINE,
)
