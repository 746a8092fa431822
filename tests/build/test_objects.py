"""The cache: what was made before is not made again, unless it is broken."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from support.build import listing, plan_only
from support.example import EXAMPLE_LOCALES

from generator.build.objects import Cache, TargetNote
from generator.build.run import BuildReport, build
from generator.localise.corridors import Selection
from generator.products.target import Target

FILES = {"a/one.txt": b"1669\n", "a/two.txt": bytes(range(256))}


def target(data: str = "x", files: dict[str, bytes] | None = None) -> Target:
    return Target.of("a/", "test", partial(dict, files or FILES), data=data, code="1")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entry(cache: Cache) -> Path:
    (found,) = (cache.folder / "objects").glob("*/*")
    return found


def test_what_was_kept_comes_back(cache: Cache):
    assert cache.get(target()) is None
    cache.put(target(), FILES)
    assert cache.get(target()) == FILES
    assert cache.get(target("other data")) is None


@pytest.mark.parametrize(
    "harm",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[:10],
        lambda raw: b"",
        lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]),
        lambda raw: raw.replace(b"one.txt", b"two.txt"),
        lambda raw: raw + b"more",
    ],
)
def test_a_broken_entry_is_noticed_and_taken_away(cache: Cache, harm):
    cache.put(target(), FILES)
    path = entry(cache)
    path.write_bytes(harm(path.read_bytes()))
    assert cache.get(target()) is None
    assert not path.exists()


def test_prune_keeps_what_the_last_build_used(cache: Cache):
    for data in ("old", "new"):
        cache.put(target(data), FILES)
    cache.remember([TargetNote.of(target("new"))], whole=True)
    assert cache.prune()[0] == 1
    assert cache.get(target("new")) == FILES
    assert cache.get(target("old")) is None


def test_a_cache_that_cannot_be_written_is_told_and_stops_nothing(tmp_path: Path):
    (tmp_path / "cache").write_text("a file")
    cache = Cache(tmp_path / "cache")
    cache.put(target(), FILES)
    assert cache.write_error is not None
    assert cache.get(target()) is None


@pytest.fixture
def run(example_content, monkeypatch, tmp_path, cache):
    """Build targets; tells which were made."""

    def run(*targets: Target, into: str = "site") -> BuildReport:
        plan_only(monkeypatch, targets)
        return build(
            example_content, EXAMPLE_LOCALES, tmp_path / into, only=Selection(), jobs=1,
            formats={}, cache=cache,
        )  # fmt: skip

    return run


def test_a_second_build_makes_nothing_and_gives_the_same_site(run, tmp_path):
    assert run(target()).made == 1
    before = listing(tmp_path / "site")
    assert run(target()).made == 0
    assert listing(tmp_path / "site") == before
    assert run(target("changed")).made == 1


def test_a_broken_entry_is_made_again(run, cache, tmp_path):
    run(target())
    before = listing(tmp_path / "site")
    entry(cache).write_bytes(entry(cache).read_bytes()[:-3])
    assert run(target()).made == 0, "its files stand in the next tree"
    assert run(target(), into="second").made == 1
    assert listing(tmp_path / "second") == before


def test_report_counts_targets_and_bytes_by_product(run):
    run(target())
    report = run(target(), Target.of("b.txt", "other", partial(dict, {"b.txt": b"b"}), data=1))
    row = report.tally.as_json()
    assert (row["made"], row["cached"], row["targets"]) == (1, 1, 2)
    assert row["products"]["test"]["bytes"] == 261
    assert row["peak_mib"]["main"] > 10
