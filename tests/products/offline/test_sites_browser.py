"""Copies of several sites of one address, and copies that an earlier worker made, in a real browser."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from support.offline import SHARED, STORE, kept_keys, running, wait_until_kept

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SET = "my/freedonia/"
BELOW = "advisory-2 /b/"


def keep_all(view: Page, address: str, keep_list: str, store: str) -> set[str]:
    """Keep everything of one site with its button; return what is in its copy."""
    view.goto(address)
    wait_until_kept(view, keep_list, store=store)
    view.locator("[data-when=start]").wait_for()
    view.click("button[data-keep]")
    view.locator("[data-when=kept]").wait_for()
    return set(kept_keys(view, store))


def test_a_site_below_another_leaves_its_copy_and_keeps_its_own(
    context: BrowserContext, site: Path
) -> None:
    shutil.copytree(site, site.parent / "both")
    shutil.copytree(site, site.parent / "both/b")
    view = context.new_page()
    with running(site.parent / "both") as server:
        above = keep_all(view, server.address + SET, SET, STORE)
        below = keep_all(view, f"{server.address}b/{SET}", f"b/{SET}", BELOW)
        assert len(above) == len(below) > 20
        # Each tidied its own copy; nothing of the other went.
        assert set(kept_keys(view, STORE)) == above
        # Keeping again at the upper site tidies there, and not below.
        view.goto(f"{server.address}en/freedonia/")
        wait_until_kept(view, "en/freedonia/")
        assert set(kept_keys(view, BELOW)) == below
        view.goto(f"{server.address}b/{SET}")
        view.click("button[data-forget], [data-forget]")
        view.locator("[data-forgot]").first.wait_for()
        assert kept_keys(view, BELOW) == []
        assert set(kept_keys(view, STORE)) >= above
    answer = view.goto(f"{server.address}{SET}now/")
    assert answer is not None
    assert answer.from_service_worker


def old_worker(site: Path) -> str:
    """Let *site* have a worker that keeps as earlier ones did; return the worker of today."""
    text = (site / "sw.js").read_text("utf-8")
    old = re.sub("const NAME=[^;]*;", f"const NAME='{SHARED}';", text)
    old = re.sub("const SHARED='[^']*'", "const SHARED='none'", old)
    assert old != text
    (site / "sw.js").write_text(old, "utf-8")
    return text


PLANT = """async ([store, path]) => {
  await (await caches.open(store)).put(`${location.origin}/${path}`, new Response('[]'));
}"""


def test_a_copy_of_an_earlier_worker_is_taken_over_whole(
    context: BrowserContext, site: Path
) -> None:
    today = old_worker(site)
    others = {"b/my/freedonia/keep.json", "b/my/freedonia/?v=1", "b/assets/fonts/x.woff2"}
    view = context.new_page()
    with running(site) as server:
        before = keep_all(view, server.address + SET, SET, SHARED)
        for path in others:
            view.evaluate(PLANT, [SHARED, path])
        (site / "sw.js").write_text(today, "utf-8")
        server.asked.clear()
        view.goto(f"{server.address}{SET}now/")
        wait_until_kept(view, SET)
        assert set(kept_keys(view)) == before
        assert not [path for path in server.asked if "?v=" in path], "nothing is fetched again"
        # What another site keeps there is left to it.
        assert set(kept_keys(view, SHARED)) == others
    answer = view.goto(f"{server.address}{SET}pocket.html")
    assert answer is not None
    assert answer.from_service_worker


def test_what_a_full_phone_cannot_move_is_read_where_it_is_and_deleted_when_asked(
    context: BrowserContext, site: Path
) -> None:
    today = old_worker(site)
    full = (
        "Cache.prototype.put = async () => { throw new DOMException('', 'QuotaExceededError'); };"
    )
    view = context.new_page()
    with running(site) as server:
        before = keep_all(view, server.address + SET, SET, SHARED)
        (site / "sw.js").write_text(full + today, "utf-8")
        view.goto(f"{server.address}{SET}now/")
        for _ in range(100):
            if view.evaluate(f"caches.has('{STORE}')"):
                break
            view.wait_for_timeout(100)
        view.goto(f"{server.address}{SET}")
        view.locator("[data-when=kept]").wait_for()
        assert set(kept_keys(view, SHARED)) == before
        answer = view.goto(f"{server.address}{SET}pocket.html")
        assert answer is not None
        assert answer.from_service_worker
        view.goto(f"{server.address}{SET}")
        view.click("[data-forget]")
        view.locator("[data-forgot]").first.wait_for()
        assert kept_keys(view, SHARED) == []
