"""What must be true of every host country; of one alone, see test_host_HOST.py."""

from __future__ import annotations

import polib
import pytest
from host_tools import real_advisory
from leaflet_tools import ROOT, real_content

from generator.catalog import po_path
from generator.products.pages.facts.contacts import bar
from generator.products.pages.sets import host_pages
from generator.script.text import PLACEHOLDER


@pytest.mark.parametrize("host", real_content().hosts)
def test_no_page_shows_one_number_twice_in_its_bar(host: str) -> None:
    advisory = real_advisory(host)
    for page in host_pages(advisory):
        numbers = [contacts[0].number for contacts in bar(advisory, page.key).plates]
        assert len(set(numbers)) == len(numbers), page.key


@pytest.mark.parametrize(("language", "letters"), [("ms", "az"), ("ja", "ぁヺ"), ("ko", "가힣")])
def test_each_phrase_is_there_in_the_language_that_only_helpers_read(
    language: str, letters: str
) -> None:
    first, last = letters
    for entry in polib.pofile(str(po_path(ROOT / "locales", language, "phrases"))):
        if entry.obsolete:
            continue
        assert any(first <= letter <= last for letter in entry.msgstr), entry.msgctxt
        assert sorted(PLACEHOLDER.findall(entry.msgstr)) == sorted(
            PLACEHOLDER.findall(entry.msgid)
        ), entry.msgctxt
        assert "machine draft" in entry.tcomment, entry.msgctxt
