"""Beside step 5, desk: the shape of content → fields of a form, as Decap CMS describes them.

Labels are the names of the keys, help is what the model says of them, a closed list is a list of
choices, and a pattern comes with an example.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .entries import LOADED
from .forms import ID, INSTEAD, VALUE, Shape
from .places import FORMS, PLACE, ROOT, WAITING, Form

_LONG = frozenset(
    {
        "text",
        "words",
        "more",
        "says",
        "note",
        "summary",
        "afterwards",
        "what_for",
        "safe_quote",
        "why",
    }
)
"""Fields with whole sentences."""
_SELDOM = frozenset({"until", "afterwards"})
"""Of facts that end."""
_IN_WORDS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": (
        "Small letters, digits and single hyphens, for example river-clinic"
    ),
    "^[a-z][a-z0-9_]*$": "Small letters, digits and _, for example last_day",
    r"^\+?[0-9][0-9 ()\-]*$": (
        "Digits as they are printed on the spot, for example 1669 or 0 3443 4726"
    ),
    "^[A-Z]{2}-[A-Z0-9]{1,3}$": "The code of a province, for example TH-63",
    "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$": (
        "The code of a language, for example my or zh-Hant"
    ),
    r"^https?://\S+$": "A whole address, for example https://example.org/page",
    "^-?[0-9]+$": "Digits only",
    "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$": "Hours and minutes, for example 08:30",
    "^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}))?$": (
        "Year-month-day, with the hour behind a T where it is asked for: 2026-11-28T18:30"
    ),
}
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAY_WORDS = "Year-month-day, for example 2026-11-28"
_OTHER_WORDS = "Another form is asked for: look at the help below the field"


def form_config(backend: dict[str, Any], content: Path, *, offers: bool = True) -> dict[str, Any]:
    """Return the configuration of Decap CMS for the forms of *content*, with *backend*.

    With *offers* a field for sources offers those that are known: Decap reads all of them for that.
    """
    return {
        "backend": backend,
        "load_config_file": False,
        "publish_mode": "simple",
        "media_folder": f"{ROOT}/pictures",
        "show_preview_links": False,
        "search": True,
        "slug": {"encoding": "ascii"},
        "collections": [
            _collection(form, places, offers=offers)
            for form in FORMS.values()
            if (places := form.places(content))
        ],
    }


def _collection(form: Form, places: Sequence[str], *, offers: bool) -> dict[str, Any]:
    fields = fields_of(form.shape)
    # What all countries share names sources of its own file.
    if offers and form.file.startswith("hosts/"):
        fields = [_offering(field) for field in fields]
    return {
        "name": form.name,
        "label": form.label,
        "label_singular": form.one,
        "description": form.note,
        "folder": f"{ROOT}/{form.name}",
        "extension": "json",
        "format": "json",
        "path": f"{{{{{PLACE}}}}}/{{{{slug}}}}",
        "slug": f"{{{{fields.{ID}}}}}",
        "identifier_field": ID,
        "summary": form.summary,
        "create": form.create,
        "delete": False,
        "sortable_fields": [ID, PLACE],
        "view_groups": [{"label": "Place", "field": PLACE}],
        "fields": [*_heads(form, places), *fields],
    }


def _offering(field: dict[str, Any]) -> dict[str, Any]:
    """Return *field* with a list of known sources to choose from where it asks for sources."""
    if field["name"] == "sources" and "field" in field:
        kept = {key: field[key] for key in ("name", "label", "required", "hint") if key in field}
        return kept | {
            "widget": "relation",
            "collection": "sources",
            "value_field": ID,
            "multiple": True,
            "options_length": 50,
            "search_fields": [PLACE, ID, "publisher", "says"],
            "display_fields": [f"{{{{{PLACE}}}}}: {{{{{ID}}}}}, {{{{publisher}}}}"],
        }
    if "fields" in field:
        return field | {"fields": [_offering(one) for one in field["fields"]]}
    return field


def _heads(form: Form, places: Sequence[str]) -> Iterator[dict[str, Any]]:
    yield {"name": LOADED, "widget": "hidden", "required": False}
    where = {
        "name": PLACE,
        "label": "Place",
        "widget": "select",
        "options": list(places),
        "hint": (
            "The country or hazard it belongs to. Of an entry that is there it stays what it is."
        ),
    }
    if WAITING in places:
        where |= {"default": WAITING, "hint": "A new notice waits until it is published."}
    elif len(places) == 1:
        where["default"] = places[0]
    yield where
    example = "2026-11-28-thailand-river" if form.name == "notices" else "river-clinic"
    yield {
        "name": ID,
        "label": "Id",
        "widget": "string",
        "pattern": [
            "^[a-z0-9]+([-_][a-z0-9]+)*$",
            f"Small letters, digits and single hyphens, for example {example}",
        ],
        "hint": f"Its name among colleagues, for example {example}. It never changes.",
    }


def fields_of(shape: Shape, *, optional: bool = False) -> list[dict[str, Any]]:
    """Return the fields of a group; *optional*: none is required, as the group may be absent."""
    # What few entries have comes last: a form begins with what it is about.
    rows = sorted(shape.fields, key=lambda row: row[0] in _SELDOM)
    return [_field(name, inner, needed=needed and not optional) for name, inner, needed in rows]


def _field(name: str, shape: Shape, *, needed: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "label": _label(name), "required": needed}
    hint = shape.note
    match shape.kind:
        case "yes-or-no":
            field |= {"widget": "boolean", "required": False, "default": bool(shape.default)}
        case "choice":
            field |= {"widget": "select", "options": _options(shape.choices)}
            if isinstance(shape.default, str):
                field["default"] = shape.default
        case "list":
            field |= _list(name, shape)
        case "entries":
            field |= {
                "widget": "list",
                "collapsed": True,
                "allow_reorder": False,
                "required": False,
                "label_singular": "entry",
                "summary": f"{{{{fields.{ID}}}}}",
                "fields": _entry_fields(shape),
            }
        case "group":
            field |= {
                "widget": "object",
                "collapsed": not needed,
                "fields": fields_of(shape, optional=not needed),
            }
        case "either":
            first = {
                "name": INSTEAD,
                "label": f"{_label(name)} in one word",
                "widget": "select",
                "required": False,
                "options": _options(shape.choices),
                "hint": "Choose one, or leave it empty and fill in what follows.",
            }
            field |= {
                "widget": "object",
                "collapsed": True,
                "fields": [first, *fields_of(shape, optional=True)],
            }
        case _:
            field |= _text(name, shape)
            if shape.most and "character" not in hint:
                hint = f"{hint} At most {shape.most} characters.".strip()
    return field | ({"hint": hint} if hint else {})


def _text(name: str, shape: Shape) -> dict[str, Any]:
    field: dict[str, Any] = {"widget": "text" if name in _LONG else "string"}
    if shape.pattern:
        field["pattern"] = [shape.pattern, _IN_WORDS.get(shape.pattern, _OTHER_WORDS)]
    elif shape.node.get("format") == "date":
        field["pattern"] = [_DAY, _DAY_WORDS]
    return field


def _list(name: str, shape: Shape) -> dict[str, Any]:
    item = shape.item
    if item.kind == "choice":
        return {"widget": "select", "multiple": True, "options": _options(item.choices)}
    field: dict[str, Any] = {"widget": "list", "collapsed": False, "label_singular": _label(name)}
    if item.kind in ("group", "either"):
        return field | {"collapsed": True, "fields": fields_of(item)}
    # With one field inside, and not as a text with commas: a sentence may have a comma.
    return field | {"field": {**_text(name, item), "name": VALUE, "label": _label(name)}}


def _entry_fields(shape: Shape) -> list[dict[str, Any]]:
    ids = shape.ids
    name: dict[str, Any] = {"name": ID, "label": "Id"}
    if ids.kind == "choice":
        name |= {"widget": "select", "options": _options(ids.choices)}
    else:
        name |= _text(ID, ids)
    if shape.entry.kind in ("group", "either"):
        return [name, *fields_of(shape.entry)]
    return [name, _field(VALUE, shape.entry, needed=True)]


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _options(words: Sequence[str]) -> list[dict[str, str]]:
    return [{"label": word.replace("-", " ").replace("_", " "), "value": word} for word in words]
