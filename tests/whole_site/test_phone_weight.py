"""What readers pay for: bytes and requests, counted in a browser on the network's side."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support.phone import CHROMIUM, HOST, LOCALES, Phone, ask

from generator.build.page_weight import budgets, page_kind, page_limit
from generator.text.fonts import FONTS_FOLDER

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VISIT = budgets()["first_visit"]


@dataclass
class Traffic:
    """What a page asked the network for."""

    asked: dict[str, float] = field(default_factory=dict)
    """Bytes of each answer, its headers included, by address."""
    faults: list[str] = field(default_factory=list)


def watched(view: Page, home: str) -> Traffic:
    """Count everything that *view* asks for from now on."""
    traffic = Traffic()
    names: dict[str, str] = {}
    network = view.context.new_cdp_session(view)
    network.send("Network.enable")

    def begin(event: dict) -> None:
        url = event["request"]["url"]
        if url.startswith("data:"):
            return
        names[event["requestId"]] = url
        if not url.startswith(home):
            traffic.faults.append(f"leaves the site: {url}")

    def end(event: dict) -> None:
        if url := names.get(event["requestId"]):
            traffic.asked[url] = event["encodedDataLength"]

    network.on("Network.requestWillBeSent", begin)
    network.on("Network.loadingFinished", end)
    network.on(
        "Network.loadingFailed",
        lambda event: traffic.faults.append(f"failed: {names.get(event['requestId'])}"),
    )
    view.on(
        "response",
        lambda answer: (
            traffic.faults.append(f"{answer.status}: {answer.url}")
            if answer.status >= 400
            else None
        ),
    )
    return traffic


@pytest.mark.parametrize("locale", LOCALES)
def test_a_first_visit_keeps_its_budget(browser: Browser, phone: Phone, locale: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()
    traffic = watched(view, phone.address)
    view.goto(phone.page("", locale), wait_until="networkidle")
    view.wait_for_timeout(500)  # what the page does by itself when it has time
    # Headers come on top of what the budgets count: about half a kilobyte each.
    own = {url: size for url, size in traffic.asked.items() if not kept_for_later(url)}
    assert traffic.faults == []
    assert len(own) <= VISIT["requests"], own
    assert sum(own.values()) <= VISIT["gzip"] + 700 * len(own), own
    assert not [url for url in traffic.asked if url.endswith(".woff2")]
    context.close()


def kept_for_later(url: str) -> bool:
    """What the worker brings in after the page is there has a budget of its own."""
    return not url.endswith(("/", ".css", ".js", ".woff2", ".webmanifest", ".svg"))


def test_a_first_visit_with_web_fonts_keeps_its_budget(
    browser: Browser, phone: Phone, tmp_path: Path
) -> None:
    """On a phone that has no letters for Burmese."""
    (tmp_path / "own").mkdir()
    latin = FONTS_FOLDER / "noto-sans" / "NotoSans-400.ttf"
    (tmp_path / "own" / latin.name).symlink_to(latin)
    config = tmp_path / "fonts.conf"
    config.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{tmp_path / 'own'}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    )
    bare = browser.browser_type.launch(
        executable_path="/usr/bin/chromium", args=list(CHROMIUM),
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
    )  # fmt: skip
    view = bare.new_page(viewport={"width": 360, "height": 740})
    traffic = watched(view, phone.address)
    view.goto(phone.page(""), wait_until="networkidle")
    bare.close()
    fonts = [url for url in traffic.asked if url.endswith(".woff2")]
    assert len(fonts) == 2
    assert traffic.faults == []
    assert sum(traffic.asked.values()) <= VISIT["gzip_with_fonts"], traffic.asked


@pytest.mark.parametrize("locale", LOCALES)
def test_every_other_page_keeps_its_budget_on_the_network(phone: Phone, locale: str) -> None:
    over = {}
    pages = sorted((phone.folder / locale / HOST).rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        name = page.relative_to(phone.folder).as_posix()
        sent = len(ask(phone.address + name.removesuffix("index.html")).body)
        kind = page_kind(name) or ""
        if sent > page_limit(name, kind):
            over[name] = sent
    assert over == {}


def test_a_second_page_asks_for_one_style_more_and_a_third_for_itself_alone(
    browser: Browser, phone: Phone
) -> None:
    # A worker that was quick has kept the third page by then, and nothing is asked for at all.
    context = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    view = context.new_page()
    view.goto(phone.page(""), wait_until="networkidle")
    # Steps can be read aloud: that script is larger, and no page loads it together with its own.
    for name, more, aloud in (("now/", 1, 1), ("assistance/", 0, 0)):
        traffic = watched(view, phone.address)
        view.goto(phone.page(name), wait_until="networkidle")
        view.wait_for_timeout(500)
        paid = {url: size for url, size in traffic.asked.items() if size > 0}
        # What only pages behind the first need is a style of its own.
        style = [url for url in paid if re.search(r"/assets/pages\.\w+\.css$", url)]
        assert len(style) == more, paid
        script = [url for url in paid if re.search(r"/assets/loud\.\w+\.js$", url)]
        assert len(script) == aloud, paid
        assert all(paid[url] <= 3_000 for url in script), paid
        assert {*paid} == {phone.page(name), *style, *script}, paid
        assert traffic.faults == []
    context.close()
