"""Step 0: locales/countries.yaml → closed lists of countries and currencies, as types for the model.

In: the table. Out: types that allow nothing else, for the fields of the model. A new country is a row there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import yaml

from ..paths import COUNTRIES_FILE


@cache
def _table() -> dict[str, Any]:
    # BaseLoader makes text, lists and mappings only: NO is Norway and not false.
    table: dict[str, Any] = yaml.load(COUNTRIES_FILE.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return table


def currencies() -> dict[str, str]:
    """Return what each currency is called in the source locale, by ISO 4217 code."""
    return dict(_table()["currencies"])


if TYPE_CHECKING:
    HostCode = str
    CountryCode = str
    Currency = str
else:
    HostCode = Literal[tuple(_table()["hosts"])]
    CountryCode = Literal[tuple(_table()["hosts"] + _table()["origins"])]
    Currency = Literal[tuple(_table()["currencies"])]
