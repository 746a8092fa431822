"""Files that are whole or not there, written where they were asked for and nowhere else."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest
from support.disk import fill_disk
from support.example import ROOT

from generator.system.ordinary_file import NotOrdinaryError
from generator.system.whole_file import sealed, unsealed, write_together, write_whole

pytestmark = pytest.mark.thorough


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deep" / "file"
    write_whole(path, b"old")
    fill_disk(monkeypatch, "file")
    with pytest.raises(OSError, match="No space") as caught:
        write_whole(path, b"new")
    assert caught.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["deep", "deep/file"]


def test_of_several_files_none_is_written_when_one_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {tmp_path / name: b"old" for name in "abc"}
    write_together(files)
    fill_disk(monkeypatch, ".b.")
    with pytest.raises(OSError, match="No space"):
        write_together(dict.fromkeys(files, b"new"))
    assert {path.read_bytes() for path in files} == {b"old"}
    assert names(tmp_path) == ["a", "b", "c"]


def test_a_file_is_as_open_to_others_as_any_that_is_made_here(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_whole(tmp_path / "whole", b"")
    assert (tmp_path / "whole").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("target", ["victim", "gone", "folder"])
def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path, target: str) -> None:
    (tmp_path / "victim").write_bytes(b"root:x:0:0")
    (tmp_path / "folder").mkdir()
    link = tmp_path / "report.json"
    link.symlink_to(target)
    with pytest.raises(NotOrdinaryError, match="it is a link, not a file"):
        write_whole(link, b"{}")
    assert link.is_symlink()
    assert (tmp_path / "victim").read_bytes() == b"root:x:0:0"
    assert names(tmp_path) == ["folder", "report.json", "victim"]


def test_no_folder_on_the_way_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    root = tmp_path / "locales"
    root.mkdir()
    (root / "my").symlink_to("../outside")
    for path in (root / "my" / "x.po", root / "my" / "LC_MESSAGES" / "x.po"):
        with pytest.raises(NotOrdinaryError, match="it is a link, not a folder") as caught:
            write_whole(path, b"", below=root)
        assert caught.value.filename == str(root / "my")
    (tmp_path / "link").symlink_to("outside")
    with pytest.raises(NotOrdinaryError, match="it is a link"):
        write_whole(tmp_path / "link" / "x", b"", below=tmp_path / "link")
    assert names(tmp_path / "outside") == []


def test_a_folder_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for path, kind in (
        (tmp_path / "folder", "a folder"), (tmp_path / "pipe", "a pipe"), (Path("/dev/null"), "a device"),
    ):  # fmt: skip
        mode = path.stat().st_mode
        with pytest.raises(NotOrdinaryError, match=f"it is {kind}, not a file"):
            write_whole(path, b"x")
        assert path.stat().st_mode == mode
    assert names(tmp_path) == ["folder", "pipe"]


def test_a_spoilt_byte_breaks_the_seal() -> None:
    raw = sealed(b"one\ntwo")
    assert unsealed(raw) == b"one\ntwo"
    for at in range(len(raw)):
        assert unsealed(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]) is None
    assert unsealed(raw[:-1]) is None


# --- the one place that writes ----------------------------------------------------------------

WRITERS = {
    "write_bytes",
    "write_text",
    "touch",
    "copyfile",
    "copy",
    "copy2",
    "copytree",
    "symlink_to",
}
"""What writes a file, and may follow a link or leave half of it."""
OPENED_TO_WRITE = re.compile("[rwaxbt+]*[wax+][rwaxbt+]*")
ALLOWED = {
    "generator/system/output.py": {"wb"},  # into a device or a pipe
    "generator/cli/withdraw.py": {"copytree"},  # into a folder for temporary files
    "generator/build/make.py": {"write_bytes"},  # into a folder for temporary files
    "generator/people/starting/files.py": {"copytree", "write_text"},  # the same
    "generator/cli/outermost.py": {"w"},  # the null device, where a stream is missing
    "tools/check_generated.py": {"copytree", "copy"},  # into a folder for temporary files
}


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "generator").rglob("*.py"), *(ROOT / "tools").glob("*.py")]),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_other_module_writes(path: Path) -> None:
    """One that did would follow a link that somebody committed."""
    name = path.relative_to(ROOT).as_posix()
    calls = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    ]
    attributes = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
    allowed = ALLOWED.get(name, set())
    assert attributes & WRITERS <= allowed
    modes = {
        argument.value
        for call in calls
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        if "open" in ast.unparse(call.func).rpartition(".")[2]
        and isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
    }
    assert {mode for mode in modes if OPENED_TO_WRITE.fullmatch(mode)} <= allowed
