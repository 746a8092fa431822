"""Old paper and what is true today: every change of a fact ends in the right verdict."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from support.papers import CODE, edition_of, long_after, remembering
from support.records import all_changed, messages_changed, one_changed

from generator.localise.advisory import Advisory
from generator.localise.records.twins import MessageRecord
from generator.localise.texts import Run, Text, plain
from generator.model.leaflet import Leaflet
from generator.products.paper.editions.compare import compare, in_words
from generator.products.paper.editions.fact_record import all_carried, same
from generator.products.paper.editions.verdicts import PaperVerdict, verdicts


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory], example_format: Leaflet) -> Advisory:
    return remembering(example_advisory("en"), example_format)


def verdict(advisory: Advisory) -> PaperVerdict:
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
    contacts = one_changed(advisory.contacts, "open-door", number="6123 9999")
    found = verdict(replace(advisory, contacts=contacts))
    assert found.kind == "correct"
    assert [(fix.old, fix.new.number) for fix in found.corrections] == [("6123 4567", "6123 9999")]
    assert "open-door" not in {view.id for view in found.numbers}


def test_a_number_grouped_in_another_way_is_the_same(advisory: Advisory) -> None:
    contacts = one_changed(advisory.contacts, "open-door", number="61234567")
    assert verdict(replace(advisory, contacts=contacts)).kind == "good"


def test_a_contact_that_is_gone_is_crossed_out(advisory: Advisory) -> None:
    contacts = {key: one for key, one in advisory.contacts.items() if key != "open-door"}
    found = verdict(replace(advisory, contacts=contacts))
    assert found.kind == "correct"
    assert [(fix.old, fix.new) for fix in found.corrections] == [("6123 4567", None)]


def test_a_message_that_says_something_else_replaces_the_paper(advisory: Advisory) -> None:
    flood = advisory.hazards["flood"]
    key = next(
        m.id for m in flood.during if f"hazards.flood.{m.id}" in advisory.editions[CODE].facts
    )
    other = {"text": plain("Go into the water.", "en")}
    found = verdict(messages_changed(advisory, lambda m: other if m.id == key else {}))
    assert (found.kind, found.changed) == ("replace", (f"hazards.flood.{key}",))
    # The numbers on it are still worth a try.
    assert found.numbers


def test_a_message_that_is_gone_replaces_the_paper(advisory: Advisory) -> None:
    name = next(n for n in advisory.editions[CODE].facts if n.startswith("hazards.flood."))
    key = name.removeprefix("hazards.flood.")
    without = messages_changed(advisory, lambda m: None if m.id == key else {})
    assert verdict(without).kind == "replace"


def test_a_fact_that_the_paper_does_not_carry_changes_nothing(advisory: Advisory) -> None:
    assert "contacts.hill-clinic" not in advisory.editions[CODE].facts
    contacts = one_changed(advisory.contacts, "hill-clinic", number="6456 0000")
    assert verdict(replace(advisory, contacts=contacts)).kind == "good"


def test_a_better_translation_does_not_condemn_paper_but_of_a_life_line_it_does(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    advisory = example_advisory("en")
    flood = advisory.hazards["flood"]
    printed = remembering(advisory, example_format).editions[CODE].facts
    life, other = [
        message.id
        for message in (*flood.before, *flood.during, *flood.after)
        if f"hazards.flood.{message.id}" in printed
    ][:2]
    marked = messages_changed(advisory, lambda m: {"life_safety": m.id == life})
    before = remembering(marked, example_format)

    def better(key: str) -> Advisory:
        better = (Run("Said better.", "words", "en"),)
        return messages_changed(
            before, lambda m: {"text": replace(m.text, runs=better)} if m.id == key else {}
        )

    assert verdict(better(other)).kind == "good"
    assert verdict(better(life)).kind == "replace"


def test_a_new_number_in_a_life_line_is_a_correction_not_another_line(advisory: Advisory) -> None:
    def renumbered(message: MessageRecord) -> dict[str, Text]:
        runs = [replace(r, text="777") if r.kind == "tel" else r for r in message.text.runs]
        return {"text": replace(message.text, runs=tuple(runs))}

    contacts = all_changed(advisory.contacts, lambda one: {"number": one.number and "777"})
    changed = replace(messages_changed(advisory, renumbered), contacts=contacts)
    assert verdict(changed).kind == "correct"


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
        'phrases.p: the translation of this life-safety line changed. In English: "Help.".',
        'now.x: new. It says "Call.".',
    ]
    assert not compare(old, old)
