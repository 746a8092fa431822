"""What ``-o`` names: a file is written whole, a device or a pipe is written into."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.cli.main import main
from generator.system.ordinary_file import NotOrdinaryError
from generator.system.output import is_stream, write_output

pytestmark = pytest.mark.thorough


def is_device(path: str) -> bool:
    return stat.S_ISCHR(os.lstat(path).st_mode)


def own_null(folder: Path) -> Path:
    """A device like /dev/null that a test may lose."""
    path = folder / "null"
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        path.write_bytes(b"")
    except OSError:
        pytest.skip("only root may make devices, where the file system lets it")
    return path


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        write_output(tmp_path / "a.pdf", data)
        assert (tmp_path / "a.pdf").read_bytes() == data
    assert not is_stream(tmp_path / "a.pdf")
    assert not is_stream(tmp_path / "none")


def test_a_device_stays_one(tmp_path: Path) -> None:
    null = own_null(tmp_path)
    write_output(null, b"%PDF")
    assert is_device(str(null))
    assert list(tmp_path.iterdir()) == [null]


def test_a_pipe_takes_all_when_somebody_reads(tmp_path: Path) -> None:
    pipe, data, read = tmp_path / "pipe", b"x" * 1_000_000, []
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="nothing reads from it"):
        write_output(pipe, data)
    # Opened for both, so that neither waits for the other.
    keeper = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    reader = threading.Thread(target=lambda: read.append(pipe.open("rb").read(len(data))))
    reader.start()
    write_output(pipe, data)
    reader.join(20)
    os.close(keeper)
    assert read == [data]
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize("kind", ["link", "link to a device", "folder"])
def test_a_link_or_a_folder_is_refused(tmp_path: Path, kind: str) -> None:
    path, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_text("mine")
    if kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("/dev/null" if "device" in kind else victim)
    with pytest.raises(NotOrdinaryError, match=f"it is a {kind.split(maxsplit=1)[0]}, not a file"):
        write_output(path, b"yours")
    assert victim.read_text() == "mine"


COMMANDS = {
    "leaflet": ["leaflet", "freedonia", "en"],
    "facts": ["facts", "export", "freedonia"],
    "translations": ["translations", "export", "my", "--to", "csv"],
    "calls": ["calls", "--format", "csv"],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("place")
    for name, source in (("content", EXAMPLE), ("locales", EXAMPLE_LOCALES)):
        subprocess.run(["cp", "-r", source, folder / name], check=True)
    leaflets = EXAMPLE.parent / "data" / "leaflets"
    subprocess.run(["cp", "-r", leaflets, folder / "content" / "leaflets"], check=True)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_that_takes_o_writes_into_a_device(
    command: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`advisory leaflet` with the null device as its output, run as root, once put a PDF in its place."""
    null = own_null(tmp_path)
    monkeypatch.chdir(place)
    result = CliRunner().invoke(main, [*COMMANDS[command], "-o", str(null)])
    assert result.exit_code == 0, result.output
    assert is_device(str(null))
    # What it says goes where the bytes do not.
    assert result.stdout == ""
    assert "null" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_that_takes_o_refuses_a_link(
    command: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "victim").write_text("mine")
    (tmp_path / "out").symlink_to("victim")
    monkeypatch.chdir(place)
    result = CliRunner().invoke(main, [*COMMANDS[command], "-o", str(tmp_path / "out")])
    assert result.exit_code == 2, result.output
    assert "it is a link, not a file. Name another file." in result.output
    assert (tmp_path / "victim").read_text() == "mine"


def test_standard_output_holds_the_file_and_nothing_else(place: Path) -> None:
    words = [sys.executable, "-m", "generator", *COMMANDS["calls"], "-o", "/dev/stdout"]
    env = {**os.environ, "PYTHONPATH": str(EXAMPLE.parent.parent)}
    done = subprocess.run(words, cwd=place, env=env, capture_output=True, check=True)
    assert done.stdout.startswith(b"\xef\xbb\xbfcontact")
    assert b"numbers" not in done.stdout
    assert b"numbers" in done.stderr


def test_no_bench_and_no_test_gives_a_device_to_a_command() -> None:
    """As root it is lost when the command is wrong."""
    root = EXAMPLE.parent.parent
    files = [
        *(root / "benchmarks").rglob("*.py"),
        *(root / "tests").glob("*.py"),
        root / "Makefile",
    ]
    given = re.compile(r"""["']?(-o|--out(put)?|--sheet)["']?[ ,=]+["']?/dev/(?!stdout)""")
    assert [path.name for path in files if given.search(path.read_text("utf-8"))] == []
