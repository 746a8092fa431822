"""Step 5, serve: a path and changes of files → the page made from the files as they are now.

In: changes of files, what single pages and whole builds come to. Out: for each path the file on the
disk while the site is up to date, else its page made on demand. The whole build runs behind.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .changes import Changes
from .child import Build
from .maker import Maker, PathResult

_WAIT_SECONDS = 5.0
"""How long a browser waits before it gets a page with the progress."""


@dataclass(frozen=True)
class SourceFiles:
    """The files that a site follows from."""

    content: Path
    locales: Path
    program: Sequence[Path]
    """A process that has read these must be restarted when they change."""

    def is_program(self, path: Path) -> bool:
        """Return whether *path* is one of the program's."""
        return any(path.is_relative_to(place) for place in self.program)


class Preview:
    """Answers what a browser asks for, follows the files, and builds the site behind.

    *part*: the build makes a part of the site, and leaves the rest as it is.
    """

    def __init__(
        self, inputs: SourceFiles, maker: Maker, start_build: Callable[[], Build], *, part: bool
    ) -> None:
        self._inputs, self._maker, self._start_build = inputs, maker, start_build
        self._part = part
        self._state = threading.Lock()
        self.version = 0
        """Grows when open pages must load again."""
        self._edit = 0
        """How often something has changed."""
        self._built = -1
        """The edit whose result the last build has reported."""
        self._problems = ""
        """Why that build has failed; empty when the site is there."""
        self._open = self._ready = ""
        """The page that somebody looks at, and the one that the maker is ready for."""

    @property
    def problems(self) -> str:
        """Why there is no site of the files as they are now; empty when nothing is known of it."""
        with self._state:
            return self._problems if self._built == self._edit else ""

    def note_open(self, path: str) -> None:
        """Note which page, by its path below the site, somebody looks at."""
        self._open = path

    def answer(self, path: str, *, is_missing: bool = False) -> PathResult | None:
        """Return what to show for *path* below the site; None = the file on the disk, or none.

        *is_missing*: it is not on the disk, and may be a paper that a build makes only if asked to.
        """
        until = time.monotonic() + _WAIT_SECONDS
        while True:
            with self._state:
                built, problems = self._built == self._edit, self._problems
            if built and (problems or not is_missing):
                return PathResult("problems", problems.encode()) if problems else None
            answer = self._maker.ask(path)
            # A part of a site leaves the rest as it was built before.
            if answer.kind == "absent" and self._part:
                return None
            if answer.kind != "later" or time.monotonic() > until:
                return answer

    def run(self, changes: Changes) -> None:
        """Follow *changes* until a signal ends it; what was started is gone then."""
        build: Build | None = None
        edit = self._edit
        try:
            self._maker.start()
            build = self._start_build()
            while True:
                if changed := changes.wait():
                    self._follow_edit(changed)
                if self._edit in self._maker.news():
                    self.version += 1
                result = None if build is None else build.result()
                if result is not None:
                    build = None
                    self._note_result(edit, result)
                if build is None and self._built != self._edit:
                    build, edit = self._start_build(), self._edit
                self._make_ready()
        finally:
            self._maker.stop()
            if build is not None:
                build.end()

    def _follow_edit(self, changed: set[Path]) -> None:
        with self._state:
            self._edit += 1
        # A process keeps the code that it has imported.
        if any(map(self._inputs.is_program, changed)):
            self._maker.restart()
        self._maker.tell_changed(changed, self._edit)
        self._ready = ""
        self._make_ready()
        self.version += 1

    def _note_result(self, edit: int, problems: str) -> None:
        with self._state:
            # What a build of older files found is not shown: a newer one is coming.
            turned = edit == self._edit and bool(problems or self._problems)
            self._built, self._problems = edit, problems
        if turned:
            self.version += 1

    def _make_ready(self) -> None:
        """Let the maker make the open page first, while the browser has not yet asked for it."""
        if self._open != self._ready:
            self._ready = self._open
            self._maker.tell_open(self._open)
