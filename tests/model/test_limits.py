"""Input that is too long, too many or of no form: a problem at its place, within seconds."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from support.each import each
from support.example import TESTS
from support.mutations import packed

from generator.cache import inputs
from generator.check import run
from generator.model import limits
from generator.people.translators.forms import RENDER, parse_any
from generator.people.translators.rows import PassageRow, Sheet
from generator.problems import Problem
from generator.products.paper import load_formats
from generator.products.paper.poster_sites import read_sites
from generator.sheets.faults import UnreadableFormError

pytestmark = pytest.mark.thorough

DOC = TESTS.parent / "docs" / "reference" / "checks.md"
TODAY = date(2026, 11, 25)
SECONDS = 10


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(TESTS / "example", folder)
    shutil.copytree(TESTS / "data" / "leaflets", folder / "leaflets")
    return folder


def put(path: Path, keys: str, value: Any) -> None:
    yaml = YAML()
    data = node = yaml.load(path)
    *way, last = (int(key) if key.isdecimal() else key for key in keys.split("/"))
    for key in way:
        node = node[key]
    node[last] = deepcopy(value)
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file)


def found(content: Path) -> list[Problem]:
    started = time.monotonic()
    folder, problems = run(content, None, today=TODAY, base=content.parent)
    problems = [*problems, *load_formats(content / "leaflets", content.parent, folder)[1]]
    assert time.monotonic() - started < SECONDS
    return problems


INTRO, SITE, HOST = "hosts/freedonia/insurance.yaml", "site.yaml", "hosts/freedonia/"
AMOUNT = "schemes/hurt-at-work/benefits/hospital/values/hospital/amount"
SHEET = "leaflets/trifold.yaml"

Case = tuple[str, str, Any, str, str]
CASES: list[Case] = [
    # file, keys, value, rule, part of the message
    (INTRO, "intro", "word " * 500, "wrong-form", "at most 2,000"),
    (INTRO, "intro", "a" * 1_000_000, "wrong-form", "at most 2,000"),
    (INTRO, "intro", "9" * 20_000, "wrong-form", "at most 2,000"),
    (INTRO, "intro", "m" * 300, "wrong-form", "without a space"),
    (INTRO, "intro", "\u200d", "invisible-character", "no visible character"),
    (INTRO, "intro", "e" + "\u0301" * 500, "invisible-character", "marks follow one letter"),
    (INTRO, AMOUNT, "9" * 40, "wrong-form", "out of range"),
    (INTRO, AMOUNT, "-5", "wrong-form", "out of range"),
    (INTRO, AMOUNT, "1e30", "wrong-form", "is not an amount"),
    (INTRO, "x" * 100_000, "y", "unknown-key", "is unknown"),
    (HOST + "sources.yaml", "sources/fund-law/year", "-1", "wrong-form", "out of range"),
    (HOST + "sources.yaml", "sources/fund-law/url", ["https://["], "wrong-form", "not a web address"),
    (HOST + "sources.yaml", "sources/fund-law/url", ["https://ex\u2100mple.org"], "wrong-form", "address"),
    (HOST + "sources.yaml", "sources/fund-law/url", ["https://me@bank.example"], "wrong-form", "user name"),
    (HOST + "sources.yaml", "sources/fund-law/url", ["https://p\u0430ypal.com/"], "wrong-form", "Latin"),
    (HOST + "sources.yaml", "sources/fund-law/url", ["https://e.org:99999999/"], "wrong-form", "address"),
    (HOST + "sources.yaml", "sources/fund-law/url", ['https://e.org/"x'], "wrong-form", "%22"),
    (HOST + "sources.yaml", "sources/fund-law/url", ["https://e.org/" + "a" * 600], "wrong-form", "500"),
    (HOST + "country.yaml", "plates", [], "wrong-kind", "this list is empty"),
    (HOST + "country.yaml", "calling_code", "<b>", "wrong-form", "is not a calling code"),
    (SITE, "site_url", "https://e.org/?q", "wrong-form", "what follows"),
    (SITE, "site_url", "https://e.org/../up/", "wrong-form", "folder of site_url"),
    (SITE, "site_url", "https://e.org/{a}/", "wrong-form", "%7B"),
    (SITE, "site_url", "https://e.org/a*/", "wrong-form", "folder of site_url"),
    (SITE, "freshness/contacts", "3000000", "wrong-form", "at most 3650"),
    (SITE, "corridors", [{"origin": "sylvania", "host": "freedonia"} for _ in range(2)], "wrong-form", "listed twice"),
    (SITE, "papers", {"pairs": [["en", "xx"]]}, "dangling-reference", "site locale"),
    (SITE, "source_locale", "th", "dangling-reference", "site locale"),
    (SITE, "short_url", "a" * 5_000, "wrong-form", "at most 80"),
    (SHEET, "height_mm", "0", "wrong-form", "out of range"),
    (SHEET, "step_pt", "0", "wrong-form", "out of range"),
    (SHEET, "step_pt", "-1", "wrong-form", "out of range"),
    (SHEET, "largest_pt", "99999999", "wrong-form", "out of range"),
    (SHEET, "made", ["mono"] * 5_000, "too-large", "items of a list"),
    (SHEET, "panels/cover/blocks", [{"block": "band"} for _ in range(300)], "wrong-form", "too many"),
    (SHEET, "copies", {"sheet_width_mm": 297, "sheet_height_mm": 210, "across": 1_000_000, "down": 1},
     "wrong-form", "out of range"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1][:40]}")
def test_what_is_too_much_is_a_problem(content: Path, case: Case) -> None:
    name, keys, value, rule, words = case
    put(content / name, keys, value)
    problems = found(content)
    assert any(
        p.level == "error"
        and p.rule == rule
        and words in f"{p.message} {p.remedy}"
        and p.file == f"content/{name}"
        for p in problems
    ), problems
    assert all(len(str(p)) < 2_000 for p in problems)


def test_a_long_word_takes_no_time_outside_the_fields_that_limit_it(content: Path) -> None:
    # The largest file that is read at all, as one word.
    path = content / INTRO
    text = path.read_text("utf-8")
    path.write_text(text.replace("You may", "Y" + "o" * 1_900_000 + " may"), "utf-8")
    assert {p.rule for p in found(content) if p.level == "error"} == {"wrong-form"}


def test_a_country_may_not_have_the_name_of_a_shared_translation_file(content: Path) -> None:
    (content / "hosts" / "freedonia").rename(content / "hosts" / "hazards")
    assert any("other translation files" in p.message for p in found(content))


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("leaflets/extra.yml", 'Rename it to "extra.yaml".'),
        ("hosts/Freedonia/assistance.yaml", "lower-case letters"),
    ],
)
def test_a_misnamed_file_is_told_with_its_right_name(content: Path, name: str, remedy: str) -> None:
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("x: y\n")
    assert any(remedy in p.remedy for p in found(content) if p.file == f"content/{name}")


# --- what is handed in --------------------------------------------------------------------------

HEADER = b"key,source,translation,was\n"
PLACES = b"site,host,locale,address\n"
UNIT = b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'


def book(part: str, old: bytes, new: bytes) -> bytes:
    """A workbook of a few kilobytes, with one place of one part replaced."""
    data = RENDER["xlsx"](Sheet("my", (PassageRow("a:b", "draft", "x", "y"),)))
    return packed(data, lambda name, text: text.replace(old, new, 1) if name == part else text)


SHEET_1, LOOKS, MANY = "xl/worksheets/sheet1.xml", "xl/styles.xml", 3_000_000
CELLS_ = b"<row>" + b"<c/>" * MANY + b"</row></sheetData>"
HANDED_IN: list[tuple[str, Callable[[], bytes], str]] = [
    # what it is, its bytes, part of the message
    ("columns", lambda: HEADER + b"," * 15_000_000, "200 columns"),
    ("rows", lambda: HEADER + b"a,b,c,d\n" * 1_900_000, "50,000 rows"),
    ("bytes", lambda: HEADER + b"a" * 16_000_000, "16 MB"),
    ("elements", lambda: UNIT + b"<a/>" * 3_900_000 + b"</xliff>", "1,000,000 elements"),
    ("units", lambda: UNIT + b"<trans-unit/>" * 900_000 + b"</xliff>", "50,000 units"),
    ("lists", lambda: b'{"advisory_translations":1,"rows":[' + b"[]," * 5_000_000 + b"1]}", "1,500,000 parts"),
    ("rows of JSON", lambda: b'{"advisory_translations":1,"rows":[' + b"1," * 7_000_000 + b"1]}", "50,000 rows"),
    ("PO", lambda: b'msgid ""\nmsgstr ""\n' + b'\nmsgid "a"\nmsgstr "b"\n' * 700_000, "4,000,000 bytes"),
    ("cells", lambda: book(SHEET_1, b"</sheetData>", CELLS_), "500,000 cells"),
    ("cells with a prefix", lambda: book(SHEET_1, b"</sheetData>",
        b'<row xmlns:x="http://x">' + b"<x:c/>" * MANY + b"</row></sheetData>"), "500,000 cells"),
    ("formats", lambda: book(LOOKS, b"<cellXfs", b"<cellXfs>" + b"<xf/>" * MANY + b"</cellXfs><cellXfs"),
     "too many formats"),
    ("formats that break off", lambda: book(LOOKS, b"<cellXfs", b"<cellXfs>" + b"<xf/>" * MANY + b"<"),
     "too many formats"),
]  # fmt: skip


def test_a_damaged_part_that_nobody_reads_stops_no_import() -> None:
    data = book("xl/theme/theme1.xml", b"</a:theme>", b"")
    assert [row.key for row in parse_any(data).rows] == ["a:b"]


def peak_mib() -> int:
    """Most memory that this process had since that was last forgotten."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) // 1024


