"""What is dated ends on its day, by the clock of the country, and readers are told what to do then."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from support.build import listing, replace, workplace
from support.example import EXAMPLE
from support.pages import parse, row_of

from generator.cache.inputs import Inputs
from generator.check import run
from generator.cli.main import main
from generator.load import load_content
from generator.load.endings import Clock
from generator.load.leaflet_formats import load_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model import Until
from generator.model.leaflet import Leaflet
from generator.products import data, pages, pocket
from generator.products.offline.withdrawn_numbers import gone_numbers
from generator.products.paper import plan
from generator.products.paper.content.imprint import Edition
from generator.products.paper.editions.fact_record import all_carried
from generator.products.paper.editions.verdicts import verdicts
from generator.products.paper.layout.sheet import draft

pytestmark = pytest.mark.thorough

ASSISTANCE = "content/hosts/freedonia/assistance.yaml"
HAZARDS = "content/hosts/freedonia/hazards.yaml"
SOURCES = "content/hosts/freedonia/sources.yaml"
COUNTRY = "content/hosts/freedonia/country.yaml"
INSURANCE = "content/hosts/freedonia/insurance.yaml"
LIBRARY = "content/hazards/flood.yaml"

PERMIT = """\
  permit-renewal:
    question: "When is the last day to renew my permit?"
    answer: partly
    words: "We read: %(last)s. Do it now."
    more: "Bring the receipt."
    about: papers
    contacts: [open-door, old-line]
    topic: papers
    values:
      last:
        day: "2027-01-29"
        sources: [disaster-act]
    until: "2027-01-29T16:30"
    afterwards: "Keep both receipts. Ask %(contact.open-door)s."
    sources: [disaster-act]
"""
OLD_LINE = """\
  old-line:
    label: Old line
    number: "1777"
    kind: social
    what_for: "The line of before."
    until: "2027-01-29"
    sources: [disaster-act]
