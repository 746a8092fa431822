"""Step 0: where the files of this program are: templates, styles, tables, fonts, and the shared library.

The one place that counts folders upwards, so that a module can be moved without losing its files.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent

LIBRARY = PACKAGE / "library" if (PACKAGE / "library").is_dir() else REPOSITORY
"""Where our content/ and locales/ are: a wheel carries them inside the package (tools/wheel_backend.py)."""
LOCK = "advisory.lock"
"""Beside content/ and locales/ of a site of one's own, which lie over ours (load/layers.py)."""

ASSETS = PACKAGE / "assets"
TEMPLATES = PACKAGE / "templates"

LANGUAGES_FILE = LIBRARY / "locales" / "languages.yaml"
COUNTRIES_FILE = LIBRARY / "locales" / "countries.yaml"


def library_below(folder: Path, ours: str) -> Path | None:
    """Return the folder *ours* of the shared library, over which *folder* lies; None when it lies over none.

    ``library_below(content, "content")``. Without a lock beside it, *folder* is everything there is.
    """
    return LIBRARY / ours if (folder.parent / LOCK).is_file() else None


def own_countries_file(content: Path) -> Path:
    """Return the table into which a new country of *content* is written: the program's, or that of a site of one's own.

    A site's own lies over that of the program: its rows are allowed besides, and survive the next release.
    """
    return (
        content.parent / "locales" / COUNTRIES_FILE.name
        if library_below(content, "content")
        else COUNTRIES_FILE
    )
