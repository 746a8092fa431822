"""Months as a calendar: when, where, how sure; and nothing that rings, invites or shows what is nobody's business."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from icalendar import Calendar
from support.cards import properties, read
from support.each import each

from generator.localise.advisory import Advisory
from generator.localise.texts import plain
from generator.products.channels import calendar

Make = Callable[[str], Advisory]


def made(advisory: Advisory) -> bytes:
    [target] = calendar.plan([advisory])
    assert target.make() == target.make()
    return target.make()[f"calendar/{advisory.host}.{advisory.locale}.ics"]


def with_hazard(advisory: Advisory, slug: str = "flood", **changes: Any) -> Advisory:
    flood = replace(advisory.hazards["flood"], **changes)
    return replace(advisory, hazards={slug: flood})


def rows(data: bytes) -> list[dict[str, str]]:
    """Its events as icalendar reads them, by property."""
    return [
        {name: str(value.to_ical().decode()) for name, value in event.items()}
        for event in Calendar.from_ical(data).walk("VEVENT")
    ]


def test_events_come_back_each_year_over_whole_days(example_advisory: Make) -> None:
    found = rows(made(with_hazard(example_advisory("en"))))
    shown = [(row["SUMMARY"], row["DTSTART"], row["DTEND"], row["RRULE"]) for row in found]
    assert shown == [
        ("Flood", "20260901", "20261201", "FREQ=YEARLY"),
        ("Flood", "20260801", "20260901", "FREQ=YEARLY"),
        ("Flood", "20261201", "20270101", "FREQ=YEARLY"),
        ("Bag to take along", "20260401", "20260402", "FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=4,10"),
    ]
    assert found[0]["LOCATION"] == "River plain"
    assert "sometimes" in found[1]["DESCRIPTION"]


def test_both_programs_read_the_same_whatever_the_names_are(example_advisory: Make) -> None:
    hostile = plain("Flood\r\nEND:VEVENT\r\nBEGIN:VALARM;,\\ \x00", "en")
    advisory = with_hazard(example_advisory("my"), name=hostile)
    data = made(advisory)
    spoiled = data.replace(b"END:VEVENT\r\n", b"", 1)
    good, bad = read([data, spoiled])
    assert bad.ical is None
    assert good.ical is not None
    found = Calendar.from_ical(data).walk("VEVENT")
    events = [dict(properties(one)) for one in good.ical[2]]
    assert {event["summary"] for event in events} >= {"Flood END:VEVENT BEGIN:VALARM;,\\"}
    theirs = [(one["uid"], one["dtstart"], one["dtend"], one["summary"]) for one in events]
    assert theirs == [
        (
            str(one["UID"]),
            str(one.decoded("dtstart")),
            str(one.decoded("dtend")),
            str(one["SUMMARY"]),
        )
        for one in each(found)
    ]


def test_months_that_are_our_own_reading_say_so(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    [season] = advisory.hazards["flood"].seasons.values()
    told = rows(made(with_hazard(advisory)))[0]["DESCRIPTION"]
    guessed = with_hazard(advisory, seasons={season.id: replace(season, inferred=True)})
    assert "Our estimate" not in told
    assert "Our estimate" in rows(made(guessed))[0]["DESCRIPTION"]


def test_months_over_new_year_are_one_event_that_may_be_now(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    [season] = advisory.hazards["flood"].seasons.values()
    row = rows(
        made(with_hazard(advisory, seasons={"x": replace(season, months=(11, 12, 1), fewer=())}))
    )[0]
    begins, ends = date.fromisoformat(row["DTSTART"]), date.fromisoformat(row["DTEND"])
    assert (begins.month, begins.day, ends.month, ends.day) == (11, 1, 2, 1)
    assert ends.year == begins.year + 1 == int(row["DTSTAMP"][:4])


def test_hazards_that_hide_are_in_no_calendar(example_advisory: Make) -> None:
    hidden = [{"sensitive": True}, *({"id": slug} for slug in calendar.LEFT_OUT)]
    for changes in each(hidden):
        assert len(rows(made(with_hazard(example_advisory("en"), **changes)))) == 1  # The bag.


def test_nothing_rings_invites_or_leads_anywhere(example_advisory: Make) -> None:
    data = made(example_advisory("en"))
    for word in (b"VALARM", b"ATTENDEE", b"ORGANIZER", b"URL", b"http", b"webcal", b"ATTACH"):
        assert word not in data
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert b"\r\nMETHOD:PUBLISH\r\n" in data
    ids = [row["UID"] for row in rows(data)]
    assert len(ids) == len(set(ids))
    assert ids == [row["UID"] for row in rows(made(example_advisory("my")))]
    later = replace(example_advisory("en"), today=date(2031, 5, 5))
    assert made(later) == data


def test_the_bag_is_checked_twice_a_year(example_advisory: Make) -> None:
    *_, bag = rows(made(example_advisory("en")))
    assert "BYMONTH=4,10" in bag["RRULE"]
    assert bag["DTSTART"].endswith("0401")
    bare = example_advisory("en")
    bare = replace(bare, hazards={}, sources={}, prepare=replace(bare.prepare, sources={}))
    assert len(rows(made(bare))) == 1
