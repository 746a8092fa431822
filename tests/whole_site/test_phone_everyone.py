"""Pages for everyone: screen readers, keyboards, large letters, few colours, a sheet of paper."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from support.each import each
from support.example import ROOT
from support.phone import CHROMIUM, KINDS, LOCALES, MAIN, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
RUN_AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(fault => `${fault.id}: ${fault.nodes[0].html.slice(0, 160)}`))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def view(browser: Browser) -> Iterator[Page]:
    """A page whose policy lets a test add its own styles and scripts."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    yield context.new_page()
    context.close()


def open_all(view: Page) -> None:
    view.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


# --- axe ------------------------------------------------------------------------------------

VIEWS = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]


def looked_at(width: int, colours: str, *, every: bool) -> list[tuple[str, str]]:
    """Locale and kind of pages: of a small light screen every kind, of the others what is read most.

    Colours and columns are the same in each language.
    """
    small = (width, colours) == VIEWS[0]
    pages = [("my", kind) for kind in (KINDS if small or every else MAIN)]
    if small or every:
        kinds = (*MAIN, "insurance/", "office/")
        pages += [("en", kind) for kind in kinds] + [
            ("th", kind) for kind in (kinds if every else MAIN)
        ]
    return pages


@pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.long)], ids=["some", "every-kind"]
)
@pytest.mark.parametrize(("width", "colours"), VIEWS)
def test_axe_finds_nothing_on_any_kind_of_page(
    view: Page, phone: Phone, width: int, colours: str, every: bool
) -> None:
    view.set_viewport_size({"width": width, "height": 740})
    view.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    faults = {}
    for locale, kind in each(looked_at(width, colours, every=every)):
        view.goto(phone.page(kind, locale))
        open_all(view)
        view.evaluate(AXE)
        if found := view.evaluate(RUN_AXE):
            faults[locale, kind] = found
    for path in ("", "my/", "404.html", "zxx/thailand/"):
        view.goto(phone.address + path)
        view.evaluate(AXE)
        if found := view.evaluate(RUN_AXE):
            faults["", path] = found
    assert faults == {}


# Off in axe by itself; Lighthouse asks it.
TARGETS = """() => axe.run(document, {runOnly: {type: 'rule', values: ['target-size']}}).then(found =>
  found.violations.flatMap(fault => fault.nodes.map(node => node.html.slice(0, 160))))"""


@pytest.mark.parametrize("locale", LOCALES)
def test_no_bar_lies_over_half_of_a_target(view: Page, phone: Phone, locale: str) -> None:
    """The bar is fixed and not sticky: a reader, and axe, then know that it can be scrolled away."""
    faults = {}
    for kind in MAIN:
        view.goto(phone.page(kind, locale))
        view.evaluate(AXE)
        if found := view.evaluate(TARGETS):
            faults[kind] = found
    assert faults == {}


# --- large letters, spaced text; for small screens (400 %) see test_pages_look ------------------


