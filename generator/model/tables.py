"""Step 0: locales/countries.yaml → closed lists of countries and currencies, as types for the model.

In: the table. Out: types that allow nothing else, for the fields of the model. A new country is a row there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, WithJsonSchema

from ..paths import COUNTRIES_FILE


@cache
def table() -> dict[str, Any]:
    """Return the whole table, read once."""
    # BaseLoader makes text, lists and mappings only: NO is Norway and not false.
    rows: dict[str, Any] = yaml.load(COUNTRIES_FILE.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return rows


def currencies() -> dict[str, str]:
    """Return what each currency is called in the source locale, by ISO 4217 code."""
    return dict(table()["currencies"])


def codes() -> dict[str, list[str]]:
    """Return the codes of countries that readers are in (hosts) and come from (origins)."""
    return {group: list(table()[group]) for group in ("hosts", "origins")}


def allow(code: str, group: str) -> None:
    """Let content of this run name the country *code*, whose row in the table is about to be written."""
    if code not in table()[group]:
        table()[group].append(code)


def _one_of(*groups: str) -> Any:
    """Return the type of a code that stands in one of *groups* of the table when it is checked."""

    def known(code: str) -> str:
        codes = [one for group in groups for one in table()[group]]
        if code not in codes:
            raise ValueError(
                f'"{code}" is not one of: {", ".join(codes)}; another country is a row in '
                "locales/countries.yaml"
            )
        return code

    check: Callable[[str], str] = known
    codes = [one for group in groups for one in table()[group]]
    return Annotated[str, AfterValidator(check), WithJsonSchema({"enum": codes, "type": "string"})]


if TYPE_CHECKING:
    HostCode = str
    OriginCode = str
    CountryCode = str
    Currency = str
else:
    HostCode = _one_of("hosts")
    OriginCode = _one_of("origins")
    CountryCode = _one_of("hosts", "origins")
    Currency = Literal[tuple(table()["currencies"])]
