"""Step 4, staff: a document of blocks → the bytes of a .docx, the same each time.

Only this module uses python-docx. Its template is used only for the frame of the package: styles,
lists and fonts are ours (``looks.py``), no author is named, and the parts of the package have no
time of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from io import BytesIO
from itertools import count, islice
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document as Docx
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph as DocxParagraph

from ....localise.texts import Run, Text
from ....system.timeless_zip import timeless
from ....text.unbroken import joined
from . import looks
from .document import Block, Contents, Document, Heading, Line, Paragraph, Span, Table, TableCell

_SIZES = {"a4": (210, 297, 18), "a5": (148, 210, 11)}
"""Width, height, margin, in millimetres."""
_NEVER = (
    "thumbnail",
    "customXml",
    "stylesWithEffects",
    "extended-properties",
    "theme",
    "webSettings",
)
"""Parts of the template that no paper needs."""


def write(document: Document, day: date) -> bytes:
    """Return *document* as .docx, dated *day*."""
    body = _Body(document)
    xml = body.xml()
    package = docx.Document()
    _clear_out(package)
    _replace(package.styles.element, looks.styles_xml(document.locale))
    _replace(package.part.numbering_part.element, looks.numbering_xml(body.lists))
    _describe(package, document, day)
    _page(package, document, body)
    frame = package.element.body
    for one in list(frame):
        if one is not frame.sectPr:
            frame.remove(one)
    for one in parse_xml(f'<w:body xmlns:w="{looks.W}">{xml}</w:body>'):
        frame.sectPr.addprevious(one)
    out = BytesIO()
    package.save(out)
    fonts = looks.font_table_xml(tuple(body.languages))
    return timeless(out.getvalue(), {"word/fontTable.xml": _DECLARATION + fonts.encode()})


_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _clear_out(package: Docx) -> None:
    """Remove the parts of the template that have nothing of ours: picture, theme, program."""
    for rels in (package.part.package.rels, package.part.rels):
        for key, rel in list(rels.items()):
            if any(rel.reltype.endswith(name) for name in _NEVER):
                del rels[key]


def _replace(element: BaseOxmlElement, xml: str) -> None:
    """Put the children of *xml* in the place of those of *element*."""
    for one in list(element):
        element.remove(one)
    for one in parse_xml(xml):
        element.append(one)


def _describe(package: Docx, document: Document, day: date) -> None:
    """Say title, language and code; name nobody (docs/explanation/care.md)."""
    properties = package.core_properties
    properties.title = f"{document.title} · {document.country}"
    properties.language = document.locale
    properties.identifier = document.code
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.subject = properties.category = ""
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(day, time(), UTC)
    settings = package.settings.element
    for one in settings.xpath("./w:themeFontLang | ./w:attachedTemplate | ./w:rsids"):
        settings.remove(one)


def _page(package: Docx, document: Document, body: _Body) -> None:
    """Set the size of the page, what stands above it, and its foot with the code and the number."""
    section = package.sections[0]
    width, height, margin = _SIZES[document.size]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin = section.bottom_margin = Mm(margin)
    section.header_distance = section.footer_distance = Mm(margin / 2)
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    foot = body.runs((Span(document.foot), Span(document.page)))
    _replace_paragraph(section.footer.paragraphs[0], "Footer", f"{foot}{_SPACE}{number}")
    if document.head is not None:
        _replace_paragraph(
            section.header.paragraphs[0], "Header", body.runs((Span(document.head),))
        )


def _replace_paragraph(paragraph: DocxParagraph, style: str, runs: str) -> None:
    element = paragraph.paragraph_format.element
    _replace(element, f'<w:p xmlns:w="{looks.W}">{_properties(style)}{runs}</w:p>')


# --- WordprocessingML of the blocks -------------------------------------------------------------

_SPACE = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
_STRONG = ('<w:rStyle w:val="Strong"/>', "<w:b/><w:bCs/>")
_IDS = {look.name.lower(): look.id for look in looks.LOOKS}
_INSET = 108
"""Of a table on each side, so that its words begin where those above it do."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _properties(style: str, more: str = "") -> str:
    return f'<w:pPr><w:pStyle w:val="{_IDS[style.lower()]}"/>{more}</w:pPr>'


