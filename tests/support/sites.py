"""Sites that many tests look at: each is built once in a run, in whichever process asks first.

In: the real content. Out: a folder that all processes of the run share, and that no test changes.
"""

from __future__ import annotations

import fcntl
import io
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from generator.build.make import make_all
from generator.build.run import build
from generator.load import load_content
from generator.localise.corridors import Selection
from generator.products.paper import load_formats
from generator.products.target import Files, Target
from support.example import ROOT

_PRINTED = re.compile(r"leaflets/thailand/thailand\.my\.(?!.*(mono|imposed|farm|site|home))")
_PRINTED_ON = frozenset({"leaflets", "staff-papers", "staff-docx", "slides"})
_PAPER = b"%PDF-1.7\n" + b"%\n" * 60_000
"""Stands where a paper of usual size would stand, so that what links to it leads somewhere."""


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of one run of the tests have in common."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


def once(folder: Path, write: Callable[[Path], object]) -> Path:
    """Let *write* make *folder*, but for the first who asks alone; the others wait for it."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = folder.with_suffix(".done")
        if not mark.exists():
            shutil.rmtree(folder, ignore_errors=True)
            write(folder)
            mark.touch()
    return folder


def state(site: Path) -> dict[str, tuple[int, int]]:
    """Size and time of every file of *site*."""
    looks = ((path, path.stat()) for path in site.rglob("*") if path.is_file())
    return {path.as_posix(): (look.st_size, look.st_mtime_ns) for path, look in looks}


def some_papers(path: str) -> bool:
    """Choose one paper of each format: Burmese needs most room, and Thailand says most.

    In black, or as sheets of a booklet, the lines are the same.
    """
    return _PRINTED.match(path) is not None


def build_real_site(site: Path, *, papers: Callable[[str], bool] = some_papers) -> None:
    """Build the real content whole, but of the papers only those that *papers* chooses.

    Printing is nine tenths of a whole build. What tests look for on pages does not hang on it.
    """
    content, problems = load_content(ROOT / "content")
    assert not [problem for problem in problems if problem.level == "error"]
    formats, problems = load_formats(ROOT / "content/leaflets", ROOT, content)
    assert problems == []

    def make(targets: Iterable[Target]) -> Iterator[tuple[Target, Files]]:
        left_out = []

        def wanted() -> Iterator[Target]:
            for target in targets:
                if target.product in _PRINTED_ON and not papers(target.path):
                    left_out.append(target)
                else:
                    yield target

        yield from make_all(wanted(), jobs=2)
        yield from ((target, _blank(target)) for target in left_out)

    build(
        content, ROOT / "locales", site, only=Selection(), jobs=2, formats=formats, maker=make
    )  # fmt: skip


def _blank(target: Target) -> Files:
    """Return what stands where the paper *target* and its pictures would."""
    picture = io.BytesIO()
    Image.new("L", (8, 8), 255).save(picture, "PNG")
    return {target.path: _PAPER, **dict.fromkeys(target.beside, picture.getvalue())}
