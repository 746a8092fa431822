"""Step 3: a model → the record that shows it, and how each field gets from one to the other.

Step 3. The localiser follows it; the meaning of a field comes from the marks at the model's field.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from ...model import courses, facts, first_aid, host, library, procedures, referral_paths, sources
from ...model.fields import Model
from ...model.marks import ForColleagues, WhenOver, fields_naming, marked
from ...model.walk import text_fields
from .base import BaseRecord, field_names
from .contacts import ContactRecord, PostRecord
from .courses import CourseRecord, ModuleRecord
from .facts import AnswersRecord, RuleRecord, ValueRecord
from .host import ProvinceRecord
from .library import AidTopicRecord, HazardRecord, LocalMessageRecord, PhraseRecord, PrepareRecord
from .staff import CaseRecord, HostStepRecord, ProcedureRecord, StepRecord
from .twins import BY_MODEL, PointRecord, SourceRecord

RECORDS: Mapping[type[Model], type[BaseRecord]] = MappingProxyType(
    {
        **BY_MODEL,
        courses.Course: CourseRecord,
        courses.Module: ModuleRecord,
        facts.Answers: AnswersRecord,
        facts.Contact: ContactRecord,
        facts.Post: PostRecord,
        facts.Rule: RuleRecord,
        first_aid.AidSource: SourceRecord,
        first_aid.AidStep: PointRecord,
        first_aid.AidTopic: AidTopicRecord,
        host.HostHazard: HazardRecord,
        host.LocalMessage: LocalMessageRecord,
        host.Province: ProvinceRecord,
        library.Hazard: HazardRecord,
        library.Phrase: PhraseRecord,
        library.Prepare: PrepareRecord,
        procedures.HostStep: HostStepRecord,
        procedures.Procedure: ProcedureRecord,
        procedures.Step: StepRecord,
        referral_paths.Case: CaseRecord,
        sources.Value: ValueRecord,
    }
)
"""Records of ``twins.py``, and those that have more, or less, than their model."""


Way = Literal["data", "sources", "contacts", "rules", "words", "records"]
"""As it is; ids of sources, contacts or rules; sentences; what has records of its own."""


@cache
def ways_of(kind: type[Model]) -> tuple[tuple[str, Way], ...]:
    """Return the fields of *kind* that its record takes from it, and how each is localised."""
    hidden = marked(kind, ForColleagues) | marked(kind, WhenOver)
    shown = set(field_names(RECORDS[kind])) - hidden
    return tuple((name, _way(kind, name)) for name in kind.model_fields if name in shown)


def _way(kind: type[Model], name: str) -> Way:
    annotation = kind.model_fields[name].annotation
    if name == "sources" and get_origin(annotation) is tuple:
        return "sources"
    if name in fields_naming(kind, "contact"):
        return "contacts"
    if name in fields_naming(kind, "rule"):
        return "rules"
    if name in text_fields(kind):
        return "words"
    return "records" if _holds_models(annotation) else "data"


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return True
    return any(_holds_models(part) for part in get_args(annotation))
