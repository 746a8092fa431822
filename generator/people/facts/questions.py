"""Beside step 4: models of a host country → ``Cell`` rows, one question each.

In: the models of a host country. Out: ``Cell``s. Which keys a fact has, what may be in each and
what it means comes from the declaration of the model; here is only what is left to editors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ...load import Content, Host
from ...load.shapes import Shape, fields_of
from ...model import Contact, Hours, Model, Rule, Scheme, Value
from ...model.walk import KeyPath, field_note, text_fields
from .calls import language_named

EDITORIAL = frozenset({
    "icon", "who", "carry", "topic", "life_safety", "core", "caution", "sensitive", "picture",
    "dont", "inferred", "contacts", "sources", "withdrawn", "national_emergency", "lang",
    "called_on", "called_by", "answered_in", "asked_id", "until", "afterwards", "same_number_as",
    "safe_quote", "in_words",
})  # fmt: skip
"""What is no fact about the world but how we show one, and what a call sheet brings."""
GROUPS: Mapping[str, tuple[str, type[Contact | Rule | Scheme]]] = {
    "contacts": ("assistance", Contact),
    "rules": ("assistance", Rule),
    "schemes": ("insurance", Scheme),
}
"""Kinds of facts in the order of the table: file and class."""
BLANK = {"contacts": 3, "rules": 2}
"""How many blank facts a table ends with, to fill in. A scheme is too large for that."""
NEW = "new-"
"""How the id of a blank fact begins in a table; it gets its own from its first words."""
NOT_KNOWN = "not-known"
_WHEN_ABSENT = {
    Contact: frozenset({"languages", "hours", "cost"}),
    Scheme: frozenset({"deadline"}),
}
"""Keys whose absence means that nobody knows."""
HOURS = ("always", "mon-fri 08:30-16:30")
_WORDS = {"asks_id": "asks for ID", "without_papers": "safe without papers"}


def words_of(name: str) -> str:
    """Return a key in words."""
    return _WORDS.get(name, name.replace("_", " "))


@dataclass(frozen=True)
class Cell:
    """One question about one fact."""

    key: str
    """``thailand.contacts.fire.cost``."""
    fact: str
    """``thailand.contacts.fire``."""
    title: str
    """What the fact is called, for people."""
    asks: str
    """What is asked: the keys below the fact, as words."""
    now: str
    """What is there, as ``cell_text`` writes it; empty = nothing."""
    shape: Shape
    words: bool
    """A sentence for readers: its placeholders must stay."""
    required: bool
    gap: bool
    """Nobody knows it: it belongs on the work list."""
    note: str
    stem: str
    """File of the host country."""
    path: KeyPath
    """Where it is in its file."""
    sourced: KeyPath
    """The nearest mapping around it that names its sources."""
    sources: tuple[str, ...]
    """What that mapping names now."""
    choices: tuple[str, ...] = ()
    """What may be written; empty = anything of its form."""

    @property
    def menu(self) -> tuple[str, ...]:
        """What may be chosen: its choices, and that nobody knows where it may be left out."""
        if self.shape.kind == "union":
            return (*HOURS, NOT_KNOWN)
        optional = self.choices and not self.required and self.shape.type is not bool
        return (
            (*self.choices, NOT_KNOWN)
            if optional and NOT_KNOWN not in self.choices
            else self.choices
        )

    @property
    def host(self) -> str:
        """Slug of its country."""
        return self.key.partition(".")[0]

    @property
    def group(self) -> str:
        """Kind of its fact: contacts, rules, schemes."""
        return self.path[0]

    @property
    def blank(self) -> bool:
        """It asks about a fact that is not there yet."""
        return is_blank(self.path[1])


def is_blank(name: str) -> bool:
    """Return whether *name* stands for a fact that is not there yet."""
    return name.startswith(NEW) and name.removeprefix(NEW).isdecimal()


def cells_of(content: Content, slug: str) -> list[Cell]:
    """List all questions about the host country *slug*, in the order of its files, blank facts last.

    What was withdrawn is left out. Raises ContentIncompleteError when a file could not be read.
    """
    return list(_cells(content.hosts[slug]))


def _cells(host: Host) -> Iterator[Cell]:
    areas = tuple(host.country.provinces)
    for group, (stem, kind) in GROUPS.items():
        facts: dict[str, Any] = dict(getattr(getattr(host, stem), group))
        # An id of our own that looks like a blank one is not asked about twice.
        blank = (f"{NEW}{number}" for number in range(1, BLANK.get(group, 0) + 1))
        facts |= {name: None for name in blank if name not in facts}
        for name, fact in facts.items():
            if fact is None or fact.withdrawn is None:
                walk = _Walk(host.slug, stem, (group, name), _title(fact, group), areas)
                for cell in walk.below(_Part(kind, fact, (group, name))):
                    yield replace(cell, gap=False) if fact is None else cell


def _title(fact: Any, group: str) -> str:
    if fact is None:
        return f"a new one of {group}"
    for name in ("label", "title", "question"):
        if text := getattr(fact, name, None):
            return str(text)
    return ""


@dataclass(frozen=True)
class _Walk:
    """Goes through one fact."""

    host: str
    stem: str
    top: KeyPath
    title: str
    areas: tuple[str, ...]

    def below(self, part: _Part, *, absent_is_gap: bool = False) -> Iterator[Cell]:
        """Yield what is asked about *part* and the parts in it."""
        kind, model = part.kind, part.model
        fields = fields_of(kind)
        if "sources" in fields:
            part = replace(part, sourced=part.path, sources=tuple(getattr(model, "sources", ())))
        for name, (shape, _required) in fields.items():
            if name in EDITORIAL:
                continue
            value, at = getattr(model, name, None), (*part.path, name)
            gap = absent_is_gap or name in _WHEN_ABSENT.get(kind, ())
            if shape.kind == "model":
                inner = replace(part, kind=shape.type, model=value, path=at)
                yield from self.below(inner, absent_is_gap=gap and value is None)
            elif shape.kind == "mapping":
                for key, item in (value or {}).items():
                    yield from self.below(
                        replace(part, kind=type(item), model=item, path=(*at, key))
                    )
            # A value has one kind of content, a sum or a day: nobody is asked for the other kinds.
            elif kind is not Value or value is not None:
                yield self._cell(
                    part, name, value, gap=value == NOT_KNOWN or (value is None and gap)
                )

    def _cell(self, part: _Part, name: str, value: Any, *, gap: bool) -> Cell:
        shape, required = fields_of(part.kind)[name]
        path = (*part.path, name)
        return Cell(
            ".".join((self.host, *path)), ".".join((self.host, *self.top)), self.title,
            ", ".join(words_of(word) for word in path[len(self.top) :]), cell_text(value),
            shape, name in text_fields(part.kind), required, gap, field_note(part.kind, name)[0],
            self.stem, path, part.sourced, part.sources,
            self.areas if name == "seat" else _choices(shape),
        )  # fmt: skip


@dataclass(frozen=True)
class _Part:
    """A mapping of a fact, or the place of one that is not there."""

    kind: type[Model]
    model: Any
    path: KeyPath
    sourced: KeyPath = ()
    sources: tuple[str, ...] = ()


def _choices(shape: Shape) -> tuple[str, ...]:
    if shape.kind == "choice":
        return shape.choices
    if shape.kind == "scalar" and shape.type is bool:
        return ("yes", "no")
    return ()


# --- values as text, and back -----------------------------------------------------------------


def cell_text(value: Any) -> str:
    """Write a value of the model as the text of one cell."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(str(item) for item in value)
        case Hours():
            return f"{value.days} {value.opens}-{value.closes}"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


