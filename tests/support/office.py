"""LibreOffice, the other program that opens a copy to adapt or a deck of slides."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


def needs(part: str) -> pytest.MarkDecorator:
    """Skip without the part "writer" or "impress": a machine may have one alone, and say so by an exit code only."""
    found = shutil.which("soffice")
    missing = found is None or not (Path(found).resolve().parent / f"s{part}").exists()
    return pytest.mark.skipif(missing, reason=f"no LibreOffice here: libreoffice-{part}")


def converted(path: Path, suffix: str) -> Path:
    """The file written anew as `suffix` into a folder beside it, by a LibreOffice nobody has used before."""
    home, out = (path.parent / "home").as_uri(), path.parent / "saved"
    command = ["soffice", f"-env:UserInstallation={home}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / f"{path.stem}.{suffix}"
