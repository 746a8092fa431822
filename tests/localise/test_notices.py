"""What readers are told of a notice, while it stands and afterwards."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from support.example import EXAMPLE
from support.notices import BEDS, LINE, RIVER, texts_of, told_in, write_notice

HOURS = timedelta(hours=1)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def test_a_place_has_its_name_by_language_or_else_the_words_of_its_sign(content: Path) -> None:
    write_notice(content, said=[BEDS])
    (english,), (burmese,) = texts_of(content), texts_of(content, "my")
    assert str(english.sentences[0]).startswith(
        "Dry beds: Old Mill (Molino Viejo). Doors open until: 28 November 2026 19:30."
    )
    # Its sentence is not translated, so the name is that of the sentence's language.
    assert "Old Mill" in str(burmese.sentences[0])
    write_notice(content, said=[BEDS], places={"mill": {"sign": "Molino Viejo", "lang": "es"}})
    (english,) = texts_of(content)
    assert [(run.text, run.lang) for run in english.sentences[0].runs if run.kind == "name"] == [
        ("Molino Viejo", "es")
    ]


def test_a_line_comes_with_its_name_and_its_own_number(content: Path) -> None:
    write_notice(content, said=[LINE])
    (notice,) = texts_of(content)
    assert (
        str(notice.sentences[0])
        == "Full line: Flood office 1234. Ring this one: Open Door 6123 4567."
    )
    links = {run.text: run.href for run in notice.sentences[0].runs if run.kind == "tel"}
    assert links == {"1234": "tel:1234", "6123 4567": "tel:61234567"}


def test_what_one_person_says_ends_after_six_hours(content: Path) -> None:
    write_notice(content, said=[RIVER], handles=["fox"])
    (notice,) = texts_of(content)
    assert (str(notice.until), notice.confirmed) == ("28 November 2026 13:30", False)
    write_notice(content, said=[RIVER])
    (notice,) = texts_of(content)
    assert (str(notice.until), notice.confirmed) == ("28 November 2026 20:00", True)


def test_it_ends_by_itself_is_told_as_ended_for_three_days_and_then_forgotten(
    content: Path,
) -> None:
    write_notice(content)
    states = {
        hours: [one.state for one in texts_of(content, later=hours * HOURS)]
        for hours in (11, 13, 83, 85)
    }
    assert states == {11: ["standing"], 13: ["ended"], 83: ["ended"], 85: []}


def test_provinces_are_joined_as_the_language_does_and_what_is_over_tells_no_end(
    content: Path,
) -> None:
    write_notice(content, areas=["SG-01", "SG-02"])
    assert str(texts_of(content, "ar")[0].areas) == "Firefly، Chicolini"
    assert told_in(content)["list"][0]["over"] != ""
    assert told_in(content, later=13 * HOURS)["list"][0]["over"] == ""


def test_a_withdrawn_one_stands_struck_through_for_three_days(content: Path) -> None:
    write_notice(content, withdrawn={"at": "2026-11-28T07:50", "why": "heard wrong"})
    (notice,) = texts_of(content)
    assert (notice.state, str(notice.withdrawn_at)) == ("withdrawn", "28 November 2026 07:50")
    html = told_in(content)["list"][0]["cuts"][0]
    assert "<s>Dry beds: Old Mill" in html
    # Nobody rings a number, or goes to a place, of what was wrong; why it was is for colleagues.
    assert "href" not in html.split("<s>")[1].split("</s>")[0]
    assert "heard wrong" not in html
    assert texts_of(content, later=73 * HOURS) == []


def test_danger_is_before_what_was_wrong_and_that_before_all_else(content: Path) -> None:
    for word, level, withdrawn in (
        ("a", "information", None),
        ("b", "warning", {"at": "2026-11-28T07:50", "why": "wrong"}),
        ("c", "warning", None),
        ("d", "danger", None),
    ):
        write_notice(
            content, f"2026-11-28-freedonia-{word}", said=[RIVER], level=level, withdrawn=withdrawn
        )
    assert [one.id[-1] for one in texts_of(content)] == ["d", "b", "c", "a"]


def test_a_free_text_in_another_language_shows_that_it_is(content: Path) -> None:
    write_notice(content, said=[RIVER], free={"en": "Bring a blanket."})
    html = told_in(content, "my")["list"][0]["cuts"][0]
    assert '<span class="fb" lang="en">Bring a blanket.</span>' in html
    assert (
        "<p>High river: Firefly. Stay away from the bank. Bring a blanket.</p>"
        in told_in(content)["list"][0]["cuts"][0]
    )


def test_nobody_takes_a_draft_for_signed_words(content: Path) -> None:
    write_notice(content, said=[RIVER])
    (english,), (burmese,) = texts_of(content), texts_of(content, "my")
    # River is signed in the source locale, and not translated into Burmese at all.
    assert (english.unsigned, burmese.unsigned) == (False, True)
    write_notice(content, said=[BEDS])
    assert texts_of(content)[0].unsigned


def test_hostile_names_stay_words(content: Path) -> None:
    sign = '"><img src=x onerror=alert(1)> & %(contact.fire)s'
    write_notice(content, said=[BEDS], places={"mill": {"sign": sign, "lang": "en"}})
    html = told_in(content)["list"][0]["cuts"][0]
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; %(contact.fire)s" in html