class NotReadableError(ValueError):
    """A text that is no value of its cell: message and remedy."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def read_value(text: str, cell: Cell) -> Any:
    """Return the text of a cell as a YAML value: a text, a list, a mapping; None removes the key.

    Says nothing about the form of a text: the model does. Raises NotReadableError.
    """
    words = text.casefold().replace(" ", "-")
    if words == NOT_KNOWN and NOT_KNOWN not in cell.choices:
        if cell.required or cell.words:
            raise NotReadableError(
                "this cannot be left unknown", "Write what is true today, or leave the cell empty."
            )
        return None
    if cell.choices:
        return _choice(text, cell)
    if cell.shape.kind == "list":
        parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
        return [_tag(part, cell) for part in parts] if cell.path[-1] == "languages" else parts
    if cell.shape.kind == "union":
        return _hours(text)
    return text


def _choice(text: str, cell: Cell) -> str | bool:
    words = text.casefold().replace(" ", "-")
    choice = next((one for one in cell.choices if one.casefold() == words), None)
    if choice is None:
        raise NotReadableError(
            f'"{text}" is not one of: {", ".join(cell.choices)}', "Choose one from the list."
        )
    return choice == "yes" if cell.shape.kind == "scalar" else choice


def _tag(text: str, cell: Cell) -> str:
    tag = language_named(text)
    if tag is None and text in cell.now.split(", "):
        return text
    if tag is None:
        raise NotReadableError(
            f'"{text}" is no language that we have a name for',
            'Write its tag or its English name: "my", "Thai". If it is right, tell whoever keeps the '
            "content: readers must be able to read its name.",
        )
    return tag


def _hours(text: str) -> Any:
    if text.casefold() == "always":
        return "always"
    # Phones and spreadsheets make a dash of a hyphen between numbers.
    days, _, times = text.replace("\u2013", "-").partition(" ")
    opens, dash, closes = times.replace(" ", "").partition("-")
    if not (days and dash and closes):
        raise NotReadableError(
            f'"{text}" is not an opening time', f'Write "{HOURS[0]}", or for example "{HOURS[1]}".'
        )
    return {"days": days.casefold(), "opens": opens, "closes": closes}
