"""Beside step 5, desk: which forms there are; the name of an entry ↔ its file and its keys.

An entry has a name that looks like a path, ``desk/numbers/freedonia/ambulance.json``, as Decap CMS
needs it. It is parsed by its grammar and looked up in these tables, so that no name leads out of
the content folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..load.kinds import NOTICES, SENTENCES
from ..model import limits
from ..model.walk import KeyPath
from .forms import Shape, shape_of

ROOT = "desk"
PLACE = "place"
"""Field of a form with the country, hazard or state that its entry is of."""
WAITING, PUBLISHED = "waiting", "published"
_ALL = "all"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Form:
    """One kind of form: entries of one mapping in each of several files, or whole files."""

    name: str
    label: str
    one: str
    """Label of one entry."""
    note: str
    file: str
    """The file below the content folder; ``*`` is the place."""
    schema: str
    keys: KeyPath
    """Keys to the mapping whose entries these are; empty = the file is the entry."""
    summary: str
    """What the list of entries shows of each, as Decap CMS writes it."""
    create: bool = True

    @property
    def shape(self) -> Shape:
        """Shape of one entry."""
        return shape_of(self.schema, *self.keys, *("*" if self.keys else ()))

    def places(self, content: Path) -> list[str]:
        """Return countries, hazards or states that there are forms of, in order."""
        if self.name == NOTICES:
            return [WAITING, PUBLISHED]
        before, star, after = self.file.partition("*")
        if not star:
            return [_ALL] if (content / self.file).is_file() else []
        # A folder that is a link is none of ours: it may lead anywhere.
        found = (
            path
            for path in content.glob(f"{before}*{after}")
            if path.is_file() and not path.is_symlink() and not path.parent.is_symlink()
        )
        names = (path.relative_to(content).as_posix() for path in found)
        places = (name.removeprefix(before).removesuffix(after) for name in names)
        return sorted(place for place in places if _SLUG.fullmatch(place))


def _host_form(
    name: str, label: str, one: str, *, note: str, at: str, summary: str, create: bool = True
) -> Form:
    """Return a form for the entries of *at*, as "assistance.contacts", of each host country."""
    file, key = at.split(".")
    return Form(name, label, one, note, f"hosts/*/{file}.yaml", file, (key,), summary, create)


FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form(
            NOTICES,
            "Notices",
            "notice",
            "What is so for some hours or days. A new notice waits until it is published: "
            "advisory notice publish NAME.",
            f"{NOTICES}/*.yaml",
            "notice",
            (),
            "{{host}}: {{hazard}}, {{level}}, {{begins}}",
        ),
        _host_form(
            "numbers",
            "Numbers",
            "number or office",
            note="Whom people can call or ask in a host country.",
            at="assistance.contacts",
            summary="{{label}} {{number}}",
        ),
        _host_form(
            "schemes",
            "Insurance and wages",
            "scheme",
            note="What people can get after something has happened.",
            at="insurance.schemes",
            summary="{{title}}: {{name}}",
        ),
        _host_form(
            "questions",
            "Questions",
            "question",
            note="What people ask, and the honest answer.",
            at="assistance.rules",
            summary="{{question}}",
        ),
        _host_form(
            "answers",
            "Seven answers",
            "answer",
            note="The seven answers of each page about a crisis.",
            at="assistance.answers",
            summary="{{id}}: {{words}}",
            create=False,
        ),
        _host_form(
            "sources",
            "Sources",
            "source",
            note="Where facts of a host country were read, and when.",
            at="sources.sources",
            summary="{{id}}: {{publisher}}",
        ),
        Form(
            "messages",
            "Messages of hazards",
            "message",
            "What to do before, during and after a hazard, in any country.",
            "hazards/*.yaml",
            "hazard",
            ("messages",),
            "{{text}}",
        ),
        Form(
            "glossary",
            "Glossary",
            "word",
            "Words that must be said alike everywhere, in each language.",
            "glossary.yaml",
            "glossary",
            ("terms",),
            "{{term}}",
        ),
    )
}
"""By name, in the order in which the desk lists them."""


class NoEntryError(ValueError):
    """A name that is no entry's, or of an entry that is missing; the message says so in words."""


@dataclass(frozen=True)
class Place:
    """Where an entry is: its form, its country, hazard or state, and its id."""

    form: Form
    place: str
    id: str

    @classmethod
    def parse(cls, name: object, content: Path) -> Place:
        """Take the name of an entry apart. Raises NoEntryError."""
        parts = name.split("/") if isinstance(name, str) else []
        if len(parts) != 4 or parts[0] != ROOT or not parts[3].endswith(".json"):
            raise NoEntryError("The desk has no such entry.")
        form, entry = FORMS.get(parts[1]), parts[3].removesuffix(".json")
        if form is None or parts[2] not in form.places(content):
            raise NoEntryError("The desk has no such form.")
        if entry not in answer_ids() if form.name == "answers" else not is_id(entry):
            raise NoEntryError(
                f'"{entry[:60]}" is no id. Write small letters, digits and single hyphens, for '
                "example river-clinic."
            )
        if form.name == NOTICES and entry == SENTENCES:
            raise NoEntryError("That is the file of the sentences. Take another id.")
        return cls(form, parts[2], entry)

    @property
    def name(self) -> str:
        """Its name, as Decap CMS knows it."""
        return f"{ROOT}/{self.form.name}/{self.place}/{self.id}.json"

    @property
    def keys(self) -> KeyPath:
        """Keys that lead to it in its file."""
        return (*self.form.keys, self.id) if self.form.keys else ()

    def file(self, content: Path) -> Path:
        """Return its file."""
        if self.form.name != NOTICES:
            return content / self.form.file.replace("*", self.place)
        waits = "_" if self.place == WAITING else ""
        return content / self.form.file.replace("*", f"{waits}{self.id}")


def is_id(text: str) -> bool:
    """Return whether *text* may be the id of an entry."""
    return len(text) <= limits.ID.most and _SLUG.fullmatch(text) is not None


def answer_ids() -> frozenset[str]:
    """Return the ids of the seven answers, which are keys and have underscores."""
    return frozenset(name for name, _shape, _needed in shape_of("assistance", "answers").fields)


def notice_ids(content: Path, place: str) -> Iterator[str]:
    """Yield ids of the notices that wait, or are published."""
    for path in sorted((content / NOTICES).glob("*.yaml")):
        waits = path.stem.startswith("_")
        entry = path.stem.removeprefix("_")
        if waits == (place == WAITING) and is_id(entry) and path.stem != SENTENCES:
            yield entry
