"""Step 4: an advisory and an exercise → everything for playing it at a table, as PDF."""

from __future__ import annotations

from ....localise.advisory import Advisory
from ...paper.errors import LeafletError
from .document import StaffDraft, draft_staff, staff_of
from .names import DRILL, StaffPaper
from .picked import Chosen
from .press import print_staff


def draft_drill(
    advisory: Advisory, drill_id: str, chosen: Chosen, seed: int | None = None
) -> StaffDraft:
    """Choose the words of an exercise; *chosen* says which variant of each inject is played.

    With a *seed* its cover says by which number they were picked. Raises LeafletError for an
    exercise or a variant that is not there.
    """
    drills = staff_of(advisory).drills
    if drill_id not in drills:
        there_are = ", ".join(drills) or "none"
        raise LeafletError(f'{advisory.host} has no exercise "{drill_id}"; it has: {there_are}.')
    drill = drills[drill_id]
    for key, variant in chosen.items():
        if variant is not None and variant not in drill.injects[key].variants:
            raise LeafletError(f'The inject "{key}" of "{drill_id}" has no variant "{variant}".')
    texts = {
        key: inject.variants[variant] if (variant := chosen.get(key)) else inject.text
        for key, inject in drill.injects.items()
    }
    paper = StaffPaper(advisory.host, advisory.locale, f"{DRILL}{drill_id}")
    return draft_staff(advisory, paper, drill=drill, texts=texts, seed=seed)


def drill_pdf(advisory: Advisory, drill_id: str, chosen: Chosen) -> bytes:
    """Return the exercise as PDF. Raises LeafletError as ``draft_drill`` does."""
    return print_staff(draft_drill(advisory, drill_id, chosen))
