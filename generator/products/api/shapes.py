"""Step 4, api: what files of ``api/v1/`` may say of a fact, for bytes, JSON Schema and OpenAPI.

In: nothing. Out: pydantic models; the text below a field is its description there. Fields may be
added in v1; none is renamed, removed or given another meaning.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...localise.texts import Grade, TextState
from ...model.fields import (
    AnswerMark,
    Asks,
    Carry,
    Confidence,
    ContactKind,
    Known,
    Reach,
    Stage,
    Topic,
    Who,
    YesNo,
)

Id = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(\.[a-zA-Z0-9_-]+)*$")]
"""Name of a fact: the keys that lead to it, joined by full stops."""


class Shape(BaseModel):
    """Base of all of them: what a file must not hold cannot be put in it by mistake."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, serialize_by_alias=True
    )


class Text(Shape):
    """A sentence in the locale of the file, or in the language it fell back to. Show it whole."""

    text: str
    """What is shown. Where it names a number with a caution, the caution stands in it, before the
    number."""
    lang: str
    """BCP 47. Another one than the file's where there is no translation."""
    state: TextState
    """source: as it was written. reviewed: two people have signed the translation. draft: a
    machine's or one person's, nobody has signed it: say so. behind: the source has changed since.
    missing: not translated."""
    source: str | None = None
    """The sentence in English; only beside a draft and one that is behind."""
    taken_from: str | None = None
    """Whose words they are when they are neither ours nor our translators'."""
    links: dict[str, str | None] = {}
    """What in it can be dialled or opened, and its tel: or https: address."""


class ProofOfNumber(Shape):
    """How far a number is proved on the day of the build."""

    words: Text
    """To show beside the number."""
    grade: Grade
    """a: a person called it. b: an official source was read, or three agree. c: the rest."""
    basis: Literal["called", "agreed", "source"]
    agreeing: int
    """Publishers that print the number."""
    year: int | None
    """Of the source; null = undated."""
    read_on: date
    """The day on which the source was read."""
    overdue: bool
    """Nobody has read or called for longer than its limit."""
    called_on: date | None
    """null = nobody has called."""
    answered_in: str | None
    """Language of the answer."""


class Number(Shape):
    """A telephone number with all that it must not be parted from."""

    line: Text
    """All in one line, in the order in which it must be shown: caution, whose it is, the number,
    how far it is proved."""
    caution: Text | None
    """Must be shown before the number, on the same line. null = it has none."""
    number: str
    """As people read it."""
    dial: str | None
    """tel: address; null = it takes messages only."""
    from_abroad: str | None
    """As dialled from another country; null = not known."""
    proof: ProofOfNumber


class Source(Shape):
    """Where a fact was read."""

    publisher: str
    url: list[str]
    where: str | None
    """Page or section."""
    published: str
    """When, in the words of the source."""
    year: int | None
    read_on: date
    confidence: Confidence
    outdated: bool
    """A newer one has replaced it."""
    not_found_on: date | None
    """The day on which its address led nowhere any more."""


class Fact(Shape):
    """What every fact has."""

    id: Id
    """Stays as long as the fact does, whatever its words: see ``docs/how-to/use-the-data.md``."""
    version: str
    """Digest of all that the file says of it: another one = read it again."""
    sources: list[str]
    """Keys of ``sources`` in the same file."""
    read_on: date | None
    """The day on which the oldest of them was read; null = it cites none."""
    until: str | None = None
    """Day, or day and hour by the clock of the country, on which it ends. Show it no longer
    then."""
    ended: str | None = None
    """The day on which it ended: its words say so."""


class Point(Fact):
    """One thing to know or to do."""

    text: Text
    more: Text | None
    dont: bool
    """Says what not to do."""
    inferred: bool
    """A conclusion of ours that no source says: say so."""
    life_safety: bool
    carry: Carry
    """page: must not be sent or printed. sent: may be sent and kept on a phone. paper: may be
    carried, too."""
    topic: Topic
    who: list[Who]
    """For whom it matters most; empty = for all."""


class Hours(Shape):
    """Opening hours, by the clock of the country."""

    days: Literal["every-day", "mon-fri", "mon-sat", "sun-thu"]
    opens: str
    closes: str


