"""Step 0: where the files of this program are: templates, styles, tables, fonts, shared library.

The one place that counts folders upwards, so that a module can be moved without losing its files.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent

LIBRARY = PACKAGE / "library" if (PACKAGE / "library").is_dir() else REPOSITORY
"""Where our content/ and locales/ are; a wheel has them in the package (tools/wheel_backend.py)."""
LOCK = "advisory.lock"
"""Beside content/ and locales/ of a site of one's own, which lie over ours (load/layers.py)."""

ASSETS = PACKAGE / "assets"
TEMPLATES = PACKAGE / "templates"

LANGUAGES_FILE = LIBRARY / "locales" / "languages.yaml"
COUNTRIES_FILE = LIBRARY / "locales" / "countries.yaml"


def library_below(folder: Path, ours: str) -> Path | None:
    """Return the folder *ours* of the shared library that is below *folder*; None for no library.

    ``library_below(content, "content")``. Without a lock beside it, *folder* is all there is.
    """
    return LIBRARY / ours if (folder.parent / LOCK).is_file() else None


def own_countries_file(content: Path) -> Path:
    """Return the table for a new country of *content*: the program's, or of a site of one's own.

    A site's own table is over that of the program: its rows are allowed as well, and survive the
    next release.
    """
    return (
        content.parent / "locales" / COUNTRIES_FILE.name
        if library_below(content, "content")
        else COUNTRIES_FILE
    )
