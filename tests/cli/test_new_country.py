"""``new host``, ``new origin`` and ``new hazard``: a made-up country from nothing, and what is refused."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support.build import replace, workplace

from generator import paths
from generator.cache.inputs import MADE_UP
from generator.cli.main import main
from generator.load import ContentFolder, load_content
from generator.localise.corridors import Selection, load_advisories
from generator.model import tables
from generator.people.facts.first import find_out_first
from generator.people.starting import files as starting_files

pytestmark = pytest.mark.thorough

NOW = 1_795_910_400
SOURCE = "Ministry of Health | https://health.fenwick.org/numbers | 2025 | 2026-11-20 | official"
TYPED = [
    "Grand Fenwick", "MX", "", "", "America/Mexico_City", "", "", "", "MX-CMX Capital, MX-CHP South",
    "911", "Ministry of Health", "https://health.fenwick.org/numbers", "2025", "2026-11-20", "official",
    "068", "", "", "060", "", "", "Fenwick House", "55 5658 1111",
    "Fenwick House", "https://house.fenwick.org/", "", "", "", "es, en",
    "flood grave, fire serious", "Rivers rose in 2020 and people died.", "", "",
]  # fmt: skip
"""What a terminal is given, line by line."""
MOST_LINES = 60
OPTIONS = {
    "--name": "Grand Fenwick", "--code": "MX", "--time-zone": "America/Mexico_City",
    "--ambulance": "911", "--ambulance-source": SOURCE, "--hazards": "flood",
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = workplace(tmp_path, locales=[])
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOW))
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv(MADE_UP, os.pathsep.join((os.environ.get(MADE_UP, ""), str(tmp_path))))
    return folder


def new(*words: str, lines: list[str] | None = None) -> Result:
    typed = None if lines is None else "\n".join([*lines, ""])
    return CliRunner().invoke(main, ["new", *words], input=typed)


def by_options(**changes: str) -> Result:
    options = OPTIONS | {f"--{name.replace('_', '-')}": text for name, text in changes.items()}
    words = [word for option in options.items() for word in option]
    return new("host", "--no-questions", *words)


def content_of(place: Path) -> dict[str, bytes]:
    folder = place / "content"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yaml")}


def test_a_country_from_nothing_passes_the_check_and_has_a_page_and_a_leaflet(place: Path) -> None:
    """At most 60 typed lines; no reader is led there, and no file that was there lost a line."""
    before = content_of(place)
    result = new("host", lines=TYPED)
    assert result.exit_code == 0, result.output
    assert f"{len(TYPED)} lines were typed" in result.output
    assert len(TYPED) <= MOST_LINES
    after = content_of(place)
    assert sorted(after.keys() - before.keys()) == [
        f"hosts/grand-fenwick/{stem}.yaml"
        for stem in ("assistance", "country", "guides", "hazards", "insurance", "sources")
    ]
    for name, data in before.items():
        lines = after[name].decode().splitlines()
        assert all(line in lines for line in data.decode().splitlines())

    check = CliRunner().invoke(main, ["check", "--format", "json"])
    assert check.exit_code == 0, check.output
    assert '"rule": "todo"' in check.output

    folder = ContentFolder(place / "content")
    assert folder.site.hosts() == ("freedonia",)
    (advisory,) = load_advisories(folder, place / "locales", Selection("grand-fenwick", "en"))
    assert advisory.contacts["ambulance"].number
    pdf = CliRunner().invoke(main, ["leaflet", "grand-fenwick", "en", "trifold", "-o", "first.pdf"])
    assert pdf.exit_code == 0, pdf.output
    assert (place / "first.pdf").read_bytes().startswith(b"%PDF")
    built = CliRunner().invoke(main, ["build", "--only", "grand-fenwick/en", "--jobs", "1"])
    assert built.exit_code == 0, built.output
    assert "911" in (place / "site/en/grand-fenwick/index.html").read_text("utf-8")


def test_what_the_command_writes_is_nobodys_advice_of_a_made_up_country(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else an editor's first check refuses words that they never typed."""
    assert new("host", lines=TYPED).exit_code == 0
    monkeypatch.setenv(MADE_UP, "")
    checked = CliRunner().invoke(main, ["check", "--format", "json"])
    problems = json.loads(checked.stdout)["problems"]
    assert any(each["rule"] == "made-up" for each in problems)
    assert [
        each for each in problems
        if each["rule"] == "made-up" and "grand-fenwick" in each["file"]
    ] == []  # fmt: skip


