"""Beside the steps: a folder → whether git tracks it, read from the index.

The index is a file of a few hundred KB; to start git takes longer than to look
whether a name is in it at all.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from .ordinary_file import read_ordinary

_GIT_SECONDS = 10


def is_tracked(folder: Path) -> bool:
    """Return whether a file below *folder* is in the index of the repository that it lies in.

    False where there is no repository, or where git is needed and not installed.
    """
    # Folders on the way may be links; where they lead is where git looks.
    folder = folder.resolve()
    root = next((parent for parent in folder.parents if (parent / ".git").exists()), None)
    if root is None:
        return False
    try:
        index = read_ordinary(_git_folder(root) / "index")
    except OSError:
        return False
    return _may_name(index, folder.relative_to(root)) and _git_names(root, folder)


def _git_folder(root: Path) -> Path:
    """Return where the index lies: a worktree has a file ``.git`` that names another folder."""
    git = root / ".git"
    if git.is_dir():
        return git
    return root / os.fsdecode(read_ordinary(git, most=10_000)).removeprefix("gitdir:").strip()


def _may_name(index: bytes, folder: Path) -> bool:
    """Return whether the index may have a file of *folder*. Source: gitformat-index(5)."""
    shortened = index[4:8] == b"\0\0\0\4"  # Version 4 leaves out what a name shares with the last.
    return shortened or b"link\0" in index or os.fsencode(f"{folder.as_posix()}/") in index


def _git_names(root: Path, folder: Path) -> bool:
    # The folder may belong to somebody else, as in a container; nothing of its own settings is run.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "-c",
        "core.fsmonitor=false",
        "-C",
        str(root),
        "ls-files",
        "-z",
        "--",
        f":(top,literal){folder.relative_to(root).as_posix()}",
    ]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            check=False,
            timeout=_GIT_SECONDS,
            env={name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(done.stdout)
