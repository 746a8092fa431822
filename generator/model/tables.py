"""Step 0: locales/countries.yaml → closed lists of countries and currencies, as types.

In: the table. Out: types that allow nothing else, for the fields of the model. A new country is a
row there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import yaml
from pydantic import AfterValidator

from ..paths import COUNTRIES_FILE


@cache
def table() -> dict[str, Any]:
    """Return the whole table, read once."""
    # BaseLoader makes text, lists and mappings only: NO is Norway and not false.
    rows: dict[str, Any] = yaml.load(
        COUNTRIES_FILE.read_text("utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506
    )
    return rows


def currencies() -> dict[str, str]:
    """Return what each currency is called in the source locale, by ISO 4217 code."""
    return dict(table()["currencies"])


def codes() -> dict[str, list[str]]:
    """Return the codes of countries that readers are in (hosts) and come from (origins)."""
    return {group: list(table()[group]) for group in ("hosts", "origins")}


def allow(code: str, group: str) -> None:
    """Allow content of this run to name the country *code*, before its row is in the table."""
    if code not in table()[group]:
        table()[group].append(code)


def lay_over(own: Mapping[str, Any]) -> None:
    """Allow content of this run to name rows of *own*, the table of a site of one's own, too."""
    for group in ("hosts", "origins"):
        for code in own.get(group, ()):
            allow(code, group)
    for code, name in own.get("currencies", {}).items():
        table()["currencies"].setdefault(code, name)


class FromTable:
    """A type that gives a schema the codes when it is written: a site of one's own may add some."""

    def __init__(self, *groups: str) -> None:
        self._groups = groups

    @property
    def is_short(self) -> bool:
        """Return whether it is a list to choose from: the currencies."""
        return "currencies" in self._groups

    def known(self, code: str) -> str:
        """Return *code* if the table has it now. Raises ValueError."""
        if code not in (codes := self.codes()):
            what = "currency" if self.is_short else "country"
            raise ValueError(
                f'"{code}" is not one of: {", ".join(codes)}; another {what} is a row in '
                "locales/countries.yaml"
            )
        return code

    def codes(self) -> list[str]:
        """Return the codes that the table has now."""
        return [one for group in self._groups for one in table()[group]]

    def __get_pydantic_json_schema__(self, _core: Any, _handler: Any) -> dict[str, Any]:
        return {"enum": self.codes(), "type": "string"}


def _one_of(*groups: str) -> Any:
    """Return the type of a code that stands in one of *groups* of the table when it is checked."""
    codes = FromTable(*groups)
    check: Callable[[str], str] = codes.known
    return Annotated[str, AfterValidator(check), codes]


if TYPE_CHECKING:
    HostCode = str
    OriginCode = str
    CountryCode = str
    Currency = str
else:
    HostCode = _one_of("hosts")
    OriginCode = _one_of("origins")
    CountryCode = _one_of("hosts", "origins")
    Currency = _one_of("currencies")
