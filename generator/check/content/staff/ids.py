"""Step 2: ids in files for those who assist → problems where they name nothing.

Rule ``dangling-reference``: guidelines, steps of procedures, alert levels, players of exercises.
What a mark names is checked with all others (``..ids``).
"""

from __future__ import annotations

from collections.abc import Iterator

from ....load import Content
from ....load import staff as loaded
from ....load.staff import is_staff_file
from ....model import Model
from ....model.contingency import HostPlan, Scenario
from ....model.drills import DrillGuide, Expected, Inject
from ....model.procedures import (
    HostProcedure,
    HostStep,
    Procedure,
    joined_steps,
)
from ....model.staff_words import Guidelines
from ....problems import Problem
from ...every import check
from ...walk import ContentPlace, Options, places
from .named import (
    Named,
    by_item,
    by_key,
    dangling_among,
    roles_in,
    steps_in,
    unless_unread,
)

GUIDELINES = tuple(str(number) for number in range(1, 16))
"""Numbers of the guidelines of MICIC."""
_STEP = "step before it with the id"


@check
def check_staff_ids(content: Content, _options: Options) -> Iterator[Problem]:
    """Each id in what those who assist read names something."""
    for place in places(content):
        if is_staff_file(place.file.name):
            yield from dangling_among(place, _names(content, place, place.visit.model))


def _names(content: Content, place: ContentPlace, model: Model) -> Iterator[Named]:
    """Yield the ids that *model* names."""
    match model:
        case Procedure():
            yield from _of_procedure(content, model)
        case HostProcedure():
            yield from _of_host_procedure(content, place, model)
        case Guidelines():
            yield from by_key("guidelines", "guideline of MICIC", model.guidelines, GUIDELINES)
        case HostPlan() | Scenario():
            yield from _of_plan(content, place, model)
        case Inject() | Expected():
            yield from _of_drill(content, place, model)


def _of_procedure(content: Content, model: Procedure) -> Iterator[Named]:
    file = loaded.shared(content, Guidelines)
    numbers = unless_unread(content, "guidelines", file.guidelines if file else ())
    answered = tuple(map(str, model.guidelines))
    yield from by_item("guidelines", "entry in guidelines.yaml for guideline", answered, numbers)


def _of_host_procedure(
    content: Content, place: ContentPlace, model: HostProcedure
) -> Iterator[Named]:
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
            guide = loaded.shared(content, DrillGuide)
            players = unless_unread(content, "drill", guide.roles if guide else ())
            roles = roles_in(content)
            either = None if players is None or roles is None else {*players, *roles}
            yield Named(("to",), "role", model.to, either)
        case Expected():
            steps = steps_in(content, place.host, model.procedure)
            yield from by_item(
                "steps", f'step in "{model.procedure}" with the id', model.steps, steps
            )
