"""Fixtures: the made-up country Freedonia, whose readers come from Sylvania."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from phone_tools import CHROMIUM, Phone, caddy, write_real_pages
from playwright.sync_api import Browser, sync_playwright

from generator.advisory import Advisory
from generator.build.advisories import Selection, load_advisories
from generator.build.serve import serve
from generator.inputs import MADE_UP
from generator.load import Content, load_content
from generator.model.leaflet import Leaflet
from generator.products.leaflets import load_formats

pytest_plugins = ["untouched", "fault_guard"]


def pytest_configure() -> None:
    """Let copies of the made-up country stand in temporary folders, for every process of the tests."""
    os.environ[MADE_UP] = tempfile.gettempdir()


TESTS = Path(__file__).parent
EXAMPLE = TESTS / "example"
EXAMPLE_LOCALES = TESTS / "example_locales"
BUILD_DAY = date(2026, 11, 28)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true",
        help="write tests/golden/ anew; look at the pages and the folded sheet before you commit",
    )  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _null_stays_a_device() -> Iterator[None]:
    """A command that replaces what `-o` names once broke a machine: seen only when all had run."""
    yield
    mode = Path("/dev/null").lstat().st_mode
    assert stat.S_ISCHR(mode), "something put a file in the place of /dev/null"


@pytest.fixture(autouse=True)
def _frozen_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")  # 2026-11-28


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


@pytest.fixture(scope="session")
def example_format() -> Leaflet:
    formats, problems = load_formats(TESTS / "data" / "leaflets", TESTS.parent)
    assert not problems
    return formats["trifold"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(CHROMIUM)
        )
        yield chromium
        chromium.close()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address of *folder* on this machine."""
    server = serve(folder, 0)
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    """The real pages in Burmese, Thai and English, served compressed and with our headers."""
    folder = tmp_path_factory.mktemp("phone") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795824000")
        write_real_pages(folder)
    with caddy(folder) as address:
        yield Phone(folder, address)
