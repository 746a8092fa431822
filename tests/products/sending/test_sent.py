"""What may be sent: nothing but what was judged for it, each number behind its caution, nothing unsigned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support.signed import signed

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before, with_cautions
from generator.localise.texts import Run, Text, plain
from generator.products.sending.sent import may_be_sent, number_of, numbers_of, said
from generator.products.sending.signed import exercise_mark, is_signed, release, signed_count


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def test_only_what_was_judged_for_it_may_be_sent(advisory: Advisory) -> None:
    contact = advisory.contacts["fire-service"]
    for carry, may in (("page", False), ("sent", True), ("paper", True)):
        assert may_be_sent(replace(contact, carry=carry)) is may  # type: ignore[arg-type]
    assert not may_be_sent(replace(contact, carry="paper", sensitive=True))
    message = advisory.hazards["flood"].during[0]
    assert not may_be_sent(replace(message, carry="paper", inferred=True))


def test_a_number_stands_behind_its_caution(advisory: Advisory) -> None:
    key = next(
        key
        for key, contact in advisory.contacts.items()
        if cautions_before(advisory, contact) and contact.tel and not contact.sensitive
    )
    contact = replace(advisory.contacts[key], carry="paper")
    advisory = replace(advisory, contacts={**advisory.contacts, key: contact})
    line = str(number_of(advisory, key))
    assert contact.tel is not None
    caution = said(cautions_before(advisory, contact))
    assert line.index(caution) < line.index(contact.tel.text)
    named = Text((replace(contact.tel, contact=key), Run("!", "words", "en")), "en", "source")
    assert said(with_cautions(advisory, named)) == f"{caution} {contact.tel.text}!"


def test_a_line_of_the_state_is_never_first_nor_alone(advisory: Advisory) -> None:
    police = replace(advisory.contacts["police"], carry="paper", national_emergency=False)
    helper = replace(advisory.contacts["fire-service"], carry="paper")
    contacts = {**advisory.contacts, "police": police, "fire-service": helper}
    advisory = replace(advisory, contacts=contacts)
    assert numbers_of(advisory, ["police"]) == []
    both = numbers_of(advisory, ["police", "fire-service"])
    assert [one.contact.id for one in both] == ["fire-service", "police"]
    assert both[1].cautions


def test_nothing_leaves_that_two_people_have_not_signed(advisory: Advisory) -> None:
    text = advisory.hazards["flood"].during[0].text
    assert not is_signed(text, advisory)
    assert release([text], advisory, allow_draft=False) is None
    assert release([text], advisory, allow_draft=True) == "exercise"
    own = replace(advisory, signed=frozenset([text.source]))
    assert release([text], own, allow_draft=False) == "signed"
    # One word more, and nobody has signed it.
    changed = replace(text, source=f"{text.source} Now.")
    assert release([text, changed], own, allow_draft=False) is None
    assert str(signed_count([text, text, changed], own)) == "1 of 2"


def test_a_translation_needs_both_signatures(example_advisory: Callable[[str], Advisory]) -> None:
    advisory = signed(example_advisory("my"))
    for state, may in (("draft", False), ("behind", False), ("missing", False), ("reviewed", True)):
        text = Text((Run("x", "words", "my"),), "my", state, "x")  # type: ignore[arg-type]
        assert is_signed(text, advisory) is may
        assert not is_signed(text, replace(advisory, signed=frozenset()))
    assert is_signed(plain("a name", "es"), advisory)


def test_an_exercise_says_so_in_the_language_of_its_readers() -> None:
    assert exercise_mark("en") == "EXERCISE: "
    assert exercise_mark("my").startswith("EXERCISE/လေ့ကျင့်မှု")


def test_a_number_in_a_caution_stands_behind_its_own(advisory: Advisory) -> None:
    key = advisory.corridor.safe_contacts["general"]
    helper = replace(
        advisory.contacts[key],
        more=None,
        without_papers="no",
        without_papers_words=plain("Wait.", "en"),
    )
    assert helper.tel is not None
    police = replace(
        advisory.contacts["police"], carry="paper", national_emergency=False, more=None
    )
    first = Text(
        (Run("Ask ", "words", "en"), replace(helper.tel, contact=key)), "en", "source", "Ask"
    )
    advisory = replace(
        advisory,
        contacts={**advisory.contacts, key: helper, "police": police},
        corridor=replace(advisory.corridor, caution=first),
    )
    line = str(number_of(advisory, "police"))
    assert line.startswith(f"Wait. {first} ")
    assert line.index(str(first)) < line.index(police.plate_tel.text)
