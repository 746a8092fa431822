"""Step 4, teaching: a deck whose slides are cut → the bytes of a .pptx, the same each time.

Only this module uses python-pptx. Its template is used only for the frame of the package: we set
places, sizes and fonts on each slide, so that no program makes letters smaller. Text has its
language; no author is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pptx
from pptx.oxml import parse_xml
from pptx.presentation import Presentation
from pptx.slide import Slide as PptxSlide
from pptx.util import Pt

from ...localise.texts import Run, Text
from ...system.timeless_zip import timeless
from ...text.unbroken import joined
from ..staff.docx.document import Line, Span
from ..staff.docx.looks import font_of
from . import fit
from .deck import DOT, LETTERS, Deck, Point, Slide

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NEVER = ("thumbnail", "printerSettings", "extended-properties")
"""Parts of the template that no slide needs."""
_FOOT_PT, _NUMBER_PT, _NOTES_PT = 8, 12, 12
_NUMBER_ROOM_PT = 60
_BOX_ID = 9001
"""Id of a box of ours: higher than python-pptx counts. A slide has one, its layout another."""
_UNITS = 12700
"""English metric units in a point."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(deck: Deck, icons: Mapping[str, bytes]) -> bytes:
    """Return *deck* as .pptx; *icons* are the pictures of its slides as PNG, by name."""
    package = pptx.Presentation()
    _clear_out(package)
    _describe(package, deck)
    layout = package.slide_layouts[0]
    for one in list(layout.placeholders)[2:]:
        one.element.getparent().remove(one.element)
    layout.shapes.element.append(_foot(deck))
    for slide in deck.slides:
        _add(package.slides.add_slide(layout), slide, deck, icons)
    out = BytesIO()
    package.save(out)
    return timeless(out.getvalue())


def _clear_out(package: Presentation) -> None:
    """Remove what the template says of its program, and all layouts but that of title and text."""
    keep = package.slide_layouts[1]
    for layout in list(package.slide_layouts):
        if layout is not keep and layout.name != keep.name:
            package.slide_layouts.remove(layout)
    for part in (package.part.package, package.part):
        rels: Any = part._rels  # noqa: SLF001  (python-pptx has no other way to unknown parts)
        for key, rel in list(rels.items()):
            if any(rel.reltype.endswith(name) for name in _NEVER):
                part.drop_rel(key)


def _describe(package: Presentation, deck: Deck) -> None:
    """Say title, language and code; name nobody."""
    properties = package.core_properties
    properties.title = f"{deck.title} · {deck.country}"
    properties.language, properties.identifier = deck.locale, deck.code
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.subject = properties.category = ""
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(deck.dated, time(), UTC)


def _add(page: PptxSlide, slide: Slide, deck: Deck, icons: Mapping[str, bytes]) -> None:
    room = fit.Room(1.0)
    beside = fit.PICTURE_PT + fit.PICTURE_GAP_PT if slide.picture else 0
    tall = room.title_height(slide)
    top = fit.TOP_PT + tall + fit.TITLE_GAP_PT
    title, body = page.shapes.title, page.placeholders[1]
    _place(title, fit.TOP_PT, fit.TEXT_PT - beside, tall)
    _place(body, top, fit.TEXT_PT, fit.HEIGHT_PT - fit.FOOT_PT - top)
    rtl = deck.direction == "rtl"
    height = fit.TITLE_PT * fit.line_height(slide.title.lang, heading=True)
    _fill(title, [_paragraph((Span(slide.title, strong=True),), fit.TITLE_PT, height, rtl=rtl)])
    _fill(body, list(_paragraphs(slide.points, rtl=rtl)) or ["<a:p/>"])
    if slide.picture:
        left = fit.WIDTH_PT - fit.MARGIN_PT - fit.PICTURE_PT
        picture = page.shapes.add_picture(
            BytesIO(icons[slide.picture.icon]), Pt(left), Pt(fit.TOP_PT), Pt(fit.PICTURE_PT)
        )
        element: Any = picture._element  # noqa: SLF001  (it has no property for the words)
        names = element.nvPicPr.cNvPr
        names.set("descr", str(slide.picture.alt))
        names.set("name", slide.picture.icon)
    if slide.number:
        page.shapes.element.append(_number(slide.number))
    if slide.notes:
        notes = page.notes_slide.notes_text_frame
        if notes is not None:
            said = [_paragraph(line, _NOTES_PT, None, rtl=rtl) for line in slide.notes]
            _replace(notes._txBody, said)  # noqa: SLF001  (runs with a language are written as XML)


def _place(shape: Any, top: float, width: float, height: float) -> None:
    shape.left, shape.top = Pt(fit.MARGIN_PT), Pt(top)
    shape.width, shape.height = Pt(width), Pt(height)


def _fill(shape: Any, paragraphs: list[str]) -> None:
    body = shape.text_frame._txBody  # noqa: SLF001  (as above)
    frame = parse_xml(
        f'<a:bodyPr xmlns:a="{_A}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
        "<a:noAutofit/></a:bodyPr>"
    )
    body.replace(body.bodyPr, frame)
    _replace(body, paragraphs)


