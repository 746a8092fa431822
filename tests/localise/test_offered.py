"""Which languages readers are offered: counted for each host country by itself."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import polib
import pytest
from support.coverage import coverage_of_all
from support.translations import edit, workplace

from generator.check import run
from generator.load import Content, load_content
from generator.localise.corridors import Selection, load_advisories

pytestmark = pytest.mark.thorough

ENOUGH = 40
"""Percent that the Burmese of one country reaches by its own sentences."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The made-up country, and its twin under another name in which nothing is translated."""
    workplace(tmp_path)
    content = tmp_path / "content"
    shutil.copytree(content / "hosts/freedonia", content / "hosts/osterlich")
    edit(
        content / "site.yaml",
        lambda text: text.replace(
            "    host: freedonia\n",
            "    host: freedonia\n  - origin: sylvania\n    host: osterlich\n",
        ),
    )
    edit(content / "origins/sylvania.yaml", twin)
    return tmp_path


def twin(text: str) -> str:
    """Say the same of the other country."""
    start, end = text.index("  freedonia:\n"), text.index("\nhotlines:") + 1
    section = text[start:end]
    return text[:end] + section.replace("  freedonia:", "  osterlich:", 1) + text[end:]


def loaded(place: Path) -> Content:
    """Translate what the first country says for itself, and read everything."""
    edit(
        place / "content/site.yaml",
        lambda text: text.replace("offer_from: 80", f"offer_from: {ENOUGH}"),
    )
    content, _problems = load_content(place / "content")
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "my"}
    for domain, text in content.met_in("freedonia", ["sylvania"]):
        if domain == "freedonia":
            file.append(polib.POEntry(msgctxt=text.context, msgid=text.text, msgstr=text.text))
    file.save(str(locales(place) / "my/LC_MESSAGES/freedonia.po"))
    return content


def test_a_language_is_offered_where_enough_of_that_country_is_translated(place: Path) -> None:
    content = loaded(place)
    rows = {
        (row.host, row.locale): row.translated for row in coverage_of_all(content, locales(place))
    }
    assert rows["freedonia", "my"] > rows["osterlich", "my"]
    offered = {
        advisory.host: advisory.offered
        for advisory in load_advisories(content, locales(place), Selection())
    }
    assert "my" in offered["freedonia"]
    assert "my" not in offered["osterlich"]


def locales(place: Path) -> Path:
    return place / "locales"


def test_pages_of_a_country_offer_its_own_languages(place: Path) -> None:
    content = loaded(place)
    built = {
        (advisory.host, advisory.locale): advisory.offered
        for advisory in load_advisories(content, locales(place), Selection())
    }
    assert built["freedonia", "my"] == built["freedonia", "en"]
    assert "my" in built["freedonia", "en"]
    assert ("osterlich", "my") not in built
    assert "my" not in built["osterlich", "en"]


def told(place: Path) -> set[tuple[str, str]]:
    """Locale and country of what the check says of coverage."""
    _content, problems = run(
        place / "content", locales(place), publish=False, today=date(2026, 11, 25), base=place
    )
    return {
        (problem.file.split("/")[1], problem.message.split("readers in ")[1].split()[0])
        for problem in problems
        if problem.rule == "coverage"
    }


def test_a_country_in_which_a_language_was_not_begun_is_not_told(place: Path) -> None:
    loaded(place)
    assert "my" not in {tag for tag, _host in told(place)}


def test_a_language_that_is_offered_nowhere_is_told_once(place: Path) -> None:
    found = told(place)
    assert {tag for tag, _host in found} == {"ar", "es", "my"}
    assert len(found) == 3


def test_a_synonym_that_one_country_says_is_not_dead(place: Path) -> None:
    (place / "content/synonyms.yaml").write_text(
        "synonyms:\n  en:\n    one: [osterword, elsewherium]\n    none: [nobodysays, thisword]\n",
        "utf-8",
    )
    edit(
        place / "content/hosts/osterlich/hazards.yaml",
        lambda text: text.replace("Go to the school", "Go to the osterword", 1),
    )
    _folder, problems = run(place / "content", None, today=date(2026, 11, 25))
    dead = [problem.where for problem in problems if problem.rule == "synonym-dead"]
    assert dead == ["synonyms.en.none"]


def test_a_group_that_leads_to_a_section_is_not_dead_and_may_share_it(place: Path) -> None:
    (place / "content/synonyms.yaml").write_text(
        'synonyms:\n  en:\n    one: [nobodysays, "#r-school"]\n    two: [thisword, "#r-school"]\n',
        "utf-8",
    )
    _folder, problems = run(place / "content", None, today=date(2026, 11, 25))
    assert not [problem.where for problem in problems if problem.rule.startswith("synonym")]
