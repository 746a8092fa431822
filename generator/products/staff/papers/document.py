"""Step 4: an advisory and the name of a paper → a ``StaffDraft``: its HTML, its code, its record.

In: an advisory with what those who assist read. Out: a draft that can be printed in any process.
Nothing is measured: these papers have as many pages as their words need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from .... import paths
from ....localise.advisory import Advisory
from ....localise.records.contacts import ContactRecord
from ....localise.records.staff_plan import StaffRecord
from ....localise.records.twins import CaseContactRecord, MayFollowRecord
from ....localise.texts import Text, jsonable, texts
from ....text.languages import format_date
from ...exercise import mark_word
from ...html import template_environment
from ...paper.content.imprint import Edition, edition_of
from ...paper.content.picker import Fact, unsure_translation
from ...paper.editions.carried import Carried
from ...paper.errors import LeafletError
from ..consent import shown
from ..coverage import coverage
from ..pages import facts as assist
from .index import index
from .names import StaffPaper
from .words import PaperWords, shown_date

TEMPLATES = paths.TEMPLATES / "staff-papers"
LOOK = "staff.css"


@dataclass(frozen=True)
class StaffDraft:
    """A paper whose words are chosen."""

    paper: StaffPaper
    html: str
    edition: Edition
    langs: tuple[str, ...]
    carried: Mapping[str, Carried]
    printed: tuple[Text, ...]
    """Its content, in order: what says whether it is translated enough."""
    said: tuple[Text, ...] = ()
    """Words of the interface on it."""


@cache
def _environment() -> Environment:
    return template_environment(TEMPLATES)


def staff_of(advisory: Advisory) -> StaffRecord:
    """Return what those who assist read. Raises LeafletError where nothing was written."""
    if advisory.staff is None or not advisory.staff.is_local:
        raise LeafletError(f"Nothing for those who assist was written for {advisory.host} yet.")
    return advisory.staff


def draft_staff(
    advisory: Advisory, paper: StaffPaper, *, edition: Edition | None = None, **values: object
) -> StaffDraft:
    """Choose the words of *paper*; *values* are what its template gets besides.

    Where the *edition* is known already, it is not made of what the template prints.
    """
    staff = staff_of(advisory)
    words = PaperWords(advisory, staff)
    names = {
        "a": advisory,
        "staff": staff,
        "assist": assist,
        "w": words,
        "paper": paper,
        "t": words.t,
        "pgettext": words.pgettext,
        "label": words.label,
        "cite": words.cite,
        "consent_shown": shown,
        "coverage": coverage,
        "translated": is_translated,
        "index": index,
        "same_follow": same_follow,
        **values,
    }
    render = _environment().get_template
    body = Markup(render(f"{paper.template}.html").render(**names))  # noqa: S704 - templates escape
    edition = edition or edition_of(
        advisory,
        words.facts or all_facts(staff),
        jsonable([words.printed, words.said, sorted(words.cited)]),
        draft=unsure_translation([words.printed, words.said]),
    )
    day = shown_date(format_date(edition.newest_read_on, advisory.language), advisory.locale)
    names |= {"body": body, "edition": edition, "day": day, "title": _title(advisory, paper, words)}
    html = render("document.html").render(**names)
    return StaffDraft(
        paper=paper,
        html=html,
        edition=edition,
        langs=words.langs,
        carried=words.carried,
        printed=tuple(words.printed),
        said=tuple(words.said),
    )


def all_facts(staff: StaffRecord) -> set[Fact]:
    """Return what a paper is as old as that prints no source itself, such as a form."""
    return {Fact("rules", key, source.read_on) for key, source in staff.sources.items()}


def _title(advisory: Advisory, paper: StaffPaper, words: PaperWords) -> str:
    """Title of the file: it is seen in lists of files."""
    drill = words.staff.drills.get(paper.drill) if paper.drill else None
    if drill:
        kind = f"{mark_word(advisory.locale)}: {drill.title}"
    else:
        kind = str(advisory.ui.label("staff-paper", paper.template))
        kind += f": {words.staff.courses[paper.course].title}" if paper.course else ""
    return f"{advisory.country.name} · {kind}"


def is_whole(draft: StaffDraft, staff: StaffRecord) -> bool:
    """Return whether enough of a paper is translated for its locale.

    All of what is said and filled in; four fifths of the manual, the plan and the exercises: these
    are long, and one person reads them at a desk.
    """
    said = {id(text) for text in _said(staff)}
    if not all(text.is_translated for text in draft.printed if id(text) in said):
        return False
    if draft.paper.kind in ("cards", "forms", "district"):
        return True
    done = sum(text.is_translated for text in draft.printed)
    return done >= _MOST * len(draft.printed)


_MOST = 0.8


def _said(staff: StaffRecord) -> list[Text]:
    """What is translated first: words, forms, roles, kinds of help, case paths."""
    cases = [
        (one.title, one.first, one.without_consent, one.may_follow, one.may_keep, one.write_down)
        for one in staff.cases.values()
    ]
    return list(texts([staff.words, staff.forms, staff.roles, staff.services, cases]))


CaseRows = list[tuple[CaseContactRecord, ContactRecord]]


def same_follow(rows: CaseRows) -> list[tuple[MayFollowRecord, CaseRows]]:
    """Return whom to call in the same order, in groups with the same risks, to say these once."""
    grouped: list[tuple[MayFollowRecord, CaseRows]] = []
    for row, contact in rows:
        may = row.may_follow
        if grouped and _words_of(grouped[-1][0]) == _words_of(may):
            grouped[-1][1].append((row, contact))
        else:
            grouped.append((may, [(row, contact)]))
    return grouped


def _words_of(may: MayFollowRecord) -> tuple[str, ...]:
    return (str(may.good), str(may.bad), str(may.not_known), *may.sources)


def is_translated(value: object) -> bool:
    """Return whether all sentences below *value* are there in the paper's language."""
    return all(text.is_translated for text in texts(value))
