"""Step 2: ids in files for those who assist → problems where they name nothing.

Rule ``dangling-reference``: roles, forms, consents, services, agencies, guidelines, procedures and their
steps, cases, alert levels, origin countries. Contacts, sources, provinces and icons are checked with all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ....load import Content, Host
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
from ..references import dangling

GUIDELINES = tuple(str(number) for number in range(1, 16))
"""Numbers of the guidelines of MICIC."""
_STEP = "step before it with the id"


@dataclass(frozen=True)
class _Named:
    """An id that a mapping names, and the ids there are."""

    keys: tuple[str, ...]
    what: str
    name: str
    ids: Collection[str] | None
    """None where the file that has them could not be read: it is reported by itself."""
    is_key: bool = False


def check_staff_ids(content: Content, _options: Options) -> Iterator[Problem]:
    """Each id in what those who assist read names something."""
    for place in places(content):
        if not is_staff_file(place.file.name):
            continue
        for named in _names(content, place, place.visit.model):
            if named.ids is not None and named.name not in named.ids:
                yield dangling(
                    place, named.keys, named.what, named.name, named.ids, key=named.is_key
                )


def _names(content: Content, place: ContentPlace, model: Model) -> Iterator[_Named]:
    """Yield the ids that *model* names."""
    if isinstance(model, StaffLine | Agency) and model.origin is not None:
        yield _Named(("origin",), "origin country", model.origin, content.slugs("origins"))
    match model:
        case Procedure():
            yield from _of_procedure(content, model)
        case Step():
            yield from _of_step(content, model)
        case HostProcedures():
            yield from _keys("procedures", "procedure", model.procedures, _procedures(content))
        case HostProcedure():
            yield from _of_host_procedure(content, place, model)
        case Agency():
            services = _ids(content, "services", loaded.services(content))
            yield from _items("services", "service", model.services, services)
        case Case():
            yield _Named(("procedure",), "procedure", model.procedure, _procedures(content))
            yield _Named(("consent",), "consent", model.consent, _consents(content))
        case HostCases():
            cases = _ids(content, "refer", loaded.cases(content))
            yield from _keys("cases", "case", model.cases, cases)
        case Guidelines():
            yield from _keys("guidelines", "guideline of MICIC", model.guidelines, GUIDELINES)
        case Plan() | Member() | HostPlan() | Scenario():
            yield from _of_plan(content, place, model)
        case Inject() | Expected():
            yield from _of_drill(content, place, model)


def _of_procedure(content: Content, model: Procedure) -> Iterator[_Named]:
    yield from _items("may_start", "role", model.may_start, _roles(content))
    yield from _keys("roles", "role", model.roles, _roles(content))
    file = loaded.guidelines(content)
    numbers = _ids(content, "guidelines", file.guidelines if file else ())
    answered = tuple(map(str, model.guidelines))
    yield from _items("guidelines", "entry in guidelines.yaml for guideline", answered, numbers)


def _of_step(content: Content, model: Step) -> Iterator[_Named]:
    yield _Named(("who",), "role", model.who, _roles(content))
    if model.form is not None:
        file = loaded.forms(content)
        forms = _ids(content, "forms", file.forms if file else ())
        yield _Named(("form",), "form", model.form, forms)
    if model.consent is not None:
        yield _Named(("consent",), "consent", model.consent, _consents(content))


def _of_host_procedure(
    content: Content, place: ContentPlace, model: HostProcedure
) -> Iterator[_Named]:
    host = place.host
    agencies = loaded.agencies(host) if host and host.has("staff/agencies") else None
    yield from _items("offices", "agency", model.offices, agencies)
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
                yield _Named(("steps", key, field), _STEP, name, there)
        above[key] = step


def _of_plan(content: Content, place: ContentPlace, model: Model) -> Iterator[_Named]:
    match model:
        case Plan():
            yield from _keys("team", "role", model.team, _roles(content))
        case Member():
            yield _Named(("deputy",), "role", model.deputy, _roles(content))
        case HostPlan():
            plan = loaded.plan(content)
            levels = _ids(content, "plan", plan.levels if plan else ())
            yield from _keys("levels", "level in the plan for every country", model.levels, levels)
        case Scenario() if place.host is not None and place.host.has("hazards"):
            hazards = place.host.hazards.hazards
            yield _Named(("hazard",), f"hazard of {place.host.slug}", model.hazard, hazards)


def _of_drill(content: Content, place: ContentPlace, model: Model) -> Iterator[_Named]:
    match model:
        case Inject():
            guide = loaded.drill_guide(content)
            players = _ids(content, "drill", guide.roles if guide else ())
            roles = _roles(content)
            either = None if players is None or roles is None else {*players, *roles}
            yield _Named(("to",), "role", model.to, either)
        case Expected():
            yield _Named(("procedure",), "procedure", model.procedure, _procedures(content))
            steps = _steps(content, place.host, model.procedure)
            yield from _items(
                "steps", f'step in "{model.procedure}" with the id', model.steps, steps
            )


def _steps(content: Content, host: Host | None, procedure: str) -> Collection[str] | None:
    """Ids of the steps of *procedure* in *host*; None where they could not be read."""
    everywhere = loaded.procedures(content).get(procedure)
    if everywhere is None or host is None:
        return None
    if f"hosts/{host.slug}/staff/procedures.yaml" in content.unread:
        return None
    here = loaded.host_procedures(host).get(procedure)
    return joined_steps(everywhere.steps, here.steps if here else {})


def _keys(
    field: str, what: str, names: Collection[str], ids: Collection[str] | None
) -> Iterator[_Named]:
    for name in names:
        yield _Named((field, name), what, name, ids, is_key=True)


def _items(
    field: str, what: str, names: tuple[str, ...], ids: Collection[str] | None
) -> Iterator[_Named]:
    for number, name in enumerate(names):
        yield _Named((field, str(number)), what, name, ids)


def _ids(content: Content, stem: str, ids: Collection[str]) -> Collection[str] | None:
    return None if f"staff/{stem}.yaml" in content.unread else ids


def _roles(content: Content) -> Collection[str] | None:
    file = loaded.roles(content)
    return _ids(content, "roles", file.roles if file else ())


def _consents(content: Content) -> Collection[str] | None:
    file = loaded.words(content)
    return _ids(content, "words", file.consents if file else ())


def _procedures(content: Content) -> Collection[str]:
    return content.slugs("staff/procedures")
