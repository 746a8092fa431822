"""A statement is no stronger than its sources, and each source says what was read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support.check import OPTIONS, swap

from generator.check.content.source_words import check_absolute, check_says
from generator.load import Content, load_content

REPOSITORY = Path(__file__).parent.parent.parent
MOST_ABSOLUTE = 74
MOST_UNBORNE = 4
"""So many warnings stand in our content. Whoever mends one lowers the number; it never rises."""


def planted(says: str, words: str) -> Content:
    """Give the example with an answer of *words*, and a source of it that says *says*."""
    old = "Work office 6234 5678 and 1800 123 4567. Accident fund 6345 6789. Nobody must ask the police for a report."
    content = swap("hosts/freedonia/sources.yaml", old, f"{old} {says}")
    text = '"Half of the wage is paid. The fund opened on %(opened)s."'
    answer = swap(
        "hosts/freedonia/assistance.yaml", text, f'"{words} The fund opened on %(opened)s."'
    )
    name = "hosts/freedonia/assistance.yaml"
    files = {**content.files, name: answer.files[name]}
    return Content(files, content.hosts, content.shown_root, content.unread, sounds=content.sounds)


def found(content: Content) -> list[str]:
    return [p.where for p in check_absolute(content, OPTIONS) if "wages-in-flood" in p.where]


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("The boss may not send the worker home.", "During a claim nobody may send you home."),
        (
            "Straightening is for trained people only.",
            "Only danger is a reason to move the person.",
        ),
        (
            "For people who have no consulate in the country.",
            "It does not pass through the consulate.",
        ),
        ("The office gives a card.", "The office must give all workers a card."),
        ("Injured people get help.", "The hospital always helps injured people."),
        ("Most workers got a card.", "Every worker gets a card."),
        ("Few guests were sent away.", "Guests are never sent away."),
    ],
)
def test_a_word_without_exception_needs_its_source(says, words):
    assert set(found(planted(says, words))) == {"assistance.rules.wages-in-flood.words"}


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ("Nobody may send the worker home.", "During a claim nobody may send you home."),
        ("To keep the card of a worker is an offence.", "Nobody may keep the card of a worker."),
        ("Law: the boss gives workers a card.", "The boss must give workers a card."),
        ("Nada: sólo la oficina da la tarjeta (oficina).", "Only the oficina gives it."),
        ("", "Never sign a paper that you cannot read."),
        ("", "Must you sign?"),
        ("", "We read of it only once."),
        ("", "Nobody stands below."),
        ("", "Call all the same."),
    ],
)
def test_what_a_source_says_and_what_is_an_order_passes(says, words):
    assert found(planted(says, words)) == []


def test_our_own_reading_passes_when_it_is_marked():
    bare = 'text: "Do not go back in."\n    dont: true'
    content = swap("hazards/fire.yaml", bare, f'more: "Nobody else is inside."\n    {bare}')
    assert any("no-return.more" in p.where for p in check_absolute(content, OPTIONS))
    marked = swap(
        "hazards/fire.yaml", bare, f'more: "Nobody else is inside."\n    inferred: true\n    {bare}'
    )
    assert not any("no-return.more" in p.where for p in check_absolute(marked, OPTIONS))


def test_a_heading_bears_no_life_safety_line():
    says = (
        "Get out, do not go back; stay low under smoke; doors, alarm, ways out; call from outside."
    )
    content = swap("hazards/fire.yaml", says, "Advice for before, during and after it.")
    places = [p.where for p in check_says(content, OPTIONS)]
    assert "fire.messages.no-return.sources" in places


@pytest.mark.slow
def test_what_is_too_strong_in_our_content_only_shrinks():
    content, _ = load_content(REPOSITORY / "content", REPOSITORY)
    absolute = Counter(p.level for p in check_absolute(content, OPTIONS))
    unborne = Counter(p.level for p in check_says(content, OPTIONS))
    assert absolute["error"] == unborne["error"] == 0
    assert absolute["warning"] <= MOST_ABSOLUTE
    assert unborne["warning"] <= MOST_UNBORNE
