"""Commands as an editor types them."""

import csv
import io
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.example import EXAMPLE, EXAMPLE_LOCALES, LAST_READ, ROOT, TESTS

from generator.cli.building import _listed
from generator.cli.main import main

pytestmark = pytest.mark.thorough


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own with the made-up country."""
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(EXAMPLE_LOCALES, tmp_path / "locales")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(main, words)


def test_check_of_good_content_exits_0(workplace):
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "error" not in result.stdout.splitlines()[0]


def test_check_names_file_line_and_remedy_and_exits_1(workplace):
    path = workplace / "content/hazards/flood.yaml"
    path.write_text(path.read_text("utf-8").replace("sign_of:", "sing_of:"), "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "content/hazards/flood.yaml:" in result.stdout
    assert 'Did you mean "sign_of"?' in result.stdout


def test_check_prints_json_for_programs(workplace):
    report = json.loads(run("check", "--format", "json").stdout)
    assert report["errors"] == 0
    assert set(report) == {"problems", "errors", "warnings"}


@pytest.mark.skipif(os.fsencode("\udcb5") != b"\xb5", reason="names are of another kind here")
def test_a_name_that_is_no_utf8_is_a_problem_and_no_crash(workplace):
    (workplace / "content/hosts/freedonia" / os.fsdecode(b"m\xb5.yaml")).write_text("a: b\n")
    for form in ("text", "json", "github"):
        result = run("check", "--format", form)
        assert result.exit_code == 1
        assert "unknown-file" in result.stdout
        assert "m?.yaml" in result.stdout


def test_wrong_usage_exits_2(workplace):
    assert run("check", "--format", "xml").exit_code == 2
    assert run("check", "--content", "nowhere").exit_code == 2
    assert run("translations", "update", "tlh").exit_code == 2
    assert run("leaflet", "freedonia", "tlh").exit_code == 2


def test_build_stops_at_an_error_and_writes_nothing(workplace):
    path = workplace / "content/site.yaml"
    path.write_text(path.read_text("utf-8").replace("offer_from: 80", "offer_from: many"), "utf-8")
    result = run("build")
    assert result.exit_code == 1
    assert "offer_from" in result.stdout
    assert not (workplace / "site").exists()


@pytest.mark.parametrize("site", [".", "content", ".."])
def test_a_site_in_the_place_of_what_is_kept_is_refused(workplace, site):
    result = run("build", "--site", site)
    assert (result.exit_code, "would replace" in result.output) == (2, True)
    assert (workplace / "content/site.yaml").exists()


def test_broken_translation_is_a_problem_with_its_line(workplace):
    path = workplace / "locales/my/LC_MESSAGES/hazards.po"
    path.write_text(path.read_text("utf-8").replace("%(disaster)s ကို", "%(diaster)s ကို"), "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "locales/my/LC_MESSAGES/hazards.po:" in result.stdout
    assert "placeholder-mismatch" in result.stdout


def test_status_counts_every_state(workplace):
    rows = {row["locale"]: row for row in json.loads(run("status", "--format", "json").stdout)}
    assert rows["en"]["reviewed"] == rows["en"]["total"]
    assert rows["my"]["reviewed"] == 1
    assert rows["my"]["draft"] > 1
    assert rows["es"]["behind"] == 1


def test_extract_and_update_are_idempotent(workplace):
    assert run("translations", "extract").exit_code == 0
    assert run("translations", "update", "my").exit_code == 0
    files = sorted((workplace / "locales/my/LC_MESSAGES").glob("*.po"))
    once = [path.read_bytes() for path in files]
    assert run("translations", "update").exit_code == 0
    assert [path.read_bytes() for path in files] == once


def test_update_makes_no_files_for_a_language_that_only_helpers_read(workplace):
    folder = workplace / "locales/ja/LC_MESSAGES"
    folder.mkdir(parents=True)
    assert run("translations", "extract").exit_code == 0
    shutil.copy(workplace / "locales/phrases.pot", folder / "phrases.po")
    assert run("translations", "update").exit_code == 0
    assert [path.name for path in folder.iterdir()] == ["phrases.po"]
    # Named, it is a language that somebody wants to begin with.
    assert run("translations", "update", "ja").exit_code == 0
    assert len(list(folder.iterdir())) > 1


def test_schema_is_written_beside_content(workplace):
    assert run("schema").exit_code == 0
    assert (workplace / "content/schema/hazard.json").exists()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("command", ["extract", "update"])
def test_translations_are_not_touched_while_content_has_an_error(workplace, command):
    edit(workplace / "content/hosts/freedonia/hazards.yaml", "severity:", "severty:")
    before = {path: path.read_bytes() for path in (workplace / "locales").rglob("*.*")}
    result = run("translations", command)
    assert result.exit_code == 1
    assert "unknown-key" in result.stdout
    after = {path: path.read_bytes() for path in (workplace / "locales").rglob("*.*")}
    assert after == before


def test_templates_go_into_a_folder_that_is_made(workplace):
    result = run("translations", "extract", "--locales", "new/locales")
    assert result.exit_code == 0, result.output
    assert "new/locales/hazards.pot: " in result.stdout


def test_a_broken_po_file_is_not_updated(workplace):
    path = workplace / "locales/my/LC_MESSAGES/hazards.po"
    edit(path, 'msgctxt "flood.name"', 'msgctxt "flood.name')
    broken = path.read_bytes()
    result = run("translations", "update", "my")
    assert result.exit_code == 1
    assert "hazards.po:" in result.stdout
    assert path.read_bytes() == broken


def test_one_slip_is_one_problem(workplace):
    edit(workplace / "content/origins/sylvania.yaml", "reader_line:", "reader_lane:")
    edit(workplace / "content/hazards/flood.yaml", "sign_of:", "sing_of:")
    found = json.loads(run("check", "--format", "json").stdout)["problems"]
    assert {(p["file"], p["rule"]) for p in found} == {
        ("content/hazards/flood.yaml", "unknown-key"),
        ("content/origins/sylvania.yaml", "unknown-key"),
        ("content/origins/sylvania.yaml", "missing-key"),
    }


def test_status_is_a_table_or_rows(workplace):
    table = run("status").stdout
    assert "freedonia" in table
    rows = list(csv.DictReader(io.StringIO(run("status", "--format", "csv").stdout)))
    assert [row["locale"] for row in rows] == ["en", "es", "my", "ar"]
    for row in rows:
        states = (row[state] for state in ("missing", "behind", "draft", "reviewed"))
        assert sum(map(int, states)) == int(row["total"])


def test_a_site_without_a_corridor_is_right_and_has_nothing_to_build(workplace):
    """So begins a site of one's own, over the library."""
    edit(
        workplace / "content/site.yaml",
        "corridors:\n  - origin: sylvania\n    host: freedonia\n",
        "corridors: []\n",
    )
    assert "No errors" in run("check").stdout
    told = run("build")
    assert told.exit_code == 1
    assert "No host country is offered to readers" in told.output


