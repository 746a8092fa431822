"""The names of languages can be read on a phone that has no letters for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from playwright.sync_api import Browser, Page
from support.hosts import real_advisory
from support.letters import phone_with
from support.serving import served

from generator.localise.advisory import Advisory
from generator.products import pages
from generator.products.pages import assets, endonyms, webfonts
from generator.products.pages.render import render_page
from generator.text.fonts import FAMILIES, FONTS_FOLDER
from generator.text.languages import known_languages

LANGUAGES = known_languages()
WITH_FONT = [tag for tag, one in LANGUAGES.items() if endonyms.needs_font(one)]
BURMESE = FONTS_FOLDER / "noto-sans-myanmar" / "NotoSansMyanmar-400.ttf"
THAI = FONTS_FOLDER / "noto-sans-thai" / "NotoSansThai-400.ttf"


def drawn(font: bytes, word: str) -> list[tuple[int, int, int]]:
    """Advance and place of each glyph of *word*; fails where the font lacks one."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font)), buffer)
    assert 0 not in {info.codepoint for info in buffer.glyph_infos}, word
    return [(p.x_advance, p.x_offset, p.y_offset) for p in buffer.glyph_positions]


@pytest.mark.parametrize("tag", WITH_FONT)
def test_each_name_is_drawn_as_by_the_whole_font(tag: str) -> None:
    (data,) = endonyms.font_files([tag], LANGUAGES).values()
    whole = FAMILIES[LANGUAGES[tag].fonts[0]].path(400).read_bytes()
    assert drawn(data, LANGUAGES[tag].endonym) == drawn(whole, LANGUAGES[tag].endonym)
    assert len(data) <= 4096


def test_every_script_that_we_have_letters_for_is_there() -> None:
    assert {LANGUAGES[tag].script for tag in WITH_FONT} == {
        "Mymr", "Thai", "Laoo", "Khmr", "Jpan", "Kore",
    }  # fmt: skip


def test_all_names_of_the_site_weigh_less_than_4_kilobytes() -> None:
    offered = {tag for host in ("thailand", "mexico") for tag in real_advisory(host).offered}
    assert {"en", "my", "th", "es"} <= offered
    files = endonyms.font_files(offered, LANGUAGES)
    assert sum(map(len, files.values())) <= 4096


def test_the_stylesheet_names_its_fonts() -> None:
    css = assets.stylesheet(["en"], ["my", "th"], LANGUAGES).decode()
    for path in endonyms.font_files(["my", "th"], LANGUAGES):
        assert f'url("fonts/{path}")' in css
    assert ".fit-my [lang|=my]{--name:system-ui,sans-serif}" in css.replace(", ", ",")
    assert "--name:system-ui, sans-serif" in css.split("[lang|=en]{")[1]


def test_a_page_asks_for_the_letters_of_the_names_in_its_menu(
    example_advisory: Callable[[str], Advisory],
) -> None:
    page_set = pages.page_set_of(example_advisory("en"), ("en", "my"))
    heads = {page.spec.key: str(render_page(page_set, page.spec).head) for page in page_set.pages}
    assert 'data-own="my \u1000\u1039\u1000 \u1000"' in heads["now"]
    assert "data-own" not in heads["hide"]  # It has no menu.


# --- in a browser ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    root = example_site("en", "my")
    with served(root) as base:
        yield base


def fonts_of(view: Page, selector: str) -> list[dict[str, Any]]:
    """The fonts that the browser draws an element with."""
    session = view.context.new_cdp_session(view)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return list(session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"])


NAMES = {"": ".choice a[lang=my] b", "en/": ".langs a[lang=my]"}


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("page", NAMES)
def test_a_phone_with_one_font_draws_the_name_of_burmese(
    browser: Browser, address: str, tmp_path: Path, page: str, *, scripts: bool
) -> None:
    with phone_with(browser, tmp_path, scripts=scripts) as view:
        view.goto(address + page, wait_until="networkidle")
        assert [font["isCustomFont"] for font in fonts_of(view, NAMES[page])] == [True]


@pytest.mark.browser
@pytest.mark.parametrize("page", NAMES)
def test_a_phone_with_letters_fetches_no_font_for_a_name(
    browser: Browser, address: str, tmp_path: Path, page: str
) -> None:
    asked: list[str] = []
    with phone_with(browser, tmp_path, BURMESE, THAI) as view:
        view.on("request", lambda request: asked.append(request.url))
        view.goto(address + page, wait_until="networkidle")
        assert [font["isCustomFont"] for font in fonts_of(view, NAMES[page])] == [False]
    assert not [url for url in asked if "/fonts/" in url]


@pytest.mark.browser
def test_each_language_is_asked_for_by_itself(browser: Browser, tmp_path: Path) -> None:
    """Old phones have Thai letters and no Burmese ones: they need not fetch both."""
    asks = webfonts.question("", "", ["my", "th"])
    with phone_with(browser, tmp_path, THAI) as view:
        view.set_content(f'<script data-own="{asks}">{webfonts.script()}</script>')
        assert view.evaluate("document.documentElement.className").split() == ["fit-th"]


@pytest.mark.browser
def test_the_letters_come_from_a_disk_as_well(
    browser: Browser, tmp_path: Path, example_site: Callable[..., Path]
) -> None:
    site = example_site("en", "my")
    with phone_with(browser, tmp_path) as view:
        view.goto((site / "index.html").as_uri(), wait_until="networkidle")
        assert [font["isCustomFont"] for font in fonts_of(view, NAMES[""])] == [True]
        view.goto((site / "my/freedonia/index.html").as_uri(), wait_until="networkidle")
        assert [font["isCustomFont"] for font in fonts_of(view, ".langs [aria-current]")] == [True]
