"""Step 4, staff: advisories → papers as .docx, for people who adapt them.

``staff-papers/H/H.L.{manual,cards,plan,drill-ID}.docx`` say what the PDF beside them says, and name
its code: nobody has checked a changed copy. Blocks are chosen by ``manual.py``, ``cards.py``,
``contingency.py`` and ``exercise.py``; ``writer.py`` makes the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ....cache.digests import code_digest, library_versions, native_versions
from ....localise.advisory import Advisory
from ....localise.records.twins import DrillRecord
from ....localise.texts import Text
from ...target import Files, Target
from ..papers import papers
from ..papers.document import StaffDraft
from ..papers.names import DRILL, StaffPaper
from .cards import cards
from .contingency import contingency
from .document import Block, Document
from .exercise import exercise, warning
from .manual import manual
from .pen import Pen
from .writer import write

__all__ = ["Document", "document", "drill_document", "has_docx", "path_of", "plan", "to_bytes"]

Rows = Iterable[tuple[StaffPaper, Target, StaffDraft]]
"""Papers as PDF: which, how it is made, what it says."""

_EFFORT = 0.5
"""About how many seconds a manual takes."""
_BLOCKS: dict[str, Callable[[Pen], Iterator[Block]]] = {
    "manual": manual,
    "cards": cards,
    "plan": contingency,
}


def plan(advisories: Sequence[Advisory], rows: Rows | None = None) -> list[Target]:
    """Return a target for each PDF that people may want to change, not forms and district sheets.

    Forms and district sheets are in the manual, or short. *rows* are what ``papers`` gave for the
    PDFs, if it was called already: drafting takes most of the time.
    """
    by_place = {(one.host, one.locale): one for one in advisories}
    return [
        _target(by_place[paper.host, paper.locale], draft)
        for paper, _target_of_pdf, draft in (papers(advisories) if rows is None else rows)
        if has_docx(paper)
    ]


def has_docx(paper: StaffPaper) -> bool:
    """Return whether there is a .docx beside the PDF of *paper*."""
    return len(paper.paths) > 1


def path_of(paper: StaffPaper) -> str:
    """Return the path below site/, beside that of the PDF."""
    return paper.paths[1]


def document(advisory: Advisory, kind: str, code: str) -> Document:
    """Return what one paper says. *code* is that of the PDF it is made from."""
    pen = _pen(advisory)
    if kind.startswith(DRILL):
        return drill_document(advisory, pen.staff.drills[kind.removeprefix(DRILL)], code)
    made = _document(pen, advisory.ui.label("staff-paper", kind), code, _BLOCKS[kind](pen))
    return replace(made, size="a5") if kind == "cards" else made


def drill_document(
    advisory: Advisory, drill: DrillRecord, code: str, seed: int | None = None
) -> Document:
    """Return an exercise, whose variants are picked; with a *seed* it says by which number."""
    pen = _pen(advisory)
    made = _document(pen, drill.title, code, exercise(pen, drill, seed))
    return replace(made, head=warning(pen))


def to_bytes(made: Document, day: date) -> bytes:
    """Return the bytes of a .docx, dated *day*: the same for the same words."""
    return write(made, day)


def _pen(advisory: Advisory) -> Pen:
    if advisory.staff is None:
        raise ValueError(f"{advisory.host} has nothing for those who assist")
    return Pen(advisory, advisory.staff)


def _document(pen: Pen, title: Text, code: str, blocks: Iterator[Block]) -> Document:
    return Document(
        title=title,
        country=pen.advisory.country.name,
        locale=pen.advisory.locale,
        code=code,
        foot=pen.say("foot", code=code),
        page=pen.say("page"),
        blocks=tuple(blocks),
    )


def _target(advisory: Advisory, draft: StaffDraft) -> Target:
    path = path_of(draft.paper)
    made = document(advisory, draft.paper.kind, draft.edition.code)
    # Dated by its newest fact, as its code is: on the next day it is the same file.
    day = draft.edition.newest_read_on
    return Target.of(
        path,
        "staff-docx",
        partial(_make, path, made, day),
        effort=_EFFORT,
        # The blocks hold every word, with its language.
        data=repr(made),
        edition=str(day),
        code=code_digest(),
        library=library_versions() | native_versions(),
    )


def _make(path: str, made: Document, day: date) -> Files:
    return {path: to_bytes(made, day)}
