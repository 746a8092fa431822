"""Step 1: a path in the content folder → the kind of mapping in the file, and whose texts it has.

The one table of the files that content may have: what is read, what must be there, under which ids
and in which gettext domain its texts are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from ..model import (
    AidTopic,
    Assistance,
    Changes,
    Country,
    Editions,
    Exceptions,
    Glossary,
    Guides,
    Hazard,
    HostHazards,
    HostSources,
    Insurance,
    Model,
    Names,
    Origin,
    Partners,
    Phrases,
    Pictures,
    Prepare,
    Published,
    Recordings,
    Referrals,
    Site,
    Synonyms,
    TileMap,
)
from ..model.agencies import Agencies, Services
from ..model.campaigns import Campaign
from ..model.contingency import HostPlan, Plan
from ..model.courses import AdaptedCourses, Course, HostCourses, Sessions
from ..model.drills import DrillGuide, Drills
from ..model.fits import Fits
from ..model.notices import Notice, NoticeSentences
from ..model.procedures import HostProcedures, Procedure
from ..model.pronunciation import Readings, SoundTable
from ..model.referral_paths import Cases, HostCases
from ..model.signed import SignedSentences
from ..model.spoken import Spoken
from ..model.staff import StaffSourceFile
from ..model.staff_words import Forms, Guidelines, Roles, StaffWords
from ..model.walk import KeyPath
from ..model.wordless import Wordless

HOST_FILES: Mapping[str, type[Model]] = {
    "country": Country,
    "hazards": HostHazards,
    "insurance": Insurance,
    "assistance": Assistance,
    "guides": Guides,
    "sources": HostSources,
}
OPTIONAL_HOST_FILES: Mapping[str, type[Model]] = {
    "map": TileMap,
    "referrals": Referrals,
    "published": Published,
    "signed": SignedSentences,
}
"""Beside those of a host country, which does without them."""
TOP_FILES: Mapping[str, type[Model]] = {
    "site": Site,
    "prepare": Prepare,
    "phrases": Phrases,
}
OPTIONAL_FILES: Mapping[str, type[Model]] = {
    "glossary": Glossary,
    "exceptions": Exceptions,
    "partners": Partners,
    "editions": Editions,
    "synonyms": Synonyms,
    "names": Names,
    "recordings": Recordings,
    "changes": Changes,
    "pictures": Pictures,
    "spoken": Spoken,
    "wordless": Wordless,
    "published": Published,
}
"""At the top too, but a site does without them."""
FITS = "fits"
"""Folder of the type sizes of papers, HOST.LOCALE.yaml each. Programs write them; not needed."""
READINGS, PRONUNCIATION = "readings", "pronunciation"
"""Folders of how sentences sound, and of letters for each sound. None of it is for readers."""
FOLDERS: Mapping[str, type[Model]] = {
    "hazards": Hazard,
    "first-aid": AidTopic,
    "origins": Origin,
    "campaigns": Campaign,
    "staff/procedures": Procedure,
    "staff/courses": Course,
    READINGS: Readings,
    PRONUNCIATION: SoundTable,
    FITS: Fits,
}
"""One file for each entry, named by its id."""

STAFF_FILES: Mapping[str, type[Model]] = {
    "roles": Roles,
    "words": StaffWords,
    "forms": Forms,
    "services": Services,
    "refer": Cases,
    "plan": Plan,
    "drill": DrillGuide,
    "guidelines": Guidelines,
    "sources": StaffSourceFile,
    "sessions": Sessions,
    "adapted": AdaptedCourses,
}
"""content/staff/: for those who assist; a site does without them."""
HOST_STAFF_FILES: Mapping[str, type[Model]] = {
    "procedures": HostProcedures,
    "agencies": Agencies,
    "refer": HostCases,
    "plan": HostPlan,
    "drills": Drills,
    "courses": HostCourses,
}
"""content/hosts/<host>/staff/: what is so in one host country.

