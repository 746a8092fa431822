"""Beside step 4: content and PO files → ``Summary``: one host country in counts, for outsiders.

In: content, PO files, formats of leaflets. Out: counts and names of countries and languages, never
of people: only those who work here see who translated, signed or called (CARE 16).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...load import Content, Contents, staff
from ...localise.advisory import Advisory
from ...localise.core_lines import core_is_reviewed, core_states
from ...localise.corridors import (
    Selection,
    fallback_chain,
    load_advisories,
    load_catalogs,
)
from ...localise.proof import proof_of, proof_of_post
from ...localise.records.contacts import Proof
from ...localise.records.courses import CourseRecord
from ...localise.translator import Translator
from ...model import Answers, Contact, Post, Rule, standing
from ...model.leaflet import Leaflet
from ...products.course_papers import kit_of, sessions_of
from ...products.pages.sets import host_pages
from ...products.paper.names import papers_of
from ...products.staff.papers.names import staff_papers_of
from ...products.staff_pages import staff_pages
from .ageing import OldFact, ageing_facts, ageing_places
from .guidelines import GuidelineCoverage, StaffProof, coverage_of, staff_proof
from .pairs import host_name, language_name, origin_name, origins_of
from .progress import locale_reports
from .quality import quality_of

SOON_DAYS = 90
"""How far ahead somebody plans whom to ring."""
PROVED = ("called", "official", "secondary", "overdue")
"""How far a number is proved: a person called it within its limit; an official source, or three
that agree, was read; a source of less weight; or that was too long ago."""


@dataclass(frozen=True)
class Ageing:
    """Facts of one kind, and how many of them somebody must look at."""

    kind: str
    facts: int
    overdue: int
    soon: int
    """Overdue in SOON_DAYS days, not today, if nobody reads or rings; what ends by then, too."""
    next_due: date | None
    """The first day on which one of them that is not overdue is due."""


@dataclass(frozen=True)
class Language:
    """One language of a host country."""

    tag: str
    name: str
    is_source: bool
    offered: bool
    """Readers are offered it."""
    total: int
    translated: int
    """Passages whose translation is current, read by a second person or not."""
    read: int
    """Of these, read by a second person."""
    life_safety: int
    signed: int
    """Life-safety passages that a second person signed."""
    core: int
    """Lines of the core: what a small language is offered by."""
    core_ready: bool
    """Each line of the core is signed, or spoken."""


@dataclass(frozen=True)
class Summary:
    """One host country in counts."""

    host: str
    name: str
    origins: tuple[str, ...]
    """Names of the countries its readers come from."""
    exists: Mapping[str, int]
    """How many there are of each kind, by its name; see EXISTS."""
    languages: tuple[Language, ...]
    proved: Mapping[str, int]
    """Telephone numbers by PROVED."""
    rests: Mapping[str, int]
    """Facts by what they rest on: official, secondary, none."""
    ageing: tuple[Ageing, ...]
    unknown: int
    """Answers that nobody knows."""
    unknown_facts: int
    seven_unknown: int
    """Of the seven questions of a crisis."""
    seven_partly: int
    guidelines: tuple[GuidelineCoverage, ...]
    staff: StaffProof


EXISTS: Mapping[str, str] = {
    "hazards": "hazards",
    "numbers": "telephone numbers",
    "contacts": "contacts",
    "posts": "consular posts",
    "rules": "questions that migrants ask",
    "answered": "questions answered",
    "schemes": "insurance and aid schemes",
    "pages": "pages for readers",
    "papers": "papers for readers",
    "procedures": "procedures",
    "local_procedures": "procedures with offices here",
    "cases": "case paths",
    "courses": "courses",
    "drills": "exercises",
    "staff_pages": "pages for those who assist",
    "staff_papers": "papers for those who assist",
}
"""What is counted, and how it is called."""


def summarise(
    contents: Contents,
    locales: Path,
    formats: Mapping[str, Leaflet],
    host: str,
    today: date,
    *,
    origin: str | None = None,
) -> Summary:
    """Count what there is for readers in *host*; with *origin* only for people from there."""
    content = contents.for_host(host)
    advisories = [
        one
        for one in load_advisories(contents, locales, Selection(host, content.site.source_locale))
        if origin in (None, one.origin)
    ]
    quality = quality_of(content, host)
    # Offices of another origin country are nothing to people from this one.
    gaps = [
        gap
        for gap in quality.gaps
        if origin is None or gap.kind != "post" or gap.id.startswith(f"{origin}.")
    ]
    proofs = Counter(map(_proved, _proofs(content, host, today, origin)))
    answers = content.hosts[host].assistance.answers
    known = Counter(getattr(answers, name).known for name in Answers.model_fields)
    return Summary(
        host=host,
        name=host_name(content, host),
        origins=tuple(
            origin_name(content, slug)
            for slug in origins_of(content, host)
            if origin in (None, slug)
        ),
        exists=_exists(content, advisories[0], formats, origin) | {"numbers": proofs.total()},
        languages=tuple(_languages(content, locales, advisories, origin)),
        proved={key: proofs[key] for key in PROVED},
        rests=dict(sum((Counter(row.counts) for row in quality.rests), Counter())),
        ageing=tuple(_ageing(content, host, today, origin)),
        unknown=sum(len(gap.not_known) for gap in gaps),
        unknown_facts=len(gaps),
        seven_unknown=known["not-known"],
        seven_partly=known["partly"],
        guidelines=tuple(coverage_of(content, host)),
        staff=staff_proof(content, host),
    )


def _exists(
    content: Content, advisory: Advisory, formats: Mapping[str, Leaflet], origin: str | None
) -> dict[str, int]:
    host = content.hosts[advisory.host]
    rules = standing(host.assistance.rules)
    posts = [
        post
        for slug, one in content.origins.items()
        if origin in (None, slug) and host.slug in one.corridors
        for post in standing(one.corridors[host.slug].posts)
    ]
    papers = {one.plain for one in papers_of(advisory, formats, advisory.offered)}
    taught = [kit_of(advisory, course) for course in _courses(advisory)]
    return {
        "hazards": len(advisory.hazards),
        "contacts": len(standing(host.assistance.contacts)),
        "posts": len(posts),
        "rules": len(rules),
        "answered": sum(_is_answered(rule) for rule in rules),
        "schemes": len(standing(host.insurance.schemes)),
        "pages": len(host_pages(advisory)),
        "papers": len(papers),
        "procedures": len(staff.procedures(content)),
        "local_procedures": len(staff.host_procedures(host)),
        "cases": len(staff.cases(content)),
        "courses": len(staff.courses(content)),
        "drills": len(staff.drills(host)),
        "staff_pages": len(staff_pages(advisory)) if advisory.staff else 0,
        "staff_papers": len([*staff_papers_of(advisory)])
        + sum(path is not None for path in (*taught, sessions_of(advisory))),
    }


def _is_answered(rule: Rule) -> bool:
    return rule.answer != "not-known"


def _courses(advisory: Advisory) -> Sequence[CourseRecord]:
    return [*advisory.staff.courses.values()] if advisory.staff else []


def _proofs(content: Content, host: str, today: date, origin: str | None) -> Iterator[Proof]:
    """Yield how far each telephone number is proved: the first of a contact, each of a post."""
    for place, limit in ageing_places(content, host, origin):
        model, sources = place.visit.model, place.sources or {}
        if isinstance(model, Contact) and model.number:
            yield proof_of(model, sources, max_age_days=limit, today=today)
        elif isinstance(model, Post):
            for number in model.numbers:
                yield proof_of_post(model, sources, number, max_age_days=limit, today=today)


def _proved(proof: Proof) -> str:
    if proof.overdue:
        return "overdue"
    return {"a": "called", "b": "official", "c": "secondary"}[proof.grade]


_KINDS = {
    "contact": "contacts",
    "post": "consular posts",
    "rule": "questions",
    "scheme": "schemes",
    "hosthazard": "hazards",
}
_LIFE = "life-safety lines"


def _ageing(content: Content, host: str, today: date, origin: str | None) -> Iterator[Ageing]:
    """Yield the facts by kind, in the order in which readers need them."""
    by_kind: dict[str, list[OldFact]] = {kind: [] for kind in (*_KINDS.values(), _LIFE)}
    for fact in ageing_facts(content, host, origin):
        by_kind[_KINDS.get(fact.kind, _LIFE)].append(fact)
    for kind, facts in by_kind.items():
        fresh = [fact.due for fact in facts if not fact.overdue(today)]
        yield Ageing(
            kind,
            len(facts),
            len(facts) - len(fresh),
            sum(fact.due_within(SOON_DAYS, today) for fact in facts),
            min(fresh, default=None),
        )


def _languages(
    content: Content, locales: Path, advisories: Sequence[Advisory], origin: str | None
) -> Iterator[Language]:
    """Yield the languages of those who come there; with *origin* only theirs and the source."""
    offered = {tag for advisory in advisories for tag in advisory.offered}
    rows = locale_reports(content, locales, advisories[0].host)
    catalogs = load_catalogs(content, locales, [row.locale for row in rows])
    for row in rows:
        if origin and row.locale not in (
            content.site.source_locale,
            *content.origins[origin].locales,
        ):
            continue
        translator = Translator(fallback_chain(content, row.locale), catalogs)
        yield Language(
            tag=row.locale,
            name=language_name(row.locale),
            is_source=row.locale == content.site.source_locale,
            offered=row.locale in offered,
            total=row.total,
            translated=row.counts["draft"] + row.counts["reviewed"],
            read=row.counts["reviewed"],
            life_safety=row.life_safety,
            signed=row.life_safety_reviewed,
            core=len(core_states(content, translator)),
            core_ready=core_is_reviewed(content, translator),
        )
