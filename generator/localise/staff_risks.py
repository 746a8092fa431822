"""Step 3: harm that a contact may do, said once in refer.yaml → in each path and step with it.

One verdict on a contact (CARE 30 and 64): no path and no step can say otherwise, and where nothing
was read, products say that nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .records.staff import CaseRecord, ProcedureRecord, StepRecord
from .records.twins import MayFollowRecord, StaffLineRecord
from .texts import Run, joined

Risks = Mapping[str, StaffLineRecord]
"""By the id of a contact."""
_COLON = Run(": ")


def told_in_case(case: CaseRecord, risks: Risks) -> CaseRecord:
    """Return *case* with what each of its contacts may do."""
    if case.here is None:
        return case
    rows = tuple(
        replace(row, may_follow=_with(row.may_follow, [(None, risks[row.contact])]))
        if row.contact is not None and row.contact in risks
        else row
        for row in case.here.contacts
    )
    return replace(case, here=replace(case.here, contacts=rows))


def told_in_procedure(procedure: ProcedureRecord, risks: Risks) -> ProcedureRecord:
    """Return *procedure*, each step that calls somebody with what those whom it names may do."""
    steps = {key: _told_in_step(step, risks) for key, step in procedure.steps.items()}
    return replace(procedure, steps=steps)


def _told_in_step(step: StepRecord, risks: Risks) -> StepRecord:
    if not step.contact or step.may_follow is None:
        return step
    runs = [*step.text.runs, *(step.more.runs if step.more else ())]
    named = [key for key in dict.fromkeys(run.contact for run in runs) if key]
    names = {run.contact: run for run in runs if run.kind == "name"} if len(named) > 1 else {}
    told = [(names.get(key), risks[key]) for key in named if key in risks]
    return replace(step, may_follow=_with(step.may_follow, told)) if told else step


def _with(may: MayFollowRecord, told: list[tuple[Run | None, StaffLineRecord]]) -> MayFollowRecord:
    """Return *may* with the harm that contacts may do, each after its name if there are several."""
    said = [
        one.text if name is None else replace(one.text, runs=(name, _COLON, *one.text.runs))
        for name, one in told
    ]
    if may.bad is not None:
        said.append(may.bad)
    sources = dict.fromkeys([*may.sources, *(key for _name, one in told for key in one.sources)])
    return replace(may, bad=joined(said, " "), sources=tuple(sources))
