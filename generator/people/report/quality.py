"""Beside step 4: content → ``Quality``: sources of its facts, and what nobody knows.

In: content. Out: ``Quality``: counts, and a work list for the people who know the country. It names
facts and never people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...check.content.facts import limit_of
from ...check.walk import places
from ...load import Content, Host
from ...model import Answers, Contact, Model, Source, WarningSystem, standing
from ..facts.calls import is_emergency, shown_first
from ..facts.questions import NOT_KNOWN, cells_of, words_of

CONFIDENCE = ("official", "secondary", "none")
ASKED = ("languages", "hours", "cost", "asks_id", "without_papers")
"""What a reader wants to know of a contact before calling."""
ASKED_WORDS = {name: words_of(name) for name in ASKED}
"""What tables call them."""


@dataclass(frozen=True)
class Rests:
    """What the facts of one kind rest on."""

    kind: str
    counts: Mapping[str, int]
    """Facts by what they rest on, as in CONFIDENCE; none = it is said that nobody knows."""


@dataclass(frozen=True)
class OldestSource:
    """A source and its day."""

    id: str
    publisher: str
    when: str


@dataclass(frozen=True)
class Gap:
    """What nobody knows about one fact."""

    kind: str
    """contact, rule, scheme, answer, warning, post."""
    id: str
    """``thailand.contacts.fire``: the column "key" of the table of facts begins so."""
    title: str
    not_known: tuple[str, ...]
    """What is asked."""
    ring: bool = True
    """False: an emergency line, which is never rung to try it."""


@dataclass(frozen=True)
class Quality:
    """What is known of a host country's facts."""

    host: str
    rests: tuple[Rests, ...]
    read_first: OldestSource | None
    """The source that was read longest ago, of those that a fact rests on."""
    published_first: OldestSource | None
    """The oldest by its year of publishing."""
    undated: int
    """Sources that name no year."""
    contacts: int
    known_counts: Mapping[str, int]
    """Contacts of which each of ASKED is known."""
    called: int
    """Contacts that somebody has rung."""
    gaps: tuple[Gap, ...]
    """The work list, what readers see first at its beginning."""

    @property
    def not_known(self) -> int:
        """Questions that nobody can answer."""
        return sum(len(gap.not_known) for gap in self.gaps)


def quality_of(content: Content, slug: str) -> Quality:
    """Count what is known of the facts of *slug*."""
    host = content.hosts[slug]
    rests: dict[str, Counter[str]] = {}
    cited: dict[str, Source] = {}
    for model, sources in _facts(content, slug):
        kind = _kind(model)
        rests.setdefault(kind, Counter())[_rests_on(model, sources)] += 1
        cited |= {name: sources[name] for name in getattr(model, "sources", ()) if name in sources}
    contacts = standing(host.assistance.contacts)
    return Quality(
        slug,
        tuple(
            Rests(kind, {key: kind_counts[key] for key in CONFIDENCE})
            for kind, kind_counts in rests.items()
        ),
        _oldest((source.read_on.isoformat(), name, source) for name, source in cited.items()),
        _oldest((str(s.year), name, s) for name, s in cited.items() if s.year),
        sum(source.year is None for source in cited.values()),
        len(contacts),
        {name: sum(_is_known(contact, name) for contact in contacts) for name in ASKED},
        sum(contact.called_on is not None for contact in contacts),
        tuple(_by_need(content, host, _all_gaps(content, host))),
    )


def _facts(content: Content, slug: str) -> Iterator[tuple[Model, Mapping[str, Source]]]:
    """Yield facts with a limit in site.yaml, as the report counts them, without withdrawn ones."""
    for place in places(content):
        model = place.visit.model
        if place.host is None or place.host.slug != slug or place.sources is None:
            continue
        limit = limit_of(model, content.site.freshness)
        if limit is not None and not place.visit.is_withdrawn:
            yield model, place.sources


_KINDS = {
    "HostHazard": "hazards",
    "LocalMessage": "life-safety lines",
    "Point": "life-safety lines",
}


def _kind(model: Model) -> str:
    name = type(model).__name__
    return _KINDS.get(name, f"{name.lower()}s")


