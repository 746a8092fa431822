"""A telephone that kept pages before a notice: it is told at once, with and without a network, whatever its clock."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from support.example import EXAMPLE
from support.notices import BEDS, LINE, told_in, write_notice
from support.offline import clear_http_cache, running, wait_until_kept

from generator.build.notices import for_phones, has_room, with_notices

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SET = "en/freedonia/"
ENDS = 1795867200
"""20:00 of that day in Freedonia."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def publish(site: Path, content: Path) -> None:
    """Put the notices of *content* where a build would: into pages, and into the list of what is kept."""
    notices = told_in(content)
    for path in (site / SET).rglob("*.html"):
        data = path.read_bytes()
        if has_room(data):
            path.write_bytes(with_notices(path.relative_to(site).as_posix(), data, notices))
    path = site / SET / "keep.json"
    listed = {
        key: value for key, value in json.loads(path.read_bytes()).items() if key != "notices"
    }
    if notices:
        listed["notices"] = for_phones(notices)
    path.write_text(json.dumps(listed))


def at(context: BrowserContext, seconds: int) -> None:
    """Set the clock of the telephone."""
    context.add_init_script(f"Date.now = () => {seconds}000")


def opened(context: BrowserContext, address: str) -> Page:
    view = context.new_page()
    view.goto(address)
    wait_until_kept(view, SET)
    return view


def test_pages_kept_before_it_show_it_at_once_and_go_on_without_a_network(
    context: BrowserContext, site: Path, content: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET)
        assert view.locator(".ntc").count() == 0
        write_notice(content, said=[BEDS])
        publish(site, content)
        view.goto(server.address + SET)
        view.locator(".ntc").wait_for()
        assert "Dry beds: Old Mill" in view.locator(".ntc").inner_text()
        # It is no new version of the page: nobody is asked to fetch one.
        assert view.locator(".renew").count() == 0
        assert [
            path for path in server.asked if "?v=" in path and path.startswith(f"{SET}?")
        ].__len__() <= 1
        clear_http_cache(context, view)
    for path in ("", "now/", "where/", "hazards/flood/", "notices/"):
        view.goto(server.address + SET + path)
        view.locator(".ntc").first.wait_for()
        assert "Dry beds: Old Mill" in view.locator(".ntc").inner_text(), path
    view.goto(f"{server.address}{SET}hazards/fire/")
    view.wait_for_timeout(600)
    assert view.locator(".ntc").count() == 0


def test_one_that_is_gone_leaves_kept_pages_too(
    context: BrowserContext, site: Path, content: Path
) -> None:
    path = write_notice(content, said=[BEDS])
    publish(site, content)
    with running(site) as server:
        view = opened(context, server.address + SET)
        assert view.locator(".ntc").count() == 1
        path.unlink()
        publish(site, content)
        view.goto(server.address + SET)
        view.locator(".ntc").wait_for(state="detached")
        clear_http_cache(context, view)
    view.goto(server.address + SET)
    view.locator(".ntc").wait_for(state="detached")


@pytest.mark.parametrize(
    ("clock", "marked"), [(ENDS + 60, True), (ENDS - 60, False), (1577836800, False)]
)
def test_the_clock_of_the_telephone_marks_and_never_hides(
    context: BrowserContext, site: Path, content: Path, clock: int, *, marked: bool
) -> None:
    write_notice(content, said=[BEDS])
    publish(site, content)
    at(context, clock)
    with running(site) as server:
        view = context.new_page()
        view.goto(server.address + SET)
        if marked:
            view.locator(".ntc.over").wait_for()
        else:
            view.wait_for_timeout(400)
        text = view.locator(".ntc").inner_text()
        assert "Dry beds: Old Mill" in text
        assert (
            "Our notice went until: 28 November 2026 20:00. We do not know how it is now." in text
        ) is marked
        assert ("over" in (view.locator(".ntc").get_attribute("class") or "")) is marked
        # The number to ask can be rung.
        assert view.locator(".ntc a[href='tel:61234567']").count() == int(marked)


def test_a_page_from_a_disk_and_the_file_that_is_sent_mark_it_too(
    context: BrowserContext, site: Path, content: Path
) -> None:
    write_notice(content, said=[BEDS])
    publish(site, content)
    at(context, ENDS + 60)
    context.add_init_script(
        f"const Real = Date; Date = class extends Real {{ constructor(...a) {{ super(...(a.length ? a : [{ENDS + 60}000])); }} static now() {{ return {ENDS + 60}000; }} }}"
    )
    view = context.new_page()
    for name in ("index.html", "pocket.html"):
        view.goto((site / SET / name).as_uri())
        view.locator(".ntc.over").wait_for()
        assert "We do not know how it is now." in view.locator(".ntc").inner_text(), name


def test_three_stand_on_a_page_and_the_rest_is_one_tap_away(
    context: BrowserContext, site: Path, content: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET)
        for number in range(4):
            write_notice(content, f"2026-11-28-freedonia-{number}", said=[LINE])
        publish(site, content)
        view.goto(server.address + SET)
        view.locator(".ntc").first.wait_for()
        assert view.locator(".ntc").count() == 3
        view.locator(".nt .more").click()
        view.locator(".ntc").nth(3).wait_for()
        assert view.locator(".ntc").count() == 4
        assert view.locator(".none").is_hidden()