def test_with_letters_twice_as_large_nothing_runs_sideways(browser: Browser, phone: Phone) -> None:
    """The reader's own size of letters, as set in the browser."""
    chromium = browser.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=[*CHROMIUM, "--blink-settings=defaultFontSize=32"],
    )
    view = chromium.new_page(viewport={"width": 360, "height": 740})
    faults = {}
    for kind in MAIN:
        view.goto(phone.page(kind))
        open_all(view)
        if (wider := view.evaluate(WIDER)) > 0:
            faults[kind] = wider
    size = view.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    chromium.close()
    assert size == 34
    assert faults == {}


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
# Words that no longer fit their box, and would be cut off or lie over others.
CUT_OFF = """() => [...document.querySelectorAll('a, button, summary, h1, h2, h3, td, th, dd')]
  .filter(each => each.offsetParent !== null && !each.closest('.vh, .skip'))
  .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0
    && getComputedStyle(each).display !== 'inline')
  .map(each => each.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("locale", LOCALES)
def test_text_that_is_spaced_out_still_fits(view: Page, phone: Phone, locale: str) -> None:
    faults = {}
    for kind in MAIN:
        view.goto(phone.page(kind, locale))
        open_all(view)
        view.add_style_tag(content=SPACED)
        if view.evaluate(WIDER) > 0 or view.evaluate(CUT_OFF):
            faults[kind] = [view.evaluate(WIDER), *view.evaluate(CUT_OFF)[:3]]
    assert faults == {}


# --- keyboard -------------------------------------------------------------------------------

FOCUSED = """() => {
  const each = document.activeElement, box = each.getBoundingClientRect();
  const style = getComputedStyle(each);
  const at = (x, y) => document.elementFromPoint(x, y);
  const hit = at(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  return {tag: each.tagName, html: each.outerHTML.slice(0, 100), href: each.getAttribute('href'),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: !!hit && (each.contains(hit) || hit.contains(each) || each.matches('.skip'))};
}"""


@pytest.mark.parametrize("kind", MAIN)
def test_the_keyboard_alone_reaches_everything(view: Page, phone: Phone, kind: str) -> None:
    view.goto(phone.page(kind))
    wanted = view.evaluate(
        "[...document.querySelectorAll('a[href], summary, button, input, textarea')]"
        ".filter(each => each.checkVisibility()).length"
    )
    seen = []
    for _ in range(wanted):
        view.keyboard.press("Tab")
        found = view.evaluate(FOCUSED)
        assert found["ring"], found["html"]
        assert found["seen"], f"under a bar, or off the screen: {found['html']}"
        seen.append(found)
    assert seen[0]["href"] == "#main"
    assert "BODY" not in {found["tag"] for found in seen}


def test_the_keyboard_opens_what_is_folded_and_leaves_the_full_screen(
    view: Page, phone: Phone
) -> None:
    view.goto(phone.page("now/"))
    summary = view.locator("summary").last
    summary.focus()
    view.keyboard.press("Enter")
    assert summary.locator("xpath=..").get_attribute("open") is not None
    view.goto(phone.page("show/"))
    view.locator(".phrases a").first.focus()
    view.keyboard.press("Enter")
    full = view.locator(".full:visible")
    assert full.count() == 1
    full.locator("a.btn").focus()
    view.keyboard.press("Enter")
    assert view.locator(".full:visible").count() == 0


# --- colours, motion ------------------------------------------------------------------------


def test_with_forced_colours_plates_keep_their_edge_and_icons_are_seen(
    view: Page, phone: Phone
) -> None:
    view.emulate_media(forced_colors="active", color_scheme="dark")
    for kind in each(MAIN):
        view.goto(phone.page(kind))
        faint = view.evaluate(
            "[...document.querySelectorAll('.plate, .tel')].filter(each => each.offsetParent)"
            ".filter(each => parseFloat(getComputedStyle(each).borderTopWidth) < 2).length"
        )
        unseen = view.evaluate(
            "[...document.querySelectorAll('.i')].filter(each => each.getClientRects().length)"
            ".filter(each => getComputedStyle(each).color"
            " === getComputedStyle(document.body).backgroundColor).length"
        )
        dashed = view.evaluate(
            "[...document.querySelectorAll('.plate.gc')].filter(each => each.offsetParent)"
            ".every(each => getComputedStyle(each).borderTopStyle === 'dashed')"
        )
        assert (faint, unseen, dashed) == (0, 0, True), kind


def test_nothing_moves(view: Page, phone: Phone) -> None:
    """For nobody: so who asks for less motion gets none."""
    for path in phone.folder.glob("assets/*.css"):
        css = path.read_text("utf-8")
        assert not re.search(r"(?<![a-z-])(animation|transition|scroll-behavior)\s*:", css), path
    view.goto(phone.page(""))
    assert view.evaluate("document.getAnimations().length") == 0


# --- languages, words for pictures ----------------------------------------------------------

# Letters of a script inside an element of a language that is not written with it.
FOREIGN = """() => {
  const scripts = {'my|[a-z]+-Mymr': /[\\u1000-\\u109f]/, th: /[\\u0e01-\\u0e5b]/};
  const faults = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, lang = node.parentElement.closest('[lang]').lang;
    for (const [tag, letters] of Object.entries(scripts))
      if (letters.test(node.data) && !new RegExp(`^(${tag})$`).test(lang)) faults.push(`${lang}: ${node.data.trim()}`);
    // Two words of Latin letters in a Burmese or Thai sentence may be a name; four are a sentence.
    if (lang !== 'en' && /(?:\\b[a-z]{2,}\\b[ ,]+){4}/.test(node.data)) faults.push(`${lang}: ${node.data.trim()}`);
  }
  return faults;
}"""
WORDLESS = """() => [...document.querySelectorAll('svg.i')]
  .filter(each => each.getAttribute('aria-hidden') !== 'true'
    || !each.closest('a, button, p, li, dd, dt, h1, h2, h3, summary, section, .unsure, span.chip, th')
      ?.textContent.trim())
  .map(each => each.outerHTML)"""


@pytest.mark.parametrize("locale", LOCALES)
def test_foreign_words_carry_their_language_and_pictures_their_words(
    view: Page, phone: Phone, locale: str
) -> None:
    faults = {}
    for kind in KINDS:
        view.goto(phone.page(kind, locale))
        if found := [*view.evaluate(FOREIGN), *view.evaluate(WORDLESS)]:
            faults[kind] = found[:5]
    assert faults == {}


# --- paper ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "pages"), [("", 1), ("now/", 4), ("hazards/flood/", 5)])
def test_a_page_printed_from_the_browser_is_a_sensible_sheet(
    view: Page, phone: Phone, kind: str, pages: int
) -> None:
    view.goto(phone.page(kind, "en"))
    sheet = pypdfium2.PdfDocument(view.pdf(format="A4", margin={"top": "12mm", "bottom": "12mm"}))
    text = " ".join(page.get_textpage().get_text_range() for page in sheet)
    assert len(sheet) <= pages
    assert "1669" in text
    # What is folded on the screen is opened; what only leads on is left out.
    view.emulate_media(media="print")
    closed = view.evaluate(
        "[...document.querySelectorAll('main details:not(#sources) > *:not(summary)')]"
        ".filter(each => each.parentElement.getClientRects().length)"
        ".filter(each => !each.getClientRects().length).map(each => each.outerHTML.slice(0, 90))"
    )
    assert closed == []
    for left_out in (".bar .btn", ".langs", ".jump", ".skip", "#sources ol"):
        assert view.locator(f"{left_out}:visible").count() == 0, left_out
    # In black on white, whatever the phone's colours.
    view.emulate_media(media="print", color_scheme="dark")
    assert view.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert view.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
