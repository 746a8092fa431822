"""A sentence that is held up: its lines end where the sense does, and its letters are as large as that allows."""

from __future__ import annotations

import pytest

from generator.localise.texts import Run, Text
from generator.products.sign import MOST_LINES, sign_of, size_that_fits

ROOM_MM = 42


def text(words: str, lang: str, number: str = "") -> Text:
    """Return *words* with *number* where they have a #."""
    before, mark, after = words.partition("#")
    runs = [Run(before, lang=lang)]
    if mark:
        runs.append(Run(number, "tel", lang))
        runs += [Run(after, lang=lang)] if after else []
    return Text(tuple(runs), lang, "draft")


def lines(words: str, lang: str, number: str = "", room: float = ROOM_MM) -> list[str]:
    shown = sign_of(text(words, lang, number), room, 15, 11)
    return [str(line).strip() for line in shown.lines]


@pytest.mark.parametrize(
    ("words", "lang", "number", "expected"),
    [
        # The number stays with its verb, and the line ends between two phrases.
        ("มีไฟไหม้ กรุณาโทร #", "th", "199", ["มีไฟไหม้", "กรุณาโทร 199"]),
        # ครับ/คะ is never alone.
        ("ศูนย์พักพิงอยู่ที่ไหนครับ/คะ", "th", "", ["ศูนย์พักพิงอยู่", "ที่ไหนครับ/คะ"]),
        (
            "洪水で出られません。助けてください。",
            "ja",
            "",
            ["洪水で出られません。", "助けてください。"],
        ),
        ("この薬を毎日飲んでいます。", "ja", "", ["この薬を毎日", "飲んでいます。"]),
        ("La sangre no para.", "es", "", ["La sangre", "no para."]),
    ],
)
def test_lines_end_where_the_sense_does(
    words: str, lang: str, number: str, expected: list[str]
) -> None:
    assert lines(words, lang, number) == expected


def test_a_point_less_before_a_second_line() -> None:
    words = text("หายใจไม่ค่อยออก", "th")
    shown = [sign_of(words, room, 15, 11) for room in (42, 38, 34)]
    assert [(s.size_pt, len(s.lines)) for s in shown] == [(15, 1), (14, 1), (15, 2)]


def test_nothing_is_lost_or_changed() -> None:
    long = text("Por favor llame al # y diga dónde estamos, " * 6, "es", "911")
    shown = sign_of(long, ROOM_MM, 15, 11)
    assert shown.size_pt == 11
    assert len(shown.lines) > MOST_LINES
    assert "".join(str(line) for line in shown.lines) == str(long)
    assert [r for line in shown.lines for r in line.runs if r.kind == "tel"] == [long.runs[1]]


@pytest.mark.parametrize("words", ["x" * 200, "", " ", "。"])
def test_what_does_not_fit_is_one_line(words: str) -> None:
    shown = sign_of(text(words, "ja"), ROOM_MM, 15, 11)
    assert [str(line) for line in shown.lines] == [words]


def test_a_page_shows_it_as_large_as_three_lines_allow() -> None:
    sizes = (22, 18, 15, 12, 9)
    shown = [
        size_that_fits(text(w, "es"), 88, sizes)
        for w in ("Auxilio", "La sangre no para.", "Por favor " * 40)
    ]
    assert shown == [22, 18, 9]
    assert size_that_fits(text("ساعدوني", "ar"), 88, sizes) == 9
