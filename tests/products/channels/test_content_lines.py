"""Content lines: no value begins a property, no line is too long, no character is cut."""

from __future__ import annotations

import pytest

from generator.products.channels.content_lines import OCTETS, escaped, folded, line, stable_id
from generator.text.icu import grapheme_ends

BURMESE = "ကျွန်ုပ်တို့၏ရွှေ့ပြောင်းလုပ်သားများ" * 9


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_no_value_begins_a_property(end: str) -> None:
    data = folded([line("NOTE", f"a{end}TEL:666{end}END:VCARD")])
    assert data == b"NOTE:a\\nTEL:666\\nEND:VCARD\r\n"


def test_what_means_something_is_escaped_and_what_nobody_sees_is_taken_out() -> None:
    assert escaped("a\\b;c,d:e\t\x00\x07\x7f\ud800f") == r"a\\b\;c\,d:e f"
    # An override would show the digits behind it from right to left.
    assert escaped("\u202e1669\u202c \u20661669\u2069") == "1669 1669"
    # What Burmese and Arabic words need stays.
    assert escaped("မ\u2060ဖြစ် \u200f") == "မ\u2060ဖြစ် \u200f"


@pytest.mark.parametrize("words", [BURMESE, "x" * 400, "é" * 200, "👩‍👩‍👧‍👧" * 40, "น้ำ" * 90])
def test_lines_are_folded_between_characters(words: str) -> None:
    pieces = folded([line("NOTE", words)]).split(b"\r\n")
    assert pieces.pop() == b""
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= OCTETS
    # Each piece is whole UTF-8, and ends where a reader sees the end of a character.
    ends = grapheme_ends(f"NOTE:{words}")
    at = 0
    for piece in [pieces[0], *(piece[1:] for piece in pieces[1:])]:
        at += len(piece.decode())
        assert at in ends
    assert b"".join([pieces[0], *(piece[1:] for piece in pieces[1:])]).decode() == f"NOTE:{words}"


def test_marks_without_end_on_one_letter_break_no_line() -> None:
    pieces = folded([line("NOTE", "a" + "\u0301" * 200)]).split(b"\r\n")
    assert max(map(len, pieces)) <= OCTETS
    assert all(piece.decode() or True for piece in pieces)


def test_a_line_that_fits_stays_whole() -> None:
    assert folded(["X:" + "y" * 73]) == b"X:" + b"y" * 73 + b"\r\n"
    assert folded(["X:" + "y" * 74]).count(b"\r\n ") == 1


def test_ids_are_stable_and_differ() -> None:
    # Another one would put every contact on the phones of readers a second time.
    assert stable_id("freedonia", "police") == "urn:uuid:f1859d99-fe41-5dd2-a164-3e9f4b36caca"
    assert stable_id("freedonia", "police") != stable_id("sylvania", "police")
