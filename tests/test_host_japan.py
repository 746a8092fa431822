"""Japan: what must be on its pages, and the numbers that must not."""

from __future__ import annotations

import pytest
from host_tools import digits, emergency_numbers, real_advisory
from leaflet_tools import ROOT, real_content

JAPAN = real_content().hosts["japan"]

DOUBTFUL = {
    "0120-662-700": "an old number of the labour hotline in Burmese",
    "0570-001-706": "the Vietnamese line of the labour ministry",
    "0570-001-707": "a guess at its Burmese line",
    "0120-250-168": "the Vietnamese line of OTIT",
    "0120-250-302": "a guess at its Burmese line",
    "0120-76-2029": "a line of the pandemic, perhaps closed",
}
"""Numbers that stand in public lists for what they are not, or are not any more."""


def test_each_emergency_number_of_the_country_is_there():
    known = emergency_numbers("JP")
    assert known == {"110", "119"}
    assert known <= {contact.number for contact in JAPAN.assistance.contacts.values()}


@pytest.mark.parametrize("number", DOUBTFUL)
def test_no_number_that_the_sources_contradict_is_printed(number: str):
    for file in (ROOT / "content" / "hosts" / "japan").glob("*.yaml"):
        if file.name != "sources.yaml":
            assert digits(number) not in digits(file.read_text("utf-8")), DOUBTFUL[number]


@pytest.mark.parametrize("hazard", ["flood", "landslide", "storm"])
def test_level_four_is_on_page_and_paper(hazard: str):
    message = JAPAN.hazards.hazards[hazard].messages["leave-at-level-4"]
    assert message.life_safety
    assert message.carry == "paper"
    assert "level 4" in message.text


def test_an_advisory_holds_the_words_of_its_own_corridor_only():
    advisory = real_advisory("japan")
    assert set(advisory.corridor.posts) == {"tokyo"}
    assert advisory.corridor.reader_line == "link-to-myanmar"
