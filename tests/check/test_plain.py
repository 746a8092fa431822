"""Plain English: grade, actions, verbs, and words that hurt or give people away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from support.check import CONTENT, OPTIONS, rules, swap
from support.real import real_content

from generator.check.content import plain
from generator.check.walk import texts

FIRE = "hazards/fire.yaml"
NOTE = "Advice in your own language."


def plain_rules(content) -> Iterator[str]:
    for check in (
        plain.check_grade, plain.check_actions, plain.check_harm, plain.check_status,
        plain.check_places,
    ):  # fmt: skip
        yield from (problem.rule for problem in check(content, OPTIONS))


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Stay out of the house.", []),
        ("Do not go in.", []),
        ("Never go in.", []),
        ("If the door is hot, stay in.", []),
        ("Trapped: knock on a pipe.", []),
        ("Say in few words: I need help.", []),
        ("No lifts.", []),
        ("The house is not safe.", ["verb-first"]),
        ("Houses burn fast.", ["verb-first"]),
        ("Get out at once. Stay low.", []),
        ("Get out, close the door and call a friend.", ["one-action"]),
        ("Get out. Stay low. Count your people.", ["one-action"]),
        ("Take bread, water and a light.", []),
    ],
)
def test_a_message_says_what_to_do(sentence, found):
    content = swap(FIRE, "Stay out of the house until helpers say it is safe.", sentence)
    assert list(plain_rules(content)) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Illegal migrants can call too.", ["harmful-word"]),
        ("It is illegal to keep your passport.", ["harmful-word"]),
        ("Keeping your passport breaks the law.", []),
        ("The disabled come first.", ["harmful-word"]),
        ("Boat people can call.", ["harmful-word"]),
        ("A natural disaster comes.", ["harmful-word"]),
        ("People without papers live in Chicolini.", ["places-of-people"]),
        ("People live in Chicolini.", []),
        ("People without papers may call. Chicolini has an office.", []),
        ("Undocumented families stay on the River plain.", ["places-of-people"]),
    ],
)
def test_words_that_hurt_and_places_that_give_people_away(sentence, found):
    content = swap("hosts/freedonia/assistance.yaml", NOTE, sentence)
    assert list(plain_rules(content)) == found


def test_a_title_names_no_status():
    content = swap("hosts/freedonia/assistance.yaml", "label: Open Door", "label: No papers line")
    assert "reveals-status" in rules(content)


def test_a_phrase_that_tells_status_is_marked():
    bare = swap("phrases.yaml", "I was not paid.", "I have no papers.")
    assert "reveals-status" in rules(bare)
    marked = swap("phrases.yaml", "I come from Sylvania.", "I have no papers.")
    assert "reveals-status" not in rules(marked)


def test_short_texts_are_not_judged_alone_by_their_grade():
    content = swap(FIRE, "See a doctor if you cough.", "Use personal respiratory protection.")
    assert "reading-grade" not in rules(content)


def test_words_sentences_and_syllables_are_those_of_textstat():
    """Another program's count over all our texts without digits, which it splits otherwise."""
    textstat = pytest.importorskip("textstat")
    content = real_content()
    lines = [line for _, text in texts(content) if (line := text.text).endswith(".")]
    lines = [line for line in lines if line.isascii() and not re.search(r"[\d%()'/:-]", line)]
    # It counts no sentence of one or two words.
    lines = [line for line in lines if all(len(s.split()) > 2 for s in re.split('[.?!]"? ', line))]
    whole = "\n".join(lines)
    assert len(lines) > 1000
    assert plain.count_words(lines) == (
        textstat.lexicon_count(whole), textstat.sentence_count(whole), textstat.syllable_count(whole)
    )  # fmt: skip


def test_the_grade_is_that_of_the_formula():
    # 4 words, 1 sentence, 5 syllables: 0.39 * 4 + 11.8 * 5 / 4 - 15.59
    assert plain.reading_grade(["Leave the danger zone."]) == pytest.approx(0.72)
    assert plain.reading_grade(["%(number)s"]) == plain.reading_grade(["it"])
    assert plain.reading_grade([""]) == 0


def test_each_file_of_the_real_content_is_below_grade_six():
    content = real_content()
    grades = {
        file.shown: plain.reading_grade(
            [text.text for place, text in texts(content) if place.file is file]
        )
        for file in content.files.values()
    }
    assert {name for name, grade in grades.items() if grade > 6} == set()
    assert max(grades.values()) > 1  # it was counted


def test_the_example_is_plain():
    assert list(plain_rules(CONTENT)) == []