It is in the country's folder, so that a change of it concerns only that country.
"""
NOTICES, SENTENCES = "notices", "sentences"
"""The folder of notices, which is their gettext domain too, and its one file that is no notice."""
CAMPAIGNS = "campaigns"
"""Folder of campaigns, and their gettext domain."""
STAFF, PROCEDURES, COURSES = "staff", "procedures", "courses"
"""Gettext domains of content/staff/."""
_DOMAINS: Mapping[str, str] = {
    **dict.fromkeys(("roles", "words", "forms", "services", "refer"), STAFF),
    **dict.fromkeys(("sessions", "adapted"), COURSES),
}
"""Files of content/staff/ that are translated first (a person hears or sees them), and of courses.

The others are with the procedures.
"""


_TOP_DOMAINS: Mapping[str, str] = {
    "changes.yaml": "prepare",
    "spoken.yaml": "phrases",
    "wordless.yaml": "phrases",
}
"""A few sentences: no language needs a file of its own for them."""


@cache
def kind_of(name: str) -> type[Model] | None:
    """Return the kind of mapping in the file *name*, which counts from the content folder."""
    path = PurePosixPath(name)
    if path.suffix != ".yaml":
        return None
    folder = path.parts[:-1]
    if folder == (NOTICES,):
        return NoticeSentences if path.stem == SENTENCES else Notice
    return FOLDERS.get("/".join(folder)) or _files_of(folder).get(path.stem)


def _files_of(folder: tuple[str, ...]) -> Mapping[str, type[Model]]:
    """Return the kinds of the files of *folder*, by stem, where they have names of ours."""
    match folder:
        case ():
            return {**TOP_FILES, **OPTIONAL_FILES}
        case ("staff",):
            return STAFF_FILES
        case ("hosts", _):
            return {**HOST_FILES, **OPTIONAL_HOST_FILES}
        case ("hosts", _, "staff"):
            return HOST_STAFF_FILES
        case _:
            return {}


@cache
def context_prefix(name: str) -> KeyPath:
    """Return the first part of the ids (msgctxt) of texts in the file *name*.

    The first part of a hazard, a first aid topic or a campaign is its slug; of a file of a host
    country, the name of the file. Prepare, changes, phrases, spoken, wordless, notices and origins
    have none.
    """
    path = PurePosixPath(name)
    # Several files share one gettext domain (hazards; first aid; campaigns; a country's files): the
    # first part keeps them apart. An origin country has a domain of its own, with one file.
    return (
        (path.stem,) if len(path.parts) > 1 and path.parts[-2] not in ("origins", NOTICES) else ()
    )


@cache
def domain_of(name: str) -> str:
    """Return the gettext domain of the file *name*.

    hazards, first-aid, campaigns, prepare, phrases, notices, <host>, <origin>; for those who assist
    staff (what is said), procedures (what is read), courses (what is taught) and <host>-staff.
    """
    path = PurePosixPath(name)
    match path.parts:
        case ("staff", _):
            return _DOMAINS.get(path.stem, PROCEDURES)
        case ("staff", folder, _):
            return folder
        case ("hosts", host, "staff", _):
            return staff_domain(host)
        case ("hazards" | "first-aid" | "campaigns" | "notices" as folder, _):
            return folder
        case ("hosts", host, _):
            return host
        case _:
            return _TOP_DOMAINS.get(name, path.stem)


def fits_of(name: str) -> tuple[str, str]:
    """Return host and languages of the type sizes in the file *name*; ("", "") for another file.

    >>> fits_of("fits/thailand.my_th.yaml"), fits_of("site.yaml")
    (('thailand', 'my_th'), ('', ''))
    """
    path = PurePosixPath(name)
    if path.parts[:-1] != (FITS,):
        return "", ""
    host, _, locales = path.stem.partition(".")
    return host, locales


def staff_domain(host: str) -> str:
    """Return the gettext domain of what those who assist read of one host country."""
    return f"{host}-{STAFF}"


def is_for_staff(domain: str) -> bool:
    """Return whether the texts of *domain* are for those who assist: no migrant waits for them."""
    return domain in (STAFF, PROCEDURES, COURSES) or domain.endswith(f"-{STAFF}")


def host_of_domain(domain: str) -> str:
    """Return the host country that the texts of *domain* are of, if it is one of a host country.

    >>> host_of_domain("thailand-staff"), host_of_domain("thailand"), host_of_domain("hazards")
    ('thailand', 'thailand', 'hazards')
    """
    return domain.removesuffix(f"-{STAFF}")
