"""South Korea: what must stay true of its numbers and of the phrases shown to helpers."""

from pathlib import Path

import polib
import pytest
from phonenumbers import shortnumberinfo

from generator.catalog import po_path
from generator.load import Host, load_content
from generator.script.text import PLACEHOLDER

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def host() -> Host:
    return load_content(ROOT / "content")[0].hosts["south-korea"]


def test_each_emergency_number_of_the_country_is_a_contact(host: Host) -> None:
    known = {
        number
        for number in map(str, range(100, 1000))
        if shortnumberinfo.is_emergency_number(number, "KR")
    }
    kept = {c.number for c in host.assistance.contacts.values() if c.kind == "emergency"}
    assert known == {"112", "119"}
    assert known <= kept


def test_no_line_claims_burmese_before_somebody_rang_it(host: Host) -> None:
    # No list that names Burmese was read for any line there (only volunteers of one province).
    claims = {
        key
        for key, contact in host.assistance.contacts.items()
        if contact.number and "my" in (contact.languages or ()) and not contact.called_on
    }
    assert claims == set()


def test_each_phrase_is_there_in_korean() -> None:
    for entry in polib.pofile(str(po_path(ROOT / "locales", "ko", "phrases"))):
        if entry.obsolete:
            continue
        assert any("가" <= letter <= "힣" for letter in entry.msgstr), entry.msgctxt
        assert sorted(PLACEHOLDER.findall(entry.msgstr)) == sorted(
            PLACEHOLDER.findall(entry.msgid)
        ), entry.msgctxt
        assert "machine draft" in entry.tcomment, entry.msgctxt
