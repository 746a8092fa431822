"""The stylesheet of the page for staff: it stands inside the page, which is also printed as one file."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "templates" / "staff" / "status.css"


def stylesheet() -> str:
    """Return what stands between ``<style>`` and ``</style>``."""
    return _FILE.read_text("utf-8")
