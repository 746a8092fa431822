"""Grades of proof, as plates show them."""

from datetime import date, timedelta

import pytest

from generator.localise.proof import proof_of
from generator.model import Contact, Source

TODAY = date(2026, 11, 25)


def source(
    publisher="The Paper", *, confidence="secondary", read_on=TODAY, year=2025, says="Fire 199.",
    outdated=False,
) -> Source:  # fmt: skip
    return Source(
        publisher=publisher, where="page 1", published="2025", year=year, read_on=read_on,
        confidence=confidence, says=says, outdated=outdated,
    )  # fmt: skip


def contact(**fields) -> Contact:
    given = {"label": "Fire", "number": "199", "kind": "emergency", "what_for": "Fire"}
    return Contact(**given | {"sources": ("one", "two", "three")} | fields)


def proof(the_contact, *sources):
    named = dict(zip(("one", "two", "three"), sources, strict=False))
    cited = the_contact.model_copy(update={"sources": tuple(named)})
    return proof_of(cited, named, max_age_days=365, today=TODAY)


@pytest.mark.parametrize(
    ("the_contact", "sources", "expected"),
    [
        (contact(), [source()], "c"),
        (contact(), [source(confidence="official")], "b"),
        (contact(), [source(confidence="official", read_on=TODAY - timedelta(366))], "c"),
        (contact(national_emergency=True), [source("A"), source("B"), source("C")], "b"),
        # An official page about something else does not prove the number.
        (contact(), [source(), source(confidence="official")], "c"),
        # One publisher three times is one source.
        (contact(national_emergency=True), [source("A"), source("A"), source("A")], "c"),
        (contact(), [source("A"), source("B"), source("C")], "c"),
        (contact(called_on=TODAY), [source()], "a"),
        (contact(called_on=TODAY - timedelta(400)), [source(read_on=date(2024, 1, 1))], "c"),
        # An old call makes nothing sure, however lately the source was read.
        (contact(called_on=date(2021, 1, 1)), [source()], "c"),
        (contact(called_on=date(2021, 1, 1)), [source(confidence="official")], "b"),
        # The official source itself is older than five years, or known to be out of date.
        (contact(), [source(confidence="official", year=2022)], "b"),
        (contact(), [source(confidence="official", year=2021)], "c"),
        (contact(), [source(confidence="official", year=None)], "b"),
        (contact(), [source(confidence="official", year=None, outdated=True)], "c"),
        # A source that is cited for something else does not hold the number.
        (
            contact(national_emergency=True),
            [source("A"), source("B"), source("C", says="Who hides a person is fined.")],
            "c",
        ),
        (contact(), [source(confidence="official", says=None), source("B")], "c"),
        # A call makes a number sure though its source is old.
        (contact(called_on=TODAY), [source(read_on=date(2024, 1, 1))], "a"),
        # The number was read in the first; that others were read lately does not help.
        (
            contact(national_emergency=True),
            [source("A", read_on=date(2024, 1, 1)), source("B"), source("C")],
            "c",
        ),
    ],
)
def test_grade(the_contact, sources, expected):
    assert proof(the_contact, *sources).grade == expected


def test_the_year_is_that_of_the_source_the_number_was_read_in():
    assert proof(contact(), source(year=2017), source(year=2026)).year == 2017
    assert proof(contact(), source(year=None), source(year=2026)).year is None
    newer_page = source(year=2026, says="The clinic is free.")
    assert proof(contact(), newer_page, source(year=2019)).year == 2019


def test_sources_that_agree_are_those_that_print_the_number():
    police = contact(number="110", national_emergency=True)
    law = source("Law", says="Staff of the state report to it. Article 62.")
    pages = [source(name, says="Police: 110") for name in ("A", "B")]
    assert proof(police, *pages, law).agreeing == 2


def test_a_call_proves_the_number_that_was_called_and_no_other():
    called = contact(number="199", other_numbers=("0 3443 4726",), called_on=TODAY, called_by="me")
    holding = source(says="Fire 199, office 0 3443 4726.")
    cited = called.model_copy(update={"sources": ("one",)})
    other = proof_of(cited, {"one": holding}, "0 3443 4726", max_age_days=365, today=TODAY)
    assert (other.grade, other.basis, other.called_on) == ("c", "source", None)
    assert proof(called, holding).basis == "called"
