"""Papers as .docx: real styles, tables and languages; nothing unsigned, nothing off, no place of a refuge."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn
from support import office
from support.each import each
from support.records import all_changed, one_changed

from generator.localise.advisory import Advisory
from generator.localise.records.base import BaseRecord
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.texts import Run, Text
from generator.products.staff import docx
from generator.products.staff.docx import document, to_bytes
from generator.products.staff.papers import draft_of, papers
from generator.products.staff.papers.document import StaffDraft
from generator.products.staff.papers.names import StaffPaper

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
DAY = date(2026, 11, 28)
BURMESE = "ကလေးတစ်ယောက် အန္တရာယ်ရှိရင် ကျွန်တော်တို့ လျှို့ဝှက်ထားလို့ မရပါဘူး။"
KINDS = ("manual", "cards", "plan", "drill-flood")


def staff_of(advisory: Advisory) -> StaffRecord:
    assert advisory.staff is not None
    return advisory.staff


def drafted(advisory: Advisory, kind: str) -> StaffDraft:
    return draft_of(advisory, StaffPaper(advisory.host, advisory.locale, kind), [advisory])


def made(advisory: Advisory, kind: str) -> bytes:
    return to_bytes(document(advisory, drafted(advisory, kind)), DAY)


def opened(data: bytes) -> Docx:
    return python_docx.Document(BytesIO(data))


def xml_of(data: bytes, part: str = "word/document.xml") -> str:
    return zipfile.ZipFile(BytesIO(data)).read(part).decode()


def words(data: bytes) -> str:
    """All that is read, tables too, one paragraph a line."""
    paragraphs = opened(data).element.body.iter(qn("w:p"))
    return "\n".join(
        "".join("-" if t.tag == qn("w:noBreakHyphen") else t.text or "" for t in p.iter(qn("w:t"), qn("w:noBreakHyphen")))
        for p in paragraphs
    ).replace("\u00a0", " ")  # fmt: skip


def with_staff(advisory: Advisory, **changed: Any) -> Advisory:
    return replace(advisory, staff=replace(staff_of(advisory), **changed))


def with_step(advisory: Advisory, step: str, **changed: Any) -> Advisory:
    death = staff_of(advisory).procedures["death"]
    steps = one_changed(death.steps, step, **changed)
    procedures = {**staff_of(advisory).procedures, "death": replace(death, steps=steps)}
    return with_staff(advisory, procedures=procedures)


def burmese(value: Any) -> Any:
    """The same tree with every text in Burmese; numbers and names stay."""
    if isinstance(value, Text):
        runs = (run if run.kind == "tel" else Run(BURMESE, run.kind, "my") for run in value.runs)
        return replace(value, runs=tuple(runs), lang="my", state="draft")
    if isinstance(value, BaseRecord) and is_dataclass(value):
        names = [one.name for one in fields(value)]
        return replace(value, **{name: burmese(getattr(value, name)) for name in names})
    if isinstance(value, Mapping):
        return {key: burmese(one) for key, one in value.items()}
    return tuple(map(burmese, value)) if isinstance(value, tuple) else value


# --- the file -----------------------------------------------------------------------------------


def test_there_is_a_file_beside_each_pdf_that_somebody_may_change(example_advisory: Make) -> None:
    advisories = [example_advisory("en"), example_advisory("my")]
    targets = {target.path: target for target in docx.plan(advisories)}
    pdfs = {paper.path: draft for paper, _target, draft in papers(advisories)}
    named = [f"staff-papers/freedonia/freedonia.en.{kind}.docx" for kind in KINDS]
    assert list(targets)[:4] == named
    for path, target in targets.items():
        code = pdfs[f"{path.removesuffix('.docx')}.pdf"].edition.code
        data = target.make()[path]
        assert opened(data).core_properties.identifier == code
        foot = opened(data).sections[0].footer.paragraphs[0].text
        assert foot.startswith(f"Made from {code}; this copy may differ.")


def test_a_country_without_texts_for_those_who_assist_has_none(example_advisory: Make) -> None:
    assert docx.plan([replace(example_advisory("en"), staff=None)]) == []
    without = with_staff(example_advisory("en"), plan=None, drills={})
    names = [target.path.rsplit(".", 2)[1] for target in docx.plan([without])]
    assert names == ["manual", "cards"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_words_are_the_same_bytes(example_advisory: Make, kind: str) -> None:
    data = made(example_advisory("en"), kind)
    assert data == made(example_advisory("en"), kind)
    assert {info.date_time for info in zipfile.ZipFile(BytesIO(data)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }


def test_other_words_are_another_digest(example_advisory: Make) -> None:
    one = docx.plan([example_advisory("en")])[0]
    sit = staff_of(example_advisory("en")).procedures["death"].steps["sit-down"]
    other = with_step(example_advisory("en"), "sit-down", text=sit.text + sit.text)
    assert docx.plan([other])[0].digest != one.digest


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_its_title_and_language_and_names_nobody(example_advisory: Make, kind: str) -> None:
    data = made(example_advisory("en"), kind)
    properties = opened(data).core_properties
    assert "Freedonia" in properties.title
    assert properties.language == "en"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.date() == properties.modified.date() == DAY
    names = zipfile.ZipFile(BytesIO(data)).namelist()
    assert not [name for name in names if "thumbnail" in name or "app.xml" in name]


# --- what office programs need ------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_built_of_real_styles(example_advisory: Make, kind: str) -> None:
    paper = opened(made(example_advisory("en"), kind))
    used = {paragraph.style.name for paragraph in paper.paragraphs if paragraph.style}
    assert used >= {"Title", "Subtitle", "Box Title", "Box", "Heading 1"}
    assert "List Bullet" in used
    defined = {style.name for style in paper.styles}
    assert defined >= used | {"Heading 2", "Heading 3", "List Number", "Table Grid", "Strong"}
    # Nothing that only looks like a heading: each is defined once, by name.
    assert "<w:sz " not in xml_of(made(example_advisory("en"), kind))


def test_headings_go_down_one_level_at_a_time(example_advisory: Make) -> None:
    for kind in KINDS:
        paper = opened(made(example_advisory("en"), kind))
        names = [p.style.name for p in paper.paragraphs if p.style]
        levels = [0, *(int(name[-1]) for name in names if name.startswith("Heading"))]
        pairs = each(pairwise(levels), at_least=3)
        assert [pair for pair in pairs if pair[1] > pair[0] + 1] == [], kind


def test_the_steps_of_each_procedure_begin_with_1(example_advisory: Make) -> None:
    root = opened(made(example_advisory("en"), "manual")).element.body
    ids = [
        p.pPr.numPr.numId.val
        for p in root.iter(qn("w:p"))
        if p.pPr is not None and p.pPr.style == "ListNumber"
    ]
    # Rules, a consent that is signed, and two procedures.
    assert len(dict.fromkeys(ids)) == 4
    numbering = opened(made(example_advisory("en"), "manual")).part.numbering_part.element
    starts = {
        num.numId: num.xpath("./w:lvlOverride/w:startOverride/@w:val") for num in numbering.num_lst
    }
    assert all(starts[one] == ["1"] for one in ids)


@pytest.mark.parametrize("kind", ["manual", "plan", "drill-flood"])
def test_each_table_has_headings_and_words_for_who_cannot_see_it(
    example_advisory: Make, kind: str
) -> None:
    root = opened(made(example_advisory("en"), kind)).element.body
    for table in each(root.iter(qn("w:tbl"))):
        look = table.tblPr.find(qn("w:tblLook"))
        heads = len(table.tr_lst[0].findall(f".//{qn('w:tblHeader')}"))
        # With no such row, the first column says what a row is about.
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == (
            ("1", "0") if heads else ("0", "1")
        )
        assert not [row for row in table.tr_lst[1:] if row.findall(f".//{qn('w:tblHeader')}")]
        for name in ("tblCaption", "tblDescription"):
            alt = table.tblPr.find(qn(f"w:{name}"))
            assert alt is not None
            assert alt.get(qn("w:val"))


@pytest.mark.parametrize(("locale", "bidi"), [("en", None), ("my", "my")])
def test_each_run_of_words_has_its_language(
    example_advisory: Make, locale: str, bidi: str | None
) -> None:
    advisory = example_advisory(locale)
    if locale == "my":
        advisory = replace(advisory, staff=burmese(staff_of(advisory)))
    root = opened(made(advisory, "manual")).element.body
    runs = each((r for r in root.iter(qn("w:r")) if (r.text or "").strip()), at_least=100)
    langs = [run.find(f"./{qn('w:rPr')}/{qn('w:lang')}") for run in runs]
    assert None not in langs
    ours = [lang for lang in langs if lang.get(qn("w:val")) == locale]
    assert len(ours) > 50
    assert {lang.get(qn("w:bidi")) for lang in ours} == {bidi}


def test_burmese_names_the_font_of_windows_first(example_advisory: Make) -> None:
    advisory = example_advisory("my")
    data = made(replace(advisory, staff=burmese(staff_of(advisory))), "manual")
    fonts = opened(data).styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs")} == {"Myanmar Text"}
    assert 'w:name="Myanmar Text"><w:altName w:val="Noto Sans Myanmar' in xml_of(
        data, "word/fontTable.xml"
    )
    # English that stands in for a missing sentence is not set in it.
    english = [
        run for run in re.findall(r"<w:r>.*?</w:r>", xml_of(data)) if 'w:lang w:val="en"' in run
    ]
    assert all('w:ascii="Arial"' in run for run in each(english))


def test_a_number_is_in_one_piece_and_bold(example_advisory: Make) -> None:
    xml = xml_of(made(example_advisory("en"), "manual"))
    assert "6123\u00a04567" in xml
    assert "6123 4567" not in xml
    run = next(run for run in re.findall(r"<w:r>.*?</w:r>", xml) if "6123\u00a04567" in run)
    assert 'w:val="Strong"' in run


@pytest.mark.parametrize("kind", KINDS)
def test_the_foot_names_the_code_and_the_page(example_advisory: Make, kind: str) -> None:
    section = opened(made(example_advisory("en"), kind)).sections[0]
    foot = section.footer.paragraphs[0]
    code = drafted(example_advisory("en"), kind).edition.code
    assert foot.text.startswith(f"Made from {code}; this copy may differ.")
    assert foot.style.name == "Footer"
    assert " PAGE " in section.footer.part.blob.decode()


def test_the_list_of_contents_leads_to_the_headings(example_advisory: Make) -> None:
    xml = xml_of(made(example_advisory("en"), "manual"))
    anchors = re.findall(r'w:hyperlink w:anchor="([^"]+)"', xml)
    assert len(anchors) > 5
    assert anchors == re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml)
    assert ' TOC \\o "1-2" \\h ' in xml


# --- what it may say ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_box_stands_at_the_top(example_advisory: Make, kind: str) -> None:
    paper = opened(made(example_advisory("en"), kind))
    top = [p for p in paper.paragraphs[:8] if p.style and p.style.name.startswith("Box")]
    said = " ".join(p.text for p in top)
    assert top[0].text == "Never take out"
    assert "Consent" in said
    assert "Never asked" in said
    assert "Who is not told" in said


@pytest.mark.parametrize("kind", ["manual", "cards"])
def test_consent_is_said_only_when_it_is_signed(example_advisory: Make, kind: str) -> None:
    advisory = example_advisory("en")
    consents = staff_of(advisory).words.consents
    assert "I cannot keep it secret if a child is being hurt." in words(made(advisory, kind))
    assert "I would pass on one message." not in words(made(advisory, kind))
    unsigned = all_changed(consents, lambda _one: {"signed": None})
    none = with_staff(advisory, words=replace(staff_of(advisory).words, consents=unsigned))
    text = words(made(none, kind))
    assert "These words are not signed yet." in text
    for consent in each(consents.values(), at_least=2):
        for said in (consent.title, *consent.says.values(), consent.take_back):
            assert str(said) not in text


@pytest.mark.parametrize("kind", ["manual", "cards"])
def test_what_houses_people_is_off_until_a_lawyer_has_read_it(
    example_advisory: Make, kind: str
) -> None:
    advisory = example_advisory("en")
    off = words(made(advisory, kind))
    assert "Off until a lawyer of this country has read it: a room for the family." in off
    assert "In danger of life, save lives first." in off
    assert "Give the family a room" not in off
    death = staff_of(advisory).procedures["death"]
    steps = {**death.steps, "house-family": replace(death.steps["house-family"], off=False)}
    procedures = {**staff_of(advisory).procedures, "death": replace(death, steps=steps)}
    on = words(made(with_staff(advisory, procedures=procedures), kind))
    assert "Give the family a room" in on
    assert "Off until" not in on


@pytest.mark.parametrize("kind", ["manual", "cards"])
def test_what_may_follow_stands_before_the_call(example_advisory: Make, kind: str) -> None:
    text = words(made(example_advisory("en"), kind))
    order = [
        "We cannot stop this", "The hospital waits for the family.",
        "The hospital may tell the consulate.", "Whether it tells the police.",
        "Call the hospital and ask what it needs.",
    ]  # fmt: skip
    places = [text.index(one) for one in order]
    assert places == sorted(places)


def test_who_is_arrested_may_refuse(example_advisory: Make) -> None:
    refuse = with_step(example_advisory("en"), "call-hospital", told_anyway="may-refuse")
    assert "You may refuse." in words(made(refuse, "manual"))
    assert "You may refuse." not in words(made(example_advisory("en"), "manual"))


@pytest.mark.parametrize("kind", ["manual", "cards"])
def test_a_number_has_its_caution_before_it_and_its_proof_below(
    example_advisory: Make, kind: str
) -> None:
    lines = words(made(example_advisory("en"), kind)).splitlines()
    at = next(n for n, said in enumerate(lines) if said.startswith("Team leader: Call 6123"))
    assert lines[at - 1] == "Open Door: Ask for Open Door when a guard answers."
    assert lines[at + 1] == "Open Door: source 2026 · not called yet."


def test_what_is_ours_says_so(example_advisory: Make) -> None:
    lines = words(made(example_advisory("en"), "manual")).splitlines()
    assert "Is there somebody with you? (our proposal)" in lines
    assert any(one.endswith("within one day (our proposal)") for one in lines)
    # What may follow has no source there: it is our reading of what a hospital is for.
    assert "Not known: Whether it tells the police. (our proposal)" in lines
    assert any(
        re.fullmatch(r"Not known: How long it keeps that. \[[\d, ]+\]", one) for one in lines
    )
    assert any(re.search(r"\(rule\) \[\d+\] during the call", one) for one in lines)
    assert "Form: Call log" in lines


@pytest.mark.parametrize("kind", KINDS)
def test_a_refuge_has_no_address_and_nothing_finer_than_a_province(
    example_advisory: Make, kind: str
) -> None:
    advisory = example_advisory("en")
    quiet = {**advisory.contacts, "quiet-line": replace(advisory.contacts["quiet-line"], address="7 Mill Lane")}  # fmt: skip
    text = words(made(replace(advisory, contacts=quiet), kind))
    assert "Mill Lane" not in text
    if kind in ("manual", "plan"):
        assert "Quiet house" in text
        assert "Full: it says that it can take nobody now." in text


def test_a_group_that_did_not_agree_is_counted_and_not_named(example_advisory: Make) -> None:
    text = words(made(example_advisory("en"), "manual"))
    assert "River Friends" not in text
    assert "Groups that are known and did not agree to be named: 1" in text


def test_it_says_what_nobody_has_read_or_translated(example_advisory: Make) -> None:
    assert "translat" not in words(made(example_advisory("en"), "cards")).partition("Help is free")[0].replace("and translate this copy", "")  # fmt: skip
    missing = words(made(example_advisory("my"), "cards"))
    assert "What is not translated yet stands in English." in missing
    one = example_advisory("my")
    printed = ("staff", "contacts", "people", "country", "corridor")
    whole = {name: burmese(getattr(one, name)) for name in printed}
    draft = words(made(replace(one, **whole), "cards"))
    assert "Draft translation: no second person has read all of it." in draft
    assert "What is not translated" not in draft


def test_a_case_begins_with_whether_one_can_talk(example_advisory: Make) -> None:
    text = words(made(example_advisory("en"), "cards"))
    order = [
        "Can you talk now?",
        "Sit down together.",
        "The consulate may hear",
        "Ask for consent:",
        "Whom to call here",
    ]
    places = [text.index(one, text.index("Somebody has died")) for one in order]
    assert places == sorted(places)


def test_a_card_is_whole_in_its_language_or_not_there(example_advisory: Make) -> None:
    whole = words(made(example_advisory("en"), "cards"))
    assert "Sit down with the family in a quiet room." in whole
    missing = words(made(example_advisory("my"), "cards"))
    assert "Sit down with the family in a quiet room." not in missing
    assert "Sit down with the family in a quiet room." in words(
        made(example_advisory("my"), "manual")
    )


def test_each_procedure_ends_with_somebody_outside(example_advisory: Make) -> None:
    text = words(made(example_advisory("en"), "manual"))
    # And the rules of conduct.
    assert text.count("If a helper asks for money, work or sex") == 3
    assert "Call somebody outside this office:" in text
    assert "Quiet line 1800 234 5678\nsource 2026" in text
    unknown = with_staff(example_advisory("en"), complaint_contact=None)
    assert "Whom to call outside this office is not known here." in words(made(unknown, "manual"))


def test_a_plan_has_empty_cells_and_no_field_for_a_person(example_advisory: Make) -> None:
    data = made(example_advisory("en"), "plan")
    tables = opened(data).tables
    (ruled,) = [table for table in tables if table.cell(0, 0).text == "First place"]
    assert [[cell.text for cell in row.cells] for row in ruled.rows] == [["First place", ""]]
    text = words(data)
    assert "people fear it" in text
    by_case = with_staff(example_advisory("en"), origin_state="by-case")
    assert "only when the person asks" in words(made(by_case, "plan"))
    assert "The flood bell rings once." in text
    assert "The school on the hill has been a shelter." in text
    (months,) = [table for table in tables if table.cell(0, 0).text == "Danger"]
    marked = {
        row.cells[0].text: [n for n, cell in enumerate(row.cells) if cell.text == "×"]
        for row in months.rows
    }
    assert [9, 10, 11] in marked.values()


def test_every_sentence_of_an_exercise_says_so_in_both_languages(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    english = replace(advisory, country=replace(advisory.country, language="en"))
    for place, mark in ((english, "EXERCISE"), (advisory, "EXERCISE · SIMULACRO")):
        drill = staff_of(place).drills["flood"]
        two = Text((Run("EXERCISE: Water rises. EXERCISE: Nobody comes?"),), "en", "source", "")
        injects = one_changed(drill.injects, "first", asks=two)
        drills = {"flood": replace(drill, injects=injects)}
        data = made(with_staff(place, drills=drills), "drill-flood")
        assert f"{mark}: Water rises. {mark}: Nobody comes?" in words(data)
        assert f"{mark}: A family says that somebody died." in words(data)
        above = opened(data).sections[0].header.paragraphs[0].text
        assert above == f"{mark}: This is not a real event."


def test_in_an_exercise_nobody_is_called(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    drill = staff_of(advisory).drills["flood"]
    expected = replace(drill.injects["first"].expected, steps=("call-registry",))
    injects = one_changed(drill.injects, "first", expected=expected)
    drills = {"flood": replace(drill, injects=injects)}
    text = words(made(with_staff(advisory, drills=drills), "drill-flood"))
    assert "Call Open Door about the paper of death." in text
    assert "6123" not in text


# --- another program ------------------------------------------------------------------------------


@pytest.mark.long
@office.needs("writer")
@pytest.mark.parametrize("kind", KINDS)
def test_libreoffice_opens_and_saves_it(example_advisory: Make, tmp_path: Path, kind: str) -> None:
    advisory = example_advisory("my")
    (tmp_path / "ours.docx").write_bytes(
        made(replace(advisory, staff=burmese(staff_of(advisory))), kind)
    )
    saved = office.converted(tmp_path / "ours.docx", "docx").read_bytes()
    before = opened((tmp_path / "ours.docx").read_bytes())
    after = opened(saved)
    ours = words((tmp_path / "ours.docx").read_bytes()).split()
    theirs = words(saved)
    assert [one for one in ours if one not in theirs] == []
    headings = [p.text for p in before.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings == [
        p.text for p in after.paragraphs if p.style and p.style.name.startswith("Heading")
    ]
    assert len(after.tables) == len(before.tables)
    heads = f".//{qn('w:tblHeader')}"
    there = after.element.body.findall(heads)
    assert len(there) == len(before.element.body.findall(heads))


def test_a_line_of_the_state_never_stands_alone_in_it(example_advisory: Make) -> None:
    """As on pages: where only such lines are known, whom to ask first comes before them (CARE 28)."""
    advisory = example_advisory("en")
    staff = staff_of(advisory)
    case = staff.cases["somebody-died"]
    assert case.here is not None
    assert "Ask one of these first:" not in words(made(advisory, "cards"))
    alone = replace(case, here=replace(case.here, contacts=case.here.contacts[1:]))
    text = words(made(with_staff(advisory, cases={case.id: alone}), "cards"))
    first = text.index("Ask one of these first:")
    safe = str(advisory.contacts[advisory.corridor.safe_contacts["papers"]].label)
    assert first < text.index(safe, first) < text.index("For the paper of death.")


def test_a_burmese_negation_is_one_piece_in_it(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    rules = staff_of(advisory).words.rules
    line = next(iter(rules.values()))
    text = Text((Run("ပြန်မသွားပါနဲ့။", lang="my"),), "my", "reviewed", "Do not go back.")
    said = replace(staff_of(advisory).words, rules={line.id: replace(line, text=text, more=None)})
    assert "မ\u2060သွား" in words(made(with_staff(advisory, words=said), "cards"))
