"""The copy on the phone in a real browser: the server stopped, the HTTP cache cleared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support.offline import clear_http_cache, kept_keys, running, wait_until_kept

from generator.build.keep_versions import KeepList
from generator.build.notes import Fingerprint, fingerprint_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SET = "my/freedonia/"


def opened(context: BrowserContext, address: str, *sets: str) -> Page:
    view = context.new_page()
    view.goto(address)
    wait_until_kept(view, *sets)
    return view


def heading(view: Page) -> str:
    return view.locator("h1").first.inner_text()


def test_what_is_kept_opens_without_a_network(context: BrowserContext, site: Path) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        pages = [row[0] for row in json.loads((site / SET / "keep.json").read_bytes())["pages"]]
        headings = {}
        other = context.new_page()
        for path in pages:
            if path.endswith("/"):
                other.goto(server.address + path)
                headings[path] = heading(other)
        clear_http_cache(context, view)
    assert f"{SET}hazards/flood/" in headings
    failed: list[str] = []
    # What is still asked for when the next page is opened is broken off: no fault.
    context.on(
        "requestfailed",
        lambda request: failed.append(request.url) if "ABORTED" not in str(request.failure) else 0,
    )
    for path, title in headings.items():
        answer = view.goto(server.address + path)
        assert answer is not None
        assert (answer.from_service_worker, answer.status) == (True, 200)
        assert heading(view) == title
    view.close()
    assert [url for url in failed if "keep.json" not in url] == []


def test_a_page_not_kept_gives_the_numbers_in_the_readers_language(
    context: BrowserContext, site: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        clear_http_cache(context, view)
    for path in (
        "en/freedonia/now/",
        "my/freedonia/leaflets/none.pdf",
        'x/"><img src=x onerror=alert(1)>',
    ):
        view.goto(server.address + path)
        assert view.locator("html").get_attribute("lang") == "my"
        assert view.locator(".plates a[href='tel:1234']").count() == 1
        assert view.locator("img").count() == 0
    # Its links lead to what is kept, from whatever address it stands under.
    view.click("p a.btn")
    assert view.url == server.address + SET + "index.html"
    assert view.locator(".plates .plate").count() >= 2


@pytest.mark.parametrize(
    "link", ["{saveData: true, effectiveType: '4g'}", "{saveData: false, effectiveType: 'slow-2g'}"]
)
def test_nothing_is_kept_unasked_where_data_is_dear(
    context: BrowserContext, site: Path, link: str
) -> None:
    context.add_init_script(f"Object.defineProperty(navigator, 'connection', {{value: {link}}})")
    with running(site) as server:
        view = context.new_page()
        view.goto(server.address + SET)
        view.wait_for_timeout(2500)
        assert kept_keys(view) == []
        assert [path for path in server.asked if path.startswith(("sw.js", f"{SET}keep"))] == []
        # The button still says what keeping costs, and does it.
        button = view.locator("button[data-keep]")
        assert "KB" in button.inner_text()
        button.click()
        view.locator("[data-when=kept]").wait_for()
        assert f"{SET}pocket.html" in {key.partition("?")[0] for key in kept_keys(view)}


def test_the_same_is_kept_for_everybody(browser: Browser, site: Path) -> None:
    found = []
    for way in ("", "talk/"):
        context = browser.new_context()
        with running(site) as server:
            view = opened(context, server.address + SET + way, SET)
            # The last file may still be on its way to the disk when the page says that it is kept.
            view.wait_for_timeout(500)
            found.append(sorted(kept_keys(view)))
        context.close()
    assert found[0] == found[1]


def change(site: Path, path: str, old: str, new: str) -> None:
    file = site / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def complete(site: Path, built: Path, **more: object) -> None:
    """Write the list of what is kept anew, as the build of the changed pages would."""
    name = f"{SET}keep.json"
    listed = json.loads((built / name).read_bytes())
    listed["pages"] = [row[0] for row in listed["pages"]]
    listed["more"] = [row[0] for row in listed["more"]]

    def content(path: str) -> Fingerprint | None:
        file = site / path
        return fingerprint_of(path, file.read_bytes()) if file.is_file() else None

    made = json.dumps(listed | more).encode()
    (site / name).write_bytes(KeepList(name, made).completed(content))


def test_an_update_is_offered_and_fetches_the_changed_page_only(
    context: BrowserContext, site: Path, built: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        change(site, f"{SET}index.html", "<main", '<main data-second="yes"')
        complete(site, built)
        server.asked.clear()
        view.reload()
        view.locator("[data-when=new]").wait_for()
        view.reload()
        view.locator("[data-when=new]").wait_for()
        assert view.locator("main[data-second]").count() == 0, "not forced"
        view.click("button[data-keep]")
        view.locator("main[data-second]").wait_for()
        view.locator("[data-when=start]").wait_for()
        assert not view.locator(".renew").count()
    pages = [p for p in server.asked if not p.startswith(("sw.js", f"{SET}keep.json"))]
    assert len(pages) == 1
    assert pages[0].startswith(f"{SET}?v=")


def test_another_page_tells_of_the_newer_version(
    context: BrowserContext, site: Path, built: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        change(site, f"{SET}index.html", "<main", '<main data-second="yes"')
        complete(site, built)
        view.goto(server.address + SET + "now/")
        view.click(".renew a")
        assert view.url == server.address + SET + "index.html#keep"


def test_a_withdrawn_number_shows_as_withdrawn_at_once(
    context: BrowserContext, site: Path, built: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        complete(site, built, gone={"tel:1234": ["tel:6543", "6543"], "tel:<b>": None})
        view.goto(server.address + SET + "now/")
        view.locator(".gone").first.wait_for()
        assert view.locator("a[href='tel:1234']").count() == 0
        assert view.locator(".gone").first.locator("small").inner_text()
        assert view.locator("a[href='tel:6543']").first.inner_text() == "6543"


GONE = {"tel:1234": ["tel:6543", "6543"], "tel:<b>": None}


def test_a_page_that_stands_in_says_what_is_withdrawn_whatever_was_asked_for(
    context: BrowserContext, site: Path, built: Path
) -> None:
    with running(site) as server:
        complete(site, built, gone=GONE)
        view = opened(context, server.address + SET, SET)
        view.locator(".gone").first.wait_for()
        clear_http_cache(context, view)
    for path in ("en/freedonia/now/", "es/sylvania/hazards/flood/", f"{SET}none/", "none/"):
        view.goto(server.address + path)
        assert view.locator("#offline").count() == 1
        dead = view.locator(".plates .gone")
        dead.first.wait_for()
        assert view.locator("a[href='tel:1234']").count() == 0
        assert dead.locator("small").last.inner_text().strip(), "it says so in words"
        look = "one => [getComputedStyle(one).textDecorationLine, parseFloat(getComputedStyle(one).fontSize)]"
        line, size = dead.locator(".n").evaluate(look)
        _line, successor = view.locator(".plates a[href='tel:6543'] .n").evaluate(look)
        assert line == "line-through"
        assert successor > 1.5 * size


def test_what_was_heard_in_one_language_holds_in_the_others_that_are_kept(
    context: BrowserContext, site: Path, built: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + "en/freedonia/", "en/freedonia/")
        view.wait_for_timeout(500)
        complete(site, built, gone=GONE)
        view.goto(server.address + SET)
        wait_until_kept(view, SET)
        view.wait_for_timeout(500)
        clear_http_cache(context, view)
    view.goto(server.address + "en/freedonia/")
    view.locator(".gone").first.wait_for(timeout=3000)
    assert view.locator("a[href='tel:1234']").count() == 0


def test_what_a_search_finds_is_struck_too(
    context: BrowserContext, site: Path, built: Path
) -> None:
    with running(site) as server:
        complete(site, built, gone=GONE)
        view = opened(context, server.address + "my/freedonia/", SET)
        view.goto(server.address + SET + "find/")
        view.wait_for_timeout(500)
        view.evaluate(
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<a class=tel href=tel:1234>1234</a>')"
        )
        view.wait_for_timeout(200)
        assert view.locator("a[href='tel:1234']").count() == 0


def test_the_button_keeps_everything_and_tells_when_it_is_done(
    context: BrowserContext, site: Path
) -> None:
    context.add_init_script("""
      window.seen = [];
      addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
        const bar = document.querySelector('progress');
        if (bar.offsetParent) window.seen.push([bar.value, bar.max]);
      }).observe(document.querySelector('progress'), {attributes: true}));
    """)
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        button = view.locator("button[data-keep]")
        view.locator("[data-when=start]").wait_for()
        view.wait_for_function("document.querySelector('[data-forget]').hidden === false")
        listed = json.loads((site / SET / "keep.json").read_bytes())
        cost = round(sum(row[2] for row in listed["more"]) / 1000)
        assert f"({cost} KB)" in button.inner_text()
        button.click()
        view.locator("[data-when=kept]").wait_for()
        assert "2026" in button.inner_text() or view.locator("[data-day]").inner_text()
        seen = view.evaluate("window.seen")
        assert seen[-1][0] == seen[-1][1] > 0
        clear_http_cache(context, view)
    answer = view.goto(f"{server.address}{SET}pocket.html")
    assert answer is not None
    assert answer.from_service_worker
    assert view.locator("a[href='tel:1234']").count() >= 1


def test_a_network_that_fails_leaves_the_old_copy_whole(
    context: BrowserContext, site: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        before = sorted(kept_keys(view))
        (site / SET / "pocket.html").unlink()
        view.locator("[data-when=start]").wait_for()
        view.click("button[data-keep]")
        view.locator("[data-when=failed]").wait_for()
        # What came before it failed may lie beside it, until the next list is accepted.
        assert set(before) <= set(kept_keys(view))
        assert view.locator("button[data-keep]").is_enabled()
        # What others of the three fetch comes too late to say that it goes on.
        view.wait_for_timeout(500)
        assert view.locator("[data-when=failed]").is_visible()


def test_the_copy_can_be_deleted_where_somebody_may_look_into_the_phone(
    context: BrowserContext, site: Path
) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET + "talk/", SET)
        # It is in the row on who looks at one's phone.
        view.click("details:has(button[data-forget]) > summary")
        view.click("button[data-forget]")
        view.locator("[data-forgot]").wait_for()
        assert kept_keys(view) == []
        assert view.evaluate("navigator.serviceWorker.getRegistration().then(f => !!f)") is False
        # "Hide page" next: nothing comes back while the tab stays on the site.
        view.click(".hide a")
        view.wait_for_url("**/hide/index.html")
        view.wait_for_timeout(2000)
        assert kept_keys(view) == []
        assert view.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
            0, 0, "",
        ]  # fmt: skip
    context.clear_cookies()


def test_the_site_can_be_put_among_the_apps(context: BrowserContext, site: Path) -> None:
    with running(site) as server:
        view = opened(context, server.address + SET, SET)
        session = context.new_cdp_session(view)
        found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        # A private window never offers it: that is how tests open theirs.
        assert [error["errorId"] for error in found if error["errorId"] != "in-incognito"] == []
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert json.loads(manifest["data"])["lang"] == "my"


@pytest.mark.parametrize("scripts", [True, False])
def test_the_file_to_send_is_downloaded_under_a_neutral_name(
    browser: Browser, site: Path, *, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    with running(site) as server:
        view = context.new_page()
        view.goto(server.address + SET)
        link = view.locator("a[data-send]")
        size = (site / SET / "pocket.html").stat().st_size
        assert f"{round(size / 1000)} KB" in link.inner_text()
        with view.expect_download() as waiting:
            link.click()
        assert waiting.value.suggested_filename == "freedonia.my.html"
        assert Path(waiting.value.path()).read_bytes() == (site / SET / "pocket.html").read_bytes()
    context.close()


@pytest.mark.parametrize(("ends", "opens"), [("", False), ("AbortError", False), ("Other", True)])
def test_a_phone_that_can_send_files_is_given_the_file(
    context: BrowserContext, site: Path, ends: str, *, opens: bool
) -> None:
    context.add_init_script(f"""
      navigator.canShare = what => what.files.length === 1;
      navigator.share = async what => {{
        const [file] = what.files;
        document.body.dataset.sent = JSON.stringify([file.name, file.type, file.size]);
        if ('{ends}') throw new DOMException('', '{ends}');
      }};
    """)
    with running(site) as server:
        view = context.new_page()
        view.goto(server.address + SET)
        # The script comes last; until then the link downloads.
        view.locator("button[data-keep]").wait_for()
        view.click("a[data-send]")
        if opens:
            # It failed for a reason of the phone's: the file is not kept back.
            view.wait_for_url("**/pocket.html")
        else:
            view.locator("body[data-sent]").wait_for()
            size = (site / SET / "pocket.html").stat().st_size
            assert view.evaluate("JSON.parse(document.body.dataset.sent)") == [
                "freedonia.my.html",
                "text/html",
                size,
            ]
            assert view.url == server.address + SET
