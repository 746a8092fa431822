"""Input that is too long, too many or of no form: a problem at its place, within seconds."""

from __future__ import annotations

import shutil
import time
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from generator.check import run
from generator.model import limits
from generator.problems import Problem
from generator.products.leaflets import load_formats

TESTS = Path(__file__).parent
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
    (INTRO, "x" * 100_000, "y", "unknown-key", "no key"),
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
    (SITE, "corridors", [], "wrong-kind", "this list is empty"),
    (SITE, "papers", {"pairs": [["en", "xx"]]}, "dangling-reference", "locale of the site"),
    (SITE, "source_locale", "th", "dangling-reference", "locale of the site"),
    (SITE, "short_url", "a" * 5_000, "wrong-form", "at most 80"),
    (SHEET, "height_mm", "0", "wrong-form", "out of range"),
    (SHEET, "step_pt", "0", "wrong-form", "out of range"),
    (SHEET, "step_pt", "-1", "wrong-form", "out of range"),
    (SHEET, "largest_pt", "99999999", "wrong-form", "out of range"),
    (SHEET, "folds_mm", ["1"] * 5_000, "too-large", "items of a list"),
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


def test_each_limit_is_documented() -> None:
    text = DOC.read_text("utf-8")
    for limit in limits.LIMITS:
        assert f"| {limit.of} | {limit.most:,} |" in text, limit
