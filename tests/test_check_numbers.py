"""Telephone numbers of contacts and posts."""

from __future__ import annotations

import pytest
from check_tools import rules, swap
from hypothesis import given
from hypothesis import strategies as st

from generator.check.phones import verdict


@pytest.mark.parametrize(
    ("number", "region", "kind"),
    [
        # As phonenumbers 9.0.43 knows them.
        ("191", "TH", "emergency"), ("1669", "TH", "emergency"), ("199", "TH", "emergency"),
        ("1506", "TH", "short"), ("1694", "TH", "short"),
        ("1784", "TH", "unknown-short"), ("1300", "TH", "unknown-short"),
        ("1422", "TH", "unknown-short"), ("1546", "TH", "unknown-short"),
        ("0 3443 4726", "TH", "full"), ("1800-010-180", "TH", "full"),
        ("+95 67 430183", "TH", "full"), ("0 3443 47", "TH", "wrong"),
        ("911", "MX", "emergency"), ("01 800 123 4567", "MX", "wrong"),
        ("1880", "MM", "unknown-short"), ("119", "JP", "emergency"), ("118", "JP", "short"),
        ("+95 67 430183", None, "full"), ("067 430183", None, "wrong"), ("199", None, "wrong"),
        ("+1", None, "wrong"), ("123456", "TH", "wrong"),
    ],
)  # fmt: skip
def test_what_kind_of_number_it_is(number, region, kind):
    assert verdict(number, region) == kind


@given(st.from_regex(r"^\+?[0-9][0-9 ()\-]*$", fullmatch=True), st.sampled_from(["TH", "SG", None]))
def test_no_number_makes_it_crash(number, region):
    assert verdict(number, region) in {"full", "short", "emergency", "unknown-short", "wrong"}


def test_hotline_of_an_origin_needs_its_international_form():
    assert rules(swap("origins/sylvania.yaml", "+423 232 12 34", "232 12 34")) == ["phone-number"]


def test_hotline_of_an_origin_needs_it_beside_others_that_have_it():
    more = (
        '  second:\n    label: Second\n    number: "232 12 35"\n    kind: family\n'
        '    what_for: "Families ask."\n    sources: [ministry]\nsources:\n'
    )
    assert rules(swap("origins/sylvania.yaml", "sources:\n  ministry", f"{more}  ministry")) == [
        "phone-number"
    ]


def test_post_is_dialled_inside_the_host():
    assert rules(swap("origins/sylvania.yaml", "6567 8901", "+65 6567 8901")) == []
    assert rules(swap("origins/sylvania.yaml", "6567 8901", "6567 89")) == ["phone-number"]
