"""Step 5, serve: requests of ``maker`` → pages, in the process that keeps the engine loaded.

In: the messages of ``maker.Maker``. Out: its answers. A request goes first; while there is none,
the country of the open page is made ready and checked, step by step.
"""

from __future__ import annotations

import contextlib
import json
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from .maker import next_message, send_answer
from .workshop import Workshop


def main(words: list[str]) -> None:
    """Answer until the server ends; *words* are two open files, two folders and the selection."""
    talk, news = Connection(int(words[0])), Connection(int(words[1]))
    workshop = Workshop(Path(words[2]), Path(words[3]), words[4])
    with contextlib.suppress(EOFError, BrokenPipeError):
        _answer(workshop, talk, news)


def _answer(workshop: Workshop, talk: Connection, news: Connection) -> None:
    edit = 0
    while True:
        if workshop.has_work and not talk.poll():
            if workshop.work():
                news.send_bytes(json.dumps(edit).encode())
            continue
        kind, value, state = next_message(talk)
        if kind == "path":
            send_answer(talk, workshop.answer(value))
        elif kind == "open":
            workshop.make_ready(value)
        else:
            edit = state
            workshop.forget(map(Path, value))


if __name__ == "__main__":
    # Ctrl+C reaches all processes of a terminal: the server ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(sys.argv[1:])
