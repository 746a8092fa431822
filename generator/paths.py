"""Step 0: where the files of this program are: templates, styles, tables, fonts.

The one place that counts folders upwards, so that a module can be moved without losing its files.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent

ASSETS = PACKAGE / "assets"
TEMPLATES = PACKAGE / "templates"

LANGUAGES_FILE = REPOSITORY / "locales" / "languages.yaml"
COUNTRIES_FILE = REPOSITORY / "locales" / "countries.yaml"
