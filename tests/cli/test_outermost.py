"""The outermost ring: whatever ends a command ends in words, and in a code that says which."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from support.build import ADVISORY, environment, workplace
from support.example import EXAMPLE

from generator.build.make import make_all
from generator.cache.answers import UnsafeCacheError
from generator.cli.outermost import FAULT, Commands
from generator.load import RecentFiles, load_content
from generator.load.content import ContentIncompleteError
from generator.products.target import Target
from generator.system.at_hand import at_hand, name_at_hand
from generator.system.stop_signals import STOP_SIGNALS

NOBODY = "nobody reads what stands here"


def raising(error: BaseException | Callable[[], object]) -> click.Group:
    """A program with one command, which ends with *error*."""

    @click.group(cls=Commands)
    def program() -> None:
        pass

    @program.command()
    def work() -> None:
        if callable(error):
            error()
        else:
            raise error

    return program


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("ADVISORY_DEBUG", raising=False)


ENDS: dict[str, tuple[BaseException, int, str]] = {
    "unreadable": (PermissionError(errno.EACCES, "Permission denied", "t.csv"), 1, "t.csv cannot be used (Permission denied). Check who may"),
    "gone": (FileNotFoundError(errno.ENOENT, "No such file or directory", "a"), 1, "a cannot be used (No such file or directory). Check that it is still there, then"),
    "folder": (IsADirectoryError(errno.EISDIR, "Is a directory", "a"), 1, "a cannot be used (Is a directory). Check that it is an ordinary file"),
    "bytes": (OSError(errno.EIO, "Input/output error", b"a\xff"), 1, "a\\udcff cannot be used (Input/output error)"),
    "full": (OSError(errno.ENOSPC, "No space left on device", "out.pdf"), 1, "out.pdf cannot be used (No space left on device). The disk is full"),
    "open files": (OSError(errno.EMFILE, "Too many open files", "a"), 1, "Allow more open files"),
    "pipe": (BrokenPipeError(errno.EPIPE, "Broken pipe"), 1, "The output was closed, so the command stopped."),
    "wordless": (OSError("three files"), 1, "A file cannot be used (three files)."),
    "memory": (MemoryError(), 1, "There is not enough memory."),
    "fork": (OSError(errno.ENOMEM, "Cannot allocate memory"), 1, "There is not enough memory."),
    "library": (ImportError("x.so: failed to map segment from shared object"), 1, "There is not enough memory."),
    "thread": (RuntimeError("can't start new thread"), 1, "There is not enough memory."),
    "content gone": (ContentIncompleteError("site.yaml could not be read."), 1, "site.yaml could not be read. Nothing was written."),
    "cache": (UnsafeCacheError("It holds a link."), 1, "It holds a link. Nothing was done."),
    "usage": (click.UsageError("Name a file."), 2, "Error: Name a file."),
    "no answer": (click.Abort(), 1, "The input ended before every question was answered."),
    "Ctrl+C": (KeyboardInterrupt(), 130, "Stopped by Ctrl+C."),
    "words": (SystemExit("It is so."), 1, "It is so."),
    "code": (SystemExit(3), 3, ""),
}  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_what_is_no_fault_of_the_program_ends_in_words(end: str) -> None:
    error, code, said = ENDS[end]
    result = CliRunner().invoke(raising(error), ["work"])
    assert result.exit_code == code
    assert said in result.stderr
    for word in ("Traceback", "fault", "Aborted", "None"):
        assert word not in result.output


@pytest.mark.fault
@pytest.mark.parametrize(
    "error", [KeyError(NOBODY), RecursionError(NOBODY), EOFError(NOBODY), AssertionError(NOBODY)]
)
def test_what_is_left_is_a_fault_with_its_place_in_the_cache(
    tmp_path: Path, error: Exception
) -> None:
    def work() -> None:
        with at_hand("content"), at_hand("content/site.yaml"):
            raise error

    result = CliRunner().invoke(raising(work), ["work"])
    assert result.exit_code == FAULT == 70
    lines = result.stderr.splitlines()
    assert lines[0] == "This is a fault of the program. Please report it."
    assert lines[1].startswith(f"{type(error).__name__}: ")
    assert lines[2] == "The program was working on content/site.yaml."
    report = tmp_path / "cache" / "fault.txt"
    assert lines[3] == f"Add the file {report} to your report: it shows where the fault is."
    text = report.read_text()
    assert "test_outermost.py" in text
    assert "in work" in text
    assert f"builtins.{type(error).__name__}" in text
    # What an exception quotes may come from a table that goes nowhere else.
    assert NOBODY not in text
    assert "Traceback" not in result.output


@pytest.mark.fault
def test_a_fault_without_a_cache_is_told_on_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "file"))
    result = CliRunner().invoke(raising(KeyError("x")), ["work"])
    assert result.exit_code == FAULT
    assert "test_outermost.py" in result.stderr


@pytest.mark.fault
def test_who_mends_the_program_sees_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISORY_DEBUG", "1")
    for error in (KeyError("x"), OSError(errno.EIO, "Input/output error", "a")):
        result = CliRunner().invoke(raising(error), ["work"])
        assert "Traceback (most recent call last)" in result.stderr


def test_the_innermost_name_is_at_hand() -> None:
    with pytest.raises(KeyError) as caught, at_hand("folder"), at_hand("file"):
        raise KeyError
    assert name_at_hand(caught.value) == "file"
    assert name_at_hand(KeyError()) is None


def test_a_fault_in_a_worker_names_the_target() -> None:
    targets = [
        Target.of(path, "test", partial(int, "no number"), effort=9.0)
        for path in ("a.html", "b.html")
    ]
    with pytest.raises(ValueError, match="no number") as caught:
        list(make_all(targets, jobs=2))
    assert name_at_hand(caught.value) in ("a.html", "b.html")


def test_a_fault_in_a_file_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr("generator.load.validate._Checker.check", fails)
    # Not what another test has read already.
    monkeypatch.setattr("generator.load.folder.RecentFiles", RecentFiles)
    with pytest.raises(KeyError) as caught:
        load_content(EXAMPLE)
    assert name_at_hand(caught.value) == "example/campaigns/rainy-season.yaml"


# --- streams ------------------------------------------------------------------------------------


def shell(place: Path, line: str, **env: str) -> tuple[int, str]:
    """Run a line of bash, in which ``advisory`` is our program; return its code and what it printed."""
    script = f'set -o pipefail; advisory() {{ {" ".join(ADVISORY)} "$@"; }}; {line}'
    done = subprocess.run(
        ["bash", "-c", script], cwd=place, env=environment(place, env), text=True,
        capture_output=True, check=False, errors="replace",
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


STREAMS = {
    "full disk": ("advisory check >/dev/full", 1, "The output cannot be written (No space left on device), so"),
    "full disk, tables": ("advisory status >/dev/full", 1, "The output cannot be written"),
    "full disk, help": ("advisory --help >/dev/full", 1, "The output cannot be written"),
    "no reader": ("advisory check --format json | true", 1, "The output was closed, so the command stopped."),
    "nothing to say it on": ("advisory check >/dev/full 2>&1", 1, ""),
    "closed output": ("advisory check >&-", 0, ""),
    "closed errors": ("advisory build --plan 2>&- | tail -1", 0, "targets would be made."),
    "another encoding": ("PYTHONIOENCODING=ascii advisory --version --x ၁", 2, "No such option"),
    "no UTF-8": ("advisory check --content $'a\\xff'", 2, "does not exist"),
    "folder gone": ('mkdir gone; cd gone; rmdir ../gone; ADVISORY_CACHE= advisory check --content "$OLDPWD/content" --locales "$OLDPWD/locales"', 2, "The folder in which this command runs no longer exists."),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("case", STREAMS)
def test_odd_streams_end_in_words(tmp_path: Path, case: str) -> None:
    line, code, said = STREAMS[case]
    done, printed = shell(workplace(tmp_path, locales=()), line)
    assert said in printed
    assert done == code, printed
    for word in ("Traceback", "Exception ignored", "fault of the program"):
        assert word not in printed


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit")
# Too little to start, to load, and to print. From about 300 on it may suffice, which says nothing.
@pytest.mark.parametrize("megabytes", [120, 200, 260])
def test_little_memory_ends_in_words(tmp_path: Path, megabytes: int) -> None:
    place = workplace(tmp_path, locales=())
    done, printed = shell(
        place, f"ulimit -v {megabytes * 1024}; advisory build --no-cache --jobs 2"
    )
    assert done == 1, printed
    assert "emory" in printed
    assert "Traceback" not in printed
    assert "None (None)" not in printed
    assert not (place / "site").exists()
    assert not [*place.glob(".site*")]


# --- signals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "name"),
    [(signal.SIGINT, "Ctrl+C"), (signal.SIGTERM, "SIGTERM"), (signal.SIGHUP, "SIGHUP")],
)
def test_a_signal_ends_a_command_with_a_word(number: signal.Signals, name: str) -> None:
    cleared = []

    def work() -> None:
        try:
            os.kill(os.getpid(), number)
        finally:
            with STOP_SIGNALS.held():
                os.kill(os.getpid(), number)
                cleared.append(1)

    before = signal.signal(number, signal.SIG_DFL)
    try:
        result = CliRunner().invoke(raising(work), ["work"])
        assert signal.getsignal(number) == signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert result.exit_code == 128 + number
    assert f"Stopped by {name}." in result.stderr
    assert cleared


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        result = CliRunner().invoke(raising(lambda: os.kill(os.getpid(), signal.SIGHUP)), ["work"])
    finally:
        signal.signal(signal.SIGHUP, before)
    assert result.exit_code == 0
    assert result.output == ""


def test_a_signal_when_all_is_done_says_so() -> None:
    def work() -> None:
        STOP_SIGNALS.hold_until_end()
        os.kill(os.getpid(), signal.SIGTERM)
        click.echo("Built.")

    result = CliRunner().invoke(raising(work), ["work"])
    assert result.exit_code == 143
    assert result.output == "Built.\nSIGTERM arrived after the command had finished.\n"


def session_of(process: int) -> list[int]:
    """Processes that run in the session of *process*, workers included."""
    running = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _, _, session, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(session) == process and state != "Z":
                running.append(int(folder.name))
    return running


STAGES = ("1 load", "3 localise", "4 products", "5 build: check", "5 build: publish")
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
# Each signal while there is most to clear away; one when the site has taken its place.
FEW = {("5 build: publish", signal.SIGTERM)} | {("4 products", one) for one in SIGNALS}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stage", "number"),
    [
        pytest.param(stage, one, marks=[] if (stage, one) in FEW else pytest.mark.long)
        for stage in STAGES
        for one in SIGNALS
    ],
)
def test_a_signal_leaves_nothing_behind(tmp_path: Path, stage: str, number: signal.Signals) -> None:
    """The old site, or the new one and a word that says so; no lock, no staging folder, no process."""
    place = workplace(tmp_path)  # So much that the signal comes before the end of a stage.
    # Tests that run in the background of a script are deaf to it, and so would be what they start.
    before = signal.signal(number, signal.SIG_DFL)
    process = subprocess.Popen(
        [*ADVISORY, "build", "--jobs", "2", "--no-cache"], cwd=place, env=environment(place), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    signal.signal(number, before)
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if line.startswith(stage):
            break
    # A terminal sends Ctrl+C to the whole group, `kill` and systemd to the first process.
    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    printed, more = process.communicate(timeout=60)
    said += more
    assert process.returncode == 128 + number, said
    for word in ("Traceback", "Aborted", "Exception ignored"):
        assert word not in said
    assert not session_of(process.pid)
    assert [path.name for path in place.glob(".site*")] == []
    if (place / "site").exists():
        assert "Built:" in printed
        assert said.endswith("arrived after the command had finished.\n")
        assert (place / "site" / "build.json").exists()
    else:
        assert said.endswith("The site was not built; the old one is unchanged.\n")
