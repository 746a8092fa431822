"""Beside step 4, where: marked advisories → the files of data, channels and calendars with marks.

Each product makes its files as the build does, and the marks are looked for in their bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...localise.advisory import Advisory
from ...localise.marked import NUMBER, WORDS
from ...products import api, channels, data
from ...products.tables import plan as plan_tables
from .places import Kind, PlaceFound, how_marked, shows

_PLANS = (data.plan, plan_tables, api.plan, channels.plan)
_CALENDAR = ".ics"


def file_places(advisories: Sequence[Advisory], locale: str, way: str = "") -> Iterator[PlaceFound]:
    """Yield places in all data and channel files in *locale*; only the source locale has tables."""
    own = [one for one in advisories if one.locale == locale]
    for plan in _PLANS:
        for target in plan(own):
            for name, raw in target.make().items():
                # JSON may write a letter by its number; a calendar breaks lines in sentences.
                text = raw.decode("utf-8", "replace").replace("\r\n ", "")
                for mark in (WORDS, NUMBER):
                    text = text.replace(f"\\u{ord(mark):04x}", mark)
                if how := how_marked(text):
                    shown = _without_locale(name, locale)
                    yield PlaceFound(_kind(name), shown, locale, how, way=shows(text, way))


def _kind(name: str) -> Kind:
    if name.endswith(_CALENDAR):
        return "calendar"
    return "data" if name.startswith(("data/", "api/")) else "channel"


def _without_locale(name: str, locale: str) -> str:
    """Return the name with LANGUAGE for its language, so that one line stands for all of them."""
    parts = name.replace(f".{locale}.", ".LANGUAGE.").split("/")
    return "/".join("LANGUAGE" if part == locale else part for part in parts)
