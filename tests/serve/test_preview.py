"""What a browser is shown while files change: made-up builds and a made-up maker of pages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

import pytest

from generator.serve import preview as module
from generator.serve.changes import Changes
from generator.serve.child import Build
from generator.serve.maker import Maker, PathResult
from generator.serve.preview import Preview, SourceFiles

CONTENT, PROGRAM = Path("content/site.yaml"), Path("/program/cli.py")


class Pages:
    """Answers as a maker does, and notes what it was told."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.answers = [PathResult("made", b"page")]
        self.stale: list[int] = []

    def start(self) -> None:
        self.log.append("start")

    def restart(self) -> None:
        self.log.append("restart")

    def stop(self) -> None:
        self.log.append("stop")

    def ask(self, _path: str) -> PathResult:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def tell_changed(self, paths: Iterable[Path], edit: int) -> None:
        self.log.append(f"changed {edit}: {', '.join(sorted(map(str, paths)))}")

    def tell_open(self, path: str) -> None:
        self.log.append(f"open {path}")

    def news(self) -> list[int]:
        found, self.stale = self.stale, []
        return found


class Builds:
    """Builds that end when a test says so."""

    def __init__(self) -> None:
        self.started = self.ended = 0
        self.results: list[str] = []

    def __call__(self) -> Builds:
        self.started += 1
        return self

    def result(self) -> str | None:
        return self.results.pop(0) if self.results else None

    def end(self) -> None:
        self.ended += 1


class StoppedError(Exception):
    """The editor has stopped the server."""


class Editor:
    """Does one thing after the other, each at one look at the files."""

    def __init__(self, *part: bool) -> None:
        self.pages, self.builds = Pages(), Builds()
        inputs = SourceFiles(Path("content"), Path("locales"), [PROGRAM.parent])
        self.preview = Preview(
            inputs, cast("Maker", self.pages), cast("Callable[[], Build]", self.builds),
            part=any(part),
        )  # fmt: skip

    def does(self, *things: Callable[[], Any]) -> None:
        waiting = iter(things)

        def wait() -> set[Path]:
            thing = next(waiting, None)
            if thing is None:
                raise StoppedError
            done = thing()
            return done if isinstance(done, set) else set()

        changes = cast("Changes", type("Looks", (), {"wait": staticmethod(wait)}))
        with pytest.raises(StoppedError):
            self.preview.run(changes)

    def saves(self, *paths: Path) -> Callable[[], set[Path]]:
        return lambda: set(paths)

    def build_ends(self, problems: str = "") -> Callable[[], None]:
        return lambda: self.builds.results.append(problems)

    def sees(self, words: str | None, *, version: int | None = None) -> Callable[[], None]:
        def look() -> None:
            answer = self.preview.answer("en/index.html")
            assert (answer and answer.words) == words
            assert version in (None, self.preview.version)

        return look


@pytest.fixture
def editor() -> Editor:
    return Editor()


DISK = None


def test_until_the_site_is_built_pages_are_made_and_then_come_from_the_disk(editor: Editor):
    editor.does(
        editor.sees("page", version=0), editor.build_ends(), editor.sees(DISK, version=0),
    )  # fmt: skip
    assert editor.pages.log == ["start", "stop"]
    assert (editor.builds.started, editor.builds.ended) == (1, 0)


def test_what_is_saved_is_shown_at_once_while_the_build_runs_behind(editor: Editor):
    editor.preview.note_open("en/x.html")
    editor.does(
        editor.build_ends(), editor.sees(DISK), editor.saves(CONTENT),
        editor.sees("page", version=1), editor.build_ends(), editor.sees(DISK, version=1),
    )  # fmt: skip
    assert editor.pages.log == [
        "start", "open en/x.html", f"changed 1: {CONTENT}", "open en/x.html", "stop"
    ]  # fmt: skip
    assert editor.builds.started == 2


def test_what_is_saved_while_a_build_runs_is_built_after_it(editor: Editor):
    editor.does(
        editor.saves(CONTENT), editor.build_ends(), editor.sees("page"), editor.build_ends(),
        editor.sees(DISK),
    )  # fmt: skip
    assert editor.builds.started == 2


def test_problems_of_a_build_stand_in_every_page_until_something_is_saved(editor: Editor):
    editor.does(
        editor.build_ends("a number\n"), editor.sees("a number\n", version=1),
        editor.saves(CONTENT), editor.sees("page", version=2), editor.build_ends("still\n"),
        editor.sees("still\n", version=3), editor.saves(CONTENT), editor.build_ends(),
        editor.sees(DISK, version=5),
    )  # fmt: skip
    assert editor.preview.problems == ""


def test_what_a_build_of_older_files_found_is_not_told(editor: Editor):
    """It may be cured, and its line may be another one now."""
    editor.does(
        editor.saves(CONTENT), editor.build_ends("old\n"), editor.sees("page", version=1),
        editor.build_ends(), editor.sees(DISK),
    )  # fmt: skip


def test_the_page_loads_again_when_a_check_has_found_something(editor: Editor):
    def news(*states: int) -> Callable[[], None]:
        return lambda: editor.pages.stale.extend(states)

    editor.does(
        editor.saves(CONTENT), news(0), editor.sees("page", version=1), news(0, 1),
        editor.sees("page", version=2),
    )  # fmt: skip


def test_changed_code_gets_a_new_process_and_content_does_not(editor: Editor):
    editor.does(editor.saves(PROGRAM), editor.saves(CONTENT))
    assert editor.pages.log == [
        "start", "restart", f"changed 1: {PROGRAM}", f"changed 2: {CONTENT}", "stop"
    ]  # fmt: skip


def test_of_a_part_the_rest_stays_as_it_is_on_the_disk():
    editor = Editor(True)
    editor.pages.answers = [PathResult("absent")]
    editor.does(editor.sees(DISK))
    whole = Editor()
    whole.pages.answers = [PathResult("absent")]
    whole.does(whole.sees(""))


def test_what_takes_long_is_asked_for_again_and_then_told(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
):
    later = PathResult("later", b"1 of 3")
    editor.pages.answers = [later, later, PathResult("made", b"page")]
    editor.does(editor.sees("page"))
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0.0)
    editor.pages.answers = [later]
    assert editor.preview.answer("index.html") == later


def test_nothing_that_was_started_is_left(editor: Editor):
    # Of tests before it some may still be ending.
    before = set(threading.enumerate())
    editor.does(editor.saves(CONTENT))
    assert editor.builds.ended == 1
    assert editor.pages.log[-1] == "stop"
    assert set(threading.enumerate()) <= before