@pytest.mark.parametrize(
    "only", ["atlantis", "freedonia/xx", "freedonia/th", "/my", "freedonia/my/x"]
)
def test_what_site_yaml_does_not_name_is_not_built(workplace, only):
    result = run("build", "--only", only)
    assert result.exit_code == 2
    assert "site.yaml has: " in result.stderr
    assert not (workplace / "site").exists()


@pytest.mark.parametrize("site", [".", "..", "content", "locales", "content/.."])
def test_a_site_never_takes_the_place_of_what_it_is_made_of(workplace, site):
    result = run("build", "--site", site)
    assert result.exit_code == 2
    assert "would replace" in result.stderr
    assert (workplace / "content/site.yaml").exists()


def test_a_day_that_is_none_is_wrong_usage(workplace, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2026-11-25")
    result = run("check")
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr


@pytest.fixture
def with_format(workplace: Path) -> Path:
    shutil.copytree(TESTS / "data" / "leaflets", workplace / "content" / "leaflets")
    return workplace


@pytest.mark.slow
def test_leaflet_writes_one_pdf_under_its_usual_name(with_format):
    result = run("leaflet", "freedonia", "my")
    assert result.exit_code == 0, result.output
    data = (with_format / "freedonia.my.trifold.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert result.stdout.startswith(f"freedonia.my.trifold.pdf ({len(data) // 1024} KB)\n")
    assert run("leaflet", "freedonia", "my", "trifold", "-o", "mine.pdf").exit_code == 0
    assert (with_format / "mine.pdf").read_bytes() == data
    lost = run("leaflet", "freedonia", "my", "-o", "no/such/folder.pdf")
    assert lost.exit_code == 2
    assert "no/such/folder.pdf cannot be written" in lost.stderr


def test_leaflet_of_an_unknown_format_names_the_known_ones(with_format):
    result = run("leaflet", "freedonia", "en", "bifold")
    assert result.exit_code == 2
    assert 'There is no leaflet format "bifold". There are: trifold.' in result.stderr
    assert not list(with_format.glob("*.pdf"))


def test_leaflet_of_an_unknown_country_or_locale_is_wrong_usage(with_format):
    for words in (("atlantis", "en"), ("freedonia", "th")):
        result = run("leaflet", *words)
        assert result.exit_code == 2
        assert "site.yaml has: " in result.stderr


# One that falls back to Burmese and one that falls back to Spanish; then all of them, with all papers.
MINORITY = [
    # Each checks the whole real content. Before each change Shan alone, with stand-ins for its words:
    # localise/test_small_languages.py builds it by the same command.
    *(pytest.param(locale, ["trifold"], marks=pytest.mark.long) for locale in ("ksw", "mam")),
    *(
        pytest.param(locale, [], marks=pytest.mark.long)
        for locale in ("shn", "ksw", "mnw", "mam", "quc", "kek")
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("locale", "formats"), MINORITY)
def test_a_minority_locale_builds_when_asked_for(locale, formats, tmp_path, monkeypatch):
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    for path in (content / "leaflets").glob("*.yaml"):
        if formats and path.stem not in formats:
            path.unlink()
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LAST_READ)
    site = tmp_path / "site"
    result = run(
        "build", "--content", str(content), "--only", f"thailand/{locale}", "--site", str(site),
        "--jobs", "1",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    pages = sorted((site / locale / "thailand").rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        assert re.search(r"<html\b[^>]*>", page.read_text("utf-8"))[0].startswith(
            f'<html lang="{locale}"'
        ), page
    assert (site / f"leaflets/thailand/thailand.{locale}.trifold.pdf").exists()
    told = json.loads((site / "build.json").read_text("utf-8"))
    assert told["advisories"] == [f"thailand/{locale}"]


def test_many_host_countries_are_counted_and_not_listed():
    pairs = [(f"land-{number}", tag) for number in range(13) for tag in ("en", "my")]
    assert _listed(pairs[:4]) == "land-0 in en, my; land-1 in en, my"
    assert _listed(pairs) == "13 host countries, 26 advisories"


@pytest.mark.slow
def test_build_of_the_made_up_country(workplace):
    result = run("build", "--only", "freedonia/my", "--jobs", "1")
    assert result.exit_code == 0, result.output
    page = (workplace / "site/my/freedonia/index.html").read_text("utf-8")
    assert 'href="tel:' in page
