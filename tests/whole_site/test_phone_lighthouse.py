"""Lighthouse on a small phone; speed is measured by benchmarks/phone.py, where nothing disturbs it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from support.phone import LOCALES, MAIN, Phone, lighthouse

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PERFECT = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize(
    ("locale", "kind"),
    [
        ("my", ""),
        pytest.param("th", "hazards/flood/", marks=pytest.mark.long),
        pytest.param("my", "show/", marks=pytest.mark.long),
        pytest.param("en", "assistance/", marks=pytest.mark.long),
    ],
)
def test_lighthouse_finds_nothing_to_mend(phone: Phone, locale: str, kind: str) -> None:
    report = lighthouse(
        phone.page(kind, locale),
        "--throttling-method=provided",
        f"--only-categories={','.join(PERFECT)}",
    )
    audits = report["audits"]
    short = {
        name: [row["id"] for row in report["categories"][name]["auditRefs"]
               if row["weight"] and (audits[row["id"]]["score"] or 0) < 1
               and audits[row["id"]]["scoreDisplayMode"] in ("binary", "numeric")]
        for name in PERFECT
    }  # fmt: skip
    assert short == {name: [] for name in PERFECT}
    assert {report["categories"][name]["score"] for name in PERFECT} == {1}


SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) sum += each.value;
  }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 700);
})"""


@pytest.mark.parametrize(
    "locale", ["my", *(pytest.param(one, marks=pytest.mark.long) for one in LOCALES[1:])]
)
def test_nothing_moves_under_a_finger_while_a_page_loads(
    browser: Browser, phone: Phone, locale: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    view = context.new_page()
    # The stylesheet and the script come late, as on a slow network.
    view.route("**/assets/*", lambda route: (view.wait_for_timeout(150), route.continue_()))
    moved = {}
    for kind in MAIN:
        view.goto(phone.page(kind, locale))
        moved[kind] = view.evaluate(SHIFTS)
    context.close()
    assert {kind: shift for kind, shift in moved.items() if shift >= 0.02} == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_each_page_tells_a_search_engine_what_it_is(
    browser: Browser, phone: Phone, locale: str
) -> None:
    view = browser.new_page()
    titles, words = [], []
    for kind in MAIN:
        view.goto(phone.page(kind, locale))
        titles.append(view.title())
        words.append(view.get_attribute("meta[name=description]", "content") or "")
        assert view.get_attribute("html", "lang") == locale
        assert view.locator("meta[name=robots]").count() == 0
    view.close()
    assert len(set(titles)) == len(titles)
    assert all(40 < len(text) < 320 for text in words)
