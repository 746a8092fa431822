"""What must be true of every host country, whatever it says; what it says is for the checks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
import yaml
from markupsafe import Markup
from pypdfium2 import PdfDocument
from support.each import each
from support.example import ROOT, TESTS
from support.hosts import digits, emergency_numbers, real_advisory
from support.pages import Element, parse
from support.real import real_content

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.po.catalog import po_path
from generator.products.pages.queries.contacts import bar, speaking_contacts
from generator.products.pages.sets import host_pages
from generator.products.paper import print_leaflet
from generator.products.paper.layout.sheet import draft
from generator.products.paper.names import Paper
from generator.text.plain import PLACEHOLDER

pytestmark = pytest.mark.thorough

HOSTS = sorted(real_content().hosts)
NUMBERS = yaml.safe_load((TESTS / "data/numbers_not_printed.yaml").read_text("utf-8"))


@cache
def tree(path: Path) -> Element:
    return parse(path.read_bytes())


def page(site: Path, host: str, key: str, locale: str = "en") -> Element:
    """A page of a host country as it was built."""
    return tree(site / locale / host / key / "index.html")


def origin_of(host: str) -> str:
    (origin,) = {row.origin for row in real_content().site.corridors if row.host == host}
    return origin


# --- numbers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_each_emergency_number_of_the_country_is_a_contact_or_we_say_why_not(host: str) -> None:
    own = real_content().hosts[host]
    numbers = each(emergency_numbers(own.country.code))
    named = {c.number for c in own.assistance.contacts.values() if c.kind == "emergency"}
    assert set(numbers) - named == set(NUMBERS["no_emergency"].get(host, ()))


def test_whose_numbers_must_not_be_printed_is_a_country_of_ours() -> None:
    assert {*NUMBERS["doubtful"], *NUMBERS["no_emergency"]} <= set(HOSTS)


def shown_numbers(site: Path, host: str) -> Iterator[str]:
    """Digits of every number in the data of *host*, which says all that its pages say."""
    data = json.loads((site / "data" / f"{host}.en.json").read_text("utf-8"))
    for text in texts_in(data):
        yield from (digits(one) for one in re.findall(r"\+?\d(?:[ ()-]*\d)*", text))


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            # A source is told with its title and address.
            if key not in ("sources", "url", "urls"):
                yield from texts_in(child)


@pytest.mark.parametrize("host", HOSTS)
def test_no_number_is_shown_that_nobody_could_read_where_it_belongs(
    host: str, real_site: Path
) -> None:
    shown = set(each(shown_numbers(real_site, host), at_least=50))
    listed = {**NUMBERS["doubtful"].get(host, {}), **NUMBERS["no_emergency"].get(host, {})}
    long = {number: why for number, why in listed.items() if len(digits(number)) > 5}
    assert {n: why for n, why in listed.items() if digits(n) in shown} == {}
    assert {n: why for n, why in long.items() if any(digits(n) in one for one in shown)} == {}


@pytest.mark.parametrize("host", HOSTS)
def test_no_page_shows_one_number_twice_in_its_bar(host: str) -> None:
    advisory = real_advisory(host)
    for spec in each(host_pages(advisory)):
        numbers = [contacts[0].number for contacts in bar(advisory, spec.key).plates]
        assert len(set(numbers)) == len(numbers), spec.key


@pytest.mark.parametrize("host", HOSTS)
def test_a_number_alone_in_its_bar_has_the_whole_of_it(host: str, real_site: Path) -> None:
    pages = sorted((real_site / "en" / host).rglob("index.html"))
    bars = [found for path in pages for found in tree(path).find("nav", class_="bar")]
    for found in each(bars, at_least=20):
        dialled = [link for link in found.find("a") if link.attributes["href"].startswith("tel:")]
        assert ("one" in found.attributes["class"].split()) == (len(dialled) == 1)


# --- languages --------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_where_no_line_says_that_it_answers_in_the_readers_language_the_page_says_so(
    host: str, real_site: Path
) -> None:
    speaking = speaking_contacts(real_advisory(host))
    words = page(real_site, host, "assistance").text()
    assert ("We found no telephone line that says it answers in" in words) is not bool(speaking)


SPOKEN = [
    host for host in HOSTS
    if real_content().hosts[host].country.language
    == real_content().origins[origin_of(host)].locales[0]
]  # fmt: skip


@pytest.mark.parametrize("host", each(SPOKEN))
def test_nobody_doubts_that_a_country_answers_in_its_own_language(host: str) -> None:
    advisory = real_advisory(host)
    assert speaking_contacts(advisory)
    said = " ".join(panel(advisory, name) for name in own_formats()["trifold"].panels)
    assert "It is not known whether they answer in" not in said
    assert "It is not known whether it comes in" not in said


def panel(advisory: Advisory, name: str) -> str:
    html = draft(advisory, own_formats()["trifold"]).panel_html(name, without=frozenset())
    return " ".join(str(Markup(html).striptags()).split())


@pytest.mark.parametrize("host", HOSTS)
def test_a_phrase_is_said_once_in_each_language(host: str, real_site: Path) -> None:
    """Where English is the language of helpers there is nothing to translate it into."""
    advisory = real_advisory(host)
    words = page(real_site, host, "show").text()
    said = {
        key: "".join(run.text for run in phrase.text.runs)
        for key, phrase in advisory.phrases.items()
    }
    for key, text in each(said.items()):
        # Once in the list, once large when it was tapped; a longer phrase may hold a shorter one.
        assert words.count(text) == 2 * sum(text in other for other in said.values()), key


@pytest.mark.parametrize("host", HOSTS)
def test_the_neutral_page_has_no_column_twice(host: str, real_site: Path) -> None:
    heads = [head.text() for head in page(real_site, host, "hide").find("th", scope="col")]
    assert len(set(each(heads, at_least=3))) == len(heads)


@pytest.mark.parametrize(("language", "letters"), [("ms", "az"), ("ja", "ぁヺ"), ("ko", "가힣")])
def test_each_phrase_is_there_in_the_language_that_only_helpers_read(
    language: str, letters: str
) -> None:
    first, last = letters
    entries = polib.pofile(str(po_path(ROOT / "locales", language, "phrases")))
    for entry in each(entry for entry in entries if not entry.obsolete):
        assert any(first <= letter <= last for letter in entry.msgstr), entry.msgctxt
        assert sorted(PLACEHOLDER.findall(entry.msgstr)) == sorted(
            PLACEHOLDER.findall(entry.msgid)
        ), entry.msgctxt
        assert "machine draft" in entry.tcomment, entry.msgctxt


# --- origins ----------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_an_advisory_holds_the_words_of_its_own_corridor_only(host: str) -> None:
    own = real_content().origins[origin_of(host)].corridors[host]
    assert set(real_advisory(host).corridor.posts) == set(own.posts)
    assert real_advisory(host).corridor.reader_line == own.reader_line


@pytest.mark.parametrize("host", HOSTS)
def test_nothing_of_another_origin_stands_on_its_pages(host: str, real_site: Path) -> None:
    others = [o.name for slug, o in real_content().origins.items() if slug != origin_of(host)]
    named = re.compile("|".join(rf"\b{re.escape(name)}" for name in each(others)))
    for path in each((real_site / "en" / host).rglob("index.html"), at_least=30):
        # The library may have been read in a manual for another country.
        words = tree(path).text().partition("Sources (")[0]
        assert not named.search(words), (path, named.search(words))


@pytest.mark.parametrize("host", HOSTS)
def test_each_post_has_its_caution_and_others_to_ask(host: str, real_site: Path) -> None:
    posts = real_content().origins[origin_of(host)].corridors[host].posts
    shown = page(real_site, host, "office")
    for key, post in each(posts.items()):
        assert post.cautions, key
        assert post.alternatives, key
        (card,) = shown.find("article", id=f"post-{key}")
        assert not re.search(r"\bNone\b", card.text())
        if post.address is None:
            assert "not known" in card.text()


# --- messages of its own ----------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_each_message_that_may_save_a_life_is_on_the_page_of_its_hazard(
    host: str, real_site: Path
) -> None:
    hazards = real_content().hosts[host].hazards.hazards
    messages = [
        (name, message)
        for name, hazard in hazards.items()
        for message in hazard.messages.values()
        if message.life_safety
    ]
    for name, message in each(messages):
        # Placeholders become numbers and names.
        pieces = [" ".join(piece.split()) for piece in re.split(r"%\([^)]*\)s", message.text)]
        words = page(real_site, host, f"hazards/{name}").text()
        assert all(piece in words for piece in pieces), (name, message.text)


# --- paper ------------------------------------------------------------------------------------

IN_ENGLISH = [
    host for host in HOSTS
    if real_content().hosts[host].country.language == real_content().site.source_locale
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("host", each(IN_ENGLISH))
def test_two_labels_of_a_field_on_the_card_stay_on_one_line(host: str) -> None:
    # Its height is fixed: a second line would lie on the line to write on. English labels are long.
    burmese, english = real_advisory(host, "my"), real_advisory(host)
    made = draft(burmese, own_formats()["card"], Paper(host, "my", "card"), english)
    pages = PdfDocument(print_leaflet(made)[0])
    assert "Allergies, medicine" in pages[1].get_textpage().get_text_range()
