"""The real content, built whole, looked at by programs that others wrote and by a browser."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request
from support.each import each
from support.example import ROOT
from support.lines import (
    Cuts,
    Paragraph,
    cut_on_paper,
    cuts_of,
    lines_of_paper,
    paragraphs_of_page,
)
from support.phone import KINDS
from support.sites import some_papers

from generator.load import Content, load_content
from generator.load.kinds import is_for_staff
from generator.po.catalog import load_catalog
from generator.text.negation import negation_pieces
from generator.text.plain import clean

pytestmark = pytest.mark.slow

LOCALES = ("en", "my", "th")
REACHES = [
    pytest.param(False, id="one-of-each-kind"),
    pytest.param(True, id="every-page", marks=pytest.mark.long),
]


def pages_of(site: Path, locale: str, *, every: bool, whole: str = "") -> list[str]:
    """Addresses of pages in a language: every one, or of each country but *whole* one of each kind."""
    files = each(sorted((site / locale).rglob("index.html")))
    folders = [path.parent.relative_to(site).as_posix() + "/" for path in files]
    kinds = {f"{locale}/{host.name}/{kind}" for host in (site / locale).iterdir() for kind in KINDS}
    own = f"{locale}/{whole}/" if whole else None
    return [
        folder for folder in folders
        if every or folder in kinds or folder.count("/") == 1 or (own and folder.startswith(own))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    found, problems = load_content(ROOT / "content")
    assert not [problem for problem in problems if problem.level == "error"]
    return found


@pytest.fixture(scope="module")
def site(real_site: Path) -> Path:
    return real_site


@pytest.fixture(scope="module")
def address(real_address: str) -> str:
    return real_address


def test_the_contract_of_paths(site: Path, content: Content) -> None:
    simple = ("", "now", "prepare", "insurance", "assistance", "show", "family", "print")
    wanted = {"index.html", "404.html", "sitemap.xml", "robots.txt", "build.json"}
    for tag in LOCALES:
        wanted.add(f"{tag}/index.html")
        wanted |= {f"{tag}/thailand/{page}/index.html".replace("//", "/") for page in simple}
        for profile in ("sea", "farm", "home", "factory", "site"):
            wanted.add(f"{tag}/thailand/work/{profile}/index.html")
        for hazard in content.hosts["thailand"].hazards.hazards:
            wanted.add(f"{tag}/thailand/hazards/{hazard}/index.html")
        wanted |= {f"leaflets/thailand/thailand.{tag}.trifold.pdf", f"data/thailand.{tag}.json"}
    wanted.add("data/thailand.json")
    assert not {path for path in wanted if not (site / path).is_file()}


@pytest.mark.parametrize("every", REACHES)
def test_html_is_valid(site: Path, every: bool) -> None:
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    kinds = [page for tag in (*LOCALES, "es") for page in pages_of(site, tag, every=False)]
    chosen = [site / page / "index.html" for page in kinds]
    chosen += [*each(site.glob("*.html")), *each(site.glob("my/*/pocket.html"))]
    chosen += each(site.glob("zxx/*/index.html"))
    command = [
        "java",
        "-Xss4m",
        "-jar",
        jar,
        "--skip-non-html",
        "--format",
        "json",
        "--errors-only",
    ]
    done = subprocess.run(
        [*command, *([site] if every else chosen)], capture_output=True, text=True, check=False
    )
    messages = json.loads(done.stderr)["messages"]
    # The matrix of who does what is no table to the eye on a phone (display: block): its roles say what it is.
    said = [
        f"{m['url']}: {m['message']}"
        for m in messages
        if "/agencies/" not in m["url"] or "“role”" not in m["message"]
    ]
    assert not said


def test_every_link_leads_somewhere(site: Path) -> None:
    command = [
        ROOT / ".venv/bin/lychee", "--offline", "--include-fragments", "--no-progress",
        "--index-files", "index.html", "--root-dir", site, f"{site}/**/*.html",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_every_text_of_the_content_can_be_read_on_the_site(site: Path) -> None:
    """A reader who has only our site finds everything: no contact, rule, step or caution is lost."""
    shown = _letters(
        " ".join(
            re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))
            for page in (site / "en/thailand").rglob("*.html")
        )
    )
    data = json.loads((site / "data/thailand.en.json").read_text("utf-8"))
    lost = [text for text in _texts(data) if _letters(text) not in shown]
    assert lost == []


def _letters(text: str) -> str:
    return re.sub(r"[\s\W]+", "", html.unescape(text))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if {"text", "lang", "state"} <= set(value):
            yield value["text"]
        else:
            for key, child in value.items():
                # As signs have it, a province is named where it has helpers of its own.
                if key != "on_signs":
                    yield from _texts(child)
    elif isinstance(value, list):
        for child in value:
            yield from _texts(child)


def test_no_handle_and_no_unconfirmed_fact_leaves_the_house(site: Path) -> None:
    for path in each((site / "data").glob("*.json")):
        text = path.read_text("utf-8")
        assert "called_by" not in text
        assert '"unconfirmed"' not in text


@pytest.mark.browser
def test_a_reader_taps_from_the_root_to_a_number_in_burmese(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(address)
    page.get_by_text("မြန်မာ", exact=True).first.click()
    page.wait_for_url("**/my/index.html")
    page.get_by_role("link", name="ထိုင်းနိုင်ငံ", exact=True).click()
    page.wait_for_url("**/my/thailand/index.html")
    assert page.locator("html").get_attribute("lang") == "my"
    plate = page.locator("a[href='tel:1669']").first
    box = plate.bounding_box()
    assert plate.is_visible()
    # In the first screen, and large enough for a shaking finger.
    assert box is not None
    assert box["y"] + box["height"] <= 740
    assert box["height"] >= 96
    page.locator("a[href*='hazards/flood/']").first.click()
    page.wait_for_url("**/my/thailand/hazards/flood/index.html")
    assert page.locator(
        ".bar a[href='tel:1784'], [class*=bar] a[href='tel:1784']"
    ).first.is_visible()
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("every", REACHES)
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_asked_of_another_host_and_no_request_fails(
    browser: Browser, address: str, site: Path, locale: str, every: bool
) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page = browser.new_page(viewport={"width": 360, "height": 740})

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)

    def note_failure(request: Request) -> None:
        # What the next page cuts short did not fail.
        if request.failure != "net::ERR_ABORTED":
            failed.append(request.url)

    page.on("requestfailed", note_failure)
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    paths = pages_of(site, locale, every=every)
    if not every and locale != "my":
        # What a page asks for is the same in each language.
        paths = [path for path in paths if "/thailand/" in path or path.count("/") == 1]
    for path in each(paths):
        page.goto(address + path)
    assert failed == []
    assert not [url for url in asked if not url.startswith(address) and "data:" not in url]
    assert page.context.cookies() == []
    page.close()


@pytest.fixture(scope="module")
def whole(content: Content) -> tuple[str, ...]:
    return content.glossary.whole["my"]


@pytest.mark.browser
@pytest.mark.parametrize("every", REACHES)
def test_no_burmese_line_of_a_page_parts_a_negation_a_word_or_a_syllable(
    browser: Browser, address: str, site: Path, whole: tuple[str, ...], every: bool
) -> None:
    """On small phones: "go back" never ends a line of "do not go back". Thailand has most pages.

    Of other countries the narrow screen is enough, which has most lines.
    """
    page = browser.new_page(viewport={"width": 320, "height": 740})
    found: dict[int, list[Paragraph]] = {320: [], 360: []}
    pockets = [path.relative_to(site).as_posix() for path in site.glob("my/*/pocket.html")]
    wanted = [path for path in each(pockets) if every or "thailand" in path]
    for path in [*pages_of(site, "my", every=every, whole="thailand"), *each(wanted)]:
        page.goto(address + path)
        page.evaluate("document.fonts.ready")
        for width, paragraphs in each(found.items()):
            if width == 360 and not every and "/thailand/" not in path:
                continue
            page.set_viewport_size({"width": width, "height": 740})
            paragraphs.extend(paragraphs_of_page(page))
            # What stays on one line stays inside its box too.
            assert page.evaluate(LEAVES_ITS_BOX) == [], (path, width)
    page.close()
    for paragraphs in each(found.values()):
        assert len(paragraphs) > 3_000
        assert cuts_of(paragraphs, whole) == Cuts((), (), ())


LEAVES_ITS_BOX = """() => [...document.querySelectorAll('.nb')].filter(held => {
  let box = held.parentElement;
  while (getComputedStyle(box).display === 'inline') box = box.parentElement;
  const one = held.getBoundingClientRect(), around = box.getBoundingClientRect();
  // Words for voices, and for who comes by keyboard, are cut to a dot until then.
  return one.width > 1 && around.width > 2 && !held.closest('.vh, .skip') && (one.right > around.right + 1 || one.right > innerWidth);
}).map(held => held.textContent)"""


@pytest.mark.parametrize(
    "papers",
    ["real_site", pytest.param("printed_site", marks=pytest.mark.long)],
    ids=["one-of-each-kind", "every-paper"],
)
def test_no_line_of_a_burmese_paper_parts_a_negation_or_a_word(
    request: pytest.FixtureRequest, papers: str, whole: tuple[str, ...]
) -> None:
    # Of what those who assist read, nothing is on these papers.
    paths = sorted((ROOT / "locales/my/LC_MESSAGES").glob("*.po"))
    catalogs = [path for path in paths if not is_for_staff(path.stem)]
    texts = [
        entry.msgstr for path in catalogs for entry in load_catalog(path, "my").entries.values()
    ]
    pieces = {text[a:b] for text in map(clean, texts) for a, b in negation_pieces(text)}
    site = request.getfixturevalue(papers)
    printed = [
        path for path in sorted((site / "leaflets").rglob("*.my*.pdf"))
        if papers == "printed_site" or some_papers(path.relative_to(site).as_posix())
    ]  # fmt: skip
    assert len(pieces) > 500
    assert len(printed) >= 7  # One of each format.
    cut = {}
    for paper in printed:
        lines = each(lines_of_paper(paper))
        if found := [*cut_on_paper(lines, pieces), *cut_on_paper(lines, whole)]:
            cut[paper.name] = found
    assert cut == {}
