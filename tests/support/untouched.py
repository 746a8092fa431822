"""A plugin of pytest: whoever runs the tests finds the repository, its cache and its site as they were.

Tests write below tmp_path. What earlier builds of a developer remember is neither read nor changed:
all tests of one run share a cache of their own, so that what one has worked out the next looks up.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

MADE = (".cache", "site", "posters")
"""Folders of the repository that git does not look at, and that the program writes."""
OTHERS = {"mypy", "ruff", "peers"}
"""What other tools keep in .cache."""

_BEFORE = pytest.StashKey[dict[str, object]]()
_CACHE = pytest.StashKey[Path]()


def state(root: Path) -> dict[str, object]:
    """Return size and time of every file that git knows or would add, and of the MADE folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    names = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
    found: dict[str, object] = {name: _look(root / name) for name in names}
    # A file that is written whole changes the time of its folder.
    for folder in [made for name in MADE for made in _folders(root / name)]:
        found[folder.relative_to(root).as_posix() + "/"] = _look(folder)
    return found


def _look(path: Path) -> object:
    try:
        is_at = path.lstat()
    except OSError:
        return None
    return is_at.st_mtime_ns, is_at.st_mode, 0 if path.is_dir() else is_at.st_size


def _folders(top: Path) -> Iterator[Path]:
    for folder, names, _ in os.walk(top):
        names[:] = [name for name in names if name not in OTHERS]
        yield Path(folder)


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Return what was written, added or removed between two states."""
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def pytest_configure(config: pytest.Config) -> None:
    """Give all tests, in whichever process, a cache of their own."""
    if hasattr(config, "workerinput"):  # Of pytest-xdist: it has the environment of its parent.
        return
    config.stash[_CACHE] = Path(tempfile.mkdtemp(prefix="advisory-tests-"))
    cache = config.stash[_CACHE] / "cache"
    cache.mkdir()
    os.environ["ADVISORY_CACHE"] = str(cache)
    # Hundreds of commands are started: each module is compiled for the first of them alone, and none
    # of it is left in the repository.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(config.stash[_CACHE] / "compiled")


def pytest_unconfigure(config: pytest.Config) -> None:
    if _CACHE in config.stash:
        shutil.rmtree(config.stash[_CACHE], ignore_errors=True)


def pytest_sessionstart(session: pytest.Session) -> None:
    if _CACHE in session.config.stash:
        session.config.stash[_BEFORE] = state(session.config.rootpath)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the whole run when it has changed the repository."""
    before = session.config.stash.get(_BEFORE, None)
    if before is None or session.config.getoption("update_goldens", default=False):
        return
    names = changed(before, state(session.config.rootpath))
    if names:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        session.config.stash[_CHANGED] = names


_CHANGED = pytest.StashKey[list[str]]()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    names = config.stash.get(_CHANGED, [])
    if names:
        terminalreporter.section("the repository has changed during the tests", red=True)
        for name in names[:20]:
            terminalreporter.line(name)
        terminalreporter.line(
            f"{len(names)} files or folders changed. A test writes below tmp_path only. If you or a "
            "build changed them meanwhile, run the tests again."
        )
