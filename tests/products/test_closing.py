"""A right that closes on a day is told on each medium, in each language, with its hour; and ends by itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from support.build import replace, workplace
from support.example import ROOT
from support.pages import parse, row_of

from generator.cache.inputs import Inputs
from generator.load import load_content
from generator.load.leaflet_formats import load_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model.until import TOLD_DAYS
from generator.products import pages, pocket
from generator.products.channels import calendar, feed
from generator.products.closing import closing, closing_now
from generator.products.paper.content.blocks import fill
from generator.products.paper.content.picker import Picker
from generator.products.paper.layout.sheet import draft
from generator.products.paper.names import Paper

pytestmark = pytest.mark.thorough

ASSISTANCE = "content/hosts/freedonia/assistance.yaml"
RULES = """\
  permit-renewal:
    question: "Can I still renew my permit?"
    answer: yes
    asks: may
    words: "Yes. First the health check. Days left: %(left)s."
    more: "Bring the receipt."
    closes: "Permit to %(last)s: ask before 16:30, pay before 20:00."
    about: papers
    contacts: [open-door]
    topic: papers
    carry: paper
    values:
      last:
        day: "2027-01-29"
        sources: [disaster-act]
      left:
        days: ["2027-01-27", "2027-01-28", "2027-01-29"]
    until: "2027-01-29T16:30"
    afterwards: "Who asked: pay before 20:00."
    afterwards_until: "2027-01-29T20:00"
    at_last: "Who paid: keep the receipt."
    sources: [disaster-act]
  later-round:
    question: "Can I ask for the second round?"
    answer: not-known
    asks: may
    words: "Not known."
    closes: "Second round: ask before %(last)s."
    about: papers
    topic: papers
    carry: paper
    values:
      last:
        day: "2027-03-30"
        sources: [disaster-act]
    until: "2027-03-30"
    afterwards: "Ask on."
    sources: [disaster-act]
"""
LINE = "Permit to 29 January 2027: ask before 16:30, pay before 20:00."
BEFORE = "2027-01-29T16:29"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The made-up country with two rights that close."""
    folder = workplace(tmp_path)
    replace(folder / ASSISTANCE, "rules:\n", f"rules:\n{RULES}")
    return folder


