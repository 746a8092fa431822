"""The note that nothing has changed since the last build."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.build.stamp import Stamp, files_on_disk, site_digest


@pytest.fixture
def stamp(tmp_path: Path) -> Stamp:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("a")
    return Stamp(tmp_path / "cache", tmp_path / "site")


def test_what_was_said_is_said_again_while_nothing_changes(stamp: Stamp) -> None:
    stamp.keep("inputs", "a warning", site_digest(files_on_disk(stamp.site)))
    assert stamp.warnings("inputs") == "a warning"
    assert stamp.warnings("other inputs") is None
    (stamp.site / "index.html").write_text("ab")
    assert stamp.warnings("inputs") is None


def test_a_link_is_a_change_however_long_and_old_it_is(stamp: Stamp) -> None:
    page = stamp.site / "index.html"
    status = page.stat()
    stamp.keep("inputs", "", site_digest(files_on_disk(stamp.site)))
    page.rename(stamp.site.with_name("a"))
    page.symlink_to("a")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns), follow_symlinks=False)
    assert page.lstat().st_size == status.st_size
    assert stamp.warnings("inputs") is None


@pytest.mark.parametrize("note", ["", "[]", "null", '{"inputs": 1}', "\udcff"])
def test_a_spoilt_note_only_means_that_there_is_something_to_build(stamp: Stamp, note: str) -> None:
    stamp.path.parent.mkdir(parents=True)
    stamp.path.write_bytes(note.encode("utf-8", "surrogateescape"))
    assert stamp.warnings("inputs") is None
