"""Step 4: an advisory → the contingency plan of a post or office, as PDF.

It takes no name, no number of a person and no address: what is local and secret is a ruled line.
"""

from __future__ import annotations

from ....localise.advisory import Advisory
from .document import StaffDraft, draft_staff
from .names import StaffPaper
from .press import print_staff


def draft_plan(advisory: Advisory) -> StaffDraft:
    """Choose the words of the plan. Raises LeafletError where nothing was written."""
    return draft_staff(advisory, StaffPaper(advisory.host, advisory.locale, "plan"))


def plan_pdf(advisory: Advisory) -> bytes:
    """Return the plan for *advisory*, with the staff part. Raises LeafletError if it has none."""
    return print_staff(draft_plan(advisory))
