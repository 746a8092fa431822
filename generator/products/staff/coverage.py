"""Step 4, staff: what those who assist read → honest figures on the MICIC guidelines (CARE 42).

Readers take "15 of 15 with content" for more than it says: so beside it is how much somebody
signed, tried, tested or called.
"""

from __future__ import annotations

from typing import NamedTuple

from ...localise.advisory import Advisory
from ...localise.records.staff_plan import StaffRecord

GUIDELINES = 15
"""How many MICIC guidelines there are."""


class Coverage(NamedTuple):
    """Counts; content has no place for what nobody has done yet, and those are 0."""

    with_content: int
    """Guidelines that a procedure or a line of guidelines.yaml answers."""
    of: int
    signed: int
    """Texts of consent that two people signed."""
    tried: int
    """Procedures that somebody followed in a real case."""
    tested: int
    """Procedures that an exercise has tested."""
    dialled: int
    """Numbers of agencies and case paths that a person called."""


def coverage(advisory: Advisory, staff: StaffRecord) -> Coverage:
    """Count it for one host country."""
    numbers = {str(number) for number in range(1, GUIDELINES + 1)}
    answered = {key for key, one in staff.guidelines.items() if one.answered_by}
    answered |= {str(number) for one in staff.procedures.values() for number in one.guidelines}
    return Coverage(
        with_content=len(answered & numbers),
        of=GUIDELINES,
        signed=sum(one.signed is not None for one in staff.words.consents.values()),
        tried=0,
        tested=0,
        dialled=sum(
            advisory.contacts[key].called_on is not None
            for key in _contacts(staff)
            if key in advisory.contacts
        ),
    )


def _contacts(staff: StaffRecord) -> set[str]:
    """Ids of contacts that agencies and case paths name."""
    keys = {key for agency in staff.agencies.values() for key in agency.contacts}
    cases = [case.here.contacts for case in staff.cases.values() if case.here]
    return keys | {row.contact for rows in cases for row in rows if row.contact}
