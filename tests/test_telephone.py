"""What a phone in the host country dials."""

import pytest

from generator.telephone import international, tel_href


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("1669", "tel:1669"),
        ("199", "tel:199"),
        ("0 3443 4726", "tel:034434726"),
        ("08 4121 1609", "tel:0841211609"),
        # A toll-free line does not connect with +66 before it.
        ("1800-010-180", "tel:1800010180"),
        # The same country in international form is dialled as at home.
        ("+66 2 233 2237", "tel:022332237"),
        ("+95 67 430183", "tel:+9567430183"),
    ],
)
def test_number_is_dialled_as_in_the_host_country(number, dialled):
    assert tel_href(number, "TH") == dialled


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0 3443 4726", "+66 34 434 726"), ("1669", None), ("1800-010-180", None)],
)
def test_only_numbers_that_connect_are_given_to_family_abroad(number, shown):
    assert international(number, "TH") == shown


@pytest.mark.parametrize(("number", "region"), [("0570-013904", "JP"), ("1577-0071", "KR")])
def test_a_line_of_shared_cost_is_not_given_to_family_abroad(number, region):
    assert international(number, region) is None
