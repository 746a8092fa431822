"""Repositories of the made-up country that a test may change, and builds of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ADVISORY = [sys.executable, "-m", "generator"]
ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "tests" / "example"
EXAMPLE_LOCALES = ROOT / "tests" / "example_locales"

SMALL_LEAFLET = ROOT / "tests" / "data" / "small_leaflet"


def listing(site: Path) -> dict[str, bytes]:
    """Bytes of every file below *site*, by path."""
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def workplace(folder: Path, *, code: bool = False) -> Path:
    """Make a repository in *folder*; with *code* it has its own copy of the program."""
    shutil.copytree(EXAMPLE, folder / "content")
    shutil.copytree(SMALL_LEAFLET, folder / "content" / "leaflets")
    # A few translations are enough for the tests: offer every locale that has one.
    replace(folder / "content" / "site.yaml", "offer_from: 80", "offer_from: 1")
    shutil.copytree(EXAMPLE_LOCALES, folder / "locales")
    shutil.copy(ROOT / "locales" / "languages.yaml", folder / "locales")
    if code:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "generator", folder / "generator", ignore=ignore)
        shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def replace(path: Path, old: str, new: str) -> None:
    """Change one text of a file."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1), "utf-8")


def environment(place: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Variables for a program that runs in *place*: its own code if it has any, its own cache."""
    home = place if (place / "generator").exists() else ROOT
    return {
        **os.environ, "PYTHONPATH": str(home), "SOURCE_DATE_EPOCH": "1795564800",
        "ADVISORY_CACHE": str(place / ".cache"), **(extra or {}),
    }  # fmt: skip


def advisory(place: Path, *words: str, env: Mapping[str, str] | None = None, code: int = 0) -> str:
    """Run ``advisory`` in *place* and return what it printed."""
    done = subprocess.run(
        [*ADVISORY, *words], cwd=place, env=environment(place, env), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout
