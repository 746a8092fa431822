"""Publishing, with real faults: kills, a full disk, a read-only mount, two builds at once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.build import listing, made_up_build

from generator.build import publish
from generator.build.errors import BuildError
from generator.build.sums import SUMS

OLD = {f"{n}.txt": f"old {n}\n".encode() for n in range(40)}
NEW = {f"{n}.txt": f"new {n}\n".encode() for n in range(40)}


def texts(site: Path) -> dict[str, bytes]:
    return {name: data for name, data in listing(site).items() if name not in ("build.json", SUMS)}


@contextmanager
def build_that_stops(site: Path, stage: str) -> Iterator[subprocess.Popen[bytes]]:
    """A build in another process that has come to *stage* and stays there."""
    mark = site.parent / "mark"
    code = (
        "from pathlib import Path; from support.build import made_up_build; "
        f"made_up_build(Path({str(site)!r}), 'new', stop_at={stage!r}, mark=Path({str(mark)!r}))"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, "-c", code], env=env)
    try:
        until = time.monotonic() + 60
        while not mark.exists():
            assert process.poll() is None, "the build ended before it came to this stage"
            assert time.monotonic() < until
            time.sleep(0.02)
        mark.unlink()
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


MOMENTS = {
    "3 localise 0": OLD,
    "4 products: pages 1": OLD,
    "4 products: pages 20": OLD,
    "4 products: pages 40": OLD,
    "5 build: check 0": OLD,
    "5 build: publish 0": OLD,
    "5 build: clear up 0": NEW,
}


@pytest.mark.slow
@pytest.mark.parametrize("moment", MOMENTS)
def test_kill_9_leaves_a_whole_site_and_the_next_build_recovers(tmp_path: Path, moment: str):
    site = tmp_path / "site"
    made_up_build(site, "old")
    with build_that_stops(site, moment):
        pass
    assert texts(site) == MOMENTS[moment]
    made_up_build(site, "new")
    assert texts(site) == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.slow
def test_a_second_build_is_kept_out_until_the_first_is_gone(tmp_path: Path):
    site = tmp_path / "site"
    made_up_build(site, "old")
    with build_that_stops(site, "4 products: pages 20") as first:
        with pytest.raises(BuildError, match=f"Another build is writing .*{first.pid}.*Wait"):
            made_up_build(site, "second")
        assert texts(site) == OLD
        # The lock is by name: a build into another folder goes on.
        made_up_build(tmp_path / "other", "old")
    made_up_build(site, "new")
    assert texts(site) == NEW


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root may mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_leaves_the_old_site_and_says_so(tmp_path: Path):
    with mounted(tmp_path / "disk", "512k") as disk:
        site = disk / "site"
        made_up_build(site, "old")
        # Room for a few of the forty files.
        (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - 32 * 1024))
        with pytest.raises(
            BuildError, match=r"old site is untouched\. The disk is full: free some"
        ):
            made_up_build(site, "new")
        assert texts(site) == OLD
        (disk / "ballast").unlink()
        made_up_build(site, "new")
        assert texts(site) == NEW
        assert [path.name for path in disk.iterdir()] == ["site"]


def test_a_read_only_mount_leaves_the_old_site_and_says_so(tmp_path: Path):
    with mounted(tmp_path / "disk", "2m") as disk:
        site = disk / "site"
        made_up_build(site, "old")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(BuildError, match="mounted read-only: choose another folder"):
            made_up_build(site, "new")
        assert texts(site) == OLD
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        made_up_build(site, "new")
        assert texts(site) == NEW


def test_a_site_that_is_a_mount_itself_says_so(tmp_path: Path):
    with mounted(tmp_path / "site", "2m") as site:
        with pytest.raises(BuildError, match="mount of its own"):
            made_up_build(site, "new")
        assert texts(site) == {}


def test_without_the_exchange_of_the_kernel_two_renames_do_it(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(publish, "_exchange", lambda *_: False)
    made_up_build(tmp_path / "site", "old")
    made_up_build(tmp_path / "site", "new")
    assert texts(tmp_path / "site") == NEW
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_was_only_moved_aside_comes_back(tmp_path: Path):
    made_up_build(tmp_path / "site", "old")
    (tmp_path / "site").rename(tmp_path / ".site.old")
    publish.recover(tmp_path / "site")
    assert texts(tmp_path / "site") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


# --- what lies beside a site ------------------------------------------------------------------


def test_only_what_has_exactly_our_names_is_cleared_up(tmp_path: Path):
    """`.site.old-backup` is somebody's; and `--site "s[ab]"` is not `sa`."""
    for name in (".site.old-backup", ".site.staging2", ".sa.old", ".sb.staging"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.txt").write_text("mine")
    before = sorted(path.name for path in tmp_path.iterdir())
    made_up_build(tmp_path / "site", "old")
    made_up_build(tmp_path / "s[ab]", "old")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, "site", "s[ab]"])
    assert all((tmp_path / name / "thesis.txt").read_text() == "mine" for name in before)


@pytest.mark.parametrize("kind", ["old", "staging", "lock"])
def test_a_link_in_the_place_of_what_a_build_makes_is_not_followed(tmp_path: Path, kind: str):
    """A committed `.site.lock -> ../x` emptied x."""
    victim = tmp_path / "victim"
    if kind == "lock":
        victim.write_text("mine")
    else:
        victim.mkdir()
        (victim / "thesis.txt").write_text("mine")
    (tmp_path / f".site.{kind}").symlink_to(victim)
    with pytest.raises(BuildError, match=f".site.{kind} is a link, which no build made. Delete it"):
        made_up_build(tmp_path / "site", "new")
    assert not (tmp_path / "site").exists()
    kept = victim if kind == "lock" else victim / "thesis.txt"
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_lock_that_is_no_file_is_named(tmp_path: Path, make):
    make(tmp_path / ".site.lock")
    with pytest.raises(BuildError, match="which no build made"):
        made_up_build(tmp_path / "site", "new")


def test_a_folder_moved_aside_that_is_no_site_is_left_alone(tmp_path: Path):
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "thesis.txt").write_text("mine")
    with pytest.raises(BuildError, match=r"was not made by a build: it contains thesis\.txt"):
        made_up_build(tmp_path / "site", "new")
    assert (tmp_path / ".site.old" / "thesis.txt").read_text() == "mine"
