"""Step 4, leaflets: HTML → boxes and PDF bytes. The only module that imports WeasyPrint.

It loads nothing but our own assets, knows no font but the bundled ones, and gives up at the first
line WeasyPrint logs. What it cannot do by itself for our scripts, text that programs can read back,
is added in one place, ``text_layer``.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from ....text.fonts import FONTS_FOLDER, write_fontconfig
from ..errors import LeafletError
from .css_values import with_values
from .icon_files import icon_svg
from .once import compress_once, pages_listed_once
from .text_layer import finish, name_languages, readable_text

_MM = 25.4 / 96


@contextmanager
def _no_system_fonts() -> Iterator[None]:
    """Show fontconfig an empty configuration while WeasyPrint sets itself up.

    Only then: a browser started by this process later needs the machine's fonts.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="advisory-fonts-") as folder:
        os.environ["FONTCONFIG_FILE"] = str(write_fontconfig(Path(folder)))
        try:
            with warnings.catch_warnings():
                # WeasyPrint wonders that there are no fonts. That is the intention.
                warnings.simplefilter("ignore")
                yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


with _no_system_fonts():
    import weasyprint
    import weasyprint.draw.text
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse


@dataclass(frozen=True)
class Box:
    """A piece of a page that was laid out; millimetres from its upper left corner."""

    page: int
    kind: str
    """text: a line of text, or a picture; block: an element with a ``data-box`` name."""
    name: str
    """Its ``data-box`` name; of a text, what it says."""
    within: tuple[str, ...]
    """``data-box`` names around it, outermost first."""
    left: float
    top: float
    right: float
    bottom: float
    room_right: float
    """Where the block it is in ends."""
    size_pt: float | None = None
    """Of a line of text: its smallest letters."""
    out_of_frame: float = 0.0
    """How far it sticks out of the nearest box with an edge or a fill around it."""


@dataclass(frozen=True)
class Laid:
    """A document that was laid out."""

    pages: int
    boxes: tuple[Box, ...]
    write: Callable[..., bytes]
    """Make the PDF; ``works`` are done on it before it is written, ``zoom`` makes it smaller."""


class Press:
    """Lays out documents with one style sheet.

    *css* is the whole of it: what a document's own ``<style>`` says wins over it, whatever the
    weight of the selectors, so documents set nothing but the size of their pages. *files* are those
    that belong to this leaflet alone, for example its QR code: ``asset:made/NAME``.
    """

    def __init__(self, css: str, files: Mapping[str, bytes], *, mono: bool = False) -> None:
        self._fetcher = AssetFetcher(files, mono=mono)
        self._pictures: dict[str, Any] = {}
        self._fonts, self._styles = _STYLE_SHEETS.of(css, mono=mono)

    def lay_out(self, html: str, lang: str) -> Laid:
        """Lay out *html*, a whole document in *lang*.

        Raises LeafletError when WeasyPrint has anything to say about it: a letter that no font
        has, an address that is not ours, a property it does not know.
        """
        with _no_complaints("the layout"):
            document = weasyprint.HTML(string=html, url_fetcher=self._fetcher).render(
                font_config=self._fonts,
                stylesheets=[self._styles],
                pdf_variant="pdf/ua-1",
                cache=self._pictures,
            )
        boxes = tuple(box for n, page in enumerate(document.pages) for box in _boxes_of(page, n))
        write = partial(_write, document, html, lang)
        return Laid(len(document.pages), boxes, write)


class _StyleSheets(threading.local):
    """Fonts and rules of the last style sheets: read once for papers of one kind made in a row.

    Each process, and each thread, reads its own. Pango finds fonts in a thread, which a copy of a
    process does not have: it would wait for ever. And the files of fonts are deleted with them,
    which the process that made them still needs.
    """

    def __init__(self) -> None:
        self._process = 0
        self._read = _read
        self._others: list[Any] = []
        """What the process we are a copy of has read: kept, so that nothing of it is deleted."""

    def of(self, css: str, *, mono: bool) -> tuple[Any, Any]:
        """Return fonts and rules of *css*."""
        if self._process != os.getpid():
            self._others.append(self._read)
            self._process, self._read = os.getpid(), lru_cache(maxsize=4)(_read)
        return self._read(css, mono=mono)


def _read(css: str, *, mono: bool) -> tuple[Any, Any]:
    with _no_system_fonts():
        fonts = FontConfiguration()
    with _no_complaints("the style sheet"):
        rules = weasyprint.CSS(
            string=with_values(css, mono=mono),
            font_config=fonts,
            url_fetcher=AssetFetcher({}, mono=mono),
        )
    return fonts, rules


_STYLE_SHEETS = _StyleSheets()
PdfWork = Callable[[Any], None]
"""What is done with a PDF of WeasyPrint before it is written, see ``presswork``."""


def _write(
    document: Any, html: str, lang: str, *, works: Sequence[PdfWork] = (), zoom: float = 1
) -> bytes:
    def finisher(document: Any, pdf: Any) -> None:
        finish(spoken, document, pdf)
        name_languages(dict(_foreign_alternatives(document, lang)), pdf)
        for work in works:
            work(pdf)
        compress_once(pdf)

    with (
        _no_complaints("the PDF"),
        readable_text(weasyprint.draw.text, lang) as spoken,
        pages_listed_once(),
    ):
        data: bytes = document.write_pdf(
            zoom=zoom,
            pdf_variant="pdf/ua-1",
            # The same words give the same bytes on any day, in any folder.
            pdf_identifier=sha256(html.encode()).hexdigest()[:32].encode(),
            finisher=finisher,
        )
    return data


