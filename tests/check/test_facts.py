"""Facts: their sources, their days, what may wait."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from support.check import CONTENT, TODAY, rules, swap
from support.real import real_content

from generator.check import run_checks
from generator.check.content.facts import last_read
from generator.load.staff import agencies, staff_sources
from generator.localise.proof import SOURCE_YEARS
from generator.model import Rule


def test_a_call_makes_an_old_source_fresh():
    name = "hosts/freedonia/sources.yaml"
    old = swap(name, 'read_on: "2026-11-10"', 'read_on: "2025-01-01"')
    stale = [p.where for p in run_checks(old, publish=False, today=TODAY) if p.rule == "stale"]
    assert "assistance.contacts.open-door.sources" in stale
    assert last_read([], {}, date(2026, 1, 1)) == date(2026, 1, 1)
    assert last_read([], {}) is None


def test_what_may_wait_is_an_error_when_published():
    content = swap("site.yaml", 'feedback: "6123 4567"\n', "")
    for publish, level in ((False, "warning"), (True, "error")):
        (problem,) = run_checks(content, publish=publish, today=TODAY)
        assert (problem.rule, problem.level) == ("publisher-undecided", level)
    later = run_checks(CONTENT, publish=True, today=date(2027, 12, 1))
    old = {("stale", "error"), ("stale-question", "error")}
    assert {(p.rule, p.level) for p in later} == old


@pytest.mark.parametrize(
    ("name", "old", "new", "where"),
    [
        ("hosts/freedonia/sources.yaml", "year: 2026", "year: 2027", ".year"),
        ("hosts/freedonia/sources.yaml", 'read_on: "2026-11-10"', 'read_on: "2026-11-26"', ".read_on"),
        ("hosts/freedonia/country.yaml", 'day: "2026-11-01"', 'day: "2026-11-26"', ".first.day"),
        ("hosts/freedonia/assistance.yaml", "    number: \"995\"\n",
         '    number: "995"\n    called_on: "2026-11-26"\n    called_by: me\n', ".called_on"),
    ],
)  # fmt: skip
def test_nothing_was_done_tomorrow(name, old, new, where):
    (problem,) = run_checks(swap(name, old, new), publish=False, today=TODAY)
    assert problem.rule == "future-date"
    assert problem.where.endswith(where)


def test_an_old_source_of_the_library_is_named_once():
    content = swap("hazards/fire.yaml", 'read_on: "2026-11-01"', 'read_on: "2023-11-01"')
    (problem,) = run_checks(content, publish=False, today=TODAY)
    assert problem.rule == "stale"
    assert problem.where.startswith("fire.sources.")


def test_facts_are_fresh_on_the_last_day_of_their_limit():
    # fund-law was read on 2026-10-01, the limit is 365 days.
    def stale(today: date) -> list[str]:
        return [p.where for p in run_checks(CONTENT, publish=False, today=today)]

    assert "assistance.contacts.fund-office.sources" not in stale(date(2027, 10, 1))
    assert "assistance.contacts.fund-office.sources" in stale(date(2027, 10, 2))


def test_an_answer_may_lean_on_its_contacts_or_rules():
    name = "hosts/freedonia/assistance.yaml"
    assert rules(swap(name, "    contacts: [ambulance, fire-service]\n", "")) == ["no-source"]


def test_not_known_needs_no_source():
    rule = CONTENT.hosts["freedonia"].assistance.rules["leave-province"]
    assert isinstance(rule, Rule)
    assert rule.sources == ()
    name = "hosts/freedonia/assistance.yaml"
    changed = swap(
        name,
        'answer: not-known\n    asks: may\n    words: "No source',
        'answer: depends\n    asks: may\n    words: "No source',
    )
    assert rules(changed) == ["no-source"]


def test_sources_are_not_called_unused_while_a_file_of_the_host_is_missing():
    files = {n: f for n, f in CONTENT.files.items() if not n.endswith("guides.yaml")}
    host = CONTENT.hosts["freedonia"]
    own = {stem: file for stem, file in host.files.items() if stem != "guides"}
    content = replace(CONTENT, files=files, hosts={"freedonia": replace(host, files=own)})
    assert rules(content) == []


def test_what_an_office_did_long_ago_names_its_year():
    """A mandate in the present tense that rests on old practice alone reads as if it held today."""
    content = real_content()
    timeless = [
        f"{host.slug}.{key}"
        for host in content.hosts.values()
        for key, agency in agencies(host).items()
        if (told := agency.mandate).basis != "law"
        and (years := [staff_sources(content, host)[name].year for name in told.sources])
        and all(year is not None and TODAY.year - year >= SOURCE_YEARS for year in years)
        and not re.search(r"\b(?:19|20)\d\d\b", f"{told.text} {told.more or ''}")
    ]
    assert timeless == []
