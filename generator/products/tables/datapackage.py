"""Step 4, tables: the tables of a host country → ``datapackage.json``, for programs that read CSV.

Written by hand, with a schema: programs that guess one from the cells take 089 for the number 89.
Source: specs.frictionlessdata.io, data package and table schema, version 1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ..channels.feed import LICENCE
from .columns import Column, Table

_READ_FIRST = (
    "Read before you use it. A number goes nowhere without its caution, its proof and the day on "
    "which it was read: they stand in the same row. Hardly any number was called by a person; see "
    "proof. Lines of a state may ask for papers: never offer one alone or first. Text cells that "
    "begin with = + - @ or ' have one more ' in front, for spreadsheets."
)


def package_of(
    host: str,
    country: str,
    publisher: str | None,
    tables: Mapping[str, Table],
    files: Mapping[str, bytes],
) -> bytes:
    """Return the description of *tables*, by file name; *files* has the bytes of each."""
    package = {
        "profile": "tabular-data-package",
        "name": f"advisory-{host}",
        "title": f"Help for migrants in a crisis: {country}",
        "description": _READ_FIRST,
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}],
        **({"contributors": [{"title": publisher, "role": "publisher"}]} if publisher else {}),
        "resources": [_resource(name, table, files[name]) for name, table in tables.items()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(name: str, table: Table, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = ({"required": True} if column.required else {}) | (
        {"enum": list(column.choices)} if column.choices else {}
    )
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.says,
        # HXL 1.1 in a table schema: the hashtag that stands in the second row of NAME.hxl.csv.
        "hxl": column.tag,
        **({"constraints": constraints} if constraints else {}),
    }
