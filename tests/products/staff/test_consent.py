"""Consent: its words stand nowhere before they are signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.localise.advisory import Advisory
from generator.localise.records.twins import ConsentRecord
from generator.localise.texts import Text, TextState
from generator.products.staff.consent import shown

Make = Callable[[str], Advisory]


def consent(advisory: Advisory, name: str) -> ConsentRecord:
    assert advisory.staff is not None
    return advisory.staff.words.consents[name]


def in_state(one: ConsentRecord, state: TextState) -> ConsentRecord:
    def changed(text: Text) -> Text:
        return replace(text, state=state)

    says = {key: changed(text) for key, text in one.says.items()}
    return replace(one, title=changed(one.title), says=says, take_back=changed(one.take_back))


def test_the_source_is_shown_when_it_is_signed_and_only_then(example_advisory: Make):
    advisory = example_advisory("en")
    assert shown(consent(advisory, "passing-on"), advisory)
    assert not shown(consent(advisory, "family-message"), advisory)


def test_a_translation_is_shown_when_all_of_it_was_read_by_a_second_person(example_advisory: Make):
    advisory = example_advisory("my")
    signed = consent(advisory, "passing-on")
    for state in ("missing", "behind", "draft"):
        assert not shown(in_state(signed, state), advisory), state
    reviewed = in_state(signed, "reviewed")
    assert shown(reviewed, advisory)
    half = replace(reviewed, take_back=replace(reviewed.take_back, state="draft"))
    assert not shown(half, advisory)
    assert not shown(replace(reviewed, signed=None), advisory)
