"""Step 4, teaching: a host, a locale and a course → the paths of slides and papers. Light to load: pages link them."""

from __future__ import annotations

from ..staff.papers.names import COURSE, StaffPaper

FOLDER = "courses"


def deck_path(host: str, locale: str, course: str) -> str:
    """Return the path of the slides below site/, without ``.pptx``, ``.slides.pdf`` or ``.slides.zip``."""
    return f"{FOLDER}/{host}.{locale}.{course}"


def kit_path(host: str, locale: str, course: str) -> str:
    """Return the path of the trainer kit of a course below site/."""
    return StaffPaper(host, locale, f"{COURSE}{course}").path


def sessions_path(host: str, locale: str) -> str:
    """Return the path of the paper on sessions with migrants below site/."""
    return StaffPaper(host, locale, "sessions").path
