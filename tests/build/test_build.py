"""The build: a whole site or none."""

import dataclasses
import json
from functools import partial
from pathlib import Path

import pytest
from support.build import plan_only, targets_of
from support.example import EXAMPLE_LOCALES, SMALL_LEAFLET

from generator.build.run import BuildError, BuildReport, build
from generator.build.sums import SUMS
from generator.cache.digests import digest
from generator.localise.corridors import Selection
from generator.products.paper import load_formats
from generator.products.target import Target


def made(**files: bytes):
    return {name.replace("__", "/").replace("_", "."): data for name, data in files.items()}


def target(path: str, files: dict[str, bytes]) -> Target:
    return Target(path, digest(path), partial(dict, files), "test")


@pytest.fixture
def only_these(monkeypatch):
    """Build these targets instead of the products'."""

    def use(*targets: Target) -> None:
        plan_only(monkeypatch, targets)

    return use


@pytest.fixture
def build_into(example_content):
    formats, problems = load_formats(SMALL_LEAFLET, SMALL_LEAFLET, example_content)
    assert problems == []

    def run(site: Path, only: str | None = None, jobs: int = 1) -> BuildReport:
        return build(
            example_content, EXAMPLE_LOCALES, site, only=Selection.parse(only), jobs=jobs,
            formats=formats,
        )  # fmt: skip

    return run


def listing(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_first_build_writes_every_target(build_into, only_these, tmp_path):
    only_these(target("a.txt", {"a.txt": b"a"}), target("b/", {"b/c.txt": b"c"}))
    report = build_into(tmp_path / "site")
    assert (report.targets, report.files) == (2, {".txt": 2})
    assert set(listing(tmp_path / "site")) == {"a.txt", "b/c.txt", "build.json", SUMS}


def test_files_of_the_last_build_do_not_stay(build_into, only_these, tmp_path):
    only_these(target("old.txt", {"old.txt": b"1669"}))
    build_into(tmp_path / "site")
    only_these(target("new.txt", {"new.txt": b"1670"}))
    build_into(tmp_path / "site")
    assert set(listing(tmp_path / "site")) == {"new.txt", "build.json", SUMS}


def test_part_of_a_build_leaves_the_rest_as_it_stands(build_into, only_these, tmp_path):
    only_these(target("a.txt", {"a.txt": b"a"}), target("b.txt", {"b.txt": b"b"}))
    build_into(tmp_path / "site")
    only_these(target("b.txt", {"b.txt": b"B"}))
    build_into(tmp_path / "site", only="freedonia/en")
    site = listing(tmp_path / "site")
    assert (site["a.txt"], site["b.txt"]) == (b"a", b"B")
    assert set(json.loads(site["build.json"])["targets"]) == {"a.txt", "b.txt"}


def test_a_page_that_is_no_longer_planned_does_not_stay(build_into, only_these, tmp_path):
    only_these(target("b/", {"b/old.html": b"1669"}), target("c/", {"c/kept.html": b"c"}))
    build_into(tmp_path / "site")
    only_these(target("b/", {"b/new.html": b"1670"}))
    build_into(tmp_path / "site", only="freedonia/en")
    assert set(listing(tmp_path / "site")) == {
        "b/new.html", "c/kept.html", "build.json", SUMS,
    }  # fmt: skip


def test_summary_names_all_that_the_site_holds(build_into, only_these, tmp_path):
    def named() -> list[str]:
        return json.loads((tmp_path / "site" / "build.json").read_text("utf-8"))["advisories"]

    only_these(target("a.txt", {"a.txt": b"a"}))
    build_into(tmp_path / "site")
    assert named() == ["freedonia/en"]
    build_into(tmp_path / "site", only="freedonia/my")
    assert named() == ["freedonia/en", "freedonia/my"]


ODD = [b"", b"{", b"[]", b"7", b"\xff", b'{"targets": []}', b"[" * 100_000]


@pytest.mark.parametrize("broken", ODD, ids=lambda data: repr(data[:15]))
def test_a_broken_summary_leaves_the_site_as_it_is(build_into, only_these, tmp_path, broken):
    only_these(target("a.txt", {"a.txt": b"a"}))
    build_into(tmp_path / "site")
    (tmp_path / "site" / "build.json").write_bytes(broken)
    for only in (None, "freedonia/en"):
        with pytest.raises(BuildError, match=r"build\.json, .* cannot be read\. Look into"):
            build_into(tmp_path / "site", only=only)
    assert listing(tmp_path / "site").items() >= {"a.txt": b"a", "build.json": broken}.items()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (target("bad.txt", {"bad.txt": b""}), "came out empty"),
        (target("bad.txt", {}), "came out empty"),
        (target("bad.txt", {"other.txt": b"x"}), "belongs to another target"),
        (target("bad/", {"bad/../../out.txt": b"x"}), "belongs to another target"),
    ],
)
def test_failed_build_leaves_the_old_site(build_into, only_these, tmp_path, broken, message):
    only_these(target("a.txt", {"a.txt": b"old"}))
    build_into(tmp_path / "site")
    before = listing(tmp_path / "site")
    only_these(target("a.txt", {"a.txt": b"new"}), broken)
    with pytest.raises(BuildError, match=message):
        build_into(tmp_path / "site")
    assert listing(tmp_path / "site") == before
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_product_that_breaks_leaves_the_old_site(build_into, only_these, tmp_path):
    def crash():
        raise RuntimeError("a template is broken")

    only_these(target("a.txt", {"a.txt": b"old"}))
    build_into(tmp_path / "site")
    only_these(Target("b.txt", digest("b"), crash, "test"))
    with pytest.raises(RuntimeError):
        build_into(tmp_path / "site")
    assert listing(tmp_path / "site")["a.txt"] == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_site_that_cannot_be_written_says_what_to_do(build_into, only_these, tmp_path):
    (tmp_path / "file").write_text("a file where a folder must be")
    only_these(target("a.txt", {"a.txt": b"a"}))
    with pytest.raises(BuildError, match="old site is untouched"):
        build_into(tmp_path / "file" / "site")


