"""What a phone in the host country dials."""

import pytest

from generator.text.telephone import international, stands_in, tel_href, tel_hrefs


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("1669", "tel:1669"),
        ("199", "tel:199"),
        ("0 3443 4726", "tel:034434726"),
        ("08 4121 1609", "tel:0841211609"),
        # A toll-free line does not connect with +66 before it.
        ("1800-010-180", "tel:1800010180"),
        # Who reads an international number may be in another country.
        ("+66 2 233 2237", "tel:+6622332237"),
        ("+66 1669", "tel:+661669"),
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


@pytest.mark.parametrize(
    ("number", "region"),
    [("0570-013904", "JP"), ("1577-0071", "KR"), ("1-300-22-8000", "MY"), ("0120-279-338", "JP")],
)
def test_a_number_for_one_country_alone_is_not_given_to_family_abroad(number, region):
    assert international(number, region) is None


def test_a_number_is_known_by_each_way_in_which_it_is_dialled():
    assert tel_hrefs("0 3443 4726", "TH") == {"tel:034434726", "tel:+6634434726"}
    assert tel_hrefs("1669", "TH") == {"tel:1669"}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0 5553 2026", "SMRU: 0 5553 2026, Mae Sot"),
        ("0 5553 2026", "SMRU +66 5553-2026"),
        ("0 5553 2026", "SMRU 055-532026 (2019)"),
        ("+66 2 233-2237", "(66 2) 233-2237: 02 233-2237"),
        ("+95 67 430183", "067 430183"),
        ("1669", "Ambulance: 1669."),
        ("055-120", "Gyeongnam 055-120"),
        ("03-2691 3005", "03-2693 2072 / 03-2691 3005"),
        ("995", "995, 999 or 112"),
    ],
)
def test_a_number_stands_in_what_its_source_says(number, text):
    assert stands_in(number, text)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        # Two digits swapped.
        ("0 5553 2062", "SMRU: 0 5553 2026, Mae Sot"),
        # Part of another number.
        ("999", "send a text message to 70999"),
        ("110", "03-3501-0110 is the police of Tokyo"),
        ("1669", "in 16 of 69 provinces; 16 69"),
        ("089", "89 people"),
        ("0 3443 4829", "0 3443 4828 to 4830"),
        ("0 3443 4829", ""),
    ],
)
def test_another_number_is_not_taken_for_it(number, text):
    assert not stands_in(number, text)
