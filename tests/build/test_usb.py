"""The ZIP for a stick: what is in it, that each link leads to a file in it, and that it opens from the disk."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from generator.build.errors import BuildError
from generator.build.usb import staff_package
from generator.cli.main import main

NAMES = {"en": "English", "my": "မြန်မာ", "th": "ไทย"}
pytestmark = pytest.mark.slow  # it packs our whole site
_ADDRESS = re.compile(r'<(?:a|img|script|link)\b[^>]*?\s(?:href|src)="?([^"#?\s>]+)')


@pytest.fixture(scope="module")
def packed(real_site: Path) -> bytes:
    return staff_package(real_site, "thailand", NAMES)


@pytest.fixture(scope="module")
def stick(packed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stick")
    with ZipFile(BytesIO(packed)) as archive:
        archive.extractall(folder)
    return folder


def test_all_that_helps_is_on_it_and_nothing_that_runs(stick: Path) -> None:
    names = {path.relative_to(stick).as_posix() for path in stick.rglob("*") if path.is_file()}
    assert {"index.html", "README.txt", "SHA256SUMS"} <= names
    assert "en/staff/thailand/procedures/hotline/index.html" in names
    assert "en/thailand/now/index.html" in names
    assert "staff-papers/thailand/thailand.en.manual.pdf" in names
    assert "staff-papers/thailand/thailand.en.manual.docx" in names
    allowed = {".html", ".css", ".js", ".woff2", ".pdf", ".docx", ".pptx", ".zip", ".gift", ".xml"}
    kinds = {Path(name).suffix for name in names} - allowed
    assert kinds <= {".txt", "", ".ttf", ".png", ".svg", ".mp3", ".woff", ".webmanifest"}
    assert not [name for name in names if "sw.js" in name or name.startswith("staff/")]


def test_each_link_leads_to_a_file_on_it(stick: Path) -> None:
    lost = [
        (page.relative_to(stick).as_posix(), address)
        for page in stick.rglob("*.html")
        for address in _ADDRESS.findall(page.read_text("utf-8"))
        if not re.match(r"[a-z]+:|//", address) and not (page.parent / address).resolve().is_file()
    ]
    assert not lost


def test_what_was_changed_on_the_way_is_seen(stick: Path) -> None:
    rows = (stick / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (row.split("  ", 1) for row in rows)}
    files = {path.relative_to(stick).as_posix() for path in stick.rglob("*") if path.is_file()}
    assert sums.keys() == files - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((stick / name).read_bytes()).hexdigest() == digest


def test_the_same_site_gives_the_same_bytes(packed: bytes, real_site: Path) -> None:
    assert staff_package(real_site, "thailand", NAMES) == packed


@pytest.mark.browser
def test_it_opens_from_the_disk_without_a_network(stick: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 640})
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((stick / "index.html").as_uri())
    page.get_by_text("English").click()
    page.locator("a[href*='procedures']").first.click()
    assert "procedures" in page.url
    assert page.locator("h1").inner_text()
    assert not failed
    context.close()


def test_a_country_without_pages_is_told(real_site: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no pages for those who assist in ruritania"):
        staff_package(real_site, "ruritania", NAMES)
    done = CliRunner().invoke(
        main,
        ["package", "staff", "ruritania", "--site", str(real_site), "-o", str(tmp_path / "x.zip")],
    )
    assert done.exit_code == 1
    assert "Nothing was packed." in done.stdout
    assert not (tmp_path / "x.zip").exists()
