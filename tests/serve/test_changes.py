"""Which files have changed since the last look: real files in a real folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.serve import changes as module
from generator.serve.changes import Changes


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.time, "sleep", lambda _seconds: None)


def test_each_kind_of_change_is_seen_once(tmp_path: Path) -> None:
    page, other = tmp_path / "hosts/a.yaml", tmp_path / "b.yaml"
    page.parent.mkdir()
    page.write_text("1")
    changes = Changes([tmp_path])
    assert changes.wait() == set()
    page.write_text("other")
    assert changes.wait() == {page}
    assert changes.wait() == set()
    other.write_text("2")
    assert changes.wait() == {other}
    page.unlink()
    assert changes.wait() == {page}
    other.rename(page)
    assert changes.wait() == {other, page}


def test_a_file_of_the_same_size_and_time_is_another_one(tmp_path: Path) -> None:
    """As a program leaves it that writes beside a file and renames."""
    page, new = tmp_path / "a.yaml", tmp_path / "new"
    page.write_text("1112")
    changes = Changes([page])
    new.write_text("1113")
    stamp = page.stat()
    module.os.utime(new, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    new.rename(page)
    assert changes.wait() == {page}


def test_what_nobody_reads_is_no_change(tmp_path: Path) -> None:
    changes = Changes([tmp_path])
    (tmp_path / ".a.yaml.swp").write_text("x")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/x.pyc").write_text("x")
    assert changes.wait() == set()


def test_a_place_that_is_not_there_comes_and_goes(tmp_path: Path) -> None:
    file, folder = tmp_path / "mkdocs.yml", tmp_path / "locales"
    changes = Changes([file, folder])
    assert changes.wait() == set()
    file.write_text("x")
    assert changes.wait() == {file}
    folder.mkdir()
    (folder / "my.po").write_text("x")
    assert changes.wait() == {folder / "my.po"}
    file.unlink()
    assert changes.wait() == {file}


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Do these things, one at each pause between two looks at the files."""

    def use(*things: Callable[[], object]) -> None:
        waiting = iter(things)
        monkeypatch.setattr(module.time, "sleep", lambda _seconds: next(waiting, lambda: None)())

    return use


def test_a_program_that_saves_in_steps_is_waited_for(
    tmp_path: Path, between: Callable[..., None]
) -> None:
    """Its backup and its half-written file would be told as faults of the content."""
    page, backup = tmp_path / "a.yaml", tmp_path / "a.yaml~"
    page.write_text("1")
    changes = Changes([tmp_path])
    between(
        lambda: page.rename(backup), lambda: page.write_text("2"), backup.unlink,
    )  # fmt: skip
    assert changes.wait() == {page}
    assert not backup.exists()
    assert changes.wait() == set()


def test_a_file_that_goes_while_one_looks_is_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text("x")
    scandir = module.os.scandir

    def vanishing(folder: str):
        entries = list(scandir(folder))
        (tmp_path / "a.yaml").unlink(missing_ok=True)
        return entries

    monkeypatch.setattr(module.os, "scandir", vanishing)
    changes = Changes([tmp_path])
    (tmp_path / "b.yaml").write_text("y")
    assert changes.wait() == {tmp_path / "b.yaml"}
