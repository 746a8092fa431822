"""The search of the real pages, in a real browser: what it costs, what it finds, what it makes of bad input."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.example import ROOT
from support.real import real_content
from support.search import cut, entries_in, page_texts, score
from support.udhr import write_stand_ins

from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products import pages
from generator.products.pages import assets
from generator.products.pages.indexed import make_pages
from generator.products.pages.render import PageSet
from generator.products.search import entries_of
from generator.products.search.packed import leading

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOCALES = ("en", "my", "th")
QUERIES = 1000
"""A draw of two hundred differs from the next by two or three percent."""
FEW = 200
"""Of stand-ins there are not many more that differ."""
HOSTILE = (
    "<script>document.title='owned'</script>", "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>", "javascript:document.title='owned'",
    "' onfocus='document.title=1' autofocus='", "{{7*7}}${7*7}", "\u202e\u0000\ufffd", "%00%ff%", "\\u003cimg",
    "A" * 5000, "ရ" * 3000, "__proto__", "constructor hasOwnProperty", "toString", "]]>", "(.*)+$", "\t\n",
)  # fmt: skip


def advisory(tag: str, locales: Path = ROOT / "locales") -> Advisory:
    content = real_content()
    return next(load_advisories(content, locales, Selection("thailand", tag), LOCALES))


@pytest.fixture(scope="module")
def page_sets() -> dict[str, PageSet]:
    return {tag: pages.page_set_of(advisory(tag), LOCALES) for tag in LOCALES}


@pytest.fixture(scope="module")
def address(real_address: str) -> str:
    return real_address


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    # The site's policy forbids what the test itself evaluates.
    page = browser.new_page(viewport={"width": 360, "height": 740}, bypass_csp=True)
    yield page
    page.close()


def index_of(page_set: PageSet) -> bytes:
    """The index that is made with the pages."""
    return make_pages(page_set)[page_set.index]


READ = """
  const raw = atob(self.advisoryIndex), bytes = Uint8Array.from(raw, (one) => one.charCodeAt(0));
  self.index = advisorySearch.read(new TextDecoder().decode(advisorySearch.unpack(bytes)));
  self.ask = (query) => advisorySearch.find(self.index, query).entries.map((one) => one.url.split('#')[0]);
"""


def finder(view: Page, index: bytes) -> Callable[[str], list[str]]:
    """Let the page's own scripts answer, without a page: folders of what they find, the best first."""
    view.goto("about:blank")
    view.add_script_tag(content=assets.search_script().decode() + index.decode() + READ)
    return lambda query: list(view.evaluate("self.ask(" + json.dumps(query) + ")"))


@pytest.mark.parametrize(
    # Burmese has most to say: some of its blocks lose their commonest words (``MOST_BYTES``).
    ("tag", "recall", "first"),
    # The index has a room of its own: the more the pages say, the fewer of their words are in it, and words
    # that anybody types with anything ("by", "so", "does") are passed over.
    [("en", 0.92, 0.75), ("my", 0.86, 0.63), ("th", 0.9, 0.63)],
)
def test_words_of_the_pages_are_found(
    view: Page, page_sets: dict[str, PageSet], tag: str, recall: float, first: float
) -> None:
    page_set = page_sets[tag]
    find = finder(view, index_of(page_set))
    found, wrong = score(cut(page_texts(page_set), tag, QUERIES), find)
    print(tag, found)  # noqa: T201  (the figures of docs/explanation/search.md)
    assert found.recall >= recall, "\n".join(wrong)
    assert found.first >= first, "\n".join(wrong)


def test_words_are_found_in_shan_which_no_dictionary_cuts(view: Page, tmp_path: Path) -> None:
    write_stand_ins(tmp_path, "shn", lambda _domain, _context: "draft")
    page_set = pages.page_set_of(advisory("shn", tmp_path), ("en", "shn"))
    find = finder(view, index_of(page_set))
    found, wrong = score(cut(page_texts(page_set), "shn", FEW), find)
    print("shn", found)  # noqa: T201
    # Of stand-ins: one query of two hundred is half a percent.
    assert found.recall >= 0.94, "\n".join(wrong)
    assert found.first >= 0.7, "\n".join(wrong)


@pytest.mark.parametrize("tag", LOCALES)
def test_index_and_script_are_below_fifty_seven_thousand_bytes(
    page_sets: dict[str, PageSet], tag: str
) -> None:
    index, code = index_of(page_sets[tag]), assets.search_script()
    size = len(gzip.compress(index, 6)) + len(gzip.compress(code, 6))
    print(tag, size)  # noqa: T201
    assert size <= 59_500


@pytest.mark.parametrize("tag", LOCALES)
def test_every_result_leads_to_a_place_on_a_page(page_sets: dict[str, PageSet], tag: str) -> None:
    page_set = page_sets[tag]
    entries = 0
    for page in each(page_set.pages):
        body = str(pages.render.render_body(page_set, page.spec)[0])
        for entry in entries_of(body, page.spec.folder, tag):
            assert not entry.fragment or f'id="{entry.fragment}"' in body, entry.url
            entries += 1
    assert entries > len(page_set.pages)


