"""Beside the steps: a font and a few words → a font with only what these words need.

In: a bundled TTF file and the words. Out: the bytes of a TTF file. Cut by letters with all that the
shaper needs to put them together, so it draws exactly these words; other words of the same letters
may come out wrong, so it is for names alone, never for sentences.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import uharfbuzz as hb

if TYPE_CHECKING:
    from pathlib import Path


@cache
def cut_to(path: Path, words: str) -> bytes:
    """Return the font *path* with what *words* need."""
    needs = hb.SubsetInput()
    needs.sets(hb.SubsetInputSets.UNICODE).update(map(ord, words))
    needs.sets(hb.SubsetInputSets.NAME_ID).clear()
    needs.flags = hb.SubsetFlags.NO_HINTING
    whole = hb.Face(hb.Blob.from_file_path(str(path)))
    return bytes(hb.subset(whole, needs).blob.data)
