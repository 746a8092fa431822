"""Singapore: what must stay true of its numbers, of English as the language of helpers, and of its leaflet."""

from __future__ import annotations

import pytest
from host_tools import digits, emergency_numbers, real_advisory
from leaflet_tools import ROOT, real_content
from pages_tools import parse
from pypdfium2 import PdfDocument

from generator.advisory import Advisory
from generator.load import Content
from generator.products.leaflets import print_leaflet
from generator.products.leaflets.formats import own_formats
from generator.products.leaflets.sheet import draft
from generator.products.pages import page_set_of
from generator.products.pages.facts.contacts import speaking_contacts
from generator.products.pages.run import run_mkdocs
from generator.products.printed import Paper

FOLDER = ROOT / "content" / "hosts" / "singapore"

EXCEPTED = {"993": "no source was read that says who answers it"}
"""Numbers that the library of numbers calls emergency numbers there, and why they are no contact."""

DOUBTFUL = {
    "6297 7561": "a wrong digit of TWC2",
    "3138 4460": "an older line of HealthServe",
    "3138 4443": "an older line of HealthServe",
    "6664 0501": "the Red Cross in 2013",
    "6664 0502": "the Red Cross in 2013",
    "6334 2408": "the office for buildings, from an old page",
    "6334 2580": "the office for buildings, from an old page",
    "71999": "text messages to the police until 2024",
}
"""Numbers that stand in public lists and have ended, or could not be read where they belong."""


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


@pytest.fixture(scope="module")
def english() -> Advisory:
    return real_advisory("singapore")


@pytest.fixture(scope="module")
def files(english: Advisory) -> dict[str, bytes]:
    pages = run_mkdocs(page_set_of(english, ("en",)))
    return {name: html for name, html in pages.items() if name.endswith(".html")}


def test_each_emergency_number_of_the_country_is_a_contact(content: Content) -> None:
    known = emergency_numbers("SG")
    contacts = content.hosts["singapore"].assistance.contacts.values()
    named = {c.number for c in contacts if c.kind == "emergency"}
    assert known - named == set(EXCEPTED)
    assert named == {"995", "999"}


@pytest.mark.parametrize("number", DOUBTFUL)
def test_no_number_is_printed_that_has_ended_or_could_not_be_read(number: str) -> None:
    texts = [f.read_text("utf-8") for f in FOLDER.glob("*.yaml") if f.name != "sources.yaml"]
    origin = (ROOT / "content" / "origins" / "myanmar.yaml").read_text("utf-8")
    for text in (*texts, origin.split("\nsources:\n")[0]):
        assert digits(number) not in digits(text), DOUBTFUL[number]


def test_the_line_that_ends_is_never_said_without_its_last_day() -> None:
    for file in FOLDER.glob("*.yaml"):
        text = file.read_text("utf-8")
        if file.name != "sources.yaml":
            assert text.count('text: "1777"') == text.count('day: "2027-01-01"'), file.name


def test_no_line_claims_burmese_before_somebody_rang_it(english: Advisory) -> None:
    # No source was read that says it of any line there. A post of Myanmar is no line of help.
    assert [c for c in speaking_contacts(english) if not c.called_on] == []


def test_readers_of_english_see_each_phrase_once(
    english: Advisory, files: dict[str, bytes]
) -> None:
    # English is the language of helpers: there is nothing to translate it into.
    words = parse(files["en/singapore/show/index.html"]).text()
    said = {key: "".join(run.text for run in p.text.runs) for key, p in english.phrases.items()}
    for key, text in said.items():
        # Once in the list, once large when it was tapped; a longer phrase may hold a shorter one.
        assert words.count(text) == 2 * sum(text in other for other in said.values()), key


def test_the_day_of_the_siren_test_is_said(files: dict[str, bytes]) -> None:
    test = "fifteenth day of February and of September, at 18:20"
    assert any(test in parse(html).text() for html in files.values())


def test_two_labels_of_a_field_on_the_card_stay_on_one_line(english: Advisory) -> None:
    # Its height is fixed: a second line would lie on the line to write on. English labels are long.
    burmese = real_advisory("singapore", "my")
    made = draft(burmese, own_formats()["card"], Paper("singapore", "my", "card"), english)
    pages = PdfDocument(print_leaflet(made)[0])
    assert "Allergies, medicine" in pages[1].get_textpage().get_text_range()
