"""``advisory where``: what is typed, what is printed, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import replace, workplace

from generator.cli.main import main

pytestmark = pytest.mark.thorough


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(workplace(tmp_path))
    return tmp_path


def where(*words: str) -> Result:
    return CliRunner().invoke(main, ["where", *words])


def test_a_number_is_answered_for_other_programs(place: Path) -> None:
    result = where("+65 6456", "7890", "--only", "freedonia/en", "--format", "json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert [one["id"] for one in answer["facts"]] == ["freedonia.contacts.hill-clinic"]
    assert answer["facts"][0]["file"] == "content/hosts/freedonia/assistance.yaml"
    assert answer["looked_in"] == {"freedonia": ["en"]}
    assert {one["name"] for one in answer["places"] if one["kind"] == "page"} == {
        "freedonia/where/", "freedonia/find/", "freedonia/guides/hill-help/",
    }  # fmt: skip
    assert result.stderr.startswith("1 load")


def test_words_that_mean_several_things_are_answered_with_commands_to_type(place: Path) -> None:
    result = where("flood")
    assert result.exit_code == 2
    assert '"flood" may mean ' in result.output
    assert "  advisory where hazards:flood.name   (Flood)" in result.output
    assert "more: give more of the words" in where("the").output


@pytest.mark.parametrize("typed", ["hill-clinc", "113", "\x00", "%(ambulanc)s", "x" * 5000])
def test_what_is_nowhere_is_wrong_usage(typed: str, place: Path) -> None:
    result = where(typed)
    assert result.exit_code == 2, result.output
    assert "There is no fact, telephone number or text" in result.output
    if typed == "hill-clinc":
        assert 'Did you mean "freedonia.contacts.hill-clinic"?' in result.output


def test_other_ends(place: Path) -> None:
    assert where("ambulance", "--only", "ruritania").exit_code == 2
    assert where().exit_code == 2
    replace(place / "content" / "hosts" / "freedonia" / "assistance.yaml", "kind: abuse", "kind: x")
    result = where("ambulance")
    assert result.exit_code == 1
    assert "[not-in-list]" in result.stdout


def test_a_format_that_names_what_only_other_countries_have_is_looked_through(place: Path) -> None:
    """A number is looked for with few countries loaded: no paper may be left out for that."""
    [leaflet] = (place / "content" / "leaflets").glob("trifold.yaml")
    replace(leaflet, "ids: [call-family]", "ids: [call-family, of-another-country]")
    result = where("995", "--only", "freedonia/en", "--format", "json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)["places"]
    assert {one["part"] for one in found if one["kind"] == "paper"} == {"cover"}


def test_files_for_programs_telephones_and_calendars_are_looked_through(place: Path) -> None:
    """A number that changed stands there, too, and nobody sees it on a page."""
    found = where("freedonia.contacts.open-door", "--only", "freedonia/en", "--format", "json")
    assert found.exit_code == 0, found.output
    names = {one["kind"]: set() for one in json.loads(found.stdout)["places"]}  # type: ignore[var-annotated]
    for one in json.loads(found.stdout)["places"]:
        names[one["kind"]].add(one["name"])
    assert {"data/freedonia.LANGUAGE.json", "data/freedonia/contacts.csv"} <= names["data"]
    assert any(name.startswith("api/v1/freedonia/LANGUAGE/") for name in names["data"])
    assert any(name.endswith(".vcf") for name in names["channel"]), names["channel"]
    season = where("hazards:flood.name", "--only", "freedonia/en")
    said = where("freedonia.contacts.open-door", "--only", "freedonia/en").output
    assert "Data for programs of others (" in said
    assert "make it anew after a change" in said
    assert "Calendars (" in season.output, season.output


@pytest.mark.parametrize(
    "typed", ["@opendoor", "opendoor", "https://opendoor.test/", "OpenDoor.test"]
)
def test_a_name_in_a_chat_or_an_address_leads_to_its_contact(typed: str, place: Path) -> None:
    found = where(typed, "--only", "freedonia/en", "--format", "json")
    assert found.exit_code == 0, found.output
    assert [one["id"] for one in json.loads(found.stdout)["facts"]] == [
        "freedonia.contacts.open-door"
    ]


def test_where_a_name_itself_stands_is_told_apart_from_where_its_contact_does(place: Path) -> None:
    """The first question of whoever corrects it: most pages have the contact, few of them this name."""
    found = where("@opendoor", "--only", "freedonia/en", "--format", "json")
    places = json.loads(found.stdout)["places"]
    own = {one["name"] for one in places if one["way"]}
    assert {"freedonia/assistance/", "freedonia/talk/", "data/freedonia.LANGUAGE.json"} <= own
    # Where its address stands, not the name: the LINE name is another way to it.
    assert "api/v1/freedonia/LANGUAGE/contacts.json" not in own
    assert own < {one["name"] for one in places}
    said = where("@opendoor", "--only", "freedonia/en").output
    first, _, rest = said.partition("below is where its contact is, with or without it:\n")
    assert f'"@opendoor" itself ({len(own)});' in first
    assert "  LANGUAGE/freedonia/talk/  (en)" in rest.partition("\n\n")[0]


def test_a_name_that_no_page_shows_is_said_to_be_nowhere(place: Path) -> None:
    path = place / "content" / "hosts" / "freedonia" / "assistance.yaml"
    replace(
        path, 'line: "@opendoor"', 'line: "@opendoor"\n      email: "nobody-shows@opendoor.test"'
    )
    said = where("nobody-shows@opendoor.test", "--only", "freedonia/en")
    assert said.exit_code == 0, said.output
    assert '"nobody-shows@opendoor.test" itself' in said.output
