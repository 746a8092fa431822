"""What a build may replace, and what it may take away."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support.build import advisory, listing, made_up_build, plan_only, replace, workplace
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.build.errors import BuildError
from generator.build.run import build
from generator.build.site_folder import (
    Removal,
    Summary,
    look_through,
    misplaced,
    with_part,
)
from generator.load import load_content
from generator.localise.corridors import Selection
from generator.products.target import Target

# --- a folder that may be replaced --------------------------------------------------------------


def thesis(site: Path) -> None:
    (site / "thesis.txt").write_text("mine")


def deep_in_a_page_set(site: Path) -> None:
    (site / "en" / "freedonia").mkdir(parents=True)
    thesis(site / "en" / "freedonia")


def hidden(site: Path) -> None:
    (site / ".git").write_text("gitdir: ../.git/worktrees/site")


def link_to_a_file(site: Path) -> None:
    (site / "passwd.txt").symlink_to("/etc/passwd")


def link_to_a_folder(site: Path) -> None:
    (site / "etc").symlink_to("/etc")


def link_in_the_place_of_a_page(site: Path) -> None:
    (site / "0.txt").unlink()
    (site / "0.txt").symlink_to("../victim")


def pipe(site: Path) -> None:
    os.mkfifo(site / "pipe")


STRANGE = (thesis, deep_in_a_page_set, hidden, link_to_a_file, link_to_a_folder, pipe)


@pytest.mark.parametrize("put", STRANGE)
def test_a_site_with_a_file_of_somebody_else_is_not_replaced(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    site = tmp_path / "site"
    made_up_build(site, "old")
    put(site)
    before = sorted(path.relative_to(site) for path in site.rglob("*"))
    with pytest.raises(
        BuildError, match=r"contains files that no build made: .* move these files away"
    ):
        made_up_build(site, "new")
    assert sorted(path.relative_to(site) for path in site.rglob("*")) == before
    assert (site / "1.txt").read_bytes() == b"old 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_link_is_not_a_file_of_ours_whatever_its_name(tmp_path: Path) -> None:
    """`--only` once copied what links in the old site lead to."""
    site, victim = tmp_path / "site", tmp_path / "victim"
    made_up_build(site, "old")
    victim.write_text("secret")
    link_in_the_place_of_a_page(site)
    with pytest.raises(BuildError, match=r"contains files that no build made: 0\.txt"):
        made_up_build(site, "new")
    assert victim.read_text() == "secret"
    assert (site / "0.txt").is_symlink()


def test_a_folder_that_no_build_made_is_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "Documents"
    site.mkdir()
    thesis(site)
    with pytest.raises(BuildError, match=r"was not made by a build: it contains thesis\.txt"):
        made_up_build(site, "new")
    assert listing(site) == {"thesis.txt": b"mine"}


def test_an_empty_folder_and_an_absent_one_are_built_into(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "hollow" / "folder").mkdir(parents=True)
    for name in ("empty", "hollow", "absent"):
        assert look_through(tmp_path / name) is None
        made_up_build(tmp_path / name, "new")
        assert (tmp_path / name / "39.txt").exists()


@pytest.mark.parametrize("real", ["documents", "gone", "old site"])
def test_a_link_is_never_a_site(tmp_path: Path, real: str) -> None:
    """`site -> ../Documents` can be committed: /site/ in .gitignore does not match a link."""
    folder = tmp_path / real
    if real == "documents":
        folder.mkdir()
        thesis(folder)
    elif real == "old site":
        made_up_build(folder, "old")
    (tmp_path / "site").symlink_to(folder)
    with pytest.raises(BuildError, match=r"site is a link\. Name the folder itself"):
        made_up_build(tmp_path / "site", "new")
    assert (tmp_path / "site").is_symlink()
    assert folder.exists() == (real != "gone")


def test_a_file_put_into_the_site_during_a_build_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    made_up_build(site, "old")

    def check(*_: object, **__: object) -> set[str]:
        thesis(site)
        return set()

    monkeypatch.setattr("generator.build.work.check_staged", check)
    with pytest.raises(BuildError, match=r"thesis\.txt"):
        made_up_build(site, "new")
    assert (site / "thesis.txt").read_text() == "mine"


def test_a_site_of_the_time_before_files_were_listed_is_known_by_its_targets(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    for name in ("en/x/index.html", "en/x/now/index.html", "leaflets/x/x.en.card.pdf",
                 "leaflets/x/x.en.card.1.png"):  # fmt: skip
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("old")
    row = {"targets": {"en/x/": "1", "leaflets/x/x.en.card.pdf": "2"}, "advisories": ["x/en"]}
    (site / "build.json").write_text(json.dumps(row))
    summary = look_through(site)
    assert summary is not None
    assert len(summary.files) == 4
    thesis(site)
    with pytest.raises(BuildError, match=r"thesis\.txt"):
        look_through(site)


def test_a_site_has_no_place_where_other_things_are_kept(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "leaflets").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "link").symlink_to(content)
    kept = (content, tmp_path / ".cache")

    def said(name: str) -> str:
        return (misplaced(tmp_path / name, kept, tmp_path) or "").replace(str(tmp_path), "")

    assert said("site") == said("deep/site") == said("content2") == ""
    assert said("content") == "/content would replace /content. Name another folder."
    assert said("content/leaflets").endswith("is inside /content. Name a folder outside it.")
    assert said("content/hosts/new").endswith("is inside /content. Name a folder outside it.")
    assert said("link/leaflets").endswith("is inside /content. Name a folder outside it.")
    assert said(".cache/build").endswith("is inside /.cache. Name a folder outside it.")
    assert said("link") == "/link is a link. Name the folder itself."
    assert ".git, where Git keeps its own files" in said(".git")
    assert ".git, where Git keeps its own files" in said(".git/objects")
    assert "would replace" in said(".")


# --- what stood and would be gone ---------------------------------------------------------------

LOCALES, HOSTS = ("en", "my", "th"), ("japan", "thailand")


def site_of(*without: str, pages: int = 10, previews: tuple[tuple[str, str], ...] = ()) -> Summary:
    """A site of two countries in three languages, ten pages each, *without* some ("my", "japan")."""
    pairs = {
        (h, tag) for h in HOSTS for tag in LOCALES if not {h, tag, f"{h}/{tag}"} & set(without)
    }
    files = {f"{tag}/{h}/{n}/index.html" for h, tag in pairs for n in range(pages)}
    files |= {f"{tag}/index.html" for _h, tag in pairs} | {"index.html", "404.html", "a.css"}
    return Summary({}, frozenset(pairs), frozenset(previews), frozenset(files))


WHOLE = ("", "")


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        ((), {}),
        (("my",), {"my": "the language my in japan, thailand"}),
        (("thailand/my",), {"my": "the language my in thailand"}),
        (("japan",), {"japan": "the host country japan (en, my, th)"}),
        (("japan", "thailand/th"), {"japan": "the host country japan (en, my, th)",
                                    "th": "the language th in thailand"}),
    ],
)  # fmt: skip
def test_each_language_and_country_that_would_go_has_the_word_that_allows_it(
    gone: tuple[str, ...], words: dict[str, str]
) -> None:
    removal = Removal.between(site_of(), site_of(*gone), WHOLE)
    assert removal.what == words
    removal.refuse(list(words), Path("site"), whole=True)
    for word in words:
        others = [other for other in words if other != word]
        with pytest.raises(BuildError, match=f"--allow-removal {word}. The old site is untouched"):
            removal.refuse(others, Path("site"), whole=True)


def test_more_than_a_tenth_of_the_pages_has_a_word_too() -> None:
    # 2 × 3 × 10 pages of countries, 3 of languages, index and 404.
    before = site_of()
    pages = sorted(name for name, _pair in before.pages())
    assert len(pages) == 65

    def without(count: int) -> Removal:
        gone = frozenset(pages[-count:])
        after = Summary({}, before.advisories, files=before.files - gone)
        return Removal.between(before, after, WHOLE)

    assert without(6).what == {}
    assert without(7).what["pages"].startswith("7 of 65 pages (th/thailand/")
    with pytest.raises(BuildError, match="--allow-removal pages"):
        without(7).refuse(["my", "japan"], Path("site"), whole=True)
    without(7).refuse(["pages"], Path("site"), whole=True)


def test_what_is_new_or_moved_within_a_country_takes_nothing_away() -> None:
    assert Removal.between(site_of("my", "japan"), site_of(), WHOLE).what == {}
    assert Removal.between(site_of(pages=10), site_of(pages=30), WHOLE).what == {}


def test_a_part_is_compared_with_itself_alone() -> None:
    before = site_of()
    part = Summary({}, frozenset({("japan", "en"), ("japan", "th")}),
                   files=site_of("thailand", "my").files)  # fmt: skip
    after = with_part(before, part, ("japan", ""), before.files)
    assert ("thailand", "my") in after.advisories
    removal = Removal.between(before, after, ("japan", ""))
    assert removal.what == {"my": "the language my in japan"}
    # Pages elsewhere lead there: only a whole build takes a language away.
    with pytest.raises(BuildError, match="--allow-removal my, and without --only"):
        removal.refuse(["my"], Path("site"), whole=False)


def test_pages_of_a_part_count_against_those_of_the_part() -> None:
    before = site_of()
    lost = {"en/japan/3/index.html", "en/japan/4/index.html"}
    part = Summary({}, frozenset({("japan", "en")}))
    after = with_part(before, part, ("japan", "en"), before.files - lost)
    removal = Removal.between(before, after, ("japan", "en"))
    assert removal.what["pages"].startswith("2 of 10 pages")
    removal.refuse(["pages"], Path("site"), whole=False)


def test_a_language_that_was_only_looked_at_may_go() -> None:
    """`--only HOST/LOCALE` builds a locale that readers are not offered yet."""
    offered = site_of("my")
    part = Summary({}, frozenset({("japan", "my")}), files=frozenset({"my/japan/index.html"}))
    looked_at = with_part(offered, part, ("japan", "my"), offered.files)
    assert looked_at.previews == {("japan", "my")}
    assert Removal.between(looked_at, offered, WHOLE).what == {}
    # Once it is offered, it is no longer a preview.
    host = Summary(
        {}, frozenset({("japan", tag) for tag in LOCALES}), files=site_of("thailand").files
    )
    again = with_part(looked_at, host, ("japan", ""), looked_at.files | host.files)
    assert again.previews == frozenset()
    assert "my" in Removal.between(again, offered, WHOLE).what


def test_a_summary_comes_back_as_it_was_written(tmp_path: Path) -> None:
    summary = site_of(previews=(("japan", "my"),))
    for name in summary.files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "build.json").write_bytes(summary.as_bytes())
    assert look_through(tmp_path) == summary


# --- as an editor meets it ----------------------------------------------------------------------


def test_a_build_that_loses_its_pages_leaves_those_that_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, _problems = load_content(EXAMPLE)

    def built(count: int, *allowed: str) -> None:
        names = [f"en/freedonia/{n}/index.html" for n in range(count)]
        files = dict.fromkeys(names, b"<html></html>")
        plan_only(monkeypatch, [Target("en/freedonia/", str(count), partial(dict, files), "test")])
        build(
            content, EXAMPLE_LOCALES, tmp_path / "site", only=Selection(), jobs=1, formats={},
            allowed=allowed,
        )  # fmt: skip

    built(20)
    before = listing(tmp_path / "site")
    with pytest.raises(BuildError, match=r"would remove from .*site: 3 of 20 pages .*--allow-rem"):
        built(17)
    assert listing(tmp_path / "site") == before
    built(17, "pages")
    built(16)
    # And the list of what was built, and the sums.
    assert len(listing(tmp_path / "site")) == 18


@pytest.mark.slow
def test_translations_that_are_gone_take_no_language_out_of_a_site(tmp_path: Path) -> None:
    """A misspelt --locales, a folder that was not checked out, an emptied PO file: English only."""
    place = workplace(tmp_path / "place", locales=("my",))
    shutil.rmtree(place / "content" / "leaflets")
    build_words = ("build", "--jobs", "1")
    assert "freedonia in en, my" in advisory(place, *build_words)
    before = listing(place / "site")

    done = advisory(place, *build_words, "--locales", "nowhere", code=2)
    assert listing(place / "site") == before, done
    (place / "empty").mkdir()
    for only in ((), ("--only", "freedonia")):
        said = advisory(place, *build_words, *only, "--locales", "empty", code=1)
        assert "The build would remove from" in said
        assert "the language my in freedonia" in said
        assert "Check whether content or translations are missing." in said
        assert listing(place / "site") == before

    po = place / "locales" / "my" / "LC_MESSAGES" / "hazards.po"
    whole = po.read_bytes()
    po.write_bytes(b"")
    assert "hazards.po:1:1: error [po-syntax]" in advisory(place, *build_words, code=1)
    assert listing(place / "site") == before
    po.write_bytes(whole)

    replace(place / "content" / "site.yaml", "offer_from: 1", "offer_from: 100")
    said = advisory(place, *build_words, code=1)
    named = [word for word in ("ar", "my") if f"--allow-removal {word}" in said]
    assert "my" in named
    assert listing(place / "site") == before
    words = [word for tag in named for word in ("--allow-removal", tag)]
    assert "Built: freedonia in en (" in advisory(place, *build_words, *words)
    assert not (place / "site" / "my").exists()


@pytest.mark.parametrize(
    "site", ["content/hosts", "content/new", "locales/my", ".cache/site", ".git/site", "link"]
)
def test_a_site_where_other_things_are_kept_is_wrong_usage(tmp_path: Path, site: str) -> None:
    place = workplace(tmp_path / "place")
    (place / "Documents").mkdir()
    (place / "link").symlink_to("Documents")
    (place / ".git").mkdir()
    before = listing(place)
    advisory(place, "build", "--site", site, code=2)
    assert {name: data for name, data in listing(place).items() if ".cache" not in name} == before