@pytest.fixture
def told(place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Advisory]:
    """What readers are told at an hour of the country, which has the time of Singapore."""

    def at(hour: str, locale: str = "en") -> Advisory:
        now = datetime.fromisoformat(f"{hour}+08:00").astimezone(UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
        content, problems = load_content(place / "content", place)
        assert [p for p in problems if p.level == "error"] == []
        only = Selection("freedonia", locale)
        return next(load_advisories(content, place / "locales", only, ("en", "my")))

    return at


def files(advisory: Advisory) -> dict[str, str]:
    """Its pages, pocket file, calendar and feed."""
    plans = (pages.plan, pocket.plan, calendar.plan, feed.plan)
    made = [target.make() for make in plans for target in make([advisory])]
    return {name: data.decode(errors="replace") for one in made for name, data in one.items()}


def shown(page: str) -> str:
    return " ".join(parse(page.replace("<!doctype html>", "").encode()).text().split())


def test_it_is_told_everywhere_before_its_hour_and_never_rings(told):
    made = files(told(BEFORE))
    for page in ("index.html", "notices/index.html", "pocket.html"):
        assert LINE in shown(made[f"en/freedonia/{page}"]), page
    # The first screens have one line: what closes next.
    assert "Second round" not in shown(made["en/freedonia/index.html"])
    assert "Second round" in shown(made["en/freedonia/notices/index.html"])
    assert LINE in made["feeds/freedonia.en.atom"]
    events = Calendar.from_ical(made["calendar/freedonia.en.ics"]).walk("VEVENT")
    [event] = [one for one in events if str(one["SUMMARY"]) == LINE]
    assert event["DTSTART"].dt == date(2027, 1, 29)
    assert "RRULE" not in event
    assert "BEGIN:VALARM" not in made["calendar/freedonia.en.ics"]
    papers = parse(
        made["en/freedonia/questions/papers/index.html"].replace("<!doctype html>", "").encode()
    )
    assert LINE in " ".join(row_of(papers, "r-permit-renewal").text().split())


@pytest.mark.parametrize(
    ("hour", "now"),
    [
        ("2027-01-29T16:30", "Ended on 29 January 2027 at 16:30. Who asked: pay before 20:00."),
        ("2027-01-29T19:59", "Ended on 29 January 2027 at 16:30. Who asked: pay before 20:00."),
        ("2027-01-29T20:00", "Ended on 29 January 2027 at 16:30. Who paid: keep the receipt."),
        ("2027-01-30T09:00", "Ended on 29 January 2027 at 16:30. Who paid: keep the receipt."),
    ],
)
def test_each_of_two_hours_ends_at_its_minute(told, hour: str, now: str):
    made = files(told(hour))
    assert now in shown(made["en/freedonia/pocket.html"])
    assert now in made["feeds/freedonia.en.atom"]
    overview = shown(made["en/freedonia/index.html"])
    assert re.search(
        r"Can I still renew my permit\? ?Ended on 29 January 2027 at 16:30\.", overview
    )
    assert not any(LINE in text for text in made.values())
    assert "SUMMARY:Permit" not in made["calendar/freedonia.en.ics"]


def test_after_a_month_the_next_right_has_its_place(told):
    last = date(2027, 1, 29) + timedelta(days=TOLD_DAYS)
    for day, ids in ((last, ["permit-renewal"]), (last + timedelta(days=1), ["later-round"])):
        assert [rule.id for rule in closing_now(told(f"{day}T12:00"))] == ids
    assert [rule.id for rule in closing(told(f"{last}T12:00"))] == ["permit-renewal", "later-round"]


def test_a_build_after_the_month_takes_over_nothing(place: Path):
    keys = [
        Inputs(place / "content", place / "locales", moment).of_host("freedonia")
        for moment in (
            datetime(2027, 1, 29, 11, 59, tzinfo=UTC),  # 19:59 there
            datetime(2027, 1, 29, 12, 0, tzinfo=UTC),
            datetime(2027, 2, 28, 15, 59, tzinfo=UTC),
            datetime(2027, 2, 28, 16, 0, tzinfo=UTC),  # 30 whole days later
        )
    ]
    assert keys[0] != keys[1]
    assert keys[2] != keys[3]


def test_a_day_that_has_passed_is_named_no_longer(told):
    for hour, left in (
        ("2027-01-20T09:00", "27, 28, 29 January 2027"),
        ("2027-01-28T09:00", "28, 29 January 2027"),
        ("2027-01-29T09:00", "29 January 2027"),
    ):
        rule = told(hour).rules["permit-renewal"]
        assert str(rule.words) == f"Yes. First the health check. Days left: {left}."


def test_no_pocket_file_is_too_full_for_it(told, monkeypatch: pytest.MonkeyPatch):
    advisory = told(BEFORE)
    monkeypatch.setattr(pocket.page, "BUDGET", 6000)
    [target] = pocket.plan([advisory])
    [page] = target.make().values()
    words = shown(page.decode())
    assert "stays small" in words
    assert f"{LINE} Yes. First the health check." in words
    assert "Second round: ask before 30 March 2027. Not known." in words


@pytest.mark.parametrize("kind", ["trifold", "booklet"])
def test_paper_made_before_its_day_carries_the_day(told, kind: str):
    formats, _problems = load_formats(ROOT / "content" / "leaflets", ROOT)
    blocks = [block for panel in formats[kind].panels.values() for block in panel.blocks]
    [block] = [block for block in blocks if block.block == "closing"]
    # What has no turn to leave is never cut for space.
    assert block.optional is None
    before = told(BEFORE)
    [filled] = [fill(block, Picker(before))]
    assert [str(row.closes) for row in filled.rows] == [
        LINE,
        "Second round: ask before 30 March 2027.",
    ]
    prepared = draft(before, formats[kind], Paper("freedonia", "en", kind))
    assert "rules.permit-renewal" in prepared.carried
    assert prepared.edition.valid_until == date(2027, 1, 29)
    [after] = [fill(block, Picker(told("2027-01-29T16:30")))]
    assert [str(row.closes) for row in after.rows] == ["Second round: ask before 30 March 2027."]


def test_it_needs_a_day_and_words_for_who_missed_it(place: Path):
    replace(place / ASSISTANCE, '    afterwards: "Ask on."\n', "")
    _, problems = load_content(place / "content", place)
    [error] = [str(p) for p in problems if p.level == "error"]
    assert '"closes" needs "until"' in error


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('    at_last: "Who paid: keep the receipt."\n', "", "go together"),
        ('afterwards_until: "2027-01-29T20:00"', 'afterwards_until: "2027-01-29T16:30"', "later moment"),
    ],
)  # fmt: skip
def test_the_second_hour_comes_after_the_first_and_says_what_then(place: Path, old, new, words):
    replace(place / ASSISTANCE, old, new)
    _, problems = load_content(place / "content", place)
    [error] = [str(p) for p in problems if p.level == "error"]
    assert words in error
