"""Step 4, teaching: an advisory → what a course, or the sessions, say on all papers, and its code.

Also the days and languages. Made of the records, not of what a template prints: so planning costs
little, and one code is for the kit, the slides and the pictures of one course.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...localise.advisory import Advisory
from ...localise.guarding import called_in, cautions_for_helpers
from ...localise.records.base import BaseRecord, values_of
from ...localise.records.courses import CourseRecord
from ...localise.texts import jsonable, texts
from ..course_papers import forms_of
from ..pages import interface_words
from ..paper.content.imprint import Edition, edition_of
from ..paper.content.picker import Fact, unsure_translation
from ..paper.editions.carried import Carried
from ..paper.editions.fact_record import carried
from ..paper.editions.staff_facts import OWNER, staff_carried
from ..staff.papers.document import all_facts, staff_of
from ..staff.papers.names import COURSE, StaffPaper

SESSIONS = "sessions"


@dataclass(frozen=True)
class TaughtWords:
    """What the papers of one course say, or those of the sessions."""

    paper: StaffPaper
    """The one that is recorded."""
    course: CourseRecord | None
    """None: the sessions."""
    edition: Edition
    carried: Mapping[str, Carried]
    sources: tuple[str, ...]
    """Ids of what it rests on."""
    data: str
    """All that shapes its papers, for digests."""


def course_words(advisory: Advisory, course: CourseRecord) -> TaughtWords:
    """Return what the papers of *course* say."""
    staff = staff_of(advisory)
    paper = StaffPaper(advisory.host, advisory.locale, f"{COURSE}{course.id}")
    parts = [f"courses.{course.id}", *(f"forms.{form.id}" for form in forms_of(staff))]
    parts += [f"consents.{one.consent}" for one in _screens(course) if one.consent]
    return _words(advisory, paper, course, [course], parts)


def session_words(advisory: Advisory) -> TaughtWords:
    """Return what the paper of the sessions says."""
    staff = staff_of(advisory)
    paper = StaffPaper(advisory.host, advisory.locale, SESSIONS)
    return _words(advisory, paper, None, [staff.sessions], ["sessions.all"])


def lean(advisory: Advisory, words: TaughtWords) -> Advisory:
    """Return *advisory* with only what the papers of a course print: another process gets it."""
    staff = staff_of(advisory)
    lean_staff = replace(
        staff,
        procedures={},
        drills={},
        guidelines={},
        plan=None,
        host_plan=None,
        courses={words.course.id: words.course} if words.course else {},
        sessions=None if words.course else staff.sessions,
    )
    if staff.agencies:
        lean_staff = replace(lean_staff, cases={})
    elif not lean_staff.is_local:
        # What makes it local stays, or there would be nothing for those who assist.
        lean_staff = replace(lean_staff, procedures=staff.procedures)
    cited = {key: row for key, row in advisory.sources.items() if key in words.sources}
    ours = {key: row for key, row in staff.sources.items() if key in words.sources}
    lean_staff = replace(lean_staff, sources=ours)
    return replace(
        advisory,
        staff=lean_staff,
        sources=cited,
        ui=advisory.ui.anew(),
        hazards={},
        phrases={},
        first_aid={},
        warnings={},
        referrals={},
        editions={},
        recordings={},
    )


# --- what follows from the records ------------------------------------------------------------


def _words(
    advisory: Advisory,
    paper: StaffPaper,
    course: CourseRecord | None,
    said: list[Any],
    parts: list[str],
) -> TaughtWords:
    staff = staff_of(advisory)
    first = [staff.words.rules, *(forms_of(staff) if course else ())]
    called = _called(advisory, [*said, *first])
    sources = _sources(said) | _sources(first)
    sources |= {key for key in called for key in advisory.contacts[key].sources}
    known = {**advisory.sources, **staff.sources}
    facts = {Fact("rules", key, known[key].read_on) for key in sources if key in known}
    edition = edition_of(
        advisory,
        facts or all_facts(staff),
        jsonable([said, first, sorted(sources)]),
        draft=unsure_translation([said, first]),
    )
    rows = {f"contacts.{key}": advisory.contacts[key] for key in called}
    carries = {name: carried(name, one) for name, one in rows.items() if one.number}
    carries |= staff_carried(advisory, {f"{OWNER}.{part}" for part in [*parts, "words.rules"]})
    return TaughtWords(
        paper=paper,
        course=course,
        edition=edition,
        carried=dict(sorted(carries.items())),
        sources=tuple(sorted(sources)),
        data=repr(_shown(advisory, [*said, *first], called, sources)),
    )


def _shown(advisory: Advisory, said: list[Any], called: list[str], sources: set[str]) -> list[Any]:
    staff = staff_of(advisory)
    known = {**advisory.sources, **staff.sources}
    return [
        said,
        staff.words.consents,
        staff.adapted and (staff.adapted.by, staff.adapted.on, staff.adapted.why),
        [(one := advisory.contacts[key], cautions_for_helpers(advisory, one)) for key in called],
        staff.complaint_contact,
        staff.complaint_read,
        advisory.country,
        advisory.people.people,
        advisory.site,
        [known.get(key) for key in sorted(sources)],
        interface_words([advisory.ui]),
    ]


def _screens(course: CourseRecord) -> Iterator[Any]:
    return (screen for module in course.modules.values() for screen in module.screens.values())


def _called(advisory: Advisory, said: list[Any]) -> list[str]:
    """Ids of the contacts whose numbers are printed, the line for complaints among them."""
    runs = (run for text in texts(said) for run in text.runs if run.kind == "tel")
    keys = [*(run.contact for run in runs), staff_of(advisory).complaint_contact]
    called = [key for key in dict.fromkeys(keys) if key and key in advisory.contacts]
    cautions = [cautions_for_helpers(advisory, advisory.contacts[key]) for key in called]
    return list(dict.fromkeys([*called, *(one.id for one in called_in(advisory, cautions))]))


def _sources(value: object) -> set[str]:
    """Ids of all sources that are cited below *value*."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
        elif isinstance(one, BaseRecord):
            found.update(getattr(one, "sources", ()))
            waiting += values_of(one)
    return found
