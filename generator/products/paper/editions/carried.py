"""Step 4, editions: ``Carried``, one fact as a paper says it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Carried:
    """One fact, as a paper says it."""

    id: str
    said: str
    """Telephone number; or digest, and for life safety also a digest of the reader's words."""
    sentence: str = ""
    """What it says in the source locale, for comparing editions; empty for a contact."""
