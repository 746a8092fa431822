"""Files to copy messages from: what they say, what they leave out and why, and what a spreadsheet makes of them."""

from __future__ import annotations

import codecs
import csv
import io
import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support.each import each
from support.signed import signed

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import plain
from generator.products.channels import CHANNELS, drafts, messages, plan
from generator.products.sending.sent import said
from generator.products.sending.short_texts import short_texts


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def _made(advisory: Advisory, *, allow_draft: bool = False) -> dict[str, str]:
    (target,) = messages.plan([advisory], allow_draft=allow_draft)
    files = target.make()
    assert all(target.owns(name) for name in files)
    return {name.rpartition(".")[2]: data.decode("utf-8") for name, data in files.items()}


def _rows(advisory: Advisory, *, allow_draft: bool = False) -> dict[str, dict[str, Any]]:
    data = json.loads(_made(advisory, allow_draft=allow_draft)["json"])
    assert data["host"] == "freedonia"
    assert data["as_of"] == min(row["as_of"] for row in data["messages"])
    return {row["id"]: row for row in data["messages"]}


def test_without_signatures_there_is_no_text_message_in_the_site(advisory: Advisory) -> None:
    for row in each(_rows(advisory).values(), at_least=5):
        assert row["chat"]
        assert row["sms"] is None
        assert row["no_sms"] == "not signed"
        assert row["status"].startswith("signed 0 of ")
    for text in each(_made(advisory).values(), at_least=3):
        assert "Flood: Now /" not in text
        assert "EXERCISE" not in text


def test_with_signatures_there_is_one(advisory: Advisory) -> None:
    row = _rows(signed(advisory))["flood.during"]
    assert row["sms"].startswith("Flood: Now / Do not walk into moving water. Flood office 1234 / ")
    assert (row["segments"], row["encoding"], row["release"]) == (1, "GSM-7", "signed")
    assert row["sms"].endswith(row["code"])
    assert row["status"] == "signed 3 of 3"
    assert row["no_sms"] is None
    for text in _made(signed(advisory)).values():
        assert row["sms"] in text


def test_a_draft_is_an_exercise_in_each_file(advisory: Advisory) -> None:
    row = _rows(advisory, allow_draft=True)["flood.during"]
    assert row["sms"].startswith("EXERCISE: ")
    assert row["release"] == "exercise"
    for text in _made(advisory, allow_draft=True).values():
        assert text.count("Flood: Now / ") == text.count("EXERCISE: Flood: Now / ") == 1


def test_what_is_too_long_names_its_step(advisory: Advisory) -> None:
    flood = advisory.hazards["flood"]
    during = tuple(replace(one, text=plain("x" * 400, "en")) for one in flood.during)
    long = replace(advisory, hazards={"flood": replace(flood, during=during)})
    row = _rows(signed(long))["flood.during"]
    assert row["sms"] is None
    assert row["no_sms"].startswith("too long: ")
    assert row["no_sms"].removeprefix("too long: ") in [one.id for one in during]


def test_a_spreadsheet_reads_it_and_calculates_nothing(advisory: Advisory) -> None:
    contact = advisory.contacts["ambulance"]
    evil = replace(
        advisory.hazards["flood"],
        name=plain('=HYPERLINK("x")', "en"),
        during=tuple(replace(m, text=plain("+1\r\n@(a) <b> & ;", "en")) for m in advisory.hazards["flood"].during),
    )  # fmt: skip
    changed = replace(advisory, hazards={"flood": evil})
    (target,) = messages.plan([changed], allow_draft=True)
    data = target.make()["messages/freedonia.en.csv"]
    assert data.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [short.id for short in short_texts(changed)]
    for row in each(rows):
        assert not [
            cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        ]
    flood = next(row for row in rows if row["id"] == "flood.during")
    assert flood["title"].startswith("'=HYPERLINK")
    assert "+1 @(a) <b> & ;" in flood["sms"]
    assert contact.tel is not None
    assert contact.tel.text in rows[0]["chat"]


def test_each_number_stands_behind_its_caution_in_each_file(advisory: Advisory) -> None:
    contact = advisory.contacts["open-door"]
    assert contact.tel is not None
    number, caution = contact.tel.text, said(cautions_before(advisory, contact))
    (first, *_others) = advisory.referrals.values()
    asked = replace(
        advisory, referrals={first.id: replace(first, contacts=("open-door",))}, signed=frozenset()
    )
    for name, text in each(_made(asked, allow_draft=True).items(), at_least=3):
        # What a line is to a reader of JSON is an escape in its bytes.
        lines = [line for line in text.replace("\\n", "\n").split("\n") if number in line]
        for line in each(lines, at_least=2):
            assert caution in line[: line.index(number)], name


def test_nothing_of_what_may_not_be_sent_is_in_it(advisory: Advisory) -> None:
    """Police and a quiet line stay on the page; a withdrawn number is nowhere."""
    kept = {key: c for key, c in advisory.contacts.items() if c.carry == "page" and c.tel}
    for contact in each(kept.values(), at_least=3):
        for text in _made(signed(advisory)).values():
            assert contact.tel is not None
            assert contact.tel.text not in text
    gone = {**advisory.contacts}
    del gone["fund-office"]
    for text in _made(signed(replace(advisory, contacts=gone))).values():
        assert "6345 6789" not in text


def test_the_same_bytes_come_twice_and_in_another_process(advisory: Advisory) -> None:
    one, two = (
        messages.plan([advisory], allow_draft=False)[0],
        messages.plan([replace(advisory)], allow_draft=False)[0],
    )
    assert one.digest == two.digest
    assert pickle.loads(pickle.dumps(one)).make() == two.make()
    assert one.digest != messages.plan([advisory], allow_draft=True)[0].digest
    assert one.digest != messages.plan([signed(advisory)], allow_draft=False)[0].digest


def test_the_site_has_them_and_the_channels_count_what_is_signed(advisory: Advisory) -> None:
    assert "messages/freedonia.en.json" in [target.path for target in plan([advisory])]
    made = {target.path: target for target in drafts([advisory], allow_draft=False)}
    assert (
        made["messages/freedonia.en.json"].make()
        == messages.plan([advisory], allow_draft=False)[0].make()
    )
    assert CHANNELS["sms"].binding
    assert not CHANNELS["chat"].binding
    assert {str(text) for text in CHANNELS["sms"].sentences(advisory)} > {"Flood office 1234"}


def test_an_empty_country_is_an_empty_list(advisory: Advisory) -> None:
    country = replace(advisory.country, plates=())
    empty = replace(advisory, hazards={}, referrals={}, country=country)
    made = _made(empty)
    assert json.loads(made["json"])["messages"] == []
    assert json.loads(made["json"])["as_of"] is None