def _foreign_alternatives(document: Any, lang: str) -> Iterator[tuple[str, str]]:
    """Yield alternative text and language of pictures in another language than the document."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):  # noqa: SLF001
            box = getattr(box, "_box", box)  # noqa: PLW2901
            if isinstance(box, boxes.ReplacedBox) and (own := box.style["lang"]) not in (
                None,
                lang,
            ):
                yield box.element.get("alt", ""), own


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Gives out our own fonts, icons and what was made for this leaflet; refuses all else."""

    def __init__(self, files: Mapping[str, bytes], *, mono: bool = False) -> None:
        super().__init__(allowed_protocols=("asset",), fail_on_errors=False)
        self._files, self._mono = files, mono

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002  (WeasyPrint's signature)
        """Return the bytes behind *url*. Raises ValueError for whatever is not ours."""
        match url.removeprefix("asset:").split("/"):
            case _ if not url.startswith("asset:"):
                raise ValueError(f"{url} is not one of our assets")
            case ["fonts", folder, name] if (path := FONTS_FOLDER / folder / name).is_file():
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
            case ["made", name] if name in self._files:
                data = self._files[name]
            case ["icon", name]:
                data = icon_svg(*name.removesuffix(".svg").split("."), mono=self._mono)
            case _:
                raise ValueError(f"{url} is not one of our assets")
        return URLFetcherResponse(url, data, {"Content-Type": "image/svg+xml"})


# --- what was laid out ------------------------------------------------------------------------


Frame = tuple[float, float, float, float]
_PAPER: Frame = (-1e6, -1e6, 1e6, 1e6)


def _boxes_of(page: Any, number: int) -> Iterator[Box]:
    yield from _walk(page._page_box, number, (), 0.0, _PAPER)  # noqa: SLF001  (not public)


def _walk(box: Any, page: int, within: tuple[str, ...], room: float, frame: Frame) -> Iterator[Box]:
    box = getattr(box, "_box", box)  # the placeholder of an absolutely placed box
    if isinstance(box, boxes.LineBox):
        yield from _line(box, page, within, room, frame)
    elif isinstance(box, boxes.ReplacedBox):
        right = box.position_x + box.margin_width()
        bottom = box.position_y + box.margin_height()
        corners = (box.position_x * _MM, box.position_y * _MM, right * _MM, bottom * _MM)
        yield Box(page, "text", "picture", within, *corners, room)
    if not isinstance(box, boxes.ParentBox):
        return
    name = box.element.get("data-box") if box.element is not None else None
    if name:
        left, top = box.border_box_x(), box.border_box_y()
        right, bottom = left + box.border_width(), top + box.border_height()
        corners = (left * _MM, top * _MM, right * _MM, bottom * _MM)
        yield Box(page, "block", name, within, *corners, room)
        within = (*within, name)
    if isinstance(box, boxes.BlockContainerBox):
        room = (box.content_box_x() + box.width) * _MM
    if isinstance(box, boxes.BlockLevelBox) and _is_framed(box):
        left, top = box.padding_box_x(), box.padding_box_y()
        frame = (left, top, left + box.padding_width(), top + box.padding_height())
    for child in box.children:
        yield from _walk(child, page, within, room, frame)


def _is_framed(box: Any) -> bool:
    """Return whether an eye sees an edge around *box*: a line right and left, or a fill."""
    sides = box.border_left_width and box.border_right_width
    return bool(sides or box.style["background_color"].alpha)


def _line(
    line: Any, page: int, within: tuple[str, ...], room: float, frame: Frame
) -> Iterator[Box]:
    """Yield a line of text: as wide as its letters, as high as its line."""
    letters = [
        box
        for box in line.descendants()
        if isinstance(box, boxes.TextBox) and box.width and box.text.strip()
    ]
    if letters:
        yield Box(
            page,
            "text",
            "".join(box.text for box in letters),
            within,
            min(box.position_x for box in letters) * _MM,
            line.position_y * _MM,
            max(box.position_x + box.width for box in letters) * _MM,
            (line.position_y + line.height) * _MM,
            room,
            min(box.style["font_size"] for box in letters) * 0.75,
            _out_of(frame, line, letters) * _MM,
        )


def _out_of(frame: Frame, line: Any, letters: list[Any]) -> float:
    """Return how far the letters of a line leave *frame*; above and below, those on its base."""
    # The ink of a line is lower than the line is: half its leading is white.
    white = max(0.0, line.height - max(box.style["font_size"] for box in letters)) / 2
    top, bottom = line.position_y + white, line.position_y + line.height - white
    left = min(box.position_x for box in letters)
    right = max(box.position_x + box.width for box in letters)
    over: float = max(frame[0] - left, frame[1] - top, right - frame[2], bottom - frame[3], 0.0)
    return over


# --- what WeasyPrint says ---------------------------------------------------------------------


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _no_complaints(step: str) -> Iterator[None]:
    """Raise LeafletError when WeasyPrint logs anything: WeasyPrint itself never stops."""
    logger = logging.getLogger("weasyprint")
    handler = _Complaints()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    if handler.lines:
        raise LeafletError(f"WeasyPrint said, in {step}: " + "; ".join(sorted(set(handler.lines))))
