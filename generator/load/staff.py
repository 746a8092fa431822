"""Step 1: what content says for those who assist: everywhere, and in one host country.

In: ``Content``. Out: models of content/staff/ and of content/hosts/<host>/staff/; a site needs none
of them, so a missing file gives nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import TypeVar

from ..model import Model, Source
from ..model.agencies import Agencies, Agency, Service, Services
from ..model.contingency import Plan
from ..model.courses import AdaptedCourses, Course, HostCourse, HostCourses
from ..model.drills import Drill, Drills
from ..model.procedures import HostProcedure, HostProcedures, Procedure
from ..model.referral_paths import Case, Cases, HostCase, HostCases
from ..model.staff import StaffLine, StaffSourceFile, StaffSources
from ..model.staff_words import Forms, Roles, StaffWords
from .content import Content, Host

ModelT = TypeVar("ModelT", bound=Model)


# Each check asks it of each mapping.
@cache
def is_staff_file(name: str) -> bool:
    """Return whether the file *name* of the content folder is for those who assist."""
    parts = PurePosixPath(name).parts
    return parts[0] == "staff" or (parts[0] == "hosts" and "staff" in parts[2:-1])


def has_staff(content: Content) -> bool:
    """Return whether there is anything for those who assist: roles, words and forms at least."""
    names = ("staff/roles.yaml", "staff/words.yaml", "staff/forms.yaml", "staff/services.yaml")
    return content.has(*names) and bool(procedures(content))


def procedures(content: Content) -> dict[str, Procedure]:
    """Return the procedures that hold everywhere, by id, in order."""
    every = {
        PurePosixPath(file.name).stem: file.model
        for file in content.files.values()
        if isinstance(file.model, Procedure)
    }
    return dict(sorted(every.items(), key=lambda item: (item[1].order, item[0])))


def shared(content: Content, kind: type[ModelT]) -> ModelT | None:
    """Return the file of content/staff/ that holds a *kind*; None when there is none."""
    models = (file.model for name, file in content.files.items() if name.startswith("staff/"))
    return next((model for model in models if isinstance(model, kind)), None)


def of_host(host: Host, kind: type[ModelT]) -> ModelT | None:
    """Return the file of content/hosts/<host>/staff/ that is a *kind*; None when there is none."""
    models = (file.model for name, file in host.files.items() if name.startswith("staff/"))
    return next((model for model in models if isinstance(model, kind)), None)


def roles(content: Content) -> Roles | None:
    """staff/roles.yaml."""
    return shared(content, Roles)


def words(content: Content) -> StaffWords | None:
    """staff/words.yaml."""
    return shared(content, StaffWords)


def forms(content: Content) -> Forms | None:
    """staff/forms.yaml."""
    return shared(content, Forms)


def services(content: Content) -> Mapping[str, Service]:
    """Return the services of staff/services.yaml, by id."""
    file = shared(content, Services)
    return file.services if file else {}


def cases(content: Content) -> dict[str, Case]:
    """Return the cases of staff/refer.yaml, by id, in order."""
    file = shared(content, Cases)
    every = file.cases if file else {}
    return dict(sorted(every.items(), key=lambda item: (item[1].order, item[0])))


def plan(content: Content) -> Plan | None:
    """staff/plan.yaml."""
    return shared(content, Plan)


def host_procedures(host: Host) -> Mapping[str, HostProcedure]:
    """Return what a host country adds to procedures, by id."""
    file = of_host(host, HostProcedures)
    return file.procedures if file else {}


def agencies(host: Host) -> Mapping[str, Agency]:
    """Return the agencies of a host country, by id."""
    file = of_host(host, Agencies)
    return file.agencies if file else {}


def unnamed_contacts(host: Host) -> frozenset[str]:
    """Return contacts only of groups that did not agree to be named: never in output (CARE 38)."""
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for agency in agencies(host).values():
        found[agency.may_be_named].update(agency.contacts)
    return frozenset(found[False] - found[True])


def host_cases(host: Host) -> Mapping[str, HostCase]:
    """Return what a host country adds to cases, by id."""
    file = of_host(host, HostCases)
    return file.cases if file else {}


def may_hurt(host: Host) -> Mapping[str, StaffLine]:
    """Return what contacts of a host country may do that is bad, by their ids."""
    file = of_host(host, HostCases)
    return file.may_hurt if file else {}


def drills(host: Host) -> Mapping[str, Drill]:
    """Return the exercises of a host country, by id."""
    file = of_host(host, Drills)
    return file.drills if file else {}


def courses(content: Content) -> dict[str, Course]:
    """Return the courses, by id, in order."""
    every = {
        PurePosixPath(file.name).stem: file.model
        for file in content.files.values()
        if isinstance(file.model, Course)
    }
    return dict(sorted(every.items(), key=lambda item: (item[1].order, item[0])))


def host_courses(host: Host) -> Mapping[str, HostCourse]:
    """Return what a host country brings to courses, by id."""
    file = of_host(host, HostCourses)
    return file.courses if file else {}


def adapted_courses(content: Content) -> AdaptedCourses | None:
    """Return what a society has changed in courses."""
    return shared(content, AdaptedCourses)


def staff_sources(content: Content, host: Host | None = None) -> dict[str, Source]:
    """Return what texts for those who assist may cite: sources of all their files, and the host's.

    A text cites them by their id alone; a check refuses an id that means two sources.
    """
    sources: dict[str, Source] = {}
    if host is not None:
        for origin in content.origins.values():
            if host.slug in origin.corridors:
                sources |= origin.sources
        sources |= host.sources.sources if host.has("sources") else {}
    for file in content.files.values():
        if is_staff_file(file.name) and _is_for(file.name, host):
            sources |= own_sources(file.model)
    return sources


def own_sources(model: Model) -> StaffSources:
    """Return the sources that a file for those who assist brings along."""
    if isinstance(model, StaffSourceFile):
        return model.sources
    own: object = getattr(model, "sources", None)
    return own if isinstance(own, dict) else {}


def _is_for(name: str, host: Host | None) -> bool:
    return name.startswith("staff/") or (
        host is not None and name.startswith(f"hosts/{host.slug}/")
    )