@dataclass
class _Body:
    """Writes blocks; counts lists and bookmarks, and remembers the languages that it met."""

    document: Document
    lists: int = 0
    languages: dict[str, None] = field(default_factory=dict)
    _marks: Iterator[int] = field(default_factory=lambda: count(1))

    def xml(self) -> str:
        """Return all blocks, the title first."""
        document = self.document
        parts = [
            self.paragraph((Span(document.title),), "Title"),
            self.paragraph((Span(document.country),), "Subtitle"),
        ]
        above = document.title
        for block in document.blocks:
            parts.append(self._block(block, above))
            above = block.text if isinstance(block, Heading) else above
        return "".join(parts)

    def _block(self, block: Block, above: Text) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._listed(block)
            case Table():
                return self._table(block, above)
            case Contents():
                return self._contents(block)

    def paragraph(self, line: Line, style: str, more: str = "") -> str:
        """Return one paragraph."""
        return f"<w:p>{_properties(style, more)}{self.runs(line)}</w:p>"

    def _listed(self, block: Paragraph) -> str:
        if block.style != "List Number":
            return self.paragraph(block.line, block.style)
        if block.first:
            self.lists += 1
        number = looks.list_id(self.lists - 1)
        more = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        return self.paragraph(block.line, block.style, more)

    def _heading(self, block: Heading) -> str:
        more = "<w:pageBreakBefore/>" if block.new_page else ""
        inside = self.runs((Span(block.text),))
        if block.level < 3:
            number = next(self._marks)
            inside = (
                f'<w:bookmarkStart w:id="{number}" w:name="{_mark(number)}"/>{inside}'
                f'<w:bookmarkEnd w:id="{number}"/>'
            )
        return f"<w:p>{_properties(f'heading {block.level}', more)}{inside}</w:p>"

    def _contents(self, block: Contents) -> str:
        """Return a field that lists the headings: filled in, and made anew when somebody asks."""
        headings = [b for b in self.document.blocks if isinstance(b, Heading) and b.level < 3]
        title = self.paragraph((Span(block.title, strong=True),), "Caption")
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "1-2" \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        lines = []
        for number, heading in enumerate(headings, 1):
            link = (
                f'<w:hyperlink w:anchor="{_mark(number)}">'
                f"{self.runs((Span(heading.text),))}</w:hyperlink>"
            )
            lines.append(
                f"<w:p>{_properties(f'toc {heading.level}')}"
                f"{begin if number == 1 else ''}{link}</w:p>"
            )
        end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        return f"{title}{''.join(lines)}{end}" if lines else ""

    def _table(self, block: Table, above: Text) -> str:
        """Return a table with a description for blind people; each page repeats its headings."""
        head = [str(text) for text in block.head]
        width, _height, margin = _SIZES[self.document.size]
        room = round((width - 2 * margin) * 1440 / 25.4) - 2 * _INSET
        widths = [room * share // sum(block.widths) for share in block.widths]
        described = quoteattr(": ".join([str(above), *([", ".join(head)] if head else [])]))
        grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        rows = [self._row(row, widths, "Table Text", block) for row in block.rows]
        if head:
            cells = [TableCell(((Span(text),),)) for text in block.head]
            rows.insert(0, self._row(cells, widths, "Table Head", block))
        first_row, first_column = (1, 0) if head else (0, 1)
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
            f'<w:tblW w:w="{room}" w:type="dxa"/>'
            f'<w:tblInd w:w="{_INSET}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"0020" if head else "0080"}" '
            f'w:firstRow="{first_row}" w:lastRow="0" w:firstColumn="{first_column}" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(str(above))}/><w:tblDescription w:val={described}/>"
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
            f"<w:p>{_properties('Note')}</w:p>"
        )

    def _row(
        self, row: Sequence[TableCell], widths: Sequence[int], style: str, block: Table
    ) -> str:
        is_head = style == "Table Head"
        height = '<w:trHeight w:val="567" w:hRule="atLeast"/>' if block.tall and not is_head else ""
        head = "<w:tblHeader/>" if is_head else ""
        together = "<w:keepNext/>" if block.whole else ""
        left, inside = iter(widths), []
        for cell in row:
            width = sum(islice(left, cell.columns))
            span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
            said = "".join(self.paragraph(one, style, together) for one in cell.lines or ((),))
            inside.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>{said}</w:tc>'
            )
        return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(inside)}</w:tr>"

    def runs(self, line: Line) -> str:
        """Return the runs of a paragraph, a space between spans that are not close."""
        said = ""
        for span in line:
            said += _SPACE if said and not span.close else ""
            said += "".join(self._run(run, strong=span.strong) for run in span.text.runs)
        return said

    def _run(self, run: Run, *, strong: bool) -> str:
        self.languages[run.lang] = None
        # Besides the style: in a paragraph that is bold already, the style alone would undo it.
        style = _STRONG if strong or run.kind == "tel" else ("", "")
        same = looks.font_of(run.lang) == looks.font_of(self.document.locale)
        fonts = "" if same else looks.fonts_xml(run.lang)
        inside = (
            _unbroken(run.text)
            if run.kind in ("tel", "money", "date")
            else _words(joined(run.text, run.lang, run.whole))
        )
        return (
            f"<w:r><w:rPr>{style[0]}{fonts}{style[1]}{looks.lang_xml(run.lang)}</w:rPr>"
            f"{inside}</w:r>"
        )


def _mark(number: int) -> str:
    return f"_Toc{number:06d}"


def _words(text: str) -> str:
    # A newline in YAML is a space.
    plain = _CONTROL.sub("", text.replace("\n", " "))
    return f'<w:t xml:space="preserve">{escape(plain)}</w:t>'


def _unbroken(text: str) -> str:
    """Return digits that no line end cuts: what is dialled is what is shown, in one piece."""
    return "<w:noBreakHyphen/>".join(
        _words(part) for part in text.replace(" ", "\u00a0").split("-")
    )
