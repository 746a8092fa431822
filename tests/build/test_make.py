"""Many processes: one that dies takes nothing with it."""

from __future__ import annotations

import os
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest
from support.build import computes, dies, process_id, runs_on, stops, where_groups_are_made

from generator.build.errors import BuildError
from generator.build.make import make_all
from generator.products.target import Target

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, params=["fork", pytest.param("spawn", marks=pytest.mark.long)])
def _way(request, monkeypatch):
    """On copies of this process, and on new ones as elsewhere than on Linux."""
    monkeypatch.setattr("generator.build.make.WAY", request.param)


def target(path: str, effort: float = 1.0) -> Target:
    return Target.of(path, "test", partial(dict, {path: path.encode()}), effort=effort)


def deadly(path: str, folder: Path, times: int) -> Target:
    make = partial(dies, path, path.encode(), folder / path, times)
    return Target.of(path, "test", make, effort=1.0)


def names(made) -> set[str]:
    return {name for _target, files in made for name in files}


def test_little_work_is_done_here_and_much_elsewhere():
    def made_in(effort: float) -> set[bytes]:
        targets = [
            Target.of(str(n), "test", partial(process_id, str(n)), effort=effort) for n in range(4)
        ]
        return {data for _target, files in make_all(targets, jobs=2) for data in files.values()}

    here = str(os.getpid()).encode()
    assert made_in(0.1) == {here}
    assert here not in made_in(1.0)


def test_every_target_is_made_whatever_its_effort():
    targets = [target("a"), target("b"), target("c", 0), target("d", 0.01)]
    assert names(make_all(targets, jobs=2)) == {"a", "b", "c", "d"}


def test_a_group_is_made_in_one_process():
    assert len(where_groups_are_made(lambda targets: make_all(targets, jobs=2))) <= 5


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_a_target_reaches_the_caller(jobs):
    bad = Target.of("bad", "test", partial(int, "no number"), effort=1.0)
    with pytest.raises(ValueError, match="no number"):
        list(make_all([target("a"), bad], jobs=jobs))


class OddError(Exception):
    """One that pickles, and does not come out again."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")


def fails_oddly() -> dict[str, bytes]:
    raise OddError("no letters", "the font is gone")


def test_an_error_that_cannot_travel_is_told_in_words():
    bad = Target.of("bad", "test", fails_oddly, effort=1.0)
    with pytest.raises(RuntimeError, match="no letters: the font is gone"):
        list(make_all([target("a"), bad], jobs=2))


def test_what_is_large_comes_and_goes_while_others_are_made():
    """More than a pipe holds, in both directions."""
    data = b"x" * 3_000_000
    targets = [
        Target.of(name, "test", partial(dict, {name: data}), effort=1.0)
        for name in map(str, range(8))
    ]
    made = {name: files[name] for _, files in make_all(targets, jobs=2) for name in files}
    assert made == dict.fromkeys(map(str, range(8)), data)


def test_what_a_dead_process_was_making_is_made_again(tmp_path):
    targets = [target(str(n)) for n in range(12)] + [deadly("deadly", tmp_path, times=1)]
    assert names(make_all(targets, jobs=2)) == {*map(str, range(12)), "deadly"}
    assert (tmp_path / "deadly").read_bytes() == b"x"


def test_a_target_that_kills_twice_is_named(tmp_path):
    targets = [target(str(n)) for n in range(12)] + [deadly("deadly", tmp_path, times=99)]
    with pytest.raises(BuildError, match="Making deadly killed its process twice"):
        list(make_all(targets, jobs=2))
    assert (tmp_path / "deadly").read_bytes() == b"xx"


def test_two_that_kill_once_each_are_both_made(tmp_path):
    targets = [target("a"), deadly("one", tmp_path, times=1), deadly("two", tmp_path, times=1)]
    assert names(make_all(targets, jobs=2)) == {"a", "one", "two"}


def children() -> set[int | None]:
    return {process.pid for process in active_children()}


@pytest.mark.parametrize(
    ("make", "limit"), [(stops, "STILL_SECONDS"), (runs_on, "LONGEST_SECONDS")]
)
def test_a_target_that_comes_to_no_end_ends_the_build_by_name(make, limit, monkeypatch):
    monkeypatch.setattr("generator.build.watch.LOOK_SECONDS", 0.2)
    monkeypatch.setattr(f"generator.build.watch.{limit}", 2)
    before = children()
    endless = Target.of("endless", "test", partial(make, "endless"), effort=9.0)
    with pytest.raises(BuildError, match="endless cannot be made"):
        list(make_all([target("a"), target("b"), endless], jobs=2))
    assert children() <= before


def test_a_target_that_only_takes_long_is_waited_for(monkeypatch):
    monkeypatch.setattr("generator.build.watch.LOOK_SECONDS", 0.1)
    monkeypatch.setattr("generator.build.watch.STILL_SECONDS", 0.5)
    long = Target.of("long", "test", partial(computes, "long", 2), effort=9.0)
    assert names(make_all([target("a"), long], jobs=2)) == {"a", "long"}


def test_an_error_does_not_wait_for_what_others_make(monkeypatch):
    before = children()
    endless = Target.of("endless", "test", partial(stops, "endless"), effort=9.0)
    bad = Target.of("bad", "test", partial(int, "no number"), effort=1.0)
    with pytest.raises(ValueError, match="no number"):
        list(make_all([endless, bad], jobs=2))
    assert children() <= before
