"""Chat texts and text messages: whole sentences, a caution before its number, nothing unsigned, nothing too long."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from support.each import each
from support.signed import signed

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Text, plain
from generator.products.sending import short_texts as module
from generator.products.sending.pieces import code_of
from generator.products.sending.sent import said
from generator.products.sending.short_texts import MOST_IN_CHAT, ShortText, Sms, short_texts
from generator.text.sms import MOST_SEGMENTS, is_gsm, segments

pytestmark = pytest.mark.thorough


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def _short(advisory: Advisory, key: str = "flood.during") -> ShortText:
    return next(short for short in short_texts(advisory) if short.id == key)


def _step(advisory: Advisory) -> str:
    """Return the id of the one step of the flood that is sent."""
    (step,) = _short(advisory).piece.steps
    return step.id


def _saying(advisory: Advisory, text: Text) -> Advisory:
    """Let that step say *text*."""
    step, flood = _step(advisory), advisory.hazards["flood"]
    during = tuple(replace(one, text=text) if one.id == step else one for one in flood.during)
    return replace(advisory, hazards={**advisory.hazards, "flood": replace(flood, during=during)})


def _messages(short: ShortText) -> Iterator[Sms]:
    yield from filter(None, (short.sms, short.sms_plain, short.drill, short.drill_plain))


def test_nothing_is_sent_before_two_people_signed_all_of_it(advisory: Advisory) -> None:
    """One sentence that is missing, or one word that changed, and there is none."""
    before = _short(advisory)
    assert before.sms is None
    assert before.drill is not None
    assert before.drill.words.startswith("EXERCISE: Flood: Now / Do not walk into moving water.")
    assert before.message(allow_draft=False) is None
    assert str(before.signed) == "0 of 3"
    says = frozenset(text.source for text in before.drill.texts)
    after = _short(replace(advisory, signed=says))
    assert after.sms is not None
    assert after.drill is None
    assert after.sms.words.startswith(
        "Flood: Now / Do not walk into moving water. Flood office 1234 / "
    )
    assert str(after.signed) == "3 of 3"
    for sentence in each(says, at_least=3):
        assert _short(replace(advisory, signed=says - {sentence})).sms is None
    said_now = before.piece.steps[0].texts[-1]
    changed = replace(said_now, source=said_now.source.replace("moving", "deep"))
    assert changed != said_now
    assert _short(replace(_saying(advisory, changed), signed=says)).sms is None


def test_another_number_is_not_signed(advisory: Advisory) -> None:
    drill = _short(advisory).drill
    assert drill is not None
    says = frozenset(text.source for text in drill.texts)
    office = advisory.contacts["flood-office"]
    assert office.tel is not None
    other = replace(office, tel=replace(office.tel, text="4321"))
    changed = replace(advisory, signed=says, contacts={**advisory.contacts, "flood-office": other})
    assert _short(changed).sms is None


def test_each_says_whole_sentences_and_ends_with_its_code(
    example_advisory: Callable[[str], Advisory],
) -> None:
    for locale in ("en", "es", "my", "ar"):
        advisory = example_advisory(locale)
        for short in each(short_texts(advisory), at_least=5):
            lines = short.chat.split("\n")
            assert lines[-1].endswith(short.code)
            assert short.code == code_of(advisory, short.id, "\n".join(lines[:-1]))
            assert len(short.chat) <= MOST_IN_CHAT
            for text in each(short.texts):
                assert said([text]) in short.chat
            for sms in each(_messages(short)):
                assert sms.words.endswith(f" {sms.code}")
                assert "\n" not in sms.words
                assert sms.segments == segments(sms.words)


def test_a_message_is_never_longer_than_two(example_advisory: Callable[[str], Advisory]) -> None:
    for locale in ("en", "es", "my", "ar"):
        for short in each(short_texts(signed(example_advisory(locale))), at_least=5):
            for sms in filter(None, (short.sms, short.sms_plain)):
                assert sms.segments.count <= MOST_SEGMENTS


def test_an_exercise_says_what_will_be_said_in_earnest(advisory: Advisory) -> None:
    drill, sms = _short(advisory).drill, _short(signed(advisory)).sms
    assert drill is not None
    assert sms is not None
    assert drill.words.removesuffix(drill.code) == f"EXERCISE: {sms.words.removesuffix(sms.code)}"
    assert drill.code != sms.code


def test_a_draft_says_so_and_is_no_message(example_advisory: Callable[[str], Advisory]) -> None:
    short = _short(signed(example_advisory("my")))
    assert short.chat.startswith("Draft translation\n")
    assert short.sms is None
    assert short.drill is not None


def test_what_has_no_room_makes_no_message_and_is_named(advisory: Advisory) -> None:
    """The step is neither cut nor left out for another."""
    bare = "Flood: Now /  / Flood office 1234 / SG-en-0000"
    most = 306 - len(bare)
    last = _short(signed(_saying(advisory, plain("x" * most, "en"))))
    assert last.sms is not None
    assert last.sms.segments.units == 306
    assert last.too_long == ""
    short = _short(signed(_saying(advisory, plain("x" * (most + 1), "en"))))
    assert short.too_long == _step(advisory)
    assert not list(_messages(short))
    assert "x" * (most + 1) in short.chat
    # A chat text is longer rather than without what matters.
    long = _short(signed(_saying(advisory, plain("x" * 2000, "en"))))
    assert "x" * 2000 in long.chat
    assert "1234" in long.chat


def test_a_caution_stands_before_its_number_on_its_line(advisory: Advisory) -> None:
    referral = replace(
        next(iter(advisory.referrals.values())), contacts=("open-door", "flood-office")
    )
    asked = replace(advisory, referrals={referral.id: referral}, signed=frozenset())
    contact = asked.contacts["open-door"]
    assert contact.tel is not None
    caution, number, seen = said(cautions_before(asked, contact)), contact.tel.text, 0
    assert caution
    for short in short_texts(asked):
        for line in (*short.chat.split("\n"), *(sms.words for sms in _messages(short))):
            if number in line:
                seen += 1
                assert caution in line[: line.index(number)]
    # In the chat text and message of the need, and wherever the line is where to tell us.
    assert seen > len(short_texts(asked))


def test_spanish_has_room_for_more_without_accents(
    example_advisory: Callable[[str], Advisory],
) -> None:
    short = _short(example_advisory("es"), "flood.before")
    assert short.drill is not None
    assert short.drill_plain is not None
    assert short.drill.segments.encoding == "UCS-2"
    assert is_gsm(short.drill_plain.words)
    assert "Inundacion" in short.drill_plain.words
    assert len(short.drill_plain.texts) > len(short.drill.texts)
    # Where nothing differs there are no two of them.
    assert _short(example_advisory("es"), "numbers").drill_plain is None


def test_no_hidden_letter_and_no_line_end_comes_through(advisory: Advisory) -> None:
    runs = plain("Go\r\nup\u202e now\x00\u2066.\u200b", "en").runs
    short = _short(_saying(advisory, Text(runs, "en", "source", "Go up now.")))
    assert "\nGo up now.\n" in short.chat
    for sms in each(_messages(short)):
        assert " Go up now. " in sms.words


def test_the_address_stands_behind_words_or_not_at_all(advisory: Advisory) -> None:
    assert _short(advisory).chat.split("\n")[-1].startswith("freedonia.test SG-en-")
    site = advisory.site.model_copy(update={"site_url": "https://example.org/"})
    assert "example.org" not in _short(replace(advisory, site=site)).chat


def test_they_are_made_once_for_an_advisory_and_forgotten_with_it(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    assert short_texts(advisory) is short_texts(advisory)
    other = replace(advisory)
    assert short_texts(other) is not short_texts(advisory)
    short_texts(advisory)
    del advisory, other
    gc.collect()
    assert module._RECENT["freedonia", "en"][0]() is None
