"""Who helps with what: one number for all it helps with, what to do first, by when; and what the record says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.example import ROOT
from support.real import real_content

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model.leaflet import Block
from generator.products.paper.content.block_records import ReferralList
from generator.products.paper.content.picker import Picker
from generator.products.paper.content.referral_blocks import first_of, referrals
from generator.products.paper.editions.content_ids import ids_for_paper, ids_on_paper
from generator.products.paper.layout.sheet import draft
from generator.products.paper.names import Paper

pytestmark = pytest.mark.thorough

BLOCK = Block(block="referrals", most=10)


def printed(advisory: Advisory, block: Block = BLOCK, paper: Paper | None = None) -> ReferralList:
    found = referrals(block, Picker(advisory, paper))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def thailand() -> Advisory:
    return next(load_advisories(real_content(), ROOT / "locales", Selection("thailand", "en")))


def test_each_number_stands_once_with_all_that_it_helps_with(thailand: Advisory) -> None:
    groups = printed(thailand).groups
    numbers = [tuple(str(plate.number) for plate in group.plates) for group in groups]
    assert len(numbers) == len(set(numbers)) < sum(len(group.rows) for group in groups) == 10
    by_need = {str(row.text): group for group in groups for row in group.rows}
    assert by_need["Hurt at work"] is by_need["Family missing"]
    assert str(by_need["Hurt at work"].plates[0].label) == "LPN"


def test_a_deadline_and_its_scheme_stand_in_the_record(thailand: Advisory) -> None:
    picker = Picker(thailand)
    referrals(BLOCK, picker)
    assert {"referrals.hurt-at-work", "contacts.lpn", "schemes.work-injury.deadline"} <= set(
        picker.carried
    )


def test_what_a_hazard_says_is_said_in_its_own_words_and_recorded_as_its_own(
    thailand: Advisory,
) -> None:
    """One verdict (CARE 30): the line is signed once, where it stands."""
    picker = Picker(thailand)
    rows = [row for group in referrals(BLOCK, picker).groups for row in group.rows]  # type: ignore[union-attr]
    smell = next(row for row in rows if str(row.text) == "Chemical smell")
    message = next(m for m in thailand.hazards["chemical"].during if m.id == "walk-away")
    assert smell.first == message.text
    assert "hazards.chemical.walk-away" in picker.carried


def test_a_host_message_in_its_place_speaks_instead(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    line = replace(advisory.referrals["water-comes"], message="flood.messages.leave-before-water")
    assert str(first_of(line, advisory)) == "Go to the school on the hill in Firefly."


def test_a_contact_that_is_not_for_paper_any_more_is_not_printed(thailand: Advisory) -> None:
    fire = replace(thailand.contacts["fire"], carry="page")
    changed = replace(thailand, contacts={**thailand.contacts, "fire": fire})
    groups = printed(changed).groups
    assert not any(str(plate.number) == "199" for group in groups for plate in group.plates)
    assert "Chemical smell" in {str(row.text) for group in groups for row in group.rows}


def test_the_block_after_seven_begins_with_the_eighth(thailand: Advisory) -> None:
    names = [str(one.text) for one in thailand.referrals.values()]
    rows = printed(thailand, Block(block="referrals", after=7, most=2)).groups
    assert [str(row.text) for group in rows for row in group.rows] == names[7:9]


def test_a_record_answers_in_the_words_of_content(thailand: Advisory) -> None:
    names = [
        "contacts.lpn", "hazards.flood.leave-before-water", "now.nobody-answers", "rules.hospital-first",
        "guides.shelter.go-and-ask", "insurance.receipts", "answers.id_shown", "warnings.loud-alert",
        "prepare.go_bag.water", "schemes.work-injury.deadline", "referrals.hospital",
    ]  # fmt: skip
    assert ids_on_paper(names, thailand) >= {
        "assistance.contacts.lpn", "flood.messages.leave-before-water", "now.nobody-answers",
        "assistance.rules.hospital-first", "guides.guides.shelter.steps.go-and-ask",
        "insurance.points.receipts", "assistance.answers.id_shown", "hazards.warnings.loud-alert",
        "insurance.schemes.work-injury.deadline", "referrals.referrals.hospital",
        "guides.guides.hospital.steps.cannot-pay",
    }  # fmt: skip


def test_a_message_of_the_host_answers_for_the_one_it_replaces(
    example_advisory: Callable[[str], Advisory],
) -> None:
    found = ids_on_paper(["hazards.flood.go-to-school"], example_advisory("en"))
    assert found == {
        "hazards.hazards.flood.messages.go-to-school",
        "flood.messages.leave-before-water",
    }


def test_what_is_for_pages_only_is_not_for_paper(thailand: Advisory) -> None:
    ids = ids_for_paper(thailand)
    assert "assistance.rules.hospital-first" in ids
    assert "assistance.rules.shelter-apart" not in ids
    assert "assistance.rules.injury-no-papers" in ids, "a line for paper says it in short"


def test_every_real_paper_that_lists_numbers_says_who_helps_with_what(thailand: Advisory) -> None:
    formats = own_formats()
    for name in ("trifold", "booklet", "plan"):
        carried = draft(thailand, formats[name], Paper("thailand", "en", name)).carried
        assert {f"referrals.{key}" for key in thailand.referrals} <= set(carried), name


def test_a_book_prints_every_rule_and_step_that_paper_may_carry(thailand: Advisory) -> None:
    carried = draft(thailand, own_formats()["booklet"], Paper("thailand", "en", "booklet")).carried
    rules = {f"rules.{key}" for key, rule in thailand.rules.items() if rule.carry == "paper"}
    steps = {
        f"guides.{slug}.{key}"
        for slug, guide in thailand.guides.guides.items()
        for key, step in guide.steps.items()
        if step.carry == "paper"
    }
    assert rules
    assert steps
    assert rules | steps <= set(carried)
