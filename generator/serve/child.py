"""Step 5, serve: command-line words → one build in its own process, its output and its end.

In: the words of the command. Out: why there is no site, in words for the reader of the page.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO

_END_SECONDS = 10
"""How long a build that is asked to end may take before it is killed."""
_NICE = 10
"""By how much it steps back behind the page that somebody looks at."""
_LAST_LINES = 40
"""How much is shown of what a build wrote when it broke off."""

_TRACEBACK = "Traceback (most recent call last):\n"

Show = Callable[[str], None]


class Build:
    """A build in a new process, which sees changed code and templates, with low priority.

    *show* gets what it printed, when it has ended; *show_progress* each line of its stderr at once.
    """

    def __init__(self, words: Sequence[str], *, show: Show, show_progress: Show) -> None:
        command = [sys.executable, "-m", "generator", "build", *words]
        # Both are our own words, and no shell reads them.
        self._process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICE)
        self._show, self._printed, self._lines = show, list[str](), list[str]()
        # Read at once: a pipe that nobody empties stops the build when it is full.
        self._readers = [
            _reader(self._process.stdout, self._printed.append),
            _reader(self._process.stderr, self._lines.append, show_progress),
        ]

    def result(self) -> str | None:
        """Return why there is no site, empty when it was built; None while the build runs."""
        if self._process.poll() is None:
            return None
        self.end()
        printed, code = "".join(self._printed), self._process.returncode
        self._show(printed)
        if code == 0:
            return ""
        # Problems end a build with 1, and so does a fault of the program.
        plain = printed and code == 1 and _TRACEBACK not in self._lines
        return printed if plain else printed + what_happened(code, self._lines)

    def end(self) -> None:
        """End it; it is gone when this returns."""
        end(self._process)
        for reader in self._readers:
            reader.join(_END_SECONDS)


def what_happened(code: int, lines: Sequence[str]) -> str:
    """Return why a build without a list of problems failed: exit *code*, last *lines* of stderr."""
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else "unknown"
        reason = f"The build was ended by signal {-code} ({name})."
        if name == "SIGKILL":
            reason += " The computer may have run out of memory."
    else:
        reason = f"The build ended with exit code {code}, not with a list of problems."
    last = "".join(lines[-_LAST_LINES:]).rstrip()
    more = f"The last lines that it wrote:\n\n{last}\n" if last else "It wrote nothing.\n"
    return f"{reason} {more}\nSave a file to build again.\n"


def end(process: subprocess.Popen[str]) -> None:
    """End *process*, gently and then not; one that has ended already is left alone."""
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _reader(stream: IO[str] | None, *take: Show) -> threading.Thread:
    def read() -> None:
        for line in stream or ():
            for each in take:
                each(line)

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    return thread
