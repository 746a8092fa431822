"""Hugo, with one template fed from data: the same words as our pages, from JSON that is ready-made."""

from __future__ import annotations

import shutil
from pathlib import Path

_SITE = Path(__file__).resolve().parent / "hugo_site"


def write_project(folder: Path) -> Path:
    """Copy the project; return the folder for the data of its pages."""
    shutil.copytree(_SITE, folder, dirs_exist_ok=True)
    data = folder / "data" / "pages"
    data.mkdir(parents=True)
    return data
