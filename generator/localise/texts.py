"""Step 3: what a text is in the reader's words, and how whole trees of them are written down.

Steps 3 to 4. A ``Text`` is a sentence, made of ``Run`` values; records (``records/``) have them as
fields. All of it pickles, so that a target can be made in another process.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ..text.languages import Language
from .records.base import BaseRecord, data_of, values_of

TextState = Literal["source", "missing", "behind", "draft", "reviewed"]
RunKind = Literal["words", "tel", "name", "money", "date", "url"]
Grade = Literal["a", "b", "c"]
"""How far a number is proved: see ``localise/proof.py``."""


# Digests need the repr of very many texts, and that of a dataclass takes twice as long.
@dataclass(frozen=True, repr=False)
class Run:
    """A stretch of text of one kind in one language.

    tel, money, date, url and name runs contain data: digits 0-9, never broken, isolated
    left to right where the kind asks for it.
    """

    text: str
    kind: RunKind = "words"
    lang: str = "en"
    href: str | None = None
    """Where it leads; None for a number that takes messages only."""
    whole: tuple[str, ...] = ()
    """Words in it that no line end cuts."""
    contact: str | None = None
    """The host's contact that a number or name belongs to, as an id.

    Contacts share numbers, so the digits do not say whose it is.
    """
    grade: Grade | None = None
    """Of a telephone number: how far it is proved; None where it belongs to no contact."""

    def __repr__(self) -> str:
        fields = f"{self.lang!r}, {self.href!r}, {self.contact!r}, {self.grade!r}"
        fields += f", {self.whole!r}" if self.whole else ""
        return f"Run({self.text!r}, {self.kind!r}, {fields})"


@dataclass(frozen=True, repr=False)
class Text:
    """A sentence as shown: its runs, the language it came out in, and how far to trust it."""

    runs: tuple[Run, ...]
    lang: str
    state: TextState
    source: str = ""
    """The sentence in the source locale, as plain text; shown beside a behind or draft one."""
    taken_from: str = ""
    """Who gives these words when it is neither we nor our translators: "Unicode CLDR 46"."""
    doubtful: bool = False
    """Readers of this translation differed about what it tells people to do: it stays off paper."""

    def __repr__(self) -> str:
        fields = f"{self.lang!r}, {self.state!r}, {self.source!r}, {self.taken_from!r}"
        return f"Text({self.runs!r}, {fields}{', doubtful' if self.doubtful else ''})"

    def __hash__(self) -> int:
        # A short hash, as each lookup asks for it: sentences seldom differ only in a number.
        return hash((self.source, self.lang, self.runs[0].text if self.runs else ""))

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def is_translated(self) -> bool:
        """Return whether it is there in the language that was asked for, be it as a draft."""
        return self.state in ("source", "draft", "reviewed")

    def __add__(self, other: Text) -> Text:
        worst = max(self.state, other.state, key=_DOUBT.index)
        doubtful = self.doubtful or other.doubtful
        return Text(
            self.runs + other.runs, self.lang, worst, self.source + other.source, doubtful=doubtful
        )


def listed(names: Sequence[Text], language: Language) -> Text:
    """Join names, at least one, by the comma of the *language* of the page."""
    comma = Run(language.comma, "words", language.tag)
    joined = names[0]
    for name in names[1:]:
        joined = Text((*joined.runs, comma), joined.lang, joined.state) + name
    return joined


def joined(texts: Sequence[Text], between: str) -> Text:
    """Join texts, at least one, by *between*: a mark that no language translates."""
    whole = texts[0]
    for text in texts[1:]:
        whole += Text((Run(between, "words", text.lang),), text.lang, "source", between) + text
    return whole


_DOUBT: list[TextState] = ["source", "reviewed", "draft", "behind", "missing"]


def plain(text: str, lang: str) -> Text:
    """A text that is data: no translation, no state."""
    return Text((Run(text, "words", lang),), lang, "source", text)


def jsonable(value: object, *, sources: bool = False) -> Any:
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
            data: Any = shown | ({"links": links} if links else {})
        case Run():
            data = {"text": value.text, "link": value.href}
        case BaseRecord():
            data = {name: jsonable(one, sources=sources) for name, one in data_of(value)}
        case dict():
            data = {str(k): jsonable(v, sources=sources) for k, v in value.items()}
        case list() | tuple():
            data = [jsonable(v, sources=sources) for v in value]
        case date() | Decimal():
            data = str(value)
        case _:
            data = value
    return data


def whole(value: object) -> Any:
    """Turn a localised tree into JSON-like data with all that a page may show, for digests."""
    match value:
        case Text():
            runs = [whole(run) for run in value.runs]
            data: Any = [runs, value.lang, value.state, value.source]
        case Run():
            data = [value.text, value.kind, value.lang, value.href, value.contact, value.grade]
            data += value.whole
        case BaseRecord():
            data = [whole(v) for v in values_of(value)]
        case dict():
            data = {str(k): whole(v) for k, v in value.items()}
        case list() | tuple():
            data = [whole(v) for v in value]
        case _:
            data = value if isinstance(value, bool | int | float | None) else str(value)
    return data


_SEQUENCES = (list, tuple)
"""By name: a union in the call is made anew for each of the millions of values of a build."""


def texts(value: object) -> Iterator[Text]:
    """Every text below *value*, in document order."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Text):
            yield value
        elif isinstance(value, BaseRecord):
            waiting += reversed(values_of(value))
        elif isinstance(value, dict):
            waiting += reversed(value.values())
        elif isinstance(value, _SEQUENCES):
            waiting += reversed(value)
