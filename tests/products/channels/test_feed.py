"""Feeds: read by a reader of feeds, with notices in them, withdrawn numbers, and whatever somebody typed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from support.each import each
from support.example import EXAMPLE
from support.notices import BEDS, RIVER, told_in, write_notice

from generator.build.notices import with_entries
from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Run, Text, plain
from generator.products.channels import feed
from generator.products.sending.sent import said


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def made(advisory: Advisory) -> bytes:
    (target,) = feed.plan([advisory])
    assert target.make() == target.make()
    (data,) = target.make().values()
    return data


def read(data: bytes) -> Any:
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def note(advisory: Advisory, text: Text) -> Advisory:
    (key,) = advisory.changes
    return replace(advisory, changes={key: replace(advisory.changes[key], note=text)})


def test_a_feed_says_what_changed_whose_it_is_and_where(advisory: Advisory) -> None:
    parsed = read(made(advisory))
    assert (parsed.feed.language, parsed.version) == ("en", "atom10")
    assert {(link.rel, link.type, link.href) for link in parsed.feed.links if "type" in link} >= {
        ("alternate", "text/html", "https://freedonia.test/en/freedonia/notices/"),
        ("self", "application/atom+xml", "https://freedonia.test/feeds/freedonia.en.atom"),
    }
    (entry,) = parsed.entries
    assert entry.content[0].value == str(next(iter(advisory.changes.values())).note)
    # The day is that of the content, not of the build.
    assert entry.updated == parsed.feed.updated == "2026-11-01T00:00:00Z"
    later = replace(advisory, today=advisory.today + timedelta(days=9))
    assert made(later) == made(advisory)


def test_while_the_address_is_not_decided_no_link_leaves_the_site(advisory: Advisory) -> None:
    site = advisory.site.model_copy(update={"site_url": "https://example.org/"})
    data = made(replace(advisory, site=site))
    assert b"example.org" not in data
    unsigned = site.model_copy(update={"publisher": None})
    author = read(made(replace(advisory, site=unsigned))).feed.author
    assert author == "Help in an emergency"
    links = [link.href for link in read(data).feed.links if link.rel == "alternate"]
    assert links == ["../en/freedonia/notices/index.html"]


def test_notices_stand_in_it_and_those_that_were_wrong_say_so_in_words(
    advisory: Advisory, content: Path
) -> None:
    empty = made(advisory)
    write_notice(content, said=[BEDS, RIVER])
    parsed = read(with_entries(empty, told_in(content)))
    first = parsed.entries[0]
    assert first.title.startswith("Danger: Flood · ")
    assert "Old Mill" in first.content[0].value
    assert "draft, nobody has read" in first.content[0].value
    # The hour of the office, 7:20 in Freedonia.
    assert first.updated == parsed.feed.updated == "2026-11-27T23:20:00Z"
    assert first.links[0].href == "https://freedonia.test/en/freedonia/notices/"
    write_notice(content, said=[BEDS], withdrawn={"at": "2026-11-28T07:50", "why": "x"})
    wrong = read(with_entries(empty, told_in(content))).entries[0]
    assert wrong.id == first.id
    assert wrong.content[0].value.count("This notice was wrong, do not follow it.") == 2
    assert wrong.updated == "2026-11-27T23:50:00Z"
    write_notice(content, said=[BEDS])
    ended = told_in(content, later=timedelta(hours=20))
    assert (
        "We do not know how it is now."
        in read(with_entries(empty, ended)).entries[0].content[0].value
    )
    assert with_entries(empty, {}) == empty.replace(b"<!--notices-->", b"")


def test_a_withdrawn_number_stands_there_and_what_to_call_instead(advisory: Advisory) -> None:
    gone = replace(
        advisory,
        withdrawn=(("+65 6999 0000", "flood-office"), ("1234", None)),
        withdrawn_on={"+65 6999 0000": date(2026, 11, 25), "1234": date(2026, 11, 25)},
    )
    parsed = read(made(gone))
    # A number that somebody still has is none to warn of.
    (entry,) = (one for one in parsed.entries if one.category == "withdrawn")
    assert entry.content[0].value.splitlines() == [
        "Do not call this number any more: +65 6999 0000",
        "Call this one instead: Flood office 1234",
    ]
    assert entry.updated == parsed.feed.updated == "2026-11-25T00:00:00Z"


def test_each_number_of_a_note_stands_behind_its_caution(advisory: Advisory) -> None:
    cautioned = [
        (key, contact)
        for key, contact in advisory.contacts.items()
        if contact.tel and cautions_before(advisory, contact)
    ]
    for key, contact in each(cautioned):
        assert contact.tel is not None
        text = Text(
            (Run("Call ", "words", "en"), replace(contact.tel, contact=key)), "en", "source"
        )
        (line,) = read(made(note(advisory, text))).entries[0].content[0].value.splitlines()
        assert line.index(said(cautions_before(advisory, contact))) < line.index(contact.tel.text)


@pytest.mark.parametrize(
    "hostile",
    [
        "</content></entry><entry><!--notices-->", "a & b < c ]]>", "=1+1", "a\r\nb\x00\x07c\ufffe",
        "1669\u202e9661 x", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>&b;',
    ],
)  # fmt: skip
def test_whatever_somebody_types_stays_text(
    advisory: Advisory, content: Path, hostile: str
) -> None:
    write_notice(content, said=[RIVER])
    told = told_in(content)
    parsed = read(with_entries(made(note(advisory, plain(hostile, "en"))), told))
    assert len(parsed.entries) == 2
    words = parsed.entries[1].content[0].value
    assert "\u202e" not in words
    assert len(words.splitlines()) == 1
    if hostile.isprintable():
        assert words == hostile


def test_numbers_are_not_turned_round_in_languages_from_right_to_left(advisory: Advisory) -> None:
    text = Text((Run("اتصل ", "words", "ar"), Run("6123 4567", "tel", "ar")), "ar", "source")
    words = read(made(note(advisory, text))).entries[0].content[0].value
    assert words.endswith("\u20666123 4567\u2069")


def test_an_entry_that_is_told_names_the_moment_of_the_clock_never() -> None:
    assert feed._at(date(2026, 11, 25)) == "2026-11-25T00:00:00Z"
    assert feed._time(datetime(2026, 11, 25, 7, tzinfo=UTC)) == "2026-11-25T07:00:00Z"
