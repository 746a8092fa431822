"""Step 2: ids in files for those who assist → problems where they name nothing.

Rule ``dangling-reference``: roles, forms, consents, services, agencies, guidelines, procedures and
their steps, cases, alert levels, origin countries. Contacts, sources, provinces and icons are
checked with all others.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....load import Content
from ....load import staff as loaded
from ....load.staff import is_staff_file
from ....model import Model
from ....model.agencies import Agency
from ....model.contingency import HostPlan, Member, Plan, Scenario
from ....model.drills import Expected, Inject
from ....model.procedures import (
    HostProcedure,
    HostProcedures,
    HostStep,
    Procedure,
    Step,
    joined_steps,
)
from ....model.referral_paths import Case, HostCases
from ....model.staff import StaffLine
from ....model.staff_words import Guidelines
from ....problems import Problem
from ...walk import ContentPlace, Options, places
from .named import (
    Named,
    by_item,
    by_key,
    consents_in,
    dangling_among,
    procedures_in,
    roles_in,
    steps_in,
    unless_unread,
)

GUIDELINES = tuple(str(number) for number in range(1, 16))
"""Numbers of the guidelines of MICIC."""
_STEP = "step before it with the id"


def check_staff_ids(content: Content, _options: Options) -> Iterator[Problem]:
    """Each id in what those who assist read names something."""
    for place in places(content):
        if is_staff_file(place.file.name):
            yield from dangling_among(place, _names(content, place, place.visit.model))


def _names(content: Content, place: ContentPlace, model: Model) -> Iterator[Named]:
    """Yield the ids that *model* names."""
    if isinstance(model, StaffLine | Agency) and model.origin is not None:
        yield Named(("origin",), "origin country", model.origin, content.slugs("origins"))
    match model:
        case Procedure():
            yield from _of_procedure(content, model)
        case Step():
            yield from _of_step(content, model)
        case HostProcedures():
            yield from by_key("procedures", "procedure", model.procedures, procedures_in(content))
        case HostProcedure():
            yield from _of_host_procedure(content, place, model)
        case Agency():
            services = unless_unread(content, "services", loaded.services(content))
            yield from by_item("services", "service", model.services, services)
        case Case():
            yield Named(("procedure",), "procedure", model.procedure, procedures_in(content))
            yield Named(("consent",), "consent", model.consent, consents_in(content))
        case HostCases():
            yield from _of_host_cases(content, place, model)
        case Guidelines():
            yield from by_key("guidelines", "guideline of MICIC", model.guidelines, GUIDELINES)
        case Plan() | Member() | HostPlan() | Scenario():
            yield from _of_plan(content, place, model)
        case Inject() | Expected():
            yield from _of_drill(content, place, model)


def _of_procedure(content: Content, model: Procedure) -> Iterator[Named]:
    yield from by_item("may_start", "role", model.may_start, roles_in(content))
    yield from by_key("roles", "role", model.roles, roles_in(content))
    file = loaded.guidelines(content)
    numbers = unless_unread(content, "guidelines", file.guidelines if file else ())
    answered = tuple(map(str, model.guidelines))
    yield from by_item("guidelines", "entry in guidelines.yaml for guideline", answered, numbers)


def _of_host_cases(content: Content, place: ContentPlace, model: HostCases) -> Iterator[Named]:
    cases = unless_unread(content, "refer", loaded.cases(content))
    yield from by_key("cases", "case", model.cases, cases)
    if place.host is not None and place.host.has("assistance"):
        yield from by_key("may_hurt", "contact", model.may_hurt, place.host.assistance.contacts)


def _of_step(content: Content, model: Step) -> Iterator[Named]:
    yield Named(("who",), "role", model.who, roles_in(content))
    if model.form is not None:
        file = loaded.forms(content)
        forms = unless_unread(content, "forms", file.forms if file else ())
        yield Named(("form",), "form", model.form, forms)
    if model.consent is not None:
        yield Named(("consent",), "consent", model.consent, consents_in(content))


def _of_host_procedure(
    content: Content, place: ContentPlace, model: HostProcedure
) -> Iterator[Named]:
    host = place.host
    agencies = loaded.agencies(host) if host and host.has("staff/agencies") else None
    yield from by_item("offices", "agency", model.offices, agencies)
    everywhere = loaded.procedures(content).get(place.visit.path[-1])
    if everywhere is None:
        return
    # One after the other, as they are joined: a step can stand only behind what is there by then.
    above: dict[str, HostStep] = {}
    for key, step in model.steps.items():
        there = joined_steps(everywhere.steps, above)
        for field in ("after", "replaces"):
            name = getattr(step, field)
            if name is not None:
                yield Named(("steps", key, field), _STEP, name, there)
        above[key] = step


def _of_plan(content: Content, place: ContentPlace, model: Model) -> Iterator[Named]:
    match model:
        case Plan():
            yield from by_key("team", "role", model.team, roles_in(content))
        case Member():
            yield Named(("deputy",), "role", model.deputy, roles_in(content))
        case HostPlan():
            plan = loaded.plan(content)
            levels = unless_unread(content, "plan", plan.levels if plan else ())
            yield from by_key("levels", "level in the plan for every country", model.levels, levels)
        case Scenario() if place.host is not None and place.host.has("hazards"):
            hazards = place.host.hazards.hazards
            yield Named(("hazard",), f"hazard of {place.host.slug}", model.hazard, hazards)


def _of_drill(content: Content, place: ContentPlace, model: Model) -> Iterator[Named]:
    match model:
        case Inject():
            guide = loaded.drill_guide(content)
            players = unless_unread(content, "drill", guide.roles if guide else ())
            roles = roles_in(content)
            either = None if players is None or roles is None else {*players, *roles}
            yield Named(("to",), "role", model.to, either)
        case Expected():
            yield Named(("procedure",), "procedure", model.procedure, procedures_in(content))
            steps = steps_in(content, place.host, model.procedure)
            yield from by_item(
                "steps", f'step in "{model.procedure}" with the id', model.steps, steps
            )
