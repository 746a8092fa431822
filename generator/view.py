"""The localised tree that templates read: content with every text in the reader's words.

Steps 3 to 4. ``localise.py`` turns a content model into a ``View``: the same names, with each
``Words`` field as a ``Text``. Views pickle, so that a target can be made in another process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, Literal

State = Literal["source", "missing", "behind", "draft", "reviewed"]
Kind = Literal["words", "tel", "name", "money", "date", "url"]
Grade = Literal["a", "b", "c"]
"""How far a number is proved: see ``proof.py``."""


# Texts are written down by the hundred thousand, for digests: by a dataclass itself it takes twice as long.
@dataclass(frozen=True, repr=False)
class Run:
    """A stretch of text of one kind in one language.

    tel, money, date, url and name runs hold data: digits 0-9, never broken, isolated
    left to right where the kind asks for it.
    """

    text: str
    kind: Kind = "words"
    lang: str = "en"
    href: str | None = None
    """Where it leads; None for a number that takes messages only."""
    whole: tuple[str, ...] = ()
    """Words in it that no line end cuts."""
    contact: str | None = None
    """Of a telephone number: the id of the host's contact whose number it is. Numbers are shared, so
    that none can be traced back to its owner by its digits."""
    grade: Grade | None = None
    """Of a telephone number: how far it is proved; None where it belongs to no contact."""

    def __repr__(self) -> str:
        rest = f"{self.lang!r}, {self.href!r}, {self.contact!r}, {self.grade!r}"
        rest += f", {self.whole!r}" if self.whole else ""
        return f"Run({self.text!r}, {self.kind!r}, {rest})"


@dataclass(frozen=True, repr=False)
class Text:
    """A sentence as shown: its runs, the language it came out in, and how far to trust it."""

    runs: tuple[Run, ...]
    lang: str
    state: State
    source: str = ""
    """The sentence in the source locale, as plain text; shown beside a behind or draft one."""
    taken_from: str = ""
    """Who gives these words when it is neither we nor our translators: "Unicode CLDR 46"."""

    def __repr__(self) -> str:
        rest = f"{self.lang!r}, {self.state!r}, {self.source!r}, {self.taken_from!r}"
        return f"Text({self.runs!r}, {rest})"

    def __hash__(self) -> int:
        # Of little, as each lookup of a rendered text asks for it: sentences seldom differ in a number alone.
        return hash((self.source, self.lang, self.runs[0].text if self.runs else ""))

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __add__(self, other: Text) -> Text:
        worst = max(self.state, other.state, key=_DOUBT.index)
        return Text(self.runs + other.runs, self.lang, worst, self.source + other.source)


_DOUBT: list[State] = ["source", "reviewed", "draft", "behind", "missing"]


def plain(text: str, lang: str) -> Text:
    """A text that is data: no translation, no state."""
    return Text((Run(text, "words", lang),), lang, "source", text)


class View(SimpleNamespace):
    """A content mapping in the reader's words; attributes carry the model's field names."""


def jsonable(value: Any, *, sources: bool = False) -> Any:
    """Turn a localised tree into JSON-like data, for digests and for data/*.json.

    With *sources* a text that nobody has signed has its source sentence beside it.
    """
    match value:
        case Text():
            shown = {"text": str(value), "lang": value.lang, "state": value.state}
            if sources and value.state in ("draft", "behind"):
                shown["source"] = value.source
            if value.taken_from:
                shown["taken_from"] = value.taken_from
            links = {run.text: run.href for run in value.runs if run.href}
            found: Any = shown | ({"links": links} if links else {})
        case Run():
            found = {"text": value.text, "link": value.href}
        case SimpleNamespace():
            own = {k: v for k, v in vars(value).items() if not k.startswith("_")}
            found = jsonable(own, sources=sources)
        case dict():
            found = {str(k): jsonable(v, sources=sources) for k, v in value.items()}
        case list() | tuple():
            found = [jsonable(v, sources=sources) for v in value]
        case date() | Decimal():
            found = str(value)
        case _:
            found = value
    return found


def whole(value: Any) -> Any:
    """Turn a localised tree into JSON-like data with all that a page may show, for digests."""
    match value:
        case Text():
            runs = [whole(run) for run in value.runs]
            found: Any = [runs, value.lang, value.state, value.source]
        case Run():
            found = [value.text, value.kind, value.lang, value.href, value.contact, value.grade]
            found += value.whole
        case SimpleNamespace():
            found = {k: whole(v) for k, v in vars(value).items()}
        case dict():
            found = {str(k): whole(v) for k, v in value.items()}
        case list() | tuple():
            found = [whole(v) for v in value]
        case _:
            found = value if isinstance(value, bool | int | float | None) else str(value)
    return found


def texts(value: Any) -> Iterator[Text]:
    """Every text below *value*, in document order."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Text):
            yield value
        elif isinstance(value, SimpleNamespace):
            shown = [child for name, child in vars(value).items() if not name.startswith("_")]
            waiting += reversed(shown)
        elif isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, list | tuple):
            waiting += reversed(value)
