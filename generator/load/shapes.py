"""Step 1: annotations of a model → a ``Shape`` per key, and the words that name it.

In: a class of the model. Out: a ``Shape`` per key, and the words that name it.
"""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Callable, Sequence
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import MaxLen, MinLen
from pydantic import StringConstraints

from ..model import Model, Until
from ..model import fields as kinds
from ..model.host import CallingCode
from ..model.tables import FromTable
from ..model.tiles import TileRow
from ..problems import RuleName, quoted
from .tree import Items, Node, Scalar

SCALARS: dict[type, tuple[str, str, str]] = {
    bool: (r"true|false", "true or false", 'Write "true" or "false", without quotes.'),
    int: (r"-?[0-9]+", "a whole number", 'Write digits only, for example "180".'),
    Decimal: (
        r"-?[0-9]+(\.[0-9]+)?",
        "an amount",
        'Write digits only, for example "30000".',
    ),
    date: (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "a day",
        'Write year-month-day, for example "2026-11-25".',
    ),
    Until: (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?",
        "a day, or a day with its hour",
        'Write the last day, such as "2026-12-11", or the minute: "2026-12-11T16:30".',
    ),
}

PARSERS: dict[type, Callable[[str], object]] = {date: date.fromisoformat, Until: Until.parse}
"""Parsers of values whose form alone does not prove that they exist: there is no 30 February."""

PATTERNS: dict[str, tuple[RuleName, str, str]] = {}
"""Pattern of the model → rule, what it should be, remedy."""


def _pattern_of(annotated: Any) -> str:
    return next(
        str(mark.pattern) for mark in annotated.__metadata__ if isinstance(mark, StringConstraints)
    )


def _explain(annotated: Any, rule: RuleName, what: str, remedy: str) -> None:
    PATTERNS[_pattern_of(annotated)] = (rule, what, remedy)


_explain(
    kinds.Slug,
    "wrong-form",
    "an id",
    'Write lower-case letters and digits with single hyphens, for example "leave-early".',
)
_explain(
    kinds.AreaCode,
    "wrong-form",
    "a province code",
    'Write its ISO 3166-2 code, as in country.yaml: "TH-63" is Tak.',
)
_explain(
    kinds.LanguageTag, "wrong-form", "a language tag", 'Write it like "my", "shn" or "zh-Hant".'
)
_explain(
    CallingCode, "wrong-form", "a calling code", 'Write its digits without the plus sign: "66".'
)
_explain(kinds.Url, "wrong-form", "a web address", 'Start with "https://", without spaces.')
_explain(
    kinds.PhoneText,
    "phone-number",
    "a number that can be dialled",
    'Write digits only, for example "125", or with spaces as printed.',
)
_explain(
    kinds.ValueName,
    "wrong-form",
    "the name of a value",
    'Write lower-case letters, digits and "_", for example "funeral".',
)
_explain(
    kinds.ClockTime,
    "wrong-form",
    "a time of day",
    'Write hours and minutes, for example "08:30"; midnight at the end of a day is "24:00".',
)

_explain(
    TileRow,
    "wrong-form",
    "a row of tiles",
    'Write province codes and full stops with spaces between, for example ". TH-57 TH-55".',
)

AREA_PATTERN = _pattern_of(kinds.AreaCode)
SLUG = re.compile(_pattern_of(kinds.Slug))
"""A name of a folder or file that is an id too."""


@dataclass(frozen=True)
class Shape:
    """What one annotation of the model asks for."""

    kind: Literal["text", "scalar", "choice", "list", "mapping", "model", "union"]
    type: Any = None
    """For a scalar its type, for a model its class."""
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    min_length: int = 0
    max_length: int | None = None
    parts: tuple[Shape, ...] = ()
    """For a list its items; for a mapping keys and values; for a union its kinds."""


@cache
def fields_of(kind: type[Model]) -> AbstractMapping[str, tuple[Shape, bool]]:
    """Return the keys of a mapping: their shape, and whether they are required."""
    return {
        name: (_shape_of(info.annotation, tuple(info.metadata)), info.is_required())
        for name, info in kind.model_fields.items()
    }


