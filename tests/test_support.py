"""What the tests share: each() fails on nothing, a site is built once and by one alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support.each import each
from support.example import ROOT, TESTS
from support.sites import once, some_papers, state


def test_to_look_at_nothing_is_no_success() -> None:
    assert each(iter("ab")) == ["a", "b"]
    with pytest.raises(AssertionError, match="0 things to look at, not 1"):
        each([])
    with pytest.raises(AssertionError, match="2 things to look at, not 3"):
        each("ab", at_least=3)


_ASKS = """
import sys, time
from pathlib import Path
from support.sites import once

def write(folder):
    folder.mkdir()
    time.sleep(0.3)
    (folder / "built.txt").write_text("whole")
    with (folder.parent / "times").open("a") as times:
        times.write("x")

print((once(Path(sys.argv[1]), write) / "built.txt").read_text())
"""


@pytest.mark.slow
def test_of_all_who_ask_one_builds_and_the_others_wait(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ASKS, str(tmp_path / "site")]
    env = {"PYTHONPATH": f"{ROOT}:{TESTS}", "PATH": "/usr/bin:/bin"}
    asking = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [one.communicate()[0] for one in asking] == ["whole\n"] * 3
    assert (tmp_path / "times").read_text() == "x"


def test_a_build_that_failed_is_tried_again(tmp_path: Path) -> None:
    def fails(folder: Path) -> None:
        folder.mkdir()
        raise ValueError("nothing to build")

    with pytest.raises(ValueError, match="nothing to build"):
        once(tmp_path / "site", fails)
    again = once(tmp_path / "site", lambda folder: folder.mkdir())
    assert again.is_dir()


def test_a_site_that_a_test_has_changed_is_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("1669")
    before = state(tmp_path)
    assert state(tmp_path) == before
    (tmp_path / "index.html").write_text("16690")
    assert state(tmp_path) != before


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("leaflets/thailand/thailand.my.trifold.pdf", True),
        ("leaflets/thailand/thailand.my.trifold-mono.pdf", False),
        ("leaflets/thailand/thailand.my.booklet-imposed.pdf", False),
        ("leaflets/japan/japan.my.trifold.pdf", False),
        ("leaflets/thailand/thailand.th.trifold.pdf", False),
    ],
)
def test_of_the_papers_one_of_each_format_is_printed(path: str, printed: bool) -> None:
    assert some_papers(path) is printed
