"""Write docs/reference/content.md from the docstrings of generator/model/.

The model is the one declaration of what content may hold; this page says the same in tables, for
people who would rather read than ask an editor's tool. Run ``python tools/content_reference.py``
after the model has changed; a test compares. Same model, same bytes.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from generator.load.kinds import (
    HOST_FILES,
    HOST_STAFF_FILES,
    OPTIONAL_FILES,
    OPTIONAL_HOST_FILES,
    STAFF_FILES,
    TOP_FILES,
)
from generator.load.schema import KINDS
from generator.model import Model, fields, marks
from generator.model.tables import FromTable
from generator.system.whole_file import write_whole

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "content.md"

Kind = type[Model]

SINGULAR = {
    "Slug": "id",
    "Words": "words",
    "AreaCode": "province",
    "LanguageTag": "language",
    "Url": "web address",
    "PhoneText": "telephone number",
    "ValueName": "name",
    **{name: "id" for name in vars(marks) if name.endswith("Id")},
}
"""What a column calls the small types of ``fields.py``, and those of them that carry a mark."""
PLURAL = {
    "id": "ids",
    "province": "provinces",
    "language": "languages",
    "web address": "web addresses",
    "telephone number": "telephone numbers",
    "text": "texts",
    "whole number": "whole numbers",
}
LIST_NAMES = {"YesNo": "answer mark", "Known": "known mark", "AnswerMark": "mark of a question"}
FORMS = (
    ("words", "A sentence or short label for readers. Only these are translated."),
    ("text", "Data or a note, shown unchanged. Not translated."),
    ("id", "Lower-case letters, digits, single hyphens. Never changed once published."),
    ("province", "Its ISO 3166-2 code: `TH-63`."),
    ("language", "Its BCP 47 tag: `my`, `th`, `shn`, `zh-Hant`."),
    ("telephone number", 'As printed on the spot, in quotes: `"1669"`, `"0 3443 4726"`.'),
    ("day", 'Year-month-day, in quotes: `"2026-11-25"`.'),
    ("yes or no", "`true` or `false`; absent means `false` unless the table says otherwise."),
    ("list of …", "In brackets, `[one, two]`, or each on a line after `- `."),
    ("id → …", "A mapping: each entry has an id of its own."),
)
COMMON = (
    ("`icon`, `picture`", "A drawing of `generator/assets/icons/`, by its file name."),
    ("`more`", "One more sentence, in regular weight below the first."),
    ("`values`", "Data that the texts beside and below it use as `%(name)s`."),
    ("`contacts`, `rules`", "Ids of contacts and rules of the host country, shown with it."),
    ("`sources`", "Ids of its sources, all of its own host, hazard, topic or origin country."),
    (
        "`who`",
        "Work profiles and groups for which it matters most; empty = everybody. It adds a line to their page.",
    ),
    ("`topic`", "The safe contact that `%(safe_contact)s` means in its texts."),
    (
        "`life_safety`",
        "A wrong word here can kill. At most 60 lines for one host country, and 60 of first aid.",
    ),
    ("`core`", "One of the at most 30 lines that a small language needs first."),
    ("`carry`", "Whether it may be on a paper that people carry."),
    ("`caution`", "The corridor's caution is printed above it; it may name offices of a state."),
    ("`inferred`", "Our own conclusion. The page says so; papers leave it out."),
)
PLAIN = {"str": "text", "int": "whole number", "bool": "yes or no", "date": "day"}
PLAIN |= {"Decimal": "amount", "Until": "day, or day and minute", "NoneType": ""}

HEAD = """\
<!-- Generated from generator/model/ by: python tools/content_reference.py. Do not edit. -->

# What content may hold

One table for each kind of file, then one for each mapping inside it. The checks and the schemas for
editors' tools come from the same declaration, `generator/model/`. A key that is in no table is
an error. A key with a star (\\*) is required; the others are optional.

