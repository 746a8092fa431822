"""What may lie in a file of content, one line each: told with its place, in words, within seconds."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest
from support.example import BUILD_DAY, EXAMPLE, SMALL_LEAFLET

from generator.check import run
from generator.load.folder import ContentFolder
from generator.load.leaflet_formats import load_formats
from generator.problems import Problem, format_problems

pytestmark = pytest.mark.thorough

SITE = "site.yaml"
CARDS = "hosts/freedonia/assistance.yaml"
COUNTRY = "hosts/freedonia/country.yaml"
SOURCES = "hosts/freedonia/sources.yaml"
SCHEMES = "hosts/freedonia/insurance.yaml"
PAPER = "leaflets/trifold.yaml"

NAME, LABEL, NUMBER, KIND = (
    "name: Freedonia",
    "label: Ambulance",
    'number: "6345 6789"',
    "kind: emergency",
)
AMOUNT, DAYS, YEAR, READ = 'amount: "5000"', "days: 180", "year: 2025", 'read_on: "2026-11-01"'
ADDRESS, OFFER, CORRIDOR = (
    'site_url: "https://freedonia.test/"',
    "offer_from: 80",
    "    host: freedonia\n",
)
URL, SIDES, BLOCK = 'url: ["https://fund.test/law"]', "sides:\n", "block: plates"

LOCALES = EXAMPLE.joinpath(SITE).read_text().partition("\nlocales:")[2].partition("freshness:")[0]
LOCALES = f"locales:{LOCALES}"

Case = tuple[str, str, str, str]
"""File, what stands there, what stands there instead, and a part of what is said."""

TOLD: dict[str, Case] = {
    # values that nobody can read, or that are no number
    "joiner alone": (CARDS, LABEL, 'label: "\u200d"', "the text has no visible character"),
    "no-break space alone": (CARDS, LABEL, 'label: "\u00a0"', "the value is missing"),
    "500 accents": (CARDS, LABEL, 'label: "A' + "\u0301" * 500 + '"', "more than 8 marks follow one letter"),
    "turned round": (CARDS, LABEL, 'label: "Am\\u202ebulance"', "U+202E"),
    "soft hyphen": (CARDS, NUMBER, 'number: "6345\\u00ad6789"', "U+00AD"),
    "Arabic digits": (CARDS, NUMBER, 'number: "\u0661\u0662"', "is not a number that can be dialled"),
    "an address as number": (CARDS, NUMBER, 'number: "tel:1669"', "is not a number that can be dialled"),
    "5000 digits": (CARDS, NUMBER, f'number: "{"9" * 5000}"', "characters"),
    "negative amount": (SCHEMES, AMOUNT, 'amount: "-5"', "-5 is out of range. Write a number of at least 0."),
    "endless amount": (SCHEMES, AMOUNT, 'amount: "1e30"', "1e30"),
    "amount of 32 digits": (SCHEMES, AMOUNT, f'amount: "{"1" * 32}"', "is out of range"),
    "infinite amount": (SCHEMES, AMOUNT, "amount: Infinity", "Infinity"),
    "year before Christ": (SOURCES, YEAR, "year: -1", "-1 is out of range. Write a number of at least 1900."),
    "year of 5000 digits": (SOURCES, YEAR, f"year: {'9' * 5000}", "the number has too many digits. Write a shorter one."),
    "days of 20 digits": (SCHEMES, DAYS, f"days: {'9' * 20}", "is out of range. Write a number of at most 3650."),
    "days of 5000 digits": (SCHEMES, DAYS, f"days: {'9' * 5000}", "the number has too many digits."),
    "30 February": (SOURCES, READ, 'read_on: "2026-02-30"', '"2026-02-30" is not a day.'),
    "the year 10000": (SOURCES, READ, 'read_on: "10000-01-01"', "is not a day."),
    # addresses
    "no host": (SOURCES, URL, 'url: ["https://"]', "web address"),
    "broken IPv6": (SOURCES, URL, 'url: ["https://["]', "web address"),
    "another sign in the host": (SOURCES, URL, 'url: ["https://ex\u2100mple.org"]', "Copy it again from the browser."),
    "user name": (SOURCES, URL, 'url: ["https://gov.sg@evil.example/"]', "has a user name before its host. Remove the user name and the @."),
    "look-alike letter": (SOURCES, URL, 'url: ["https://g\u043ev.sg/"]', "must be in Latin letters. Write it as xn--"),
    "script": (SOURCES, URL, 'url: ["javascript:alert(1)"]', 'Start with "https://"'),
    "address of 10,000 letters": (SOURCES, URL, f'url: ["https://x.org/{"a" * 10_000}"]', "characters"),
    "site with ?": (SITE, ADDRESS, 'site_url: "https://freedonia.test/?x=1"', "site_url must end with a folder. Remove what follows the ? or #."),
    "site with *": (SITE, ADDRESS, 'site_url: "https://freedonia.test/*/"', "the folder of site_url may contain only letters, digits"),
    "site with ..": (SITE, ADDRESS, 'site_url: "https://freedonia.test/../etc/"', "the folder of site_url may contain only letters, digits"),
    "site with a quote": (SITE, ADDRESS, 'site_url: "https://freedonia.test/\\"x"', "Write it as %22."),
    "site with a port too many": (SITE, ADDRESS, 'site_url: "https://freedonia.test:99999999/"', "Copy it again from the browser."),
    # the site
    "pair of one": (SITE, OFFER, f"{OFFER}\npapers: {{pairs: [[my]]}}", "papers.pairs.0.1: this list needs one more entry. Add what is missing."),
    "pair of three": (SITE, OFFER, f"{OFFER}\npapers: {{pairs: [[my, en, es]]}}", "3 entries are too many; at most 2 are allowed. Remove some."),
    "pair of the same": (SITE, OFFER, f"{OFFER}\npapers: {{pairs: [[en, en]]}}", '"en" is paired with itself. Name two languages, or remove the pair.'),
    "pair of strangers": (SITE, OFFER, f"{OFFER}\npapers: {{pairs: [[en, yy]]}}", 'there is no site locale "yy".'),
    "region of nobody": (SITE, OFFER, f"{OFFER}\npapers: {{regions: [nowhere]}}", 'no host country has a region "nowhere"'),
    "corridor twice": (SITE, CORRIDOR, f"{CORRIDOR}  - origin: sylvania\n{CORRIDOR}", "is listed twice. Keep one."),
    "no language": (SITE, LOCALES, "locales: {}\n", "locales: too few entries; the minimum is 1. Add what is missing."),
    "language without a row": (SITE, "  es:\n", "  xal:\n    fallback: [en]\n  es:\n", "xal"),
    "language of other letters": (SITE, "source_locale: en", "source_locale: my", "all texts are in Latin letters"),
    "freshness of a million days": (SITE, "contacts: 365", "contacts: 3000000", "is out of range"),
    "calling code": (COUNTRY, 'calling_code: "65"', 'calling_code: "<b>"', "is not a calling code."),
    "no plate": (COUNTRY, "plates: [ambulance, fire-service, flood-office, police]", "plates: []", "Write at least one item."),
    # papers
    "no such template": (PAPER, BLOCK, "{block: words, template: nosuch}", 'there is no template "nosuch".'),
    "template elsewhere": (PAPER, BLOCK, "{block: words, template: ../../page}", "is not an id."),
    "no such phrase": (PAPER, BLOCK, "{block: phrases, ids: [nosuch]}", 'there is no phrase "nosuch". Correct the id, or remove it. Use one of: '),
    "million copies": (PAPER, SIDES, f"copies: {{sheet_width_mm: 297, sheet_height_mm: 210, across: 1000000, down: 1}}\n{SIDES}", "is out of range"),
    "step of nothing": (PAPER, SIDES, f"step_pt: 0\n{SIDES}", "is out of range"),
    # the file
    "directive": (CARDS, "# ", "%TAG ! tag:evil.example,2000:\n---\n# ", "the file contains a line with %TAG. Remove it"),
    "a second line in a value": (CARDS, KIND, 'kind: "x\\ny:1:1: error [fake] z"', "x\\u000ay"),
    "a second line in a key": (CARDS, f"    {LABEL}", '    "la\\nbel:1:1: error [fake] z": x', "la\\u000abel"),
}  # fmt: skip

OF_A_LIBRARY = re.compile(
    r"Input should|Field required|should have|Unable to parse|[Vv]alidation|Tuple|Dictionary|Decimal |None\b"
)


def problems_of(folder: Path) -> list[Problem]:
    content = folder / "content"
    problems = run(content, None, today=BUILD_DAY, base=folder)[1]
    return [
        *problems,
        *load_formats(content / "leaflets", folder, ContentFolder(content, folder))[1],
    ]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(SMALL_LEAFLET, tmp_path / "content" / "leaflets")
    return tmp_path


@pytest.mark.parametrize("case", TOLD)
def test_hostile_content_is_told_with_its_place(place: Path, case: str) -> None:
    name, old, new, said = TOLD[case]
    path = place / "content" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    began = time.monotonic()
    problems = problems_of(place)
    assert time.monotonic() - began < 10
    shown = format_problems(problems, "text")
    lines = [line for line in shown.splitlines() if said in line]
    assert any(line.startswith(f"content/{name}:") for line in lines), shown
    assert any(problem.level == "error" for problem in problems)
    assert len(shown.splitlines()) == len(problems) + 1
    assert not OF_A_LIBRARY.search(shown), shown


NAMES = {
    "hosts/Freedonia": 'the name "Freedonia" is not an id. Write lower-case letters',
    "hosts/free donia": 'the name "free donia" is not an id.',
    "hosts/interface": 'other translation files already have the name "interface"',
    "hosts/hazards": 'other translation files already have the name "hazards"',
    "hosts/phrases": 'other translation files already have the name "phrases"',
    "hosts/sylvania": 'other translation files already have the name "sylvania"',
}


@pytest.mark.parametrize("name", NAMES)
def test_a_country_of_an_impossible_name_is_told(place: Path, name: str) -> None:
    shutil.copytree(place / "content/hosts/freedonia", place / "content" / name)
    shown = format_problems(problems_of(place), "text")
    assert NAMES[name] in shown
    # "Did you mean" the name that stands there helps nobody.
    assert not re.search(r"content/(\S+?):.*Did you mean \"\1\"", shown)


def test_a_format_that_ends_in_yml_is_told(place: Path) -> None:
    (place / "content" / PAPER).rename(place / "content" / "leaflets" / "trifold.yml")
    shown = format_problems(problems_of(place), "text")
    assert "content/leaflets/trifold.yml:1:1: error [unknown-file]" in shown
