"""Which PO files count: ordinary ones in ordinary folders, whoever asks for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.localise.corridors import _reviewed_anything
from generator.po.files import begun_files, po_paths
from generator.system.ordinary_file import NotOrdinaryError


def all_of(locales: Path) -> list[Path]:
    return begun_files(locales, "xx")


@pytest.mark.parametrize("listed", [po_paths, all_of])
@pytest.mark.parametrize("link", ["xx", "xx/LC_MESSAGES"])
def test_a_folder_that_is_a_link_has_no_files(tmp_path: Path, link: str, listed: Callable[[Path], list[Path]]) -> None:  # fmt: skip
    elsewhere, locales = tmp_path / "elsewhere/xx/LC_MESSAGES", tmp_path / "locales"
    elsewhere.mkdir(parents=True)
    (elsewhere / "staff.po").write_text("")
    (locales / link).parent.mkdir(parents=True)
    (locales / link).symlink_to(tmp_path / "elsewhere" / link)
    assert listed(tmp_path / "elsewhere") == [elsewhere / "staff.po"]
    assert listed(locales) == []


def test_a_pipe_among_them_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "xx/LC_MESSAGES"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "staff.po")
    with pytest.raises(NotOrdinaryError):
        list(_reviewed_anything(tmp_path, "xx"))
