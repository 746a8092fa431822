"""Fixtures: the made-up country Freedonia, whose readers come from Sylvania."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.build.advisories import Selection, load_advisories
from generator.load import Content, load_content
from generator.localise import Advisory

TESTS = Path(__file__).parent
EXAMPLE = TESTS / "example"
EXAMPLE_LOCALES = TESTS / "example_locales"
BUILD_DAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _frozen_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795564800")  # 2026-11-25


@pytest.fixture(scope="session")
def example_content() -> Content:
    content, problems = load_content(EXAMPLE)
    assert not [p for p in problems if p.level == "error"]
    return content


@pytest.fixture
def example_advisory(example_content: Content) -> Callable[[str], Advisory]:
    """Advisory of Freedonia in a locale."""

    def localised(locale: str) -> Advisory:
        only = Selection("freedonia", locale)
        advisory = next(load_advisories(example_content, EXAMPLE_LOCALES, only))
        # Its few translations offer no locale but the source: the tests choose for themselves.
        return replace(advisory, offered=())

    return localised
