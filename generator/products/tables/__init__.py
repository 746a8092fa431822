"""Step 4, tables: the advisories of a host country → contacts, hazards and steps as tables.

For spreadsheets and directories. ``data/H/``: CSV, the same with HXL hashtags, a data package that
describes them, services as HSDS. In the source locale. Why so: docs/how-to/use-the-data.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ...cache.digests import code_digest
from ...localise.advisory import Advisory
from ...sheets.csv_file import csv_bytes
from ..target import Files, Target
from . import contacts, hazards, hsds
from .columns import Table
from .datapackage import package_of

PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Filled:
    """A table with its rows: cells in the order of its columns."""

    table: Table
    rows: tuple[tuple[str, ...], ...]


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Return a target for each host: ``data/H/datapackage.json``, tables and services beside it."""
    in_source = [one for one in advisories if one.locale == one.ui.translator.source_locale]
    by_host: dict[str, list[Advisory]] = {}
    for one in in_source:
        by_host.setdefault(one.host, []).append(one)
    return [_target(host, of_host) for host, of_host in by_host.items()]


def filled(of_host: Sequence[Advisory]) -> list[Filled]:
    """Return the tables of one host country.

    *of_host*: its advisories in the source locale, one for each origin. Contacts are the same in
    each; their cautions are not, and a row has them all.
    """
    return [
        Filled(contacts.TABLE, tuple(contacts.rows(of_host))),
        Filled(hazards.SEASONS, tuple(hazards.seasons(of_host))),
        Filled(hazards.STEPS, tuple(hazards.steps(of_host))),
    ]


def _target(host: str, of_host: Sequence[Advisory]) -> Target:
    first, tables = of_host[0], filled(of_host)
    services = hsds.page(of_host)
    names = [f"{one.table.name}{ending}" for one in tables for ending in (".csv", ".hxl.csv")]
    path = f"data/{host}/{PACKAGE}"
    country, publisher = str(first.country.name), first.site.publisher
    made = partial(_make, host, country, publisher, tuple(tables), services)
    data = repr((country, publisher, tables, services)).encode()
    target = Target.of(path, "tables", made, data=data, code=code_digest())
    return replace(target, beside=tuple(f"data/{host}/{name}" for name in (*names, hsds.NAME)))


def _make(
    host: str, country: str, publisher: str | None, tables: Sequence[Filled], services: bytes
) -> Files:
    files: dict[str, bytes] = {}
    for one in tables:
        header, tags = one.table.header, one.table.tags
        files[f"{one.table.name}.csv"] = csv_bytes([header, *one.rows])
        files[f"{one.table.name}.hxl.csv"] = csv_bytes([header, tags, *one.rows])
    files[hsds.NAME] = services
    described: Mapping[str, Table] = {f"{one.table.name}.csv": one.table for one in tables}
    files[PACKAGE] = package_of(host, country, publisher, described, files)
    return {f"data/{host}/{name}": data for name, data in files.items()}
