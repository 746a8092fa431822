"""What goes out can be made small: the core, one host country; and readable beside another language."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from support.translations import edit, run, workplace

from generator.load import load_content
from generator.po.extract import interface_messages
from generator.po.passages import of_host, passages

pytestmark = pytest.mark.thorough


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


def rows(place: Path, locale: str, *words: str) -> list[dict[str, str]]:
    done = run("translations", "export", locale, "--to", "csv", "-o", "x.csv", *words)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO((place / "x.csv").read_text("utf-8-sig"))))


def test_the_core_alone_is_what_a_small_language_needs_first(place: Path) -> None:
    content, _ = load_content(place / "content")
    core = {passage.key for passage in passages(content, interface={}) if passage.core}
    assert len(core) > 5
    assert {row["key"] for row in rows(place, "ar", "--core")} == core
    both = rows(place, "ar", "--core", "--life-safety")
    assert 0 < len(both) < len(core)
    assert {row["life safety"] for row in both} == {"yes"}


def test_one_host_country_alone_and_the_interface_that_its_readers_see(place: Path) -> None:
    edit(
        place / "content/phrases.yaml",
        lambda text: text + '  elsewhere:\n    group: family\n    places: [boat]\n'
        '    origins: [atlantis]\n    text: "I come from the sea."\n',
    )  # fmt: skip
    content, problems = load_content(place / "content")
    assert problems == []
    known = passages(content, interface={})
    met = {passage.key for passage in of_host(content, "freedonia", known)}
    found = {row["key"] for row in rows(place, "ar", "--host", "freedonia")}
    assert {key for key in found if not key.startswith("interface:")} == met
    assert {key for key in found if key.startswith("interface:")} == {
        f"interface:{context}" for context in interface_messages()
    }
    assert "phrases:phrases.elsewhere.text" not in found
    assert "phrases:phrases.elsewhere.text" in {row["key"] for row in rows(place, "ar")}
    # The country has a message of its own in the place of one of the core.
    core = {row["key"] for row in rows(place, "ar", "--host", "freedonia", "--core")}
    assert core == {row["key"] for row in rows(place, "ar", "--core")} & met
    assert "hazards:flood.messages.leave-before-water.text" not in core


def test_another_language_stands_beside_the_english_while_it_fits(place: Path) -> None:
    lines = {row["key"]: row for row in rows(place, "ar", "--beside", "my")}
    assert list(lines["hazards:flood.name"])[3:6] == ["source", "in my", "translation"]
    assert lines["hazards:flood.name"]["in my"] == "ရေကြီးခြင်း"
    assert lines["phrases:phrases.help.text"]["in my"] == ""
    # The English has changed: the Burmese sentence is about another one.
    edit(
        place / "content/hazards/flood.yaml", lambda text: text.replace("name: Flood", "name: Sea")
    )
    lines = {row["key"]: row for row in rows(place, "ar", "--beside", "my")}
    assert (lines["hazards:flood.name"]["source"], lines["hazards:flood.name"]["in my"]) == (
        "Sea",
        "",
    )


@pytest.mark.parametrize("form", ["xlsx", "xliff", "html", "csv"])
def test_a_file_with_another_language_comes_back_as_it_went(place: Path, form: str) -> None:
    done = run("translations", "export", "ar", "--to", form, "--beside", "my", "-o", f"x.{form}")
    assert done.exit_code == 0, done.output
    before = (place / "locales/ar/LC_MESSAGES/hazards.po").read_bytes()
    back = run("translations", "import", f"x.{form}", "--locale", "ar", "--by", "ana")
    assert back.exit_code == 0, back.output
    assert back.output.startswith("0 translations imported, 0 confirmed,")
    assert (place / "locales/ar/LC_MESSAGES/hazards.po").read_bytes() == before


def test_the_form_shows_it_in_its_own_letters(place: Path) -> None:
    run("translations", "export", "ar", "--to", "html", "--beside", "my", "-o", "x.html")
    page = (place / "x.html").read_text("utf-8")
    data = re.search(r'id="data">(.*?)</script>', page)
    assert data
    told = json.loads(data[1])
    assert (told["beside"]["locale"], told["beside"]["direction"]) == ("my", "ltr")
    assert {row["beside"] for row in told["rows"] if row["key"] == "hazards:flood.name"} == {
        "ရေကြီးခြင်း"
    }
    assert '[lang="my"]{font-family:' in page
    assert "Noto Sans Myanmar" in page
    xliff = run("translations", "export", "ar", "--to", "xliff", "--beside", "my", "-o", "x.xliff")
    assert xliff.exit_code == 0
    assert '<note from="developer">In my: ရေကြီးခြင်း</note>' in (place / "x.xliff").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "atlantis"], 'There is no host country "atlantis"; there are: freedonia.'),
        (["--beside", "xx"], 'locales/languages.yaml has no language "xx".'),
        (["--beside", "ar"], '"ar" is already in the file.'),
        (["--beside", "en"], '"en" is already in the file.'),
    ],
)
def test_what_there_is_not_is_wrong_usage(place: Path, words: list[str], told: str) -> None:
    done = run("translations", "export", "ar", *words)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())
    assert not (place / "ar.xlsx").exists()
