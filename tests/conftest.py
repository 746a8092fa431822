"""Fixtures: the made-up country Freedonia, whose readers come from Sylvania; a browser; real pages, served."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.example import EXAMPLE, EXAMPLE_LOCALES, ROOT, TESTS

from generator.cache.inputs import MADE_UP
from generator.load import Content, RecentFiles, folder, load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model.leaflet import Leaflet
from generator.products.paper import load_formats

if TYPE_CHECKING:  # Most tests need no browser, and do not wait until its library is loaded.
    from playwright.sync_api import Browser
    from support.phone import Phone

pytest_plugins = [
    "support.untouched",
    "support.fault_guard",
    "support.left_out",
    "support.order",
]


def pytest_configure() -> None:
    """Let copies of the made-up country stand in temporary folders, and build on the same day each time.

    For every process of the tests, and for what is made once for all of them.
    """
    os.environ[MADE_UP] = tempfile.gettempdir()
    os.environ["SOURCE_DATE_EPOCH"] = "1795824000"  # BUILD_DAY
    # As `advisory serve` does: a file of the same bytes is not parsed again. Tests read the same few
    # hundred files thousands of times.
    recent = RecentFiles(1_000)
    folder.RecentFiles = lambda most: RecentFiles(most) if most else recent  # type: ignore[misc,assignment]


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
    formats, problems = load_formats(TESTS / "data" / "leaflets", ROOT)
    assert not problems
    return formats["trifold"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One chromium for all tests of a process."""
    from playwright.sync_api import sync_playwright
    from support.phone import CHROMIUM

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(CHROMIUM)
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def example_site(
    example_content: Content, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Path]:
    """The pages of Freedonia in some locales, each choice of them built once; copy what you change."""
    from support.pages import write_site
    from support.sites import once, shared_folder

    def site(*locales: str) -> Path:
        folder = shared_folder(tmp_path_factory) / "-".join(("example", *locales))
        return once(folder, lambda root: write_site(example_content, root, locales))

    return site


def _unchanged(site: Path) -> Iterator[Path]:
    from support.sites import state

    before = state(site)
    yield site
    assert state(site) == before, f"a test has changed {site}, which others look at too"


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Our content as a site: every page of every country; of the papers a few, see ``support.sites``."""
    from support.sites import build_real_site, once, shared_folder

    yield from _unchanged(once(shared_folder(tmp_path_factory) / "real", build_real_site))


@pytest.fixture(scope="session")
def printed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Our content as a site with every paper: ten times the work, so for ``make test-all``."""
    from support.sites import build_real_site, once, shared_folder

    folder = shared_folder(tmp_path_factory) / "printed"
    yield from _unchanged(
        once(folder, lambda site: build_real_site(site, papers=lambda _path: True))
    )


@pytest.fixture(scope="session")
def real_address(real_site: Path) -> Iterator[str]:
    """The address of the real site on this machine."""
    from support.serving import served

    with served(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def phone(real_site: Path) -> Iterator[Phone]:
    """The real site, served compressed and with our headers."""
    from support.phone import Phone, caddy

    with caddy(real_site) as address:
        yield Phone(real_site, address)
