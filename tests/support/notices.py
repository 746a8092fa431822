"""Notices of the made-up country: files for content/, and what readers are told of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from generator.load import load_content
from generator.localise.corridors import localisers
from generator.localise.notices import NoticeText, notices_of
from generator.products.notices import told
from support.example import BUILD_DAY, EXAMPLE_LOCALES

NOW = datetime(BUILD_DAY.year, BUILD_DAY.month, BUILD_DAY.day, tzinfo=UTC)
"""The moment of builds in tests: 8:00 in Freedonia."""
NAME = "2026-11-28-freedonia-beds"
BEDS = {"say": "beds-ready", "slots": {"place": "mill", "until": "2026-11-28T19:30"}}
RIVER = {"say": "river-high", "slots": {"place": "SG-01"}}
LINE = {"say": "line-full", "slots": {"line": "flood-office", "other": "open-door"}}
FIELDS: Mapping[str, Any] = {
    "host": "freedonia",
    "hazard": "flood",
    "level": "danger",
    "areas": ["SG-01"],
    "begins": "2026-11-28T07:30",
    "until": "2026-11-28T20:00",
    "places": {"mill": {"sign": "Molino Viejo", "lang": "es", "names": {"en": "Old Mill"}}},
    "said": [BEDS, RIVER],
    "source": {"office": "flood-office", "at": "2026-11-28T07:20"},
    "handles": ["fox", "hen"],
    "draft": True,
}


def write_notice(content: Path, name: str = NAME, **fields: Any) -> Path:
    """Write a notice into the folder *content*; *fields* replace those of ``FIELDS``, None takes one out."""
    row = {key: value for key, value in {**FIELDS, **fields}.items() if value is not None}
    if not any("mill" in said["slots"].values() for said in row["said"]):
        row.pop("places", None)
    path = content / "notices" / f"{name}.yaml"
    path.write_text(yaml.safe_dump(row, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def texts_of(
    content: Path, locale: str = "en", *, later: timedelta = timedelta()
) -> list[NoticeText]:
    """What readers are told in *locale*, so much *later* than the build of the tests."""
    return notices_of(_localiser(content, locale, later))


def told_in(content: Path, locale: str = "en", *, later: timedelta = timedelta()) -> dict[str, Any]:
    """The same as the file of notices has it."""
    return told(_localiser(content, locale, later))


def _localiser(content: Path, locale: str, later: timedelta) -> Any:
    loaded, problems = load_content(content)
    assert not [problem for problem in problems if problem.level == "error"]
    return next(localisers(loaded, EXAMPLE_LOCALES, "freedonia", [locale], NOW + later))
