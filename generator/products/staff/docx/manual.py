"""Step 4, staff: an advisory → the manual to adapt: rules, procedures, agencies, forms, sources."""

from __future__ import annotations

from collections.abc import Iterator

from ....localise.records.staff import ProcedureRecord
from ....localise.records.twins import AgencyRecord, FormRecord
from ....localise.texts import Text
from .document import Block, Contents, Heading, Line, Paragraph, Table, cell, joined, line, strong
from .pen import Pen


def manual(pen: Pen) -> Iterator[Block]:
    """Yield the blocks of the manual."""
    staff, words = pen.staff, pen.staff.words
    yield from pen.box()
    yield from pen.imprint()
    yield Contents(pen.say("contents"))
    yield Heading(pen.say("rules"), 1, new_page=True)
    yield from pen.lines(words.rules)
    yield from pen.paragraph(pen.say("nobody-told"), style="Action")
    yield Heading(pen.say("said"), 1)
    for name, lines in (("phone", words.phone), ("interpreter", words.interpreter)):
        if lines:
            yield Heading(pen.say(name), 2)
            yield from pen.lines(lines)
    yield Heading(pen.say("consents"), 2)
    for consent in words.consents.values():
        yield Paragraph(line(strong(consent.when), consent.needs))
        yield from pen.consent(consent, "Normal")
    yield Heading(pen.say("procedures"), 1, new_page=True)
    for procedure in sorted(staff.procedures.values(), key=lambda one: one.order):
        yield from _procedure(pen, procedure)
    yield Heading(pen.say("agencies"), 1, new_page=True)
    yield from agencies(pen)
    yield from _services(pen)
    yield Heading(pen.say("forms"), 1, new_page=True)
    for form in staff.forms.values():
        yield from _form(pen, form)
    yield from pen.sources()


def _procedure(pen: Pen, procedure: ProcedureRecord) -> Iterator[Block]:
    yield Heading(procedure.title, 2)
    yield from pen.paragraph(procedure.purpose)
    yield from pen.lead("trigger", procedure.trigger)
    yield from pen.lead("may-start", pen.roles(procedure.may_start))
    yield from pen.helper_risk(procedure)
    yield from pen.opening(procedure)
    yield _roles(pen, procedure)
    yield Heading(pen.say("never-asked"), 3)
    for never in procedure.never_asked.values():
        yield from pen.paragraph(never, style="List Bullet")
    if procedure.here and procedure.here.facts:
        yield Heading(pen.say("here"), 3)
        yield from pen.lines(procedure.here.facts)
    yield Heading(pen.say("steps"), 3)
    yield from pen.steps(procedure.steps)
    yield Heading(pen.say("safeguards"), 3)
    yield from pen.lines(procedure.safeguards)
    yield _records(pen, procedure)
    yield from _here(pen, procedure)
    yield from pen.conduct()


def _roles(pen: Pen, procedure: ProcedureRecord) -> Table:
    rows = tuple(
        (cell(strong(pen.role(key))), cell(part.does), cell(part.decides), cell(part.told))
        for key, part in procedure.roles.items()
    )
    head = tuple(pen.say(name) for name in ("role", "does", "decides", "told"))
    return Table(pen.say("roles"), head, rows, (3, 5, 3, 3))


def _records(pen: Pen, procedure: ProcedureRecord) -> Table:
    kept = procedure.records
    rows = tuple(
        (cell(one.text, one.more, pen.basis(one)), cell(one.kept)) for one in kept.values()
    )
    return Table(pen.say("records"), (pen.say("written"), pen.say("kept-head")), rows, (1, 1))


def _here(pen: Pen, procedure: ProcedureRecord) -> Iterator[Block]:
    here = procedure.here
    if here is None:
        return
    offices = [pen.staff.agencies[key] for key in here.offices if key in pen.staff.agencies]
    yield from pen.not_known(here.not_known)
    if offices:
        head = tuple(pen.say(name) for name in ("agency", "unsafe-for", "number"))
        rows = tuple((_named(pen, one), _unsafe(pen, one), pen.number_cell(one)) for one in offices)
        yield Table(pen.say("offices"), head, rows, (3, 4, 5))


def agencies(pen: Pen) -> Iterator[Block]:
    """Yield who helps whom: those that may be named, and how many may not."""
    head = tuple(pen.say(name) for name in ("agency", "mandate", "unsafe-for", "number", "where"))
    rows = tuple(tuple(_cells(pen, one)) for one in pen.staff.agencies.values())
    yield Table(pen.say("agencies"), head, rows, (3, 4, 3, 4, 3))
    if pen.staff.unnamed:
        yield from pen.paragraph(pen.say("unnamed", count=pen.staff.unnamed), style="Note")


def _cells(pen: Pen, agency: AgencyRecord) -> Iterator[tuple[Line, ...]]:
    yield _named(pen, agency)
    yield cell(agency.mandate.text, agency.mandate.more, pen.basis(agency.mandate))
    # A caution stands before the number (CARE 48).
    yield _unsafe(pen, agency)
    yield pen.number_cell(agency)
    # Provinces and nothing finer, of a refuge too.
    where = pen.provinces(agency.areas) or pen.say("whole-country")
    yield (*cell(where), *cell(_languages(pen, agency)))


def _named(pen: Pen, agency: AgencyRecord) -> tuple[Line, ...]:
    full = pen.say("full") if agency.state == "full" else None
    return (*cell(strong(agency.name)), *cell(full))


def _unsafe(pen: Pen, agency: AgencyRecord) -> tuple[Line, ...]:
    unsafe = agency.unsafe_for
    return cell(unsafe.text, unsafe.more, pen.basis(unsafe)) if unsafe else ()


def _languages(pen: Pen, agency: AgencyRecord) -> Text | None:
    tags = agency.languages or ()
    return joined(
        [pen.advisory.ui.label("language", tag) for tag in tags], pen.advisory.language.comma
    )


def _services(pen: Pen) -> Iterator[Block]:
    comma = pen.advisory.language.comma
    rows = []
    for key, service in pen.staff.services.items():
        names = [one.name for one in pen.staff.agencies.values() if key in one.services]
        rows.append((cell(service.title), cell(joined(names, comma) or pen.say("nobody"))))
    yield Table(pen.say("services"), (pen.say("service"), pen.say("agency")), tuple(rows), (1, 2))


def _form(pen: Pen, form: FormRecord) -> Iterator[Block]:
    yield Heading(form.title, 2)
    yield from pen.paragraph(form.purpose)
    rows = tuple(
        (cell(field.label), tuple(pen.to_tick(choice) for choice in field.choices.values()))
        for field in form.fields.values()
    )
    yield Table(form.title, (pen.say("field"), pen.say("write-here")), rows, (2, 3), tall=True)
    yield from pen.lead("kept", form.kept, pen.rests_on(form.sources, form.basis))
