"""What is typed for a new country: refused in words where no file may have it, else as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from generator.people.starting import typed
from generator.po.territories import territory_of

TODAY = date(2026, 11, 28)
READ: Mapping[str, Callable[[str], object]] = {
    "slug": lambda text: typed.slug_of(text, {"freedonia"}),
    "name": typed.name_of,
    "code": typed.territory_from,
    "time_zone": typed.zone_from,
    "currency": typed.currency_from,
    "language": typed.language_from,
    "languages": typed.languages_from,
    "caution": typed.caution_from,
    "provinces": lambda text: typed.provinces_from(text, "MX"),
    "number": lambda text: typed.phone_from(text, "MX"),
    "source": lambda text: typed.source_from(text, TODAY),
    "hazards": lambda text: typed.hazards_from(text, ["flood", "fire"]),
    "label": typed.label_or_nothing,
}


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("slug", "../../etc", "is no id"),
        ("slug", "a/b", "is no id"),
        ("slug", "..", "is no id"),
        ("slug", "", "is no id"),
        ("slug", "x" * 49, "is no id"),
        ("slug", "me\nxico", "is no id"),
        ("name", "12", "in letters"),
        ("name", "Fen\x1b[2Jwick", "invisible character (U+001B)"),
        ("name", "Fen\u202ewick", "invisible character (U+202E)"),
        ("name", "50% Land", "percent sign"),
        ("name", "F" * 61, "at most 60"),
        ("code", "XX", "ISO 3166-1"),
        ("code", "MEX", "ISO 3166-1"),
        ("code", "", "ISO 3166-1"),
        ("time_zone", "Mars/Base", "no time zone"),
        ("time_zone", "../zoneinfo/UTC", "no time zone"),
        ("currency", "pesos", "ISO 4217"),
        ("language", "Klingon", "no language"),
        ("caution", "Be careful.", "%(safe_contact)s once"),
        ("caution", "Ask %(safe_contact)s, 50% fear.", "sign begins a placeholder"),
        ("provinces", "TH-10 Bangkok", "is no province"),
        ("provinces", "MX-CMX", "is no province"),
        ("provinces", "MX-CMX A, MX-CMX B", "is there twice"),
        ("number", "O11", "is not a number"),
        ("number", "911; rm -rf", "is not a number"),
        ("number", "\u0669\u0661\u0661", "is not a number"),
        ("number", "123456", "cannot be dialled in MX"),
        ("number", "", "is not a number"),
        ("number", "+1", "cannot be dialled in MX"),
        ("source", "Ministry", "5 parts"),
        ("source", "M | javascript:alert(1) x | 2025 | 2027-01-01 | official", "in the future"),
        ("source", "Ministry | https://a.org | 2025 | 20.11.2026 | official", "is no day"),
        ("source", "Ministry | https://a.org | 2025 | 2026-11-20 | sure", '"official"'),
        ("source", f"Ministry | https://{'a' * 3000}.org | 2025 | 2026-11-20 | official", "at most"),
        ("hazards", "dragons", "is not there"),
        ("hazards", "flood awful", "how grave"),
        ("hazards", "flood, flood", "is there twice"),
        ("hazards", "", "at least one hazard"),
        ("label", "H" * 31, "beside a number"),
        ("languages", "qqq", "no language"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_in_words(kind: str, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        READ[kind](text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("name", "  Côte  d'Ivoire ", "Côte d'Ivoire"),
        ("language", "burmese", "my"),
        ("languages", "my; Thai", ["my", "th"]),
        ("currency", "npr", "NPR"),
        ("provinces", "MX-CMX: Capital; MX-CHP South", {"MX-CMX": "Capital", "MX-CHP": "South"}),
        ("provinces", "", {}),
        ("hazards", "flood, fire lower", [("flood", "grave"), ("fire", "lower")]),
        ("number", " 55 5658 1111 ", "55 5658 1111"),
    ],
)  # fmt: skip
def test_what_is_right_is_taken_as_it_is_meant(kind: str, text: str, value: object) -> None:
    assert READ[kind](text) == value


def test_a_country_is_proposed_with_what_cldr_knows() -> None:
    nepal = territory_of("NP")
    assert nepal is not None
    assert (nepal.currency, nepal.calling_code, nepal.time_zones) == (
        "NPR",
        "977",
        ("Asia/Kathmandu",),
    )
    assert nepal.languages[0] == "ne"


def test_an_address_for_tests_is_refused_by_the_rule_of_the_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = "Ministry | https://{}/a | 2025 | 2026-11-20 | official"
    assert typed.source_from(line.format("example.org"), TODAY), "where tests may"
    monkeypatch.delenv("ADVISORY_MADE_UP")
    for host in ("example.org", "www.example.com", "x.test", "localhost"):
        with pytest.raises(ValueError, match="is an address for tests, which nobody can open"):
            typed.source_from(line.format(host), TODAY)
    assert typed.source_from(line.format("myexample.org"), TODAY)
    assert typed.address_from("Leaflet, page 3")
