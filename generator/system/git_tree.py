"""Beside the steps: a repository and the name of a commit → its folders, below another folder.

Only asks git, and changes nothing in the repository: no check-out, no index, no lock.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 120


class GitTreeError(Exception):
    """There is no such state, or it cannot be read: in words, with what to do."""


@dataclass(frozen=True)
class Commit:
    """One state of a repository."""

    root: Path
    """Where the repository lies."""
    id: str
    """40 hexadecimal digits, or 64."""
    day: str
    subject: str

    @property
    def short(self) -> str:
        """The beginning of its id, enough for a person."""
        return self.id[:10]


def find_commit(folder: Path, ref: str) -> Commit:
    """Return the commit that *ref* names in the repository of *folder*: a branch, a tag, a commit.

    Raises GitTreeError where there is no repository, no git or no such commit.
    """
    folder = folder.resolve()
    try:
        root = Path(_git(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    except GitTreeError as error:
        raise GitTreeError(f"{folder} is in no git repository ({error}).") from error
    # Whatever is typed is a name and no option, and of a tag its commit.
    name = f"{ref}^{{commit}}"
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except (GitTreeError, ValueError) as error:  # A name with a NUL is none.
        raise GitTreeError(
            f'The repository has no commit, branch or tag "{ref}". List them: git branch -a; git '
            "tag; git log --oneline"
        ) from error
    commit = found.decode().strip()
    told = _git(root, "show", "--no-patch", "--no-show-signature", "--format=%cs%n%s", commit, "--")
    day, _, subject = told.decode("utf-8", "replace").strip().partition("\n")
    return Commit(root, commit, day, subject)


def extract(commit: Commit, folders: Sequence[Path], into: Path) -> list[Path]:
    """Write *folders* as they were at *commit* below *into*; return the path of each.

    Raises GitTreeError for a folder outside of the repository, or missing then; OSError.
    """
    names = []
    for folder in folders:
        if not folder.resolve().is_relative_to(commit.root):
            raise GitTreeError(f"{folder} is not in the repository {commit.root}.")
        names.append(folder.resolve().relative_to(commit.root).as_posix())
    for name in names:
        if not _git(commit.root, "ls-tree", "--name-only", commit.id, "--", f":(literal){name}/"):
            raise GitTreeError(f"At {commit.short} the repository had no folder {name}.")
    packed = _git(
        commit.root, "archive", "--format=tar", commit.id, "--", *(f":(literal){n}" for n in names)
    )
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        # Nothing outside of the folder, no device; a link stays, and reading content refuses it.
        archive.extractall(into, filter="data")
    return [into / name for name in names]


def _git(folder: Path, *words: str) -> bytes:
    # The folder may belong to somebody else, as in a container; nothing of its own settings is run.
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "tar.umask=0022",
        "-C",
        str(folder),
        *words,
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env=environment,
        )
    except FileNotFoundError as error:
        raise GitTreeError("the program git is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise GitTreeError("git did not answer") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitTreeError(said[-1] if said else f"git ended with {done.returncode}")
    return done.stdout
