"""One document in three media: page, PDF and .docx hold the same sentences, numbers and cautions (CARE 48 and 61)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.hosts import real_advisory

from generator.load import load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.guarding import cautions_before, cautions_for_helpers
from generator.localise.records.contacts import ContactRecord
from generator.localise.records.staff import ProcedureRecord, StepRecord
from generator.localise.records.staff_plan import StaffRecord
from generator.localise.texts import Text, texts
from generator.products.staff.docx import document
from generator.products.staff.docx.document import Block, Contents, Heading, Paragraph, Table
from generator.products.staff.pages import page_set_of
from generator.products.staff.papers.document import StaffDraft, draft_staff
from generator.products.staff.papers.names import staff_papers_of

pytestmark = pytest.mark.thorough

COUNTRIES = ("freedonia", "thailand")
"""The made-up one, and the one of ours with the most cautions."""
NEAR = 6000
"""Letters before a number within which its caution is looked for: a row of a plan with all its cautions."""


@cache
def advisory(host: str) -> Advisory:
    if host != "freedonia":
        return real_advisory(host)
    content, _problems = load_content(EXAMPLE)
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection(host, "en")))


def staff(host: str) -> StaffRecord:
    record = advisory(host).staff
    assert record is not None
    return record


# --- the media as plain text -------------------------------------------------------------------------


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u200b\u2060\u2011-]+", "", text)


def of_html(html: str) -> str:
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>", "", html, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]+>", "", bare)))


@cache
def draft(host: str, kind: str) -> StaffDraft:
    (wanted,) = [one for one in staff_papers_of(advisory(host)) if one.kind == kind]
    return draft_staff(advisory(host), wanted)


def paper(host: str, kind: str) -> str:
    return of_html(draft(host, kind).html)


@cache
def docx(host: str, kind: str) -> str:
    blocks = document(advisory(host), draft(host, kind)).blocks
    return squeezed(" ".join(line for block in blocks for line in said(block)))


def said(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield str(text)
        case Contents():
            pass
        case Paragraph(line=line):
            yield " ".join(str(span.text) for span in line)
        case Table(head=head, rows=rows):
            yield " ".join(map(str, head))
            for row in rows:
                for cell in row:
                    for line in cell.lines:
                        yield " ".join(str(span.text) for span in line)


@cache
def pages(host: str, *keys: str) -> str:
    page_set = page_set_of(advisory(host), ("en",), {})
    paths = [page.path for page in page_set.pages if page.spec.key in keys]
    assert len(paths) == len(keys)
    return "".join(of_html(str(page_set.render(path).body)) for path in paths)


def held(medium: str, sentences: Iterable[Text]) -> set[str]:
    """Which of *sentences* a medium holds."""
    return {str(one) for one in sentences if squeezed(str(one)) in medium}


# --- the same sentences --------------------------------------------------------------------------------


def on_a_card(procedure: ProcedureRecord) -> Iterator[Text]:
    """What a card of *procedure* says: its steps whole, with what limits them (CARE 58)."""
    yield from texts([procedure.title, procedure.fear_first, procedure.never_asked])
    yield from texts(procedure.here.facts if procedure.here else {})
    for step in steps(procedure):
        said = [step.text, step.more, step.may_follow, step.decision, step.by and step.by.text]
        yield from texts(said)


def steps(procedure: ProcedureRecord) -> list[StepRecord]:
    return [step for step in procedure.steps.values() if not step.off]


def in_the_manual(procedure: ProcedureRecord) -> Iterator[Text]:
    here = procedure.here
    yield from on_a_card(procedure)
    yield from texts(
        [procedure.purpose, procedure.trigger, procedure.asks_first, procedure.safeguards]
    )
    yield from texts([procedure.records, procedure.roles])
    yield from texts([here.not_known] if here else [])


def all_of(procedures: Iterable[ProcedureRecord], kind: Callable[[ProcedureRecord], Iterator[Text]]) -> list[Text]:  # fmt: skip
    return each(text for one in procedures for text in kind(one) if text)


@pytest.mark.parametrize("host", COUNTRIES)
def test_page_manual_and_copy_hold_the_same_sentences_of_each_procedure(host: str) -> None:
    for key, procedure in each(staff(host).procedures.items()):
        sentences = all_of([procedure], in_the_manual)
        everything = {str(one) for one in sentences}
        made = pages(host, f"procedures/{key}", f"procedures/{key}/more")
        for medium in (made, paper(host, "manual"), docx(host, "manual")):
            assert everything - held(medium, sentences) == set(), key


@pytest.mark.parametrize("host", COUNTRIES)
def test_cards_and_their_copy_hold_the_same_sentences(host: str) -> None:
    sentences = all_of(staff(host).procedures.values(), on_a_card)
    sentences += each(
        texts(
            [
                (
                    one.first,
                    one.may_follow,
                    one.without_consent,
                    one.may_keep,
                    one.write_down,
                    one.here,
                )
                for one in staff(host).cases.values()
            ]
        )
    )
    assert held(paper(host, "cards"), sentences) == held(docx(host, "cards"), sentences)


@pytest.mark.parametrize("host", COUNTRIES)
def test_pages_paper_and_copy_of_the_plan_hold_the_same_sentences(host: str) -> None:
    record = staff(host)
    plan, own = record.plan, record.host_plan
    assert plan is not None
    assert own is not None
    actions = [
        one for level in plan.levels.values() for one in level.actions.values() if not one.houses
    ]
    sentences = each(
        texts(
            [
                [(one.text, one.more, one.may_follow, one.decision) for one in actions],
                [(one.title, one.triggers) for one in plan.levels.values()],
                [(one.title, one.lines, one.ruled) for one in plan.sections.values()],
                [one.does for one in plan.team.values()],
                [one.triggers for one in own.levels.values()],
                (
                    own.scenarios,
                    own.sites,
                    own.communication,
                    own.papers,
                    own.cooperation,
                    own.not_known,
                ),
            ]
        )
    )
    everything = {str(one) for one in sentences}
    for medium in (
        pages(host, "plan", "plan/levels", "plan/chapters"),
        paper(host, "plan"),
        docx(host, "plan"),
    ):
        assert everything - held(medium, sentences) == set()


# --- the same numbers and cautions -----------------------------------------------------------------------


def media(host: str) -> dict[str, str]:
    keys = [f"procedures/{key}" for key in staff(host).procedures]
    made = {key: pages(host, key) for key in [*keys, "plan", "plan/chapters"]}
    for kind in ("manual", "cards", "plan"):
        made |= {f"{kind} as PDF": paper(host, kind), f"{kind} as .docx": docx(host, kind)}
    return made


def long_numbers(host: str) -> list[ContactRecord]:
    """Contacts with a caution for those who assist, whose digits are no part of another number or date."""
    contacts = advisory(host).contacts.values()
    numbers = [squeezed(one.tel.text) for one in contacts if one.tel]
    return [
        one
        for one in contacts
        if one.tel
        and len(squeezed(one.tel.text)) > 6
        and sum(squeezed(one.tel.text) in number for number in numbers) == 1
        and cautions_for_helpers(advisory(host), one)
    ]


@pytest.mark.parametrize("host", COUNTRIES)
def test_no_number_stands_before_its_caution_in_any_medium(host: str) -> None:
    cautioned, seen = each(long_numbers(host)), 0
    for name, medium in media(host).items():
        for contact in cautioned:
            assert contact.tel is not None
            for found in re.finditer(re.escape(squeezed(contact.tel.text)), medium):
                seen += 1
                before = medium[max(0, found.start() - NEAR) : found.start()]
                for caution in cautions_for_helpers(advisory(host), contact):
                    # In a table the heading of its column says that it is one.
                    told = squeezed(str(caution)).removeprefix("Notsafefor:")
                    assert told in before or squeezed(contact.tel.text) in told, (
                        name,
                        contact.id,
                        str(caution),
                    )
    assert seen > 5


def test_who_assists_is_told_for_whom_a_number_is_unsafe() -> None:
    one = advisory("freedonia")
    office = one.contacts["flood-office"]
    told = [str(text) for text in cautions_for_helpers(one, office)]
    assert told[-1] == "Not safe for: People who are looked for by the police."
    assert told[:-1] == [str(text) for text in cautions_before(one, office)]
    # On the card of the agency that says it, it is not said again.
    agency = staff("freedonia").agencies["flood-desk"]
    assert cautions_for_helpers(one, office, agency) == list(cautions_before(one, office))
    bare = replace(one, staff=None)
    assert cautions_for_helpers(bare, office) == list(cautions_before(one, office))
