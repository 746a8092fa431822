"""A site of one's own lies over the shared library, entry by entry."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.example import EXAMPLE, EXAMPLE_LOCALES, SMALL_LEAFLET

from generator import __version__, paths
from generator.cache.inputs import Inputs
from generator.check import run
from generator.cli.main import main
from generator.load import load_content
from generator.load.docs_pages import pages_beside
from generator.load.layers import is_shared, read_to_edit
from generator.load.leaflet_formats import load_formats
from generator.po.catalog import load_catalog, po_path
from generator.po.extract import extract_templates
from generator.po.update import update_catalog
from generator.problems import Problem

TODAY = date(2026, 11, 28)
ALL = ("hosts/freedonia", "origins/sylvania")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up country as the shared library of a program."""
    folder = tmp_path / "library"
    shutil.copytree(EXAMPLE, folder / "content")
    shutil.copytree(SMALL_LEAFLET, folder / "content" / "leaflets")
    shutil.copytree(EXAMPLE_LOCALES, folder / "locales")
    monkeypatch.setattr(paths, "LIBRARY", folder)
    return folder


@pytest.fixture
def content(tmp_path: Path, library: Path) -> Path:
    """A site that takes the country and says nothing itself but its site.yaml."""
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "locales").mkdir()
    shutil.copy(EXAMPLE / "site.yaml", site / "content")
    lock(site)
    return site / "content"


def lock(site: Path, take: tuple[str, ...] = ALL, version: str = __version__) -> None:
    row = {"version": version, "take": take, "entries": {}}
    (site / paths.LOCK).write_text(json.dumps(row))


def write(content: Path, name: str, text: str) -> None:
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def problems_of(content: Path) -> list[Problem]:
    return run(content, content.parent / "locales", today=TODAY)[1]


FIRE = """messages:
  go-out-now:
    stage: immediate
    text: Leave the house now and knock at each door.
    core: true
    life_safety: true
    carry: paper
    sources: [ours]
sources:
  ours:
    publisher: Our fire service
    where: "Page 3"
    published: "2026"
    read_on: "2026-11-01"
    confidence: secondary
"""


def test_a_site_that_says_nothing_says_what_the_library_does(content: Path) -> None:
    assert [one for one in problems_of(content) if one.level == "error"] == []
    loaded, library = load_content(content)[0], load_content(EXAMPLE)[0]
    assert set(loaded.files) == {name for name in library.files if is_shared(name, ALL)}
    assert loaded.hazards == library.hazards


def test_an_entry_of_ones_own_stands_before_that_of_the_library(content: Path) -> None:
    before = load_content(content)[0].hazards["fire"]
    own = next(iter(before.messages))
    write(content, "hazards/fire.yaml", FIRE.replace("go-out-now", own))
    fire = load_content(content)[0].hazards["fire"]
    assert fire.messages[own].text == "Leave the house now and knock at each door."
    assert {**fire.messages, own: None} == {**before.messages, own: None}
    assert set(fire.sources) == {*before.sources, "ours"}
    assert (fire.name, list(fire.messages)) == (before.name, list(before.messages))


def test_a_problem_is_where_its_entry_is(content: Path) -> None:
    write(content, "hazards/fire.yaml", FIRE.replace("[ours]", "[nobody]"))
    file = load_content(content)[0].files["hazards/fire.yaml"]
    other = next(key for key in file.model.messages if key != "go-out-now")
    assert file.shown_at(("fire", "messages", other, "text")) == "shared-library/hazards/fire.yaml"
    (problem,) = [one for one in problems_of(content) if one.rule == "dangling-reference"]
    assert (problem.file, problem.line) == ("content/hazards/fire.yaml", 8)


def test_no_country_is_shown_that_nobody_took(content: Path) -> None:
    lock(content.parent, take=())
    loaded, _problems = load_content(content)
    assert (loaded.hosts, loaded.origins) == ({}, {})
    text = "\n".join(map(str, problems_of(content)))
    assert "content/hosts:1:1: error [missing-file]" in text


@pytest.mark.parametrize(
    "name",
    [
        "editions.yaml", "partners.yaml", "published.yaml", "changes.yaml", "recordings.yaml",
        "hosts/freedonia/published.yaml", "notices/2026-11-24-freedonia-river.yaml",
        "campaigns/rainy-season.yaml", "hosts/other/country.yaml", "origins/other.yaml",
    ],
)  # fmt: skip
def test_what_a_publisher_said_is_said_by_nobody_else(name: str) -> None:
    assert not is_shared(name, ALL)


def test_what_the_library_says_of_other_countries_is_left_out(content: Path, library: Path) -> None:
    """Its origin country speaks of a host country that the site has not."""
    path = library / "content/origins/sylvania.yaml"
    whole = load_content(content)[0].origins["sylvania"]
    path.write_text(path.read_text().replace("\n  freedonia:", "\n  elsewhere:", 1))
    assert set(whole.corridors) == {"freedonia"}
    assert load_content(content)[0].origins["sylvania"].corridors == {}


