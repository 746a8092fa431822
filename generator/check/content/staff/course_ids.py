"""Step 2: ids in courses and in sessions with migrants → problems where they name nothing.

Rule ``dangling-reference``: what a question tests, consents, modules, questions, papers. Rule
``staff-unused`` for a question that is left out and asked nowhere: it may be a question of another
host country.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from ....load import Content
from ....load import staff as loaded
from ....load.staff import is_staff_file
from ....model import Model
from ....model.courses import (
    AdaptedCourse,
    Course,
    HostCourse,
    HostModule,
    Module,
    Session,
    Tested,
)
from ....problems import Problem
from ...every import check
from ...walk import ContentPlace, Options, places
from .named import (
    Named,
    by_item,
    by_key,
    dangling_among,
    steps_in,
)


@check
def check_course_ids(content: Content, options: Options) -> Iterator[Problem]:
    """Each id in courses and sessions names something."""
    for place in places(content):
        if is_staff_file(place.file.name):
            named = _names(content, options, place, place.visit.model)
            yield from dangling_among(place, named)
            if isinstance(place.visit.model, AdaptedCourse):
                yield from _left_out_nowhere(content, place, place.visit.model)


def _names(
    content: Content, options: Options, place: ContentPlace, model: Model
) -> Iterator[Named]:
    """Yield the ids that *model* names."""
    match model:
        case Tested():
            yield from _of_tested(content, options, place, model)
        case Course():
            yield from _of_course(model)
        case HostCourse():
            modules = _modules(content, place)
            if modules is not None:
                modules = {*modules, *_adapted(content, place.visit.path[-1])}
            yield from by_key("modules", "module of this course", model.modules, modules)
        case AdaptedCourse():
            modules = _modules(content, place)
            if modules is not None:
                modules = {*modules, *model.modules}
            yield from by_key("parts", "module of this course", model.parts, modules)
            for number, name in enumerate(model.left_out):
                key, what = name.partition(".")[0], "module of this course"
                yield Named(("left_out", str(number)), what, key, modules)
        case Session() if options.formats is not None:
            named = by_item("papers", "format of a leaflet", model.papers, options.formats)
            # Whoever prints fewer papers still builds: the page says that this one is not printed.
            yield from (replace(one, level="warning") for one in named)


def _of_tested(
    content: Content, options: Options, place: ContentPlace, model: Tested
) -> Iterator[Named]:
    if model.procedure is not None and model.step is not None:
        steps = steps_in(content, place.host, model.procedure)
        yield Named(("step",), f'step in "{model.procedure}" with the id', model.step, steps)
    if model.doc is not None and options.pages is not None:
        page, _, heading = model.doc.partition("#")
        if page not in options.pages:
            yield Named(("doc",), "page", page, options.pages)
        elif heading:
            yield Named(("doc",), f"heading in {page}", heading, options.pages[page])


def _of_course(model: Course) -> Iterator[Named]:
    for day in ("two_hours", "one_day"):
        for number, item in enumerate(getattr(model.agenda, day)):
            if item.module is not None:
                keys = ("agenda", day, str(number), "module")
                yield Named(keys, "module", item.module, model.modules)
    asked = _questions(model.modules)
    yield from by_item("before_after", "question", model.before_after, asked)


def _left_out_nowhere(
    content: Content, place: ContentPlace, model: AdaptedCourse
) -> Iterator[Problem]:
    key = place.visit.path[-1]
    course = loaded.courses(content).get(key)
    modules = _modules(content, place)
    if course is None or modules is None:
        return
    asked = _questions(course.modules) | _questions(model.modules) | _questions(model.parts)
    for host in content.hosts.values():
        here = loaded.host_courses(host).get(key)
        asked |= _questions(here.modules) if here else set()
    for number, name in enumerate(model.left_out):
        module, _, question = name.partition(".")
        if question and name not in asked and module in {*modules, *model.modules}:
            yield place.problem(
                ("left_out", str(number)),
                "staff-unused",
                f'no course asks the question "{name}", so nothing is left out',
                "Correct the id, or remove it.",
                level="warning",
            )


def _questions(modules: Mapping[str, Module] | Mapping[str, HostModule]) -> set[str]:
    """Return the questions of *modules*, as ``module.question``."""
    return {f"{key}.{name}" for key, module in modules.items() for name in module.questions}


def _modules(content: Content, place: ContentPlace) -> Collection[str] | None:
    """Return ids of the modules of the course at *place*; None where it could not be read."""
    course = loaded.courses(content).get(place.visit.path[-1])
    return None if course is None else course.modules


def _adapted(content: Content, course: str) -> Collection[str]:
    """Ids of the modules that a society has added to *course*."""
    adapted = loaded.adapted_courses(content)
    changed = adapted.courses.get(course) if adapted else None
    return changed.modules if changed else ()
