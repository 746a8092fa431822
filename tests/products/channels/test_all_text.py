"""Everything as plain text: it is all there, numbers behind their cautions, what hides is last."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from support.each import each

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Run, Text, plain, texts
from generator.po.extract import interface_messages
from generator.products.channels import all_text
from generator.products.channels.all_text.words import WORDS
from generator.text.plain import flat

LOCALES = ("en", "my", "ar")
SAID = (
    "hazards", "prepare", "contacts", "rules", "guides", "insurance", "first_aid", "phrases", "corridor",
    "referrals", "answers", "warnings", "people", "changes",
)  # fmt: skip
MARKS = str.maketrans("", "", "\u2066\u2069")


@pytest.fixture(params=LOCALES)
def advisory(
    request: pytest.FixtureRequest, example_advisory: Callable[[str], Advisory]
) -> Advisory:
    return example_advisory(request.param)


def alone(number: str) -> re.Pattern[str]:
    """Find *number* where it is not a part of a longer one."""
    return re.compile(rf"(?<![\d+])(?<!\d ){re.escape(number)}(?! ?\d)")


def rendered(advisory: Advisory) -> str:
    return all_text.render(advisory).translate(MARKS)


def test_it_says_every_text_that_pages_show(advisory: Advisory) -> None:
    page = rendered(advisory)
    for name in SAID:
        for text in texts(getattr(advisory, name)):
            assert flat(str(text)) in page, name


def test_it_has_every_number_with_its_proof_and_no_carriage_returns(advisory: Advisory) -> None:
    page = rendered(advisory)
    for contact in each(c for c in advisory.contacts.values() if c.tel):
        for run in (contact.tel, *contact.other_tel):
            assert run is not None
            assert run.text in page
    assert "\r" not in page
    assert page.endswith("\n")


def test_numbers_stand_behind_their_cautions_on_the_same_line(advisory: Advisory) -> None:
    # The made-up publisher answers a number that is that of a contact, too.
    advisory = replace(advisory, site=advisory.site.model_copy(update={"feedback": None}))
    page = rendered(advisory)
    cautioned = [c for c in advisory.contacts.values() if c.tel and cautions_before(advisory, c)]
    for contact in each(cautioned):
        assert contact.tel is not None
        cautions = [flat(str(one)) for one in cautions_before(advisory, contact)]
        number = alone(contact.tel.text)
        for line in each(one for one in page.splitlines() if number.search(one)):
            before = number.split(line)[0]
            assert all(one in before for one in cautions), line


def test_numbers_come_first_and_what_hides_comes_last(advisory: Advisory) -> None:
    page = rendered(advisory)
    first = page.splitlines().index(f"# {advisory.ui('overview.title', WORDS['overview.title'])}")
    assert first < 12
    hidden = page.index(f"# {advisory.ui.label('page', 'talk')}")
    for contact in each(c for c in advisory.contacts.values() if c.sensitive):
        assert f"* {flat(str(contact.label))}" not in page[:hidden]
        assert flat(str(contact.what_for)) in page[hidden:]
    office = page.index(f"# {advisory.ui.label('page', 'office')}")
    assert hidden < office


def test_a_draft_says_that_it_is_one(example_advisory: Callable[[str], Advisory]) -> None:
    def mark(advisory: Advisory) -> str:
        return str(advisory.ui("state.draft-strip", WORDS["state.draft-strip"]))

    burmese, english = example_advisory("my"), example_advisory("en")
    assert mark(burmese) in "".join(rendered(burmese).splitlines(keepends=True)[:4])
    assert mark(english) not in rendered(english)


def test_a_number_that_was_withdrawn_stands_last_and_nowhere_else(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = replace(example_advisory("en"), withdrawn=(("055 999", "flood-office"),))
    page = rendered(advisory)
    wrong = page.index("# Wrong numbers. Do not call them")
    office = advisory.contacts["flood-office"]
    assert "055 999" not in page[:wrong]
    assert office.tel is not None
    assert f"x 055 999 → {office.label} {office.tel.text}" in page[wrong:].replace("\n", " ")


def test_a_number_still_in_use_is_not_called_wrong(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("en")
    number = advisory.contacts["flood-office"].number
    assert number
    assert "Wrong numbers" not in rendered(replace(advisory, withdrawn=((number, None),)))


def test_hostile_words_stay_on_their_line(example_advisory: Callable[[str], Advisory]) -> None:
    advisory = example_advisory("en")
    office = advisory.contacts["flood-office"]
    label = plain("=cmd\r\n# Fake\u202e <b>&@(x)\x07", "en")
    contacts = {**advisory.contacts, "flood-office": replace(office, label=label)}
    page = rendered(replace(advisory, contacts=contacts))
    assert "=cmd # Fake <b>&@(x)" in page
    assert not [row for row in page.splitlines() if row.startswith("# Fake")]
    assert not {"\u202e", "\x07"} & set(page)


def test_numbers_are_held_together_where_the_script_runs_from_the_right(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("ar")
    number = next(c.tel.text for c in advisory.contacts.values() if c.tel and " " in c.tel.text)
    page = all_text.render(advisory)
    assert len(alone(number).findall(page)) == page.count(f"\u2066{number}\u2069") > 0


def test_a_text_not_translated_stands_behind_a_double_bar(
    example_advisory: Callable[[str], Advisory],
) -> None:
    advisory = example_advisory("my")
    missing = Text((Run("Not there yet.", "words", "en"),), "en", "missing", "Not there yet.")
    country = replace(advisory.country, call_tip=missing)
    assert "\n‖ Not there yet.\n" in rendered(replace(advisory, country=country))


def test_it_says_the_words_of_the_pages() -> None:
    known = interface_messages()
    assert dict(WORDS) == {context: known.get(context) for context in WORDS}


def test_the_same_bytes_come_twice_and_from_anywhere(
    example_advisory: Callable[[str], Advisory],
) -> None:
    (target,) = all_text.plan([example_advisory("en")])
    assert target.path == "en/freedonia/all.txt"
    again = pickle.loads(pickle.dumps(target))
    assert again.make() == target.make()
    assert again.digest == target.digest