def test_what_to_find_out_begins_with_what_kills(place: Path) -> None:
    assert place.exists()
    output = by_options().output
    first = output[output.index("Find out first") :]
    wanted = [
        "The number of the fire service", "The line of the office for disasters", "The number of the police",
        "flood: what has happened here", "Who helps people from Sylvania free of charge",
        "Whether people may leave", "Offices of Sylvania here", "Who pays after an accident",
    ]  # fmt: skip
    places = [first.index(words) for words in wanted]
    assert places == sorted(places)


def test_a_number_that_nobody_knows_is_no_plate_and_says_todo(place: Path) -> None:
    assert by_options().exit_code == 0
    folder = place / "content/hosts/grand-fenwick"
    country = yaml.safe_load((folder / "country.yaml").read_text())
    contacts = yaml.safe_load((folder / "assistance.yaml").read_text())["contacts"]
    assert country["plates"] == ["ambulance"]
    assert contacts["fire"]["label"] == "TODO: fire service"
    assert contacts["fire"]["same_number_as"] == "ambulance"


def test_it_cannot_be_offered_while_it_says_todo(place: Path) -> None:
    assert by_options().exit_code == 0
    replace(place / "content/site.yaml", "    draft: true\n", "")
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "error [todo]" in result.output


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("slug", "../../etc", "is no id"),
        ("slug", "freedonia", "nothing is overwritten"),
        ("slug", "hazards", "nothing is overwritten"),
        ("origin", "ruritania", "is not there"),
        ("ambulance", "", "is not a number"),
        ("hazards", "dragons", "is not there"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_written(
    place: Path, option: str, text: str, words: str
) -> None:
    before = content_of(place)
    result = by_options(**{option: text})
    assert result.exit_code == 2, result.output
    assert words in result.output
    assert content_of(place) == before


@pytest.mark.parametrize("name", ['Côte d\'Ivoire: "x" #1', "- [a, {b: c}]", "&anchor *x !!tag |"])
def test_a_name_stays_what_it_is_in_yaml(place: Path, name: str) -> None:
    """What means something in YAML is only a name."""
    result = by_options(name=name, slug="made-up")
    assert result.exit_code == 0, result.output
    country = yaml.safe_load((place / "content/hosts/made-up/country.yaml").read_text("utf-8"))
    assert country["name"] == name


def test_an_emoji_that_no_font_has_is_told_before_anything_is_written(place: Path) -> None:
    before = content_of(place)
    result = by_options(name="Fenwick \U0001f30a")
    assert result.exit_code == 1
    assert "missing-glyph" in result.output
    assert "Nothing was written" in result.output
    assert content_of(place) == before


def test_a_pipe_that_ends_too_soon_or_holds_a_slip_writes_nothing(place: Path) -> None:
    before = content_of(place)
    short = new("host", lines=TYPED[:9])
    assert short.exit_code == 2
    assert "ended before this question: Number of the ambulance" in short.output
    wrong = new("host", lines=["Grand Fenwick", "XX"])
    assert wrong.exit_code == 2
    assert "Line 2 of what was typed" in wrong.output
    assert content_of(place) == before


def test_rescue_at_sea_is_the_last_thing_to_find_out(place: Path) -> None:
    """A country may have no sea: it is asked, not guessed, and not first."""
    assert by_options().exit_code == 0
    folder = place / "content/hosts/grand-fenwick"
    contacts, country = folder / "assistance.yaml", folder / "country.yaml"
    text = contacts.read_text("utf-8")
    fire = re.search(r"  fire:\n(    .*\n)+", text)
    assert fire
    # As ``new host`` writes it where a text of a hazard names whoever rescues at sea.
    contacts.write_text(
        text.replace(fire[0], fire[0].replace("fire:", "sea:") + fire[0], 1), "utf-8"
    )
    roles = country.read_text("utf-8").replace("  fire: fire\n", "  fire: fire\n  sea: sea\n", 1)
    country.write_text(roles, "utf-8")
    content, _problems = load_content(place / "content")
    assert content.hosts["grand-fenwick"].country.roles["sea"] == "sea"
    found = find_out_first(content, "grand-fenwick")
    assert found[0].what == "The number of the fire service"
    assert found[-1].what.startswith("Is there a sea?")
    assert not any("at sea" in one.what or "contacts.sea" in one.place for one in found[:-1])


def test_a_folder_with_a_file_in_it_is_not_touched(place: Path) -> None:
    folder = place / "content/hosts/grand-fenwick"
    folder.mkdir()
    (folder / "country.yaml").write_text("mine: true\n")
    result = by_options()
    assert result.exit_code != 0
    assert (folder / "country.yaml").read_text() == "mine: true\n"


def test_a_country_without_a_row_gets_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = place / "locales/countries.yaml"
    for module in (paths, starting_files):
        monkeypatch.setattr(module, "COUNTRIES_FILE", table)
    before = table.read_text("utf-8")
    try:
        result = by_options(
            code="LA", ambulance="1195", name="Lan Xang", time_zone="Asia/Vientiane"
        )
    finally:
        tables.table.cache_clear()
    assert result.exit_code == 0, result.output
    rows = yaml.safe_load(table.read_text("utf-8"))
    assert rows["hosts"][-1] == "LA"
    assert rows["currencies"]["LAK"] == "Laotian kips"
    assert all(
        line in table.read_text("utf-8") for line in before.splitlines() if "hosts:" not in line
    )


def test_an_origin_from_nothing_and_a_host_for_it(place: Path) -> None:
    result = new("origin", lines=["Guatemala", "GT", "", "", "es", "by-case"])
    assert result.exit_code == 0, result.output
    assert "advisory new host --origin guatemala" in result.output
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert by_options(origin="guatemala").exit_code == 0
    origin = yaml.safe_load((place / "content/origins/guatemala.yaml").read_text())
    assert origin["corridors"]["grand-fenwick"]["reader_line"] == "helper"
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_hazard_for_the_library_then_for_a_country(place: Path) -> None:
    lines = ["", "Health", "Health Office", "https://health.fenwick.org/outbreak", "", "", ""]
    result = new("hazard", "outbreak", lines=lines)
    assert result.exit_code == 0, result.output
    check = CliRunner().invoke(main, ["check"])
    assert check.exit_code == 0, check.output
    assert "hazards/outbreak.yaml" in check.output
    library = yaml.safe_load((place / "content/hazards/outbreak.yaml").read_text())
    assert library["sources"]["health-office"]["says"].startswith("TODO")
    assert by_options().exit_code == 0
    answers = [
        "serious",
        "People fell ill.",
        "Health Office",
        "https://health.fenwick.org/x",
        "",
        "",
        "",
    ]
    result = new("hazard", "outbreak", "--host", "grand-fenwick", lines=answers)
    assert result.exit_code == 0, result.output
    hazards = yaml.safe_load((place / "content/hosts/grand-fenwick/hazards.yaml").read_text())
    assert [*hazards["hazards"]] == ["flood", "outbreak"]
    sources = yaml.safe_load((place / "content/hosts/grand-fenwick/sources.yaml").read_text())
    (read,) = hazards["hazards"]["outbreak"]["sources"]
    assert sources["sources"][read]["says"] == "People fell ill."
    again = new("hazard", "outbreak", "--host", "grand-fenwick", lines=answers)
    assert again.exit_code == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["hazard", "locusts"], "There is no hazard"),
        (["hazard", "flood"], "nothing is overwritten"),
        (["hazard", "../x"], "There is no hazard"),
        (["hazard", "flood", "--host", "nowhere"], "There is no host country"),
        (["hazard", "storm", "--host", "freedonia"], "The library has no"),
        (["hazard", "flood", "--host", "freedonia"], "already"),
    ],
)
def test_a_hazard_that_cannot_be_added_says_why(
    place: Path, words: list[str], message: str
) -> None:
    before = content_of(place)
    result = new(*words, lines=[])
    assert result.exit_code == 2
    assert message in result.output
    assert content_of(place) == before
