"""Step 4, api: the files of ``api/v1/``: what each begins with and holds.

In: nothing. Out: pydantic models of whole files, made of the shapes of facts; ``FILES`` names them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ...load.changes import Kind
from .shapes import (
    Answer,
    Contact,
    Hazard,
    Id,
    Notice,
    Point,
    Question,
    Scheme,
    Shape,
    Source,
    Text,
)


class Changed(Shape):
    """A fact that is told otherwise than when the site was last published."""

    id: Id
    kind: Kind
    number: bool
    """What is dialled is new, other or gone."""
    life_safety: bool
    before: Id | None = None
    """The id that a renamed fact had."""


class Withdrawn(Shape):
    """A fact that was taken out. Delete it wherever you keep it."""

    id: Id
    day: date
    instead: Id | None
    """What took its place."""


class DeadNumber(Shape):
    """A number that must not be called any more."""

    words: Text
    """To show: not to be called any more."""
    do_not_call: Literal[True]
    number: str
    """To find it wherever you keep it."""
    day: date
    """Since when."""
    instead: list[Id]
    """Contacts to call, in this order; their numbers and cautions are in contacts.json. Empty =
    none."""


class Note(Shape):
    """What changed, in words for readers."""

    id: str
    day: date
    note: Text


class Translation(Shape):
    """Texts of a country in a locale, by state."""

    missing: int
    behind: int
    draft: int
    reviewed: int


class Region(Shape):
    """A part of the country that readers know by one name."""

    name: Text
    areas: list[str]


class Licence(Shape):
    """What may be done with it."""

    name: str
    url: str
    attribution: str
    """Whom to name. Keep the cautions, the days and the states of the texts."""


class Envelope(Shape):
    """What each file begins with."""

    schema_: Annotated[str, Field(alias="$schema")]
    """Where its JSON Schema is, as seen from the file."""
    api: Literal["v1"]
    host: str
    locale: str
    licence: Licence


class Sourced(Envelope):
    """A file with facts."""

    sources: dict[str, Source]
    """Those that its facts cite, by id."""


class HostFile(Envelope):
    """host.json: the country, and for whom the files are."""

    code: str
    """ISO 3166-1."""
    name: Text
    origin: str
    people: Text
    """For whom: people from where."""
    language: str
    """Of the country."""
    time_zone: str
    calling_code: str
    currency: str
    caution: Text
    """Before anything that leads to an office of the state."""
    help_is_free: Text
    """Show it wherever you show a number."""
    plates: list[Id]
    """Contacts that our first page shows, in order."""
    ask_first: list[Id]
    """Whom it is safe to ask."""
    statuses: dict[str, Text]
    regions: dict[str, Region]
    provinces: dict[str, Text]
    """By ISO 3166-2 code."""
    translation: Translation


class ContactsFile(Sourced):
    """contacts.json: emergency codes first; among them, and among the others, lines of the state last."""  # noqa: E501 - a reference shows it

    contacts: list[Contact]


class HazardsFile(Sourced):
    """hazards.json: the gravest first."""

    hazards: list[Hazard]


class InsuranceFile(Sourced):
    """insurance.json: what can be claimed."""

    intro: Text
    schemes: list[Scheme]
    points: list[Point]


class AnswersFile(Sourced):
    """answers.json: the seven answers in a crisis."""

    answers: list[Answer]


class QuestionsFile(Sourced):
    """questions.json: what migrants ask."""

    questions: list[Question]


class NoticesFile(Envelope):
    """notices.json: what is so for some hours; empty = there is none. Ask at least every ten minutes, or show none."""  # noqa: E501 - a reference shows it

    notices: list[Notice]


class ChangesFile(Envelope):
    """changes.json: what to delete, to read again, and to tell."""

    compared_with: date | None
    """Day of the last publication that was recorded; ``changed`` is what differs from it. null =
    none was."""
    changed: list[Changed]
    withdrawn: list[Withdrawn]
    do_not_call: list[DeadNumber]
    notes: list[Note]
    """Newest first."""
    standing: dict[str, str]
    """Every fact that stands in the other files of this country and locale, with its version. What
    you keep and what is not here is gone: delete it. This holds however long you did not ask."""


class Place(Shape):
    """A host country in a locale."""

    host: str
    locale: str
    language: str
    """Name of the locale's language in English."""
    origin: str
    path: str
    """Folder of its files, as seen from index.json."""


class IndexFile(Shape):
    """index.json: what there is."""

    schema_: Annotated[str, Field(alias="$schema")]
    api: Literal["v1"]
    licence: Licence
    openapi: str
    must_show: list[str]
    """What has to stand beside a number, in English."""
    places: list[Place]
    files: dict[str, str]
    """Files of each place, and what is in them."""


FILES: dict[str, type[Shape]] = {
    "host": HostFile,
    "contacts": ContactsFile,
    "hazards": HazardsFile,
    "insurance": InsuranceFile,
    "answers": AnswersFile,
    "questions": QuestionsFile,
    "notices": NoticesFile,
    "changes": ChangesFile,
}
"""Files of each country and locale, by name."""
