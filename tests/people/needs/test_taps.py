"""Taps on made-up pages: links, rows that open, places inside rows, and the search."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.people.needs.taps import Taps, read_taps


def page(site: Path, path: str, html: str) -> None:
    file = site / path / "index.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, "utf-8")


@pytest.fixture
def taps(tmp_path: Path) -> Taps:
    page(tmp_path, "en", '<a href="freedonia/index.html">Freedonia</a>')
    page(
        tmp_path, "en/freedonia",
        '<a href="hazards/flood/index.html">Flood</a><a href="find/index.html">Find</a>'
        '<a href="questions/index.html#r-papers">May I go?</a>',
    )  # fmt: skip
    page(tmp_path, "en/freedonia/find", "<h1>Find</h1>")
    page(
        tmp_path, "en/freedonia/hazards/flood",
        "<p>Go <b>up</b>\u00adstairs: <a href='tel:1669'>1669</a></p>"
        "<details><summary>Who helps</summary><p>The temple helps.</p>"
        "<details><summary>More</summary><p>Deep.</p></details></details>",
    )  # fmt: skip
    page(
        tmp_path, "en/freedonia/questions",
        "<details><summary>May I go?</summary><p id='r-papers'>Yes, at once.</p></details>"
        "<details><summary>Who pays?</summary><p>The boss.</p></details>",
    )  # fmt: skip
    page(tmp_path, "en/freedonia/alone", "<p>Nobody links here.</p>")
    return read_taps(tmp_path, "en", "freedonia")


@pytest.mark.parametrize(
    ("words", "away"),
    [
        ("Freedonia", 0),
        ("Go upstairs: 1669", 2),
        ("Who helps", 2),  # What opens a row is seen while the row is closed.
        ("The temple helps.", 3),
        ("Deep.", 4),
        ("Yes, at once.", 2),  # The link names a place inside the row, which opens.
        ("The boss.", 3),
        ("Nobody links here.", 4),  # The search finds it: two taps to its page, one use, the hit.
    ],
)
def test_taps_to_words(taps: Taps, words: str, away: int) -> None:
    assert taps.of_words(words) == away


def test_words_that_no_page_says_are_nowhere(taps: Taps) -> None:
    assert taps.of_words("Go downstairs") is None
    assert taps.of_words("") is None
