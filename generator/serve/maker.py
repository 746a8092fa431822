"""Step 5, serve: paths below the site → answers from the process that makes single pages.

In: paths below the site, names of files that changed. Out: a ``PathResult`` for each path, and news
when an answer that was given is no longer right. The process itself: ``on_demand.py``.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from .child import end

ResultKind = Literal["made", "absent", "problems", "later", "behind", "failed"]


@dataclass(frozen=True)
class PathResult:
    """What became of a path.

    ``made``: *data* is the file. ``absent``: the site has no such file. ``problems``: *data* says
    what is wrong with the content. ``later``: ask again, *data* says how far it is. ``behind``:
    only the whole build makes it. ``failed``: the program itself went wrong, *data* says how.
    """

    kind: ResultKind
    data: bytes = b""

    @property
    def words(self) -> str:
        """What it says, when it is not the file."""
        return self.data.decode("utf-8", "replace")


class Maker:
    """Starts the process, asks it, and ends it. Threads may ask; they take turns."""

    def __init__(self, content: Path, locales: Path, only: str | None) -> None:
        self._words = [str(content), str(locales), only or ""]
        self._turn = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._talk: Connection | None = None
        self._news: Connection | None = None
        self._broken = ""
        """Why it does not answer; it is not started again before something has changed."""

    def start(self) -> None:
        """Start the process, if it does not run."""
        with self._turn:
            self._start()

    def restart(self) -> None:
        """Start another process in the place of the one that runs."""
        with self._turn:
            self._end()
            self._broken = ""
            self._start()

    def ask(self, path: str) -> PathResult:
        """Return the answer for *path*, which counts from the site's root."""
        with self._turn:
            self._start()
            if self._talk is None:
                return PathResult("failed", self._broken.encode())
            try:
                self._send({"path": path})
                kind: ResultKind = json.loads(self._talk.recv_bytes())
                return PathResult(kind, self._talk.recv_bytes())
            except (OSError, EOFError):
                self._note_end()
                return PathResult("failed", self._broken.encode())

    def tell_changed(self, paths: Iterable[Path], edit: int) -> None:
        """Let it forget what follows from *paths*; later news are of the state *edit*."""
        with self._turn:
            self._broken = ""
            self._start()
            self._tell({"changed": list(map(str, paths)), "edit": edit})

    def tell_open(self, path: str) -> None:
        """Let it make ready for *path*, when it has nothing else to do."""
        with self._turn:
            self._tell({"open": path})

    def news(self) -> list[int]:
        """Return the states of which an earlier answer is no longer right; does not wait."""
        states: list[int] = []
        try:
            while self._news is not None and self._news.poll():
                states.append(json.loads(self._news.recv_bytes()))
        except (OSError, EOFError):
            self._news = None
        return states

    def stop(self) -> None:
        """End the process; it is gone when this returns."""
        # Not when it is our turn: who waits for its answer waits no longer then.
        if self._process is not None:
            end(self._process)
        with self._turn:
            self._end()
            self._broken = "The server is stopping."

    def _tell(self, message: dict[str, Any]) -> None:
        try:
            self._send(message)
        except OSError:
            self._note_end()

    def _send(self, message: dict[str, Any]) -> None:
        if self._talk is not None:
            self._talk.send_bytes(json.dumps(message).encode())

    def _start(self) -> None:
        if self._broken or self._talk is not None:
            return
        # Two lines: news must not come between a question and its answer.
        talk, its_talk = socket.socketpair()
        news, its_news = socket.socketpair()
        with its_talk, its_news:
            fds = its_talk.fileno(), its_news.fileno()
            # Our own words, and no shell reads them.
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "generator.serve.on_demand", *map(str, fds), *self._words],
                stdin=subprocess.DEVNULL,
                pass_fds=fds,
                text=True,
            )
        self._talk, self._news = Connection(talk.detach()), Connection(news.detach())

    def _note_end(self) -> None:
        code = None if self._process is None else self._process.wait()
        self._end()
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        self._broken = (
            f"The program that makes single pages has ended ({how}); what it wrote is on the "
            "terminal. It is started again when a file is saved."
        )

    def _end(self) -> None:
        for line in (self._talk, self._news):
            if line is not None:
                line.close()
        self._talk = self._news = None
        if self._process is not None:
            end(self._process)
            self._process = None


def send_answer(line: Connection, answer: PathResult) -> None:
    """Send *answer*, as ``Maker.ask`` reads it."""
    line.send_bytes(json.dumps(answer.kind).encode())
    line.send_bytes(answer.data)


def next_message(line: Connection) -> tuple[str, Any, int]:
    """Return the next message of ``Maker``: its kind, its value, and the number of its edit."""
    message = json.loads(line.recv_bytes())
    kind = next(iter(message))
    return kind, message[kind], message.get("edit", 0)
