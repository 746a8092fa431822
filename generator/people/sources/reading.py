"""Beside the steps: the bytes of a page or a PDF → its sentences, as a person would read them.

What is no text (a picture of a page, a program's answer) has no sentences: its bytes are compared.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from email.message import Message

from lxml import etree, html

_SPACES = re.compile(r"\s+")
_BLOCKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
]
_UNREAD = ("script", "style", "noscript", "template", "svg")
_ENDS = re.compile(r"(?<=[.!?။。！？])\s+|\n")
_LONGEST = 400
"""Letters of a sentence; a page without any full stop is cut there."""


def sentences_of(body: bytes, kind: str) -> list[str]:
    """Return the sentences of *body*, whose content type is *kind*; none when it is no text."""
    name, charset = _kind(kind)
    if body.startswith(b"%PDF"):
        text = _text_of_pdf(body)
    elif name in {"text/html", "application/xhtml+xml"} or body[:512].lstrip().lower().startswith(
        (b"<!doctype", b"<html")
    ):
        text = _text_of_page(body, charset)
    elif name.startswith("text/"):
        text = body.decode(charset or "utf-8", "replace")
    else:
        return []
    lines = (
        _SPACES.sub(" ", one).strip() for one in _ENDS.split(unicodedata.normalize("NFC", text))
    )
    return [line[at : at + _LONGEST] for line in lines for at in range(0, len(line), _LONGEST)]


def digest_of(sentences: list[str], body: bytes) -> str:
    """Return a digest of what is said; of the bytes where nothing can be read."""
    said = "\n".join(sentences).encode() if sentences else body
    return hashlib.sha256(said).hexdigest()[:32]


def _kind(kind: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = kind or "application/octet-stream"
    charset = (message.get_content_charset() or "").replace("windows-", "cp")
    try:
        codecs.lookup(charset or "utf-8")
    except LookupError:
        charset = ""
    return message.get_content_type(), charset


def _text_of_pdf(body: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 - only who checks sources waits for it

    try:
        document = pypdfium2.PdfDocument(body)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    except pypdfium2.PdfiumError:
        return ""


def _text_of_page(body: bytes, charset: str) -> str:
    if charset:
        body, charset = body.decode(charset, "replace").encode(), "utf-8"
    # A page of any depth: lxml refuses what is nested too deep, and never fetches anything.
    parser = html.HTMLParser(encoding=charset or None, no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for each in list(root.iter(*_UNREAD)):
        each.drop_tree()
    for each in root.iter():
        # A line end among the letters of a page is a blank.
        each.text, each.tail = (_SPACES.sub(" ", words or "") for words in (each.text, each.tail))
    for each in root.iter(*_BLOCKS):
        each.text = f"\n{each.text or ''}"
        each.tail = f"\n{each.tail or ''}"
    return str(root.text_content())
