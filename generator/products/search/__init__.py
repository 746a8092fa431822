"""Step 4: pages of one host and locale → the search index that a phone loads.

Pages make it while they are rendered (``products/pages/indexed.py``), so that it has exactly their
words. Why: docs/explanation/search.md.
"""

from .entries import Section, entries_of
from .fillers import fillers_of
from .packed import packed

__all__ = [
    "Section",
    "entries_of",
    "fillers_of",
    "packed",
]