def _shape_of(annotation: Any, marks: tuple[Any, ...] = ()) -> Shape:  # noqa: PLR0911
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape_of(arguments[0], (*annotation.__metadata__, *marks))
    if origin in {Union, types.UnionType}:
        parts = tuple(_shape_of(part) for part in arguments if part is not types.NoneType)
        return parts[0] if len(parts) == 1 else Shape("union", parts=parts)
    if origin is Literal:
        return Shape("choice", choices=tuple(str(choice) for choice in arguments))
    least = max((mark.min_length for mark in marks if isinstance(mark, MinLen)), default=0)
    if origin is tuple:
        return Shape("list", min_length=least, parts=(_shape_of(arguments[0]),))
    if origin is dict:
        return Shape("mapping", parts=(_shape_of(arguments[0]), _shape_of(arguments[1])))
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return Shape("model", annotation)
    if annotation in SCALARS:
        return Shape("scalar", annotation)
    if annotation is not str:
        raise TypeError(f"shapes.py does not know {annotation!r}; teach it in _shape_of")
    return _text_shape(marks)


def _text_shape(marks: tuple[Any, ...]) -> Shape:
    pattern, longest = None, None
    for mark in marks:
        if isinstance(mark, FromTable) and mark.is_short:
            return Shape("choice", choices=tuple(mark.codes()))
        if isinstance(mark, StringConstraints):
            pattern = str(mark.pattern) if mark.pattern else pattern
            longest = mark.max_length or longest
        elif isinstance(mark, MaxLen):
            longest = mark.max_length
    return Shape("text", pattern=pattern, max_length=longest)


def name_shape(shape: Shape) -> str:
    """Return the words for what is expected."""
    match shape.kind:
        case "text":
            return PATTERNS[shape.pattern][1] if shape.pattern in PATTERNS else "a text"
        case "choice":
            return "one of " + ", ".join(shape.choices)
        case "scalar":
            return SCALARS[shape.type][1]
        case "list":
            return "a list"
        case "model":
            return f"a mapping with {', '.join(fields_of(shape.type))}"
        case _:
            return "a mapping"


def name_node(node: Node) -> str:
    """Return the words for what was found."""
    if isinstance(node, Scalar):
        return f"the text {quoted(node.text)}"
    return "a list" if isinstance(node, Items) else "a mapping"


def show_shape(shape: Shape) -> str:
    """Show how that which is expected is written."""
    match shape.kind:
        case "list":
            return 'Write it in brackets, for example "[one, two]", or each on a line after "- ".'
        case "mapping" | "model":
            return 'Write keys below it, indented by two spaces, each as "key: value".'
        case _:
            return "Write one value after the colon; quote it if it contains special characters."


def _example_of(kind: Any) -> str | None:
    """Write out the example that a model gives of itself, if it gives one."""
    extra = getattr(kind, "model_config", {}).get("json_schema_extra")
    examples = extra.get("examples") if isinstance(extra, dict) else None
    if not isinstance(examples, list):
        return None
    return ", ".join(
        f'{key}: "{value}"' if ":" in str(value) else f"{key}: {value}"
        for key, value in examples[0].items()
    )


def name_choices(shape: Shape, others: Sequence[Shape]) -> tuple[str, str]:
    """Return words for all that a union allows beside *shape*'s choices, and examples of them."""
    words = ", ".join(f'"{choice}"' for choice in shape.choices)
    names = " nor ".join((words, *map(name_shape, others)))
    keys = (example for other in others if (example := _example_of(other.type)))
    return f"neither {names}", "; or below it, a line for each: ".join(
        (f"Write {words}", *keys)
    ) + "."


_LONGEST_TYPED = 80
"""Characters of a word that may be a slip of another one. Comparing longer ones takes minutes."""


def suggest(
    word: str, likely: list[str] | tuple[str, ...], words: list[str] | tuple[str, ...]
) -> str:
    """Ask "Did you mean …?", or list what is known when nothing is near."""
    if len(word) > _LONGEST_TYPED:
        return f"Use one of: {', '.join(words)}." if words else ""
    near = difflib.get_close_matches(word, likely, 1) or difflib.get_close_matches(word, words, 1)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Use one of: {', '.join(words)}." if words else ""
