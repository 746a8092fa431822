"""Coverage: every sentence counted once, by its state."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from support.coverage import coverage_of_all
from support.example import EXAMPLE_LOCALES

from generator.load import Content
from generator.localise.coverage import STATES, Coverage
from generator.localise.texts import texts

Row = Callable[[str], Coverage]


@pytest.fixture
def row(example_content: Content) -> Row:
    """Coverage of the made-up country in a locale."""
    return lambda tag: next(coverage_of_all(example_content, EXAMPLE_LOCALES, [tag]))


def test_the_source_locale_counts_as_reviewed(row: Row):
    english = row("en")
    assert english.counts == {"missing": 0, "behind": 0, "draft": 0, "reviewed": english.total}
    assert english.total > 100


def test_each_locale_has_the_same_sentences(row: Row):
    totals = {row(locale).total for locale in ("en", "es", "my", "ar")}
    assert len(totals) == 1


def test_states_are_those_of_the_sentences(row: Row):
    spanish = row("es")
    assert spanish.counts["behind"] == 1
    assert spanish.translated == spanish.counts["draft"] + spanish.counts["reviewed"]
    assert spanish.total == sum(spanish.counts.values())


def test_it_counts_each_sentence_of_the_advisory_once(example_advisory, row: Row):
    burmese = example_advisory("my")
    with_shown = Counter(text.state for text in texts(burmese.phrases))
    own = Counter(phrase.text.state for phrase in burmese.phrases.values())
    assert with_shown.total() == 2 * own.total()
    # What those who assist read, and what they post, is counted apart: no migrant waits for it.
    everything = sum(
        1
        for _ in texts(vars(replace(burmese, staff=None, campaigns={}, spoken=None, wordless=None)))
    )
    # The phrases in the host's language are not this locale's; changes stand in the country too.
    twice = own.total() + sum(1 for _ in texts(burmese.changes))
    # Name and purpose of the group for another origin: translated, and shown to its people alone.
    # What can have happened that leads nowhere here: translated, and shown in other countries.
    of_others = 2 + 1
    assert row("my").total == everything - twice + of_others


def test_a_row_is_flat_and_in_the_order_of_the_table(row: Row):
    cells = row("my").as_row()
    assert list(cells) == ["host", "locale", *STATES, "total"]
    assert (cells["host"], cells["locale"]) == ("freedonia", "my")
