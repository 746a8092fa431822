"""Fields of a PDF, filled by the viewer that Chrome has, and what it draws."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, ImageOps
from pypdfium2 import raw

from generator.text.fonts import FAMILIES

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
SCALE = 6
_SOFT = ImageFilter.BoxBlur(2)


def fields_of(pdf: bytes) -> dict[str, list[tuple[int, Rectangle]]]:
    """Where each field stands: page, from 0, and place, by its name."""
    found: dict[str, list[tuple[int, Rectangle]]] = {}
    document = pikepdf.open(BytesIO(pdf))
    for number, page in enumerate(document.pages):
        for box in page.get("/Annots", []):
            if box.get("/Subtype") == "/Widget":
                name = str(box.get("/T") or box.Parent.T)
                left, bottom, right, top = (float(side) for side in box.Rect)
                found.setdefault(name, []).append((number, (left, bottom, right, top)))
    return found


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    try:
        yield document
    finally:
        document.close()


def fill(pdf: bytes, texts: Mapping[str, str]) -> list[Image.Image]:
    """Type each text into the first place of its field, as keys do; return pictures of the pages."""
    todo = dict(texts)
    with _opened(pdf) as document:
        form, pages = document.formenv.raw, list(document)
        for page in pages:
            for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
                note = raw.FPDFPage_GetAnnot(page.raw, number)
                name = _name(form, note)
                if name in todo:
                    raw.FORM_SetFocusedAnnot(form, note)
                    for letter in todo.pop(name):
                        raw.FORM_OnChar(form, page.raw, ord(letter), 0)
                    raw.FORM_ForceToKillFocus(form)
                raw.FPDFPage_CloseAnnot(note)
        assert not todo, f"no field is named {', '.join(todo)}"
        return [_drawn(page) for page in pages]


def most_letters(pdf: bytes) -> dict[str, int]:
    """How many letters each field takes."""
    document = pikepdf.open(BytesIO(pdf))
    return {str(field.T): int(field.MaxLen) for field in document.Root.AcroForm.Fields}


def pictures(pdf: bytes) -> list[Image.Image]:
    """The pages with nothing typed."""
    with _opened(pdf) as document:
        return [_drawn(page) for page in document]


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    return page.render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")


def _name(form: object, note: object) -> str:
    buffer = (ctypes.c_ushort * 200)()
    raw.FPDFAnnot_GetFormFieldName(form, note, buffer, ctypes.sizeof(buffer))
    return bytes(buffer).decode("utf-16-le").partition("\0")[0]


def ink(before: Image.Image, after: Image.Image, place: Rectangle) -> Image.Image | None:
    """What was added within a place, black on white and without white around it; None when nothing was."""
    box = _pixels(before, place)
    added = ImageChops.difference(before.crop(box), after.crop(box))
    around = added.point(lambda value: 255 if value > 60 else 0).getbbox()
    return ImageOps.invert(added.crop(around)) if around else None


def _pixels(picture: Image.Image, place: Rectangle) -> tuple[int, int, int, int]:
    left, bottom, right, top = (side * SCALE for side in place)
    return round(left), round(picture.height - top), round(right), round(picture.height - bottom)


def unlike(drawn: Image.Image, text: str) -> float:
    """How far a picture is from *text* in our Latin letters: 0 the same, 255 the opposite."""
    wanted = _set(text).resize(drawn.size, Image.Resampling.BOX)
    # A pixel to the side is the same letter.
    difference = ImageChops.difference(*(one.filter(_SOFT) for one in (drawn, wanted)))
    histogram = difference.histogram()
    return sum(value * count for value, count in enumerate(histogram)) / sum(histogram)


def reads(drawn: Image.Image, text: str) -> bool:
    """Whether a picture shows *text*: it is near, and with any digit exchanged less so."""
    here = unlike(drawn, text)
    others = (
        f"{text[:at]}{(int(letter) + step) % 10}{text[at + 1 :]}"
        for at, letter in enumerate(text)
        if letter in "0123456789"
        for step in (1, 3, 5)
    )
    return here < 16 and all(here < unlike(drawn, other) for other in others)


@cache
def _set(text: str) -> Image.Image:
    font = ImageFont.truetype(FAMILIES["Noto Sans"].path(400), 100)
    page = Image.new("L", (int(font.getlength(text)) + 100, 200), 255)
    ImageDraw.Draw(page).text((50, 25), text, 0, font=font)
    return page.crop(ImageOps.invert(page).getbbox())
