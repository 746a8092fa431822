"""Our own script in a real browser: comfort that never stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    root = example_site("en")
    with served(root) as base:
        yield base


@pytest.mark.parametrize("scripts", [True, False])
def test_hide_page_leads_to_the_neutral_page_and_with_scripts_not_back(
    browser: Browser, address: str, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    view = context.new_page()
    view.goto(f"{address}en/freedonia/")
    view.goto(f"{address}en/freedonia/talk/", wait_until="networkidle")
    view.click(".hide a")
    view.wait_for_url("**/hide/index.html")
    view.go_back()
    assert view.url == f"{address}en/freedonia/" + ("" if scripts else "talk/")
    context.close()


def test_the_script_does_not_hold_up_the_words(browser: Browser, address: str) -> None:
    """It is asked for when everything else is there."""
    view = browser.new_page()
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(f"{address}en/freedonia/", wait_until="load")
    assert not [url for url in asked if url.endswith(".js")]
    view.locator("script[src]").wait_for(state="attached")
    assert [url for url in asked if url.endswith(".js")] == asked[-1:]
    view.close()
