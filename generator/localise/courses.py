"""Step 3: courses → ``CourseRecord``, as they are taught in one host country, in one locale.

What is the same everywhere, what the host country adds and what a society has adapted become one
course. A course for staff of a state is left out where people may fear that state (CARE 34).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..load import staff
from ..load.kinds import COURSES, STAFF, staff_domain
from ..model.courses import Course, Sessions, asked_of
from .localiser import Localiser
from .records.courses import CourseRecord, ModuleRecord
from .records.twins import (
    AdaptedCourseRecord,
    AdaptedCoursesRecord,
    HostModuleRecord,
    SessionsRecord,
)
from .sentences import Scope


def courses_of(
    localiser: Localiser, adapted: AdaptedCoursesRecord | None
) -> dict[str, CourseRecord]:
    """Return the courses that are offered in this corridor, by id, in order."""
    feared = localiser.origin.state == "feared"
    changed = adapted.courses if adapted else {}
    return {
        key: _course(localiser, key, model, changed.get(key))
        for key, model in staff.courses(localiser.content).items()
        if not (feared and model.offered == "by-case")
    }


def adapted_of(localiser: Localiser) -> AdaptedCoursesRecord | None:
    """Return what a society has changed in courses, and why; None where nobody has."""
    model = staff.adapted_courses(localiser.content)
    return localiser.optional(model, Scope(COURSES, ("adapted",), STAFF), AdaptedCoursesRecord)


def sessions_of(localiser: Localiser) -> SessionsRecord | None:
    """Return the sessions with migrants."""
    model = staff.shared(localiser.content, Sessions)
    return localiser.optional(model, Scope(COURSES, ("sessions",), STAFF), SessionsRecord)


def _course(
    localiser: Localiser, key: str, model: Course, changed: AdaptedCourseRecord | None
) -> CourseRecord:
    course = localiser.record(model, Scope(COURSES, (key,), STAFF), CourseRecord, key)
    here = staff.host_courses(localiser.host).get(key)
    added = localiser.mapping(
        here.modules if here else {},
        Scope(staff_domain(localiser.host_slug), ("courses", "courses", key, "modules"), STAFF),
        HostModuleRecord,
    )
    modules = {one: _joined(module, added.get(one)) for one, module in course.modules.items()}
    if changed is not None:
        modules = _adapted(modules, changed)
    course = replace(course, modules=modules)
    asked = course.questions
    return replace(
        course,
        drawn=min(course.drawn, len(asked)),
        before_after=tuple(name for name in course.before_after if name in asked),
    )


def _joined(module: ModuleRecord, added: HostModuleRecord | None) -> ModuleRecord:
    if added is None:
        return module
    return replace(
        module,
        case=added.case or module.case,
        here={**module.here, **added.lines},
        questions={**module.questions, **added.questions},
        asked=tuple(asked_of(module.questions, added.questions)) if added.questions else (),
    )


def _adapted(
    modules: Mapping[str, ModuleRecord], changed: AdaptedCourseRecord
) -> dict[str, ModuleRecord]:
    """Put what a society has written in the place of ours, new modules at the end."""
    own = {key: replace(module, adapted=True) for key, module in changed.modules.items()}
    parts = {
        key: replace(_joined(module, changed.parts[key]), adapted=True)
        if key in changed.parts
        else module
        for key, module in {**modules, **own}.items()
    }
    return {
        key: _without(module, changed.left_out)
        for key, module in parts.items()
        if key not in changed.left_out
    }


def _without(module: ModuleRecord, left_out: tuple[str, ...]) -> ModuleRecord:
    questions = {
        key: question
        for key, question in module.questions.items()
        if f"{module.id}.{key}" not in left_out
    }
    if len(questions) == len(module.questions):
        return module
    asked = tuple(key for key in module.asked if key in questions)
    return replace(module, questions=questions, asked=asked, adapted=True)
