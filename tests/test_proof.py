"""Grades of proof, as plates show them."""

from datetime import date, timedelta

import pytest

from generator.model import Contact, Source
from generator.proof import proof_of

TODAY = date(2026, 11, 25)


def source(publisher="The Paper", confidence="secondary", read_on=TODAY, year=2025) -> Source:
    return Source(
        publisher=publisher, where="page 1", published="2025", year=year, read_on=read_on,
        confidence=confidence,
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
