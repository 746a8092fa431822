"""Beside step 4: models of a host country → ``Cell`` rows, one question each.

In: the models of a host country. Out: ``Cell``s. Which keys a fact has, what may be in each and
what it means comes from the declaration of the model; here is only what is left to editors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ...load import Content, Host
from ...load.shapes import Shape, fields_of
from ...model import (
    Answer,
    Answers,
    Contact,
    HostHazard,
    HostSources,
    Model,
    Origin,
    Post,
    Rule,
    Scheme,
    Source,
    Value,
    WarningSystem,
)
from ...model.walk import KeyPath, field_note, text_fields
from .calls import language_named
from .cell_text import cell_text

EDITORIAL = frozenset(
    {
        "icon",
        "who",
        "carry",
        "topic",
        "life_safety",
        "core",
        "caution",
        "sensitive",
        "picture",
        "dont",
        "inferred",
        "contacts",
        "sources",
        "withdrawn",
        "national_emergency",
        "lang",
        "called_on",
        "called_by",
        "answered_in",
        "asked_id",
        "until",
        "afterwards",
        "afterwards_until",
        "at_last",
        "closes",
        "same_number_as",
        "safe_quote",
        "helps_with",
        "limit",
        "in_words",
        "messages",
        "leads",
        "rules",
        "alternatives",
    }
)
"""What is no fact about the world but how we show one, and what a call sheet brings."""
GROUPS: Mapping[str, tuple[str, type[Contact | Rule | Scheme | HostHazard]]] = {
    "contacts": ("assistance", Contact),
    "rules": ("assistance", Rule),
    "schemes": ("insurance", Scheme),
    "hazards": ("hazards", HostHazard),
}
"""Kinds of facts in the order of the table: file and class. Answers and posts come after them."""
ANSWERS, POSTS = "answers", "posts"
BLANK = {"contacts": 3, "rules": 2, "schemes": 1, "hazards": 2, POSTS: 1}
"""How many blank facts a table ends with, to fill in."""
BLANK_PARTS = {"seasons": 1, "warnings": 1}
"""How many blank lists of a kind a blank fact has; of all others two."""
WHICH = "hazard"
"""Of a blank hazard: which one of the library it is. No key of the model, but its id."""
NEW = "new-"
"""How the id of a blank fact begins in a table; it gets its own from its first words."""
NOT_KNOWN = "not-known"
_WHEN_ABSENT = {
    Contact: frozenset({"languages", "hours", "cost"}),
    Scheme: frozenset({"deadline"}),
    WarningSystem: frozenset({"languages"}),
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
    path: KeyPath
    """Where it is in its file."""
    sourced: KeyPath
    """The nearest mapping around it that names its sources."""
    sources: tuple[str, ...]
    """What that mapping names now."""
    group: str
    """Kind of its fact: contacts, rules, schemes, hazards, answers, posts."""
    kind: type[Model]
    """Class of its fact."""
    top: KeyPath
    """Where its fact is in the file."""
    file: str
    """Name of the file, from the content folder."""
    sources_file: str
    """Name of the file with the sources that it may cite."""
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
    def name(self) -> str:
        """Id of its fact."""
        return self.top[-1]

    @property
    def inner(self) -> KeyPath:
        """Where it is in its fact."""
        return self.path[len(self.top) :]

    @property
    def blank(self) -> bool:
        """It asks about a fact that is not there yet."""
        return is_blank(self.name)


def is_blank(name: str) -> bool:
    """Return whether *name* stands for a fact that is not there yet."""
    return name.startswith(NEW) and name.removeprefix(NEW).isdecimal()


def cells_of(content: Content, slug: str) -> list[Cell]:
    """Return all questions about the host country *slug*, ordered as its files, blank facts last.

    What was withdrawn is left out. Raises ContentIncompleteError when a file could not be read.
    """
    host = content.hosts[slug]
    return [*_cells(host, content), *_answers(host), *_posts(host, content)]


def sources_of(content: Content, cell: Cell) -> Mapping[str, Source]:
    """Return the sources that the fact of *cell* may cite."""
    model = content.files[cell.sources_file].model
    return model.sources if isinstance(model, HostSources | Origin) else {}


def _cells(host: Host, content: Content) -> Iterator[Cell]:
    for group, (stem, kind) in GROUPS.items():
        kept = _Kept(host, group, kind, (group,), f"hosts/{host.slug}/{stem}.yaml")
        yield from _facts(kept, dict(getattr(getattr(host, stem), group)), content)


def _posts(host: Host, content: Content) -> Iterator[Cell]:
    for slug, origin in content.origins.items():
        if corridor := origin.corridors.get(host.slug):
            above, file = ("corridors", host.slug, POSTS), f"origins/{slug}.yaml"
            kept = _Kept(host, POSTS, Post, above, file, f"{slug}.")
            yield from _facts(kept, dict(corridor.posts), content)


def _answers(host: Host) -> Iterator[Cell]:
    kept = _Kept(host, ANSWERS, Answer, (ANSWERS,), f"hosts/{host.slug}/assistance.yaml")
    for name in Answers.model_fields:
        walk = kept.walk(name, words_of(name))
        yield from walk.below(_Part(Answer, getattr(host.assistance.answers, name), walk.top))


@dataclass(frozen=True)
class _Kept:
    """Where the facts of one kind stand."""

    host: Host
    group: str
    kind: type[Model]
    above: KeyPath
    """The keys that lead to them."""
    file: str
    prefix: str = ""
    """What their keys have before their id: the origin country of a post."""

    def walk(self, name: str, title: str) -> _Walk:
        """Return the way through the fact *name*."""
        slug, file = self.host.slug, self.file
        shelf = f"hosts/{slug}/sources.yaml" if file.startswith("hosts/") else file
        fact = f"{slug}.{self.group}.{self.prefix}{name}"
        areas = tuple(self.host.country.provinces)
        return _Walk(fact, self.group, self.kind, (*self.above, name), file, shelf, title, areas)


def _facts(kept: _Kept, facts: dict[str, Any], content: Content) -> Iterator[Cell]:
    """Yield what is asked about *facts* and about blank ones."""
    # An id of our own that looks like a blank one is not asked about twice.
    blank = (f"{NEW}{number}" for number in range(1, BLANK.get(kept.group, 0) + 1))
    facts |= {name: None for name in blank if name not in facts}
    for name, fact in facts.items():
        if fact is not None and getattr(fact, "withdrawn", None) is not None:
            continue
        walk = kept.walk(name, _title(fact, kept.group) or name.replace("-", " "))
        if fact is None and kept.group == "hazards":
            yield replace(walk.which(content), gap=False)
        for cell in walk.below(_Part(kept.kind, fact, walk.top)):
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

    fact: str
    group: str
    kind: type[Model]
    top: KeyPath
    file: str
    sources_file: str
    title: str
    areas: tuple[str, ...]

    def which(self, content: Content) -> Cell:
        """Ask which hazard of the library a blank one is."""
        cell = self._cell(_Part(HostHazard, None, self.top, self.top), "severity", None, gap=False)
        host = content.hosts[cell.host]
        left = tuple(slug for slug in content.hazards if slug not in host.hazards.hazards)
        return replace(
            cell,
            key=f"{self.fact}.{WHICH}",
            asks=f"which {WHICH}",
            path=(*self.top, WHICH),
            choices=left,
            note="Its id in the library.",
        )

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
                if model is None and shape.parts[1].kind == "model" and name != "values":
                    inner = replace(part, kind=shape.parts[1].type)
                    for key in shape.parts[0].choices or _blank_parts(name):
                        yield from self.below(replace(inner, path=(*at, key)))
            # A value has one kind of content, a sum or a day: nobody is asked for the other kinds.
            elif kind is not Value or value is not None:
                yield self._cell(
                    part, name, value, gap=value == NOT_KNOWN or (value is None and gap)
                )

    def _cell(self, part: _Part, name: str, value: Any, *, gap: bool) -> Cell:
        shape, required = fields_of(part.kind)[name]
        path = (*part.path, name)
        inner = path[len(self.top) :]
        return Cell(
            ".".join((self.fact, *inner)),
            self.fact,
            self.title,
            ", ".join(map(words_of, inner)),
            cell_text(value),
            shape,
            name in text_fields(part.kind),
            required,
            gap,
            field_note(part.kind, name)[0],
            path,
            part.sourced,
            part.sources,
            self.group,
            self.kind,
            self.top,
            self.file,
            self.sources_file,
            self.areas if name == "seat" else _choices(shape),
        )


@dataclass(frozen=True)
class _Part:
    """A mapping of a fact, or the place of one that is not there."""

    kind: type[Model]
    model: Any
    path: KeyPath
    sourced: KeyPath = ()
    sources: tuple[str, ...] = ()


def _blank_parts(name: str) -> tuple[str, ...]:
    return tuple(f"{NEW}{number}" for number in range(1, BLANK_PARTS.get(name, 2) + 1))


def _choices(shape: Shape) -> tuple[str, ...]:
    if shape.kind == "choice":
        return shape.choices
    if shape.kind == "scalar" and shape.type is bool:
        return ("yes", "no")
    return ()


# --- text as values -----------------------------------------------------------------


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
        if cell.shape.parts[0].type is int and all(part.isdecimal() for part in parts):
            return [int(part) for part in parts]
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
            'Write its tag or its English name: "my", "Thai". If it is right, tell whoever keeps '
            "the content: readers must be able to read its name.",
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
