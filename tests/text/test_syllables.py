"""Syllables: exact where a dictionary or the letters tell them, never far from what is said."""

from __future__ import annotations

import pytest

from generator.text.syllables import syllables


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("one", "en", 1),
        ("seven", "en", 2),
        ("water", "en", 2),
        ("Leave now.", "en", 2),
        ("siete", "es", 2),
        ("agua", "es", 2),
        ("policía", "es", 4),
        ("nueve", "es", 2),
        ("cuatro", "es", 2),
        ("တစ်", "my", 1),
        ("ခုနှစ်", "my", 2),
        ("သုည", "my", 2),
        ("မြန်မာ", "my", 2),
        ("ဒုက္ခ", "my", 2),
        ("สอง", "th", 1),
        ("หนึ่ง", "th", 1),
        ("ศูนย์", "th", 1),
        ("น้ำ", "th", 1),
        ("다섯", "ko", 2),
        ("とうきょう", "ja", 4),
        ("tujuh", "ms", 2),
        ("", "en", 0),
        ("12", "en", 4),
    ],
)
def test_syllables_are_counted(text: str, lang: str, count: int) -> None:
    assert syllables(text, lang) == count
