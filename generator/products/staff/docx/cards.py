"""Step 4, staff: an advisory → cards for the wall to adapt: a procedure, a case, one page each."""

from __future__ import annotations

from collections.abc import Iterator

from ....localise.records.staff import CaseRecord, ProcedureRecord
from ..pages.facts import ask_before, case_contacts
from ..papers.document import is_translated
from .document import Block, Heading, Paragraph, line, strong
from .pen import Pen


def cards(pen: Pen) -> Iterator[Block]:
    """Yield the blocks of the cards."""
    yield from pen.box()
    yield from pen.imprint()
    yield from pen.lines(pen.staff.words.rules)
    for procedure in sorted(pen.staff.procedures.values(), key=lambda one: one.order):
        # A card is read standing: half of one in another language helps nobody.
        if is_translated(procedure):
            yield from _procedure(pen, procedure)
    for case in sorted(pen.staff.cases.values(), key=lambda one: one.order):
        yield from _case(pen, case)


def _procedure(pen: Pen, procedure: ProcedureRecord) -> Iterator[Block]:
    yield Heading(procedure.title, 1, new_page=True)
    yield from pen.helper_risk(procedure)
    yield from pen.opening(procedure)
    if procedure.here and procedure.here.facts:
        yield Heading(pen.say("here"), 2)
        yield from pen.lines(procedure.here.facts)
        yield Heading(pen.say("steps"), 2)
    yield from pen.short_steps(procedure.steps)
    yield Heading(pen.say("never-asked"), 2)
    for never in procedure.never_asked.values():
        yield from pen.paragraph(never, style="List Bullet")
    yield from pen.conduct()


def _case(pen: Pen, case: CaseRecord) -> Iterator[Block]:
    yield Heading(case.title, 1, new_page=True)
    yield from pen.paragraph(pen.say("can-you-talk"), style="Action")
    yield Heading(pen.say("case-first"), 2)
    yield from pen.lines(case.first)
    yield from pen.consent(pen.staff.words.consents.get(case.consent), "Normal")
    yield from pen.may_follow(case.may_follow, "Normal")
    if case.without_consent:
        yield Heading(pen.say("without"), 2)
        yield from pen.lines(case.without_consent)
    yield from _contacts(pen, case)
    for name, lines in (("may-keep", case.may_keep), ("write-down", case.write_down)):
        if lines:
            yield Heading(pen.say(name), 2)
            yield from pen.lines(lines)
    yield from pen.conduct()


def _contacts(pen: Pen, case: CaseRecord) -> Iterator[Block]:
    """Yield whom to call here: before each number what may follow, and its caution."""
    if case.here is None:
        return
    yield Heading(pen.say("call-here"), 2)
    yield from pen.lines(case.here.facts)
    rows = case_contacts(pen.advisory, case)
    safe = ask_before(pen.advisory, case, rows)
    if safe:
        yield from pen.paragraph(pen.say("ask-before"), style="Action")
    for contact in safe:
        yield from pen.caution(contact)
        yield Paragraph(pen.proved(contact), "Action")
    for row, contact in rows:
        yield Paragraph((strong(contact.label), *line(row.reason, pen.provinces(row.areas))))
        yield from pen.may_follow(row.may_follow, "List Continue")
        yield from pen.caution(contact)
        if contact.tel is None:
            yield from pen.paragraph(pen.say("number-unknown"), style="Action")
        else:
            yield Paragraph(pen.proved(contact), "Action")
    yield from pen.not_known(case.here.not_known)
