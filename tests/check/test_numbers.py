"""Telephone numbers of contacts and posts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.check import CONTENT, TODAY, rules, swap

from generator.check import run_checks
from generator.check.content.phones import verdict

pytestmark = pytest.mark.thorough


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


@settings(deadline=None)  # the first one loads the tables
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
        "number-not-in-source", "phone-number",
    ]  # fmt: skip


def test_post_is_dialled_inside_the_host():
    assert rules(swap("origins/sylvania.yaml", "6567 8901", "+65 6567 8901")) == []
    assert "phone-number" in rules(swap("origins/sylvania.yaml", "6567 8901", "6567 89"))


# --- where it was read ------------------------------------------------------------------------

HILL = "hosts/freedonia/assistance.yaml"


@pytest.mark.parametrize("typed", ["6456 7809", "6456 7980", "6546 7890"])
def test_two_swapped_digits_are_told(typed):
    assert rules(swap(HILL, "6456 7890", typed)) == ["number-not-in-source"]


@pytest.mark.parametrize("typed", ["6456-7890", "64567890", "+65 6456 7890"])
def test_the_same_number_may_be_written_in_another_way(typed):
    assert rules(swap(HILL, "6456 7890", typed)) == []


def test_a_source_without_a_note_proves_no_number():
    silent = swap("hosts/freedonia/sources.yaml", "Work office 6234 5678 and 1800 123 4567. ", "")
    assert rules(silent) == ["number-not-in-source"] * 2


def test_every_kind_of_number_is_compared_with_its_source():
    for name, old, new in [
        (HILL, "1800 123 4567", "1800 123 4576"),
        ("origins/sylvania.yaml", '["6567 8901"]', '["6567 8910"]'),
        ("origins/sylvania.yaml", '"+423 232 12 34"', '"+423 232 12 43"'),
    ]:
        assert "number-not-in-source" in rules(swap(name, old, new)), old


# --- whose it is ------------------------------------------------------------------------------


def told(content) -> list[str]:
    return [
        f"{p.level} {p.where}: {p.message}" for p in run_checks(content, publish=False, today=TODAY)
    ]


def test_two_contacts_with_one_number_are_told_until_one_says_so():
    assert told(CONTENT) == []
    assert told(swap(HILL, "    same_number_as: ambulance\n", "")) == [
        'warning assistance.contacts.fire-service.number: the contact "ambulance" has the same number'
    ]


def test_a_number_that_is_corrected_at_one_of_two_is_an_error():
    changed = swap(HILL, 'number: "995"\n    same', 'number: "999"\n    same')
    assert (
        'error assistance.contacts.fire-service.same_number_as: the contact "ambulance" has a different number'
        in told(changed)
    )


def test_a_contact_that_shares_with_nobody_names_one():
    changed = swap(HILL, "same_number_as: ambulance", "same_number_as: nobody")
    assert [line for line in told(changed) if "nobody" in line] == [
        'error assistance.contacts.fire-service.same_number_as: there is no contact "nobody" with a number in this list'
    ]


def test_a_value_does_not_repeat_the_number_of_a_contact():
    text, value = '"Dial %(abroad.open-door)s from abroad."', "%(line)s"
    for number, name in [("+65 6123 4567", "abroad"), ("6123 4567", "contact")]:
        changed = swap(
            "hosts/freedonia/guides.yaml", text,
            f'"Dial {value} from abroad."\n        values:\n          line:\n            phone: "{number}"\n'
            "            sources: [open-door-leaflet]",
        )  # fmt: skip
        (problem,) = run_checks(changed, publish=False, today=TODAY)
        assert problem.rule == "number-shared"
        assert f"%({name}.open-door)s" in problem.remedy


def test_a_contact_that_no_other_country_reaches_has_no_number_from_abroad():
    changed = swap("hosts/freedonia/guides.yaml", "abroad.open-door", "abroad.quiet-line")
    assert rules(changed) == ["placeholder-unknown"]
    toll_free = swap(
        HILL, 'number: "6123 4567"\n', 'number: "6123 4567"\n    from_abroad: "1800 123 4567"\n'
    )
    assert "phone-number" in rules(toll_free)


# --- what only a call, or a source, can tell ---------------------------------------------------


@pytest.mark.parametrize(
    "lines", ['called_on: "2026-11-20"', "called_by: me", "answered_in: my", 'asked_id: "no"']
)
def test_the_result_of_a_call_has_a_day_and_a_caller(lines):
    changed = swap(HILL, "  hill-clinic:\n", f"  hill-clinic:\n    {lines}\n")
    assert rules(changed) == ["call-without-caller"]


def test_a_call_with_day_and_caller_is_one():
    lines = '    called_on: "2026-11-20"\n    called_by: me\n    answered_in: my\n'
    assert rules(swap(HILL, "  hill-clinic:\n", f"  hill-clinic:\n{lines}")) == []


def test_safe_is_said_only_in_the_words_of_a_source():
    quote = "safe_quote: safe for people without papers"
    assert rules(swap(HILL, f"    {quote}\n", "")) == ["safe-unsaid"]
    assert rules(swap(HILL, quote, "safe_quote: safe for everybody")) == ["safe-unsaid"]
    # In the source, and it does not say safe.
    assert rules(swap(HILL, quote, "safe_quote: Open Door, 6123 4567")) == ["safe-unsaid"]
