"""Web fonts: small ones for Burmese, and only where a phone has no letters of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser
from support.example import ROOT
from support.letters import phone_with
from support.serving import served

from generator.products.pages import assets, webfonts
from generator.text.fonts import FONTS_FOLDER, WEIGHTS
from generator.text.languages import known_languages

pytestmark = pytest.mark.thorough


def sheet(*chain: str) -> str:
    return assets.stylesheet(chain, (), known_languages()).decode()


def test_a_page_asks_for_the_letters_that_stand_in_it() -> None:
    asks = webfonts.languages_asked(["my", "en", "th"])
    assert asks == "my th"
    burmese, thai = "my \u1000\u1039\u1000 \u1000", "th \u0e01\u0e34 \u0e01"
    assert webfonts.question(asks, "<p>ရေ 1669") == burmese
    assert webfonts.question(asks, "<p>ရေ น้ำ") == f"{burmese} {thai}"
    assert webfonts.question(asks, "<p>water") == ""
    # Names in a menu are asked for, too, and each language once.
    assert webfonts.question("", "<p>water", ["en", "th", "mnw"]) == thai
    assert webfonts.question(asks, "<p>ရေ", ["my"]) == burmese


def test_mon_and_karen_are_not_asked_for_and_take_ours() -> None:
    for chain in (["mnw", "my", "en"], ["ksw", "my", "en"]):
        assert webfonts.languages_asked(chain) == ""
        css = sheet(*chain)
        assert "Burmese" not in css
        assert not re.search(r"\.fit[^}]+--font", css)
        assert 'font-family:"Noto Sans Myanmar";' in css
    assert webfonts.languages_asked(["shn", "my", "en"]) == "shn my"
    assert "Burmese" not in sheet("shn", "my", "en")


def test_burmese_takes_the_small_files_and_the_whole_ones_for_other_letters() -> None:
    css = sheet("my", "en")
    faces = re.findall(r"@font-face\{[^}]+\}", css)
    for weight in WEIGHTS:
        small = next(face for face in faces if f"-Burmese-{weight}." in face)
        whole = next(face for face in faces if f"Myanmar-{weight}." in face)
        assert "U+1000-104F" in small
        assert "U+1050-109F" in whole
        assert "U+1000" not in whole
        assert "font-display:swap" in small
    # The phone's own stack is the same without our font.
    ours, own = re.findall(r"\[lang\|=my\]\{--font:([^;}]+)", css)
    assert ".fit-my[lang|=my],.fit-my [lang|=my]{--font:" in css
    assert ours == f'"Noto Sans Myanmar Web", {own}'
    assert set(webfonts.font_paths(["my", "en"])) == {
        f"noto-sans-myanmar/{name}"
        for weight in WEIGHTS
        for name in (f"NotoSansMyanmar-{weight}.woff2", f"NotoSansMyanmar-Burmese-{weight}.woff2")
    }


@pytest.mark.parametrize("weight", WEIGHTS)
def test_the_file_of_burmese_alone_shapes_burmese_as_the_whole_one(weight: int) -> None:
    folder = FONTS_FOLDER / "noto-sans-myanmar"
    small = folder / f"NotoSansMyanmar-Burmese-{weight}.woff2"
    assert set(TTFont(small).getBestCmap()) == {
        0x20,
        0xA0,
        *range(0x1000, 0x1050),
        0x200B,
        0x200C,
        0x200D,
        0x25CC,
    }
    assert small.stat().st_size < 0.65 * (folder / f"NotoSansMyanmar-{weight}.woff2").stat().st_size
    folders = ROOT / "locales" / "my" / "LC_MESSAGES"
    words = [
        e.msgstr
        for name in ("interface", "hazards")
        for e in polib.pofile(folders / f"{name}.po")
        if e.msgstr
    ]
    assert len(words) > 500
    assert [advances(small, word) for word in words] == [
        advances(folder / f"NotoSansMyanmar-{weight}.ttf", word) for word in words
    ]


def advances(path: Path, word: str) -> list[tuple[int, int, int]]:
    """Advance and place of each glyph of *word*; the numbers of glyphs differ from file to file."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(harfbuzz_font(path), buffer)
    return [(p.x_advance, p.x_offset, p.y_offset) for p in buffer.glyph_positions]


@cache
def harfbuzz_font(path: Path) -> uharfbuzz.Font:
    font = TTFont(path)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return uharfbuzz.Font(uharfbuzz.Face(out.getvalue()))


# --- in a browser: phones with and without letters ------------------------------------------


@pytest.fixture(scope="module")
def address(example_site: Callable[..., Path]) -> Iterator[str]:
    root = example_site("my")
    with served(root) as base:
        yield base


def fonts_asked(
    browser: Browser, folder: Path, page: str, *letters: Path, scripts: bool = True
) -> set[str]:
    """Names of the web fonts that a phone asks for which has *letters* and no others."""
    asked: list[str] = []
    with phone_with(browser, folder, *letters, scripts=scripts) as view:
        view.on("request", lambda request: asked.append(request.url))
        view.goto(page, wait_until="networkidle")
    return {url.rpartition("/")[2] for url in asked if "/fonts/" in url}


BURMESE = FONTS_FOLDER / "noto-sans-myanmar" / "NotoSansMyanmar-400.ttf"
THAI = FONTS_FOLDER / "noto-sans-thai" / "NotoSansThai-400.ttf"


def test_a_phone_with_letters_fetches_none(browser: Browser, address: str, tmp_path: Path) -> None:
    found = fonts_asked(browser, tmp_path, f"{address}my/freedonia/now/", BURMESE, THAI)
    assert found == set()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_without_letters_fetches_the_small_ones(
    browser: Browser, address: str, tmp_path: Path, *, scripts: bool
) -> None:
    page = f"{address}my/freedonia/now/"
    found = fonts_asked(browser, tmp_path, page, scripts=scripts)
    assert {name for name in found if "Myanmar" in name} == {
        "NotoSansMyanmar-Burmese-400.woff2",
        "NotoSansMyanmar-Burmese-700.woff2",
    }


def test_a_phone_with_zawgyi_fetches_ours(browser: Browser, address: str, tmp_path: Path) -> None:
    """In such a font the sign that stacks a letter below another is one that is seen by itself."""
    font = TTFont(BURMESE)
    for table in font["cmap"].tables:
        table.cmap.pop(0x1039, None)
        table.cmap[0x1039] = table.cmap[0x1001]
    for name in ("GSUB", "GPOS"):
        del font[name]
    font.save(tmp_path / "Zawgyi.ttf")
    found = fonts_asked(
        browser, tmp_path, f"{address}my/freedonia/now/", tmp_path / "Zawgyi.ttf", THAI
    )
    assert "NotoSansMyanmar-Burmese-400.woff2" in found


def test_an_english_page_asks_no_phone_anything(
    browser: Browser, tmp_path: Path, example_site: Callable[..., Path]
) -> None:
    root = example_site("en")
    with served(root) as base:
        found = fonts_asked(browser, tmp_path, f"{base}en/freedonia/")
    assert found == set()
