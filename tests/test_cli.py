"""Commands as an editor types them."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

from .conftest import EXAMPLE, EXAMPLE_LOCALES


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


def test_schema_is_written_beside_content(workplace):
    assert run("schema").exit_code == 0
    assert (workplace / "content/schema/hazard.json").exists()


@pytest.mark.slow
def test_build_of_the_made_up_country(workplace):
    result = run("build", "--only", "freedonia/my", "--jobs", "1")
    assert result.exit_code == 0, result.output
    page = (workplace / "site/my/freedonia/index.html").read_text("utf-8")
    assert 'href="tel:' in page