def _rests_on(model: Model, sources: Mapping[str, Source]) -> str:
    """Return what a fact rests on: a contact on the source of its number, all else on its best."""
    cited = [sources[name] for name in getattr(model, "sources", ()) if name in sources]
    if isinstance(model, Contact):
        # The first source is the one that the number was read in; the others prove the rest.
        cited = cited[:1]
    grades = {source.confidence for source in cited}
    return "official" if "official" in grades else "secondary" if grades else "none"


def _oldest(dated: Iterator[tuple[str, str, Source]]) -> OldestSource | None:
    first = min(((when, name, source.publisher) for when, name, source in dated), default=None)
    return OldestSource(first[1], first[2], first[0]) if first else None


def _is_known(contact: Contact, name: str) -> bool:
    return getattr(contact, name) not in (None, NOT_KNOWN)


# --- the work list ----------------------------------------------------------------------------


def _gaps_of_table(content: Content, slug: str) -> Iterator[Gap]:
    """Yield what the table of facts marks as not known, fact by fact."""
    questions_by_fact: dict[str, list[str]] = {}
    cells = {}
    for cell in cells_of(content, slug):
        if cell.gap and cell.group in ("contacts", "rules", "schemes"):
            questions_by_fact.setdefault(cell.fact, []).append(cell.asks)
            cells[cell.fact] = cell
    for fact, questions in questions_by_fact.items():
        cell = cells[fact]
        contact = content.hosts[slug].assistance.contacts.get(cell.name)
        ring = cell.group != "contacts" or contact is None or not is_emergency(contact)
        yield Gap(cell.group.removesuffix("s"), fact, cell.title, tuple(questions), ring)


def _all_gaps(content: Content, host: Host) -> list[Gap]:
    return [
        *_gaps_of_table(content, host.slug),
        *_gaps_beside_table(host),
        *_gaps_of_posts(content, host.slug),
    ]


def _gaps_of_posts(content: Content, slug: str) -> Iterator[Gap]:
    """Yield what is not known of consular posts, which are in the files of origin countries."""
    for origin, model in content.origins.items():
        corridor = model.corridors.get(slug)
        for name, post in (corridor.posts if corridor else {}).items():
            missing = tuple(
                key for key in ("address", "numbers", "hours") if not getattr(post, key)
            )
            if missing and post.withdrawn is None:
                yield Gap("post", f"{origin}.corridors.{slug}.posts.{name}", post.label, missing)


def _gaps_beside_table(host: Host) -> Iterator[Gap]:
    """Yield what is not known beside the table: crisis answers, languages of warnings."""
    answers = host.assistance.answers
    for name in Answers.model_fields:
        answer = getattr(answers, name).known
        if answer != "known":
            words = "not known" if answer == NOT_KNOWN else "known in part only"
            title = name.replace("_", " ")
            yield Gap("answer", f"{host.slug}.answers.{name}", title, (words,))
    hazards = host.hazards
    groups: list[tuple[str, Mapping[str, WarningSystem]]] = [("warnings", hazards.warnings)]
    groups += [(f"hazards.{slug}", row.warnings) for slug, row in hazards.hazards.items()]
    for group, warnings in groups:
        for name, warning in warnings.items():
            if warning.languages is None and warning.withdrawn is None:
                yield Gap("warning", f"{host.slug}.{group}.{name}", warning.text, ("languages",))


def _by_need(content: Content, host: Host, gaps: Sequence[Gap]) -> list[Gap]:
    """Put first what readers see first: plates, the line in their language, safe contacts."""
    first = {f"{host.slug}.contacts.{name}" for name in shown_first(content, host.slug)}
    return sorted(gaps, key=lambda gap: gap.id not in first)


# --- as text ----------------------------------------------------------------------------------


def as_data(quality: Quality) -> dict[str, object]:
    """Return all of it as values for JSON."""
    return {
        "confidence": {row.kind: dict(row.counts) for row in quality.rests},
        "oldest_read": _as_row(quality.read_first),
        "oldest_published": _as_row(quality.published_first),
        "undated_sources": quality.undated,
        "contacts": quality.contacts,
        "contacts_known": dict(quality.known_counts),
        "contacts_called": quality.called,
        "not_known": [
            {"id": gap.id, "title": gap.title, "asks": list(gap.not_known), "ring": gap.ring}
            for gap in quality.gaps
        ],
    }


def _as_row(source: OldestSource | None) -> dict[str, str] | None:
    if source is None:
        return None
    return {"id": source.id, "publisher": source.publisher, "when": source.when}
