"""The home pages: countries by origin, and the search by their names."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from playwright.sync_api import Browser, Page
from support.example import ROOT
from support.pages import parse
from support.real import real_content
from support.serving import served

from generator.build.page_weight import budgets, compressed
from generator.check import run
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import Run
from generator.products import pages
from generator.products.pages.front import Front
from generator.products.pages.lands import grouped

LOCALES = ("en", "my", "th")
Make = Callable[[str], Advisory]


@pytest.fixture(scope="module")
def real() -> list[Advisory]:
    content = real_content()
    return [
        next(load_advisories(content, ROOT / "locales", Selection(corridor.host, tag)))
        for corridor in content.site.corridors
        for tag in LOCALES
    ]


@pytest.fixture(scope="module")
def site(real: list[Advisory], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages above the real host countries, and what they load."""
    folder = tmp_path_factory.mktemp("site")
    found = [front for one in real for front in pages.fronts([one])]
    targets = [*pages.plan_above(found), *(t for t in pages.plan(real[:3]) if "assets" in t.path)]
    for target in targets:
        for name, data in target.make().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return folder


@pytest.mark.slow
def test_hosts_stand_below_their_origin_in_the_order_of_the_site(site: Path, real: list[Advisory]):
    order = list(dict.fromkeys(one.host for one in real))
    for path in ("index.html", *(f"{tag}/index.html" for tag in LOCALES)):
        page = parse((site / path).read_bytes())
        (lands,) = page.find("div", id="lands")
        groups = lands.find("section", class_="group")
        people = {one.origin for one in real}
        assert len(groups) == len(people)
        listed = [
            land.find("a", class_="plate")[0].attributes["href"]
            for land in lands.find("div", class_="land")
        ]
        firsts = {one.host: one.contacts[one.country.plates[0]].tel.href for one in real}
        assert listed == [firsts[host] for host in order], path


def test_two_origins_are_two_groups(example_advisory: Make):
    fronts = [
        front
        for host, origin in (("a", "x"), ("b", "y"), ("c", "x"))
        for front in pages.fronts([replace(example_advisory("en"), host=host, origin=origin)])
    ]
    found = grouped(fronts, fronts, few=True)
    assert [(g.origin, [land.front.host for land in g.lands]) for g in found] == [
        ("x", ["a", "c"]),
        ("y", ["b"]),
    ]


def test_what_a_language_lacks_is_said_once_and_not_in_its_name(example_advisory: Make):
    """Freedonia has no Arabic name: the link to its Arabic pages says the language instead."""
    found = [
        front
        for tag in ("en", "ar")
        for front in pages.fronts([replace(example_advisory(tag), offered=("en", "ar"))])
    ]
    assert found[1].country.lang == "en"
    (made,) = [t for t in pages.plan_above(found) if t.path == "index.html"]
    page = parse(made.make()["index.html"])
    links = page.find("h3", id="freedonia")[0].find("a")
    assert [(a.attributes["lang"], a.text()) for a in links] == [
        ("en", "Freedonia"),
        ("ar", "العربية"),
    ]
    (heading,) = page.find("section", class_="group")[0].find("h2")
    spoken = [e.attributes["lang"] for e in heading.find("span") if "lang" in e.attributes]
    assert spoken == ["en"]


def words_of(front: Front, **names: tuple[str, ...]) -> list[str]:
    (group,) = grouped([replace(front, called=names)], [front], few=len(names) < 4)
    return group.lands[0].words.split("|")


def test_words_stand_once_and_none_breaks_the_list(example_advisory: Make):
    (front,) = pages.fronts([example_advisory("en")])
    assert words_of(front, en=("FREEDONIA", "a|b", "e\u0301")) == ["Freedonia", "a b", "\u00e9"]


def test_of_many_countries_few_words_stand_in_the_page(example_advisory: Make):
    (front,) = pages.fronts([example_advisory("my")])
    found = words_of(front, en=("one",), my=("two",), th=("three",), es=("four",))
    # The page's own language, English, and that of the country (Freedonia speaks Spanish).
    assert found == ["Freedonia", "one", "two", "four"]


