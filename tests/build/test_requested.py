"""A paper made on request is known like those of the site: it is judged, listed and corrected."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import replace, workplace
from support.example import ROOT

from generator.cli.main import main
from generator.load.tree import parse_yaml, plain
from generator.model import Editions

pytestmark = pytest.mark.thorough

ASSISTANCE = "content/hosts/freedonia/assistance.yaml"
SOURCES = "content/hosts/freedonia/sources.yaml"
PARTNERS = """\
partners:
  seamen-club:
    host: freedonia
    name: "Seamen Club"
    number: "6789 0123"
    agreed_on: "2026-11-20"
"""
POSTER = """\
width_mm: 297
height_mm: 420
largest_pt: "20"
comfortable_pt: "18"
smallest_pt: "15"
edge_mm: 8
sides: [[wall]]
made: [colour]
panels:
  wall:
    blocks: [{block: band}, {block: plates}, {block: place, at: foot}]
"""
ADDED = (
    "1 edition added to content/editions.yaml. Commit it and build again: from then on the page "
    "“Print” answers for these codes."
)
CODE = re.compile(r"SG-[a-z_]+-\d{6}-[0-9a-f]{4}")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / ".cache"))
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path, locales=("my",))
    (tmp_path / "content/partners.yaml").write_text(PARTNERS)
    replace(
        tmp_path / "content/leaflets/trifold.yaml",
        "        ids: [get-out]\n", "        ids: [get-out]\n      - block: partner\n",
    )  # fmt: skip
    return tmp_path


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result


def paper(*words: str) -> str:
    """Make a leaflet on request, and give its code."""
    told = run("leaflet", "freedonia", *words).stdout
    found = re.search(r"^Code: (\S+)\. Noted in requested/\. Before you hand it out, run: "
                      r"advisory editions record --requested$", told, re.MULTILINE)  # fmt: skip
    assert found, told
    return found[1]


def recorded(place: Path) -> Editions:
    node, problems = parse_yaml((place / "content/editions.yaml").read_bytes(), "editions.yaml")
    assert node is not None
    assert problems == []
    return Editions.model_validate(plain(node))


@pytest.mark.slow
def test_it_is_recorded_with_all_it_says_and_nothing_twice(place: Path) -> None:
    code = paper("my_en", "--mono", "--partner", "seamen-club")
    assert run("editions", "record", "--requested").stdout.splitlines() == [
        f"{code}: freedonia.my_en.trifold-mono (made on request)",
        ADDED,
    ]
    edition = recorded(place).by_code[code]
    assert (edition.host, edition.locale, edition.papers) == ("freedonia", "my", ())
    assert edition.facts["contacts.ambulance"] == "995"
    assert edition.facts["partners.seamen-club"] == "6789 0123"
    assert run("check").exit_code == 0
    before = (place / "content/editions.yaml").read_bytes()
    told = run("editions", "record", "--requested").stdout
    assert told == "Nothing new: every paper in requested is already recorded.\n"

    # In colour it says the same: one more paper of the same code.
    assert paper("my_en", "--partner", "seamen-club") == code
    run("editions", "record", "--requested")
    assert (place / "content/editions.yaml").read_bytes().startswith(before)
    assert recorded(place).by_code[code].requested == (
        "freedonia.my_en.trifold-mono", "freedonia.my_en.trifold",
    )  # fmt: skip
    assert run("check").exit_code == 0


def test_the_cache_may_be_deleted_and_the_content_may_change_before_it_is_recorded(
    place: Path,
) -> None:
    code = paper("en", "--partner", "seamen-club")
    (place / ".cache").rename(place / "gone")
    (place / "freedonia.en.trifold.pdf").unlink()
    replace(place / ASSISTANCE, 'number: "1234"', 'number: "1235"')
    replace(place / SOURCES, "the flood office, 1234.", "the flood office, 1235.")
    run("editions", "record", "--requested")
    # What the paper says, not what is true by now.
    assert recorded(place).by_code[code].facts["contacts.flood-office"] == "1234"


@pytest.mark.slow
def test_two_papers_under_one_name_are_both_recorded(place: Path) -> None:
    codes = {paper("en"), paper("en", "--partner", "seamen-club")}
    assert len(codes) == 2
    run("editions", "record", "--requested")
    assert set(recorded(place).by_code) == codes


@pytest.mark.slow
def test_verdict_withdrawal_and_stickers_know_it(place: Path) -> None:
    code = paper("my_en", "--partner", "seamen-club")
    run("editions", "record", "--requested")
    told = run(
        "withdraw", "1234", "--instead", "open-door", "--corrections"
    ).stdout.splitlines()  # fmt: skip
    assert f"- {code}: freedonia.my_en.trifold (made on request), recorded 2026-11-28" in str(told)
    assert any(line.endswith(", says 1234") for line in told)
    assert (place / "freedonia.my.stickers.pdf").read_bytes().startswith(b"%PDF")
    told = run("editions", "diff", code, "--corrections").stdout.splitlines()
    assert (
        "- Flood office: the number was 1234 and is 6123 4567. Cross out 1234, write 6123 4567."
        in told
    )
    replace(place / "content/partners.yaml", "6789 0123", "6789 9999")
    assert "Cross out 6789 0123, write 6789 9999." in run("editions", "diff", code).stdout


@pytest.mark.slow
def test_the_page_print_answers_for_it_and_the_site_offers_it_nowhere(place: Path) -> None:
    code = paper("my_en", "--partner", "seamen-club")
    run("editions", "record", "--requested")
    run("build", "--jobs", "1")
    page = (place / "site/my/freedonia/print/index.html").read_text("utf-8")
    assert f'id="{code}"' in page
    told = json.loads((place / "site/editions.json").read_bytes())
    assert told["leaflets"] == {}
    assert told["editions"][code]["requested"] == ["freedonia.my_en.trifold"]


@pytest.mark.slow
def test_the_papers_of_the_site_and_those_on_request_are_recorded_together(place: Path) -> None:
    mine = paper("en", "--partner", "seamen-club")
    told = run("editions", "record", code=1).stdout
    assert "There is no site in site." in told
    assert "To record only the papers made on request, add --requested." in told
    assert not (place / "content/editions.yaml").exists()
    run("build", "--jobs", "1")
    # The same as the site's: it is recorded as that, once.
    same = paper("en")
    run("editions", "record")
    known = recorded(place).by_code
    assert known[mine].requested == ("freedonia.en.trifold",)
    assert (known[same].papers, known[same].requested) == (("freedonia.en.trifold",), ())
    assert (
        run("editions", "record").stdout
        == "Nothing new: every paper in site is already recorded.\n"
    )


# --- posters of single places -----------------------------------------------------------------


def test_a_poster_is_known_and_its_place_is_not(place: Path) -> None:
    """Where people live stands on their wall and in no record."""
    (place / "content/leaflets/poster.yaml").write_text(POSTER)
    (place / "sites.csv").write_text(
        "site,host,locale,address,helper\n"
        "dorm-of-mill,freedonia,en,7 Mill Lane,Ana in room 3\n"
        "farm-by-lake,freedonia,en,9 Lake Road,\n"
    )
    told = run("posters", "sites.csv").stdout
    assert (place / "posters/dorm-of-mill.en.poster.pdf").is_file()
    assert "Noted in requested/." in told
    run("editions", "record", "--requested")
    known = recorded(place).by_code
    assert set(known) == set(CODE.findall(told))
    assert {edition.requested for edition in known.values()} == {("freedonia.en.poster",)}
    assert all(edition.facts["contacts.ambulance"] == "995" for edition in known.values())
    kept = [place / "content/editions.yaml", *(place / "requested").iterdir()]
    for path in kept:
        text = f"{path.name} {path.read_text('utf-8')}"
        for word in ("dorm", "mill", "Mill", "farm-by", "Lake", "Ana", "room"):
            assert word not in text, path


# --- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "damaged",
    ["", "{", "[]", '{"code": "SG-en-261125-3f1a"}', '{"code": "../../x", "edition": {}}', "\x00"],
)
def test_a_damaged_note_is_named_and_nothing_is_recorded(place: Path, damaged: str) -> None:
    paper("en")
    (place / "requested/x.json").write_text(damaged)
    told = run("editions", "record", "--requested", code=1).stdout
    assert told.startswith("Nothing was recorded. requested/x.json is damaged. Make the paper once")
    assert not (place / "content/editions.yaml").exists()


def test_a_paper_that_cannot_be_noted_is_not_made(place: Path) -> None:
    (place / "requested").write_text("a file")
    told = run("leaflet", "freedonia", "en", code=2).stderr
    assert "Directory 'requested' is a file." in " ".join(told.split())
    assert not list(place.glob("*.pdf"))


def test_nothing_noted_is_nothing_to_record(place: Path) -> None:
    told = run("editions", "record", "--requested").stdout
    assert told == "Nothing new: every paper in requested is already recorded.\n"
    assert not (place / "content/editions.yaml").exists()


def test_git_passes_over_papers_made_in_the_repository() -> None:
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"/*.pdf", "/requested/", "/posters/"} <= set(lines)


def test_a_code_that_nobody_recorded_is_not_taken_for_another(place: Path) -> None:
    code = paper("en")
    run("editions", "record", "--requested")
    other = code[:-1] + ("0" if code[-1] != "0" else "1")
    told = " ".join(run("editions", "diff", other, code=2).stderr.split())
    assert (
        f'No paper with the code "{other}" is recorded in content/editions.yaml (1 code).' in told
    )
    assert code not in told
