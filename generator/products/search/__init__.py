"""What can be found in the pages of one host in one locale: a file that a phone loads when asked to.

Pages make it while they are rendered (``products/pages/indexed.py``), so that it knows exactly what they
say. Why: docs/explanation/search.md.
"""

from .entries import Entry, entries_of
from .packed import packed

__all__ = ["Entry", "entries_of", "packed"]
