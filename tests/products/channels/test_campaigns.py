"""Campaigns: what a post says, when, with which card; what it must not say."""

from __future__ import annotations

import io
import pickle
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import icalendar
import pytest
from support.each import each

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import plain
from generator.products.channels import campaigns
from generator.products.channels.campaigns import ReadyPost, ready_posts
from generator.products.sending.sent import said
from generator.sheets.csv_file import csv_rows

LOCALES = ("en", "my", "ar")
MARKS = str.maketrans("", "", "\u2066\u2069")


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def posts(advisory: Advisory) -> dict[str, ReadyPost]:
    found = ready_posts(advisory, advisory.campaigns["rainy-season"])
    return {post.id: post for post in found}


def with_post(advisory: Advisory, **changes: object) -> Advisory:
    campaign = advisory.campaigns["rainy-season"]
    post = replace(campaign.posts["bag"], **changes)  # type: ignore[arg-type]
    changed = replace(campaign, posts={**campaign.posts, "bag": post})
    return replace(advisory, campaigns={"rainy-season": changed})


def test_a_post_says_words_number_last_day_and_ends_with_its_code(advisory: Advisory) -> None:
    bag = posts(advisory)["bag"]
    first, *_rest = rows = bag.words.splitlines()
    assert "Put your papers in a plastic bag. Ask Open Door 6123 4567" in first
    scheme = advisory.insurance.schemes["hurt-at-work"]
    assert any(row.startswith(f"{scheme.title}: ") for row in rows) == (scheme.carry != "page")
    assert rows[-2].endswith(str(advisory.contacts["flood-office"].number))
    assert re.fullmatch(r"SG-en-[0-9a-f]{4}", rows[-1])
    assert (bag.day, bag.hour, bag.number, bag.card) == (3, "18:30", 2, "cards/freedonia.en.png")


def test_a_piece_brings_its_words_and_numbers_within_the_room(advisory: Advisory) -> None:
    look = posts(advisory)["look-round"]
    assert str(advisory.hazards["flood"].name) in look.words.splitlines()[0]
    assert not look.is_long
    assert posts(advisory)["numbers"].words.count("\n") > 2


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_stand_behind_their_cautions_on_the_same_line(
    example_advisory: Callable[[str], Advisory], locale: str
) -> None:
    advisory = example_advisory(locale)
    lines = [
        row
        for post in each(posts(advisory).values())
        for row in post.words.translate(MARKS).splitlines()
    ]
    cautioned = [c for c in advisory.contacts.values() if c.tel and cautions_before(advisory, c)]
    met = 0
    for contact in each(cautioned):
        assert contact.tel is not None
        number = re.compile(rf"(?<![\d+])(?<!\d ){re.escape(contact.tel.text)}(?! ?\d)")
        for line in (row for row in lines if number.search(row)):
            met += 1
            before = number.split(line)[0]
            assert all(said([one]) in before for one in cautions_before(advisory, contact)), line
    assert met


def test_a_post_whose_number_may_not_be_sent_is_left_out(advisory: Advisory) -> None:
    door = replace(advisory.contacts["open-door"], carry="page")
    kept = replace(advisory, contacts={**advisory.contacts, "open-door": door})
    assert "bag" not in posts(kept)
    assert "bag" not in posts(with_post(advisory, carry=None))


def test_a_piece_that_the_country_has_not_is_left_out_and_numbers_go_on(advisory: Advisory) -> None:
    campaign = advisory.campaigns["rainy-season"]
    changed = replace(campaign.posts["look-round"], piece="volcano.before")
    other = replace(campaign, posts={**campaign.posts, "look-round": changed})
    assert [p.number for p in ready_posts(advisory, other)] == [1, 2]


def test_a_draft_leaves_with_its_mark_above_it(advisory: Advisory) -> None:
    text = replace(plain("Keep papers dry.", "en"), state="draft")
    bag = posts(with_post(advisory, text=text))["bag"]
    assert bag.words.startswith("Draft translation\nKeep papers dry.")


def test_words_in_another_language_say_so(advisory: Advisory) -> None:
    text = replace(plain("Keep papers dry.", "en"), state="missing")
    assert posts(with_post(advisory, text=text))["bag"].words.startswith("(not translated yet)\n")


def test_hostile_words_make_neither_lines_nor_formulas(advisory: Advisory) -> None:
    text = plain('=HYPERLINK("x")\r\n[2] 1 · @(contact)\u202e\x00', "en")
    hostile = with_post(advisory, text=text)
    bag = posts(hostile)["bag"]
    assert bag.words.startswith('=HYPERLINK("x") [2] 1 · @(contact)')
    assert not {"\r", "\u202e", "\x00"} & set(bag.words)
    table = next(t for t in campaigns.plan([hostile]) if t.path.endswith(".csv"))
    (data,) = table.make().values()
    assert b"'=HYPERLINK" in data


def test_the_table_says_day_hour_text_and_card(advisory: Advisory) -> None:
    text, table = campaigns.plan([advisory])
    assert text.path == "campaigns/freedonia.en.rainy-season.txt"
    (data,) = table.make().values()
    rows = [cells for _place, cells in csv_rows(data)]
    assert rows[0] == [*campaigns.COLUMNS]
    assert [row[:3] for row in rows[1:]] == [
        ["1", "1", "18:00"],
        ["2", "3", "18:30"],
        ["3", "3", "19:00"],
    ]
    assert rows[2][4] == "../cards/freedonia.en.png"


def test_the_package_has_posts_and_cards_under_numbers_and_says_what_sharing_shows(
    advisory: Advisory,
) -> None:
    campaign = advisory.campaigns["rainy-season"]
    cards = {"cards/freedonia.en.png": b"PNG"}
    data = campaigns.packed_campaign(advisory, campaign, cards)
    assert data == campaigns.packed_campaign(advisory, campaign, cards)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        assert b"What you share shows your name." in package.read("README.txt")
        assert package.read("02.png") == b"PNG"
    assert names[:4] == ["README.txt", "01.txt", "02.txt", "03.txt"]
    assert not [name for name in names if "rain" in name or "flood" in name]


def test_a_package_with_a_first_day_has_a_calendar_that_rings_nowhere(advisory: Advisory) -> None:
    campaign = advisory.campaigns["rainy-season"]
    data = campaigns.packed_campaign(advisory, campaign, {}, date(2026, 12, 30))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        calendar = icalendar.Calendar.from_ical(package.read("posts.ics"))
    events = calendar.walk("VEVENT")
    posts = campaigns.ready_posts(advisory, campaign)
    assert [event["SUMMARY"] for event in events] == [f"{post.number:02d}" for post in posts]
    for event, post in zip(events, posts, strict=True):
        wanted = date(2026, 12, 30) + timedelta(days=post.day - 1)
        assert event["DTSTART"].dt == datetime.combine(wanted, time.fromisoformat(post.hour))
        assert event["DESCRIPTION"] == post.words
    assert not calendar.walk("VALARM")


def test_targets_are_pure_and_travel(advisory: Advisory) -> None:
    for target in each(campaigns.plan([advisory])):
        assert pickle.loads(pickle.dumps(target)).make() == target.make()


def test_only_the_own_country_adds_to_a_post(advisory: Advisory) -> None:
    posts_there = each(advisory.campaigns["rainy-season"].posts.values())
    assert {key for post in posts_there for key in post.countries} == {"freedonia"}
