"""An editor's browser at the desk: a number is corrected, nothing is asked of anybody else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.example import EXAMPLE

from generator.desk.decap import NoDecapError, decap_script
from generator.desk.server import Desk, serve_desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def script() -> bytes:
    try:
        return decap_script()
    except NoDecapError:
        pytest.skip("Decap CMS is not installed: make desk")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("menuitem", name="Save into the file").click()


def test_a_number_is_corrected_and_its_problem_leads_back(
    browser: Browser, tmp_path: Path, script: bytes
) -> None:
    content = tmp_path / "content"
    shutil.copytree(EXAMPLE, content)
    file = content / "hosts" / "freedonia" / "assistance.yaml"
    before = file.read_text("utf-8")
    desk = Desk(content, tmp_path, script)
    server = serve_desk(desk)
    address = desk.address(server.server_port)
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    refused: list[str] = []
    page.on(
        "console",
        lambda line: refused.append(line.text) if "Content Security" in line.text else None,
    )

    page.goto(f"{address}#/collections/numbers/entries/freedonia/ambulance")
    number = page.locator('input[id^="number-field"]')
    number.wait_for(timeout=60_000)
    for typed in ("12x4", "089"):
        assert file.read_text("utf-8") == before, "a number with a letter is not saved"
        number.press("Control+a")
        number.press_sequentially(typed)
        save(page)
    # What the checks say of it, and the way to the field.
    link = page.frame_locator("iframe").locator("button[data-field=number]").first
    link.wait_for(timeout=60_000)
    link.click()
    assert page.evaluate("document.activeElement.id").startswith("number-field")

    page_link = page.frame_locator("iframe").get_by_role("link", name="See it on its page")
    assert page_link.get_attribute("href", timeout=60_000).endswith(  # type: ignore[union-attr]
        "/en/freedonia/assistance/index.html#c-ambulance"
    )
    # Known sources are offered, those that the entry has already are not.
    page.locator('input[id^="sources-field"]').press_sequentially("fund")
    page.get_by_text("freedonia: fund-law").wait_for(timeout=60_000)

    rows = zip(before.splitlines(), file.read_text("utf-8").splitlines(), strict=True)
    assert [new for old, new in rows if old != new] == ['    number: "089"']
    assert not refused
    assert asked
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
    page.close()
    server.shutdown()
    server.server_close()
