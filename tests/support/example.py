"""Where the tests' own content lies: the made-up country Freedonia, whose readers come from Sylvania."""

from __future__ import annotations

from datetime import date
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
EXAMPLE = TESTS / "example"
EXAMPLE_LOCALES = TESTS / "example_locales"
SMALL_LEAFLET = TESTS / "data" / "small_leaflet"
BUILD_DAY = date(2026, 11, 28)
"""The day on which everything is built in a test; SOURCE_DATE_EPOCH says the same."""
LAST_READ = "1796169600"
"""SOURCE_DATE_EPOCH of 2026-12-02, when sources of the real content were last read: on a day before it, that is ahead."""
