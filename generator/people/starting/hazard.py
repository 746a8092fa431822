"""Beside step 4: what was answered about a hazard → the fields of its file, or of a host country.

In: answers. Out: mappings, in the order of the model. What to do in a danger is never made up: TODO
is in the place of each message that a source must give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from ...check.content.cross_references import MIN_MESSAGES
from ...model import PHASES, HazardSlug, Source
from ...model.library import Codes
from ..facts.sources import TO_NOTE, Cited, id_from

HAZARDS: tuple[str, ...] = get_args(HazardSlug)
"""All that a library may have."""
CATEGORIES: tuple[str, ...] = get_args(get_args(Codes.model_fields["cap"].annotation)[0])
"""Categories of the Common Alerting Protocol."""


@dataclass(frozen=True)
class HazardAnswers:
    """All that was asked about a hazard of the library."""

    slug: str
    name: str
    category: str
    source: Cited


def hazard_fields(answers: HazardAnswers) -> dict[str, Any]:
    """Return the fields of content/hazards/HAZARD.yaml, with the messages the check asks for."""
    source = id_from(answers.source.publisher, ())
    messages = {
        f"{phase}-{number}": {
            "stage": stages[0],
            "text": f"TODO: what to do {phase}, as a source says it",
            "sources": [source],
        }
        for phase, stages in PHASES.items()
        for number in range(1, MIN_MESSAGES + 1)
    }
    return {
        "name": answers.name,
        "icon": answers.slug,
        "codes": {"undrr": [], "cap": [answers.category]},
        "signs": {"first": "TODO: how people see that it is coming"},
        "messages": messages,
        "points": {},
        "sources": {source: replace(answers.source, says=TO_NOTE).fields()},
    }


def source_of_host(
    cited: Cited, sources: Mapping[str, Source]
) -> tuple[str, dict[str, Any] | None]:
    """Return the id of *cited* among the *sources* of a host country; its fields if it is new."""
    fields = cited.fields()
    for name, other in sources.items():
        same = other.publisher == cited.publisher and other.read_on == cited.read_on
        if same and [*other.url] == fields.get("url", []) and other.where == fields.get("where"):
            return name, None
    return id_from(cited.publisher, sources, end=f"-{cited.read_on:%y%m%d}"), fields
