"""``advisory cache``: what lies there, and what may go."""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

import pytest
from support.build import advisory, listing, workplace

from generator.build.inventory import FORMER, KINDS, OTHERS, inventory, unused

pytestmark = pytest.mark.thorough

HOUR = 3600


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose site was built, checked and made ready to publish."""
    place = workplace(tmp_path_factory.mktemp("built"), locales=("my",))
    advisory(place, "build", "--jobs", "1")
    advisory(place, "check", "--publish", code=1)
    return place


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "place", symlinks=True))


def cached(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}


def put(place: Path, *names: str) -> None:
    for name in names:
        (place / ".cache" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / ".cache" / name).write_text("{}")


def test_all_that_a_build_and_a_check_leave_is_of_a_known_kind(place: Path) -> None:
    rows = list(inventory(place / ".cache"))
    assert [row.kind for row in rows] == list(KINDS)
    assert sum(row.files for row in rows) == len(cached(place / ".cache"))


def test_the_list_tells_how_much_and_how_old(place: Path) -> None:
    now = time.time()
    objects = [*(place / ".cache/build/objects").glob("*/*")]
    for path, hours in zip(objects, (1, 3, *[2] * len(objects)), strict=False):
        os.utime(path, (now - hours * HOUR - 60,) * 2)
    size = sum(path.stat().st_size for path in objects)
    for words in (["cache"], ["cache", "list"]):
        first, *_, last = advisory(place, *words).splitlines()
        assert re.match(
            rf"build/objects/ +{len(objects)} files +{size / 1e6:.1f} MB  1 h to 3 h old: finished files",
            first,
        )
        assert "can be deleted whenever no build is running" in last


def test_a_cache_that_is_not_there_is_listed_as_empty(tmp_path: Path) -> None:
    place = workplace(tmp_path / "new")
    assert "0.0 MB" in advisory(place, "cache")


def test_prune_takes_what_nobody_asks_for_any_more(place: Path) -> None:
    before, site = cached(place / ".cache"), listing(place / "site")
    old = ("found.json", "checked-hazards.json", "catalogs/my-hazards.json")
    gone = (
        "hosts/plan-atlantis.json",
        "hosts/check-atlantis.po.json",
        "fits/atlantis.my.card.json",
    )
    put(place, *old, *gone, "templates/pages-2.0/x", "setup.log")
    kinds = {row.kind: row.files for row in inventory(place / ".cache")}
    assert (kinds[FORMER], kinds[OTHERS]) == (3, 1)
    assert "7 files deleted" in advisory(place, "cache", "prune")
    # What other tools keep there is not ours.
    assert cached(place / ".cache") == before | {"setup.log"}
    assert "Made 0 of" in advisory(place, "build", "--jobs", "1")
    assert listing(place / "site") == site


def test_what_a_country_left_is_unused_when_it_is_gone(place: Path) -> None:
    left = [*unused(place / ".cache", [], [])]
    names = {path.name for path in left}
    assert {"check-freedonia.json", "plan-freedonia.json", "check-hazards.po.json"} <= names
    assert "check-all.json" not in names
    assert [
        *unused(
            place / ".cache",
            ["freedonia"],
            ["freedonia", "hazards", "interface", "phrases", "prepare", "sylvania"],
        )
    ] == []
