"""Step 4, leaflets: runs of a PDF → text that search, copying and screen readers recover.

The one patch of WeasyPrint, and what is completed after it through its public hook. Knows
WeasyPrint only by what it is handed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf

_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_COMPLEX = re.compile(r"[\u0900-\u10ff\u1700-\u1bff\ua800-\uabff]")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\u00ad"))
_EMPTY_TO_UNICODE = re.compile(rb"(<[0-9a-fA-F]{4}>) <>")

Spoken = dict[tuple[bytes, int], dict[str, Any]]
"""Stream of a page and number of a piece of text in it → what its tag must say."""


@contextmanager
def readable_text(drawing: Any, lang: str) -> Iterator[Spoken]:
    """Make WeasyPrint say in the PDF which letters each run of glyphs stands for.

    By itself it writes one letter per glyph, first come first served, so two thirds of Burmese
    words are lost to search, copying and screen readers (github.com/Kozea/WeasyPrint/issues/2841).
    Each run in a script that shapes its letters is wrapped in a span with ``/ActualText``; a run in
    another language than the document gets ``/Lang``. Right-to-left is left alone: readers turn
    it round once more. *drawing* is ``weasyprint.draw.text``, *lang* that of the document.

    This replaces a private function of another library, the only place where we do; a test
    watches that function.
    """
    original = drawing.draw_first_line
    spoken: Spoken = {}

    def draw_first_line(stream: Any, textbox: Any, *arguments: Any) -> Any:
        text, own_lang = textbox.text, textbox.style["lang"]
        properties = {}
        if _COMPLEX.search(text) and not _RTL.search(text):
            properties["ActualText"] = pydyf.String(text.translate(_UNSEEN))
        if own_lang and own_lang != lang:
            properties["Lang"] = pydyf.String(own_lang)
        if not properties:
            return original(stream, textbox, *arguments)
        if tag := (stream._tags or {}).get(textbox):  # noqa: SLF001
            spoken[stream.reference, tag["mcid"]] = properties
        stream.begin_marked_content("Span", pydyf.Dictionary(properties))
        try:
            return original(stream, textbox, *arguments)
        finally:
            stream.end_marked_content()

    drawing.draw_first_line = draw_first_line
    try:
        yield spoken
    finally:
        drawing.draw_first_line = original


def finish(spoken: Spoken, _document: Any, pdf: Any) -> None:
    """Complete what WeasyPrint wrote; a public hook, called before the end of the file."""
    for item in pdf.objects:
        content = getattr(item, "stream", None)
        if isinstance(content, list):
            _name_empty_glyphs(content)
            _drop_empty_pieces(content)
    _speak(spoken, pdf)
    for entry in pdf.objects:
        # Names in the outline are taken from headings, break marks and all.
        if isinstance(entry, pydyf.Dictionary) and {"Title", "Dest"} <= entry.keys():
            entry["Title"] = pydyf.String(entry["Title"].string.translate(_UNSEEN))


def name_languages(languages: Mapping[str, str], pdf: Any) -> None:
    """Say of figures whose alternative text is one of *languages* in which language it is."""
    for tag in pdf.objects if languages else ():
        is_figure = isinstance(tag, pydyf.Dictionary) and tag.get("S") == "/Figure"
        if is_figure and "Alt" in tag and (own := languages.get(tag["Alt"].string)):
            tag["Lang"] = pydyf.String(own)


def _name_empty_glyphs(content: list[Any]) -> None:
    """Give glyphs without a letter (parts of a cluster) a zero-width space in ToUnicode.

    WeasyPrint leaves their entries empty, which PDF/UA-1 forbids.
    """
    if any(isinstance(part, bytes) and b"begincmap" in part for part in content):
        content[:] = [
            _EMPTY_TO_UNICODE.sub(rb"\1 <200b>", part) if isinstance(part, bytes) else part
            for part in content
        ]


def _drop_empty_pieces(content: list[Any]) -> None:
    """Remove the pieces without a letter from a text array: ``[<0031>0<>259<0057>] TJ``.

    Behind one, Chrome's PDF viewer forgets the last move of the array, so that the next letters are
    on top of those before them, wherever a mark was lifted (Lao, Bengali; seen in PDFium 159).
    """
    content[:] = [
        part.replace(b"<>", b" ")
        if isinstance(part, bytes) and part.startswith(b"[") and part.endswith(b"TJ")
        else part
        for part in content
    ]


def _speak(spoken: Spoken, pdf: Any) -> None:
    """Say it in the tags too: screen readers walk them, and need not look into the pages."""
    streams = {
        page.reference: page["Contents"]
        for page in pdf.objects
        if isinstance(page, pydyf.Dictionary) and page.get("Type") == "/Page"
    }
    for tag in pdf.objects:
        if not isinstance(tag, pydyf.Dictionary) or tag.get("Type") != "/StructElem":
            continue
        match tag["K"]:
            case [int() as number]:
                tag.update(spoken.get((streams[tag["Pg"]], number), {}))
