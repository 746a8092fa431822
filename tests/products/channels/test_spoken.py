"""What is read aloud: numbers digit by digit behind their cautions, within the seconds, only when signed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from support.build import workplace
from support.each import each
from support.signed import signed
from support.withdraw import withdraw

from generator.load import Content, load_content
from generator.localise import guarding
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import Run, Text, plain
from generator.products.channels import flows
from generator.products.channels.spoken import radio, voice
from generator.products.channels.spoken.aloud import aloud, number_aloud
from generator.products.channels.spoken.digits import DIGIT_WORDS, groups, spelled, with_words
from generator.products.channels.spoken.length import rate, rate_source, seconds
from generator.products.sending.pieces import Piece, Step, pieces
from generator.products.sending.sent import SentNumber
from generator.products.target import Target
from generator.text.plain import flat


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def _files(targets: list[Target]) -> dict[str, str]:
    return {
        path: data.decode() for target in targets for path, data in target.make().items()
    }  # fmt: skip


def test_a_number_is_spelled_in_the_groups_in_which_it_is_shown() -> None:
    assert spelled("1669", "en") == "one, six, six, nine"
    assert spelled("0 34", "en") == "zero — three, four"
    assert spelled("191", "my") == "တစ်၊ ကိုး၊ တစ်"
    assert spelled("199", "th") == "หนึ่ง, เก้า, เก้า"
    # Without words of its own: digit by digit all the same.
    assert spelled("91", "shn").replace("၊", ",").split(", ") == ["9", "1"]
    # Never the half of a number.
    assert spelled("+66 2", "en") == "+66 2"
    assert groups("1800-FLOWERS") == []


def test_each_language_has_ten_different_words() -> None:
    for words in each(DIGIT_WORDS.values(), at_least=7):
        assert len(set(words)) == 10
        assert not any(letter.isdigit() for word in words for letter in word)


def test_only_a_digit_that_stands_alone_becomes_a_word() -> None:
    assert with_words("Leave at level 4.", "en") == "Leave at level four."
    for words in ("N95", "08:00", "at 12 o'clock", "@1784DDPM", "1.5 m", "FFP2", "1/2"):
        assert with_words(words, "en") == words


def test_seconds_grow_with_words_and_say_whose_rate_it_is() -> None:
    assert 1.0 < seconds("one, six, six, nine", "en") < 3.0
    assert seconds("Go. Go.", "en") > seconds("Go.", "en")
    assert seconds("", "en") == 0
    assert "Pellegrino" in rate_source("en")
    assert not rate("es").estimated
    assert rate_source("my") == "our estimate"
    assert rate("th").estimated


def _number(advisory: Advisory) -> SentNumber:
    contact = advisory.contacts["fire-service"]
    assert contact.tel
    return SentNumber(contact, (plain("Ask first", "en"),), contact.tel)


def test_the_caution_comes_before_the_number(advisory: Advisory) -> None:
    said = number_aloud(_number(advisory), times=2)
    assert said == ("Ask first. Fire service nine, nine, five. Fire service nine, nine, five.")


def test_what_a_label_hides_does_not_break_a_line(advisory: Advisory) -> None:
    assert flat("a\r\n\x00b\u202e\u2028c") == "a b c"
    number = _number(advisory)
    label = plain("X\r\n[5 s]\u202e\x07", "en")
    hostile = replace(number, contact=replace(number.contact, label=label))
    assert "\n" not in number_aloud(hostile)
    assert "\u202e" not in number_aloud(hostile)


def test_a_number_in_a_sentence_is_spelled() -> None:
    text = Text((Run("Call ", "words"), Run("995", "tel"), Run(" now.", "words")), "en", "source")
    assert aloud(text) == "Call nine, nine, five now."


def test_scripts_fit_their_seconds_and_choose_whole_steps(advisory: Advisory) -> None:
    for piece in each(pieces(advisory), at_least=5):
        whole = {aloud(text) for step in piece.steps for text in step.texts}
        for script in voice.scripts(advisory, piece):
            assert seconds(script.says(), "en") <= script.most
            if piece.steps:
                assert any(step in script.says() for step in whole)


def test_thirty_seconds_say_the_number_twice(advisory: Advisory) -> None:
    piece = next(one for one in pieces(advisory) if one.id == "flood.during")
    short, long = voice.scripts(advisory, piece)
    assert short.says().count("one, two, three, four") == 1
    assert long.says().count("one, two, three, four") == 2


def test_what_has_no_room_is_not_said_at_all(advisory: Advisory) -> None:
    long = plain("Go up " * 80, "en")
    short = plain("Stay calm.", "en")
    steps = (Step("a", (long,), 0), Step("b", (short,), 2))
    piece = Piece("flood.during", plain("Flood", "en"), "flood", steps, ())
    assert voice.scripts(advisory, piece) == []


def test_a_long_caution_gives_way_to_what_to_do_with_its_number(advisory: Advisory) -> None:
    number = replace(_number(advisory), cautions=(plain("Ask first, " * 100, "en"),))
    piece = Piece(
        "flood.during", plain("Flood", "en"), "flood",
        (Step("a", (plain("Go up.", "en"),), 0),), (number,),
    )  # fmt: skip
    for script in each(voice.scripts(advisory, piece)):
        assert "Go up." in script.says()
        assert "nine" not in script.says()


@pytest.mark.parametrize("channel", [voice, radio])
def test_nothing_leaves_unsigned_but_as_an_exercise(
    channel: ModuleType, advisory: Advisory
) -> None:
    assert channel.plan([advisory], allow_draft=False) == []
    files = _files(channel.plan([advisory], allow_draft=True))
    assert all("EXERCISE: " in text for text in files.values())
    whole = _files(channel.plan([signed(advisory)], allow_draft=False))
    assert whole.keys() == files.keys()
    assert not any("EXERCISE" in text for text in whole.values())
    assert whole == _files(channel.plan([signed(advisory)], allow_draft=False))


def test_one_unsigned_sentence_holds_its_piece_alone(advisory: Advisory) -> None:
    own = {text.source or str(text) for text in voice.sentences(advisory)}
    unsigned = "Do not walk into moving water."
    advisory = replace(advisory, signed=frozenset(own - {unsigned}))
    data = json.loads(_files(voice.plan([advisory], allow_draft=False))["voice/freedonia.en.json"])
    ids = [piece["id"] for piece in data["pieces"]]
    assert "fire.during" in ids
    assert "flood.during" not in ids
    assert unsigned not in json.dumps(data)


def test_each_script_of_an_exercise_begins_with_its_mark_and_fits(advisory: Advisory) -> None:
    data = json.loads(_files(voice.plan([advisory], allow_draft=True))["voice/freedonia.en.json"])
    for piece in each(data["pieces"], at_least=5):
        for script in each(piece["scripts"]):
            assert script["says"].startswith("EXERCISE: ")
            assert script["seconds"] <= script["most"]


def test_a_radio_script_says_all_twice_and_marks_each_time(advisory: Advisory) -> None:
    (text,) = _files(radio.plan([advisory], allow_draft=True)).values()
    scripts = text.split("[flood.during")[1].split("\nEXERCISE: [flood.after")[0]
    assert (
        scripts.count(
            "EXERCISE: Information for people in Freedonia. From Freedonia Migrant Desk. Flood: Now."
        )
        == 2
    )
    assert scripts.count("[5 s]\nEXERCISE: ") == 1
    assert scripts.count("Do not walk into moving water.") == 2
    assert "one, two, three, four" in scripts
    assert "1234" not in text
    assert "Nobody may ask you for money" in text


@pytest.mark.parametrize("channel", [voice, radio])
def test_each_cautioned_number_stands_behind_its_caution_on_its_line(
    channel: ModuleType, advisory: Advisory
) -> None:
    caution = "If you fear your government, ask somebody first."
    point = plain(caution, "en")
    contacts = {
        key: replace(contact, national_emergency=False)
        for key, contact in advisory.contacts.items()
    }

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guarding, "_on_its_card", lambda _advisory, _contact: (point,))
        files = _files(channel.plan([replace(advisory, contacts=contacts)], allow_draft=True))
    lines = [
        line for text in files.values() for line in text.splitlines()
        if "nine, nine, five" in line or "one, two, three, four" in line
    ]  # fmt: skip
    for line in each(lines, at_least=4):
        first = min(
            line.find(one) for one in ("nine, nine, five", "one, two, three, four") if one in line
        )
        assert 0 <= line.find(caution) < first


def test_a_publisher_speaks_for_itself(advisory: Advisory) -> None:
    named = replace(advisory, site=advisory.site.model_copy(update={"publisher": "Red\nHelp"}))
    (text,) = _files(radio.plan([named], allow_draft=True)).values()
    assert "Information for people in Freedonia. From Red Help. Flood: Now." in text


def test_a_withdrawn_number_is_told_nowhere(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    number, words = "6345 6789", "six, three, four, five"

    def said(content: Content) -> str:
        advisory = next(load_advisories(content, place / "locales", Selection("freedonia", "en")))
        return "".join(
            text
            for channel in (voice, radio, flows)
            for text in _files(channel.plan([advisory], allow_draft=True)).values()
        )

    before = said(load_content(place / "content")[0])
    assert number in before
    assert words in before
    after = said(withdraw(place, "freedonia.contacts.fund-office"))
    assert number not in after
    assert words not in after
