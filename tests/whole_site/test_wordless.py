"""Each real country's page without words: numbers that need none, light, no picture that says two things."""

from __future__ import annotations

import pytest
from support.each import each
from support.hosts import real_advisory

from generator.build.page_weight import budgets, compressed, page_kind
from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.records.wordless import WordlessEdition
from generator.products.icons import icon_names
from generator.products.wordless import page_of

HOSTS = (
    "thailand", "mexico",
    *(pytest.param(host, marks=pytest.mark.long) for host in ("malaysia", "japan", "south-korea", "singapore")),
)  # fmt: skip


def edition_of(advisory: Advisory) -> WordlessEdition:
    assert advisory.wordless is not None
    return advisory.wordless


@pytest.mark.parametrize("host", HOSTS)
def test_each_real_country_has_one_that_a_phone_can_pay(host: str) -> None:
    edition = edition_of(real_advisory(host))
    assert set(edition.pictures) <= icon_names()
    made = page_of(edition)
    assert page_kind(f"zxx/{host}/index.html") == "wordless"
    assert compressed(made) < budgets()["pages"]["wordless"] == 12_288
    assert 0 < len(str(edition.foot)) <= 100
    assert edition.numbers[0].picture == "ambulance"
    assert any("fire-service" in one.pictures for one in edition.numbers)
    # A step is never police, and no drawing is used with and without the slash.
    do = {s.picture for one in edition.hazards for s in (*one.see, *one.do)}
    dont = {s.picture for one in edition.hazards for s in one.dont}
    assert not do & dont
    assert "police" not in edition.pictures


@pytest.mark.parametrize("host", HOSTS)
def test_no_number_with_a_caution_is_there(host: str) -> None:
    advisory = real_advisory(host)
    for number in each(edition_of(advisory).numbers):
        for contact in number.plate.contacts:
            assert contact.national_emergency or not cautions_before(advisory, contact)
