"""Marks: a field that names contacts, rules or colleagues says so, wherever the name stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import pytest

from generator.load import Content
from generator.model import Contact, Corridor, Country, Model, Rule, Source
from generator.model.fields import Slug
from generator.model.marks import (
    ContactId,
    ForColleagues,
    IdOf,
    NamedId,
    WhenOver,
    fields_naming,
    ids_named,
    marked,
)
from generator.model.walk import text_fields, walk_models


class Wide(Model):
    """A mapping with the mark in each place where it may stand."""

    one: ContactId
    perhaps: ContactId | None = None
    several: tuple[ContactId, ...] = ()
    by_name: dict[Slug, ContactId] = {}
    by_contact: dict[ContactId, str] = {}
    note: Annotated[str | None, ForColleagues()] = None
    other: Slug | None = None
    inside: Contact | None = None


def test_a_mark_is_found_wherever_it_stands_and_nowhere_else() -> None:
    assert fields_naming(Wide, "contact") == {"one", "perhaps", "several", "by_name"}
    assert marked(Wide, IdOf) == {*fields_naming(Wide, "contact"), "by_contact"}
    assert marked(Wide, ForColleagues) == {"note"}
    assert fields_naming(Wide, "rule") == set()


def test_each_id_is_told_with_its_place() -> None:
    wide = Wide(one="a", several=("b", "c"), by_name={"x": "d"}, by_contact={"e": "f"}, other="g")
    assert list(ids_named(wide, "contact")) == list(ids_named(wide)) == [
        NamedId(("one",), "contact", "a", is_key=False),
        NamedId(("several", "0"), "contact", "b", is_key=False),
        NamedId(("several", "1"), "contact", "c", is_key=False),
        NamedId(("by_name", "x"), "contact", "d", is_key=False),
        NamedId(("by_contact", "e"), "contact", "e", is_key=True),
    ]  # fmt: skip
    assert list(ids_named(wide, "rule")) == []


def test_subclasses_have_the_marks_of_their_base() -> None:
    assert marked(Rule, WhenOver) == {"until", "afterwards", "afterwards_until", "at_last"}
    assert "withdrawn" in marked(Contact, ForColleagues)
    assert marked(Source, ForColleagues) == {"says", "read_by"}


def named(model: Model) -> Iterator[tuple[str, str]]:
    """Data of *model* that may be ids, with the field they stand in."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in text_fields(type(model)):
            continue
        values = [*value.values()] if isinstance(value, dict) else value
        values = values if isinstance(values, list | tuple) else [values]
        yield from ((name, one) for one in values if isinstance(one, str))


@pytest.mark.parametrize(
    ("what", "unmarked"), [("contact", {("Contact", "same_number_as")}), ("rule", set())]
)
def test_every_field_that_holds_their_ids_alone_is_marked(
    example_content: Content, what: str, unmarked: set[tuple[str, str]]
) -> None:
    """One that is not keeps the id of what was withdrawn, and nobody sees it."""
    host, origin = example_content.hosts["freedonia"], example_content.origins["sylvania"]
    known = host.assistance.contacts if what == "contact" else host.assistance.rules
    tops = (
        host.country, host.hazards, host.insurance, host.assistance, host.guides,
        origin.corridors["freedonia"],
    )  # fmt: skip
    found: dict[tuple[type[Model], str], list[str]] = {}
    for top in tops:
        for visit in walk_models(top):
            for name, value in named(visit.model):
                found.setdefault((type(visit.model), name), []).append(value)
    ids = {key for key, values in found.items() if set(values) <= set(known)}
    assert len(ids) > 1
    missing = {(kind.__name__, name) for kind, name in ids if name not in fields_naming(kind, what)}
    assert missing == unmarked


def test_whoever_must_answer_is_marked() -> None:
    assert fields_naming(Country, "contact") == {"roles", "plates", "bar"}
    in_charge = {"reader_line", "safe_contacts", "second_contacts"}
    assert fields_naming(Corridor, "contact") == in_charge