@pytest.fixture
def hungry() -> Callable[[], int]:
    """Tells how many MiB more than at its beginning a test had at the most."""
    forget = Path("/proc/self/clear_refs")
    forget.write_text("5")
    before = peak_mib()
    return lambda: peak_mib() - before


@pytest.mark.parametrize("case", HANDED_IN, ids=lambda case: case[0])
def test_what_is_handed_in_and_too_large_is_refused_within_seconds(
    case: tuple[str, Callable[[], bytes], str], hungry: Callable[[], int]
) -> None:
    _name, make, words = case
    data = make()
    # Of the processor: others may use the machine.
    started = time.process_time()
    with pytest.raises(UnreadableFormError, match=words):
        parse_any(data)
    assert time.process_time() - started < SECONDS
    assert hungry() < 500


@pytest.mark.parametrize(
    ("rows", "words"), [(b"a,b,c,d\n" * 60_000, "50,000 rows"), (b"", "200 columns")]
)
def test_a_table_of_places_has_an_end(rows: bytes, words: str) -> None:
    header = PLACES if rows else b"," * 1_000_000
    sites, faults = read_sites(header + rows, "in.csv", locales={})
    assert not sites
    assert len(faults) == 1
    assert words in faults[0]


def test_a_translation_file_that_is_too_large_is_a_problem(content: Path) -> None:
    locales = content.parent / "locales"
    shutil.copytree(TESTS / "example_locales", locales)
    path = next(locales.glob("my/LC_MESSAGES/hazards.po"))
    with path.open("ab") as file:
        file.truncate(8_000_000_000)
    problems = run(content, locales, today=TODAY, base=content.parent)[1]
    assert any(p.rule == "po-syntax" and "more than 4,000,000 bytes" in p.message for p in problems)


def test_what_is_read_at_all_is_looked_at_whole_for_changes() -> None:
    assert all(
        limit.most <= inputs.MOST_BYTES for limit in limits.LIMITS if limit.of.startswith("bytes of a ")
        and "unpacked" not in limit.of
    )  # fmt: skip


def test_each_limit_is_documented() -> None:
    text = DOC.read_text("utf-8")
    for limit in each(limits.LIMITS):
        assert f"| {limit.of} | {limit.most:,} |" in text, limit
