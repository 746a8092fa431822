"""Step 4, staff: papers for those who assist → the same as .docx, for people who adapt them.

``staff-papers/H/H.L.{manual,cards,plan,drill-ID}.docx`` say what the PDF beside them says, read
from its HTML (``from_html.py``), and name its code: nobody has checked a changed copy.
``writer.py`` makes the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from ....cache.digests import code_digest, library_versions, native_versions
from ....localise.advisory import Advisory
from ....localise.staff_interface import DOCX
from ....localise.texts import Text
from ...target import Files, Target
from ..papers import papers
from ..papers.document import StaffDraft
from ..papers.names import StaffPaper
from .document import Block, Document, Paragraph, line
from .from_html import HtmlPaper
from .writer import write

__all__ = ["Document", "document", "has_docx", "path_of", "plan", "to_bytes"]

Rows = Iterable[tuple[StaffPaper, Target, StaffDraft]]
"""Papers as PDF: which, how it is made, what it says."""

_EFFORT = 0.5
"""About how many seconds a manual takes."""


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


def document(advisory: Advisory, draft: StaffDraft) -> Document:
    """Return what one paper says, with what whoever adapts it must know above."""
    read = HtmlPaper.of(draft.html, (*draft.printed, *draft.said))
    title = read.one("//h1")
    assert title is not None  # noqa: S101 - each paper has a cover
    return Document(
        title=title,
        country=advisory.country.name,
        locale=advisory.locale,
        code=draft.edition.code,
        foot=_say(advisory, "foot", code=draft.edition.code),
        page=_say(advisory, "page"),
        blocks=(*_never_out(advisory), *_imprint(advisory, draft), *read.blocks()),
        head=read.one("//*[@class='page-head']"),
        size="a5" if draft.paper.kind == "cards" else "a4",
    )


def to_bytes(made: Document, day: date) -> bytes:
    """Return the bytes of a .docx, dated *day*: the same for the same words."""
    return write(made, day)


def _say(advisory: Advisory, name: str, **values: object) -> Text:
    context, message = DOCX[name]
    return advisory.ui(context, message, **values)


def _never_out(advisory: Advisory) -> Iterator[Block]:
    """Yield the box: what nobody who adapts the paper may take out."""
    yield Paragraph(line(_say(advisory, "never-out")), "Box Title")
    for name in ("never-out-consent", "never-out-asked", "never-out-told"):
        yield Paragraph(line(_say(advisory, name)), "Box")


def _imprint(advisory: Advisory, draft: StaffDraft) -> Iterator[Block]:
    """Yield what a copy says of itself."""
    yield Paragraph(line(_say(advisory, "adapt"), _say(advisory, "no-paper-of")))
    states = {text.state for text in draft.printed}
    if not states.isdisjoint(("draft", "behind")):
        yield Paragraph(line(_say(advisory, "draft-translation")), "Action")
    if not states.isdisjoint(("missing", "behind")):
        source = advisory.ui.translator.source_locale
        language = advisory.ui.label("language", source)
        yield Paragraph(line(_say(advisory, "not-translated", language=language)), "Action")


def _target(advisory: Advisory, draft: StaffDraft) -> Target:
    path = path_of(draft.paper)
    made = document(advisory, draft)
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
