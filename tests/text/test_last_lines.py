"""Our own sentences, laid out: no particle alone on a last line, Japanese between phrases, on pages and on paper."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import unescape

import pytest
import yaml
from playwright.sync_api import Browser, Page
from support.example import ROOT
from support.lines import Paragraph, paragraphs_of_page

from generator.localise.texts import Run, Text
from generator.po.catalog import load_translations, po_path
from generator.products.pages.queries import sign_size
from generator.text.fonts import css_font_face, css_font_family
from generator.text.icu import word_ends
from generator.text.markup import paper_html, web_html
from generator.text.phrases import phrase_starts
from generator.text.plain import PLACEHOLDER, SYLLABLE_START, WORD_JOINER, ZWSP, clean

HOSTS = ("thailand", "malaysia", "singapore", "japan", "south-korea")
READ_EVERYWHERE = ("hazards", "prepare", "first-aid", "phrases", "interface", "myanmar")
# Not the lists of locales/languages.yaml, which must not judge themselves.
LONE = [
    "ပါ",
    "တယ်",
    "မယ်",
    "ပြီ",
    "လား",
    "လဲ",
    "မလား",
    "မလဲ",
    "ဘူး",
    "တွေ",
    "ရင်",
    "တာ",
    "မှာ",
    "စေ",
    "ပဲ",
    "ရ",
    "ခဲ့",
    "ဦး",
    "လို့",
    "ဖို့",
    "များ",
]
BETWEEN = ["နေ", "ထား", "ပေး", "လာ", "သွား", "နိုင်", "တတ်", "ချင်", "သင့်", "ဖူး", "ကြ", "သေး", "လိမ့်", "လိုက်"]
ONE = re.compile(rf"(?:{'|'.join(LONE)})[။!?]?")
CHAIN = re.compile(rf"(?:{'|'.join([*LONE, *BETWEEN])})*(?:{'|'.join(LONE)})[။!?]?")
POLITE = re.compile(r"(?:ครับ|ค่ะ|คะ|/|ไหม|ด้วย|หน่อย|นะ)+")
LONGEST = 18
"""Code points of a verb and its last words; in a longer chain a line may end."""
NOT_SEEN = dict.fromkeys(map(ord, ZWSP + WORD_JOINER))


@cache
def sentences(locale: str, *domains: str) -> tuple[str, ...]:
    """Return what *locale* says, each sentence once, with a number where data stand."""
    catalogs = [
        load_translations(po_path(ROOT / "locales", locale, one), locale) for one in domains
    ]
    said = (entry.msgstr for catalog in catalogs for entry in catalog.entries.values())
    return tuple(dict.fromkeys(PLACEHOLDER.sub("1669", clean(text)) for text in said if text))


@cache
def whole() -> dict[str, Sequence[str]]:
    path = ROOT / "content/glossary.yaml"
    return yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))["whole"]


def marked_run(text: str, lang: str) -> Run:
    return Run(text, "words", lang, whole=tuple(w for w in whole().get(lang, ()) if w in text))


def marked(text: str, lang: str, html: Callable[..., str] = web_html) -> str:
    return html(text, lang, marked_run(text, lang).whole)


def held_places(html: str) -> tuple[str, set[int]]:
    """Return the text of *html* and the offsets inside its no-wrap spans."""
    text, held = "", set()
    for at, part in enumerate(re.split(r'<span class="nb">([^<]*)</span>', html)):
        shown = unescape(part)
        held.update(range(len(text) + 1, len(text) + len(shown)) if at % 2 else ())
        text += shown
    return text, held


def lone_ends(text: str, starts: Sequence[int]) -> list[str]:
    """Return the sentence ends of *text* that stand on a line of their own when lines begin at *starts*."""
    found = []
    for stop in re.finditer(r"[။!?]|$", text):
        end = stop.end()
        start = max((at for at in starts if at < stop.start()), default=0)
        if not start or text[start - 1].isspace():
            continue
        word = max((at for at in word_ends(text[:start], "my") if at < start), default=0)
        last, verb = text[start:end], text[word:start]
        if ONE.fullmatch(last) or (
            CHAIN.fullmatch(last) and len(verb + last.rstrip("။!?")) <= LONGEST
        ):
            found.append(f"{text[max(0, start - 20) : start]}|{last}")
    return found


@pytest.mark.slow
def test_where_a_browser_may_end_a_line_no_burmese_particle_is_left_alone() -> None:
    """At any width: 1 in 3 sentences could leave its ending alone before these were held."""
    found, sentence_count = [], 0
    for text in sentences("my", *HOSTS, *READ_EVERYWHERE):
        shown, held = held_places(marked(text, "my"))
        assert shown == text
        free = word_ends(text, "my") - held
        starts = [at for at in free if at < len(text) and SYLLABLE_START.match(text, at)]
        found += lone_ends(text, starts)
        sentence_count += 1
    assert sentence_count > 3000
    assert found == []


@pytest.fixture(scope="module")
def page(browser: Browser):
    """A page as wide as the text of a phone of 360 px, with our own rules for the ends of lines."""
    css = (ROOT / "generator/assets/css/2-base.css").read_text("utf-8")
    rules = re.findall(r"^(?:\.nb|:lang\(ja\), :lang\(ko\)) \{.*\}$", css, re.MULTILINE)
    assert len(rules) == 2
    page = browser.new_page(viewport={"width": 328, "height": 740})
    page.set_content(
        f"<!doctype html><style>body {{ margin: 0; font: 17px sans-serif }} {''.join(rules)}</style>"
    )
    yield page
    page.close()


def laid_out(page: Page, texts: Sequence[str], lang: str, size: float) -> list[Paragraph]:
    body = "".join(f"<p>{marked(text, lang)}</p>" for text in texts)
    page.evaluate(
        "([lang, size, body]) => { document.body.lang = lang; document.body.style.fontSize = size + 'px';"
        " document.body.innerHTML = body; }",
        [lang, size, body],
    )
    return paragraphs_of_page(page)


@pytest.mark.slow
@pytest.mark.browser
def test_no_burmese_particle_stands_alone_on_a_last_line(page: Page) -> None:
    paragraphs = laid_out(page, sentences("my", "thailand", "hazards"), "my", 17)
    assert len(paragraphs) > 500
    assert [end for text, starts in paragraphs for end in lone_ends(text, starts[-1:])] == []


@pytest.mark.browser
def test_what_is_shown_to_a_japanese_helper_ends_its_lines_between_phrases(page: Page) -> None:
    """In a row of the list, and held up: hundredths of 360 px."""
    said = sentences("ja", "phrases")
    by_size: dict[float, list[str]] = {17: list(said)}
    for text in said:
        size = sign_size(Text((marked_run(text, "ja"),), "ja", "draft"))
        by_size.setdefault(3.6 * size, []).append(text)
    assert len(by_size) > 3
    parted, lines = [], 0
    for size, shown in by_size.items():
        for text, starts in laid_out(page, shown, "ja", size):
            allowed = {*phrase_starts(text), *(m.end() for m in re.finditer(r"\s", text))}
            parted += [f"{text[:at]}|{text[at:]}" for at in starts if at not in allowed]
            lines += len(starts)
    assert lines > 40
    assert parted == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [17, 34, 40, 46])
def test_no_thai_helper_reads_a_polite_particle_alone(page: Page, size: int) -> None:
    paragraphs = laid_out(page, sentences("th", "phrases"), "th", size)
    shown = [(text, text[at:].translate(NOT_SEEN)) for text, starts in paragraphs for at in starts]
    assert [text for text, line in shown if POLITE.fullmatch(line.split(" ")[0])] == []
    assert [text for text, line in shown if line.startswith(("นี่", "นั่น"))] == []
    assert paragraphs or size == 17


def printed_lines(texts: Sequence[str], lang: str, width_mm: int) -> list[list[str]]:
    from weasyprint import HTML
    from weasyprint.formatting_structure import boxes

    body = "".join(f"<p>{marked(text, lang, paper_html)}</p>" for text in texts)
    css = f"{css_font_face([lang])} html {{ font: 12pt {css_font_family(lang)} }}"
    css += f".nb {{ white-space: nowrap }} p {{ margin: 0 }} @page {{ size: {width_mm}mm 400mm; margin: 0 }}"
    pages = HTML(string=f"<html lang={lang}><style>{css}</style>{body}").render().pages
    return [
        [
            "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
            for line in block.descendants()
            if isinstance(line, boxes.LineBox)
        ]
        for page in pages
        for block in page._page_box.descendants()
        if isinstance(block, boxes.BlockBox) and block.element_tag == "p"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("width_mm", [47, 60])
def test_on_paper_phrases_end_their_lines_where_pages_do(width_mm: int) -> None:
    """Pango breaks both by itself, beside U+2060 too: only a span holds them."""
    for lines in printed_lines(sentences("ja", "phrases"), "ja", width_mm):
        text, at, allowed = "".join(lines).translate(NOT_SEEN), 0, {0}
        allowed |= {*phrase_starts(text), *(m.end() for m in re.finditer(r"\s", text))}
        for line in lines:
            assert at in allowed, lines
            at += len(line.translate(NOT_SEEN))
    thai = printed_lines(sentences("th", "phrases"), "th", width_mm)
    rest = [line.translate(NOT_SEEN) for lines in thai for line in lines[1:]]
    assert len(rest) > 5
    assert [line for line in rest if POLITE.fullmatch(line) or line.startswith(("นี่", "นั่น"))] == []
