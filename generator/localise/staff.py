"""Step 3: content for those who assist → ``StaffRecord``, in one locale, for one corridor.

What is the same everywhere and what a host country adds become one procedure, one case. What may
not be named is left out here, so that no product can show it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from ..load import staff
from ..load.kinds import PROCEDURES, STAFF, staff_domain
from ..model import standing_in
from ..model.contingency import HostPlan
from ..model.drills import DrillGuide
from ..model.procedures import HostProcedures, joined_steps
from ..model.staff_words import Guidelines
from .courses import adapted_of, courses_of, sessions_of
from .localiser import Localiser
from .records.staff import CaseRecord, ProcedureRecord, StepRecord
from .records.staff_plan import StaffRecord
from .records.twins import (
    AgencyRecord,
    DrillGuideRecord,
    DrillRecord,
    FormRecord,
    GuidelineRecord,
    HostCaseRecord,
    HostPlanRecord,
    HostProcedureRecord,
    PlanRecord,
    RoleRecord,
    ServiceRecord,
    SourceRecord,
    StaffLineRecord,
    StaffWordsRecord,
)
from .sentences import Scope
from .staff_risks import told_in_case, told_in_procedure


def staff_of(localiser: Localiser) -> StaffRecord | None:
    """Return what those who assist read in this corridor and locale; None for nothing."""
    content, host = localiser.content, localiser.host
    words, roles, forms = staff.words(content), staff.roles(content), staff.forms(content)
    if not staff.has_staff(content) or words is None or roles is None or forms is None:
        return None
    said, here = _at(STAFF), _at(staff_domain(localiser.host_slug))
    kept_out = _kept_out(localiser)
    known = staff.agencies(host)
    agencies = localiser.mapping(
        {key: one for key, one in known.items() if one.may_be_named},
        here("agencies", "agencies"),
        AgencyRecord,
    )
    file = staff.of_host(host, HostProcedures)
    guidelines = staff.shared(content, Guidelines)
    risks = localiser.mapping(staff.may_hurt(host), here("refer", "may_hurt"), StaffLineRecord)
    adapted = adapted_of(localiser)
    return StaffRecord(
        origin_state=localiser.origin.state,
        roles=localiser.mapping(
            {key: one for key, one in roles.roles.items() if key not in kept_out},
            said("roles", "roles"),
            RoleRecord,
        ),
        words=localiser.record(words, said("words"), StaffWordsRecord),
        forms=localiser.mapping(forms.forms, said("forms", "forms"), FormRecord),
        services=localiser.mapping(
            staff.services(content), said("services", "services"), ServiceRecord
        ),
        procedures={
            key: told_in_procedure(one, risks)
            for key, one in _procedures(localiser, kept_out, agencies.keys()).items()
        },
        complaint_contact=standing_in(host.assistance.contacts, file.complaint_contact)
        if file and file.complaint_contact
        else None,
        complaint_read=file is not None and file.complaint_read,
        agencies=agencies,
        unnamed=sum(
            not one.may_be_named and not localiser.is_of_others(one) for one in known.values()
        ),
        cases={key: told_in_case(one, risks) for key, one in _cases(localiser).items()},
        plan=_plan(localiser),
        host_plan=localiser.optional(staff.of_host(host, HostPlan), here("plan"), HostPlanRecord),
        drill_guide=localiser.optional(
            staff.shared(content, DrillGuide), _at(PROCEDURES)("drill"), DrillGuideRecord
        ),
        drills=localiser.mapping(staff.drills(host), here("drills", "drills"), DrillRecord),
        guidelines=localiser.mapping(
            guidelines.guidelines if guidelines else {},
            _at(PROCEDURES)("guidelines", "guidelines"),
            GuidelineRecord,
        ),
        courses=courses_of(localiser, adapted),
        adapted=adapted,
        sessions=sessions_of(localiser),
        sources=_sources(localiser),
    )


def _at(domain: str) -> Callable[..., Scope]:
    """Return what makes scopes in a gettext domain; all cite the sources of those who assist."""
    return lambda *path: Scope(domain, path, STAFF)


def _kept_out(localiser: Localiser) -> frozenset[str]:
    """Return roles of a state that its own people may fear: they begin and do nothing (CARE 34)."""
    roles = staff.roles(localiser.content)
    if roles is None or localiser.origin.state != "feared":
        return frozenset()
    return frozenset(key for key, role in roles.roles.items() if role.of_origin_state)


def _procedures(
    localiser: Localiser, kept_out: frozenset[str], named: Collection[str]
) -> dict[str, ProcedureRecord]:
    own = staff.host_procedures(localiser.host)
    scope = _at(staff_domain(localiser.host_slug))("procedures", "procedures")
    added = localiser.mapping(own, scope, HostProcedureRecord)
    return {
        key: _joined(
            _without(localiser.record(model, _at(PROCEDURES)(key), ProcedureRecord, key), kept_out),
            added.get(key),
            named,
        )
        for key, model in staff.procedures(localiser.content).items()
    }


def _without(procedure: ProcedureRecord, kept_out: frozenset[str]) -> ProcedureRecord:
    return replace(
        procedure,
        may_start=tuple(key for key in procedure.may_start if key not in kept_out),
        roles={key: part for key, part in procedure.roles.items() if key not in kept_out},
    )


def _joined(
    everywhere: ProcedureRecord, here: HostProcedureRecord | None, named: Collection[str]
) -> ProcedureRecord:
    """Return the steps of both, the host's among the general; offices are *named* agencies."""
    steps: Mapping[str, StepRecord] = everywhere.steps
    if here is not None:
        offices = tuple(key for key in here.offices if key in named)
        here = replace(here, offices=offices)
        steps = joined_steps(everywhere.steps, here.steps)
    checked = here is not None and here.checked_by_lawyer is not None
    return replace(everywhere, steps=_switched(steps, checked_by_lawyer=checked), here=here)


