"""South Korea: what must stay true of its numbers."""

import pytest
from host_tools import emergency_numbers
from leaflet_tools import real_content

from generator.load import Host


@pytest.fixture(scope="module")
def host() -> Host:
    return real_content().hosts["south-korea"]


def test_each_emergency_number_of_the_country_is_a_contact(host: Host) -> None:
    known = emergency_numbers("KR")
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