def test_a_translation_of_ones_own_stands_before_that_of_the_library(content: Path) -> None:
    locales = content.parent / "locales"
    tag = next(
        p.name for p in EXAMPLE_LOCALES.iterdir() if (p / "LC_MESSAGES/hazards.po").is_file()
    )
    below = load_catalog(po_path(EXAMPLE_LOCALES, tag, "hazards"), tag).entries
    context, entry = next((c, e) for c, e in below.items() if e.msgstr)
    path = po_path(locales, tag, "hazards")
    assert load_catalog(path, tag).entries[context] == entry
    path.parent.mkdir(parents=True)
    row = 'msgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n\n'
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    other = next(c for c, e in below.items() if e.msgstr and c != context)
    path.write_text(head + row.format(context, "Ours.", "OWN WORDS") + row.format(other, "x", ""))
    entries = load_catalog(path, tag).entries
    assert entries[context].msgstr == "OWN WORDS"
    assert entries[other] == below[other]


def test_what_follows_from_the_library_is_made_again_when_it_changes(
    content: Path, library: Path
) -> None:
    now = datetime(2026, 11, 28, tzinfo=UTC)

    def whole() -> str:
        return Inputs(content, content.parent / "locales", now).shared

    digests = [whole()]
    with (library / "content/hazards/fire.yaml").open("a") as file:
        file.write("# changed\n")
    digests.append(whole())
    po = next(library.glob("locales/*/LC_MESSAGES/hazards.po"))
    po.write_bytes(po.read_bytes() + b"\n# changed\n")
    digests.append(whole())
    lock(content.parent, take=())
    digests.append(whole())
    assert len(set(digests)) == 4
    (content.parent / paths.LOCK).unlink()
    alone = Inputs(content, content.parent / "locales", now).shared
    po.write_bytes(b"")
    assert Inputs(content, content.parent / "locales", now).shared == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"version": 1}',
        '{"version": "1", "take": ["../x"], "entries": {}}',
        "[" * 9000,
    ],
)
def test_a_broken_lock_is_a_problem(content: Path, text: str) -> None:
    (content.parent / paths.LOCK).write_text(text)
    (problem,) = [one for one in load_content(content)[1] if one.rule == "shared-library"]
    assert (problem.level, problem.file) == ("error", "advisory.lock")
    result = CliRunner().invoke(
        main, ["upgrade", "--content", str(content), "--locales", str(content.parent / "locales")]
    )
    assert result.exit_code == 1
    assert "Bring it back from the history" in result.output


def test_another_version_is_told(content: Path) -> None:
    lock(content.parent, version="2020.1.0")
    (problem,) = [one for one in load_content(content)[1] if one.rule == "shared-library"]
    assert problem.level == "warning"
    assert "upgrade --plan" in problem.remedy


def test_a_format_of_the_library_is_there_and_one_of_the_site_replaces_it(content: Path) -> None:
    formats, problems = load_formats(content / "leaflets")
    assert (list(formats), problems) == (sorted(p.stem for p in SMALL_LEAFLET.iterdir()), [])
    name = next(iter(formats))
    write(content, f"leaflets/{name}.yaml", "panels: []\n")
    assert load_formats(content / "leaflets")[1]


def test_a_fact_of_the_library_that_is_edited_becomes_the_sites_own(content: Path) -> None:
    name = "hosts/freedonia/assistance.yaml"
    assert read_to_edit(content, name) == (EXAMPLE / name).read_bytes()
    write(content, name, "x")
    assert read_to_edit(content, name) == b"x"
    with pytest.raises(FileNotFoundError):
        read_to_edit(content, "hosts/nowhere/assistance.yaml")


def test_translators_are_given_only_what_the_library_does_not_translate(content: Path) -> None:
    """And who changes one of its translations has it as their own."""
    locales = content.parent / "locales"
    tag = next(
        p.name for p in EXAMPLE_LOCALES.iterdir() if (p / "LC_MESSAGES/hazards.po").is_file()
    )
    write(content, "hazards/fire.yaml", FIRE)
    template = extract_templates(load_content(content)[0])["hazards"]
    path = po_path(locales, tag, "hazards")
    asked = {str(m.context) for m in update_catalog(template, path, tag) if m.id}
    states = {
        context: entry.state(entry.msgid)
        for context, entry in load_catalog(
            po_path(EXAMPLE_LOCALES, tag, "hazards"), tag
        ).entries.items()
    }
    done = {context for context, state in states.items() if state in ("draft", "reviewed")}
    assert "fire.messages.go-out-now.text" in asked
    assert done
    assert not asked & done
    one = min(done)
    assert one in {str(m.context) for m in update_catalog(template, path, tag, {one}) if m.id}


def test_pages_beside_a_site_are_not_those_that_the_library_asks_about(content: Path) -> None:
    (content.parent / "docs").mkdir()
    assert pages_beside(content) is None
    (content.parent / paths.LOCK).unlink()
    assert pages_beside(content) == {}