def _switched(steps: Mapping[str, StepRecord], *, checked_by_lawyer: bool) -> dict[str, StepRecord]:
    """Decide which steps are off, once for every product (CARE 40 and 61)."""
    off = {key for key, step in steps.items() if step.houses and not checked_by_lawyer}
    return {key: replace(step, off=True) if key in off else step for key, step in steps.items()}


def _plan(localiser: Localiser) -> PlanRecord | None:
    plan = localiser.optional(staff.plan(localiser.content), _at(PROCEDURES)("plan"), PlanRecord)
    if plan is None:
        return None
    # A plan has no lawyer's day: what houses or moves people stays off in it.
    levels = {
        key: replace(level, actions=_switched(level.actions, checked_by_lawyer=False))
        for key, level in plan.levels.items()
    }
    return replace(plan, levels=levels)


def _cases(localiser: Localiser) -> dict[str, CaseRecord]:
    scope = _at(staff_domain(localiser.host_slug))("refer", "cases")
    added = {
        key: replace(here, contacts=tuple(one for one in here.contacts if one.contact is not None))
        for key, here in localiser.mapping(
            staff.host_cases(localiser.host), scope, HostCaseRecord
        ).items()
    }
    every = localiser.mapping(
        staff.cases(localiser.content), _at(STAFF)("refer", "cases"), CaseRecord
    )
    return {
        key: replace(case, first={**case.first, **here.first}, here=here) if here else case
        for key, case in every.items()
        for here in [added.get(key)]
    }


def _sources(localiser: Localiser) -> dict[str, SourceRecord]:
    """Sources by qualified id: each text cites them in the one name space of those who assist."""
    sources = staff.staff_sources(localiser.content, localiser.host)
    scope = Scope(STAFF, (), STAFF)
    return {
        f"{STAFF}.{key}": localiser.record(source, scope, SourceRecord)
        for key, source in sources.items()
    }
