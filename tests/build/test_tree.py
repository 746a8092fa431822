"""Two trees in turns: what was done to the one beside the site is noticed, and nothing is shared."""

from __future__ import annotations

import errno
import os
import random
import shutil
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support.build import listing, plan_only
from support.each import each
from support.example import EXAMPLE_LOCALES

from generator.build import publish, tree, tree_record, work
from generator.build.errors import BuildError
from generator.build.objects import Cache
from generator.build.run import build
from generator.build.sums import SUMS
from generator.build.tree_record import TreeRecord, TreeRecords
from generator.load import Content
from generator.localise.corridors import Selection
from generator.products.target import Target

pytestmark = pytest.mark.thorough

NAMES = [f"a/{n}/index.html" for n in range(12)]
Build = Callable[..., set[str]]


def page(name: str, state: str) -> bytes:
    return f'<p id="x">{name} {state}</p><a href="../0/index.html#x">first</a>'.encode()


def states(**other: str) -> list[Target]:
    """A set of pages and files beside it, all in state "old" but for the *other*."""
    pages = {name: page(name, other.get("pages", "old")) for name in NAMES}
    single = {name: other.get(name, "old") for name in ("b.txt", "c/d.txt")}
    return [
        Target.of("a/", "test", partial(dict, pages), data=other.get("pages", "old")),
        *(
            Target.of(name, "test", partial(dict, {name: state.encode()}), data=state)
            for name, state in single.items()
            if state
        ),
    ]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / ".site.staging"


