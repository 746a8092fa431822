"""Step 4, staff: how a paper to adapt looks: its styles, its lists, its fonts, as WordprocessingML.

Styles have the names that office programs know: whoever adapts a paper changes a style once, for
all its text. Our texts in XML are escaped; otherwise only numbers and names of fonts come in here.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from ....text.languages import find_language

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LATIN_FONT = "Arial"
FONTS = {
    "Mymr": ("Myanmar Text", "Noto Sans Myanmar", "Padauk"),
    "Thai": ("Leelawadee UI", "Noto Sans Thai", "Tahoma"),
    "Khmr": ("Leelawadee UI", "Noto Sans Khmer", "Khmer OS"),
    "Laoo": ("Leelawadee UI", "Noto Sans Lao", "Phetsarath OT"),
    "Jpan": ("Yu Gothic", "Noto Sans CJK JP", "Noto Sans JP"),
    "Kore": ("Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"),
}
"""By script: the font of Windows first, then what may stand in for it where it is not."""
EAST_ASIAN = {"Jpan", "Kore", "Hans", "Hant"}
COMPLEX = {"Mymr", "Thai", "Khmr", "Laoo", "Arab", "Deva", "Beng", "Taml", "Sinh"}
"""Scripts whose language office programs look up under ``w:bidi``."""
BULLETS, NUMBERS = 1, 2
"""Ids of the two kinds of list."""


@dataclass(frozen=True)
class Look:
    """How paragraphs of one style look."""

    name: str
    id: str
    size: float = 10.5
    bold: bool = False
    color: str = ""
    before: float = 0
    after: float = 4
    indent_mm: float = 0
    hanging_mm: float = 0
    keep_next: bool = False
    outline: int | None = None
    box: str = ""
    """Colour of the line around it."""
    fill: str = ""
    numbering: int | None = None
    based_on: str = "Normal"
    next: str = "Normal"


LOOKS = (
    Look("Normal", "Normal", based_on="", next=""),
    Look("Title", "Title", size=22, bold=True, after=2, keep_next=True, next="Subtitle"),
    Look("Subtitle", "Subtitle", size=13, color="404040", after=8),
    Look("heading 1", "Heading1", size=16, bold=True, before=14, keep_next=True, outline=0),
    Look("heading 2", "Heading2", size=13, bold=True, before=12, keep_next=True, outline=1),
    Look("heading 3", "Heading3", size=11, bold=True, before=8, after=2, keep_next=True, outline=2),
    Look("toc 1", "TOC1", bold=True, before=3, after=1, next="TOC1"),
    Look("toc 2", "TOC2", after=1, indent_mm=5, next="TOC2"),
    Look(
        "List Bullet",
        "ListBullet",
        after=2,
        indent_mm=6,
        hanging_mm=6,
        numbering=BULLETS,
        next="ListBullet",
    ),
    Look(
        "List Number",
        "ListNumber",
        before=6,
        after=2,
        indent_mm=8,
        hanging_mm=8,
        keep_next=True,
        numbering=NUMBERS,
        next="ListContinue",
    ),
    Look("List Continue", "ListContinue", after=2, indent_mm=8, next="ListContinue"),
    Look("caption", "Caption", size=10, bold=True, before=6, after=2, keep_next=True),
    Look("header", "Header", size=9, bold=True, after=0, next="Header"),
    Look("footer", "Footer", size=8.5, after=0, next="Footer"),
    Look("Box", "Box", after=0, box="000000", fill="F2F2F2", indent_mm=2, next="Box"),
    Look(
        "Box Title",
        "BoxTitle",
        size=12,
        bold=True,
        before=6,
        after=0,
        box="000000",
        fill="F2F2F2",
        indent_mm=2,
        keep_next=True,
        next="Box",
    ),
    Look("Action", "Action", bold=True, before=4),
    Look("Caution", "Caution", before=2, after=2, indent_mm=8, keep_next=True),
    Look("Note", "Note", size=9, color="404040", after=2, indent_mm=8),
    Look("Table Text", "TableText", size=9.5, after=1, next="TableText"),
    Look("Table Head", "TableHead", size=9.5, bold=True, after=1, keep_next=True, next="TableText"),
)
"""Every style of paragraphs that a paper uses."""
OWN = {"Box", "Box Title", "Action", "Caution", "Note", "Table Text", "Table Head"}
"""Styles that are ours; the others are built into office programs."""


def font_of(lang: str) -> str:
    """Return the font that is named first for a language."""
    return FONTS.get(_script(lang), (LATIN_FONT,))[0]


def _script(lang: str) -> str:
    language = find_language(lang)
    return language.script if language else "Latn"


def fonts_xml(lang: str) -> str:
    """Return ``w:rFonts`` for a language, the same font for every kind of letter."""
    name = quoteattr(font_of(lang))
    kinds = " ".join(f"w:{kind}={name}" for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {kinds}/>"


def lang_xml(lang: str) -> str:
    """Return ``w:lang``: a program looks for it under another name in some scripts."""
    script, tag = _script(lang), quoteattr(lang)
    more = f" w:eastAsia={tag}" if script in EAST_ASIAN else ""
    more += f" w:bidi={tag}" if script in COMPLEX else ""
    return f"<w:lang w:val={tag}{more}/>"


def styles_xml(locale: str) -> str:
    """Return all styles; their defaults are the fonts and the language of *locale*."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(locale)}{_size(10.5)}{lang_xml(locale)}"
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    looks = "".join(_paragraph_style(look) for look in LOOKS)
    return f'<w:styles xmlns:w="{W}">{defaults}{looks}{_OTHER_STYLES}</w:styles>'