"""
BEFORE = "2027-01-29T08:29+00:00"
"""One minute before half past four in Freedonia, which has the time of Singapore."""
AFTER = "2027-01-29T08:30+00:00"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """Set the clock of the build."""

    def set_clock(moment: str) -> datetime:
        now = datetime.fromisoformat(moment).astimezone(UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))
        return now

    return set_clock


@pytest.fixture
def place(tmp_path: Path, at: Callable[[str], datetime]) -> Path:
    """The made-up country with statements that end on 29 January 2027."""
    at("2026-12-01T00:00+00:00")
    folder = workplace(tmp_path)
    replace(folder / ASSISTANCE, "rules:\n", f"{OLD_LINE}rules:\n{PERMIT}")
    replace(folder / SOURCES, "the flood office, 1234.", "the flood office, 1234. Old line 1777.")
    note = 'text: "The flood gate closes the bridge when it rains for 2 days."\n'
    replace(folder / HAZARDS, note, f'{note}        until: "2027-01-29"\n')
    until = '        until: "2027-01-29"\n        afterwards: "Go to any high ground."\n'
    school = "        replaces: leave-before-water\n"
    replace(folder / HAZARDS, school, school + until)
    return folder


def told(place: Path, locale: str = "en") -> Advisory:
    content, problems = load_content(place / "content", place)
    assert [p for p in problems if p.level == "error"] == []
    only = Selection("freedonia", locale)
    return next(load_advisories(content, place / "locales", only, ("en", "my")))


def shown(advisory: Advisory) -> Iterator[tuple[str, str]]:
    """Everything that the site says of an advisory, by path."""
    for target in (*pages.plan([advisory]), *pocket.plan([advisory]), *data.plan([advisory])):
        for name, raw in target.make().items():
            if name.endswith((".html", ".json")) and not name.startswith("."):
                yield name, raw.decode()


def problems_of(place: Path, now: datetime, *, publish: bool = False) -> list[str]:
    found = run(place / "content", None, today=now.date(), now=now, base=place, publish=publish)[1]
    return [str(p) for p in found]


# --- the day and the minute ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "minute"),
    [
        ("Asia/Bangkok", "2026-12-11T17:00", "2026-12-11T09:30"),
        ("Asia/Tokyo", "2026-12-11T15:00", "2026-12-11T07:30"),
        ("Asia/Kathmandu", "2026-12-11T18:15", "2026-12-11T10:45"),
        ("America/Mexico_City", "2026-12-12T06:00", "2026-12-11T22:30"),
        ("UTC", "2026-12-12T00:00", "2026-12-11T16:30"),
    ],
)
def test_a_day_ends_at_midnight_and_a_minute_at_once_by_the_countrys_clock(zone, day, minute):
    for text, end in (("2026-12-11", day), ("2026-12-11T16:30", minute)):
        moment = datetime.fromisoformat(end).replace(tzinfo=UTC)
        until = Until.parse(text)
        assert until.moment(ZoneInfo(zone)) == moment
        assert not Clock(moment - timedelta(minutes=1), ZoneInfo(zone)).is_over(until)
        assert Clock(moment, ZoneInfo(zone)).is_over(until)
        assert str(until) == text


def test_an_hour_that_the_clocks_have_twice_is_the_first_and_a_night_may_be_long():
    berlin = ZoneInfo("Europe/Berlin")
    assert Until.parse("2026-10-25T02:30").moment(berlin) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert Until.parse("2026-10-25").moment(berlin) == datetime(2026, 10, 25, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["16:30", "T16:30", "2026-02-30", "2026-12-11T25:00", "2026-12-11 16:30", "11.12.2026",
             "2026-12", "2026-12-11T16:30:00", "2026-12-11T16:30+07:00", "soon", "20261211"],
)  # fmt: skip
def test_what_is_no_day_is_refused_at_its_line(place: Path, at, text: str):
    replace(place / ASSISTANCE, 'until: "2027-01-29T16:30"', f'until: "{text}"')
    errors = [line for line in problems_of(place, at(BEFORE)) if "error" in line]
    assert len(errors) == 1
    assert re.search(r"assistance\.yaml:\d+:12: error \[wrong-form\]", errors[0])
    assert (
        f'"{text}" is not a day, or a day with its hour. Write the last day, such as' in errors[0]
    )


@pytest.mark.parametrize("zone", ["Singapore Time", "Asia", "../etc/passwd", "/etc/passwd", ""])
def test_a_time_zone_is_one_of_the_iana_list(place: Path, at, zone: str):
    replace(place / COUNTRY, "time_zone: Asia/Singapore", f'time_zone: "{zone}"')
    errors = [line for line in problems_of(place, at(BEFORE)) if "time_zone" in line]
    assert len(errors) == 1
    assert "Asia/Bangkok" in errors[0] or "the value is missing" in errors[0]


def test_words_for_afterwards_need_a_day(place: Path, at):
    replace(place / ASSISTANCE, '    until: "2027-01-29T16:30"\n', "")
    errors = [line for line in problems_of(place, at(BEFORE)) if "error" in line]
    assert len(errors) == 1
    assert '"afterwards" needs "until"' in errors[0]


# --- what readers see ---------------------------------------------------------------------------


def test_a_question_says_that_it_ended_at_its_minute_and_what_to_do_now(place: Path, at):
    at(BEFORE)
    rule = told(place).rules["permit-renewal"]
    assert (str(rule.words), str(rule.more)) == (
        "We read: 29 January 2027. Do it now.",
        "Bring the receipt.",
    )
    assert (rule.answer, rule.until) == ("partly", "2027-01-29T16:30")
    at(AFTER)
    rule = told(place).rules["permit-renewal"]
    assert str(rule.words) == (
        "Ended on 29 January 2027 at 16:30. Keep both receipts. Ask 6123 4567."
    )
    assert (rule.more, rule.answer, rule.ended) == (None, None, "2027-01-29T16:30")
    assert rule.until is None


def test_without_words_for_afterwards_a_question_says_whom_to_ask(place: Path, at):
    replace(
        place / ASSISTANCE, '    afterwards: "Keep both receipts. Ask %(contact.open-door)s."\n', ""
    )
    at(AFTER)
    rule = told(place).rules["permit-renewal"]
    assert str(rule.words) == "Ended on 29 January 2027 at 16:30. Ask Open Door 6123 4567."
    assert [run.text for run in rule.words.runs if run.kind == "tel"] == ["6123 4567"]


def test_other_statements_go_or_say_what_to_do_now_when_the_day_is_over(place: Path, at):
    at("2027-01-29T15:59+00:00")  # 23:59 there
    before = told(place).hazards["flood"]
    assert "gate" in before.notes
    assert any(str(m.text).startswith("Go to the school") for m in before.during)
    at("2027-01-29T16:00+00:00")
    after = told(place).hazards["flood"]
    assert "gate" not in after.notes
    school = next(m for m in after.during if m.id == "go-to-school")
    assert str(school.text) == "Ended on 29 January 2027. Go to any high ground."
    assert not any(m.id == "leave-before-water" for m in after.during)


def test_a_contact_that_ended_has_no_number_anywhere_and_phones_must_not_dial_it(place: Path, at):
    at(BEFORE)
    before = told(place)
    assert "old-line" in before.rules["permit-renewal"].contacts
    assert sum("1777" in text for _, text in shown(before)) > 1
    assert "tel:1777" not in gone_numbers(before)
    at("2027-01-29T16:00+00:00")
    after = told(place)
    assert "old-line" not in after.contacts
    # Whom to ask now the words tell; those who could be asked before are no help any more.
    assert after.rules["permit-renewal"].contacts == ()
    for name, text in shown(after):
        assert "1777" not in text, name
    assert gone_numbers(after)["tel:1777"] is None


def test_a_contact_with_words_for_afterwards_keeps_its_card_without_a_number(place: Path, at):
    until = '    until: "2027-01-29"\n'
    replace(
        place / ASSISTANCE, until, f'{until}    afterwards: "Call %(contact.open-door)s instead."\n'
    )
    at("2027-01-30T00:00+00:00")
    advisory = told(place)
    card = advisory.contacts["old-line"]
    assert (card.number, card.tel) == (None, None)
    assert str(card.what_for) == "Ended on 29 January 2027. Call 6123 4567 instead."
    page = dict(shown(advisory))["en/freedonia/assistance/other/index.html"]
    box = page.partition('id="c-old-line"')[2].partition("</article>")[0]
    assert "Call " in box
    assert "Not known" not in box


@pytest.mark.parametrize("locale", ["en", "my"])
def test_a_sentence_that_names_an_ended_value_says_that_it_ended(place: Path, at, locale: str):
    value = 'day: "2024-02-01"\n'
    replace(place / ASSISTANCE, value, f'{value}        until: "2027-01-29"\n')
    at("2027-01-29T15:59+00:00")
    assert "1" in str(told(place, locale).rules["wages-in-flood"].words)
    at("2027-01-29T16:00+00:00")
    rule = told(place, locale).rules["wages-in-flood"]
    assert rule.ended == "2027-01-29"
    assert "2024" not in str(rule.words)
    if locale == "en":
        assert str(rule.words) == "Ended on 29 January 2027. Ask Open Door 6123 4567."
        # What does not name it still holds.
        assert str(rule.more) == "Ask 6234 5678 when it is not."
        assert rule.answer == "yes"


def test_a_sentence_that_names_an_ended_contact_says_that_it_ended(place: Path, at):
    replace(place / ASSISTANCE, "Bring the receipt.", "Then ring %(contact.old-line)s.")
    replace(place / ASSISTANCE, 'until: "2027-01-29T16:30"', 'until: "2028-01-29"')
    at("2027-02-01T00:00+00:00")
    rule = told(place).rules["permit-renewal"]
    assert str(rule.words).startswith("We read:")
    assert str(rule.more) == "Ended on 29 January 2027. Ask Open Door 6123 4567."


def test_no_slash_and_no_picture_stands_beside_what_ended(place: Path, at):
    text = 'text: "Do not walk into moving water."\n'
    more = '    until: "2027-01-29"\n    afterwards: "Keep out of all water."\n'
    replace(place / LIBRARY, text, text + more)
    at("2027-02-01T00:00+00:00")
    step = next(m for m in told(place).hazards["flood"].during if m.id == "stay-out-of-water")
    assert (step.dont, step.picture, step.more) == (False, None, None)
    assert str(step.text) == "Ended on 29 January 2027. Keep out of all water."


def test_pages_pocket_file_and_data_show_it_only_as_ended(place: Path, at):
    at(BEFORE)
    before = dict(shown(told(place)))
    at(AFTER)
    after = dict(shown(told(place)))
    for name in (
        "en/freedonia/questions/papers/index.html", "en/freedonia/pocket.html",
        "data/freedonia.en.json",
    ):  # fmt: skip
        assert "Do it now" in before[name], name
        assert "Do it now" not in after[name], name
        assert "Keep both receipts" not in before[name], name
        assert "Keep both receipts" in after[name], name
    row = row_of(
        parse(after["en/freedonia/questions/papers/index.html"].encode()), "r-permit-renewal"
    )
    assert not row.find("span", class_="chip")
    rule = json.loads(after["data/freedonia.en.json"])["rules"]["permit-renewal"]
    assert (rule["ended"], rule["answer"]) == ("2027-01-29T16:30", None)
    assert "until" not in rule


def test_in_another_language_the_end_is_told_in_it(place: Path, at):
    with (place / "locales/es/LC_MESSAGES/interface.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgctxt "ended.at"\nmsgid "Ended on %(day)s at %(time)s."\n')
        file.write('msgstr "Terminó el %(day)s a las %(time)s."\n')
    at(AFTER)
    rule = told(place, "es").rules["permit-renewal"]
    assert str(rule.words).startswith("Terminó el 29 de enero de 2027 a las 16:30. Keep both")
    assert rule.words.source.startswith("Ended on 29 January 2027 at 16:30. Keep both")
    # Nobody translated what to do now: it is shown in the source locale, and marked.
    assert rule.words.state == "missing"


# --- paper --------------------------------------------------------------------------------------


@pytest.fixture
def formats(place: Path) -> dict[str, Leaflet]:
    found, problems = load_formats(place / "content" / "leaflets", place)
    assert not problems
    return found


def edition(advisory: Advisory, formats: dict[str, Leaflet]) -> Edition:
    return draft(advisory, next(iter(formats.values()))).edition


SAVE = 'text: "Pack a small bag."\n'
DATED = '    until: "2027-01-29T16:30"\n    afterwards: "Pack any bag."\n'


def carried_in(advisory: Advisory, formats: dict[str, Leaflet]) -> set[str]:
    return set(draft(advisory, next(iter(formats.values()))).carried)


def test_paper_is_good_at_most_until_something_on_it_ends(place: Path, at, formats):
    name = next(
        iter(sorted(n for n in carried_in(told(place), formats) if n.startswith("hazards.flood")))
    )
    key = name.rpartition(".")[2]
    library = (place / LIBRARY).read_text("utf-8")
    text = re.search(rf"  {key}:\n(?:    .*\n)*?    text: .*\n", library)[0]  # type: ignore[index]
    without = edition(told(place), formats)
    assert without.valid_until > date(2027, 1, 29)
    assert not without.ends_by_day
    replace(place / LIBRARY, text, text + DATED)
    dated = edition(told(place), formats)
    assert (dated.valid_until, dated.ends_by_day) == (date(2027, 1, 29), True)
    at(AFTER)
    after = told(place)
    assert name not in carried_in(after, formats)
    assert edition(after, formats).valid_until == without.valid_until


def test_paper_names_the_day_and_not_only_the_month(place: Path, example_format: Leaflet):
    def printed() -> str:
        prepared = draft(told(place), example_format)
        html = prepared.sheet_html(size_pt=prepared.leaflet.largest_pt, without=frozenset())
        return " ".join(re.sub(r"<[^>]*>|[\u2060\u200b]", "", html).split())

    month = re.search(r"Good until (\w+ \d{4})\.", printed())
    assert month
    replace(place / ASSISTANCE, "  open-door:\n", '  open-door:\n    until: "2027-01-29"\n')
    assert "Good until 29 January 2027." in printed()


def test_the_pocket_file_is_good_until_the_first_end_on_it(place: Path, at):
    page = dict(shown(told(place)))["en/freedonia/pocket.html"]
    assert 'data-until="2027-01-29"' in page
    assert "Good until" in page
    at("2027-01-30T00:00+00:00")
    page = dict(shown(told(place)))["en/freedonia/pocket.html"]
    assert 'data-until="2027-10-02"' in page


def test_old_paper_that_says_it_is_to_be_replaced_once_it_ended(place: Path, at, formats):
    from support.papers import edition_of

    advisory = told(place)
    names = ("rules.permit-renewal", "contacts.old-line")
    facts = {name: fact.said for name, fact in all_carried(advisory, names).items()}
    edition = edition_of(advisory, next(iter(formats.values())), facts=facts)

    def verdict(moment: str):
        at(moment)
        return verdicts(changed(told(place), editions={"FR-en-261101-0000": edition}))[
            "FR-en-261101-0000"
        ]

    assert verdict(BEFORE).kind == "good"
    after = verdict("2027-01-30T00:00+00:00")
    assert after.kind == "replace"
    assert after.changed == ("rules.permit-renewal",)
    assert [(c.old, c.new) for c in after.corrections] == [("1777", None)]


# --- digests ------------------------------------------------------------------------------------


def digests(place: Path, formats: dict[str, Leaflet]) -> dict[str, str]:
    advisory = told(place)
    targets = [
        *pages.plan([advisory]), *pocket.plan([advisory]), *data.plan([advisory]),
        *plan([advisory], formats=formats),
    ]  # fmt: skip
    return {target.path: target.digest for target in targets}


def test_digests_hold_what_has_ended_and_never_today(place: Path, at, formats):
    at("2027-01-27T12:00+00:00")
    two_days_before = digests(place, formats)
    at(BEFORE)
    assert digests(place, formats) == two_days_before
    at(AFTER)
    ended = digests(place, formats)
    told_again = {path for path in ended if ended[path] != two_days_before[path]}
    assert {"en/freedonia/pocket.html", "data/freedonia.en.json"} <= told_again
    at("2027-01-29T15:59+00:00")
    assert digests(place, formats) == ended
    at("2027-01-30T12:00+00:00")
    day_over = digests(place, formats)
    assert day_over["data/freedonia.json"] != ended["data/freedonia.json"]  # the contact
    at("2027-02-20T12:00+00:00")
    assert digests(place, formats) == day_over


def test_inputs_change_in_the_minute_in_which_something_ends(place: Path):
    def inputs(moment: str) -> str:
        now = datetime.fromisoformat(moment)
        return Inputs(place / "content", place / "locales", now).of_host("freedonia")

    assert inputs("2027-01-29T00:01+00:00") == inputs(BEFORE)
    assert inputs(BEFORE) != inputs(AFTER)
    assert inputs(AFTER) == inputs("2027-01-29T15:59+00:00")
    assert inputs(AFTER) != inputs("2027-01-29T16:00+00:00")


@pytest.mark.parametrize(
    "line",
    ["until: 2027-01-29", "until: '2027-01-29'", '"until":   "2027-01-29"', "{until: 2027-01-29}"],
)
def test_inputs_see_an_end_however_it_is_written_and_know_it_as_the_model_does(
    tmp_path: Path, line: str
):
    host = tmp_path / "content" / "hosts" / "x"
    host.mkdir(parents=True)
    (host / "country.yaml").write_text("time_zone: America/Mexico_City\n", "utf-8")
    (host / "guides.yaml").write_text(f"a:\n  {line}\n", "utf-8")
    end = Until.parse("2027-01-29").moment(ZoneInfo("America/Mexico_City"))

    def digest(now: datetime) -> str:
        return Inputs(tmp_path / "content", tmp_path / "locales", now).of_host("x")

    assert digest(end - timedelta(minutes=1)) != digest(end)
    assert digest(end - timedelta(hours=1)) == digest(end - timedelta(minutes=1))


def test_a_build_an_hour_later_on_the_same_day_makes_anew_what_ended(
    place: Path, at, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(place)

    def build() -> str:
        done = CliRunner().invoke(main, ["build", "--jobs", "1"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    at(BEFORE)
    build()
    assert "Nothing has changed" in build()
    page = place / "site/en/freedonia/questions/papers/index.html"
    before = listing(place / "site")
    assert "Do it now" in page.read_text("utf-8")
    at(AFTER)
    assert "Nothing has changed" not in build()
    assert "Keep both receipts" in page.read_text("utf-8")
    after = listing(place / "site")
    assert (
        before["en/freedonia/hazards/fire/index.html"]
        == after["en/freedonia/hazards/fire/index.html"]
    )
    assert "Nothing has changed" in build()


# --- checks -------------------------------------------------------------------------------------


def test_editors_are_told_thirty_days_before_and_no_sooner(place: Path, at):
    def soon(moment: str) -> list[str]:
        return [line for line in problems_of(place, at(moment)) if "[ends-soon]" in line]

    assert soon("2026-12-29T12:00+00:00") == []
    assert len(soon("2026-12-30T12:00+00:00")) == 4
    told_then = soon("2027-01-28T12:00+00:00")
    assert all("this entry ends tomorrow" in line for line in told_then)
    assert sum('; after that "afterwards" is shown instead' in line for line in told_then) == 2
    assert sum("; after that it is no longer shown" in line for line in told_then) == 2


def test_what_ended_is_never_refused_when_it_ends_by_itself(place: Path, at):
    late = at("2027-02-20T00:00+00:00")
    found = problems_of(place, late, publish=True)
    assert [line for line in found if "error" in line] == []
    ended = [line for line in found if "[ended]" in line]
    assert len(ended) == 2  # the note and the contact; the others have words for afterwards


def test_only_what_would_still_be_shown_as_open_is_refused(place: Path, at):
    label = "  police:\n"
    replace(place / ASSISTANCE, label, f'{label}    until: "2027-01-29"\n')

    def open_ones(moment: str, *, publish: bool) -> list[str]:
        found = problems_of(place, at(moment), publish=publish)
        return [line for line in found if "contacts.police" in line]

    assert all(
        "[ends-soon]" in line and "still shown: " in line
        for line in open_ones(BEFORE, publish=True)
    )
    [line] = open_ones("2027-02-20T00:00+00:00", publish=False)
    assert "warning [ended-open]" in line
    [line] = open_ones("2027-02-20T00:00+00:00", publish=True)
    assert "error [ended-open]" in line
    # Meanwhile the site can be built: a sentence without a number helps nobody.
    assert told(place).contacts["police"].number == "999"


def test_a_day_that_has_no_end_is_refused_once_it_has_passed(place: Path, at):
    replace(place / ASSISTANCE, '    until: "2027-01-29T16:30"\n', "")
    replace(
        place / ASSISTANCE, '    afterwards: "Keep both receipts. Ask %(contact.open-door)s."\n', ""
    )

    def found(moment: str) -> list[str]:
        lines = problems_of(place, at(moment), publish=True)
        rules = ("[day-ahead]", "[ended-open]")
        return [
            " ".join(line.split(":", 3)[3].split()[:2])
            for line in lines
            if any(rule in line for rule in rules)
        ]

    assert found(BEFORE) == ["warning [day-ahead]"]
    assert found("2027-02-20T00:00+00:00") == ["error [ended-open]"]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("The fund closes in 2027.", True), ("It follows by the end of 2026.", True),
        ("It follows by the middle of 2026.", True), ("Since 2026 the fund pays.", False),
        ("At the end of 2025 it paid.", False),
    ],
)  # fmt: skip
def test_a_later_year_without_an_end_is_told(place: Path, at, sentence: str, *, wrong: bool):
    replace(place / ASSISTANCE, "The police write a report when you ask.", sentence)
    now = at("2026-12-01T00:00+00:00")
    found = [line for line in problems_of(place, now) if "[day-ahead]" in line]
    assert bool(found) == wrong


def test_the_example_itself_has_no_end(tmp_path: Path):
    # Its pages stand in tests/golden: they must not change by themselves.
    # Its notice is over, and forgotten, on the day on which they were made.
    files = [path for path in EXAMPLE.rglob("*.yaml") if path.parent.name != "notices"]
    assert not any("until:" in path.read_text("utf-8") for path in files)
