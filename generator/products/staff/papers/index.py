"""Step 4: what those who assist read → the index of the manual: words, each with its places."""

from __future__ import annotations

from collections.abc import Iterator

from ....localise.records.staff_plan import StaffRecord
from ....localise.texts import Text
from ..pages.facts import agencies_of, sides


def index(staff: StaffRecord) -> list[tuple[Text, list[str]]]:
    """Return words with the ids of their places in the manual, by alphabet; none without place."""
    order = {place: number for number, place in enumerate(_places(staff))}
    rows = [(text, sorted(set(places), key=order.__getitem__)) for text, places in _rows(staff)]
    return sorted((row for row in rows if row[1]), key=lambda row: str(row[0]).casefold())


def _places(staff: StaffRecord) -> Iterator[str]:
    """Yield the places in the order of the manual, so that the pages of a word go upwards."""
    yield from (f"p-{key}" for key in staff.procedures)
    yield from (f"v-{key}" for key in staff.services)
    for side in sides(staff):
        yield from (f"g-{one.id}" for one in agencies_of(staff, side))
    yield from (f"c-{key}" for key in staff.cases)
    yield from (f"f-{key}" for key in staff.forms)


def _rows(staff: StaffRecord) -> Iterator[tuple[Text, list[str]]]:
    procedures = staff.procedures
    for key, procedure in procedures.items():
        cases = [f"c-{c}" for c, case in staff.cases.items() if case.procedure == key]
        yield procedure.title, [f"p-{key}", *cases]
    for key, agency in staff.agencies.items():
        offices = [p for p, one in procedures.items() if one.here and key in one.here.offices]
        yield agency.name, [f"g-{key}", *(f"p-{p}" for p in offices)]
    for key, form in staff.forms.items():
        users = [
            f"p-{p}"
            for p, one in procedures.items()
            if any(step.form == key for step in one.steps.values())
        ]
        yield form.title, [f"f-{key}", *users]
    for key, role in staff.roles.items():
        yield role.title, [f"p-{p}" for p, one in procedures.items() if key in one.roles]
    for key, service in staff.services.items():
        yield service.title, [f"v-{key}"]
    for key, case in staff.cases.items():
        yield case.title, [f"c-{key}"]
