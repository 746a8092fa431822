"""Beside step 4: summaries of host countries → ``OnePage``, one A4 page for a manager or donor.

In: summaries. Out: rows of words and numbers, in English. A zero is printed as one, and a share is
rounded down: nothing may look better than it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...model.site import Site
from ...problems import counted
from .quality import CONFIDENCE
from .summary import EXISTS, PROVED, Ageing, Language, Summary

PROVED_WORDS = {
    "called": "a person called it, and it was right",
    "official": "an official source was read, or three that agree; nobody called",
    "secondary": "a source of less weight, or an old one, was read; nobody called",
    "overdue": "too long ago: overdue",
}
_HOST_FIGURES = tuple(EXISTS)
_ORIGIN_FIGURES = ("numbers", "posts", "rules", "answered", "schemes")
_LONGEST_NAME = 60
"""Letters of a name. A longer one would push all else off the page."""


@dataclass(frozen=True)
class LanguageRow:
    """One language, with shares in words."""

    name: str
    offered: str
    translated: str
    read: str
    signed: str
    core: str
    translated_width: int
    """Per cent, for the bar; of it ``read_width`` are read by a second person."""
    read_width: int


@dataclass(frozen=True)
class HostRow:
    """One host country on the page of an origin country."""

    name: str
    hazards: int
    numbers: int
    called: int
    answered: str
    pages: int
    overdue: int
    soon: int
    unknown: int


@dataclass(frozen=True)
class Figures:
    """What stands beside the MICIC guidelines."""

    with_content: int
    guidelines: int
    parts: tuple[str, ...]


@dataclass(frozen=True)
class OnePage:
    """Everything on the page."""

    title: str
    about: str
    publisher: str
    day: date
    code: str
    command: str
    """What makes it again."""
    figures: tuple[tuple[str, int], ...]
    hosts: tuple[HostRow, ...]
    """Empty on the page of a host country."""
    languages: tuple[LanguageRow, ...]
    numbers: int
    proved: tuple[tuple[str, int], ...]
    rests: tuple[tuple[str, int], ...]
    ageing: tuple[Ageing, ...]
    lacks: tuple[str, ...]
    micic: tuple[Figures, ...]
    """One on the page of a host country, none on that of an origin."""
    more_languages: int = 0
    more_hosts: int = 0
    """Rows that are left out, so that all is on one page."""

    def shortened(self, rows: int) -> OnePage:
        """Leave out what is more than *rows* rows of a table; the page says how many."""
        return replace(
            self,
            hosts=self.hosts[:rows],
            more_hosts=max(0, len(self.hosts) - rows),
            languages=self.languages[:rows],
            more_languages=max(0, len(self.languages) - rows),
        )


@dataclass(frozen=True)
class Made:
    """Of what, and when, a page is made."""

    site: Site
    code: str
    """Of the content and its translations: the same files, the same code."""
    day: date


def page_of_host(summary: Summary, made: Made) -> OnePage:
    """Say all about one host country."""
    return replace(
        _page([summary], made, _HOST_FIGURES),
        title=short(summary.name),
        about=f"Crisis advice for people from {_names(summary.origins)} who are there",
        command=f"advisory report {summary.host}",
        micic=(_micic(summary),),
    )


def page_of_origin(origin: str, name: str, summaries: Sequence[Summary], made: Made) -> OnePage:
    """Say all about the people of one origin country, in all its host countries."""
    return replace(
        _page(summaries, made, _ORIGIN_FIGURES),
        title=f"People from {short(name)}",
        about=f"Crisis advice for them in {_names([one.name for one in summaries])}",
        command=f"advisory report {origin}",
        hosts=tuple(map(_host_row, summaries)),
    )


def _page(summaries: Sequence[Summary], made: Made, figures: Sequence[str]) -> OnePage:
    """Return what both kinds of page have."""
    proved = {key: sum(one.proved[key] for one in summaries) for key in PROVED}
    rests = {key: sum(one.rests.get(key, 0) for one in summaries) for key in CONFIDENCE}
    languages = list(_languages(summaries))
    return OnePage(
        title="",
        about="",
        publisher=short(made.site.publisher or "not decided yet"),
        day=made.day,
        code=made.code,
        command="",
        figures=tuple((EXISTS[key], sum(s.exists[key] for s in summaries)) for key in figures),
        hosts=(),
        languages=tuple(map(_language_row, languages)),
        numbers=sum(proved.values()),
        proved=tuple((PROVED_WORDS[key], count) for key, count in proved.items()),
        rests=tuple(rests.items()),
        ageing=tuple(_ageing(summaries)),
        lacks=tuple(_lacks(summaries, languages, made.site)),
        micic=(),
    )


# --- tables ---------------------------------------------------------------------------------------


def _host_row(summary: Summary) -> HostRow:
    exists = summary.exists
    return HostRow(
        short(summary.name),
        exists["hazards"],
        exists["numbers"],
        summary.proved["called"],
        f"{exists['answered']} of {exists['rules']}",
        exists["pages"],
        sum(row.overdue for row in summary.ageing),
        sum(row.soon for row in summary.ageing),
        summary.unknown,
    )


def _languages(summaries: Sequence[Summary]) -> Iterator[Language]:
    """Yield each language with its counts added up, the source first, then the most translated."""
    by_tag: dict[str, list[Language]] = {}
    for summary in summaries:
        for language in summary.languages:
            by_tag.setdefault(language.tag, []).append(language)
    rows = [
        replace(
            own[0],
            offered=all(one.offered for one in own),
            total=sum(one.total for one in own),
            translated=sum(one.translated for one in own),
            read=sum(one.read for one in own),
            life_safety=sum(one.life_safety for one in own),
            signed=sum(one.signed for one in own),
            core_ready=all(one.core_ready for one in own),
        )
        for own in by_tag.values()
    ]
    yield from sorted(
        rows, key=lambda one: (not one.is_source, -one.translated, -one.read, one.name)
    )


def _language_row(one: Language) -> LanguageRow:
    if one.is_source:
        return LanguageRow(short(one.name), "yes", "written in it", "–", "–", "–", 100, 0)
    return LanguageRow(
        short(one.name),
        "yes" if one.offered else "no",
        share(one.translated, one.total),
        share(one.read, one.total),
        f"{one.signed} of {one.life_safety}",
        "ready" if one.core_ready else "not ready",
        100 * one.translated // (one.total or 1),
        100 * one.read // (one.total or 1),
    )


def _ageing(summaries: Sequence[Summary]) -> Iterator[Ageing]:
    for rows in zip(*(one.ageing for one in summaries), strict=True):
        due = [row.next_due for row in rows if row.next_due]
        yield Ageing(
            rows[0].kind,
            sum(row.facts for row in rows),
            sum(row.overdue for row in rows),
            sum(row.soon for row in rows),
            min(due, default=None),
        )


def _micic(summary: Summary) -> Figures:
    proof = summary.staff
    return Figures(
        sum(row.state == "content" for row in summary.guidelines),
        len(summary.guidelines),
        (
            f"consents signed {proof.signed} of {proof.consents}",
            f"procedures read by a lawyer {proof.by_lawyer} of {proof.procedures}",
            f"tried {proof.tried}",
            f"tested {proof.tested}",
            f"dialled {proof.dialled} of {proof.numbers}",
        ),
    )


# --- what lacks -----------------------------------------------------------------------------------


def _lacks(
    summaries: Sequence[Summary], languages: Sequence[Language], site: Site
) -> Iterator[str]:
    """Yield what is not there, what concerns most people first."""
    unknown, facts = sum(s.unknown for s in summaries), sum(s.unknown_facts for s in summaries)
    if unknown:
        yield f"{counted(unknown, 'answer')} about {counted(facts, 'fact')} nobody could find yet."
    seven, partly = sum(s.seven_unknown for s in summaries), sum(s.seven_partly for s in summaries)
    if seven or partly:
        yield (
            f"Of the seven questions of a crisis, {seven} are not known and {partly} known in part."
            if len(summaries) == 1
            else f"Of the seven questions of a crisis in each country, {seven} in all are not "
            f"known and {partly} known in part."
        )
    numbers, called = (
        sum(sum(s.proved.values()) for s in summaries),
        sum(s.proved["called"] for s in summaries),
    )
    if numbers > called:
        who = (
            "Nobody has called any of" if not called else f"{numbers - called} were not called, of"
        )
        yield f"{who} the {counted(numbers, 'telephone number')}."
    yield from _lacking_languages([one for one in languages if not one.is_source])
    yield from _lacking_staff(summaries)
    undecided = [
        words
        for words, value in (
            ("who publishes it", site.publisher),
            ("where readers report a wrong number", site.feedback),
        )
        if not value
    ]
    if undecided:
        yield f"Not decided: {' and '.join(undecided)}."


def _lacking_languages(languages: Sequence[Language]) -> Iterator[str]:
    not_offered = [one.name for one in languages if not one.offered]
    if not_offered:
        yield f"Not offered to readers yet: {_listing(not_offered)}."
    unready = [one.name for one in languages if not one.core_ready]
    if unready:
        yield f"The core (what saves lives first) is not signed or spoken in: {_listing(unready)}."
    unsigned = [one.name for one in languages if not one.signed and one.life_safety]
    if unsigned:
        yield f"No life-safety line was signed by a second person in: {_listing(unsigned)}."


def _lacking_staff(summaries: Sequence[Summary]) -> Iterator[str]:
    if len(summaries) > 1:
        return
    summary = summaries[0]
    nothing = [str(row.number) for row in summary.guidelines if row.state == "nothing yet"]
    if nothing:
        yield f"Nothing answers to these MICIC guidelines: {', '.join(nothing)}."
    missing = summary.exists["procedures"] - summary.exists["local_procedures"]
    if missing > 0:
        yield f"{counted(missing, 'procedure')} without offices of this country."


# --- words ----------------------------------------------------------------------------------------


def share(part: int, whole: int) -> str:
    """Return a share in words, rounded down: all is only all, and nothing only nothing.

    >>> share(0, 9), share(1, 900), share(899, 900), share(9, 9), share(0, 0)
    ('0 %', 'under 1 %', '99 %', '100 %', '–')
    """
    if not whole:
        return "–"
    percent = 100 * part // whole
    return "under 1 %" if part and not percent else f"{percent} %"


def short(name: str) -> str:
    """Return *name*; of one that is longer than any real one, its beginning and three dots."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


_MOST_NAMES = 6


def _listing(names: Sequence[str]) -> str:
    """Return names with commas; of many the first, and how many more there are.

    >>> _listing(["A", "B"])
    'A, B'
    """
    more = len(names) - _MOST_NAMES
    shown = [short(name) for name in names[:_MOST_NAMES]]
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _names(names: Sequence[str]) -> str:
    return _listing(names) if len(names) != 2 else " and ".join(map(short, names))
