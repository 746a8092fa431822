"""Data quality: what facts rest on, what nobody knows; told alike by status, staff page and document."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import data_quality
import pytest
from support.each import each
from support.facts import HOST, NEW, bring_back
from support.pages import parse
from support.translations import edit, run, workplace

from generator.load import load_content
from generator.people.report.page import plan
from generator.people.report.progress import make_report
from generator.people.report.quality import ASKED, Quality, quality_of

pytestmark = pytest.mark.thorough

POLICE = "freedonia.contacts.police"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


def quality(place: Path) -> Quality:
    return quality_of(load_content(place / "content")[0], "freedonia")


def counts(found: Quality, kind: str) -> dict[str, int]:
    return next(dict(row.counts) for row in found.rests if row.kind == kind)


def gap(found: Quality, name: str) -> tuple[str, ...]:
    return next((gap.not_known for gap in found.gaps if gap.id == name), ())


def test_facts_add_up_with_those_of_the_report(place) -> None:
    row = json.loads(run("status", "--format", "json").stdout)[0]
    by_kind = row["quality"]["confidence"]
    assert sum(sum(own.values()) for own in by_kind.values()) >= row["facts"]
    content = load_content(place / "content")[0]
    host = content.hosts["freedonia"]
    assert sum(by_kind["contacts"].values()) == len(host.assistance.contacts)
    assert sum(by_kind["rules"].values()) == len(host.assistance.rules)
    assert by_kind["rules"]["none"] == sum(
        not rule.sources for rule in host.assistance.rules.values()
    )


def test_a_contact_counts_by_the_source_of_its_number(place) -> None:
    before = counts(quality(place), "contacts")
    path = place / f"content/{HOST}/assistance.yaml"
    edit(path, lambda text: text.replace(
        "icon: police\n    sources: [disaster-act]", "icon: police\n    sources: [census, disaster-act]"
    ))  # fmt: skip
    after = counts(quality(place), "contacts")
    assert after["secondary"] == before["secondary"] + 1
    assert after["official"] == before["official"] - 1


def test_a_rule_counts_by_its_best_source(place) -> None:
    before = counts(quality(place), "rules")
    path = place / f"content/{HOST}/assistance.yaml"
    edit(path, lambda text: text.replace(
        "life_safety: true\n    carry: page\n    who: [disability]\n    sources: [disaster-act]",
        "life_safety: true\n    carry: page\n    who: [disability]\n    sources: [census, disaster-act]"))  # fmt: skip
    assert counts(quality(place), "rules") == before


def test_the_oldest_sources_are_named(place) -> None:
    found = quality(place)
    assert (found.read_first.id, found.read_first.when) == ("fund-law", "2026-10-01")
    # The census has no year.
    assert found.published_first.when == "2024"
    assert found.undated == 1


def test_what_is_filled_in_leaves_the_work_list(place) -> None:
    before = quality(place)
    assert gap(before, POLICE) == (
        "languages", "hours", "cost", "asks for ID", "safe without papers",
    )  # fmt: skip
    bring_back({f"{POLICE}.hours": {"new": "always", **NEW},
                f"{POLICE}.asks_id": {"new": "no", **NEW}})  # fmt: skip
    after = quality(place)
    assert gap(after, POLICE) == ("languages", "cost", "safe without papers")
    assert after.known_counts["hours"] == before.known_counts["hours"] + 1
    assert after.known_counts["asks_id"] == before.known_counts["asks_id"] + 1
    assert after.not_known == before.not_known - 2


def test_known_and_not_known_make_all(place) -> None:
    found = quality(place)
    for name in each(ASKED):
        words = {"asks_id": "asks for ID", "without_papers": "safe without papers"}.get(name, name)
        missing = sum(words in gap.not_known for gap in found.gaps if gap.kind == "contact")
        assert found.known_counts[name] + missing == found.contacts, name


def test_answers_and_warnings_that_nobody_knows_are_on_the_list(place) -> None:
    found = quality(place)
    assert gap(found, "freedonia.answers.aid") == ("known in part only",)
    assert gap(found, "freedonia.warnings.siren") == ("languages",)
    assert gap(found, "freedonia.warnings.phone-alert") == ()
    assert gap(found, "freedonia.rules.leave-province") == ("answer",)
    assert gap(found, "freedonia.schemes.hurt-at-work") == ("covered, domestic, answer",)


def test_what_is_not_known_of_a_consular_post_is_on_the_list(place) -> None:
    name = "sylvania.corridors.freedonia.posts.firefly-consulate"
    assert gap(quality(place), name) == ()
    edit(place / "content/origins/sylvania.yaml", lambda text: text.replace(
        '        address: "3 Trentino Road, Firefly"\n', "").replace(
        '        hours:\n          days: mon-fri\n          opens: "09:00"\n'
        '          closes: "12:00"\n        seat', "        seat"))  # fmt: skip
    assert gap(quality(place), name) == ("address", "hours")


def test_what_readers_see_first_stands_first(place) -> None:
    host = load_content(place / "content")[0].hosts["freedonia"]
    names = [gap.id.rpartition(".")[2] for gap in quality(place).gaps]
    plates = [names.index(name) for name in host.country.plates if name in names]
    assert max(plates) < names.index("leave-province")


def test_an_emergency_line_is_marked_so_that_nobody_rings_it(place) -> None:
    found = {gap.id: gap.ring for gap in quality(place).gaps}
    assert found["freedonia.contacts.ambulance"] is False
    assert found["freedonia.contacts.hill-clinic"] is True


def test_what_was_taken_out_is_not_counted(place) -> None:
    before = quality(place)
    assert run("withdraw", "leave-province", "--why", "wrong").exit_code == 0
    after = quality(place)
    assert sum(counts(after, "rules").values()) == sum(counts(before, "rules").values()) - 1
    assert gap(after, "freedonia.rules.leave-province") == ()


def test_the_terminal_tells_it(place) -> None:
    told = run("status").stdout
    found = quality(place)
    assert f"not known: {found.not_known} answers about {len(found.gaps)} facts" in told
    assert "oldest source, read: 2026-10-01 fund-law" in told
    assert f"{found.gaps[0].id}: {', '.join(found.gaps[0].not_known)}" in told


def test_the_page_for_staff_has_the_whole_list_and_names_nobody(place) -> None:
    edit(place / f"content/{HOST}/assistance.yaml", lambda text: text.replace(
        "  police:\n    label: Police\n",
        '  police:\n    label: Police\n    called_on: "2026-11-01"\n    called_by: secret-handle\n'
    ))  # fmt: skip
    page = run("status", "--format", "html").stdout
    for one in quality(place).gaps:
        assert f"<code>{one.id}</code>" in page
    assert "Never ring it to try" in page
    assert "secret-handle" not in page
    assert "secret-handle" not in run("status").stdout
    assert parse(page.encode()).find("details")


def test_the_page_for_staff_is_made_anew_when_a_fact_gets_another_name(place) -> None:
    before = made_of()
    assert before == made_of()
    edit(
        place / f"content/{HOST}/assistance.yaml",
        lambda t: t.replace("label: Police", "label: Guard"),
    )
    assert before != made_of()


def made_of() -> str:
    """Digest of all that the page for staff is made of."""
    content, problems = load_content(Path("content"))
    return plan(make_report(content, Path("locales"), problems, date(2026, 11, 25))).digest


def test_the_document_is_that_of_the_content() -> None:
    told = data_quality.PAGE.read_text("utf-8")
    assert told == data_quality.render(), "run: .venv/bin/python tools/data_quality.py"


def test_the_document_has_each_gap_once_and_no_day_of_today(place) -> None:
    content = load_content(place / "content")[0]
    page = data_quality.render(content)
    for one in quality(place).gaps:
        assert page.count(f"`{one.id.removeprefix('freedonia.')}`") == 1
    assert "2026-11-25" not in page
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert not [row for row in rows if len(re.findall(r"(?<!\\)\|", row)) < 4]
