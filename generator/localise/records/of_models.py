"""Step 3: a model → the record that has its fields and no others.

Whoever adds a field adds it to the model. ``twins.py`` makes these records when it is imported;
``tools/record_stub.py`` writes ``twins.pyi`` from the same functions, so that mypy, editors and
readers see every field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import make_dataclass
from types import MappingProxyType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from ...model import (
    agencies,
    campaigns,
    changes,
    contingency,
    courses,
    drills,
    facts,
    host,
    library,
    procedures,
    referral_paths,
    referrals,
    site,
    sources,
    staff,
    staff_words,
)
from ...model.fields import Model
from ...model.marks import ForColleagues, WhenOver, marked
from ...model.walk import text_fields
from .base import BaseRecord, ListedRecord, SentenceRecord, SpokenRecord, field_names

Base = type[BaseRecord] | type[Model]
"""A class of ``base.py``, or the model whose record it is."""

MODELS: Mapping[Base, tuple[type[Model], ...]] = MappingProxyType(
    {
        BaseRecord: (
            campaigns.CampaignSeason,
            contingency.HostPlan,
            contingency.Plan,
            courses.AdaptedCourses,
            courses.Agenda,
            courses.AgendaItem,
            courses.CoursePicture,
            courses.FacilitatorNotes,
            courses.Sessions,
            courses.Tested,
            drills.DrillGuide,
            drills.Expected,
            facts.Channels,
            facts.Hours,
            host.Family,
            host.Guides,
            library.Codes,
            library.WithoutVoice,
            procedures.Decision,
            procedures.FearFirst,
            referral_paths.CaseContact,
            staff.MayFollow,
            staff.TimeLimit,
            staff_words.Signed,
            staff_words.StaffWords,
        ),
        ListedRecord: (
            agencies.Agency,
            agencies.Service,
            campaigns.PostInCountry,
            contingency.HostLevel,
            contingency.Level,
            contingency.Member,
            contingency.PlanSection,
            contingency.Scenario,
            courses.AdaptedCourse,
            courses.Choice,
            courses.CourseCase,
            courses.HostModule,
            courses.Question,
            courses.Screen,
            courses.Session,
            courses.SessionStep,
            courses.Turn,
            drills.Drill,
            drills.Inject,
            facts.Lead,
            host.Season,
            library.Happened,
            procedures.HostProcedure,
            procedures.Part,
            referral_paths.HostCase,
            sources.Source,
            staff_words.Consent,
            staff_words.Form,
            staff_words.FormField,
            staff_words.GuidelineEntry,
            staff_words.Role,
        ),
        SentenceRecord: (
            campaigns.Campaign,
            campaigns.CampaignPost,
            changes.Change,
            facts.Cover,
            facts.Deadline,
            facts.Guide,
            facts.Scheme,
            host.Country,
            host.Insurance,
            host.Region,
            host.WorkProfile,
            library.GroupPage,
            library.Myth,
            library.Section,
            referrals.Referral,
            site.Corridor,
            site.Origin,
            staff.StaffLine,
        ),
        SpokenRecord: (facts.Answer, facts.Point, host.WarningSystem, library.Message),
        staff.StaffLine: (procedures.Kept, staff_words.SaidAloud),
    }
)
"""By the base of their records, which says what a record has besides the fields of its model."""

_NAMES = MappingProxyType(
    {
        "AidSource": "SourceRecord",
        "AidStep": "PointRecord",
        "GuidelineEntry": "GuidelineRecord",
        "HostHazard": "HazardRecord",
        "WarningSystem": "WarningRecord",
    }
)
"""Names of records that are not that of their model and ``Record``."""

_OF_STAFF = MappingProxyType({"sources": "sources of StaffRecord"})
_ELSEWHERE: Mapping[type[Model], Mapping[str, str]] = MappingProxyType(
    {
        contingency.HostPlan: _OF_STAFF,
        contingency.Plan: _OF_STAFF,
        courses.AdaptedCourses: _OF_STAFF,
        courses.Sessions: _OF_STAFF,
        drills.DrillGuide: _OF_STAFF,
        staff_words.StaffWords: _OF_STAFF,
        site.Origin: MappingProxyType(
            {"corridors": "Advisory.corridor; the others name contacts of other hosts"}
        ),
    }
)
"""Fields that records do not have, and where products find them (``BaseRecord.elsewhere``)."""

_MAY_BE_UNNAMED = frozenset({(referral_paths.CaseContact, "contact")})
"""Fields that name a contact which a case may not name to staff: None then."""


def name_of(model: type[Model]) -> str:
    """Return the name of the record of *model*."""
    return _NAMES.get(model.__name__, f"{model.__name__}Record")


def base_name(base: Base) -> str:
    """Return the name of the class that records of *base* extend."""
    return name_of(base) if issubclass(base, Model) else base.__name__


def make_records(module: str) -> Mapping[type[Model], type[BaseRecord]]:
    """Return the record of each model of ``MODELS``, a class of *module*."""
    made: dict[type[Model], type[BaseRecord]] = {}
    for base, models in MODELS.items():
        for model in models:
            extended = made[base] if issubclass(base, Model) else base
            made[model] = _record_of(model, extended, module)
    return MappingProxyType(made)


def _record_of(model: type[Model], base: type[BaseRecord], module: str) -> type[BaseRecord]:
    return make_dataclass(
        name_of(model),
        list(fields_of(model, base)),
        bases=(base,),
        namespace={
            "__doc__": model.__doc__,
            "__module__": module,
            "elsewhere": _ELSEWHERE.get(model, base.elsewhere),
        },
        frozen=True,
        slots=True,
        kw_only=True,
        repr=False,
    )


def fields_of(model: type[Model], base: type[BaseRecord]) -> Iterator[tuple[str, str]]:
    """Yield the fields of the record of *model* that *base* has not: name and annotation."""
    gone = {*field_names(base), *_ELSEWHERE.get(model, ())}
    gone |= marked(model, ForColleagues) | marked(model, WhenOver)
    for name, field in model.model_fields.items():
        if name in gone:
            continue
        annotation = _annotation(field.annotation, is_text=name in text_fields(model))
        yield name, f"{annotation} | None" if (model, name) in _MAY_BE_UNNAMED else annotation


def _annotation(kind: Any, *, is_text: bool) -> str:
    """Return the annotation of a record for *kind*, that of its model."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, parts))}]"
    if not parts:
        return _name(kind, is_text=is_text)
    if hasattr(kind, "__metadata__"):
        return _annotation(parts[0], is_text=is_text)
    inside = ["..." if part is Ellipsis else _annotation(part, is_text=is_text) for part in parts]
    if origin in (Union, UnionType):
        return " | ".join(inside)
    # Keys are ids, whatever their form.
    return (
        f"Mapping[str, {inside[1]}]"
        if origin is dict
        else f"{origin.__name__}[{', '.join(inside)}]"
    )


def _name(kind: Any, *, is_text: bool) -> str:
    if isinstance(kind, type) and issubclass(kind, Model):
        return name_of(kind)
    if kind is str and is_text:
        return "Text"
    return "None" if kind in (None, type(None)) else str(kind.__name__)
