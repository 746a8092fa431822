"""Beside the steps: signals → exceptions, so that a command cleans up before it ends.

Ctrl+C (SIGINT) raises KeyboardInterrupt, SIGTERM and SIGHUP raise ``Stopped``.
While files change places or are cleared away, a signal waits.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_USUAL = (signal.SIG_DFL, signal.default_int_handler)


class Stopped(SystemExit):
    """SIGTERM or SIGHUP came; the exit code is that of a program which the signal ended."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)
        self.number = number


class StopSignals:
    """Decides what a signal does in this process: there is one instance, as one set of handlers."""

    def __init__(self) -> None:
        self._holds = 0
        self.waiting: int | None = None
        """The signal that came while it was held."""

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Raise in the block what comes; a signal that is ignored (``nohup``) stays ignored.

        Only the main thread may set handlers; in another one nothing changes.
        """
        self._holds, self.waiting = 0, None
        before = {}
        if threading.current_thread() is threading.main_thread():
            before = {number: signal.getsignal(number) for number in _ENDING}
            before = {number: usual for number, usual in before.items() if usual in _USUAL}
        for number in before:
            signal.signal(number, self._arrive)
        try:
            yield
        finally:
            for number, usual in before.items():
                signal.signal(number, usual)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let a signal wait until the block is done, which must be short."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            if not self._holds and self.waiting is not None:
                number, self.waiting = self.waiting, None
                self._raise(number)

    def hold_until_end(self) -> None:
        """Let signals wait for the end of the command: the rest is short, and only clears up."""
        self._holds += 1

    @contextmanager
    def blocked(self) -> Iterator[None]:
        """Let the system keep signals back while a process is copied from ours: see ``forget``."""
        if not hasattr(signal, "pthread_sigmask"):
            yield
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def forget(self) -> None:
        """Leave signals to our parent, in a process copied from it while they were blocked.

        The parent ends this one. Otherwise each worker would report Ctrl+C in its own way.
        """
        for number in _ENDING:
            # SIGTERM is how a parent ends such a process.
            signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)

    def _arrive(self, number: int, _frame: object) -> None:
        if self._holds:
            self.waiting = number
        else:
            self._raise(number)

    @staticmethod
    def _raise(number: int) -> NoReturn:
        raise KeyboardInterrupt if number == signal.SIGINT else Stopped(number)


STOP_SIGNALS = StopSignals()


def signal_name(number: int) -> str:
    """Return the name of a signal as people know it: "Ctrl+C", "SIGTERM"."""
    return "Ctrl+C" if number == signal.SIGINT else signal.Signals(number).name
