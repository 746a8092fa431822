"""The note that nothing has changed since the last build."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build.stamp import Stamp


@pytest.fixture
def stamp(tmp_path: Path) -> Stamp:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("a")
    return Stamp(tmp_path / "cache", tmp_path / "site")


def test_what_was_said_is_said_again_while_nothing_changes(stamp: Stamp) -> None:
    stamp.keep("inputs", "a warning")
    assert stamp.said("inputs") == "a warning"
    assert stamp.said("other inputs") is None
    (stamp.site / "index.html").write_text("ab")
    assert stamp.said("inputs") is None


def test_a_file_that_vanishes_meanwhile_does_not_end_a_good_build(
    stamp: Stamp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanished(_folder: str) -> Iterator[os.DirEntry[str]]:
        raise FileNotFoundError(stamp.site / "gone.html")

    monkeypatch.setattr("generator.build.site_folder.os.scandir", vanished)
    stamp.keep("inputs", "")
    assert not stamp.path.exists()


@pytest.mark.parametrize("note", ["", "[]", "null", '{"inputs": 1}', "\udcff"])
def test_a_spoilt_note_only_means_that_there_is_something_to_build(stamp: Stamp, note: str) -> None:
    stamp.path.parent.mkdir(parents=True)
    stamp.path.write_bytes(note.encode("utf-8", "surrogateescape"))
    assert stamp.said("inputs") is None
