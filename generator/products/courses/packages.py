"""Step 4, courses: advisories → each course as SCORM package, its questions as GIFT, Moodle XML.

Learning platforms import them; the package also opens with a double click. Why SCORM 1.2, and why
the platform learns so little: docs/adr/0045-courses-without-a-platform.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from ...cache.digests import (
    code_digest,
    digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ...localise.advisory import Advisory
from ...localise.records.courses import CourseRecord
from ...localise.records.staff_plan import StaffRecord
from ...localise.records.twins import ConsentRecord
from ...localise.texts import texts
from ...model.safe_contacts import as_data
from ...paths import TEMPLATES
from ...system.timeless_zip import packed
from ...text.fonts import FONTS_FOLDER
from ..icons import ICONS_FOLDER
from ..pages import interface_words, languages_table, webfonts
from ..target import Files, Target
from .bank import bank_of
from .gift import gift
from .moodle import moodle
from .names import CoursePackage, packages_of
from .sco import SCORM, draft_sco

MayShow = Callable[[ConsentRecord, Advisory], bool]
"""Tells whether the words of a consent may be shown (CARE 37): ``staff.consent.shown``."""
CodeOf = Callable[[Advisory, CourseRecord], str]
"""Returns the code for the words of a course, as on its trainer kit: ``teaching.course_code``."""
_PRODUCT = "courses"
_TEMPLATES = [TEMPLATES / name for name in ("scorm", "staff/parts")]


def plan(advisories: Sequence[Advisory], *, may_show: MayShow, code_of: CodeOf) -> list[Target]:
    """Three targets for each course: ``courses/H.L.COURSE.scorm.zip``, ``.gift`` and ``.xml``."""
    return [
        target
        for advisory in advisories
        if advisory.staff is not None
        for target in _of(advisory, advisory.staff, may_show, code_of)
    ]


def _of(
    advisory: Advisory, staff: StaffRecord, may_show: MayShow, code_of: CodeOf
) -> Iterator[Target]:
    packages = list(packages_of(advisory))
    if not packages:
        return
    spoken = {key: one for key, one in staff.words.consents.items() if may_show(one, advisory)}
    beside = digest(repr(_beside(advisory, staff)))
    head = [
        str(advisory.ui("staff.no-paper-of", "Not a paper of any state, IOM or MICIC.")),
        str(advisory.ui("staff.draft", "Draft until signed.")),
    ]
    for package in packages:
        course = staff.courses[package.course]
        yield _package(package, advisory, course, spoken, (beside, code_of(advisory, course)))
        bank = bank_of(advisory, course)
        yield _text(package.gift, gift(bank, head))
        yield _text(package.moodle, moodle(bank, head))


def _beside(advisory: Advisory, staff: StaffRecord) -> list[object]:
    """Return what a package shows besides its course: rules, numbers, sources, names."""
    return [
        staff.words.rules,
        staff.complaint_contact,
        staff.complaint_read,
        staff.adapted,
        staff.sources,
        advisory.sources,
        advisory.contacts,
        as_data(advisory.corridor),
        advisory.corridor.caution,
        advisory.country,
        {key: (one.contacts, one.unsafe_for) for key, one in staff.agencies.items()},
        (advisory.people.people, advisory.people.name),
        advisory.site,
    ]


def _package(
    package: CoursePackage,
    advisory: Advisory,
    course: CourseRecord,
    spoken: Mapping[str, ConsentRecord],
    beside: tuple[str, str],
) -> Target:
    shown, code = beside
    # Nothing is rendered while it is planned: a course has some ten thousand words.
    return Target.of(
        package.scorm,
        _PRODUCT,
        partial(_make_package, package, advisory, spoken, code),
        effort=0.4,
        data=[repr(course), repr(spoken), shown],
        edition=code,
        interface=interface_words([advisory.ui]),
        languages=languages_table(advisory.languages),
        style=tree_digest(SCORM),
        font=file_digests(_fonts(advisory, course)),
        template=[tree_digest(folder) for folder in _TEMPLATES],
        icons=tree_digest(ICONS_FOLDER),
        code=code_digest(),
        # How it is packed follows from this zlib.
        library=library_versions() | native_versions(),
    )


def _fonts(advisory: Advisory, course: CourseRecord) -> list[Path]:
    """Return the files whose letters the package may have: of the languages that it uses."""
    read = {run.lang for text in texts(course) for run in text.runs}
    chain = dict.fromkeys([advisory.locale, advisory.country.language, *sorted(read)])
    return [FONTS_FOLDER / path for path in webfonts.font_paths(chain)]


def _make_package(
    package: CoursePackage, advisory: Advisory, spoken: Mapping[str, ConsentRecord], code: str
) -> Files:
    staff = advisory.staff
    assert staff is not None  # noqa: S101 - it was planned for it
    sco = draft_sco(advisory, staff, staff.courses[package.course], spoken, code)
    return {package.scorm: packed(sco.files(package.scorm))}


def _text(path: str, words: str) -> Target:
    return Target.of(
        path, _PRODUCT, partial(_make_text, path, words), data=words, code=code_digest()
    )


def _make_text(path: str, words: str) -> Files:
    return {path: words.encode()}
