"""The script that publishes to a server of one's own: whole sites only, the one before kept, nothing strange run."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.build import made_up_build
from support.example import ROOT

pytestmark = pytest.mark.thorough

SCRIPT = ROOT / "generator" / "assets" / "publish" / "switch-over.sh"
SSH = """#!/bin/sh
# rsync says "-l user server".
[ "$1" = -l ] && { who=$2@$3; shift 3; } || { who=$1; shift; }
[ "$who" = user@server ] || exit 9
exec sh -c "$*"
"""
"""Stands for a server: it runs what it gets in a shell, as sshd does."""

Switch = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    made_up_build(tmp_path / "site", "one")
    return tmp_path / "site"


@pytest.fixture
def server(tmp_path: Path) -> Path:
    return tmp_path / "srv" / "advice"


@pytest.fixture
def switch(tmp_path: Path) -> Switch:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "ssh").write_text(SSH)
    (tools / "ssh").chmod(0o755)

    def run(*words: object, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", str(SCRIPT), *map(str, words)], capture_output=True, text=True, check=False,
            env={**os.environ, "PATH": f"{tools}:{path}"},
        )  # fmt: skip

    return run


def next_second(server: Path) -> None:
    """Releases are named after the second in which they were made."""
    name = (server / "current").readlink().name
    while time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()) <= name:
        time.sleep(0.05)


def without_rsync(tmp_path: Path) -> str:
    """Return a search path that lacks rsync alone."""
    folder = tmp_path / "few"
    folder.mkdir(exist_ok=True)
    for name in ("sh", "sed", "sha256sum", "date", "tar", "mkdir", "find", "readlink", "ln", "mv", "rm",
                 "basename", "ls", "grep", "tail", "rsync"):  # fmt: skip
        found = shutil.which(name)
        if found and name != "rsync" and not (folder / name).exists():
            (folder / name).symlink_to(found)
    return str(folder)


@pytest.mark.parametrize("far", [False, True], ids=["here", "ssh"])
@pytest.mark.parametrize("rsync", [True, False], ids=["rsync", "tar"])
def test_three_sites_one_after_the_other(
    site: Path, server: Path, switch: Switch, tmp_path: Path, *, far: bool, rsync: bool
) -> None:
    if rsync and shutil.which("rsync") is None:
        pytest.skip("rsync is not installed: this way was NOT tried (apt install rsync)")
    to = f"user@server:{server}" if far else str(server)
    path = os.environ["PATH"] if rsync else without_rsync(tmp_path)
    for number, version in enumerate(("one", "two", "three")):
        made_up_build(site, version)
        if number:
            next_second(server)
        done = switch(site, to, path=path)
        assert done.returncode == 0, done.stderr
        assert (server / "current" / "7.txt").read_text() == f"{version} 7\n"
        assert len(list((server / "releases").iterdir())) == min(number + 1, 2)
        assert not list(server.rglob(".*"))
    check = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=server / "current", check=False).returncode == 0
    for version in ("two", "three"):
        done = switch("--back", to, path=path)
        assert done.returncode == 0, done.stderr
        assert (server / "current" / "7.txt").read_text() == f"{version} 7\n"


def test_what_is_the_same_is_not_sent_again_and_keeps_its_day(
    site: Path, server: Path, switch: Switch
) -> None:
    if shutil.which("rsync") is None:
        pytest.skip("rsync is not installed: this way was NOT tried (apt install rsync)")
    assert switch(site, server).returncode == 0
    before = (server / "current" / "7.txt").stat()
    # As when a machine builds everything anew.
    shutil.rmtree(site)
    made_up_build(site, "one")
    next_second(server)
    assert switch(site, server).returncode == 0
    after = (server / "current" / "7.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    made_up_build(site, "two")
    next_second(server)
    assert switch(site, server).returncode == 0
    # As long as before, so a look at sizes would not see it; a server tells readers by the time of the file.
    assert (server / "current" / "7.txt").read_text() == "two 7\n"
    assert (server / "current" / "7.txt").stat().st_mtime_ns > before.st_mtime_ns


def test_no_reader_finds_nothing_or_a_mixture(site: Path, server: Path, switch: Switch) -> None:
    assert switch(site, server).returncode == 0
    made_up_build(site, "two")
    next_second(server)
    seen: set[str] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add((server / "current" / "0.txt").read_text())
            except OSError as error:
                seen.add(str(error))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(3):
            assert switch(site, server).returncode == 0
            next_second(server)
    finally:
        stop.set()
        reader.join()
    assert seen == {"one 0\n", "two 0\n"}


def test_what_was_changed_after_the_build_is_not_sent(
    site: Path, server: Path, switch: Switch
) -> None:
    (site / "7.txt").write_text("ill 7\n")
    done = switch(site, server)
    assert done.returncode == 1
    assert "was changed after it was built" in done.stderr
    assert not server.exists()


def test_what_arrives_damaged_is_not_shown(
    site: Path, server: Path, switch: Switch, tmp_path: Path
) -> None:
    assert switch(site, server).returncode == 0
    next_second(server)
    made_up_build(site, "two")
    path = without_rsync(tmp_path)
    tar = Path(path) / "tar"
    real = tar.readlink()
    tar.unlink()
    # Whoever unpacks loses the end of a file.
    tar.write_text(f'#!/bin/sh\n{real} "$@" || exit\n[ "$3" = -xmf ] && : >"$2/7.txt" || true\n')
    tar.chmod(0o755)
    done = switch(site, server, path=path)
    assert done.returncode != 0
    assert "what arrived is damaged" in done.stderr
    assert (server / "current" / "7.txt").read_text() == "one 7\n"


@pytest.mark.parametrize(
    "to",
    ["srv", "", "/", "/srv/$(touch x)", "/srv/a b", "/srv/;id", "/srv/../etc", "-oProxyCommand=id:/srv/a",
     "user@server:", "user@server:/a'b"],
)  # fmt: skip
def test_a_strange_place_is_refused_before_anything_runs(
    site: Path, switch: Switch, to: str, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    done = switch(site, to)
    assert done.returncode == 1
    assert done.stderr.startswith("switch-over: ")
    assert sorted(tmp_path.rglob("*")) == before


def test_wrong_words_show_how_and_nothing_is_sent(site: Path, server: Path, switch: Switch) -> None:
    for words in ((), (site,), (site, server, "more")):
        done = switch(*words)
        assert done.returncode == 2
        assert "sh switch-over.sh site user@server:/var/www/advice" in done.stderr
    assert "is no site" in switch(server.parent, server).stderr
    assert switch("--back", server).returncode != 0
    assert not server.exists()


def test_going_back_with_nothing_to_go_back_to_is_told(
    site: Path, server: Path, switch: Switch
) -> None:
    assert switch(site, server).returncode == 0
    done = switch("--back", server)
    assert done.returncode == 1
    assert "no other site" in done.stderr
    assert (server / "current" / "7.txt").exists()
