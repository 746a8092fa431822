"""A Python environment of the peers' own: pinned, with hashes, apart from what builds a site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
_REQUIREMENTS = HERE / "requirements.txt"


def peers_bin(root: Path) -> Path:
    """Return the folder of the peers' programs; make the environment when it is missing or old."""
    # Not in .cache: a build takes a link in there for a stranger's, and an environment is full of links.
    venv = root / ".venv-peers"
    stamp = venv / ".set-up"
    wanted = _REQUIREMENTS.read_text("utf-8")
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        print("Installing the peers (once) …", file=sys.stderr)
        uv = Path(sys.executable).with_name("uv")
        _call(uv, "venv", "--quiet", "--clear", "--python", sys.executable, venv)
        python = venv / "bin" / "python"
        _call(uv, "pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes",
              "--python", python, _REQUIREMENTS)  # fmt: skip
        stamp.write_text(wanted, "utf-8")
    return venv / "bin"


def _call(*words: str | Path) -> None:
    subprocess.run(list(map(str, words)), check=True)
