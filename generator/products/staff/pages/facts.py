"""Step 4, staff pages: what those who assist read → answers for templates. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from ....localise.advisory import Advisory
from ....localise.guarding import called_in, cautions_for_helpers, is_state_line
from ....localise.records.contacts import ContactRecord
from ....localise.records.host import ProvinceRecord
from ....localise.records.library import HazardRecord
from ....localise.records.staff import CaseRecord, ProcedureRecord, StepRecord
from ....localise.records.staff_plan import StaffRecord
from ....localise.records.twins import (
    AgencyRecord,
    CaseContactRecord,
    ConsentRecord,
    ExpectedRecord,
    FormRecord,
    GuidelineRecord,
    RoleRecord,
    ServiceRecord,
)
from ....localise.texts import Text
from ....model.safe_contacts import all_safe
from ...pages.queries import join, regions, safe_contacts
from ...staff_pages import agency_key, agency_pages, case_key
from ..consent import shown
from ..coverage import coverage
from .lessons import (
    chapters,
    course_minutes,
    courses_changed,
    fixed_draw,
    looks_of,
    module_minutes,
    right_answers_needed,
    session_minutes,
    sessions_paper,
)

__all__ = [
    "ASKED_WHERE",
    "agencies_of",
    "agency_key",
    "areas",
    "ask_before",
    "calendar",
    "called_in",
    "case_contacts",
    "case_key",
    "cases_of",
    "cautions_for_helpers",
    "chapters",
    "consent",
    "course_minutes",
    "courses_changed",
    "coverage",
    "expected",
    "fixed_draw",
    "form",
    "helpers_by_province",
    "looks_of",
    "matrix",
    "module_minutes",
    "months",
    "offices",
    "pages_beside",
    "phases",
    "procedures_of",
    "right_answers_needed",
    "role",
    "roles",
    "session_minutes",
    "sessions_paper",
    "shown",
    "sides",
    "told_to_nobody",
]

ASKED_WHERE = frozenset({"missing", "hotline", "door"})
"""Tags of procedures in which somebody asks where a person is (CARE 35)."""


# --- procedures ---------------------------------------------------------------------------------


def role(staff: StaffRecord, key: str) -> RoleRecord | None:
    """Return the role *key*."""
    return staff.roles.get(key)


def roles(staff: StaffRecord, keys: Iterable[str]) -> list[RoleRecord]:
    """Return the roles of *keys*."""
    return [staff.roles[key] for key in keys if key in staff.roles]


def form(staff: StaffRecord, step: StepRecord) -> FormRecord | None:
    """Return the form that a step uses."""
    return staff.forms.get(step.form) if step.form else None


def consent(staff: StaffRecord, key: str | None) -> ConsentRecord | None:
    """Return the consent *key*."""
    return staff.words.consents.get(key) if key else None


def phases(procedure: ProcedureRecord) -> list[tuple[str | None, list[StepRecord]]]:
    """Steps by their phase, in order; a step without one belongs to the phase before it."""
    told: str | None = None
    rows: list[tuple[str | None, StepRecord]] = []
    for step in procedure.steps.values():
        told = step.phase or told
        rows.append((told, step))
    return [
        (phase, [step for _, step in some]) for phase, some in groupby(rows, key=lambda row: row[0])
    ]


def told_to_nobody(procedure: ProcedureRecord) -> bool:
    """Return whether somebody in it asks where a person is (CARE 35)."""
    return not ASKED_WHERE.isdisjoint(procedure.tags)


def offices(staff: StaffRecord, procedure: ProcedureRecord) -> list[AgencyRecord]:
    """Whom to turn to here, in the order of the file."""
    keys = procedure.here.offices if procedure.here else ()
    return [staff.agencies[key] for key in keys if key in staff.agencies]


def procedures_of(staff: StaffRecord, guideline: GuidelineRecord) -> list[ProcedureRecord]:
    """Procedures that serve a guideline."""
    return [
        one for one in staff.procedures.values() if guideline.id in {str(n) for n in one.guidelines}
    ]


def cases_of(staff: StaffRecord, procedure: ProcedureRecord) -> list[CaseRecord]:
    """Cases that lead to a procedure."""
    return [case for case in staff.cases.values() if case.procedure == procedure.id]


def expected(
    staff: StaffRecord, part: ExpectedRecord
) -> tuple[ProcedureRecord | None, list[StepRecord]]:
    """Return the procedure that players should follow, and its steps."""
    procedure = staff.procedures.get(part.procedure)
    steps: Mapping[str, StepRecord] = procedure.steps if procedure else {}
    return procedure, [steps[key] for key in part.steps if key in steps]


# --- whom to call -------------------------------------------------------------------------------


def case_contacts(
    advisory: Advisory, case: CaseRecord
) -> list[tuple[CaseContactRecord, ContactRecord]]:
    """Return whom to call: in the order of the file, lines of the state last (CARE 28)."""
    rows = [
        (one, advisory.contacts[one.contact])
        for one in (case.here.contacts if case.here else ())
        if one.contact is not None and one.contact in advisory.contacts
    ]
    return sorted(rows, key=lambda row: _is_state_line(advisory, row[1]))


def _is_state_line(advisory: Advisory, contact: ContactRecord) -> bool:
    """Return whether whoever answers may check papers; not for those whom we call safe to ask."""
    safe = all_safe(advisory.corridor)
    return contact.id not in safe and is_state_line(advisory, contact)


def ask_before(
    advisory: Advisory, case: CaseRecord, rows: Sequence[tuple[CaseContactRecord, ContactRecord]]
) -> list[ContactRecord]:
    """Return whom to ask first where all lines are of the state: none is shown alone (CARE 28)."""
    if any(not _is_state_line(advisory, contact) for _row, contact in rows):
        return []
    return safe_contacts(advisory, case.topic)


def helpers_by_province(
    advisory: Advisory, rows: Sequence[tuple[CaseContactRecord, ContactRecord]]
) -> list[tuple[ProvinceRecord, list[ContactRecord]]]:
    """Provinces that some of *rows* serve alone, by name, with whom to call there."""
    provinces = advisory.country.provinces
    codes = dict.fromkeys(code for one, _contact in rows for code in one.areas if code in provinces)
    found = [
        (provinces[code], [contact for one, contact in rows if code in one.areas]) for code in codes
    ]
    return sorted(found, key=lambda row: str(row[0].name))


def areas(advisory: Advisory, codes: Sequence[str]) -> Text | None:
    """Names of provinces as one text; None for the whole country."""
    provinces = advisory.country.provinces
    names = [provinces[code].name for code in codes if code in provinces]
    return join(advisory, names) if names else None


def agencies_of(staff: StaffRecord, side: str) -> list[AgencyRecord]:
    """Agencies of one side, in the order of the file."""
    return [one for one in staff.agencies.values() if one.side == side]


def pages_beside(staff: StaffRecord, key: str) -> list[tuple[str, AgencyRecord, AgencyRecord]]:
    """Other pages of the same side, each with the first and the last agency on it."""
    pages = agency_pages(staff)
    own = {side for page, side, _some in pages if page == key}
    return [(page, some[0], some[-1]) for page, side, some in pages if side in own and page != key]


def sides(staff: StaffRecord) -> list[str]:
    """Sides that have an agency, in the order of the model."""
    there = {one.side for one in staff.agencies.values()}
    return [
        side
        for side in ("independent", "international", "community", "host", "origin")
        if side in there
    ]


class MatrixRow(NamedTuple):
    """One service, and who offers it."""

    service: ServiceRecord
    cells: list[tuple[str, list[AgencyRecord]]]
    """Agencies by side, in the order of ``sides``."""

    @property
    def is_gap(self) -> bool:
        """Return whether nobody is known who does it."""
        return not any(agencies for _side, agencies in self.cells)


def matrix(staff: StaffRecord) -> list[MatrixRow]:
    """Who does what: every service, those that nobody does too."""
    return [
        MatrixRow(
            service,
            [
                (side, [one for one in agencies_of(staff, side) if key in one.services])
                for side in sides(staff)
            ],
        )
        for key, service in staff.services.items()
    ]


# --- the plan -----------------------------------------------------------------------------------


def calendar(advisory: Advisory) -> list[tuple[HazardRecord, Text | None]]:
    """Hazards of the country, the gravest first, with the regions that they come to."""
    return [(one, regions(advisory, one.regions)) for one in advisory.hazards.values()]


def months(hazard: HazardRecord) -> list[int]:
    """Months in which a hazard is likely in any region; none = at any time."""
    return sorted({month for season in hazard.seasons.values() for month in season.months})
