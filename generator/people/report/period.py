"""Beside step 4: content and tallies → ``PeriodReport``: work of a time, with small counts hidden.

In: content, the tallies of partners, two days. Out: rows of words, one list for the terminal, CSV
and JSON alike, so that none of them says more than another. Countries are not added up: who has a
sum and all parts but one can compute the last.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from statistics import median

from ...check.walk import places
from ...load import Content
from ...model import Contact
from ...model.changes import Change
from ...model.withdrawal import Withdrawable, Withdrawal
from ...sheets.csv_file import csv_bytes
from .pairs import host_name, language_name
from .small_counts import FEW, NOT_SHOWN, shown_count, shown_parts, shown_share, shown_work
from .tallies import NOT_ASKED, TESTS, Tally

KIND_WORDS = {
    "leaflets": "leaflets handed out",
    "reached": "people reached",
    "course": "people in courses",
    "session": "people in sessions with migrants",
    "drill": "people in drills",
    "test-before": "test before",
    "test-after": "test after",
    "test-three-months": "test three months later",
}
LEGEND = (
    f"{FEW}: fewer than eleven.",
    f"{NOT_SHOWN}: with it, a count below eleven could be worked out.",
    (
        "A number called counts once, on the day of its latest call. "
        "Reports that nobody acted on are not recorded."
    ),
    "Do not publish two times that overlap: the difference would tell a small count.",
)


@dataclass(frozen=True)
class Row:
    """One figure, as it may be printed."""

    country: str
    what: str
    by: str
    """What it is broken down by: partner, language, age group, need; empty for the whole."""
    which: str
    shown: str


@dataclass(frozen=True)
class PeriodReport:
    """What was done from one day to another, both included."""

    start: date
    end: date
    rows: tuple[Row, ...]


def make_period_report(
    content: Content, tallies: Sequence[Tally], start: date, end: date, hosts: Sequence[str]
) -> PeriodReport:
    """Count what happened from *start* to *end* in each of *hosts*."""
    rows: list[Row] = []
    for host in hosts:
        name = host_name(content, host)
        own = [t for t in tallies if t.host == host and start <= t.day <= end]
        for what, by, which, shown in (
            *_our_work(content, host, start, end),
            *_handed_in(content, own),
        ):
            rows.append(Row(name, what, by, which, shown))
    return PeriodReport(start, end, tuple(rows))


_Figure = tuple[str, str, str, str]
"""What, by, which, as it may be printed."""


# --- our own work ---------------------------------------------------------------------------------


def _our_work(content: Content, host: str, start: date, end: date) -> Iterator[_Figure]:
    """Yield numbers called, what was withdrawn, and how long somebody waited for a correction."""
    models = [place.visit.model for place in places(content) if place.host == content.hosts[host]]
    called = [m.called_on for m in models if isinstance(m, Contact) and m.called_on]
    withdrawn = [
        m.withdrawn for m in models if isinstance(m, Withdrawable) and m.withdrawn is not None
    ]
    # A change that nobody reported may be a new edition, and no correction.
    marks: list[Withdrawal | Change] = [*withdrawn, *(m for m in models if isinstance(m, Change))]
    days = [(m.day - m.reported).days for m in marks if m.reported and start <= m.day <= end]
    yield "numbers called by a person", "", "", shown_work(sum(start <= d <= end for d in called))
    yield "facts withdrawn", "", "", shown_work(sum(start <= m.day <= end for m in withdrawn))
    yield "reports of something wrong, put right", "", "", shown_work(len(days))
    yield "days from report to correction, half within", "", "", _days(days, median)
    yield "days from report to correction, longest", "", "", _days(days, max)


def _days(days: Sequence[int], of: Callable[[Sequence[int]], float]) -> str:
    return f"{of(days):g}" if days else "–"


# --- what partners handed in ----------------------------------------------------------------------


def _handed_in(content: Content, tallies: Sequence[Tally]) -> Iterator[_Figure]:
    """Yield the counts of each kind: the total, then its parts; else "none handed in"."""
    for kind, what in KIND_WORDS.items():
        own = [tally for tally in tallies if tally.kind == kind]
        if not own:
            yield what, "", "", "none handed in"
        elif kind in TESTS:
            share = shown_share(sum(t.count for t in own), sum(t.of for t in own))
            yield f"{what}: answers", "", "", share.of
            yield f"{what}: right", "", "", share.right
        else:
            yield what, "", "", shown_count(sum(tally.count for tally in own))
            for by, which in _PARTS.items():
                yield from _parts(content, what, by, ((which(tally), tally.count) for tally in own))


_PARTS: Mapping[str, Callable[[Tally], str]] = {
    "partner": lambda tally: tally.partner,
    "language": lambda tally: tally.language,
    "age group": lambda tally: tally.age,
    "need": lambda tally: tally.need,
}


def _parts(
    content: Content, what: str, by: str, counted: Iterable[tuple[str, int]]
) -> Iterator[_Figure]:
    counts: Counter[str] = Counter()
    for which, count in counted:
        counts[which] += count
    if counts.keys() <= {NOT_ASKED}:
        return
    shown = shown_parts(dict(sorted(counts.items())))
    if shown is None:
        yield what, by, "all", NOT_SHOWN
        return
    for which, words in shown.items():
        yield what, by, _name(content, by, which), words


def _name(content: Content, by: str, which: str) -> str:
    if which == NOT_ASKED:
        return "not asked"
    if by == "language":
        return language_name(which)
    partners = content.partners.partners
    return partners[which].name if by == "partner" and which in partners else which


# --- as text --------------------------------------------------------------------------------------


COLUMNS = ("country", "what", "by", "which", "count")


def as_text(report: PeriodReport) -> str:
    """Write it to be read in a terminal."""
    lines = [f"From {report.start} to {report.end}"]
    country = ""
    for row in report.rows:
        if row.country != country:
            country = row.country
            lines += ["", country]
        label = f"    by {row.by}: {row.which}" if row.by else f"  {row.what}"
        lines.append(f"{label:<52} {row.shown}")
    return "\n".join([*lines, "", *LEGEND]) + "\n"


def as_csv(report: PeriodReport) -> bytes:
    """Write it as a table: the same words as in the terminal."""
    rows = ([row.country, row.what, row.by, row.which, row.shown] for row in report.rows)
    return csv_bytes([COLUMNS, *rows])


def as_json(report: PeriodReport) -> str:
    """Write it for programs: the same words as in the terminal."""
    rows = [dict(zip(COLUMNS, asdict(row).values(), strict=True)) for row in report.rows]
    data = {"from": str(report.start), "to": str(report.end), "rows": rows, "notes": LEGEND}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
