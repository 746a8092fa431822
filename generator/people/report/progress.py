"""Beside step 4: content, PO files and problems → a ``StatusReport`` of each host and language.

In: content, PO files, problems of the checks. Out: ``StatusReport``. Passages are counted, no
advisory is made: a large site reports its state as fast as a small one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ...cache.inputs import HostMemo
from ...load import Content, Contents
from ...load.kinds import HOST_FILES
from ...localise.corridors import wordless_edition
from ...model import Contact
from ...model.pictures import states_of
from ...po.catalog import Catalog, UnreadablePoError, load_translations, po_path
from ...po.passages import Catalogs, Passage, of_host, passages
from ...problems import Problem
from ...text.languages import locale_folder
from .ageing import OldFact, ageing_facts, ageing_places
from .guidelines import GuidelineCoverage, StaffProof, coverage_of, staff_proof
from .pairs import host_name, locales_of, origin_name, origins_of
from .quality import Quality, as_data, quality_of

STATES = ("missing", "behind", "draft", "reviewed")
BEFORE_PUBLISHING = frozenset(
    {"stale", "stale-question", "publisher-undecided", "coverage", "unreviewed", "ended-open"}
)
"""Rules whose warnings are errors with ``--publish``."""
_OLDEST = 5


@dataclass(frozen=True)
class HostReport:
    """What is true for a host country in every language."""

    host: str
    name: str
    """As people call it; its slug where its file has none."""
    origins: tuple[str, ...]
    """Names of the countries its readers come from."""
    facts: int
    overdue: int
    never_called: int
    """Contacts with a number that nobody has rung."""
    oldest: tuple[OldFact, ...]
    guidelines: tuple[GuidelineCoverage, ...]
    staff: StaffProof
    quality: Quality
    wordless: tuple[int, int] = (0, 0)
    """Pictures of its edition without words, and those readers understood; (0, 0) = no edition."""
    blocks: tuple[str, ...] = ()
    """What blocks publishing, whatever the language."""


@dataclass(frozen=True)
class LocaleReport:
    """One language of one host country."""

    host: str
    locale: str
    counts: Mapping[str, int]
    """Passages by state; the source locale counts as reviewed."""
    life_safety: int
    life_safety_reviewed: int
    problems: Mapping[str, int] = field(default_factory=dict)
    """What the checks found in its PO files, by rule."""
    reviewed_by: Mapping[str, int] = field(default_factory=dict)
    """Passages by handle of who signed them."""
    translated_by: Mapping[str, int] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    """What blocks publishing this language."""
    remarks: int = 0
    """Passages that a reviewer calls wrong, and that nobody has changed since."""
    doubtful: tuple[str, ...] = ()
    """Passages that readers understood differently: off paper until a native reader signs."""

    @property
    def total(self) -> int:
        """Passages in all."""
        return sum(self.counts.values())

    def as_row(self) -> dict[str, Any]:
        """One flat row, for tables and CSV."""
        return {
            "host": self.host,
            "locale": self.locale,
            **self.counts,
            "total": self.total,
            "life_safety": self.life_safety,
            "life_safety_reviewed": self.life_safety_reviewed,
            "remarks": self.remarks,
            "glossary": self.problems.get("glossary", 0),
            "problems": sum(self.problems.values()),
            "blocks": len(self.blocks),
        }


@dataclass(frozen=True)
class StatusReport:
    """Everything in the report for staff."""

    day: date
    hosts: tuple[HostReport, ...]
    locales: tuple[LocaleReport, ...]
    blocks: tuple[str, ...]
    """What blocks publishing the whole site."""
    pictures: Mapping[str, int] = field(default_factory=dict)
    """Pictures by what readers made of them; none where nobody says what they mean."""


@dataclass(frozen=True)
class _HostCounts:
    """What is counted in one host country; problems and blocks are separate."""

    host: HostReport
    locales: tuple[LocaleReport, ...]


# Makes the classes out of the JSON that the cache has of a country, and the other way round.
_HOST_COUNTS = TypeAdapter(_HostCounts)


def make_report(
    contents: Contents,
    locales: Path,
    problems: Sequence[Problem],
    today: date,
    answers: HostMemo | None = None,
) -> StatusReport:
    """Count passages, facts and problems, host country after host country.

    *problems* are those of a check without ``publish``; *answers* is what was counted before.
    """
    site, answers = contents.site, answers or HostMemo("report", None)
    hosts = sorted({row.host for row in site.corridors})
    of_site, by_host, by_locale = _blocks(problems, hosts, site.locales)
    problem_counts = {tag: _problem_counts(problems, tag) for tag in site.locales}
    host_rows, locale_rows = [], []
    for host in hosts:
        count = partial(_count_host, contents, locales, host, today)
        counts = _HOST_COUNTS.validate_python(answers.answer(host, ask=count))
        host_rows.append(replace(counts.host, blocks=tuple(by_host[host])))
        locale_rows += [
            replace(row, problems=problem_counts[row.locale], blocks=tuple(by_locale[row.locale]))
            for row in counts.locales
        ]
    # A language that no country has a use for: what blocks it would be seen nowhere.
    shown = {row.locale for row in locale_rows}
    of_site += [words for tag in site.locales if tag not in shown for words in by_locale[tag]]
    pictures = states_of(contents.pictures.values())
    return StatusReport(today, tuple(host_rows), tuple(locale_rows), tuple(of_site), pictures)


def _count_host(contents: Contents, locales: Path, host: str, today: date) -> Any:
    """Count, and return it as JSON has it."""
    content = contents.for_host(host)
    rows = locale_reports(content, locales, host)
    return _HOST_COUNTS.dump_python(
        _HostCounts(_host_report(content, host, today), tuple(rows)), mode="json"
    )


def locale_reports(content: Content, locales: Path, host: str) -> list[LocaleReport]:
    """Count the passages of *host* in each language that somebody there has a use for."""
    # Without the interface: it is the same in all host countries.
    host_passages = list(of_host(content, host, passages(content, interface={})))
    catalogs = _catalogs(content, locales, host_passages)
    source = content.site.source_locale
    return [
        _locale_report(host_passages, catalogs, host, tag, source=tag == source)
        for tag in locales_of(content, host)
    ]


def _problem_counts(problems: Iterable[Problem], tag: str) -> Mapping[str, int]:
    """Count what the checks found in the PO files of a locale, by rule."""
    folder = f"/{locale_folder(tag)}/LC_MESSAGES/"
    counts = Counter(
        problem.rule
        for problem in problems
        if folder in f"/{problem.file}"
        and problem.rule not in ("unreviewed", "coverage", "remarked")
    )
    return dict(sorted(counts.items()))


def _catalogs(content: Content, locales: Path, host_passages: Iterable[Passage]) -> Catalogs:
    catalogs = {}
    domains = sorted({passage.domain for passage in host_passages})
    for tag in content.site.locales:
        for domain in domains:
            try:
                catalogs[tag, domain] = load_translations(po_path(locales, tag, domain), tag)
            except (UnreadablePoError, OSError):
                catalogs[tag, domain] = Catalog(tag, domain)  # reported by rule po-syntax
    return catalogs


def _blocks(
    problems: Iterable[Problem], hosts: Sequence[str], tags: Iterable[str]
) -> tuple[list[str], dict[str, list[str]], dict[str, list[str]]]:
    """Sort what blocks publishing: by the whole site, by host country, by locale."""
    of_site: list[str] = []
    by_host: dict[str, list[str]] = {host: [] for host in hosts}
    folders = {locale_folder(tag): tag for tag in tags}
    by_locale: dict[str, list[str]] = {tag: [] for tag in folders.values()}
    for problem in problems:
        if problem.level != "error" and problem.rule not in BEFORE_PUBLISHING:
            continue
        parts = problem.file.split("/")
        where = f"{problem.where}: " if problem.where else ""
        # Without its age in days, which would change the page for staff each day.
        what = "past its limit" if problem.rule in ("stale", "stale-question") else problem.message
        words = f"[{problem.rule}] {where}{what}"
        if "LC_MESSAGES" in parts:
            tag = folders.get(parts[parts.index("LC_MESSAGES") - 1], "")
            by_locale.get(tag, of_site).append(words)
        elif "hosts" in parts:
            by_host.get(parts[parts.index("hosts") + 1], of_site).append(words)
        else:
            of_site.append(words)
    return of_site, by_host, by_locale


def _host_report(content: Content, host: str, today: date) -> HostReport:
    facts = ageing_facts(content, host)
    models = [place.visit.model for place, _limit in ageing_places(content, host)]
    uncalled = sum(
        isinstance(m, Contact) and bool(m.number) and m.called_on is None for m in models
    )
    return HostReport(
        host,
        host_name(content, host),
        tuple(origin_name(content, slug) for slug in origins_of(content, host)),
        len(facts),
        sum(fact.overdue(today) for fact in facts),
        uncalled,
        tuple(facts[:_OLDEST]),
        tuple(coverage_of(content, host)),
        staff_proof(content, host),
        quality_of(content, host),
        _wordless(content, host, today),
    )


def _wordless(content: Content, host: str, today: date) -> tuple[int, int]:
    """Count the pictures of the edition without words, which is the same for all translations."""
    origin = next((slug for slug in origins_of(content, host) if slug in content.origins), None)
    one = content.hosts[host]
    # What could not be read has problems of its own.
    if origin is None or not one.has(*HOST_FILES) or not content.has("prepare.yaml"):
        return 0, 0
    if (
        one.hazards.hazards.keys() - content.hazards.keys()
        or host not in content.origins[origin].corridors
    ):
        return 0, 0
    now = datetime.combine(today, time(), UTC)
    edition = wordless_edition(content, (origin, host), {}, now)
    return (len(edition.pictures), edition.understood) if edition else (0, 0)


def _locale_report(
    host_passages: Sequence[Passage], catalogs: Catalogs, host: str, tag: str, *, source: bool
) -> LocaleReport:
    life = [passage for passage in host_passages if passage.life_safety]
    if source:
        counts = dict.fromkeys(STATES, 0) | {"reviewed": len(host_passages)}
        return LocaleReport(host, tag, counts, len(life), len(life))
    states: Counter[str] = Counter(passage.state(catalogs, tag) for passage in host_passages)
    reviewers: Counter[str] = Counter()
    translators: Counter[str] = Counter()
    remarks = 0
    doubtful: list[str] = []
    for passage in host_passages:
        entry = passage.entry(catalogs, tag)
        if entry is not None and entry.state(passage.source) in ("draft", "reviewed"):
            reviewers.update(signature.by for signature in entry.signatures)
            translators[entry.translated_by or "nobody named"] += 1
            remarks += bool(entry.remarks)
            doubtful += [passage.key] if entry.doubtful else []
    return LocaleReport(
        host,
        tag,
        {state: states[state] for state in STATES},
        len(life),
        sum(passage.state(catalogs, tag) == "reviewed" for passage in life),
        reviewed_by=dict(reviewers.most_common()),
        translated_by=dict(translators.most_common()),
        remarks=remarks,
        doubtful=tuple(doubtful),
    )


def as_json(report: StatusReport) -> list[dict[str, Any]]:
    """One row for each language of each host country, with all that is known about both."""
    hosts = {host.host: host for host in report.hosts}
    rows = []
    for row in report.locales:
        host = hosts[row.host]
        rows.append(
            row.as_row()
            | {
                "problems": dict(row.problems),
                "blocks": [*report.blocks, *host.blocks, *row.blocks],
                "reviewed_by": dict(row.reviewed_by),
                "translated_by": dict(row.translated_by),
                "facts": host.facts,
                "facts_overdue": host.overdue,
                "never_called": host.never_called,
                "oldest_facts": [
                    {"kind": f.kind, "where": f.where, "day": f.day.isoformat(), "limit": f.limit}
                    for f in host.oldest
                ],
                "guidelines": [
                    {
                        "number": g.number,
                        "theme": g.theme,
                        "state": g.state,
                        "count": g.count,
                        "staff": g.staff,
                    }
                    for g in host.guidelines
                ],
                "staff": asdict(host.staff),
                "wordless": dict(zip(("pictures", "understood"), host.wordless, strict=True)),
                "quality": as_data(host.quality),
            }
        )
    return rows