def test_a_swap_that_fails_half_way_is_undone(build_into, only_these, tmp_path, monkeypatch):
    only_these(target("a.txt", {"a.txt": b"old"}))
    build_into(tmp_path / "site")
    rename = Path.rename

    def no_room(self: Path, to: Path) -> Path:
        if self.name.endswith(".staging"):
            raise OSError(28, "No space left on device", str(self))
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", no_room)
    monkeypatch.setattr("generator.build.publish._exchange", lambda *_: False)
    only_these(target("a.txt", {"a.txt": b"new"}))
    with pytest.raises(BuildError, match="No space left on device"):
        build_into(tmp_path / "site")
    assert listing(tmp_path / "site")["a.txt"] == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_two_products_may_not_want_one_path(only_these, example_advisory):
    only_these(target("a.txt", {}), target("a.txt", {}))
    with pytest.raises(BuildError, match=r"Two products write a\.txt"):
        targets_of([example_advisory("en")], {})


def test_two_hosts_share_a_file_but_do_not_differ_over_it(monkeypatch, example_advisory):
    def planned(_advisories):
        return [Target.of("font", "test", dict, data=next(data))]

    monkeypatch.setattr("generator.build.host_plans.products", lambda *_of, **_with: [planned])
    two = [example_advisory("en"), dataclasses.replace(example_advisory("en"), host="sylvania")]
    data = iter([b"same", b"same"])
    assert [t.path for t in targets_of(two, {}, whole=False)] == ["font"]
    data = iter([b"one", b"other"])
    with pytest.raises(BuildError, match="Two products write font"):
        targets_of(two, {}, whole=False)


def test_unknown_selection_builds_nothing(build_into, tmp_path):
    with pytest.raises(BuildError, match="Nothing to build"):
        build_into(tmp_path / "site", only="atlantis")
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_two_builds_give_the_same_bytes_with_one_process_and_with_two(build_into, tmp_path):
    build_into(tmp_path / "one", jobs=1)
    build_into(tmp_path / "two", jobs=2)
    assert listing(tmp_path / "one") == listing(tmp_path / "two")
