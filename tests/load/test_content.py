"""The folder content/ to Content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.example import EXAMPLE, ROOT

from generator.load import (
    ContentIncompleteError,
    context_prefix,
    domain_of,
    load_content,
    load_file,
    load_tree,
)


@pytest.fixture
def content_dir(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "content", ignore=shutil.ignore_patterns("locales"))
    return tmp_path / "content"


def load(folder):
    content, problems = load_content(folder)
    return content, [(p.file, p.rule) for p in problems]


def test_example_is_read_whole(content_dir):
    content, problems = load(content_dir)
    assert problems == []
    assert set(content.hazards) == {"flood", "fire"}
    assert content.hosts["freedonia"].country.name == "Freedonia"
    assert content.origins["sylvania"].corridors["freedonia"].reader_line == "open-door"
    assert content.site.source_locale == "en"


def test_order_of_a_file_is_kept(content_dir):
    content, _ = load(content_dir)
    assert list(content.hosts["freedonia"].hazards.hazards) == ["flood", "fire"]


def test_every_value_knows_its_place(content_dir):
    content, _ = load(content_dir)
    file = content.files["hosts/freedonia/assistance.yaml"]
    path = ("assistance", "contacts", "ambulance", "number")
    line = (content_dir / file.name).read_text("utf-8").splitlines()[file.line_of(path) - 1]
    assert line.strip() == 'number: "995"'
    assert file.shown == "content/hosts/freedonia/assistance.yaml"


def test_a_broken_file_is_left_out_and_the_rest_is_read(content_dir):
    (content_dir / "prepare.yaml").write_text("now: [", "utf-8")
    content, problems = load(content_dir)
    assert problems == [("content/prepare.yaml", "yaml-syntax")]
    assert not content.has("prepare.yaml")
    assert content.has("site.yaml", "phrases.yaml")
    with pytest.raises(ContentIncompleteError, match=r"prepare\.yaml"):
        _ = content.prepare


def test_files_that_nothing_reads_are_named(content_dir):
    for name in ("hazards/flod.yaml", "site.yml", "hosts/freedonia/contry.yaml", "hosts/x.yaml"):
        (content_dir / name).write_text("a: b\n", "utf-8")
    _, problems = load(content_dir)
    assert [rule for _, rule in problems] == ["unknown-file"] * 4


def test_a_file_too_deep_in_a_folder_is_no_host_country(content_dir):
    (content_dir / "hazards" / "flood").mkdir()
    (content_dir / "hazards" / "flood" / "notes.yaml").write_text("a: b\n", "utf-8")
    assert load(content_dir)[1] == [("content/hazards/flood/notes.yaml", "unknown-file")]


def test_a_file_that_is_there_and_broken_keeps_its_name(content_dir):
    (content_dir / "hazards" / "flood.yaml").write_text("name: [", "utf-8")
    content, _ = load(content_dir)
    assert content.unread == {"hazards/flood.yaml"}
    assert content.slugs("hazards") == {"fire", "flood"}
    assert set(content.hazards) == {"fire"}


def test_files_of_others_and_notes_are_passed_over(content_dir):
    for name in ("schema/site.json", "leaflets/card.yaml", "README.md", "_draft.yaml", ".x"):
        path = content_dir / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("a: b\n", "utf-8")
    assert load(content_dir)[1] == []


def test_an_empty_folder_names_all_that_is_missing(tmp_path):
    content, problems = load_content(tmp_path)
    assert {problem.rule for problem in problems} == {"missing-file"}
    assert len(problems) == 6
    assert content.hosts == {}


def test_a_folder_that_is_not_there_is_a_problem_and_no_crash(tmp_path):
    assert {p.rule for p in load_content(tmp_path / "nowhere")[1]} == {"missing-file"}


def test_a_host_of_which_a_file_is_broken_says_which(content_dir):
    (content_dir / "hosts/freedonia/guides.yaml").write_text("guides: x\n", "utf-8")
    host = load(content_dir)[0].hosts["freedonia"]
    assert host.has("country", "sources")
    assert not host.has("country", "guides")


def test_one_file_is_read_by_its_place():
    file, problems = load_file(EXAMPLE / "hosts" / "freedonia" / "country.yaml", ROOT)
    assert problems == []
    assert file is not None
    assert file.shown == "tests/example/hosts/freedonia/country.yaml"
    assert load_file(EXAMPLE / "nothing.yaml") == (None, [])


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    node, problems = load_tree(tmp_path / "none.yaml")
    assert node is None
    assert [problem.rule for problem in problems] == ["missing-file"]


@pytest.mark.parametrize(
    ("name", "prefix", "domain"),
    [
        ("hazards/flood.yaml", ("flood",), "hazards"),
        ("prepare.yaml", (), "prepare"),
        ("hosts/thailand/country.yaml", ("country",), "thailand"),
        ("hosts/thailand/hazards.yaml", ("hazards",), "thailand"),
        ("origins/myanmar.yaml", (), "myanmar"),
    ],
)
def test_ids_of_texts_begin_with_the_file_they_stand_in(name, prefix, domain):
    assert (context_prefix(name), domain_of(name)) == (prefix, domain)


def test_the_real_content_can_be_read():
    assert load_content(ROOT / "content")[0].has("site.yaml")


def test_a_repository_in_a_folder_named_hosts_loses_no_file(tmp_path: Path):
    place = tmp_path / "hosts" / "content"
    shutil.copytree(EXAMPLE, place)
    for name in ("phrases.yaml", "hazards/flood.yaml", "hosts/freedonia/country.yaml"):
        loaded, _problems = load_file(place / name)
        assert loaded is not None
        assert loaded.name == name