@pytest.mark.slow
def test_home_pages_stay_within_their_budget_and_the_policy(site: Path):
    for path in ("index.html", *(f"{tag}/index.html" for tag in LOCALES)):
        data = (site / path).read_bytes()
        assert compressed(data) < budgets()["pages"]["above"] / 2, path
        assert b" style=" not in data, path


@pytest.mark.slow
def test_two_hundred_countries_stay_within_the_budget(real: list[Advisory]):
    """With the names that two hundred countries really have: invented ones would pack too well."""
    tables = {tag: Locale.parse(tag).territories for tag in (*LOCALES, "es", "ja", "ko")}
    codes = sorted(code for code in tables["my"] if code.isalpha())[:200]
    found = []
    for code in codes:
        called = {tag: (names[code], f"{names[code]} 2") for tag, names in tables.items()}
        for front in pages.fronts(real[:3]):
            name = replace(front.country, runs=(Run(tables[front.locale][code]),))
            found.append(replace(front, host=code.lower(), country=name, called=called))
    sizes = {}
    for target in pages.plan_above(found):
        for path, data in target.make().items():
            if path.endswith(".html"):
                sizes[path] = compressed(data)
    assert max(sizes.values()) < budgets()["pages"]["above"], sizes
    assert "index.html" in sizes


# --- in a browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


def opened(browser: Browser, address: str, path: str = "en/") -> tuple[Page, list[str]]:
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    page.goto(f"{address}{path}")
    page.wait_for_selector("script[src]", state="attached")
    page.wait_for_load_state("networkidle")
    return page, noise


def visible(page: Page) -> list[str]:
    """First emergency number of each country that is shown."""
    lands = page.locator(".land:visible").all()
    return [str(land.locator("a.plate").first.get_attribute("href")) for land in lands]


FINDS = {
    "Thailand": "thailand", "thai": "thailand", "ไทย": "thailand", "ประเทศไทย": "thailand",
    "ထိုင်း": "thailand", "ထိုင္း": "thailand", "Tailandia": "thailand", "태국": "thailand", "タイ": "thailand",
    "ယိုးဒယား": "thailand",
    "KL": "malaysia", "kuala lumpur": "malaysia", "มาเลเซีย": "malaysia", "MALASIA": "malaysia",
    "မေလးရွား": "malaysia",
    "Korea": "south-korea", "ROK": "south-korea", "republic of korea": "south-korea", "한국": "south-korea", "Atlantis": None,
    "대한민국": "south-korea", "เกาหลี": "south-korea", "ကိုရီးယား": "south-korea", "Corea": "south-korea",
    "Japón": "japan", "japon": "japan", "日本": "japan", "  ja pan ": "japan", "Ｊａｐａｎ": "japan",
}  # fmt: skip
"""What somebody types, and the country; None where nothing is found (and the whole list stays)."""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("path", ["en/", "my/", ""])
def test_a_country_is_found_in_each_language_and_script(
    browser: Browser, address: str, path: str, real: list[Advisory]
) -> None:
    page, noise = opened(browser, address, path)
    first = {one.host: one.contacts[one.country.plates[0]].tel.href for one in real}
    order = list(dict.fromkeys(first))
    for typed, host in FINDS.items():
        page.fill("#land", typed)
        expected = [first[one] for one in order] if host is None else [first[host]]
        assert visible(page) == expected, typed
        said = page.inner_text("#lands-found")
        status = page.locator("#lands-found")
        assert status.get_attribute("role") == "status"
        wanted = "data-none" if host is None else "data-count"
        assert said == f"{status.get_attribute(wanted)}{'' if host is None else ' 1'}", typed
    page.fill("#land", "")
    assert len(visible(page)) == len(order)
    assert page.inner_text("#lands-found") == ""
    assert noise == []
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_name_of_an_origin_finds_all_its_countries(
    browser: Browser, address: str, real: list[Advisory]
) -> None:
    page, _ = opened(browser, address)
    hosts = {one.host for one in real if one.origin == "myanmar"}
    for typed in ("Burma", "burm", "Myanmar", "မြန်မာ", "พม่า", "Birmania", "미얀마", "ဗမာ"):
        page.fill("#land", typed)
        assert len(visible(page)) == len(hosts), typed
        assert page.inner_text("#lands-found").endswith(f" {len(hosts)}"), typed
    page.close()


