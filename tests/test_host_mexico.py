"""Mexico and Guatemala: numbers, cautions, and what a second origin must not inherit from the first."""

from __future__ import annotations

import re

import pytest
from host_tools import digits, emergency_numbers, real_advisory
from leaflet_tools import ROOT, real_content
from markupsafe import Markup
from pages_tools import Element, parse

from generator.advisory import Advisory
from generator.load import Content
from generator.products.leaflets.formats import own_formats
from generator.products.leaflets.sheet import Draft, draft
from generator.products.pages import page_set_of
from generator.products.pages.facts.contacts import speaking_contacts
from generator.products.pages.run import run_mkdocs

FOLDER = ROOT / "content" / "hosts" / "mexico"
ORIGIN = ROOT / "content" / "origins" / "guatemala.yaml"

REPLACED = {
    "060": "police, until 911 took its place in 2016 and 2017",
    "065": "Red Cross, until 911 took its place",
    "066": "emergencies, until 911 took its place",
    "068": "replaced by 911 too",
    "080": "in the list of phonenumbers alone; no source was read",
}
"""Numbers that phonenumbers calls emergency numbers and that must not be printed."""

DOUBTFUL = {
    "800 226 8769": "UNHCR, from memory only",
    "800 283 2753": "UNHCR, of a programme that ended",
    "800 028 7783": "search commission, contradicts the next",
    "800 028 7723": "search commission, contradicts the one before",
    "800 911 7877": "labour defence, in unofficial lists only",
    "800 717 2942": "labour defence, in unofficial lists only",
    "55 5533 5533": "citizens' council, in unofficial lists only",
    "55 5540 7520": "embassy, from memory only",
    "55 5209 8800": "COMAR, of a notice of 2022",
    "962 128 2277": "INM in Chiapas, of a notice of 2022",
    "971 713 2264": "shelter in Ixtepec, about 2014",
    "962 625 4812": "shelter in Tapachula, about 2014",
    "966 662 3797": "shelter in Arriaga, about 2014",
    "274 743 6227": "shelter in Tierra Blanca, about 2014",
    "2317 1100": "CONAMIGUA, in one unofficial list",
    "52 62 31 09": "search commission from abroad, printed in two ways",
    "800 842 8462": "help for victims, from memory only",
    "800 224 2426": "public defender, in one unofficial list",
}
"""Numbers that contradict each other, are too old, or could not be read where they belong."""

SHORT_AND_UNREAD = {"1541", "1571", "078", "088", *REPLACED}
"""Short numbers nobody could read where they belong, or that do not answer any more."""


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


@pytest.fixture(scope="module")
def english() -> Advisory:
    return real_advisory("mexico")


