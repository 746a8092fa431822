"""Only ordinary files are read: no link is followed, no pipe is waited for."""

from __future__ import annotations

import os
import pickle
import signal
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.example import BUILD_DAY

from generator.cache.inputs import Inputs
from generator.system.ordinary_file import (
    NotOrdinaryError,
    ordinary_files,
    other_entries,
    read_ordinary,
)

NOW = datetime.combine(BUILD_DAY, datetime.min.time(), UTC)


@pytest.fixture(autouse=True)
def _no_endless_wait() -> Iterator[None]:
    """Somebody who waits for a pipe fails, and does not hang."""
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waited for ever"))
    signal.alarm(20)
    yield
    signal.alarm(0)


@pytest.fixture
def odd(tmp_path: Path) -> dict[str, Path]:
    """One of each kind of thing that is no file."""
    secret = tmp_path / "secret"
    secret.write_text("-----BEGIN KEY-----")
    folder = tmp_path / "place"
    folder.mkdir()
    found = {
        kind: folder / kind for kind in ("link", "dangling", "looped", "zero", "pipe", "socket")
    }
    found["link"].symlink_to(secret)
    found["dangling"].symlink_to("gone")
    found["looped"].symlink_to("looped")
    found["zero"].symlink_to("/dev/zero")
    os.mkfifo(found["pipe"])
    with socket.socket(socket.AF_UNIX) as one:
        before = Path.cwd()
        os.chdir(folder)  # an address has at most 107 bytes
        one.bind("socket")
        os.chdir(before)
    return found


def test_a_file_is_read_whole_or_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abcdef")
    assert read_ordinary(tmp_path / "a") == b"abcdef"
    assert read_ordinary(tmp_path / "a", below=tmp_path, most=4) == b"abcd"
    with pytest.raises(FileNotFoundError):
        read_ordinary(tmp_path / "b")


def test_all_else_is_refused_by_its_kind(odd: dict[str, Path]) -> None:
    said = {}
    for name, path in odd.items():
        with pytest.raises(NotOrdinaryError) as caught:
            read_ordinary(path)
        said[name] = str(caught.value)
        assert "secret" not in said[name]
        assert "/dev/zero" not in said[name]
    assert {name: words.partition("it is ")[2].partition(",")[0] for name, words in said.items()} == {
        "link": "a link", "dangling": "a link", "looped": "a link", "zero": "a link",
        "pipe": "a pipe", "socket": "a socket",
    }  # fmt: skip
    for path, kind in ((Path("/dev/zero"), "a device"), (odd["link"].parent, "a folder")):
        with pytest.raises(NotOrdinaryError, match=f"it is {kind}, not a file"):
            read_ordinary(path)


def test_the_error_comes_whole_out_of_another_process() -> None:
    error = NotOrdinaryError(Path("a/b"), "a link", "a folder")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.kind) == (str(error), "a link")


def test_a_link_among_the_folders_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "outside" / "LC_MESSAGES" / "x.po").write_text("secret")
    (tmp_path / "locales").mkdir()
    (tmp_path / "locales" / "my").symlink_to("../outside")
    path = tmp_path / "locales" / "my" / "LC_MESSAGES" / "x.po"
    with pytest.raises(NotOrdinaryError, match="it is a link, not a folder"):
        read_ordinary(path, below=tmp_path / "locales")
    assert ordinary_files(tmp_path / "locales" / "my") == []


def test_a_folder_is_listed_without_what_is_no_file(odd: dict[str, Path]) -> None:
    folder = odd["link"].parent
    (folder / "b.yaml").write_text("")
    (folder / "a.yaml").write_text("")
    (folder / ".hidden.yaml").write_text("")
    (folder / ".#lock.yaml").symlink_to("somebody@machine")
    (folder / "c.yaml").mkdir()
    assert ordinary_files(folder, ".yaml") == [folder / "a.yaml", folder / "b.yaml"]
    assert {path.name for path, _kind in other_entries(folder)} == set(odd)
    assert ordinary_files(folder / "gone") == []
    assert list(other_entries(folder / "gone")) == []


def test_the_digest_of_all_inputs_waits_for_nothing_and_reads_no_link(odd: dict[str, Path]) -> None:
    """It reads every file below content, also those that no check knows."""
    content, locales = odd["link"].parent, odd["link"].parent.parent / "locales"
    locales.mkdir()
    with (content / "large").open("wb") as file:
        file.truncate(8_000_000_000)
    began = time.monotonic()
    first = Inputs(content, locales, NOW).whole
    assert time.monotonic() - began < 15
    (content.parent / "secret").write_text("another")
    assert Inputs(content, locales, NOW).whole == first
    os.truncate(content / "large", 8_000_000_001)
    assert Inputs(content, locales, NOW).whole != first
