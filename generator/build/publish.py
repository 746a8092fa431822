"""Step 5: a finished tree → the site, replaced in one step, under a lock.

Everything is written into ``.SITE.staging`` beside the site, so that it lies on the same file
system, and changes places with the site in one step. What was the site is the next build's staging
folder (``tree.py``). A lock keeps a second build out, so that its owner knows that nobody
uses what a killed build left.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from ..system.ordinary_file import kind_of
from ..system.stop_signals import STOP_SIGNALS
from .errors import BuildError
from .site_folder import look_through
from .tree import Tree
from .tree_record import TreeRecords

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def locked(site: Path) -> Iterator[None]:
    """Lock the site for one build. Raises BuildError when another build has the lock."""
    site.parent.mkdir(parents=True, exist_ok=True)
    path = _beside(site, "lock")
    with ExitStack() as afterwards:
        # A signal between the lock and the promise to delete it would leave it.
        with STOP_SIGNALS.held():
            handle = afterwards.enter_context(_open_locked(path, site))
            afterwards.callback(path.unlink, missing_ok=True)
            os.truncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        yield


@contextmanager
def _open_locked(path: Path, site: Path) -> Iterator[int]:
    while True:
        handle = _open_lock(path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            who = os.read(handle, 20).decode() or "unknown"
            os.close(handle)
            raise BuildError(
                f"Another build is writing {site} (process {who}). Wait until it has finished, "
                "then build again."
            ) from error
        # The build that had it may have deleted it in between: then this lock protects nothing.
        with contextlib.suppress(FileNotFoundError):
            if os.fstat(handle).st_ino == path.lstat().st_ino:
                break
        os.close(handle)
    try:
        yield handle
    finally:
        os.close(handle)


def _open_lock(path: Path) -> int:
    """Make and open the lock; follow no link in its place, and never wait."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        handle = os.open(path, flags, 0o644)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.EISDIR, errno.ENXIO):
            raise
        raise BuildError(_not_ours(path)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BuildError(_not_ours(path))
    return handle


def _beside(site: Path, kind: str) -> Path:
    return site.with_name(f".{site.name}.{kind}")


def _not_ours(path: Path) -> str:
    kind = kind_of(path.lstat().st_mode) or "a file"
    return f"{path} is {kind}, which no build made. Delete it or move it away, then build again."


def recover(site: Path) -> None:
    """Take away what killed builds left; bring a site back that was only moved aside.

    Only what has exactly the name that a build gives it. Call it with the lock held. Raises
    BuildError when somebody else made something of that name.
    """
    retired = _beside(site, "old")
    for leftover in (retired, _beside(site, "staging")):
        if leftover.is_symlink() or (leftover.exists() and not leftover.is_dir()):
            raise BuildError(_not_ours(leftover))
    if retired.exists():
        look_through(retired)
        if not site.exists():
            retired.rename(site)
    shutil.rmtree(retired, ignore_errors=True)


@contextmanager
def staging(site: Path, records: TreeRecords) -> Iterator[Tree]:
    """Yield the tree beside *site* in which the next site is made.

    That is the one before the site, when *records* know it, else an empty one. Afterwards it is
    gone, unless they know it. Everybody may read what is made meanwhile, whatever our user's umask
    is: the server that sends a site is another user.
    """
    folder = _beside(site, "staging")
    habit = os.umask(0o022)
    try:
        yield _opened(folder, records)
    finally:
        with STOP_SIGNALS.held():
            os.umask(habit)
            if not records.know(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _opened(folder: Path, records: TreeRecords) -> Tree:
    record = records.of(folder)
    if record is not None:
        # Whatever was done to it: then a new one is made.
        with contextlib.suppress(OSError):
            return Tree(folder, record)
    if folder.exists():
        _take_away(folder)
    folder.mkdir(parents=True)
    return Tree(folder, None)


def _take_away(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise BuildError(
            f"{folder}, in which the next site is built, cannot be deleted ({error.strerror}: "
            f"{error.filename}). Delete it, or become its owner, then build again. The old site is "
            "untouched."
        ) from error


def swap(staged: Path, site: Path) -> None:
    """Make *staged* the site. Readers see the old site or the new one, never less.

    A signal waits from here on: "stopped" would be a lie when the new site is in its place.
    """
    STOP_SIGNALS.hold_until_end()
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
    # An old kernel, or a file system without this call.
    if number in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _swap_in_two_steps(staged: Path, site: Path) -> None:
    """For an instant there is no site; ``recover`` brings it back if we are killed just then."""
    retired = _beside(site, "old")
    site.rename(retired)
    try:
        staged.rename(site)
    except OSError:
        retired.rename(site)
        raise
    retired.rename(staged)
