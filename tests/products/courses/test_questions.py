"""Questions as GIFT and as Moodle XML: read by a parser that others wrote, and equal, whatever their words are."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import pytest
from lxml import etree
from support.each import each
from support.example import ROOT
from support.scorm import each_text, made, staff_of, with_course

from generator.localise.advisory import Advisory
from generator.localise.texts import Run, Text
from generator.products.courses.bank import BankChoice, BankQuestion, bank_of, one_line

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
PARSE = """const text = require('fs').readFileSync(0, 'utf8');
console.log(JSON.stringify(require('gift-pegjs').parse(text)))"""
HOSTILE = [
    "~ = # { } : < & ]]> \"",
    "a \\ b \\n c \\\\ d \\= e",
    "%50% of them -> all",
    "[html]<b>bold</b> <script>alert(1)</script>",
    "// no comment [id:x] [tag:y]",
    "::title:: $CATEGORY: other",
    "one\n\ntwo\r\n\tthree\u2028four",
    "&amp; &lt; <!-- -- --> <![CDATA[ x ]]>",
    "ဘယ်သူ့ကိုမှ မပြောပါ။ ไม่บอกใคร \U0001f6d1 \u200f\u202b",
    "\x00\x0b\x1f\ufffe it stays",
    "=right ~wrong #why",
    "T",
]  # fmt: skip


@dataclass(frozen=True)
class Read:
    """What a parser has read of a bank: categories, and the questions in them, in order."""

    rows: tuple[tuple[str, tuple[BankQuestion, ...]], ...]


def gift_of(text: str) -> Any:
    """What gift-pegjs reads. Raises CalledProcessError when it refuses."""
    done = subprocess.run(
        ["node", "-e", PARSE], cwd=ROOT, input=text.encode(), capture_output=True, check=True
    )
    return json.loads(done.stdout)


def read_gift(text: str) -> Read:
    rows: list[tuple[str, list[BankQuestion]]] = []
    for one in gift_of(text):
        if one["type"] == "Category":
            rows.append((one["title"], []))
            continue
        assert (one["type"], one["stem"]["format"], one["hasEmbeddedAnswers"]) == (
            "MC",
            "plain",
            False,
        )
        choices = [
            BankChoice(row["text"]["text"], row["isCorrect"], row["feedback"]["text"])
            for row in one["choices"]
        ]
        assert {row["weight"] for row in one["choices"]} == {None}
        rows[-1][1].append(BankQuestion(one["title"], one["stem"]["text"], tuple(choices)))
    return Read(tuple((category, tuple(questions)) for category, questions in rows))


def read_moodle(data: bytes) -> Read:
    rows: list[tuple[str, list[BankQuestion]]] = []
    for one in etree.fromstring(data).findall("question"):
        if one.get("type") == "category":
            rows.append((one.findtext("category/text"), []))
            continue
        assert one.get("type") == "multichoice"
        assert {row.get("format") for row in one.iter("questiontext", "answer", "feedback")} == {
            "plain_text"
        }
        choices = [
            BankChoice(
                row.findtext("text"), row.get("fraction") == "100", row.findtext("feedback/text")
            )
            for row in one.findall("answer")
        ]
        rows[-1][1].append(
            BankQuestion(
                one.findtext("name/text"), one.findtext("questiontext/text"), tuple(choices)
            )
        )
    return Read(tuple((category, tuple(questions)) for category, questions in rows))


def both_of(advisory: Advisory) -> tuple[Read, Read]:
    return read_gift(made(advisory, "gift").decode()), read_moodle(made(advisory, "xml"))


def test_both_hold_the_questions_of_the_course(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    course = staff_of(advisory).courses["listening"]
    gift, moodle = both_of(advisory)
    assert gift == moodle == Read(bank_of(advisory, course))
    assert [category for category, _ in gift.rows] == [
        "listening/quiet-room", "listening/passing-on",
    ]  # fmt: skip
    rows = {one.name: one for _, questions in gift.rows for one in questions}
    assert rows.keys() == course.questions.keys()
    for name, question in each(course.questions.items(), at_least=4):
        assert rows[name].asks == str(question.asks)
        assert [(one.text, one.right, one.why) for one in rows[name].choices] == [
            (str(one.text), one.right, str(one.why)) for one in question.choices.values()
        ]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words)[:24])
def test_words_that_mean_something_in_a_format_come_out_as_they_were(
    example_advisory: Make, words: str
) -> None:
    advisory = example_advisory("en")
    number = count()

    def hostile(text: Text) -> Text:
        # Each has its own end, so that none can stand in for another; some stand at the beginning.
        return replace(text, runs=(Run(f"{words} {next(number)}", "words", "en"),))

    course = each_text(staff_of(advisory).courses["listening"], hostile)
    advisory = with_course(advisory, course)
    gift, moodle = both_of(advisory)
    assert gift == moodle == Read(bank_of(advisory, course))
    asked = [one for _, questions in gift.rows for one in questions]
    for one, question in zip(asked, course.questions.values(), strict=True):
        assert one.asks == one_line(str(question.asks))


def test_one_line_changes_no_letter_but_blanks_and_what_no_xml_can_say() -> None:
    assert one_line(" a\n\n b\tc ") == "a b c"
    assert one_line("\x00a\x0bb\x1f\ufffec\U0001f6d1") == "abc\U0001f6d1"
    for words in HOSTILE[:4]:
        assert one_line(words) == words


def test_a_sentence_that_is_not_translated_stands_in_english(example_advisory: Make) -> None:
    advisory = example_advisory("my")
    course = staff_of(advisory).courses["listening"]
    burmese = Text((Run("ဘာလုပ်မလဲ။", "words", "my"),), "my", "draft", "x")
    boss = replace(course.modules["quiet-room"].questions["boss"], asks=burmese)
    module = course.modules["quiet-room"]
    module = replace(module, questions={**module.questions, "boss": boss})
    begun = replace(course, modules={**course.modules, "quiet-room": module})
    gift, moodle = both_of(with_course(advisory, begun))
    assert gift == moodle
    questions = gift.rows[0][1]
    assert [one.asks for one in questions] == ["ဘာလုပ်မလဲ။", "What may help cost?"]


def test_both_say_whose_they_are_not_and_that_they_are_drafts(example_advisory: Make) -> None:
    for ending in ("gift", "xml"):
        words = made(example_advisory("en"), ending).decode()
        for sentence in ("Not a paper of any state, IOM or MICIC.", "Draft until signed."):
            assert sentence in words.partition("listening/")[0]


def test_a_bank_that_is_broken_is_refused(example_advisory: Make) -> None:
    """The parser is no rubber stamp."""
    text = made(example_advisory("en"), "gift").decode()
    for broken in (text.replace("}", "", 1), text.replace("What", "W{hat", 1)):
        with pytest.raises(subprocess.CalledProcessError):
            gift_of(broken)
