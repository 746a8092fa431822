"""What must not hurt a reader."""

from __future__ import annotations

import pytest
from support.check import CONTENT, rules, swap
from support.each import each

from generator.check.content import safety


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Tell the embassy.", True),
        ("Ask the attaché for help.", True),
        ("Policemen may ask.", True),
        ("Consult a doctor.", False),
        ("Attach the rope.", False),
        ("Ask people you trust.", False),
    ],
)
def test_offices_are_told_from_words_like_theirs(sentence, found):
    content = swap("hazards/fire.yaml", "See a doctor if you cough.", sentence)
    assert ("unguarded-post" in rules(content)) is found


def test_a_caution_guards_what_stands_below_it():
    content = swap("hosts/freedonia/guides.yaml", "    caution: true\n", "")
    assert rules(content) == ["unguarded-post"]


def test_paper_names_no_country_of_origin():
    content = swap(
        "hazards/fire.yaml", "Do not go back in.", "Do not go back in, friend of Sylvania."
    )
    assert rules(content) == ["carry"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("phrases.yaml", "    reveals: nationality\n    carry: page\n", "    reveals: nationality\n"),
        ("hosts/freedonia/assistance.yaml", "    sensitive: true\n", "    sensitive: true\n    carry: paper\n"),
        ("hosts/freedonia/hazards.yaml", "        inferred: true\n", "        inferred: true\n        carry: paper\n"),
    ],
)  # fmt: skip
def test_marks_that_keep_a_text_off_paper(name, old, new):
    assert "carry" in rules(swap(name, old, new))


def test_life_safety_lines_are_counted_once_for_a_host():
    lines = [path for _, path in safety.life_safety_lines(CONTENT, CONTENT.hosts["freedonia"])]
    assert "flood.messages.leave-before-water" not in lines  # replaced by the host
    assert "hazards.hazards.flood.messages.go-to-school" in lines
    assert "phrases.help" in lines
    assert len(lines) == len(set(lines)) == 12


def test_word_lists_are_lower_case_and_without_repetition():
    for words in each(safety.word_lists().values()):
        assert words == [word.lower() for word in words]
        assert len(words) == len(set(words))
