"""What was withdrawn is translated, signed and counted by nobody, and its translations stay."""

from __future__ import annotations

import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from support.build import workplace
from support.recordings import ogg, row
from support.withdraw import withdraw

from generator.check import run
from generator.load import Content, load_content
from generator.localise.core_lines import core_texts
from generator.localise.coverage import coverage
from generator.localise.translator import Translator
from generator.people.facts.calls import emergency_codes, this_week
from generator.people.report.guidelines import coverage_of
from generator.people.report.progress import make_report
from generator.po.extract import extract_content, extract_templates
from generator.po.passages import of_host, passages

TODAY = date(2026, 11, 25)
LINE = ("hazards", "flood.messages.stay-out-of-water.text")
"""A line of the core on which a life hangs."""
GONE = {LINE, (LINE[0], "flood.messages.stay-out-of-water.more")}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workplace(tmp_path, staff=True)


@pytest.fixture
def before(place: Path) -> Content:
    return load_content(place / "content", place)[0]


@pytest.fixture
def after(place: Path, before: Content) -> Content:
    return withdraw(place, "stay-out-of-water", accepted_by="nilar")


def test_a_withdrawn_text_is_no_text_of_its_file(after: Content) -> None:
    file = after.files["hazards/flood.yaml"]
    assert LINE[1] not in {text.context for text in file.texts}
    assert {("hazards", text.context) for text in file.withdrawn_texts} == GONE


def test_its_translator_is_not_sent_it(before: Content, after: Content) -> None:
    keys = partial(passages, interface={})
    gone = {p.key for p in keys(before)} - {p.key for p in keys(after)}
    assert gone == {f"{domain}:{context}" for domain, context in GONE}
    assert LINE[1] in {message.context for message in extract_templates(before)["hazards"]}
    assert LINE[1] not in {message.context for message in extract_templates(after)["hazards"]}


def test_programs_that_extract_by_themselves_pass_it_over(place: Path, after: Content) -> None:
    assert after
    with (place / "content/hazards/flood.yaml").open("rb") as file:
        contexts = {row[2][0] for row in extract_content(file, {}, (), None)}
    assert "flood.name" in contexts
    assert LINE[1] not in contexts


def test_a_small_language_need_not_sign_it(before: Content, after: Content) -> None:
    core = [{(domain, text.context) for domain, text in core_texts(c)} for c in (before, after)]
    assert core[0] - core[1] == GONE


def test_it_is_in_no_count_of_coverage(before: Content, after: Content) -> None:
    totals, life = [], []
    for content in (before, after):
        translator = Translator(("my", "en"), {})
        [row] = coverage(content, ("sylvania", "freedonia"), [translator])
        totals.append(row.total)
        met = of_host(content, "freedonia", passages(content, interface={}))
        life.append(sum(passage.life_safety for passage in met))
    assert totals[0] - totals[1] == len(GONE)
    assert life[0] - life[1] == len(GONE)


def test_what_stands_in_a_withdrawn_guide_is_withdrawn_with_it(place: Path) -> None:
    guides = place / "content/hosts/freedonia/guides.yaml"
    content, _ = load_content(place / "content", place)
    name = next(iter(content.hosts["freedonia"].guides.guides))
    assert f"guides.guides.{name}.steps." in str(texts_of(content))
    after = withdraw(place, f"freedonia.guides.{name}")
    assert "withdrawn:" in guides.read_text("utf-8")
    assert f"guides.guides.{name}." not in str(texts_of(after))


def texts_of(content: Content) -> set[str]:
    return {text.context for text in content.files["hosts/freedonia/guides.yaml"].texts}


def test_its_translations_are_no_problem_before_and_after_they_are_tidied_up(place: Path) -> None:
    locales = place / "locales"
    withdraw(place, "hazards.flood.watch-water")
    path = locales / "my/LC_MESSAGES/hazards.po"
    context = "flood.messages.watch-water.text"
    path.write_text(
        path.read_text("utf-8")
        + f'\n# translated-by: kyi, 2026-11-01\nmsgctxt "{context}"\n'
        + 'msgid "Look at the water every hour."\nmsgstr "ရေကို နာရီတိုင်း ကြည့်ပါ။"\n',
        "utf-8",
    )
    content, problems = run(place / "content", locales, today=TODAY, base=place)
    assert [p for p in problems if p.rule == "message-unknown" and p.where == context] == []
    met = of_host(
        content.read_host("freedonia")[0], "freedonia", passages(content.read_host("freedonia")[0])
    )
    assert context not in {passage.context for passage in met}


def test_what_was_spoken_of_it_is_no_error(place: Path) -> None:
    (place / "content/recordings.yaml").write_text(row())
    (place / "content/recordings").mkdir()
    (place / "content/recordings/help.ogg").write_bytes(ogg(3))
    assert problems_of(place) == []
    withdraw(place, "phrases.help", accepted_by="nilar")
    assert problems_of(place) == []


def problems_of(place: Path) -> list[str]:
    _content, problems = run(place / "content", None, today=TODAY, base=place)
    return [str(p) for p in problems if p.file.endswith("recordings.yaml")]


def test_staff_neither_ring_it_nor_count_it(place: Path, before: Content) -> None:
    shutil.rmtree(place / "locales")
    after = withdraw(place, "open-door", instead="quiet-line")
    assert "open-door" in {call.id for call in this_week(before, TODAY)}
    assert "open-door" not in {call.id for call in this_week(after, TODAY)}
    rows = [make_report(c, place / "locales", [], TODAY).hosts[0] for c in (before, after)]
    assert rows[0].facts - rows[1].facts == 1
    assert rows[0].never_called - rows[1].never_called == 1
    helpers = [coverage_of(c, "freedonia")[10].count for c in (before, after)]
    assert helpers[0] is not None
    assert helpers[1] == helpers[0] - 1

    gone = withdraw(place, "fire-service", instead="ambulance")
    assert {call.id for call in emergency_codes(before)} - {
        call.id for call in emergency_codes(gone)
    } == {"fire-service"}
