"""Malaysia: what must stay true of its numbers, and of the phrases shown to helpers."""

from __future__ import annotations

import re

import pytest
from host_tools import digits, emergency_numbers, real_advisory
from leaflet_tools import ROOT, real_content
from pages_tools import parse

from generator.advisory import Advisory
from generator.load import Content
from generator.products.pages import page_set_of
from generator.products.pages.facts.contacts import speaking_contacts
from generator.products.pages.run import run_mkdocs

FOLDER = ROOT / "content" / "hosts" / "malaysia"

DOUBTFUL = {
    "03-2118 4800": "the main line of UNHCR, from memory only",
    "012-335 0512": "a line of Tenaganita, from memory only",
    "03-7770 3691": "one of two numbers of the office of Tenaganita",
    "03-2697 3671": "the other of two numbers of the office of Tenaganita",
    "012-223 4357": "a line for short messages of migrant workers, perhaps closed",
}
"""Numbers that stand in public lists and that contradict each other or could not be read where they belong."""


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


@pytest.fixture(scope="module")
def english() -> Advisory:
    return real_advisory("malaysia")


def test_each_emergency_number_of_the_country_is_a_contact(content: Content) -> None:
    known = emergency_numbers("MY")
    contacts = content.hosts["malaysia"].assistance.contacts.values()
    assert known == {"112", "999"}
    assert known <= {c.number for c in contacts if c.kind == "emergency"}


@pytest.mark.parametrize("number", DOUBTFUL)
def test_no_number_is_printed_that_we_could_not_read_where_it_belongs(number: str) -> None:
    files = [f for f in FOLDER.glob("*.yaml") if f.name != "sources.yaml"]
    files.append(ROOT / "content" / "origins" / "myanmar.yaml")
    for file in files:
        assert digits(number) not in digits(file.read_text("utf-8")), DOUBTFUL[number]


def test_no_line_claims_burmese_before_somebody_rang_it(english: Advisory) -> None:
    # No source was read that says it of any line there. A post of Myanmar is no line of help.
    assert [c for c in speaking_contacts(english) if not c.called_on] == []


def test_the_pages_say_that_no_line_in_burmese_was_found(english: Advisory) -> None:
    files = run_mkdocs(page_set_of(english, ("en",)))
    words = {name: parse(html).text() for name, html in files.items() if name.endswith(".html")}
    found = "We found no telephone line that says it answers in Burmese."
    assert found in words["en/malaysia/assistance/index.html"]
    claim = re.compile(r"(?<!that )says? (it|they) answers? in Burmese", re.IGNORECASE)
    claiming = {name for name, text in words.items() if claim.search(text)}
    # Two places to go to, which have no number, say that Burmese is spoken there.
    assert claiming == {"en/malaysia/where/index.html"}
