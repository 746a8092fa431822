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
    NamesContact,
    NamesRule,
    WhenOver,
    marked,
)
from generator.model.walk import text_fields, walk_models


class Wide(Model):
    """A mapping with the mark in each place where it may stand."""

    one: ContactId
    perhaps: ContactId | None = None
    several: tuple[ContactId, ...] = ()
    by_name: dict[Slug, ContactId] = {}
    note: Annotated[str | None, ForColleagues()] = None
    other: Slug | None = None
    inside: Contact | None = None


def test_a_mark_is_found_wherever_it_stands_and_nowhere_else() -> None:
    assert marked(Wide, NamesContact) == {"one", "perhaps", "several", "by_name"}
    assert marked(Wide, ForColleagues) == {"note"}
    assert marked(Wide, NamesRule) == set()


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
    ("mark", "unmarked"), [(NamesContact, {("Contact", "same_number_as")}), (NamesRule, set())]
)
def test_every_field_that_holds_their_ids_alone_is_marked(
    example_content: Content, mark: type, unmarked: set[tuple[str, str]]
) -> None:
    """One that is not keeps the id of what was withdrawn, and nobody sees it."""
    host, origin = example_content.hosts["freedonia"], example_content.origins["sylvania"]
    known = host.assistance.contacts if mark is NamesContact else host.assistance.rules
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
    missing = {(kind.__name__, name) for kind, name in ids if name not in marked(kind, mark)}
    assert missing == unmarked


def test_whoever_must_answer_is_marked() -> None:
    assert marked(Country, NamesContact) == {"roles", "plates", "bar"}
    assert marked(Corridor, NamesContact) == {"reader_line", "safe_contacts", "second_contacts"}
