"""Contacts that share a number are one plate, in every product; each of them is still recorded, each caution kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

import pytest
from markupsafe import Markup
from support.each import each
from support.pages import parse
from support.records import one_changed

from generator.localise.advisory import Advisory
from generator.localise.number_plates import MOST_PICTURES, number_plates
from generator.localise.records.contacts import ContactRecord
from generator.localise.texts import plain
from generator.products import cards, pages, pocket
from generator.products.channels import all_text
from generator.products.pages import queries
from generator.products.paper import draft_of, own_formats
from generator.products.paper.names import Paper

Make = Callable[[str], Advisory]
PAPERS = ("booklet", "card", "plan", "poster", "show", "trifold")
WITH_PLATES = ("", "now", "where", "find", "print", "notices", "offline")


@pytest.fixture
def shared(example_advisory: Make) -> Advisory:
    """Freedonia, where fire service and ambulance have one number."""
    advisory = example_advisory("en")
    assert advisory.country.plates[:2] == ("ambulance", "fire-service")
    one, two = (advisory.contacts[key] for key in advisory.country.plates[:2])
    assert one.plate_tel.href == two.plate_tel.href
    return advisory


def with_one_number(advisory: Advisory) -> Advisory:
    """The same country, where one number answers for everything."""
    country = replace(
        advisory.country,
        plates=("ambulance",),
        roles=MappingProxyType(
            {**advisory.country.roles, "fire": "ambulance", "police": "ambulance"}
        ),
    )
    return replace(advisory, country=country)


def contact(advisory: Advisory, key: str, **changed: object) -> ContactRecord:
    return replace(advisory.contacts[key], **changed)  # type: ignore[arg-type]


def test_one_number_is_one_plate_with_all_names_and_pictures(shared: Advisory) -> None:
    first, *others = number_plates(queries.plate_contacts(shared), shared.country.roles)
    assert first.ids == ("ambulance", "fire-service")
    assert all(str(one.label) in str(first.label) for one in first.contacts)
    assert first.icons == tuple(one.icon for one in first.contacts)
    assert len({plate.tel.href for plate in [first, *others]}) == len(others) + 1
    assert {key for plate in [first, *others] for key in plate.ids} == set(shared.country.plates)


def test_numbers_are_one_by_what_is_dialled_however_they_are_written(shared: Advisory) -> None:
    one = contact(shared, "ambulance")
    two = contact(shared, "police", tel=replace(one.plate_tel, text="9-95"))
    (plate,) = number_plates([one, two], {})
    assert plate.ids == ("ambulance", "police")
    assert number_plates([], {}) == []
    with pytest.raises(ValueError, match="has no number"):
        number_plates([contact(shared, "police", tel=None)], {})


def test_the_weakest_proof_stands_on_the_plate(shared: Advisory) -> None:
    one, two = (contact(shared, key) for key in shared.country.plates[:2])
    strong = replace(one.proof, grade="a", basis="called", called_on=one.proof.read_on)
    called = replace(one, proof=strong, called_on=strong.called_on, answered_in="my")
    for grade in ("b", "c"):
        weak = replace(two.proof, grade=grade, basis="source", called_on=None)
        doubtful = replace(two, proof=weak, tel=replace(two.plate_tel, grade=grade))
        for order in ((called, doubtful), (doubtful, called)):
            (plate,) = number_plates(order, {})
            assert plate.proof == weak
            assert plate.tel.grade == grade
            assert plate.called_on is None
            assert plate.answered_in is None
    older = replace(two, proof=replace(one.proof, basis="source", year=2001))
    newer = replace(one, proof=replace(one.proof, basis="source", year=2025))
    assert number_plates([newer, older], {})[0].proof.year == 2001


def test_no_more_is_claimed_than_holds_for_each(shared: Advisory) -> None:
    one, two = (contact(shared, key) for key in shared.country.plates[:2])
    both = [replace(one, languages=("es", "my"), cost="free"), replace(two, languages=("es",))]
    (plate,) = number_plates([both[0], replace(both[1], cost="ordinary")], {})
    assert plate.languages == ("es",)
    assert plate.cost is None
    assert number_plates([both[0], replace(two, languages=None)], {})[0].languages is None


def test_whoever_answers_for_several_roles_has_their_pictures(shared: Advisory) -> None:
    (plate,) = queries.plates(with_one_number(shared))
    assert plate.icons[-2:] == ("fire-service", "police")
    assert len(plate.icons) <= MOST_PICTURES


@pytest.mark.parametrize("alone", [False, True])
def test_no_page_and_no_file_shows_a_number_twice_among_its_plates(
    shared: Advisory, alone: bool
) -> None:
    advisory = with_one_number(shared) if alone else shared
    made = pages.plan([advisory])[0].make()
    base = f"{advisory.locale}/{advisory.host}/"
    shown = {key: made[f"{base}{key}/".replace("//", "/") + "index.html"] for key in WITH_PLATES}
    (target,) = pocket.plan([advisory])
    shown |= target.make()
    for name, data in each(shown.items()):
        (group,) = parse(data).find("div", class_="plates")
        dialled = [link.attributes["href"] for link in group.find("a")]
        assert len(dialled) == len(set(dialled)) > 0, name
        solo = group.find("a", class_="solo")
        assert len(solo) == alone, name
        assert all(str(queries.plates(advisory)[0].label) in one.text() for one in solo), name


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_prints_a_number_twice_among_its_plates_and_all_ids_are_recorded(
    name: str, shared: Advisory
) -> None:
    which = Paper(shared.host, "en", name)
    prepared = draft_of(which, {"en": shared}, own_formats()[name])
    (html,) = (str(p.html) for p in prepared.pieces.values() if p.block.block == "plates")
    digits = re.finditer(r'<([pb]) class="digits">.*?</\1>', html)
    numbers = [Markup(one[0]).striptags() for one in digits]
    may = [one for one in queries.plate_contacts(shared) if one.carry == "paper"]
    assert len(numbers) == len(set(numbers)) == len(may) - 1
    assert {f"contacts.{one.id}" for one in may} <= set(prepared.carried)


def test_a_card_says_each_number_once(shared: Advisory) -> None:
    html = cards.cards_of(shared).html.split("</section>")[0]
    numbers = re.findall(r'class="n">([^<]+)</span></div>', html)
    assert len(numbers) == len(set(numbers)) == 3
    assert "n1" in cards.cards_of(with_one_number(shared)).html


def test_a_caution_of_one_of_them_stands_before_the_number(shared: Advisory) -> None:
    caution = plain("They ask for papers.", "en")
    contacts = one_changed(
        shared.contacts, "fire-service", national_emergency=False, without_papers="no",
        without_papers_words=caution,
    )  # fmt: skip
    cautious = replace(shared, contacts=contacts)
    plate = queries.plates(cautious)[0]
    assert plate.ids == ("ambulance", "fire-service")
    (line,) = (line for line in all_text.render(cautious).splitlines() if str(plate.label) in line)
    assert line.index(str(caution)) < line.index(plate.tel.text)
    # A text message has no room for it: there the number stays behind.
    assert plate.tel.text in queries.numbers_as_text(shared).split()
    assert plate.tel.text not in queries.numbers_as_text(cautious).split()


@pytest.mark.parametrize("name", ["booklet", "card", "poster", "trifold"])
def test_no_paper_doubts_or_claims_the_language_that_readers_and_country_share(
    name: str, shared: Advisory
) -> None:
    people = replace(shared.people, locales=("en",))
    own = replace(shared, people=people, country=replace(shared.country, language="en"))
    claims = re.compile("answers? in|speaks? English|reads? English")
    for advisory, foreign in ((shared, True), (own, False)):
        prepared = draft_of(Paper("freedonia", "en", name), {"en": advisory}, own_formats()[name])
        kinds = ("reader-line", "languages", "phrases")
        said = " ".join(
            str(Markup(one.html).striptags())
            for one in prepared.pieces.values()
            if one.block.block in kinds
        )
        assert bool(claims.search(said) or 'class="claim"' in said) == foreign, said
        assert str(advisory.contacts[advisory.corridor.reader_line].number) in said