def _replace(body: Any, paragraphs: list[str]) -> None:
    for one in list(body.p_lst):
        body.remove(one)
    for xml in paragraphs:
        body.append(
            parse_xml(
                xml.replace("<a:p>", f'<a:p xmlns:a="{_A}">', 1).replace(
                    "<a:p/>", f'<a:p xmlns:a="{_A}"/>', 1
                )
            )
        )


# --- DrawingML of paragraphs ------------------------------------------------------------------


def _paragraphs(points: tuple[Point, ...], *, rtl: bool) -> Iterator[str]:
    for point in points:
        yield _paragraph(
            point.line, fit.BODY_PT, fit.row_height(point.line), rtl=rtl, mark=point.mark
        )


def _paragraph(
    line: Line, size: float, height: float | None, *, rtl: bool = False, mark: str = ""
) -> str:
    """Return one paragraph; *height* of a row in points, None for that of the font."""
    indent = (
        f' marL="{fit.INDENT_PT * _UNITS}" indent="-{fit.INDENT_PT * _UNITS}"'
        if mark
        else ' marL="0" indent="0"'
    )
    side = ' algn="r" rtl="1"' if rtl else ' algn="l"'
    spacing = ""
    if height is not None:
        spacing = (
            f'<a:lnSpc><a:spcPts val="{round(height * 100)}"/></a:lnSpc>'
            '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
            f'<a:spcAft><a:spcPts val="{fit.GAP_PT * 100}"/></a:spcAft>'
        )
    runs = _run(Run(" ", "words"), size, strong=False).join(
        "".join(_run(run, size, strong=span.strong) for run in span.text.runs) for span in line
    )
    return f"<a:p><a:pPr{indent}{side}>{spacing}{_bullet(mark)}</a:pPr>{runs}</a:p>"


def _bullet(mark: str) -> str:
    """Return the mark of a paragraph as its bullet, so that a search for words does not see it."""
    if mark == DOT:
        return f'<a:buFont typeface="Arial"/><a:buChar char="{DOT}"/>'
    if mark and mark in LETTERS:
        return (
            '<a:buFont typeface="Arial"/>'
            f'<a:buAutoNum type="alphaUcPeriod" startAt="{LETTERS.index(mark) + 1}"/>'
        )
    if mark.strip():
        return (
            '<a:buFont typeface="Arial"/>'
            f'<a:buAutoNum type="arabicPeriod" startAt="{mark.rstrip(".")}"/>'
        )
    return "<a:buNone/>"


def _run(run: Run, size: float, *, strong: bool) -> str:
    bold = ' b="1"' if strong or run.kind == "tel" else ' b="0"'
    font = quoteattr(font_of(run.lang))
    faces = "".join(f"<a:{kind} typeface={font}/>" for kind in ("latin", "ea", "cs"))
    text = _CONTROL.sub("", run.text.replace("\n", " "))
    if run.kind == "words":
        text = joined(text, run.lang, run.whole)
    if run.kind in ("tel", "money", "date"):
        # No line end cuts a number.
        text = text.replace(" ", "\u00a0").replace("-", "\u2011")
    return (
        f'<a:r><a:rPr lang={quoteattr(run.lang)} sz="{round(size * 100)}"{bold} dirty="0">'
        f"{faces}</a:rPr><a:t>{escape(text)}</a:t></a:r>"
    )


# --- what is below ----------------------------------------------------------------------------


def _foot(deck: Deck) -> Any:
    """Return what the layout says below each slide."""
    spans: list[Span] = [Span(deck.made_from), Span(deck.day), *map(Span, deck.foot)]
    paragraph = _paragraph(_dotted(spans), _FOOT_PT, None)
    return _text_box("Foot", 0, fit.TEXT_PT - _NUMBER_ROOM_PT, paragraph)


def _dotted(spans: list[Span]) -> Line:
    dot = Span(Text((Run("·", "words"),), "en", "source"))
    return tuple(one for span in spans for one in (dot, span))[1:]


def _number(number: str) -> Any:
    line = (Span(Text((Run(number, "words"),), "en", "source"), strong=True),)
    paragraph = _paragraph(line, _NUMBER_PT, None)
    return _text_box("Number", fit.TEXT_PT - _NUMBER_ROOM_PT, _NUMBER_ROOM_PT, paragraph)


def _text_box(name: str, left: float, width: float, paragraph: str) -> Any:
    """Return a box below, *left* points from the margin."""
    top = fit.HEIGHT_PT - fit.FOOT_PT + 8
    x, y, wide, tall = (round(v * _UNITS) for v in (fit.MARGIN_PT + left, top, width, 26))
    return parse_xml(
        f'<p:sp xmlns:p="{_P}" xmlns:a="{_A}"><p:nvSpPr><p:cNvPr id="{_BOX_ID}" name="{name}"/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>'
        '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
        f"</a:bodyPr>{paragraph}</p:txBody></p:sp>"
    )
