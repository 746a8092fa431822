"""Put a finished tree in the place of the site: a whole one or none.

Everything is written into ``.SITE.staging`` beside the site, so that it lies on the same file
system, and changes places with the site in one step. A lock keeps a second build out; what a killed
build left is taken away by the next one, which holds the lock and so knows that nobody uses it.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import BuildError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def locked(site: Path) -> Iterator[None]:
    """Hold the site for one build. Raises BuildError when another build holds it."""
    site.parent.mkdir(parents=True, exist_ok=True)
    path = site.with_name(f".{site.name}.lock")
    with _open_locked(path, site) as handle:
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def _open_locked(path: Path, site: Path) -> Iterator[int]:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            who = os.read(handle, 20).decode() or "unknown"
            os.close(handle)
            raise BuildError(
                f"Another build is writing {site} (process {who}). Wait until it is done, then "
                "build again."
            ) from error
        # The build that held it may have deleted it in between: then this lock holds nobody.
        if path.exists() and os.fstat(handle).st_ino == path.stat().st_ino:
            break
        os.close(handle)
    try:
        yield handle
    finally:
        os.close(handle)


def recover(site: Path) -> None:
    """Take away what killed builds left; bring a site back that was only moved aside.

    Call it with the lock held.
    """
    for retired in _leftovers(site, "old"):
        if not site.exists():
            retired.rename(site)
    for leftover in (*_leftovers(site, "old"), *_leftovers(site, "staging")):
        shutil.rmtree(leftover, ignore_errors=True)


def _leftovers(site: Path, kind: str) -> list[Path]:
    return sorted(site.parent.glob(f".{site.name}.{kind}*"))


@contextmanager
def staging(site: Path) -> Iterator[Path]:
    """Give an empty folder beside *site*; it is gone afterwards, unless it became the site."""
    folder = site.with_name(f".{site.name}.staging")
    try:
        folder.mkdir(parents=True)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap(staged: Path, site: Path) -> None:
    """Make *staged* the site. Readers see the old site or the new one, never less."""
    if not site.exists():
        staged.rename(site)
    elif not _exchange(staged, site):
        _swap_in_two_steps(staged, site)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False when this system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
    )
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _swap_in_two_steps(staged: Path, site: Path) -> None:
    """For an instant there is no site; ``recover`` brings it back if we are killed just then."""
    retired = site.with_name(f".{site.name}.old")
    site.rename(retired)
    try:
        staged.rename(site)
    except OSError:
        retired.rename(site)
        raise
    shutil.rmtree(retired, ignore_errors=True)