@pytest.mark.parametrize("tag", LOCALES)
def test_each_group_of_synonyms_leads_somewhere(
    view: Page, page_sets: dict[str, PageSet], tag: str
) -> None:
    finder(view, index_of(page_sets[tag]))
    asked = {}
    # Groups of other countries' words are not in this index.
    for group in each(leading(page_sets[tag].advisory.synonyms, entries_in(page_sets[tag]))):
        for word in each([word for word in group if not word.startswith("#")]):
            asked[word] = group
    found = view.evaluate("words => words.map((word) => self.ask(word).length)", [*asked])
    lost = [pair for pair, count in zip(asked.items(), found, strict=True) if not count]
    assert lost == []


# --- in the page ------------------------------------------------------------------------------


def test_nothing_is_loaded_before_the_box_is_touched(view: Page, address: str) -> None:
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(f"{address}my/thailand/find/", wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    view.click("#q")
    view.wait_for_function("self.advisoryIndex")
    assert len([url for url in asked if "/assets/search" in url]) == 2


@pytest.mark.parametrize(
    ("tag", "typed", "number"),
    [("my", "လူနာတင်ယာဉ်", "1669"), ("my", "၁၆၆၉", "1669"), ("th", "รถพยาบาล", "1669"),
     ("en", "ambulance", "1669"), ("en", "1784", "1784"), ("en", "1800010", "1800-010-180")],
)  # fmt: skip
def test_a_number_is_a_direct_hit_with_its_proof(
    view: Page, address: str, tag: str, typed: str, number: str
) -> None:
    view.goto(f"{address}{tag}/thailand/find/#q={quote(typed)}")
    first = view.locator("#found li").first
    first.wait_for()
    plate = first.locator("a.plate")
    assert plate.locator(".n").inner_text() == number
    assert plate.get_attribute("href") == "tel:" + number.replace("-", "")
    assert first.locator(".nm small").inner_text()
    box = plate.bounding_box()
    assert box is not None
    assert box["height"] >= 44  # A finger meets six more above and below.
    first.locator(".nm").click()
    # The page is still on its way when the click returns.
    view.locator(":target .n", has_text=number).first.wait_for(state="attached")


def test_zawgyi_is_understood_as_what_it_shows(view: Page, address: str) -> None:
    # "flood" as somebody types it on an old phone.
    view.goto(f"{address}my/thailand/find/#q={quote('ေရႀကီး')}")
    view.locator("#found li").first.wait_for()
    hrefs = view.locator("#found li a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert hrefs[0].startswith("../hazards/flood/")


def test_nothing_found_is_no_dead_end(view: Page, address: str) -> None:
    view.goto(f"{address}en/thailand/find/#q=xyzzyq")
    view.get_by_text("Nothing found for these words. In an emergency call:").wait_for()
    numbers = view.locator("#emergency a.plate:visible")
    assert numbers.count() == 4
    box = numbers.first.bounding_box()
    assert box is not None
    assert box["y"] < 600
    assert not view.locator("main .opens").first.is_visible()
    view.fill("#q", "")
    view.locator("main .opens").first.wait_for()


@pytest.mark.parametrize("way", ["box", "address"])
def test_what_is_typed_never_becomes_markup(view: Page, address: str, way: str) -> None:
    """One after the other in one page: to load it, and its index, takes longest."""
    wrong: list[str] = []
    view.on("pageerror", lambda error: wrong.append(str(error)))
    view.on("dialog", lambda dialog: wrong.append(dialog.message))
    view.goto(f"{address}en/thailand/find/")
    view.click("#q")
    view.wait_for_function("self.advisoryIndex")
    for typed in each(HOSTILE):
        if way == "address":
            view.evaluate("words => { location.hash = '#q=' + words }", quote(typed))
        else:
            view.fill("#q", "")
            view.keyboard.insert_text(typed)
        view.wait_for_timeout(250)
        assert view.title().endswith("Thailand"), typed
        assert view.locator("#found :is(script, img, svg, iframe, style)").count() == 0, typed
        links = view.locator("#found a").evaluate_all("all => all.map(a => a.protocol)")
        assert set(links) <= {"http:", "tel:"}, typed
        assert wrong == [], typed


@pytest.mark.parametrize(
    "fragment", ["#q=%", "#q=%E0%A4", "#q=", "#q", "#" + "q" * 4000, "#%3Cscript%3E"]
)
def test_a_broken_address_breaks_nothing(view: Page, address: str, fragment: str) -> None:
    wrong: list[str] = []
    view.on("pageerror", lambda error: wrong.append(str(error)))
    view.goto(f"{address}en/thailand/find/{fragment}")
    view.click("#q")
    view.keyboard.insert_text("flood")
    view.locator("#found li").first.wait_for()
    assert wrong == []


def test_without_scripts_everything_stands_there_to_be_tapped(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{address}my/thailand/find/")
    assert page.locator("noscript").is_visible()
    for folded in page.locator(".opens > details > summary").all():
        folded.click()
    assert page.locator(".numbers a.plate:visible").count() > 50
    assert page.locator("#hazards + ul a:visible").count() == 13
    page.fill("#q", "secret words")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert "secret" not in page.url
    context.close()


def test_a_search_that_does_not_load_says_so_and_can_be_tried_again(
    view: Page, address: str
) -> None:
    view.route("**/assets/search/**", lambda route: route.abort())
    view.goto(f"{address}en/thailand/find/")
    view.click("#q")
    view.get_by_text("The search did not load.").wait_for()
    view.unroute("**/assets/search/**")
    view.locator("#q").blur()
    view.click("#q")
    view.keyboard.insert_text("flood")
    view.locator("#found li").first.wait_for()
