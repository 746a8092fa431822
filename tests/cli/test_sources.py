"""`advisory sources check`: what an editor reads of pages that moved, went or changed, and what is noted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import replace
from support.example import EXAMPLE_LOCALES
from support.published import copy_of_example

from generator.cli.main import main
from generator.load import load_content
from generator.localise.corridors import Selection, load_advisories
from generator.localise.proof import is_lost
from generator.people.sources.asking import Answer, Guest, NoServerError, NotAskedError
from generator.people.sources.checking import feared_sites, watched

LAW = "https://gov.freedonia.test/disaster-act"
GOOD = {
    LAW: "<p>Sirens sound twice.</p><p>Flood office: 1234.</p><p>Fire and ambulance 995, police 999.</p>",
    "https://fund.test/law": "<p>Work office 6234 5678, 1800-123-4567.</p><p>Accident fund +65 6345 6789</p>",
    "https://opendoor.test/leaflet": "<p>Open Door 6123 4567. Hill clinic 6456-7890. Quiet line 1800 234 5678, ambulance 995. River friends 6789 0123",
}  # fmt: skip


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What each address answers: words, an answer, or an error."""
    said: dict[str, object] = dict(GOOD)

    def ask(_guest: Guest, address: str, **_kept: str) -> Answer:
        what = said.get(address, NotAskedError("no answer (asleep)"))
        if isinstance(what, Exception):
            raise what
        if isinstance(what, Answer):
            return what
        return Answer(200, address, leads_on=False, kind="text/html", body=str(what).encode())

    monkeypatch.setattr(Guest, "ask", ask)
    return said


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")  # 2026-11-28
    return copy_of_example(tmp_path)


def run(*words: str, code: int) -> str:
    result = CliRunner().invoke(main, ["sources", "check", "freedonia", *words])
    assert result.exit_code == code, result.output
    return result.output


def test_what_is_as_it_was_is_told_in_one_line(content: Path, pages: dict[str, object]) -> None:
    assert pages
    assert "3 seen for the first time" in run(code=0)
    told = run(code=0)
    assert told.splitlines()[-1] == "3 source pages: 3 same."
    kept = json.loads((content.parent / "watched.json").read_text())
    assert kept[LAW]["day"] == "2026-11-28"
    assert "Sirens" not in json.dumps(kept), "its words are somebody else's"


def test_a_page_that_is_gone_makes_its_facts_overdue_and_changes_no_number(
    content: Path, pages: dict[str, object]
) -> None:
    pages[LAW] = NoServerError("there is no server gov.freedonia.test")
    told = run(code=1)
    assert "Gone: its facts have no source any more" in told
    assert "freedonia.sources.disaster-act" in told
    assert "freedonia.contacts.flood-office" in told
    path = content / "hosts/freedonia/sources.yaml"
    before = path.read_text()
    run("--record", code=1)
    added = set(path.read_text().splitlines()) - set(before.splitlines())
    assert added == {'    not_found_on: "2026-11-28"'}
    loaded = load_content(content)[0]
    [advisory] = load_advisories(loaded, EXAMPLE_LOCALES, Selection("freedonia", "en"))
    proof = advisory.contacts["flood-office"].proof
    assert (proof.overdue, proof.grade) == (True, "c")


def test_a_machine_without_a_network_finds_nothing_gone(
    content: Path, pages: dict[str, object]
) -> None:
    pages.update(dict.fromkeys(GOOD, NoServerError("there is no server x.test")))
    told = run("--record", code=1)
    assert "or this machine is not connected" in told
    assert "Gone" not in told
    assert "not_found_on" not in (content / "hosts/freedonia/sources.yaml").read_text()


def test_somebody_who_read_it_again_lifts_that(content: Path, pages: dict[str, object]) -> None:
    pages[LAW] = Answer(404, LAW, leads_on=False)
    run("--record", code=1)
    replace(content / "hosts/freedonia/sources.yaml", "2026-11-01", "2026-11-28")
    source = load_content(content)[0].hosts["freedonia"].sources.sources["disaster-act"]
    assert not is_lost(source)
    assert is_lost(source.model_copy(update={"read_on": date(2026, 11, 27)}))


def test_a_number_that_left_its_page_comes_before_a_page_that_moved(
    content: Path, pages: dict[str, object]
) -> None:
    run(code=0)
    pages[LAW] = GOOD[LAW].replace("1234", "1243")
    pages["https://fund.test/law"] = Answer(
        200, "https://fund.test/new-law", leads_on=True, kind="text/html",
        body=GOOD["https://fund.test/law"].encode(),
    )  # fmt: skip
    told = run(code=1)
    assert told.index("our number is not on it") < told.index("Moved.")
    assert "(1234)" in told
    assert "it said: Flood office: 1234." in told
    assert "it says: Flood office: 1243." in told
    assert "https://fund.test/new-law" in told
    assert "1234" in (content / "hosts/freedonia/assistance.yaml").read_text()


def test_with_and_without_www_or_a_slash_is_no_move(
    content: Path, pages: dict[str, object]
) -> None:
    assert content
    pages[LAW] = Answer(
        200, "https://www.gov.freedonia.test/disaster-act/", leads_on=True, kind="text/html",
        body=GOOD[LAW].encode(),
    )  # fmt: skip
    assert "Moved" not in run(code=0)


def test_a_server_that_sleeps_says_nothing_about_its_facts(
    content: Path, pages: dict[str, object]
) -> None:
    pages[LAW] = NotAskedError("no answer (timed out)")
    assert "Not asked, or no answer" in run("--record", code=1)
    assert "not_found_on" not in (content / "hosts/freedonia/sources.yaml").read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [(("--source", "nothing"), "No source with an address"), (("--pause", "0"), "0.5")],
)
def test_wrong_usage(content: Path, words: tuple[str, ...], told: str) -> None:
    assert content
    assert told in run(*words, code=2)


def test_what_was_kept_and_cannot_be_read_is_told(content: Path, pages: dict[str, object]) -> None:
    assert pages
    (content.parent / "watched.json").write_text("[1")
    assert "Nothing was asked" in run(code=1)


def test_sites_of_a_feared_state_are_not_asked_unasked(content: Path) -> None:
    loaded = load_content(content)[0]
    is_feared = feared_sites(loaded)
    assert not is_feared(LAW)
    real = load_content(Path(__file__).parents[2] / "content")[0]
    asked = feared_sites(real)
    assert asked("https://www.mofa.gov.mm/page")
    assert not asked("https://www.example.org/mm")
    assert not asked("https://consulmex.gob.gt/"), "its people may ask their offices"
    assert len(watched(real)) > 300
