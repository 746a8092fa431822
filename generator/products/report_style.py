"""Beside step 4: the stylesheet of the page for staff, which is inside the page."""

from __future__ import annotations

from ..paths import TEMPLATES

_FILE = TEMPLATES / "report" / "status.css"


def stylesheet() -> str:
    """Return what is between ``<style>`` and ``</style>``."""
    return _FILE.read_text("utf-8")
