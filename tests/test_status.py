"""Coverage: every sentence counted once, by its state."""

from collections import Counter

from generator.localise import Advisory
from generator.status import STATES, coverage
from generator.view import texts


def row(advisory: Advisory):
    (found,) = coverage([advisory])
    return found


def test_the_source_locale_counts_as_reviewed(example_advisory):
    english = row(example_advisory("en"))
    assert english.counts == {"missing": 0, "behind": 0, "draft": 0, "reviewed": english.total}
    assert english.total > 100


def test_each_locale_has_the_same_sentences(example_advisory):
    totals = {row(example_advisory(locale)).total for locale in ("en", "es", "my", "ar")}
    assert len(totals) == 1


def test_states_are_those_of_the_sentences(example_advisory):
    spanish = row(example_advisory("es"))
    assert spanish.counts["behind"] == 1
    assert spanish.translated == spanish.counts["draft"] + spanish.counts["reviewed"]
    assert spanish.total == sum(spanish.counts.values())


def test_phrases_in_the_hosts_language_are_not_this_locales(example_advisory):
    burmese = example_advisory("my")
    with_shown = Counter(text.state for text in texts(burmese.phrases))
    own = Counter(phrase.text.state for phrase in burmese.phrases.values())
    assert with_shown.total() == 2 * own.total()
    everything = sum(1 for _ in texts(vars(burmese)))
    # The notes on changes stand in the country too.
    assert row(burmese).total == everything - own.total() - sum(1 for _ in texts(burmese.changes))


def test_a_row_is_flat_and_in_the_order_of_the_table(example_advisory):
    cells = row(example_advisory("my")).as_row()
    assert list(cells) == ["host", "locale", *STATES, "total"]
    assert (cells["host"], cells["locale"]) == ("freedonia", "my")
