"""Step 4, api: shapes → the JSON Schema of each file, and one OpenAPI 3.1 document of all.

In: ``whole_files.FILES``, and the site's address. Out: ``api/v1/schema/*.json`` and
``api/v1/openapi.json``. None of it is written by hand again: names, types and descriptions are
those of the shapes.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from ..channels.feed import LICENCE
from ..site_paths import API
from ..target import Files
from . import shapes, whole_files

ROOT = f"{API}v1/"
SCHEMAS = "schema/"
_FILES: Mapping[str, type[shapes.Shape]] = {**whole_files.FILES, "index": whole_files.IndexFile}
MUST_SHOW = (
    "The caution before the number, on the same line (numbers[].line has both).",
    (
        "How far the number is proved, and the day on which its source was read "
        "(proof.words, proof.read_on)."
    ),
    "That a translation is a draft, where its state says so.",
    "Help is free. Nobody may ask you for money, work or sex for it (help_is_free in host.json).",
    "Never a state_line alone or first: ask_first comes before it.",
    "Nothing that is gone from standing in changes.json, and no number of do_not_call.",
)
"""What whoever shows a number to people has to show with it."""


def _said(kind: type[shapes.Shape]) -> str:
    return inspect.cleandoc(kind.__doc__ or "")


LISTED = {
    f"{name}.json": _said(kind).partition(": ")[2] for name, kind in whole_files.FILES.items()
}
"""Each file of a country and locale, and what is in it."""


def as_bytes(shape: shapes.Shape) -> bytes:
    """Return a file as it is served."""
    return _json(shapes.as_data(shape))


def documents(site_url: str) -> Files:
    """Return the schemas and the OpenAPI document of a site at *site_url*."""
    files = {f"{ROOT}openapi.json": _json(openapi(site_url))}
    for name, kind in _FILES.items():
        files[f"{ROOT}{SCHEMAS}{name}.json"] = _json(schema(kind))
    return files


def schema(kind: type[shapes.Shape]) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **_open(kind.model_json_schema())}


def openapi(site_url: str) -> dict[str, Any]:
    """Return the OpenAPI document."""
    kinds = [(kind, "validation") for kind in _FILES.values()]
    _refs, found = models_json_schema(
        kinds,  # type: ignore[arg-type]
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Help in a crisis, for people from other countries",
            "version": "1",
            "description": "Static files: GET, no key, any origin. "
            "Whoever shows a number to people shows:\n\n"
            + "".join(f"- {line}\n" for line in MUST_SHOW),
            "license": {"name": "CC BY 4.0", "url": LICENCE},
        },
        # As seen from this document, so that it holds for each copy of the site.
        "servers": [{"url": "../../", "description": f"{site_url} and each copy of it"}],
        "paths": {
            f"/{ROOT}index.json": _path(whole_files.IndexFile, "index", []),
            **{
                f"/{ROOT}{{host}}/{{locale}}/{name}.json": _path(kind, name, ["host", "locale"])
                for name, kind in whole_files.FILES.items()
            },
        },
        "components": {"schemas": _open(found["$defs"])},
    }


def _path(kind: type[shapes.Shape], name: str, parameters: list[str]) -> dict[str, Any]:
    return {
        "get": {
            "operationId": name,
            "summary": _said(kind),
            "parameters": [
                {
                    "name": one,
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string"},
                    "description": "One of places in index.json.",
                }
                for one in parameters
            ],
            "responses": {
                "200": {
                    "description": (
                        "The file as it was built last. "
                        "Ask with If-None-Match: most answers are 304."
                    ),
                    "content": {
                        "application/json": {
                            "schema": {"$ref": f"#/components/schemas/{kind.__name__}"}
                        }
                    },
                },
                "404": {"description": "No such country or locale, or no longer."},
            },
        }
    }


def _open(value: Any) -> Any:
    """Return a schema without titles (names of fields again) that allows more fields.

    So programs of today can read the files of tomorrow.
    """
    if isinstance(value, list):
        return [_open(one) for one in value]
    if not isinstance(value, dict):
        return " ".join(value.split()) if isinstance(value, str) else value
    return {
        key: _open(one)
        for key, one in value.items()
        if not (key == "additionalProperties" and one is False)
        if not (key == "title" and isinstance(one, str))
    }


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
