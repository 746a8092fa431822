"""Beside the steps: any exception of a command → one sentence and an exit code.

The commands report problems of content. All other ends are here: a file that cannot be read or
written, no memory, nobody who reads the output, a signal. What remains is a fault of the program:
it is reported with the file at hand, and its traceback goes into the cache.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from .. import __version__
from ..cache.answers import UnsafeCacheError, cache_folder
from ..system.at_hand import name_at_hand
from ..system.out_of_memory import is_out_of_memory
from ..system.stop_signals import STOP_SIGNALS, Stopped, signal_name
from ..system.whole_file import write_whole
from .lazy import LazyGroup

FAULT = 70
"""Exit code of a fault of the program (EX_SOFTWARE of sysexits.h)."""
DEBUG = "ADVISORY_DEBUG"
"""Set to anything, it shows the traceback of whatever ended a command."""
_REPORT = "fault.txt"

_REMEDIES = {
    errno.ENOSPC: "The disk is full: free some space",
    errno.EDQUOT: "Your share of the disk is full: free some space",
    errno.EROFS: "It is mounted read-only: choose another place",
    errno.EACCES: "Check who may read and write there",
    errno.EPERM: "Check who may read and write there",
    errno.ENOENT: "Check that it is still there",
    errno.EMFILE: "Allow more open files (ulimit -n)",
    errno.ENFILE: "Close other programs",
    errno.ENOMEM: "Close other programs, or name fewer processes with --jobs",
    errno.EAGAIN: "Close other programs, or name fewer processes with --jobs",
}
_NO_MEMORY = (
    "There is not enough memory. Close other programs, or name fewer processes with --jobs, then "
    "run the command again."
)


class Commands(LazyGroup):
    """A group of commands inside the ring."""

    def main(self, *words: Any, **options: Any) -> Any:
        """Run a command and leave with its exit code; nothing else gets out."""
        _have_streams()
        with STOP_SIGNALS.listening():
            try:
                code = self._run(*words, **options)
            except BaseException as error:  # noqa: BLE001 — the outermost ring.
                code = _end(error)
            code = _flushed(code)
            if code == 0 and STOP_SIGNALS.waiting is not None:
                _say(f"{signal_name(STOP_SIGNALS.waiting)} arrived after the command had finished.")
                code = 128 + STOP_SIGNALS.waiting
        sys.exit(code)

    def _run(self, *words: Any, **options: Any) -> int:
        try:
            # Otherwise click would leave by itself, past the flushing of streams below.
            return super().main(*words, **{**options, "standalone_mode": False}) or 0
        except click.ClickException as error:
            with contextlib.suppress(OSError):
                error.show()
            return error.exit_code

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what click has its own ideas about goes past it."""
        try:
            return super().invoke(ctx)
        except (OSError, EOFError, KeyboardInterrupt) as error:
            raise _PastClickError from error


class _PastClickError(Exception):
    """Carries its cause: click would end in silence when a pipe closes, and say "Aborted!"."""


def _end(error: BaseException) -> int:
    """Report how a command ended; return the exit code."""
    if isinstance(error, _PastClickError) and error.__cause__ is not None:
        error = error.__cause__
    if os.environ.get(DEBUG) and not isinstance(error, SystemExit):
        with contextlib.suppress(OSError):
            traceback.print_exception(error)
    number = _signal_of(error)
    if number is not None:
        notes: list[str] = getattr(error, "__notes__", [])
        _say(" ".join([f"Stopped by {signal_name(number)}.", *notes]))
        return 128 + number
    if isinstance(error, SystemExit):
        return _code_of(error)
    if is_out_of_memory(error):
        # The frames reference what took the memory.
        traceback.clear_frames(error.__traceback__)
        _say(_NO_MEMORY)
    elif isinstance(error, OSError):
        return _unusable(error)
    elif isinstance(error, click.Abort):
        _say("The input ended before every question was answered.")
    elif isinstance(error, UnsafeCacheError):
        _say(f"{error} Nothing was done.")
    elif _is_incomplete_content(error):
        _say(f"{error} Nothing was written.")
    else:
        return _fault(error)
    return 1


