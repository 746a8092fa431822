"""Records: each shows all of its model, holds what its type says, and is enough for every template."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from support.leaflets import ROOT
from support.records import fits, hints, records_in

from generator.localise.advisory import Advisory
from generator.localise.records.base import BaseRecord, field_names
from generator.localise.records.contacts import PartnerRecord
from generator.localise.records.registry import RECORDS
from generator.model import HostHazard, Model, Partner
from generator.model.marks import ForColleagues, WhenOver, marked

Make = Callable[[str], Advisory]
SHOWN = {**RECORDS, Partner: PartnerRecord}
MODELS = sorted(SHOWN, key=lambda model: model.__name__)
TEMPLATES = ROOT / "generator" / "templates"

# --- models and their records ---------------------------------------------------------------------


def models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def hidden(model: type[Model]) -> frozenset[str]:
    return marked(model, ForColleagues) | marked(model, WhenOver)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_record_has_every_field_of_its_model_or_says_why_not(model: type[Model]) -> None:
    record = SHOWN[model]
    missing = set(model.model_fields) - set(field_names(record)) - hidden(model)
    elsewhere = {name for name in record.elsewhere if name in model.model_fields}
    assert missing == elsewhere


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_fields_of_a_record_keep_the_order_of_its_model(model: type[Model]) -> None:
    # In it they stand in data/*.json. A hazard's sources there have the place of the library's.
    later = hidden(model) | ({"sources"} if model is HostHazard else set())
    shared = [name for name in model.model_fields if name not in later]
    names = [name for name in field_names(SHOWN[model]) if name in shared]
    assert names == [name for name in shared if name in names]


def test_every_model_inside_a_model_that_is_shown_has_a_record() -> None:
    inside = {
        child
        for model in MODELS
        for name, field in model.model_fields.items()
        if name not in hidden(model)
        for child in models_in(field.annotation)
    }
    assert len(inside) > 20
    assert inside <= set(RECORDS)


def test_what_is_for_colleagues_is_in_no_record() -> None:
    secret = {name for model in MODELS for name in marked(model, ForColleagues)}
    assert {"called_by", "says", "safe_quote", "withdrawn"} <= secret
    # By model: what a consent says is for everybody, what a source says is not.
    assert not [
        model for model, record in RECORDS.items()
        if marked(model, ForColleagues) & set(field_names(record))
    ]  # fmt: skip


def test_each_class_of_records_has_a_name_of_its_own() -> None:
    names = Counter(
        node.name
        for path in (ROOT / "generator").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    own = [kind.__name__ for kind in every_kind(BaseRecord)]
    assert len(own) > 60
    assert [name for name in own if names[name] > 1] == []


def every_kind(kind: type) -> set[type]:
    below = {one for sub in kind.__subclasses__() for one in (sub, *every_kind(sub))}
    # Of a dataclass with slots the class it was made of is remembered too; tests have their own.
    return {one for one in below if one.__module__.startswith("generator.")}


# --- what they hold -------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "my"])
def test_every_field_holds_what_its_type_says(example_advisory: Make, locale: str) -> None:
    records = list(records_in(tuple(vars(example_advisory(locale)).values())))
    assert {type(record) for record in records} >= set(RECORDS.values())
    wrong = {
        (type(record).__name__, name, type(getattr(record, name)).__name__)
        for record in records
        for name, hint in hints(type(record)).items()
        if name in field_names(type(record)) and not fits(getattr(record, name), hint)
    }
    assert wrong == set()