def _paragraph_style(look: Look) -> str:
    own = ' w:customStyle="1"' if look.name in OWN else ""
    default = ' w:default="1"' if look.name == "Normal" else ""
    head = f'<w:name w:val="{look.name}"/>'
    head += f'<w:basedOn w:val="{look.based_on}"/>' if look.based_on else ""
    head += f'<w:next w:val="{look.next}"/>' if look.next else ""
    color = f'<w:color w:val="{look.color}"/>' if look.color else ""
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{look.id}">{head}<w:qFormat/>'
        f"<w:pPr>{_paragraph(look)}</w:pPr><w:rPr>{bold}{color}{_size(look.size)}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> str:
    """Return the properties of its paragraphs, in the order of the schema."""
    xml = "<w:keepNext/>" if look.keep_next else ""
    if look.numbering is not None:
        xml += f'<w:numPr><w:numId w:val="{look.numbering}"/></w:numPr>'
    if look.box:
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{look.box}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        xml += f"<w:pBdr>{sides}</w:pBdr>"
    if look.fill:
        xml += f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
    xml += f'<w:spacing w:before="{_twentieths(look.before)}" w:after="{_twentieths(look.after)}"/>'
    if look.indent_mm:
        left, hanging = _twips(look.indent_mm), _twips(look.hanging_mm)
        right = f' w:right="{left}"' if look.box else ""
        xml += f'<w:ind w:left="{left}"{right} w:hanging="{hanging}"/>'
    if look.outline is not None:
        xml += f'<w:outlineLvl w:val="{look.outline}"/>'
    return xml


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _twentieths(points: float) -> int:
    return round(points * 20)


def _twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


_OTHER_STYLES = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
    '<w:name w:val="No List"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E6E6E6"/></w:tcPr></w:tblStylePr></w:style>'
)


def numbering_xml(lists: int) -> str:
    """Return bullets, numbers, and as many lists as there are, each of which begins with 1."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_twips(indent)}" w:hanging="{_twips(indent)}"/></w:pPr>'
        "</w:lvl></w:abstractNum>"
        for number, form, style, text, indent in (
            (BULLETS, "bullet", "ListBullet", "•", 6),
            (NUMBERS, "decimal", "ListNumber", "%1.", 8),
        )
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (BULLETS, NUMBERS)
    )
    own = "".join(
        f'<w:num w:numId="{list_id(number)}"><w:abstractNumId w:val="{NUMBERS}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(lists)
    )
    return f'<w:numbering xmlns:w="{W}">{kinds}{nums}{own}</w:numbering>'


_SANS = '<w:family w:val="swiss"/>'


def list_id(number: int) -> int:
    """Return the id of the list *number*, counted from 0."""
    return NUMBERS + 1 + number


def font_table_xml(languages: tuple[str, ...]) -> str:
    """Return the fonts of *languages*, each with what may stand in for it."""
    rows = {
        FONTS[_script(lang)][0]: FONTS[_script(lang)][1:]
        for lang in languages
        if _script(lang) in FONTS
    }
    fonts = "".join(
        f"<w:font w:name={quoteattr(name)}><w:altName w:val={quoteattr(','.join(others))}/>"
        f"{_SANS}</w:font>"
        for name, others in rows.items()
    )
    latin = (
        f'<w:font w:name="{LATIN_FONT}"><w:altName w:val="Liberation Sans,Noto Sans"/>'
        f"{_SANS}</w:font>"
    )
    return f'<w:fonts xmlns:w="{W}">{latin}{fonts}</w:fonts>'
