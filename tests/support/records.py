"""What tests of records share: advisories with other records, and whether a value is of a type."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.localise.advisory import Advisory
from generator.localise.records.base import BaseRecord, values_of
from generator.localise.records.registry import RECORDS
from generator.localise.records.twins import MessageRecord

RecordT = TypeVar("RecordT", bound=BaseRecord)


def one_changed(records: Mapping[str, RecordT], key: str, **fields: Any) -> dict[str, RecordT]:
    """*records*, with other fields in the one of *key*."""
    return {**records, key: replace(records[key], **fields)}


def all_changed(
    records: Mapping[str, RecordT], change: Callable[[RecordT], Mapping[str, Any]]
) -> dict[str, RecordT]:
    """*records*, each with the fields that *change* gives."""
    return {key: replace(record, **change(record)) for key, record in records.items()}


def messages_changed(
    advisory: Advisory, change: Callable[[MessageRecord], Mapping[str, Any] | None]
) -> Advisory:
    """*advisory*, each message of its hazards with the fields that *change* gives, gone for None."""

    def changed(messages: tuple[MessageRecord, ...]) -> tuple[MessageRecord, ...]:
        fields = [(message, change(message)) for message in messages]
        return tuple(replace(message, **new) for message, new in fields if new is not None)

    phases = ("before", "during", "after")
    return replace(
        advisory,
        hazards=all_changed(
            advisory.hazards, lambda hazard: {name: changed(hazard.phase(name)) for name in phases}
        ),
    )


@cache
def hints(kind: type[BaseRecord]) -> dict[str, Any]:
    return get_type_hints(kind, localns=record_names())


@cache
def record_names() -> dict[str, Any]:
    """Every class of records by its name: those of ``twins.py`` name others that they do not import."""
    return {record.__name__: record for record in RECORDS.values()}


def fits(value: object, hint: Any) -> bool:  # noqa: PLR0911
    """Whether *value* is of the type *hint*, all the way down."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return any(fits(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if origin is tuple and parts[-1] is not Ellipsis:
        return isinstance(value, tuple) and all(map(fits, value, parts))
    if origin in (tuple, list, frozenset):
        return isinstance(value, origin) and all(fits(one, parts[0]) for one in value)
    if is_mapping(hint):
        return isinstance(value, dict) and all(
            fits(key, parts[0]) and fits(one, parts[1]) for key, one in value.items()
        )
    if hint is int:
        return type(value) is int
    return isinstance(value, hint)


def is_mapping(hint: Any) -> bool:
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def records_in(value: object) -> Iterator[BaseRecord]:
    if isinstance(value, BaseRecord):
        yield value
        value = values_of(value)
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for child in value:
            yield from records_in(child)