def _signal_of(error: BaseException) -> int | None:
    """Return the number of the signal that *error* stands for; None when it is something else."""
    if isinstance(error, Stopped):
        return error.number
    # A question that is asked on the terminal turns Ctrl+C into Abort.
    at_prompt = isinstance(error, click.Abort) and isinstance(error.__context__, KeyboardInterrupt)
    return signal.SIGINT if at_prompt or isinstance(error, KeyboardInterrupt) else None


def _is_incomplete_content(error: BaseException) -> bool:
    """Return whether a file of content vanished, or broke, after it was checked."""
    from ..load.content import ContentIncompleteError  # noqa: PLC0415 - slow, and seldom needed

    return isinstance(error, ContentIncompleteError)


def _code_of(error: SystemExit) -> int:
    """Exit code of an ended command; words in its place are printed, as Python does."""
    if error.code is None or isinstance(error.code, int):
        return error.code or 0
    _say(str(error.code))
    return 1


def _unusable(error: OSError) -> int:
    """Report a file, a folder or the standard output that cannot be used."""
    reason = error.strerror or str(error)
    if not _has_folder():
        _say(
            "The folder in which this command runs no longer exists. Change into one that "
            "exists, then run the command again."
        )
        return 2
    if error.filename is None and isinstance(error, BrokenPipeError):
        _say("The output was closed, so the command stopped.")
        return 1
    if _was_printing(error):
        _say(f"The output cannot be written ({reason}), so the command stopped.")
        return 1
    name = (
        f"{_as_text(error.filename)} cannot be used" if error.filename else "A file cannot be used"
    )
    remedy = _REMEDIES.get(error.errno or 0, "Check that it is an ordinary file that you may open")
    _say(f"{name} ({reason}). {remedy}, then run the command again.")
    return 1


def _was_printing(error: OSError) -> bool:
    """Return whether an error came from printing. What was not written is lost."""
    modules = (
        frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)
    )
    return any(module == "click.utils" or module.startswith("rich.") for module in modules)


def _has_folder() -> bool:
    """Return whether the folder is still there that the command runs in."""
    try:
        return Path.cwd().is_dir()
    except OSError:
        return False


def _as_text(name: object) -> str:
    return os.fsdecode(name) if isinstance(name, (str, bytes, os.PathLike)) else str(name)


def _fault(error: BaseException) -> int:
    """Report a fault of the program, and store where it happened."""
    lines = [
        "This is a fault of the program. Please report it.",
        f"{type(error).__name__}: {error}"[:400],
    ]
    if name := name_at_hand(error):
        lines.append(f"The program was working on {name}.")
    try:
        path = cache_folder() / _REPORT
        write_whole(path, _report(error).encode("utf-8", "backslashreplace"))
        lines.append(f"Add the file {path} to your report: it shows where the fault is.")
    except (OSError, UnsafeCacheError):
        lines.append(_report(error))
    _say("\n".join(lines))
    return FAULT


def _report(error: BaseException) -> str:
    """Where a fault happened, without what exceptions say: that may quote a table of addresses."""
    parts = [f"advisory {__version__}, Python {sys.version}\n"]
    parts += [f"Working on {name}\n"] if (name := name_at_hand(error)) else []
    for one in _chain(error):
        parts += [f"\n{type(one).__module__}.{type(one).__name__}\n"]
        # An error from a worker process is only a text.
        parts += traceback.format_tb(one.__traceback__) or [str(one)]
    return "".join(parts)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _have_streams() -> None:
    """Open each closed standard stream: else the next file would get its number and its text."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows \u1000 for what it has no letters for.
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _flushed(code: int) -> int:
    """Flush the streams; report a failure, so that Python does not report it again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError) as error:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if code == 0:
                _say(f"The output cannot be written ({error}).")
                code = 1
    return code


def _say(text: str) -> None:
    with contextlib.suppress(OSError, MemoryError):
        click.echo(text, err=True)
