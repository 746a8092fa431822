"""Texts for readers: data that was typed into them, placeholders."""

from __future__ import annotations

import pytest
from support.check import OPTIONS, TODAY, rules, swap, with_file

from generator.check import run_checks
from generator.check.content.embedded_data import check_data_in_texts, check_placeholders


def text_rules(sentence: str) -> list[str]:
    content = swap("hosts/freedonia/assistance.yaml", "Advice in your own language.", sentence)
    found = [*check_data_in_texts(content, OPTIONS), *check_placeholders(content, OPTIONS)]
    return [p.rule for p in found]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Call 02 123 4567 now.", "msgid-number"),
        ("Call +66 2 123 4567 now.", "msgid-number"),
        ("Dial 112 now.", "msgid-number"),
        ("The number is 1234.", "msgid-number"),  # a contact's
        ("The number is ၁၂၃၄.", "msgid-number"),
        ("It costs 500 baht.", "msgid-money"),
        ("It costs 1,600-2,400 baht.", "msgid-money"),
        ("It costs THB 500.", "msgid-money"),
        ("It costs ฿500.", "msgid-money"),
        ("You get two thousand dollars.", "msgid-money"),
        ("It ends on 11 December 2026.", "msgid-date"),
        ("It ends on the 3rd May.", "msgid-date"),
        ("It ends in December 2026.", "msgid-date"),
        ("It ends on 2026-12-11.", "msgid-date"),
        ("It ends on 11/12/2026.", "msgid-date"),
        ("See https://x.test/a.", "msgid-url"),
        ("See www.x.test for more.", "msgid-url"),
        ("See help.or.th for more.", "msgid-url"),
        ("Write to a@b.org today.", "msgid-url"),
        ("Add @opendoor on LINE.", "msgid-url"),
        ("Half, 50%, is paid.", "placeholder-syntax"),
        ("Call %s now.", "placeholder-syntax"),
        ("Call %(open-door) now.", "placeholder-syntax"),
        ("Call %(nobody)s now.", "placeholder-unknown"),
        ("Call %(contact.nobody)s now.", "placeholder-unknown"),
        ("Call %(sea)s now.", "placeholder-unknown"),  # a role that this host does not give
    ],
)
def test_data_and_broken_placeholders_in_a_text(sentence, rule):
    assert text_rules(sentence) == [rule]


@pytest.mark.parametrize(
    "sentence",
    [
        "Go 15 cm deep for 180 days, or 3 months.",
        "It was so in 2011 and in 2004-2011.",
        "About 30,000 people live there.",
        "You may 2 times ask for it.",
        "Put it in the bank and pay in baht.",
        "Between September and November.",
        "Call %(ambulance)s, %(contact.open-door)s or %(safe_contact)s.",
        "Ask %(name.open-door)s first.",
        "Wait 30 minutes. Then go.",
    ],
)
def test_quantities_and_good_placeholders_may_stand(sentence):
    assert text_rules(sentence) == []


def test_library_can_name_roles_but_no_contact():
    content = swap("hazards/fire.yaml", "%(fire)s", "%(contact.ambulance)s")
    assert rules(content) == ["placeholder-unknown"]


def test_a_role_of_the_library_that_a_host_lacks_is_said_at_its_roles():
    content = swap("hosts/freedonia/country.yaml", "  disaster: flood-office\n", "")
    (problem,) = run_checks(content, publish=False, today=TODAY)
    assert (problem.rule, problem.where) == ("placeholder-unknown", "country.roles")
    assert "flood.messages.save-numbers.text" in problem.message


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("first-aid/bleeding.yaml", "Let the person lie down."),
        ("campaigns/rainy-season.yaml", "Put your papers in a plastic bag."),
        ("staff/procedures/death.yaml", "Sit down with the family in a quiet room."),
    ],
)
def test_every_text_of_the_library_asks_for_its_roles(name, old):
    """A role that nobody fills would end the build of the country, not the check."""
    (problem,) = run_checks(swap(name, old, "Call %(sea)s."), publish=False, today=TODAY)
    assert (problem.rule, problem.where) == ("placeholder-unknown", "country.roles")
    assert 'the role "sea" has no contact' in problem.message


def test_contact_without_a_number_cannot_be_named_as_a_number():
    content = with_file(
        "hosts/freedonia/assistance.yaml", lambda t: t.replace('    number: "6345 6789"\n', "")
    )
    found = rules(content)
    assert sorted(set(found)) == ["dangling-reference", "placeholder-unknown"]