An empty cell means that the name of the key says enough, or that it is explained once under
[Keys that mean the same everywhere](#keys-that-mean-the-same-everywhere). [checks.md](checks.md) says how long a text
may be and what it must not contain. For how good today's facts are, and what nobody knows yet, see
[data quality](data-quality.md).
"""


def render() -> str:
    """Return the whole page."""
    files = dict(sorted(KINDS.items(), key=lambda item: _order(item[0])))
    reach = {name: list(_below(kind)) for name, kind in files.items()}
    users = {
        model: [name for name in files if model in reach[name]]
        for models in reach.values()
        for model in models
    }
    parts = [HEAD, _forms(), _choices()]
    for name, kind in files.items():
        own = [model for model in reach[name] if users[model] == [name] and model is not kind]
        parts.append(f"## `{_path(name)}`\n\n{_about(kind)}{_table(kind)}")
        parts += [_section(model) for model in own]
    parts.append("## Mappings of several files\n")
    parts += [_section(model) for model, names in users.items() if len(names) > 1]
    return "\n".join(parts)


def _order(name: str) -> tuple[int, int]:
    groups = [
        [*TOP_FILES],
        ["hazard", "first-aid"],
        [*HOST_FILES, *OPTIONAL_HOST_FILES],
        ["origin"],
        ["campaign"],
        ["leaflet"],
    ]
    groups.append([*OPTIONAL_FILES])
    groups.append(["notice-sentences", "notice"])
    groups.append(["readings", "pronunciation"])
    groups.append(["fits"])
    groups.append(["procedure", "course", *(f"staff-{stem}" for stem in STAFF_FILES)])
    groups.append([f"host-staff-{stem}" for stem in HOST_STAFF_FILES])
    return next((n, group.index(name)) for n, group in enumerate(groups) if name in group)


def _path(name: str) -> str:
    stem = name.rpartition("staff-")[2]
    places = {
        **{key: f"content/{key}.yaml" for key in (*TOP_FILES, *OPTIONAL_FILES)},
        **{key: f"content/hosts/HOST/{key}.yaml" for key in (*HOST_FILES, *OPTIONAL_HOST_FILES)},
        f"staff-{stem}": f"content/staff/{stem}.yaml",
        f"host-staff-{stem}": f"content/hosts/HOST/staff/{stem}.yaml",
        "first-aid": "content/first-aid/TOPIC.yaml",
        "procedure": "content/staff/procedures/PROCEDURE.yaml",
        "course": "content/staff/courses/COURSE.yaml",
        "leaflet": "content/leaflets/FORMAT.yaml",
        "notice-sentences": "content/notices/sentences.yaml",
        "notice": "content/notices/DAY-HOST-WORD.yaml",
        "fits": "content/fits/HOST.LOCALE.yaml",
        "readings": "content/readings/LANGUAGE.yaml",
        "pronunciation": "content/pronunciation/LANGUAGE-READERS.yaml",
    }
    return places.get(name, f"content/{name}s/{name.upper()}.yaml")


def _below(kind: Kind) -> Iterator[Kind]:
    """Yield *kind* and the mappings inside it, each once, in the order of the fields."""
    found: dict[Kind, None] = {}

    def add(model: Kind) -> None:
        if model not in found:
            found[model] = None
            for hint in _hints(model).values():
                for inner in _models_in(hint):
                    add(inner)

    add(kind)
    return iter(found)


def _hints(model: Kind) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields}


def _models_in(hint: Any) -> Iterator[Kind]:
    if inspect.isclass(hint) and issubclass(hint, Model):
        yield hint
    for part in get_args(hint):
        yield from _models_in(part)


# --- parts of the page ----------------------------------------------------------------------


def _section(model: Kind) -> str:
    return f"### {model.__name__}\n\n{_about(model)}{_table(model)}"


def _about(model: Kind) -> str:
    # The first words of a file's docstring are its path, which the heading says already.
    words = _line(inspect.cleandoc(model.__doc__ or ""))
    if words.startswith("content/"):
        words = words.partition(": ")[2]
    return f"{words[:1].upper()}{words[1:]}\n\n" if words else ""


def _table(model: Kind) -> str:
    hints = _hints(model)
    rows = [
        f"| `{name}`{_star(field)} | {_kind(hints[name])} | {_meaning(field)} |"
        for name, field in model.model_fields.items()
    ]
    return "\n".join(["| key | kind | meaning |", "|---|---|---|", *rows]) + "\n"


def _star(field: FieldInfo) -> str:
    return "\\*" if field.is_required() else ""


def _meaning(field: FieldInfo) -> str:
    words = _line(field.description or "")
    if isinstance(field.default, str) or field.default is True:
        shown = str(field.default).lower() if field.default is True else field.default
        words = f"{words} Absent = `{shown}`.".strip()
    return words


def _line(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


def _forms() -> str:
    lines = ["## Kinds of values\n", "| kind | what to write |", "|---|---|"]
    lines += [f"| {name} | {meaning} |" for name, meaning in FORMS]
    lines += ["", "## Keys that mean the same everywhere\n", "| key | meaning |", "|---|---|"]
    lines += [f"| {name} | {meaning} |" for name, meaning in COMMON]
    return "\n".join(lines) + "\n"


def _choices() -> str:
    """The closed lists of fields.py, with what is written under them there."""
    lines = ["## Closed lists\n", "| list | one of | |", "|---|---|---|"]
    notes = _notes_of(fields)
    for name, value in vars(fields).items():
        if get_origin(value) is Literal:
            values = " · ".join(f"`{choice}`" for choice in get_args(value))
            lines.append(f"| {_list_name(name)} | {values} | {notes.get(name, '')} |")
    return "\n".join(lines) + "\n"


def _notes_of(module: Any) -> dict[str, str]:
    """Texts under the assignments of a module, which Python itself does not keep."""
    body = ast.parse(inspect.getsource(module)).body
    found = {}
    for before, after in pairwise(body):
        if (
            isinstance(before, ast.Assign)
            and isinstance(before.targets[0], ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            found[before.targets[0].id] = _line(str(after.value.value))
    return found


def _list_name(name: str) -> str:
    """HazardSlug → hazard; ContactKind → contact kind."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return LIST_NAMES.get(name, spaced.strip().removesuffix(" slug"))


# --- kinds of values --------------------------------------------------------------------------


def _kind(hint: Any) -> str:
    """Say in words what a value looks like."""
    for name, value in (vars(fields) | vars(marks)).items():
        if hint == value and name in SINGULAR:
            return SINGULAR[name]
        if hint == value and get_origin(value) is Literal:
            return f"[{_list_name(name)}](#closed-lists)"
    if inspect.isclass(hint):
        is_mapping = issubclass(hint, Model)
        return (
            f"[{hint.__name__}](#{hint.__name__.lower()})" if is_mapping else PLAIN[hint.__name__]
        )
    return _composed(get_origin(hint), get_args(hint))


def _composed(origin: Any, parts: tuple[Any, ...]) -> str:
    if origin is Literal:
        return " · ".join(f"`{choice}`" for choice in parts)
    if origin in (Union, UnionType):
        return " or ".join(filter(None, map(_kind, parts)))
    if origin is tuple:
        one = _kind(parts[0])
        return f"list of {PLURAL.get(one, one)}"
    if origin is dict:
        return f"{_kind(parts[0])} → {_kind(parts[1])}"
    short = next((one for one in parts[1:] if isinstance(one, FromTable) and one.is_short), None)
    if short is not None:
        return _composed(Literal, tuple(short.codes()))
    return _kind(parts[0])  # Annotated: what is written, not how it is checked


def main() -> None:
    """Write the page."""
    write_whole(PAGE, render().encode())
    print(PAGE.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