@pytest.fixture
def run(example_content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Build:
    """Build targets; tells which files were written."""

    def run(*targets: Target, cached: bool = True) -> set[str]:
        plan_only(monkeypatch, targets)
        written: set[str] = set()
        write = tree.write_whole

        def noting(path: Path, data: bytes, *, below: Path) -> None:
            written.add(path.relative_to(below).as_posix())
            write(path, data, below=below)

        with monkeypatch.context() as patch:
            patch.setattr(tree, "write_whole", noting)
            build(
                example_content, EXAMPLE_LOCALES, tmp_path / "site", only=Selection(), jobs=1,
                formats={}, cache=Cache(tmp_path / "cache") if cached else None,
            )  # fmt: skip
        return written - {"build.json", SUMS}

    return run


def clean(run: Build, tmp_path: Path, *targets: Target) -> dict[str, bytes]:
    """What a build makes that knows nothing."""
    for name in ("site", ".site.staging", "cache"):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
    run(*targets)
    return listing(tmp_path / "site")


def test_a_build_writes_only_what_is_not_there(run: Build, site: Path, other: Path) -> None:
    assert run(*states()) == {*NAMES, "b.txt", "c/d.txt"}
    assert listing(other) == listing(site), "the first build makes both"
    assert run(*states(**{"b.txt": "second"})) == {"b.txt"}
    assert (other / "b.txt").read_text() == "old", "the site before is the next tree"
    assert run(*states(**{"b.txt": "third"})) == {"b.txt"}
    assert [site.joinpath("b.txt").read_text(), other.joinpath("b.txt").read_text()] == [
        "third", "second",
    ]  # fmt: skip
    # What two builds changed is brought up to date together.
    run(*states(**{"b.txt": "third", "c/d.txt": "x"}))
    assert run(*states(**{"b.txt": "third", "c/d.txt": "x", "pages": "new"})) == {*NAMES, "c/d.txt"}


def test_without_room_for_a_second_tree_the_site_stands(
    run: Build, site: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(tree, "read_ordinary", full)
        run(*states())
    assert (site / "b.txt").read_text() == "old"
    assert not other.exists()
    assert run(*states(**{"b.txt": "second"})) == {*NAMES, "b.txt", "c/d.txt"}


def test_no_file_is_shared_between_the_trees(run: Build, site: Path, other: Path) -> None:
    for state in ("old", "second", "third"):
        run(*states(**{"b.txt": state}))
    for name in each(listing(site)):
        assert (site / name).stat().st_ino != (other / name).stat().st_ino
        assert (site / name).stat().st_nlink == 1


def test_what_is_gone_goes_from_both_trees(run: Build, site: Path, other: Path) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    run(*states(**{"c/d.txt": ""}))
    run(*states(**{"c/d.txt": ""}))
    assert not (site / "c").exists()
    assert not (other / "c").exists()


def edited(path: Path) -> None:
    """Another text of the same length, as old as the file was."""
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"old", b"ill"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "stray").write_text("stray")


def to_link(path: Path) -> None:
    path.rename(path.with_suffix(".moved"))
    path.symlink_to(path.with_suffix(".moved").name)


def copied(path: Path) -> None:
    """The same bytes and times in another file, as an editor saves it."""
    shutil.copy2(path, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


HARMS: list[Callable[[Path], object]] = [
    Path.unlink,
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(b""),
    edited,
    to_folder,
    to_link,
    copied,
    lambda path: path.parent.joinpath("stranger.txt").write_text("stranger"),
    lambda path: shutil.rmtree(path.parent),
    lambda path: (shutil.rmtree(path.parent), path.parent.write_text("a file")),
    lambda path: path.chmod(0),
]


@pytest.fixture(params=[True, False])
def age(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are younger than what is noted of them, or not."""
    if not request.param:
        monkeypatch.setattr(tree, "_YOUNG_NS", 0)


@pytest.mark.usefixtures("age")
@pytest.mark.parametrize("harm", HARMS)
def test_what_was_done_to_the_other_tree_is_made_good(
    run: Build, site: Path, other: Path, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    harm(other / NAMES[3])
    run(*states())
    assert listing(site) == clean(run, tmp_path, *states())
    assert not [path for path in site.rglob("*") if path.is_symlink()]


def test_what_was_done_to_the_site_is_made_good_when_its_turn_comes(
    run: Build, site: Path, tmp_path: Path
) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    edited(site / NAMES[3])
    run(*states())
    assert b"ill" not in (site / NAMES[3]).read_bytes()
    run(*states(**{"b.txt": "third"}))
    assert listing(site) == clean(run, tmp_path, *states(**{"b.txt": "third"}))


def test_the_clock_may_be_set_back(
    run: Build, site: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*states())
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now - 10**15)
    run(*states(**{"b.txt": "second"}))
    edited(other / NAMES[3])
    assert NAMES[3] in run(*states())
    assert b"ill" not in (site / NAMES[3]).read_bytes()


def test_a_copy_of_a_tree_is_not_known(run: Build, other: Path) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    shutil.copytree(other, other.with_name("copy"))
    shutil.rmtree(other)
    other.with_name("copy").rename(other)
    assert run(*states()) == {*NAMES, "b.txt", "c/d.txt"}


@pytest.mark.parametrize("spoilt", [b"", b"spoilt", b"{}", b"0" * 64 + b"\n[]"])
def test_a_spoilt_record_is_none(run: Build, tmp_path: Path, spoilt: bytes) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    for path in (tmp_path / "cache").glob("build/trees/*/*"):
        path.write_bytes(spoilt)
    assert run(*states()) == {*NAMES, "b.txt", "c/d.txt"}


def test_a_record_of_another_program_is_none(run: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    monkeypatch.setattr(tree_record, "noted_by", lambda: "another")
    assert run(*states()) == {*NAMES, "b.txt", "c/d.txt"}


def test_without_a_cache_nothing_stays_beside_the_site(run: Build, other: Path, site: Path) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    assert run(*states(), cached=False) == {*NAMES, "b.txt", "c/d.txt"}
    assert (site / "b.txt").read_text() == "old"
    assert run(*states(**{"b.txt": "second"}), cached=False) == {*NAMES, "b.txt", "c/d.txt"}
    assert not other.exists()


def test_records_of_trees_that_are_gone_go(run: Build, tmp_path: Path, other: Path) -> None:
    for state in ("old", "second", "third"):
        run(*states(**{"b.txt": state}))
        shutil.rmtree(other, ignore_errors=True)
    run(*states())
    assert len([*(tmp_path / "cache/build/trees").glob("*/*")]) == 2


def test_a_tree_of_somebody_else_is_named(
    run: Build, site: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    (other / NAMES[3]).unlink()

    def refused(path: Path, *_: object, **__: object) -> None:
        if path == other:
            raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(tree, "look_at", refused)
    monkeypatch.setattr(publish.shutil, "rmtree", refused)
    with pytest.raises(BuildError, match=r"\.site\.staging, in which the next site is built"):
        run(*states())
    assert (site / "b.txt").read_text() == "second"


class Killed(BaseException):
    """Ends a build wherever it stands, as kill -9 would: nothing is tidied up."""


@pytest.mark.parametrize("times", [1, 2])
def test_killed_between_writing_and_swapping(
    run: Build, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    run(*states())
    run(*states(**{"b.txt": "second"}))
    for at in range(times):
        with monkeypatch.context() as patch:
            patch.setattr("generator.build.run.swap", _kill)
            patch.setattr(publish.shutil, "rmtree", lambda *_, **__: None)
            with pytest.raises(Killed):
                run(*states(pages=f"new {at}"))
        assert (site / "b.txt").read_text() == "second"
        assert b"old" in (site / NAMES[0]).read_bytes()
    run(*states(**{"c/d.txt": "x"}))
    assert listing(site) == clean(run, tmp_path, *states(**{"c/d.txt": "x"}))


def _kill(*_: object, **__: object) -> None:
    raise Killed


def test_killed_anywhere_twenty_times_the_next_build_is_as_a_clean_one(
    run: Build, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    run(*states())
    run(*states(**{"b.txt": "second"}))
    for _ in range(20):
        left = chance.randrange(1, 40)

        def counted(real: Callable[..., object], *words: object, **named: object) -> object:
            nonlocal left
            left -= 1
            if left == 0:
                raise Killed
            return real(*words, **named)

        before = listing(site)
        with monkeypatch.context() as patch:
            patch.setattr(tree, "write_whole", partial(counted, tree.write_whole))
            patch.setattr(publish, "_exchange", partial(counted, publish._exchange))
            patch.setattr(work, "check_staged", partial(counted, work.check_staged))
            patch.setattr(Path, "unlink", partialmethod_of(counted, Path.unlink))
            patch.setattr(publish.shutil, "rmtree", lambda *_, **__: None)
            try:
                run(
                    *states(pages=str(chance.randrange(3)), **{"c/d.txt": chance.choice(["", "y"])})
                )
            except Killed:
                assert listing(site) == before
    run(*states(pages="last"))
    assert listing(site) == clean(run, tmp_path, *states(pages="last"))


def partialmethod_of(counted: Callable[..., object], real: Callable[..., object]) -> object:
    def method(self: Path, *words: object, **named: object) -> object:
        return counted(real, self, *words, **named)

    return method


def test_a_record_comes_back_as_it_was_kept(run: Build, site: Path, tmp_path: Path) -> None:
    run(*states())
    records = TreeRecords(tmp_path / "cache" / "build", site)
    record = records.of(site)
    assert record is not None
    assert TreeRecord.of(record.rows()) == record
    assert record.contents().keys() == listing(site).keys()


def linking(address: str) -> Target:
    """A page that leads to *address*."""
    text = f'<a href="../{address}">there</a>'.encode()
    return Target.of(
        "z/index.html", "test", partial(dict, {"z/index.html": text}), data=text.decode()
    )


@pytest.mark.parametrize("cached", [True, False])
@pytest.mark.parametrize(
    ("address", "fault"),
    [("a/3/index.html", "a/3/index.html, which does not exist"),
     ("a/3/index.html#x", r"a/3/index.html#x, but nothing there has that id")],
)  # fmt: skip
def test_what_takes_away_where_an_unchanged_page_leads_is_named(
    run: Build, tmp_path: Path, address: str, fault: str, *, cached: bool
) -> None:
    pages = {name: page(name, "old") for name in NAMES}
    if "#" in address:
        pages["a/3/index.html"] = b"<p>without an id</p>"
    else:
        del pages["a/3/index.html"]
    smaller = Target.of("a/", "test", partial(dict, pages), data=list(pages), more=fault)
    run(*states(), linking(address))
    run(*states(**{"b.txt": "second"}), linking(address))
    if not cached:  # What was noted of a page is looked up, or noted again.
        shutil.rmtree(tmp_path / "cache/build/objects")
    with pytest.raises(BuildError, match=f"z/index.html links to {fault}"):
        run(smaller, linking(address))
    # Nothing is remembered of a link that is gone.
    run(smaller, linking("a/4/index.html#x"))
    run(smaller, linking("a/4/index.html#x"), states()[1])
    record = TreeRecords(tmp_path / "cache/build", tmp_path / "site").of(tmp_path / "site")
    assert record is not None
    assert address not in record.links
