"""A content folder read one host country at a time."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES, TESTS

from generator.check import run, run_checks
from generator.check.translations.catalogs import check_translations
from generator.load import Content, ContentFolder, load_content
from generator.load import folder as folder_module
from generator.localise.corridors import Selection, load_advisories
from generator.po.files import po_paths
from generator.problems import sort_problems
from generator.products.paper import load_formats

TODAY = date(2026, 11, 25)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The made-up country twice, with a fault in a file of each and in one that they share."""
    content = Path(shutil.copytree(EXAMPLE, tmp_path / "content"))
    shutil.copytree(content / "hosts" / "freedonia", content / "hosts" / "sylvania")
    for name in ("hosts/freedonia/country.yaml", "hosts/sylvania/country.yaml", "prepare.yaml"):
        with (content / name).open("a", encoding="utf-8") as file:
            file.write("unknown-key: 1\n")
    return content


def test_only_what_is_asked_for_is_at_hand(two: Path):
    folder = ContentFolder(two)
    assert folder.slugs == tuple(folder.hosts) == ("freedonia", "sylvania")
    assert not any(name.startswith("hosts/") for name in folder.shared.files)
    one = folder.for_host("sylvania")
    assert set(one.hosts) == {"sylvania"}
    assert one.known_hosts == {"freedonia", "sylvania"}
    assert folder.for_host("sylvania") is one
    folder.for_host("freedonia")
    assert folder.for_host("sylvania") is not one


def test_each_name_is_looked_at_once_however_many_countries_there_are(
    two: Path, monkeypatch: pytest.MonkeyPatch
):
    """With two hundred it took longer than all else of a page."""
    looked: list[str] = []
    host_of = folder_module._host_of

    def noted(name: str) -> str | None:
        looked.append(name)
        return host_of(name)

    monkeypatch.setattr(folder_module, "_host_of", noted)
    folder = ContentFolder(two)
    assert len(looked) == len(set(looked))
    assert folder.slugs == ("freedonia", "sylvania")


def test_a_host_alone_is_what_it_is_among_the_others(two: Path):
    whole, _problems = load_content(two)
    folder = ContentFolder(two)
    for slug in each(folder.slugs):
        alone, among = folder.for_host(slug), whole.for_host(slug)
        assert list(alone.files) == list(among.files)
        assert alone.known_hosts == among.known_hosts
        assert [f.model for f in alone.files.values()] == [f.model for f in among.files.values()]


def test_checking_one_after_the_other_finds_what_checking_all_at_once_finds(two: Path):
    content, problems = load_content(two)
    problems += run_checks(content, publish=True, today=TODAY)
    problems += check_translations(content, po_paths(EXAMPLE_LOCALES), two.parent)
    _folder, found = run(two, EXAMPLE_LOCALES, publish=True, today=TODAY, base=two.parent)
    assert found == sort_problems(problems)
    assert {p.file for p in found if p.rule == "unknown-key"} == {
        "content/hosts/freedonia/country.yaml",
        "content/hosts/sylvania/country.yaml",
        "content/prepare.yaml",
    }


def test_an_advisory_is_the_same_from_the_folder_and_from_the_whole():
    folder, (content, _problems) = ContentFolder(EXAMPLE), load_content(EXAMPLE)
    only = Selection("freedonia", "my")
    (lazily,) = load_advisories(folder, EXAMPLE_LOCALES, only)
    (at_once,) = load_advisories(content, EXAMPLE_LOCALES, only)
    assert vars(lazily) == vars(at_once)


def test_all_formats_of_leaflets_together_read_each_country_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    content = Path(shutil.copytree(EXAMPLE, tmp_path / "content"))
    shutil.copytree(content / "hosts" / "freedonia", content / "hosts" / "sylvania")
    formats = content / "leaflets"
    formats.mkdir()
    for name in ("trifold", "again"):
        shutil.copy(TESTS / "data/leaflets/trifold.yaml", formats / f"{name}.yaml")
    asked: list[str] = []
    read = ContentFolder.for_host

    def noting(folder: ContentFolder, slug: str) -> Content:
        asked.append(slug)
        return read(folder, slug)

    monkeypatch.setattr(ContentFolder, "for_host", noting)
    found, problems = load_formats(formats, tmp_path, ContentFolder(content))
    assert set(found) == {"trifold", "again"}
    assert not problems
    assert asked == ["freedonia", "sylvania"]
