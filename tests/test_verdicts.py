"""Old paper and what is true today: every change of a fact ends in the right verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from paper_tools import CODE, edition_of, long_after, remembering

from generator.advisory import Advisory
from generator.model.leaflet import Leaflet
from generator.products.carried import all_carried, same
from generator.products.compare import compare, in_words
from generator.products.verdicts import Verdict, verdicts
from generator.view import Run, plain


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory], example_format: Leaflet) -> Advisory:
    return remembering(example_advisory("en"), example_format)


def verdict(advisory: Advisory) -> Verdict:
    return verdicts(advisory)[CODE]


def test_a_paper_of_today_is_good(advisory: Advisory) -> None:
    found = verdict(advisory)
    assert (found.kind, found.expired, found.corrections, found.changed) == ("good", False, (), ())
    assert {view.id for view in found.numbers} >= {"ambulance", "open-door"}


def test_every_fact_on_the_paper_is_one_that_can_be_judged(advisory: Advisory) -> None:
    printed = advisory.editions[CODE].facts
    assert len(printed) > 8
    assert set(printed) <= set(all_carried(advisory))


def test_another_number_is_crossed_out_and_the_new_one_written(advisory: Advisory) -> None:
    advisory.contacts["open-door"].number = "6123 9999"
    found = verdict(advisory)
    assert found.kind == "correct"
    assert [(fix.old, fix.new.number) for fix in found.corrections] == [("6123 4567", "6123 9999")]
    assert "open-door" not in {view.id for view in found.numbers}


def test_a_number_grouped_in_another_way_is_the_same(advisory: Advisory) -> None:
    advisory.contacts["open-door"].number = "61234567"
    assert verdict(advisory).kind == "good"


def test_a_contact_that_is_gone_is_crossed_out(advisory: Advisory) -> None:
    del advisory.contacts["open-door"]
    found = verdict(advisory)
    assert found.kind == "correct"
    assert [(fix.old, fix.new) for fix in found.corrections] == [("6123 4567", None)]


def test_a_message_that_says_something_else_replaces_the_paper(advisory: Advisory) -> None:
    flood = advisory.hazards["flood"]
    message = next(
        m for m in flood.during if f"hazards.flood.{m.id}" in advisory.editions[CODE].facts
    )
    message.text = plain("Go into the water.", "en")
    found = verdict(advisory)
    assert (found.kind, found.changed) == ("replace", (f"hazards.flood.{message.id}",))
    # The numbers on it are still worth a try.
    assert found.numbers


def test_a_message_that_is_gone_replaces_the_paper(advisory: Advisory) -> None:
    flood = advisory.hazards["flood"]
    name = next(n for n in advisory.editions[CODE].facts if n.startswith("hazards.flood."))
    for phase in (flood.before, flood.during, flood.after):
        phase[:] = [m for m in phase if f"hazards.flood.{m.id}" != name]
    assert verdict(advisory).kind == "replace"


def test_a_fact_that_the_paper_does_not_carry_changes_nothing(advisory: Advisory) -> None:
    assert "contacts.hill-clinic" not in advisory.editions[CODE].facts
    advisory.contacts["hill-clinic"].number = "6456 0000"
    assert verdict(advisory).kind == "good"


def test_a_better_translation_does_not_condemn_paper_but_of_a_life_line_it_does(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    advisory = example_advisory("en")
    flood = advisory.hazards["flood"]
    printed = remembering(advisory, example_format).editions[CODE].facts
    life, other = [
        message
        for message in (*flood.before, *flood.during, *flood.after)
        if f"hazards.flood.{message.id}" in printed
    ][:2]
    life.life_safety, other.life_safety = True, False
    before = remembering(advisory, example_format)
    other.text = replace(other.text, runs=(Run("Said better.", "words", "en"),))
    assert verdict(before).kind == "good"
    life.text = replace(life.text, runs=(Run("Said better.", "words", "en"),))
    assert verdict(before).kind == "replace"


def test_a_new_number_in_a_life_line_is_a_correction_not_another_line(advisory: Advisory) -> None:
    for hazard in advisory.hazards.values():
        for message in (*hazard.before, *hazard.during, *hazard.after):
            runs = [replace(r, text="777") if r.kind == "tel" else r for r in message.text.runs]
            message.text = replace(message.text, runs=tuple(runs))
    for contact in advisory.contacts.values():
        if contact.number:
            contact.number = "777"
    assert verdict(advisory).kind == "correct"


def test_a_translation_that_arrives_does_not_condemn_what_fell_back() -> None:
    assert same("1a2b3c4d", "1a2b3c4d 00000000")
    assert same("1a2b3c4d 00000000", "1a2b3c4d")
    assert not same("1a2b3c4d", "99999999 00000000")


def test_paper_is_old_from_its_first_overdue_day(advisory: Advisory) -> None:
    until = advisory.editions[CODE].valid_until
    assert not verdict(replace(advisory, today=until - timedelta(days=1))).expired
    assert verdict(replace(advisory, today=until)).expired
    assert verdict(long_after(advisory)).numbers


def test_the_newest_code_comes_first(advisory: Advisory, example_format: Leaflet) -> None:
    second = edition_of(advisory, example_format)
    both = replace(advisory, editions={**advisory.editions, "SG-en-261102-aaaa": second})
    assert list(verdicts(both)) == ["SG-en-261102-aaaa", CODE]


def test_differences_are_told_in_plain_words() -> None:
    old = {
        "contacts.fire": "199",
        "rules.a": "11111111",
        "contacts.b": "5",
        "phrases.p": "7777aaaa 1",
    }
    new = {
        "contacts.fire": "1784",
        "rules.a": "22222222",
        "now.x": "33333333",
        "phrases.p": "7777aaaa 2",
    }
    sentences = {"11111111": "Wait.", "22222222": "Go.", "33333333": "Call.", "7777aaaa": "Help."}
    told = list(in_words(compare(old, new), old, new, sentences, {"contacts.fire": "Fire service"}))
    assert told == [
        "Fire service: the number was 199 and is 1784. Cross out 199, write 1784.",
        "contacts.b: no longer there. It said contacts.b, 5. Cross out 5.",
        'rules.a: it said "Wait." and says "Go.".',
        'phrases.p: translated anew, and a life hangs on it. In English: "Help.".',
        'now.x: new. It says "Call.".',
    ]
    assert not compare(old, old)