HOSTILE = (
    "<img src=x onerror=alert(1)>", "'\"><script>alert(1)</script>", "[.*+?^${}()|\\", "%s%00\\u0000",
    "\u202e\u200b\ufeff", "a" * 60, "\ud83d\ude00", "||", "-", "၊။",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.slow
def test_hostile_words_stay_text_and_hide_nothing(
    browser: Browser, address: str, real: list[Advisory]
) -> None:
    page, noise = opened(browser, address)
    before = page.locator("#lands").inner_html()
    for typed in HOSTILE:
        page.fill("#land", typed)
        assert len(visible(page)) == len({one.host for one in real}), typed
        assert page.locator("#lands-found *").count() == 0
    page.fill("#land", "")
    assert page.locator("#lands").inner_html() == before
    # Nothing of it goes into the address either.
    page.fill("#land", HOSTILE[0])
    page.press("#land", "Enter")
    assert page.url == f"{address}en/"
    assert noise == []
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_by_keyboard_alone_from_the_box_to_the_country(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address)
    assert page.get_by_label("Find a country").get_attribute("id") == "land"
    page.focus("#land")
    page.keyboard.type("kl")
    page.keyboard.press("Enter")
    # Focus, and no jump: what was found is read out before it is opened.
    at = "document.activeElement.getAttribute('href')"
    assert page.evaluate(at) == "malaysia/index.html"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/malaysia/index.html")
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_without_scripts_all_countries_are_there(
    browser: Browser, address: str, real: list[Advisory]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    for path in ("en/", ""):
        page = context.new_page()
        page.goto(f"{address}{path}")
        page.fill("#land", "Japan")
        # The policy lets no form be sent: nothing happens, and nobody waits for it.
        page.press("#land", "Enter", no_wait_after=True)
        page.wait_for_timeout(200)
        assert len(visible(page)) == len({one.host for one in real})
        assert "Searching needs scripts" in page.inner_text("noscript")
        assert "Japan" not in page.url
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_above_the_hosts_scrolls_sideways(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    for path in ("", *(f"{tag}/" for tag in LOCALES)):
        page = context.new_page()
        page.goto(f"{address}{path}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path
        small = page.evaluate(
            "[...document.querySelectorAll('main a, main input')].filter(e => e.offsetHeight < 48)"
            ".map(e => e.outerHTML)"
        )
        assert small == [], path
    context.close()


# --- content/names.yaml ---------------------------------------------------------------------------


def test_words_in_a_language_that_nobody_knows_are_told(tmp_path: Path):
    names = tmp_path / "content" / "names.yaml"
    shutil.copytree(ROOT / "tests" / "example", tmp_path / "content")
    names.write_text(
        "names:\n  my:\n    SG: [စင်ကာပူ]\n  mm:\n    SG: [x]\n  en:\n    XX: [x]\n", "utf-8"
    )
    _, problems = run(tmp_path / "content", None, today=date(2026, 11, 25))
    found = [(p.line, p.rule) for p in problems if p.file.endswith("names.yaml")]
    assert found == [(7, "wrong-form")]
    names.write_text("names:\n  mm:\n    SG: [x]\n", "utf-8")
    _, problems = run(tmp_path / "content", None, today=date(2026, 11, 25))
    assert [(p.line, p.rule) for p in problems] == [(3, "dangling-reference")]
