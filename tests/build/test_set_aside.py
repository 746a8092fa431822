"""Papers wait in files until the pages of all countries are made."""

from __future__ import annotations

import errno
import pickle
import tempfile
from functools import partial
from pathlib import Path

import pytest
from support.build import listing, plan_only
from support.example import EXAMPLE_LOCALES

from generator.build.errors import BuildError
from generator.build.objects import Cache
from generator.build.run import build
from generator.build.set_aside import Waiting
from generator.localise.corridors import Selection
from generator.products.target import Target, one_file


def paper(data: bytes = b"a paper") -> Target:
    return Target.of("a.pdf", "leaflets", partial(one_file, "a.pdf", data), data=data)


def test_a_paper_that_waited_is_the_same_paper(tmp_path: Path) -> None:
    waited = Waiting(tmp_path).put(paper())
    assert waited.make() == {"a.pdf": b"a paper"}
    assert (waited.digest, waited.product) == (paper().digest, "leaflets")
    assert len(pickle.dumps(waited.make)) < 200 + len(pickle.dumps(paper().make))


def test_it_can_be_made_where_its_file_is_not(tmp_path: Path) -> None:
    """A worker on another machine gets what the file holds."""
    sent = pickle.dumps(Waiting(tmp_path).put(paper()).make)
    for path in tmp_path.iterdir():
        path.unlink()
    assert pickle.loads(sent)() == {"a.pdf": b"a paper"}


def run(content, tmp_path: Path, cache: Cache | None = None) -> None:
    site, everything = tmp_path / "site", Selection()
    build(content, EXAMPLE_LOCALES, site, only=everything, jobs=1, formats={}, cache=cache)


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Paths of the papers that are set aside, in a folder for temporary files of the test's own."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    paths: list[str] = []
    real = Waiting.put

    def noting(self: Waiting, target: Target) -> Target:
        paths.append(target.path)
        return real(self, target)

    monkeypatch.setattr(Waiting, "put", noting)
    return paths


def test_what_is_there_already_is_not_set_aside_and_nothing_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, example_content, tmp_path: Path, put: list[str]
) -> None:
    cache = Cache(tmp_path / "cache")
    plan_only(monkeypatch, [paper()])
    run(example_content, tmp_path, cache)
    assert put == ["a.pdf"]
    run(example_content, tmp_path, cache)
    assert put == ["a.pdf"], "it stands in the tree"
    plan_only(monkeypatch, [paper(b"a newer paper")])
    run(example_content, tmp_path, cache)
    plan_only(monkeypatch, [paper()])
    run(example_content, tmp_path, cache)
    assert put == ["a.pdf", "a.pdf"], "the third time it was new, and the fourth it is in the cache"
    assert listing(tmp_path / "site")["a.pdf"] == b"a paper"
    assert [*(tmp_path / "tmp").iterdir()] == []


def test_a_full_disk_there_is_told_and_the_old_site_stays(
    monkeypatch: pytest.MonkeyPatch, example_content, tmp_path: Path, put: list[str]
) -> None:
    plan_only(monkeypatch, [paper()])
    run(example_content, tmp_path)
    before = listing(tmp_path / "site")
    plan_only(monkeypatch, [paper(b"a newer paper")])

    def full(_self: Waiting, _target: Target) -> Target:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/waiting/1")

    monkeypatch.setattr(Waiting, "put", full)
    with pytest.raises(BuildError, match=r"The old site is untouched\. The disk is full"):
        run(example_content, tmp_path)
    assert listing(tmp_path / "site") == before
    assert [*(tmp_path / "tmp").iterdir()] == []
