"""Step 3: ``names.json`` from Unicode CLDR → names of countries and provinces by locale.

In: ``assets/gazetteer/names.json``, which ``tools/build_gazetteer.py`` makes. Out: names by locale
and ISO 3166 code. Used where no translation of ours names a place; imports nothing of ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TypedDict

from ..paths import ASSETS

NAMES_FILE = ASSETS / "gazetteer" / "names.json"


class Table(TypedDict):
    """The content of ``names.json``."""

    source: str
    """Who says so: "Unicode CLDR 46"."""
    names: dict[str, dict[str, str]]
    """By locale, then by ISO 3166 code: ``TH`` (a country), ``TH-63`` (a province)."""


@cache
def table() -> Table:
    """Read the table, once."""
    names: Table = json.loads(NAMES_FILE.read_text("utf-8"))
    return names


def source() -> str:
    """Return who gives the names: "Unicode CLDR 46"."""
    return table()["source"]


def is_called(code: str, name: str) -> bool:
    """Return whether the country *code* is called *name* in English: False for a mistyped code.

    >>> is_called("MM", "Myanmar"), is_called("SG", "Freedonia")
    (True, False)
    """
    english = table()["names"]["en"].get(code, "")
    return english == name or english.startswith(f"{name} (")


@cache
def names_of(code: str) -> Mapping[str, str]:
    """Return the names of the place *code* (ISO 3166-1 or 3166-2) by locale; none if unknown.

    >>> names_of("TH-63")["th"]
    'จังหวัดตาก'
    """
    return {locale: names[code] for locale, names in table()["names"].items() if code in names}