class Contact(Fact):
    """Somebody who can be called.

    Addresses are in no file: who hides from somebody is found by them.
    """

    label: Text
    what_for: Text
    more: Text | None
    numbers: list[Number]
    """The main one first; empty = none is known, or it has ended."""
    press: str | None
    """Key to press when it answers."""
    kind: ContactKind
    national_emergency: bool
    state_line: bool
    """Whoever answers may check papers, or its card warns. Never the first or only one that you
    show: put the contacts of ``ask_first`` before it."""
    ask_first: list[Id]
    """Whom to ask before calling a state line; empty for a national emergency code, which nothing
    delays."""
    hidden: bool
    """About abuse: our pages with it have a button that hides them. Never in a notification or a
    list of recent calls."""
    carry: Carry
    languages: list[str] | None
    """null = not known. A claim, until the proof says that somebody answered in one."""
    hours: Literal["always"] | Hours | None
    """null = not known."""
    cost: Literal["free", "ordinary"] | None
    asks_id: YesNo
    """Whether it asks who calls."""
    without_papers: YesNo
    """Whether somebody without papers can call."""
    without_papers_words: Text | None
    reach: list[Reach]
    area: list[str] | None
    """ISO 3166-2 codes of provinces, never finer; null = the whole country."""
    who: list[Who]


class Message(Point):
    """One thing to do at one stage of a hazard."""

    stage: Stage
    phase: Literal["before", "during", "after"]
    core: bool
    scenario: Literal["locked-in", "trapped", "nobody-answers"] | None


class Season(Shape):
    """When a hazard is likely in some regions."""

    id: str
    regions: list[str]
    months: list[int]
    fewer: list[int]
    """Months in which it also comes, less often."""
    inferred: bool
    """Our own reading of the sources: say so."""
    sources: list[str]


class Warn(Fact):
    """A way in which warnings reach people."""

    text: Text
    more: Text | None
    languages: list[str] | None
    contacts: list[Id]


class Codes(Shape):
    """Codes of a hazard in three public lists."""

    undrr: list[str]
    glide: list[str]
    cap: list[str]


class Hazard(Fact):
    """A hazard in one host country: what holds anywhere, and what holds there."""

    library_id: Id
    """The same hazard in all host countries."""
    name: Text
    hidden: bool
    """Shown by our pages only where a button hides them."""
    severity: Literal["grave", "serious", "lower"]
    reason: Text
    codes: Codes
    regions: list[str]
    areas: list[str]
    seasons: list[Season]
    signs: list[Text]
    messages: list[Message]
    """In the order in which they are done."""
    points: list[Point]
    """To know, anywhere."""
    exposed: list[Point]
    """Who is hit, there."""
    notes: list[Point]
    warnings: list[Warn]
    contacts: list[Id]


class Cover(Shape):
    """Whether somebody of a status is covered."""

    answer: YesNo
    words: Text | None
    sources: list[str]


class Deadline(Shape):
    """How long one has to claim."""

    words: Text
    days: int | None
    official: bool
    """False: no official source says it. Say so."""
    sources: list[str]


class Scheme(Fact):
    """What one can get after something has happened."""

    caution: Text | None
    """Must be shown before it."""
    title: Text
    name: Text
    official_name: str | None
    summary: Text
    covered: dict[str, Cover]
    """By status, see ``statuses`` in host.json."""
    benefits: list[Point]
    pays: Text
    cost: Text
    proofs: list[Point]
    deadline: Deadline | None
    claim: list[Point]
    family_abroad: Text
    contacts: list[Id]
    carry: Carry
    who: list[Who]


class Answer(Fact):
    """One of the seven answers in a crisis."""

    known: Known
    """not-known is an answer: do not fill it in."""
    text: Text
    more: Text | None
    contacts: list[Id]
    questions: list[Id]


class Question(Fact):
    """A question that migrants ask, and the answer."""

    caution: Text | None
    """Must be shown before the answer."""
    question: Text
    answer: AnswerMark | None
    """null = what was the answer is none any more."""
    asks: Asks | None
    """What yes says: may, "you may"; must, "it must be"; is, "it is so"; harm, that it is bad for
    whoever asks."""
    about: str
    text: Text
    more: Text | None
    contacts: list[Id]
    topic: Topic
    life_safety: bool
    carry: Carry
    who: list[Who]


class Notice(Shape):
    """What is so for some hours. Ended is not safe."""

    id: str
    hazard: str
    level: str
    state: Literal["standing", "ended", "withdrawn"]
    """withdrawn: it was wrong; tell whoever you told it."""
    heading: str
    lines: list[str]
    """To show whole and in this order: cautions, who said it and when, whether a second person
    confirmed it."""
    lang: str
    until: datetime
    """Our last word. After it nobody knows how it is."""
    changed: datetime
    confirmed: bool
    unsigned: bool
    """A sentence of it is a translation that nobody has signed."""


def as_data(shape: Shape) -> dict[str, Any]:
    """Return *shape* as JSON: values that nobody gave are left out, unknown ones are null."""
    return shape.model_dump(mode="json", exclude_unset=True)
