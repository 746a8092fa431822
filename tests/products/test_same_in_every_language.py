"""What a country tells of numbers and of days that close is the same in each of its languages, on every medium.

Nobody may lack a number or a day because of the language she reads (CARE 59, 61): what has no room is left out of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from support.example import ROOT
from support.leaflets import press_for
from support.pages import parse
from support.real import real_content

from generator.load.leaflet_formats import load_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.facts import RuleRecord
from generator.products import pocket
from generator.products.cards import cards_of
from generator.products.closing import closing
from generator.products.paper.layout.fit import fit
from generator.products.paper.layout.sheet import draft
from generator.products.paper.names import Paper
from generator.products.share_pictures import is_drawable

pytestmark = [pytest.mark.thorough, pytest.mark.slow]

HOSTS = sorted(real_content().hosts)
FEW, REST = HOSTS[-1:], [pytest.param(host, marks=pytest.mark.long) for host in HOSTS[:-1]]
"""The last by name has most languages and most that closes; papers take seconds each."""


def words(html: str) -> str:
    """The text of a page, without what browsers and printers use to keep lines whole."""
    found = parse(html.replace("<!doctype html>", "").encode()).raw()
    return " ".join(re.sub("[\u2060\u200b\u00ad]", "", found).replace("\u00a0", " ").split())


def told(advisory: Advisory, text: str) -> set[str]:
    """Which numbers and which rights that close *text* names."""
    numbers = {
        run.text
        for contact in advisory.contacts.values()
        for run in (contact.tel, *contact.other_tel)
        if run is not None
    }
    squeezed = text.replace(" ", "")
    named = {one for one in numbers if re.search(rf"(?<!\d){re.escape(one)}(?!\d)", text)}
    return named | {rule.id for rule in closing(advisory) if _line(rule) in squeezed}


def _line(rule: RuleRecord) -> str:
    return re.sub("[\u2060\u200b\u00ad ]", "", str(rule.closes))


def in_each_language(
    host: str, shown: Callable[[Advisory], str | None]
) -> Iterator[tuple[Advisory, set[str]]]:
    for advisory in load_advisories(real_content(), ROOT / "locales", Selection(host)):
        if (text := shown(advisory)) is not None:
            yield advisory, told(advisory, text)


def differences(host: str, shown: Callable[[Advisory], str | None]) -> dict[str, set[str]]:
    """What each language of *host* lacks that another one has; by origin, since each has its own languages."""
    found = [*in_each_language(host, shown)]
    assert found
    lacking = {}
    for advisory, named in found:
        others = [
            n for one, n in found if (one.origin, one.host) == (advisory.origin, advisory.host)
        ]
        if missing := set().union(*others) - named:
            lacking[f"{advisory.origin}/{advisory.locale}"] = missing
    return lacking


def pocket_file(advisory: Advisory) -> str:
    [target] = pocket.plan([advisory])
    [data] = target.make().values()
    return words(data.decode())


@pytest.mark.parametrize("host", HOSTS)
def test_the_pocket_files_of_a_country_name_the_same_numbers_and_days(host: str) -> None:
    assert differences(host, pocket_file) == {}
    for advisory, named in in_each_language(host, pocket_file):
        assert {rule.id for rule in closing(advisory) if not rule.ended} <= named
        for contact in advisory.contacts.values():
            is_kind = contact.kind in ("refugee", "abuse") and contact.carry == "paper"
            if is_kind and contact.tel and not contact.sensitive:
                assert contact.tel.text in named, contact.id


def trifold(advisory: Advisory) -> str:
    formats, _problems = load_formats(ROOT / "content" / "leaflets", ROOT)
    prepared = draft(advisory, formats["trifold"], Paper(advisory.host, advisory.locale, "trifold"))
    without = fit(prepared, press_for(prepared.langs)).without
    pieces = (piece.html for place, piece in prepared.pieces.items() if place not in without)
    return words(f"<div>{' '.join(pieces)}</div>")


@pytest.mark.parametrize("host", [*FEW, *REST])
def test_the_leaflets_of_a_country_name_the_same_numbers_and_days(host: str) -> None:
    assert differences(host, trifold) == {}
    for advisory, named in in_each_language(host, trifold):
        printed = [one for one in closing(advisory) if one.carry == "paper" and not one.ended]
        assert {rule.id for rule in printed} <= named


def cards(advisory: Advisory) -> str | None:
    return words(cards_of(advisory).html) if is_drawable(advisory.locale) else None


@pytest.mark.parametrize("host", HOSTS)
def test_the_cards_of_a_country_name_the_same_numbers(host: str) -> None:
    assert differences(host, cards) == {}
