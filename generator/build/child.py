"""One build in a process of its own: what it printed, what became of it, and its end with ours.

In: the words of the command. Out: why there is no site, in words for whoever looks at the page.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO

_END_SECONDS = 10
"""How long a build that is asked to end may take before it is killed."""
_LAST_LINES = 40
"""How much is shown of what a build wrote when it broke off."""

_TRACEBACK = "Traceback (most recent call last):\n"

Show = Callable[[str], None]


def run_build(words: Sequence[str], *, show: Show, show_progress: Show) -> str:
    """Build in a new process, which sees changed code and templates; return why that failed.

    The result is empty when the site was built. *show* gets what the build printed, *show_progress*
    each line of its stderr at once. Whatever ends the wait (Ctrl+C, a signal) ends the build too.
    """
    command = [sys.executable, "-m", "generator", "build", *words]
    # Both are our own words, and no shell reads them.
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as process:
        lines: list[str] = []
        reader = threading.Thread(
            target=_read, args=(process.stderr, lines, show_progress), daemon=True
        )
        reader.start()
        try:
            printed = process.stdout.read() if process.stdout else ""
            code = process.wait()
        finally:
            end(process)
            reader.join(_END_SECONDS)
    show(printed)
    if code == 0:
        return ""
    # Problems end a build with 1, and so does a fault of the program.
    plain = printed and code == 1 and _TRACEBACK not in lines
    return printed if plain else printed + what_happened(code, lines)


def what_happened(code: int, lines: Sequence[str]) -> str:
    """Say why a build that printed no problem has failed: its exit *code*, its last *lines* of stderr."""
    if code < 0:
        name = signal.Signals(-code).name if -code in set(signal.Signals) else "unknown"
        said = f"The build was ended by signal {-code} ({name})."
        if name == "SIGKILL":
            said += " The computer may have run out of memory."
    else:
        said = f"The build ended with exit code {code}, not with a list of problems."
    last = "".join(lines[-_LAST_LINES:]).rstrip()
    more = f"The last lines that it wrote:\n\n{last}\n" if last else "It wrote nothing.\n"
    return f"{said} {more}\nSave a file to build again.\n"


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


def _read(stream: IO[str] | None, lines: list[str], show: Show) -> None:
    for line in stream or ():
        lines.append(line)
        show(line)