@pytest.fixture(scope="module")
def trees(english: Advisory) -> dict[str, Element]:
    files = run_mkdocs(page_set_of(english, ("en",)))
    return {name: parse(html) for name, html in files.items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def pages(trees: dict[str, Element]) -> dict[str, str]:
    return {name: tree.text() for name, tree in trees.items()}


@pytest.fixture(scope="module")
def trifold(english: Advisory) -> Draft:
    return draft(english, own_formats()["trifold"])


def panel(made: Draft, name: str) -> str:
    text = str(Markup(made.panel_html(name, without=frozenset())).striptags())
    return " ".join(text.split())


def written(content: Content) -> dict[str, str]:
    """The files with what readers see, without their sources."""
    files = [f for f in FOLDER.glob("*.yaml") if f.name != "sources.yaml"]
    texts = {f.name: f.read_text("utf-8") for f in files}
    texts[ORIGIN.name] = ORIGIN.read_text("utf-8").partition("\nsources:\n")[0]
    return texts


# --- numbers -----------------------------------------------------------------------------------


def test_each_emergency_number_of_the_country_is_a_contact_or_out_of_use(content: Content) -> None:
    known = emergency_numbers("MX")
    contacts = content.hosts["mexico"].assistance.contacts.values()
    assert known == {"911", *REPLACED}
    assert {c.number for c in contacts if c.kind == "emergency"} == {"911"}


@pytest.mark.parametrize("number", DOUBTFUL)
def test_no_number_is_printed_that_we_could_not_read_where_it_belongs(
    content: Content, number: str
) -> None:
    for name, text in written(content).items():
        numbers = [digits(found) for found in re.findall(r"\+?\d[\d ()-]{5,}\d", text)]
        assert not any(digits(number) in found for found in numbers), (name, DOUBTFUL[number])


def test_no_short_number_is_printed_that_nobody_could_read(content: Content) -> None:
    for name, text in written(content).items():
        quoted = set(re.findall(r'"(\d{3,4})"', text))
        assert not quoted & SHORT_AND_UNREAD, name


def test_one_number_for_all_stands_alone_in_the_bar_and_a_long_one_gets_the_wider_place(
    trees: dict[str, Element],
) -> None:
    (now,) = trees["en/mexico/now/index.html"].find("nav", class_="bar")
    (family,) = trees["en/mexico/family/index.html"].find("nav", class_="bar")
    assert now.attributes["class"] == "bar one"
    assert family.attributes["class"] == "bar long"


# --- where the country's advice differs ----------------------------------------------------------


def test_the_alert_that_comes_before_the_shaking_has_its_own_words(
    english: Advisory, pages: dict[str, str], trifold: Draft
) -> None:
    out = "go out only if you can be outside before the shaking"
    stay = "If not, stay in the safety zone"
    page = pages["en/mexico/hazards/earthquake/index.html"]
    assert out in page
    assert stay in page
    assert "Take cover at once when an earthquake alarm sounds" not in page
    # And shaking without an alert stays what it is everywhere.
    assert "Drop, cover your head and neck, hold on" in page
    assert out in panel(trifold, "dangers")
    assert stay in panel(trifold, "dangers")


def test_nobody_in_chiapas_waits_for_a_siren(content: Content) -> None:
    quake = content.hosts["mexico"].hazards.hazards["earthquake"]
    message = quake.messages["chiapas-no-siren"]
    assert message.life_safety
    assert message.carry == "paper"
    assert "do not wait for a siren" in message.text


def test_orange_and_red_are_on_page_and_paper(pages: dict[str, str], trifold: Draft) -> None:
    for words in ("Orange: leave now and go to the shelter", "Red: stay in the shelter"):
        assert words in pages["en/mexico/hazards/storm/index.html"]
        assert words in panel(trifold, "help")


# --- a second origin -------------------------------------------------------------------------


def test_nothing_of_the_first_origin_stands_on_its_pages(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        # The library may have been read in a manual for another country.
        words = text.partition("Sources (")[0]
        found = re.search(r"Myanmar|Burmese|Pink card|\bCI\b|Thai\b", words)
        assert not found, (name, found)


def test_papers_are_called_by_the_names_of_the_country(pages: dict[str, str]) -> None:
    text = pages["en/mexico/insurance/work-injury/index.html"]
    assert "Border worker card or residence card" in text
    assert "Regional visitor card" in text


def test_no_line_claims_a_mayan_language_before_somebody_rang_it(english: Advisory) -> None:
    claimed = {tag for c in english.contacts.values() for tag in c.languages or ()}
    assert claimed == {"es"}


def test_the_readers_language_is_the_countrys_own_and_nobody_doubts_it(
    english: Advisory, trifold: Draft
) -> None:
    assert speaking_contacts(english)
    cover = panel(trifold, "cover")
    assert "It is not known whether they answer in Spanish" not in cover
    assert "not called yet" in cover
    assert "It is not known whether it comes in Spanish" not in panel(trifold, "dangers")


def test_the_neutral_page_has_one_column_for_one_language(trees: dict[str, Element]) -> None:
    heads = trees["en/mexico/hide/index.html"].find("th", scope="col")
    assert [head.text() for head in heads] == ["Spanish", "123", "Word"]


def test_a_plate_of_the_cover_is_not_repeated_among_the_lines(trifold: Draft) -> None:
    lines = panel(trifold, "help").partition("They say they answer in Spanish")[2]
    assert "800 911 2000" in lines
    assert "Ambulance, fire, police" not in lines


def test_a_post_without_a_known_address_says_so_and_shows_no_empty_place(
    content: Content, pages: dict[str, str]
) -> None:
    posts = content.origins["guatemala"].corridors["mexico"].posts
    assert all(post.address is None for post in posts.values())
    text = pages["en/mexico/office/index.html"]
    assert not re.search(r"\bNone\b", text)
    assert "Its number, address and hours are not known." in text


def test_each_post_has_cautions_and_others_to_ask(content: Content) -> None:
    for post in content.origins["guatemala"].corridors["mexico"].posts.values():
        assert "fled" in post.cautions
        assert {"cndh", "unhcr"} <= set(post.alternatives)
