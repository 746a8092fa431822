"""Papers for those who assist: tags, what must not be on them, exercises, codes, and what old paper is worth."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.build.record import new_record
from generator.build.requested import facts_of, name_of
from generator.build.site_folder import SUMMARY
from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.texts import Text, plain
from generator.model import Editions, PaperEdition
from generator.products import _WithoutStaff, teaching
from generator.products.channels import contacts
from generator.products.exercise import MARKS, sentences
from generator.products.paper.editions.published import as_json
from generator.products.paper.editions.verdicts import verdicts
from generator.products.paper.errors import LeafletError
from generator.products.staff import docx
from generator.products.staff.papers import (
    StaffPaper,
    drill_pdf,
    papers,
    pick,
    plan_pdf,
)
from generator.products.staff.papers.document import StaffDraft, draft_staff
from generator.products.staff.papers.drill import draft_drill
from generator.products.staff.papers.press import print_staff

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
KINDS = ["manual", "cards", "forms", "plan", "district", "drill-flood"]


@cache
def example() -> Advisory:
    content, _ = load_content(EXAMPLE)
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))


@cache
def drafts() -> dict[str, StaffDraft]:
    return {paper.kind: draft for paper, _, draft in papers([example()])}


@cache
def printed(kind: str) -> bytes:
    return print_staff(drafts()[kind])


@cache
def text_of(kind: str) -> str:
    pages = pypdfium2.PdfDocument(printed(kind))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def staff_of(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def test_each_paper_has_its_place() -> None:
    paths = [target.path for _, target, _ in papers([example()])]
    assert paths == [f"staff-papers/freedonia/freedonia.en.{kind}.pdf" for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_no_failure_in_pdf_ua_1(kind: str) -> None:
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(printed(kind), profile=profile)
    assert [str(failure) for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_says_language_title_and_tags(kind: str) -> None:
    pdf = pikepdf.open(io.BytesIO(printed(kind)))
    assert str(pdf.Root.Lang) == "en"
    assert str(pdf.docinfo["/Title"]).startswith("Freedonia · ")
    assert bool(pdf.Root.MarkInfo.Marked)


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_says_code_page_and_whose_paper_it_is_not(kind: str) -> None:
    pages = list(pypdfium2.PdfDocument(printed(kind)))
    for number, page in each(enumerate(pages, 1)):
        text = " ".join(page.get_textpage().get_text_range().split())
        assert drafts()[kind].edition.code in text
        assert f"{number} / {len(pages)}" in text
        assert "Not a paper of any state, IOM or MICIC." in text
        assert "Draft: not signed" in text


def test_the_same_words_give_the_same_bytes() -> None:
    assert print_staff(drafts()["forms"]) == printed("forms")


# --- care ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_consent_that_nobody_signed_are_on_no_paper(kind: str) -> None:
    unsigned = staff_of(example()).words.consents["family-message"]
    for sentence in each([unsigned.title, *unsigned.says.values(), unsigned.take_back]):
        assert str(sentence) not in text_of(kind)


@pytest.mark.parametrize("kind", ["manual", "cards"])
def test_signed_words_are_there_and_the_others_are_said_to_be_missing(kind: str) -> None:
    signed = staff_of(example()).words.consents["passing-on"]
    for sentence in each(signed.says.values()):
        assert str(sentence) in text_of(kind)
    assert "These words are not signed yet." in text_of(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_steps_that_house_people_are_off(kind: str) -> None:
    assert "Give the family a room" not in text_of(kind)
    if kind in ("manual", "cards"):
        assert "Off until a lawyer of this country has read it: a room for the family." in text_of(
            kind
        )


@pytest.mark.parametrize("kind", ["manual", "cards"])
def test_fear_comes_before_the_steps(kind: str) -> None:
    text = text_of(kind)
    fear = text.index("If you are afraid to go back, you can tell me.")
    assert text.index("Can you talk now?") < fear
    assert fear < text.index("Sit down with the family in a quiet room.")


@pytest.mark.parametrize("kind", KINDS)
def test_a_refuge_has_no_address(kind: str) -> None:
    refuges = [one for one in staff_of(example()).agencies.values() if one.kind == "refuge"]
    contacts = [example().contacts[key] for one in refuges for key in one.contacts]
    for contact in each(contacts):
        moved = replace(contact, address="12 Secret Lane")
        advisory = replace(example(), contacts={**example().contacts, contact.id: moved})
        for paper, _, draft in each(papers([advisory])):
            assert paper.kind != kind or "Secret Lane" not in draft.html


@pytest.mark.parametrize("kind", ["forms", "manual", "plan"])
def test_nothing_asks_for_a_name_or_a_number(kind: str) -> None:
    labels = re.findall(r'class="field-label">(.*?)</p>', drafts()[kind].html, re.DOTALL)
    for label in each(labels):
        assert not re.search(r"\b(name|phone|passport|nationality|address)\b", label, re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_never_stands_without_its_proof(kind: str) -> None:
    html, advisory = drafts()[kind].html, example()
    for name in each(name for name in drafts()[kind].carried if name.startswith("contacts.")):
        contact = advisory.contacts[name.removeprefix("contacts.")]
        uses = html.count(f">{contact.number}</span>")
        assert uses
        assert html.count('class="proof"') >= 1
        assert str(contact.label) in html


def test_of_guidelines_the_honest_figures_are_printed() -> None:
    assert "2 of 15 guidelines have content." in text_of("manual")
    assert "Procedures tried: 0. Tested: 0." in text_of("manual")


# --- manual -------------------------------------------------------------------------------------


def test_contents_and_index_name_pages() -> None:
    text = text_of("manual")
    pages = [
        " ".join(page.get_textpage().get_text_range().split())
        for page in pypdfium2.PdfDocument(printed("manual"))
    ]
    at = next(n for n, page in enumerate(pages, 1) if "Sit down with the family" in page)
    assert re.search(rf"Death abroad[ .]*{at}\b", text)
    assert re.search(rf"The hotline[ ,]*{at}\b|The hotline[ .]*\d+", pages[-1])


# --- exercises ----------------------------------------------------------------------------------


def _sentences_said(html: str) -> list[str]:
    said = re.findall(r'<p class="say">(.*?)</p>', html, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", one).replace("\u200b", "") for one in said]


def test_each_sentence_of_an_exercise_says_so_in_both_languages() -> None:
    host = MARKS[example().country.language]
    drill = staff_of(example()).drills["flood"]
    long = plain("EXERCISE: It rains. The bridge is gone! What now?", "en")
    inject = replace(drill.injects["first"], text=long, variants={})
    staff = replace(
        staff_of(example()), drills={"flood": replace(drill, injects={"first": inject})}
    )
    draft = draft_drill(replace(example(), staff=staff), "flood", {})
    mark = f"EXERCISE · {host}:" if host != "EXERCISE" else "EXERCISE:"
    wanted = " ".join(f"{mark} {one}" for one in ("It rains.", "The bridge is gone!", "What now?"))
    assert wanted in _sentences_said(draft.html)


def test_every_part_of_an_exercise_is_marked() -> None:
    html, drill = drafts()["drill-flood"].html, staff_of(example()).drills["flood"]
    text = re.sub(r"<[^>]+>", "", html)
    inject = drill.injects["first"]
    steps = [staff_of(example()).procedures["death"].steps[key] for key in inject.expected.steps]
    shown = [drill.title, drill.start, inject.text, inject.asks, *(one.text for one in steps)]
    for sentence in each(s for one in shown if one for s in sentences(str(one))):
        for place in each(re.finditer(re.escape(sentence), text)):
            assert re.search(r"EXERCISE[^:]*:\s$", text[: place.start()])


def test_nobody_rings_a_real_number_because_of_an_exercise() -> None:
    drill = staff_of(example()).drills["flood"]
    step = staff_of(example()).procedures["death"].steps["call-registry"]
    expected = replace(drill.injects["first"].expected, steps=("call-registry",))
    inject = replace(drill.injects["first"], expected=expected)
    staff = replace(
        staff_of(example()), drills={"flood": replace(drill, injects={"first": inject})}
    )
    html = draft_drill(replace(example(), staff=staff), "flood", {}).html
    number = next(run.text for run in step.text.runs if run.kind == "tel")
    assert number not in html


def test_a_seed_makes_the_same_exercise_again() -> None:
    drill = staff_of(example()).drills["flood"]
    many = {f"i{n}": drill.injects["first"] for n in range(20)}
    drill = replace(drill, injects=many)
    assert pick(drill, 7) == pick(drill, 7)
    assert len({tuple(pick(drill, seed).values()) for seed in range(5)}) > 1


def test_the_variant_that_was_chosen_is_played() -> None:
    data = drill_pdf(example(), "flood", {"first": "night"})
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    assert "At night a family says" in " ".join(text.split())
    with pytest.raises(LeafletError, match='no variant "day"'):
        drill_pdf(example(), "flood", {"first": "day"})
    with pytest.raises(LeafletError, match="it has: flood"):
        drill_pdf(example(), "fire", {})


def test_the_plan_is_made_for_whoever_asks() -> None:
    assert plan_pdf(example()) == printed("plan")
    with pytest.raises(LeafletError, match="Nothing for those who assist"):
        plan_pdf(replace(example(), staff=None))


# --- what fits, what is translated ------------------------------------------------------------------


def test_a_line_that_would_be_cut_off_is_a_fault() -> None:
    rule = staff_of(example()).words.rules["no-price"]
    text = plain("x" * 400, "en")
    words = replace(staff_of(example()).words, rules={"no-price": replace(rule, text=text)})
    advisory = replace(example(), staff=replace(staff_of(example()), words=words))
    with pytest.raises(LeafletError, match="is too wide"):
        print_staff(draft_staff(advisory, StaffPaper("freedonia", "en", "manual")))


def test_a_locale_without_translated_words_has_no_paper(example_advisory: Make) -> None:
    assert list(papers([example_advisory("my")])) == []


# --- codes and old paper ------------------------------------------------------------------------------


def _edition(kind: str) -> tuple[str, PaperEdition]:
    draft = drafts()[kind]
    row = facts_of(draft.paper, draft) | {"papers": [name_of(draft.paper)]}
    return draft.edition.code, PaperEdition.model_validate(row)


def test_record_knows_their_codes_and_names_their_files(tmp_path: Path) -> None:
    bare = _WithoutStaff().of(example())
    made = [
        *papers([example()]), *teaching.papers([example()]), *teaching.course_packages([example()]),
        *contacts.papers([bare]),
    ]  # fmt: skip
    for _, target, _ in made:
        (tmp_path / target.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / target.path).write_bytes(b"%PDF")
    targets = {target.path: target.digest for _, target, _ in made}
    (tmp_path / SUMMARY).write_text(json.dumps({"targets": targets}))
    record = new_record(
        [example()], formats={}, recorded=Editions(), site=tmp_path, notes={},
        day=date(2026, 11, 28),
    )  # fmt: skip
    assert record is not None
    assert set(record.editions) == {draft.edition.code for _, _, draft in made}
    manual = record.editions[drafts()["manual"].edition.code]
    assert manual.papers == ("staff-papers/freedonia/freedonia.en.manual",)
    # The package of a course says what its kit says; numbers to save answer for themselves.
    names = {edition.papers: edition for edition in record.editions.values()}
    kit = "staff-papers/freedonia/freedonia.en.course-listening"
    assert (kit, "courses/freedonia.en.listening.scorm.zip") in names
    assert names["contacts/freedonia.en.vcf",].facts["contacts.ambulance"] == "995"
    assert "contacts.open-door" in manual.facts
    assert "staff.procedures.death" in manual.facts
    leaflets = as_json(Editions(records=(record,)))["leaflets"]
    assert set(leaflets) == set(targets)
    # Later the same, with a .docx beside the manual: it carries the code of the PDF, so it is added to it.
    beside = "staff-papers/freedonia/freedonia.en.manual.docx"
    (tmp_path / beside).write_bytes(b"PK")
    digests = {one.path: one.digest for one in docx.plan([example()])}
    (tmp_path / SUMMARY).write_text(json.dumps({"targets": {**targets, beside: digests[beside]}}))
    recorded = Editions(records=(record,))
    again = new_record(
        [example()], formats={}, recorded=recorded, site=tmp_path, notes={}, day=date(2026, 11, 29)
    )
    assert again is not None
    (grown,) = again.editions.values()
    assert grown.papers == ("staff-papers/freedonia/freedonia.en.manual.docx",)
    assert set(as_json(Editions(records=(record, again)))["leaflets"]) == {
        *targets, "staff-papers/freedonia/freedonia.en.manual.docx",
    }  # fmt: skip


def test_a_changed_procedure_makes_old_paper_bad_also_where_the_page_knows_no_staff() -> None:
    code, edition = _edition("manual")
    advisory = replace(example(), editions={code: edition})
    assert verdicts(advisory)[code].kind == "good"
    assert verdicts(_WithoutStaff().of(advisory))[code].kind == "good"
    death = staff_of(example()).procedures["death"]
    changed = replace(death, purpose=_other(death.purpose))
    procedures = {**staff_of(example()).procedures, "death": changed}
    other = replace(advisory, staff=replace(staff_of(example()), procedures=procedures))
    assert verdicts(other)[code].changed == ("staff.procedures.death",)
    assert verdicts(_WithoutStaff().of(other))[code].kind == "replace"


def _other(text: Text) -> Text:
    return replace(text, source=f"{text.source} More.")


def test_a_line_of_the_state_never_stands_alone_on_paper(example_advisory: Make) -> None:
    """As on pages: where only such lines are known, whom to ask first comes before them (CARE 28)."""
    advisory = example_advisory("en")
    staff = advisory.staff
    assert staff is not None
    case = staff.cases["somebody-died"]
    assert case.here is not None
    alone = replace(case, here=replace(case.here, contacts=case.here.contacts[1:]))
    changed = replace(advisory, staff=replace(staff, cases={case.id: alone}))
    html = draft_staff(changed, StaffPaper("freedonia", "en", "cards")).html
    assert "Ask one of these first:" not in drafts()["cards"].html
    first = html.index("Ask one of these first:")
    safe = str(advisory.contacts[advisory.corridor.safe_contacts["papers"]].label)
    assert first < html.index(safe, first) < html.index("For the paper of death.")
