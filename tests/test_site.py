"""The real content, built whole, looked at by programs that others wrote and by a browser."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from line_tools import (
    Cuts,
    Paragraph,
    cut_on_paper,
    cuts_of,
    lines_of_paper,
    paragraphs_of_page,
)
from playwright.sync_api import Browser, Request

from generator.build.advisories import Selection
from generator.build.run import build
from generator.catalog import load_catalog
from generator.load import Content, load_content
from generator.products.leaflets import load_formats
from generator.script.negation import negation_pieces
from generator.script.text import clean

from .conftest import served

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LOCALES = ("en", "my", "th")


@pytest.fixture(scope="module")
def content() -> Content:
    found, problems = load_content(ROOT / "content")
    assert not [problem for problem in problems if problem.level == "error"]
    return found


@pytest.fixture(scope="module")
def site(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built") / "site"
    formats, problems = load_formats(ROOT / "content/leaflets", ROOT, content)
    assert problems == []
    build(content, ROOT / "locales", root, only=Selection(), jobs=2, formats=formats)
    return root


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


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


def test_html_is_valid(site: Path) -> None:
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = [
        "java",
        "-Xss4m",
        "-jar",
        jar,
        "--skip-non-html",
        "--format",
        "json",
        "--errors-only",
        site,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert not [f"{m['url']}: {m['message']}" for m in messages]


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
    for path in (site / "data").glob("*.json"):
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
@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_asked_of_another_host_and_no_request_fails(
    browser: Browser, address: str, site: Path, locale: str
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
    for path in sorted((site / locale).rglob("index.html")):
        page.goto(address + path.parent.relative_to(site).as_posix() + "/")
    assert failed == []
    assert not [url for url in asked if not url.startswith(address) and "data:" not in url]
    assert page.context.cookies() == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, address: str, site: Path, locale: str, scheme: str
) -> None:
    axe = (ROOT / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    keys = ("", "now/", "hazards/flood/", "assistance/", "insurance/", "show/", "office/", "print/")
    for key in keys:
        page.goto(f"{address}{locale}/thailand/{key}")
        page.evaluate(axe)
        found = page.evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
        )
        assert found == [], key
    context.close()


@pytest.fixture(scope="module")
def whole(content: Content) -> tuple[str, ...]:
    return content.glossary.whole["my"]


@pytest.mark.browser
def test_no_burmese_line_of_a_page_parts_a_negation_a_word_or_a_syllable(
    browser: Browser, address: str, site: Path, whole: tuple[str, ...]
) -> None:
    """Every page of every country, on small phones: "go back" never ends a line of "do not go back"."""
    page = browser.new_page(viewport={"width": 320, "height": 740})
    found: dict[int, list[Paragraph]] = {320: [], 360: []}
    for path in sorted((site / "my").rglob("*.html")):
        page.goto(address + path.relative_to(site).as_posix().removesuffix("index.html"))
        page.evaluate("document.fonts.ready")
        for width, paragraphs in found.items():
            page.set_viewport_size({"width": width, "height": 740})
            paragraphs.extend(paragraphs_of_page(page))
            # What stays on one line stays inside its box too.
            assert page.evaluate(LEAVES_ITS_BOX) == [], (path, width)
    page.close()
    for paragraphs in found.values():
        assert len(paragraphs) > 10_000
        assert cuts_of(paragraphs, whole) == Cuts((), (), ())


LEAVES_ITS_BOX = """() => [...document.querySelectorAll('.nb')].filter(held => {
  let box = held.parentElement;
  while (getComputedStyle(box).display === 'inline') box = box.parentElement;
  const one = held.getBoundingClientRect(), around = box.getBoundingClientRect();
  // Words for voices, and for who comes by keyboard, are cut to a dot until then.
  return one.width > 1 && !held.closest('.vh, .skip') && (one.right > around.right + 1 || one.right > innerWidth);
}).map(held => held.textContent)"""


def test_no_line_of_a_burmese_paper_parts_a_negation_or_a_word(
    site: Path, whole: tuple[str, ...]
) -> None:
    catalogs = sorted((ROOT / "locales/my/LC_MESSAGES").glob("*.po"))
    texts = [
        entry.msgstr for path in catalogs for entry in load_catalog(path, "my").entries.values()
    ]
    pieces = {text[a:b] for text in map(clean, texts) for a, b in negation_pieces(text)}
    papers = sorted((site / "leaflets").rglob("*.my*.pdf"))
    assert len(pieces) > 500
    assert len(papers) > 100
    cut = {}
    for paper in papers:
        lines = lines_of_paper(paper)
        if found := [*cut_on_paper(lines, pieces), *cut_on_paper(lines, whole)]:
            cut[paper.name] = found
    assert cut == {}
