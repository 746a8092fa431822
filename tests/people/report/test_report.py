"""The report for staff: counted from PO files and facts, and nobody named on a page of the site."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.build import advisory
from support.build import workplace as site_place
from support.each import each
from support.pages import parse
from support.translations import edit, run, workplace

from generator.load import load_content
from generator.people.report.guidelines import coverage_of, staff_proof
from generator.products import headers

pytestmark = pytest.mark.thorough


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


def rows():
    return {row["locale"]: row for row in json.loads(run("status", "--format", "json").stdout)}


def test_states_add_up_and_life_safety_is_counted(place) -> None:
    found = rows()
    totals = {row["total"] for row in found.values()}
    assert len(totals) == 1
    for row in found.values():
        states = (row[state] for state in ("missing", "behind", "draft", "reviewed"))
        assert sum(states) == row["total"]
    assert (found["en"]["life_safety_reviewed"], found["my"]["life_safety_reviewed"]) == (
        found["en"]["life_safety"], 0,
    )  # fmt: skip


def test_who_translated_and_signed_how_much(place) -> None:
    assert rows()["my"]["reviewed_by"] == {"second": 1}
    assert rows()["my"]["translated_by"]["test"] >= 5
    assert "signed by second 1" in run("status").stdout


def test_what_blocks_publishing_is_what_publish_refuses(place) -> None:
    edit(place / "content/site.yaml", lambda t: re.sub(r"publisher: .*\n", "", t))
    edit(
        place / "content/hosts/freedonia/sources.yaml",
        lambda t: re.sub(r"read_on: .*", "read_on: 2020-01-01", t),
    )
    found = rows()["my"]
    refused = json.loads(run("check", "--publish", "--format", "json").stdout)["problems"]
    errors = {p["rule"] for p in refused if p["level"] == "error"}
    assert {re.match(r"\[([a-z-]+)\]", words)[1] for words in found["blocks"]} == errors
    assert errors >= {"publisher-undecided", "stale", "coverage"}
    assert found["facts_overdue"] > 5
    assert found["oldest_facts"][0]["day"] == "2020-01-01"


def test_a_block_of_one_language_is_not_put_on_another(place) -> None:
    for path in (place / "locales/es").rglob("*.po"):
        path.unlink()
    found = rows()
    assert not [words for words in found["es"]["blocks"] if "coverage" in words]
    assert [words for words in found["my"]["blocks"] if "coverage" in words]


def test_problems_of_a_locale_are_counted_by_rule(place) -> None:
    path = place / "locales/my/LC_MESSAGES/hazards.po"
    with path.open("a", encoding="utf-8") as file:
        file.write('\nmsgctxt "gone"\nmsgid "x"\nmsgstr "y"\n')
    assert rows()["my"]["problems"] == {"message-unknown": 1}
    assert rows()["es"]["problems"] == {}


def test_each_form_tells_the_same(place) -> None:
    table = list(csv.DictReader(io.StringIO(run("status", "--format", "csv").stdout)))
    assert {row["locale"]: int(row["draft"]) for row in table} == {
        tag: row["draft"] for tag, row in rows().items()
    }
    page = run("status", "--format", "html").stdout
    assert "second: 1" in page
    assert parse(page.encode()).find("h1")[0].text() == "Status for staff"


def test_the_pictures_that_stand_without_words_are_counted(place) -> None:
    assert {row["wordless"]["pictures"] for row in rows().values()} == {10}
    assert "wordless: 10 pictures, 0 understood" in run("status").stdout


def test_nothing_is_cut_off_at_80_columns(place, monkeypatch) -> None:
    for columns in ("80", "120"):
        monkeypatch.setenv("COLUMNS", columns)
        told = run("status").stdout
        assert "…" not in told
        assert "problems" in told.splitlines()[0]


@pytest.mark.parametrize("handle", ["[/b]x", "[link=https://evil.example]x[/link]", ":sos: x"])
def test_a_handle_is_shown_letter_by_letter(place, monkeypatch, handle: str) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("FORCE_COLOR", "1")
    edit(
        place / "locales/my/LC_MESSAGES/hazards.po",
        lambda t: re.sub(r"(?m)^# translated-by: .*$", f"# translated-by: {handle}, 2026-11-01", t),
    )
    result = run("status")
    assert result.exit_code == 0, result.exception
    assert f"translated by {handle} " in result.stdout


# --- MICIC ------------------------------------------------------------------------------------------


def test_all_fifteen_guidelines_are_told_and_what_is_missing_is_seen(place) -> None:
    content, _problems = load_content(place / "content")
    found = coverage_of(content, "freedonia")
    assert [row.number for row in found] == list(range(1, 16))
    assert {row.number for row in found if row.state == "not for readers"} == {2, 7, 8, 15}
    # For those who assist: two procedures serve it, and the case paths answer it.
    assert {row.number: row.staff for row in found if row.staff} == {5: 2, 12: 3}
    assert next(row for row in found if row.number == 9).count <= 7
    edit(
        place / "content/hosts/freedonia/assistance.yaml",
        lambda t: re.sub(r"known: (known|partly)", "known: not-known", t),
    )
    content, _problems = load_content(place / "content")
    ninth = coverage_of(content, "freedonia")[8]
    assert (ninth.count, ninth.state) == (0, "nothing yet")


def test_beside_content_stands_what_of_it_is_signed_and_dialled(place) -> None:
    content, _problems = load_content(place / "content")
    proof = staff_proof(content, "freedonia")
    assert (proof.signed, proof.consents) == (1, 2)
    assert (proof.by_lawyer, proof.procedures) == (0, 2)
    assert (proof.tried, proof.tested) == (0, 0)
    edit(
        place / "content/staff/words.yaml",
        lambda t: re.sub(r"    signed:\n(      .*\n)+", "", t),
    )
    content, _problems = load_content(place / "content")
    assert staff_proof(content, "freedonia").signed == 0


# --- the page ---------------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_page_obeys_the_policy_of_the_site(place, browser: Browser) -> None:
    """With the header of every page and the policy that it carries itself."""
    body = run("status", "--format", "html").stdout
    rows = headers.headers()["/*"]
    view = browser.new_page()
    refusals: list[str] = []
    view.on("console", lambda message: refusals.append(message.text))
    view.route(
        "**/*", lambda route: route.fulfill(body=body, headers=rows, content_type="text/html")
    )
    view.goto("http://localhost/staff/index.html")
    assert refusals == []
    assert 'http-equiv="Content-Security-Policy"' in body.partition("<title>")[0]
    # The bars are as wide as their counts say, and the stylesheet is in force.
    widths = view.evaluate(
        "[...document.querySelectorAll('.bar')].map(bar => [...bar.querySelectorAll('rect')]"
        ".map(part => part.getBoundingClientRect().width / bar.clientWidth))"
    )
    shares = [
        [row[state] / row["total"] for state in ("reviewed", "draft", "behind") if row[state]]
        for row in json.loads(run("status", "--format", "json").stdout)
    ]
    for told, counted in zip(widths, shares, strict=True):
        assert told == pytest.approx(counted, abs=0.01)
    assert view.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX") == "auto"
    view.close()


@pytest.mark.slow
def test_the_site_has_a_page_for_staff_that_no_reader_meets(tmp_path) -> None:
    place = site_place(tmp_path, locales=("my",))
    advisory(place, "build", "--jobs", "1")
    site = place / "site"
    page = (site / "staff/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex,nofollow">' in page
    assert "second" not in re.sub("second person", "", page)
    # What is below LOCALE/staff/ is for those who assist, and of another kind.
    for path in each(site.rglob("*.html")):
        folder = path.parent.relative_to(site).as_posix()
        links = re.findall(r'href="([^"#:]+)', path.read_text("utf-8"))
        assert "staff" not in {posixpath.normpath(f"{folder}/{link}") for link in links}, path
    others = [p for p in site.rglob("*") if p.suffix in {".xml", ".txt", ".js", ".json"}]
    named = re.compile(rb'(freedonia\.test/|["/])staff/(index\.html)?"')
    assert [p.name for p in others if named.search(p.read_bytes())] == ["build.json"]
    assert "staff/index.html" in json.loads((site / "build.json").read_text())["targets"]
    again = advisory(place, "build", "--plan")
    assert "\nstaff/index.html" not in f"\n{again}"
    edit(
        place / "locales/my/LC_MESSAGES/hazards.po",
        lambda t: t.replace('msgstr "မီးလောင်ခြင်း"', 'msgstr "မီး"'),
    )
    # The state of that passage is the same, and so is the page.
    assert "\nstaff/index.html" not in "\n" + advisory(place, "build", "--plan")
    edit(
        place / "locales/my/LC_MESSAGES/hazards.po", lambda t: t.replace('msgstr "မီး"', 'msgstr ""')
    )
    assert "staff/index.html: data changed" in advisory(place, "build", "--plan")
