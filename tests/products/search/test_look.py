"""What the search's scripts find in a small index, and how the hits are written; in a browser, without a site."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.products.pages import assets
from generator.products.search import Section, packed

pytestmark = pytest.mark.browser

PLACE = """<form data-seek="x" data-code="y"><input id="q"></form>
<div id="found" data-wait="Wait" data-none="None." data-near="Similar:" data-count="Found:" data-failed="Failed"
 data-guard="First ask:" data-now="../now/#hazards" data-now-words="What is happening?"></div>"""
BEGIN = """() => {
  const raw = atob(self.advisoryIndex), bytes = Uint8Array.from(raw, (one) => one.charCodeAt(0));
  self.index = advisorySearch.read(new TextDecoder().decode(advisorySearch.unpack(bytes)));
  self.ask = (query) => {
    const found = advisorySearch.find(self.index, query);
    return { near: found.near, urls: found.entries.map((one) => one.url),
      lines: found.entries.map((one) => advisorySearch.lineOf(one, found.units)) };
  };
  advisorySearch.begin();
}"""


def section(
    folder: str, page: str, *lines: str, at: str = "", title: str = "", **more: Any
) -> Section:
    """Make a section of a page; *lines* are its blocks."""
    return Section(folder, page, at, title or page, " ".join(lines), list(lines), **more)


def contact(key: str, name: str, number: str, **more: Any) -> Section:
    return section(
        "assistance/", "Helpers", "Day and night.", at=f"c-{key}", title=name, number=number,
        href=f"tel:{number}", proof="source 2020", **more,
    )  # fmt: skip


ENTRIES = (
    section("hazards/flood/", "Flood", "Water comes fast."),
    section("hazards/flood/", "Flood", "Level 3: old people leave.", "Level 4: leave.", at="levels", title="Levels"),
    section("hazards/flood/", "Flood", "Climb on the roof.", "Do not go back for your things. Shout.", at="now", title="Now"),
    section("hazards/volcano/", "Volcano", "Ash falls."),
    section("hazards/volcano/", "Volcano", "Level 3: keep away from the mountain.", at="levels", title="Levels"),
    section("hazards/earthquake/", "Earthquake", "The ground shakes."),
    section("questions/", "Questions", "No. Nobody may keep it.", at="r-passport", title="May my boss keep my passport?"),
    section("guides/birth/", "Having a baby", "Go to the hospital <b>early</b>."),
    contact("helper", "Helpers of Mahachai", "034434726"),
    contact("police", "Police", "191", state_line=True),
    contact("immigration", "Immigration", "1178", state_line=True, caution="If you have no papers, ask Helpers first."),
    contact("ambulance", "Ambulance", "1669"),
    section("guides/bleeding/", "Heavy bleeding", "Press hard on it."),
    section("hazards/cyclone/", "Cyclone", "The foot of the hill is cut off by water."),
    section("guides/money/", "Help after a flood", "The grant is 10,000 baht. Write to 55 1309 9024."),
)  # fmt: skip
SYNONYMS = (
    ("kazan", "#hazards/volcano/"),
    ("lumpur", "#r-passport", "#r-nowhere"),
    ("passport", "pasport book", "travel document"),
    ("boss", "towkay", "employer"),
    ("bleeding", "cut foot", "do not stop bleeding", "#guides/bleeding/"),
)


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    yield page
    page.close()


def loaded(
    page: Page,
    entries: Sequence[Section],
    locale: str = "en",
    synonyms: Sequence[Sequence[str]] = SYNONYMS,
) -> Page:
    page.goto("about:blank")
    page.set_content(PLACE)
    index = packed(entries, synonyms, locale, ["c-helper"], ["what to do", "how", "i", "my"])
    page.add_script_tag(content=assets.search_script().decode() + index.decode())
    page.evaluate(BEGIN)
    return page


@pytest.fixture
def view(browser_page: Page) -> Page:
    return loaded(browser_page, ENTRIES)


def ask(view: Page, query: str) -> Any:
    return view.evaluate("self.ask(" + json.dumps(query) + ")")


def shown(view: Page, query: str) -> Page:
    view.fill("#q", query)
    view.wait_for_timeout(200)
    return view


@pytest.mark.parametrize("typed", ["earthqake", "erthquake", "eartquake"])
def test_a_misspelt_word_finds_the_word_that_is_spelt_most_like_it(view: Page, typed: str) -> None:
    found = ask(view, typed)
    assert found["near"]
    assert found["urls"][0] == "hazards/earthquake/"


def test_only_a_word_that_stands_nowhere_is_taken_for_another(view: Page) -> None:
    assert not ask(view, "earthquake")["near"]
    assert ask(view, "volcano")["urls"] == ["hazards/volcano/", "hazards/volcano/#levels"]


def test_a_misspelt_burmese_word_is_found_by_its_syllables(browser_page: Page) -> None:
    view = loaded(
        browser_page,
        [section("hazards/flood/", "ရေကြီးခြင်း", "ရေတက်ရင် ထွက်ပါ။"), section("hazards/fire/", "မီးလောင်ခြင်း", "ထွက်ပါ။")],
        "my",
    )  # fmt: skip
    assert ask(view, "ရေကီး")["urls"][0] == "hazards/flood/"
    assert ask(view, "မီလောင်")["urls"][0] == "hazards/fire/"


def test_accents_need_not_be_typed(browser_page: Page) -> None:
    view = loaded(browser_page, [section("a/", "Inundación", "Suba al techo.")], "es")
    assert ask(view, "inundacion") == ask(view, "Inundación")
    assert not ask(view, "inundacion")["near"]


def test_words_that_mean_the_same_stand_for_each_other_in_one_query(view: Page) -> None:
    found = ask(view, "towkay travel document")
    assert not found["near"]
    assert found["urls"][0] == "questions/#r-passport"


@pytest.mark.parametrize(
    ("typed", "url"), [("kazan", "hazards/volcano/"), ("lumpur", "questions/#r-passport")]
)
def test_a_group_leads_to_a_section_that_says_none_of_its_words(
    view: Page, typed: str, url: str
) -> None:
    found = ask(view, typed)
    assert not found["near"]
    assert found["urls"] == [url]


def test_words_around_what_is_looked_for_are_passed_over(view: Page) -> None:
    assert ask(view, "what to do volcano")["urls"][0] == "hazards/volcano/"
    assert not ask(view, "what to do volcano")["near"]


@pytest.mark.parametrize("typed", ["volcano level 3", "level 3 volcano", "volcanoes level 3"])
def test_a_scale_belongs_to_the_hazard_that_is_named(view: Page, typed: str) -> None:
    # Its page, then its scale; the scale of another hazard comes after them, if at all.
    assert ask(view, typed)["urls"][:2] == ["hazards/volcano/", "hazards/volcano/#levels"]


def test_a_hit_shows_the_whole_sentence_that_matched(view: Page) -> None:
    found = ask(view, "back things")
    at = found["urls"].index("hazards/flood/#now")
    assert at < 3
    assert found["lines"][at] == "Do not go back for your things."


def test_a_hit_names_its_page_and_is_written_as_text(view: Page) -> None:
    hit = shown(view, "hospital early").locator("#found .hit").first
    assert hit.locator(".line").inner_text() == "Go to the hospital <b>early</b>."
    assert hit.locator("small.line b").count() == 0
    names = shown(view, "level 3 volcano").locator("#found .hit").first.inner_text()
    assert "Volcano" in names


@pytest.mark.parametrize("typed", ["police", "191", "immigration", "1178"])
def test_a_number_of_the_state_is_never_the_first_or_only_one(view: Page, typed: str) -> None:
    plates = shown(view, typed).locator("#found a.plate")
    assert plates.count() >= 2
    assert plates.first.locator(".n").inner_text() == "034434726"
    assert view.locator("#found > .cap").nth(1).inner_text() == "First ask:"


@pytest.mark.parametrize(
    ("typed", "caution"),
    [("immigration", "If you have no papers, ask Helpers first."), ("police", "First ask: Helpers of Mahachai 034434726")],
)  # fmt: skip
def test_a_number_is_shown_with_its_caution(view: Page, typed: str, caution: str) -> None:
    item = shown(view, typed).locator("#found li", has_text=typed.title()).last
    assert item.locator(".care").inner_text() == caution


def test_nothing_stands_before_an_ambulance(view: Page) -> None:
    first = shown(view, "ambulance").locator("#found li").first
    assert first.locator(".n").inner_text() == "1669"
    assert view.locator("#found .care").count() == 0


@pytest.mark.parametrize("typed", ["zzqqxx", "flood ladder bicycle"])
def test_without_a_result_the_nearest_and_all_dangers_are_offered(view: Page, typed: str) -> None:
    shown(view, typed)
    link = view.locator("#found a.inl")
    assert (link.inner_text(), link.get_attribute("href")) == (
        "What is happening?",
        "../now/#hazards",
    )
    assert view.locator("#found > .numbers > li").count() <= 3


def test_a_hit_on_a_page_about_one_thing_has_its_name_first(view: Page) -> None:
    names = shown(view, "back things").locator("#found .hit b").all_inner_texts()
    assert "Flood · Now" in names
    names = shown(view, "passport").locator("#found .hit b").all_inner_texts()
    assert names[0] == "May my boss keep my passport?"


def test_while_a_query_stands_the_page_is_its_answer(browser_page: Page) -> None:
    many = [section(f"a/{n}/", f"Flood {n}", "Water comes.") for n in range(30)]
    view = shown(loaded(browser_page, many), "flood")
    assert "sought" in (view.get_attribute("body", "class") or "")
    assert view.locator("#found .hit").count() == 8
    view.locator("#found button").click()
    assert view.locator("#found .hit").count() == 30
    assert view.locator("#found button").count() == 0
    shown(view, "")
    assert "sought" not in (view.get_attribute("body", "class") or "")
    assert "nought" in (shown(view, "zzqqxx").get_attribute("body", "class") or "")


def test_an_exact_result_offers_nothing_else(view: Page) -> None:
    assert shown(view, "volcano").locator("#found a.inl").count() == 0


# --- as people type -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    ["10000", "10,000", "10.000", "10 000", "၁၀၀၀၀", "၁၀,၀၀၀", "๑๐๐๐๐", "١٠٠٠٠", "１００００"],
)
def test_a_sum_is_found_however_it_is_typed(view: Page, typed: str) -> None:
    found = ask(view, typed)
    assert not found["near"]
    assert found["urls"] == ["guides/money/"]


@pytest.mark.parametrize(
    ("typed", "url"),
    [("0344-34726", "assistance/#c-helper"), ("0 3443 4726", "assistance/#c-helper"),
     ("+66 34 434 726", "assistance/#c-helper"), ("call 034 434 726", "assistance/#c-helper"),
     ("5513099024", "guides/money/"), ("55-1309-9024", "guides/money/"), ("၅၅ ၁၃၀၉ ၉၀၂၄", "guides/money/")],
)  # fmt: skip
def test_a_telephone_number_is_found_with_and_without_blanks(
    view: Page, typed: str, url: str
) -> None:
    found = ask(view, typed)
    assert not found["near"]
    assert found["urls"][0] == url


def test_part_of_a_sum_is_not_the_middle_of_a_telephone_number(view: Page) -> None:
    # 034434726 has these digits inside.
    assert "assistance/#c-helper" not in ask(view, "4434")["urls"]


@pytest.mark.parametrize("typed", ["I cut my foot", "cut foot", "how I cut my foot"])
def test_small_words_do_not_part_a_phrase(view: Page, typed: str) -> None:
    found = ask(view, typed)
    assert not found["near"]
    assert found["urls"][0] == "guides/bleeding/"


@pytest.mark.parametrize(
    "typed", ["don't stop bleeding", "dont stop bleeding", "don’t stop bleeding"]
)
def test_a_negation_that_is_run_together_is_the_same(view: Page, typed: str) -> None:
    found = ask(view, typed)
    assert not found["near"]
    assert found["urls"][0] == "guides/bleeding/"


@pytest.mark.parametrize("typed", ["me corté", "se me cortó", "me cortaron", "cortado"])
def test_forms_of_a_spanish_verb_are_one_word(browser_page: Page, typed: str) -> None:
    sections = [section("a/", "Sangre", "Apriete."), section("b/", "Ciclón", "Corte la luz.")]
    view = loaded(browser_page, sections, "es", [("sangre", "me cortar", "cortada")])
    assert ask(view, typed)["urls"][0] == "a/"
