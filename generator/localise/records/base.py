"""Step 3: what all records have in common: how they are digested, and what data/*.json has of them.

Step 3. Each record is a frozen dataclass with slots, all of whose fields are given by name. It is
complete when it is made: whoever wants another one makes it with ``dataclasses.replace``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from operator import attrgetter
from types import MappingProxyType
from typing import Any, ClassVar

_IN_DATA = "in_data"


@dataclass(frozen=True, slots=True)
class _InData:
    rank: int = 0
    when_set: bool = False
    never: bool = False


def in_data(rank: int = 0, *, when_set: bool = False, never: bool = False) -> dict[str, Any]:
    """Return the metadata of a field that stands in data/*.json in another way than most.

    Fields of a higher *rank* come after those of a lower one. *when_set*: only where it is not its
    default. *never*: it is for the program alone.
    """
    return {_IN_DATA: _InData(rank, when_set, never)}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BaseRecord:
    """Base of all records."""

    __test__ = False  # A class whose name begins with Test is no test.

    elsewhere: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Fields of its model that it does not have, and where products find them instead."""

    # Digests are taken of the whole tree, for each page set of a build: a tuple is written in C.
    def __repr__(self) -> str:
        return f"{type(self).__name__}{values_of(self)!r}"


@dataclass(frozen=True, slots=True)
class _Form:
    """What is known of a class of records."""

    names: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]
    data: tuple[tuple[str, Any], ...]
    """Fields in data/*.json; with the default of those that may be left out."""

    @classmethod
    def of(cls, kind: type[Any]) -> _Form:
        names = tuple(one.name for one in fields(kind))
        shown = [(one, one.metadata.get(_IN_DATA, _InData())) for one in fields(kind)]
        shown.sort(key=lambda pair: pair[1].rank)
        return cls(
            names,
            _getter(names),
            tuple(
                (one.name, one.default if form.when_set else MISSING)
                for one, form in shown
                if not form.never
            ),
        )


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    # Of one name, attrgetter returns the value alone.
    return lambda record: tuple(getattr(record, name) for name in names)


_FORMS: dict[type, _Form] = {}
"""Each is made once. Not with ``functools.cache``: mypy confuses hashes of class and objects."""


def _form_of(kind: type) -> _Form:
    form = _FORMS.get(kind)
    if form is None:
        form = _FORMS[kind] = _Form.of(kind)
    return form


def field_names(kind: type[BaseRecord]) -> tuple[str, ...]:
    """Return the names of the fields of *kind*, in order."""
    return _form_of(kind).names


def values_of(record: BaseRecord) -> tuple[Any, ...]:
    """Return the values of the fields of *record*, in order."""
    return _form_of(type(record)).values(record)


def data_of(record: BaseRecord) -> Iterator[tuple[str, Any]]:
    """Yield what data/*.json has of *record*, in its order: names and values."""
    for name, default in _form_of(type(record)).data:
        value = getattr(record, name)
        if default is MISSING or value != default:
            yield name, value


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ListedRecord(BaseRecord):
    """Base of records that may stand in a mapping of the content."""

    id: str = field(default="", metadata=in_data(3, when_set=True))
    """Its key there; empty where it stands in none."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SentenceRecord(ListedRecord):
    """Base of records with sentences: what they name may end."""

    until: str | None = field(default=None, metadata=in_data(2, when_set=True))
    """When the first of what it says will end: paper with it is good up to then."""
    ended: str | None = field(default=None, metadata=in_data(2, when_set=True))
    """When it ended: it tells of that, and is not for new paper."""
    stands_for: tuple[str, ...] = field(default=(), metadata=in_data(never=True))
    """Ids, in the same mapping, of what was withdrawn and had it put in its place. Formats of
    leaflets and papers that are out name it by them."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Voice(BaseRecord):
    """A recording that may be played. The speaker's handle is for colleagues."""

    path: str
    """Below site/."""
    language: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SpokenRecord(SentenceRecord):
    """Base of records whose sentences somebody may have spoken."""

    recordings: tuple[Voice, ...] = field(default=(), metadata=in_data(1, when_set=True))
    """In the reader's language and in that of the host country."""
