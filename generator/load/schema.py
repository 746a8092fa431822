"""Beside step 1: the model → content/schema/*.json, JSON Schema for editors' tools.

In: the model. Out: content/schema/<kind>.json, committed and never edited; each
content file names its schema in its first line. Schemas only help: the last word has ``check``,
which reads every value as text. A tool sees what a YAML 1.2 parser gives instead, so a telephone
number must be quoted there (a bare 089 would be 89), while counts may be with or without quotes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..model import AidTopic, Hazard, Model, Origin
from ..model.campaigns import Campaign
from ..model.courses import Course
from ..model.fits import Fits
from ..model.leaflet import Leaflet
from ..model.notices import Notice, NoticeSentences
from ..model.procedures import Procedure
from ..model.pronunciation import Readings, SoundTable
from ..system.whole_file import write_together
from .kinds import (
    HOST_FILES,
    HOST_STAFF_FILES,
    OPTIONAL_FILES,
    OPTIONAL_HOST_FILES,
    STAFF_FILES,
    TOP_FILES,
)

KINDS: Mapping[str, type[Model]] = {
    **TOP_FILES,
    **OPTIONAL_FILES,
    **HOST_FILES,
    **OPTIONAL_HOST_FILES,
    "hazard": Hazard,
    "first-aid": AidTopic,
    "origin": Origin,
    "campaign": Campaign,
    "leaflet": Leaflet,
    "procedure": Procedure,
    "course": Course,
    "notice": Notice,
    "notice-sentences": NoticeSentences,
    "readings": Readings,
    "pronunciation": SoundTable,
    "fits": Fits,
    **{f"staff-{stem}": kind for stem, kind in STAFF_FILES.items()},
    **{f"host-staff-{stem}": kind for stem, kind in HOST_STAFF_FILES.items()},
}
"""Name of the schema → what it describes."""

_COMMENT = "Generated from generator/model/ by: advisory schema. Do not edit."
_DIGITS = {"type": "string", "pattern": "^-?[0-9]+$"}
_AMOUNT = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}


def write_schemas(directory: Path) -> list[Path]:
    """Write a schema per kind of file into *directory*; return sorted paths. Raises OSError."""
    schemas = {directory / f"{name}.json": render_schema(name).encode() for name in sorted(KINDS)}
    write_together(schemas, below=directory)
    return list(schemas)


def render_schema(name: str) -> str:
    """Write the schema of one kind of file as JSON; the same text every time."""
    schema = _tidy(KINDS[name].model_json_schema())
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": _COMMENT,
        "title": f"{name}.yaml"
        if name in {*TOP_FILES, *OPTIONAL_FILES, *HOST_FILES, *OPTIONAL_HOST_FILES}
        else f"{name} file",
    }
    body = {key: value for key, value in schema.items() if key not in head}
    return json.dumps({**head, **body}, ensure_ascii=False, indent=2) + "\n"


def _tidy(schema: Any) -> Any:
    """Take out what pydantic says for programmers, and let counts be quoted."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidied = {}
    for key, value in schema.items():
        # Titles are the names of keys in capitals; defaults of null mean that a key may be absent.
        if (key == "title" and isinstance(value, str)) or (key == "default" and value is None):
            continue
        tidied[key] = " ".join(value.split()) if _is_note(key, value) else _tidy(value)
    if "patternProperties" in tidied:  # ids of another form are refused, not ignored
        tidied["additionalProperties"] = False
    choices = tidied.get("anyOf")
    if isinstance(choices, list):
        choices = [choice for choice in choices if choice != {"type": "null"}]
        if _is_amount(choices):
            choices = [{"type": "number"}, _AMOUNT]
        tidied.pop("anyOf")
        tidied = {**choices[0], **tidied} if len(choices) == 1 else {"anyOf": choices, **tidied}
    if tidied.get("type") == "integer":
        tidied.pop("type")
        tidied = {"anyOf": [{"type": "integer"}, _DIGITS], **tidied}
    return tidied


def _is_note(key: str, value: object) -> bool:
    return key == "description" and isinstance(value, str)


def _is_amount(choices: list[Any]) -> bool:
    # pydantic takes a decimal as a number or as a text with a pattern that allows oddities.
    kinds = [choice.get("type") for choice in choices]
    return kinds[:2] == ["number", "string"]
