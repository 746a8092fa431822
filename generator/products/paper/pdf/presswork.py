"""Step 4, leaflets: a finished PDF → copies, sheets to fold, printing inks and page boxes.

Each function takes WeasyPrint's PDF (``pydyf.PDF``) through its public hook and changes it in
place. Nothing here knows a word of the leaflet, and the same PDF always comes out the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pydyf

from ..errors import LeafletError
from . import fields

_POINTS = 72 / 25.4
_RGB = re.compile(rb"^(\S+) (\S+) (\S+) (rg|RG)$")


def pages_of(pdf: Any) -> list[Any]:
    """Return the pages of *pdf* in order."""
    numbers = [int(kid) for kid in pdf.pages["Kids"][::3]]
    return [pdf.objects[number] for number in numbers]


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def fill_in(pdf: Any) -> None:
    """Make fields to type into fit to print, if there are any. Runs before all other functions."""
    fields.prepare(pdf, pages_of(pdf))


# --- copies on a sheet ------------------------------------------------------------------------


def repeat(
    piece_mm: tuple[float, float], positions_mm: Sequence[tuple[float, float]]
) -> Callable[[Any], None]:
    """Return a work that draws the piece of each page again at all positions but the first.

    A copy is decoration for programs that read aloud: they meet each word once; its fields are
    fields. Positions are those of the upper left corner from that of the page; the sheet's margin
    is not copied.
    """
    (left, top), *others = positions_mm

    def work(pdf: Any) -> None:
        for page in pages_of(pdf):
            height = float(page["TrimBox"][3])
            x, y = left * _POINTS, height - (top + piece_mm[1]) * _POINTS
            box = (x, y, x + piece_mm[0] * _POINTS, y + piece_mm[1] * _POINTS)
            stream = _object(pdf, page["Contents"])
            resources = _object(pdf, page["Resources"])
            form = pydyf.Stream(
                list(_without_tags(stream.stream)),
                pydyf.Dictionary(
                    {
                        "Type": "/XObject",
                        "Subtype": "/Form",
                        "BBox": pydyf.Array(box),
                        "Resources": page["Resources"],
                    }
                ),
                compress=stream.compress,
            )
            pdf.add_object(form)
            resources_with_copy = pydyf.Dictionary(dict(resources))
            resources_with_copy["XObject"] = pydyf.Dictionary(
                dict(resources.get("XObject", {})) | {"Copy": form.reference}
            )
            pdf.add_object(resources_with_copy)
            page["Resources"] = resources_with_copy.reference
            # The page's own drawing may leave its coordinates turned upside down.
            stream.stream[:0] = [b"q"]
            stream.stream += [b"Q", "/Artifact", b"BMC"]
            offsets = [((x - left) * _POINTS, (top - y) * _POINTS) for x, y in others]
            for right, up in offsets:
                stream.stream.append(b"q 1 0 0 1 %.4f %.4f cm /Copy Do Q" % (right, up))
            stream.stream.append(b"EMC")
            fields.repeat(pdf, page, offsets)

    return work


def _without_tags(content: Sequence[Any]) -> Iterator[Any]:
    """Yield *content* without what ties it to tags; what letters stand for stays."""
    open_marks: list[bool] = []
    items = list(content)
    skip = 0
    for index, item in enumerate(items):
        if skip:
            skip -= 1
        elif isinstance(item, str) and item.startswith("/") and _is_mark(items, index):
            with_list = items[index + 1] != b"BMC"
            is_kept = with_list and "MCID" not in items[index + 1]
            open_marks.append(is_kept)
            if not is_kept:
                skip = 2 if with_list else 1
            else:
                yield item
        elif item == b"EMC":
            if open_marks.pop():
                yield item
        else:
            yield item


def _is_mark(items: Sequence[Any], index: int) -> bool:
    after = items[index + 1 : index + 3]
    return after[:1] == [b"BMC"] or after[1:] == [b"BDC"]


# --- sheets to fold ---------------------------------------------------------------------------


def booklet_order(pages: int) -> list[tuple[int, int]]:
    """Return the pages on each side of the sheets of a booklet, left and right, from 0.

    Sheets are laid on each other, folded once and stapled; *pages* is a multiple of four.
    """
    sides = []
    for sheet in range(pages // 4):
        outer = (pages - 1 - 2 * sheet, 2 * sheet)
        inner = (2 * sheet + 1, pages - 2 - 2 * sheet)
        sides += [outer, inner]
    return sides


def impose(pdf: Any) -> None:
    """Put the pages of a book two by two on sheets to fold. Tags and outline are lost, not fields.

    Raises LeafletError when their number is no multiple of four.
    """
    pages = pages_of(pdf)
    if len(pages) % 4:
        raise LeafletError(f"{len(pages)} pages do not make whole sheets of a booklet.")
    forms = []
    width = height = 0.0
    for page in pages:
        _, _, width, height = (float(side) for side in page["MediaBox"])
        stream = _object(pdf, page["Contents"])
        stream.stream = list(_without_tags(stream.stream))
        stream.extra = pydyf.Dictionary(
            {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array((0, 0, width, height)),
                "Resources": page["Resources"],
            }
        )
        forms.append(stream)
    boxes = [fields.boxes_of(pdf, page) for page in pages]
    order = booklet_order(len(pages))
    for page, (left, right) in zip(pages, order, strict=False):
        placed = pydyf.Dictionary({"L": forms[left].reference, "R": forms[right].reference})
        drawing = pydyf.Stream(
            [b"/L Do q 1 0 0 1 %.4f 0 cm /R Do Q" % width], compress=forms[0].compress
        )
        pdf.add_object(drawing)
        page.clear()
        page.update(
            {
                "Type": "/Page",
                "Parent": pdf.pages.reference,
                "MediaBox": pydyf.Array((0, 0, width * 2, height)),
                "Resources": pydyf.Dictionary({"XObject": placed}),
                "Contents": drawing.reference,
            }
        )
        fields.move([(boxes[left], 0), (boxes[right], width)], page)
    for page in pages[len(order) :]:
        # Nothing references it now. Marked as free it would spoil the table of objects.
        page.clear()
    pdf.pages["Kids"] = pydyf.Array(
        part for page in pages[: len(order)] for part in (page.number, 0, "R")
    )
    pdf.pages["Count"] = len(order)
    for name in ("StructTreeRoot", "MarkInfo", "Metadata", "Outlines", "Names", "Dests"):
        pdf.catalog.pop(name, None)


# --- inks -------------------------------------------------------------------------------------


def grey(pdf: Any) -> None:
    """Say greys with the operators of grey, so that no printer mixes them out of colours.

    Raises LeafletError for a colour: a black-and-white paper has none.
    """
    _recolour(pdf, _grey)


def inks(pdf: Any) -> None:
    """Say colours in printing inks: what is nearly black is black ink alone."""
    _recolour(pdf, _inks)


def _recolour(pdf: Any, change: Callable[[float, float, float], tuple[float, ...]]) -> None:
    operators = {1: (b"g", b"G"), 4: (b"k", b"K")}
    for item in pdf.objects:
        content = getattr(item, "stream", None)
        if not isinstance(content, list):
            continue
        for index, part in enumerate(content):
            if isinstance(part, bytes) and (match := _RGB.match(part)):
                red, green, blue = (float(match[number]) for number in (1, 2, 3))
                values = change(red, green, blue)
                operator = operators[len(values)][match[4] == b"RG"]
                operands = b" ".join(
                    f"{value:.4f}".rstrip("0").rstrip(".").encode() for value in values
                )
                content[index] = operands + b" " + operator


def _grey(red: float, green: float, blue: float) -> tuple[float, ...]:
    if max(red, green, blue) - min(red, green, blue) > 0.004:
        raise LeafletError(
            f"A colour ({red:.2f} {green:.2f} {blue:.2f}) on a black-and-white paper. "
            "Give it a grey in themes.css."
        )
    return (red,)


_DARK, _DULL = 0.15, 0.06


def _inks(red: float, green: float, blue: float) -> tuple[float, ...]:
    light, spread = max(red, green, blue), max(red, green, blue) - min(red, green, blue)
    if light < _DARK:
        return (0, 0, 0, 1)
    if spread < _DULL:
        return (0, 0, 0, 1 - light)
    # As much black as there is in the colour, so that the least ink lies on the paper.
    return (*((light - part) / light for part in (red, green, blue)), 1 - light)


# --- boxes ------------------------------------------------------------------------------------


def set_bleed(bleed_mm: float) -> Callable[[Any], None]:
    """Return a work that says how far art goes beyond the trimmed page.

    WeasyPrint draws its marks further out, and caps the box of the bleed at ten points.
    """

    def work(pdf: Any) -> None:
        for page in pages_of(pdf):
            left, top, right, bottom = (float(side) for side in page["TrimBox"])
            more = bleed_mm * _POINTS
            page["BleedBox"] = pydyf.Array((left - more, top - more, right + more, bottom + more))

    return work
