"""Step 4, leaflets: the boxes of a PDF to type into → the same, fit to print, copy and fold.

WeasyPrint makes a field of each ``<input>``. What it leaves open is set here, through its public
hook: letters as large as the box, so that no line is cut; one font, which has Latin letters and
digits; and each field again where a paper is on the sheet more than once. A Burmese font in a field
draws digits as nonsense in Chrome's viewer, so fields are for digits and Latin letters only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pydyf

OWN = "own-"
"""How the names of fields begin that differ from copy to copy: a relative's number, an allergy.

The others, a helper's number, are typed once for all copies of a sheet.
"""
_POINTS = 72 / 25.4
_NO_SPELLING = 1 << 22
"""A field's flag: names and numbers are no words to correct."""
_OF_A_FIELD = ("FT", "T", "TU", "DA", "V", "Ff", "MaxLen")
"""What a field says once, not each place where it stands."""


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _form(pdf: Any) -> Any | None:
    return pdf.catalog.get("AcroForm")


def boxes_of(pdf: Any, page: Any) -> list[Any]:
    """Return the places of fields on *page*; links are none."""
    notes = [_object(pdf, reference) for reference in page.get("Annots", ())]
    return [note for note in notes if note.get("Subtype") == "/Widget"]


def prepare(pdf: Any, pages: Sequence[Any]) -> None:
    """Make the fields of *pages* fit to print; do nothing where they have none. For every paper."""
    form = _form(pdf)
    if form is None:
        return
    fonts = set()
    for page in pages:
        for box in boxes_of(pdf, page):
            font = box["DA"].string.split()[-3].decode()
            fonts.add(font.removeprefix("/"))
            # Size 0: as large as the box. Typed text is black ink, whatever the paper's colours.
            box["DA"] = pydyf.String(f"{font} 0 Tf 0 g")
            box["Ff"] = _NO_SPELLING
            left, top, right, bottom = box["Rect"]
            box["Rect"] = pydyf.Array(
                (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
            )
    embedded = _object(pdf, _object(pdf, form["DR"])["Font"])
    own = {name: embedded[name] for name in sorted(fonts)}
    form["DR"] = pydyf.Dictionary({"Font": pydyf.Dictionary(own)})
    form["DA"] = pydyf.String("0 g")


def repeat(pdf: Any, page: Any, offsets_pt: Sequence[tuple[float, float]]) -> None:
    """Put the fields of *page* also where its copies are, so far to the right and up.

    Fields of one name are one: typed once, it stands on all copies. Those of ``OWN`` are one for
    each copy, so that a sheet of cards is for as many people.
    """
    form = _form(pdf)
    if form is None:
        return
    for box in boxes_of(pdf, page):
        # Before its field takes it away: each copy that is filled by itself says it again.
        of_field = {key: box[key] for key in _OF_A_FIELD if key in box}
        name = of_field["T"].string
        is_own = name.startswith(OWN)
        if not is_own:
            field = pydyf.Dictionary({**of_field, "Kids": pydyf.Array()})
            pdf.add_object(field)
            for key in of_field:
                del box[key]
            fields = form["Fields"]
            fields[fields.index(box.reference)] = field.reference
            _belongs(box, field)
        for number, (right, up) in enumerate(offsets_pt, 2):
            again = pydyf.Dictionary({key: box[key] for key in ("Type", "Subtype", "P", "F")})
            again["Rect"] = _moved(box["Rect"], right, up)
            pdf.add_object(again)
            page["Annots"].append(again.reference)
            _tag(pdf, page, again)
            if is_own:
                words = f"{of_field['TU'].string} ({number})"
                again.update(
                    of_field | {"T": pydyf.String(f"{name}-{number}"), "TU": pydyf.String(words)}
                )
                form["Fields"].append(again.reference)
            else:
                _belongs(again, field)


def _belongs(box: Any, field: Any) -> None:
    box["Parent"] = field.reference
    field["Kids"].append(box.reference)


def _moved(rectangle: Sequence[float], right: float, up: float) -> Any:
    x1, y1, x2, y2 = (float(side) for side in rectangle)
    return pydyf.Array((x1 + right, y1 + up, x2 + right, y2 + up))


def _tag(pdf: Any, page: Any, box: Any) -> None:
    """Name a place to type among the tags: PDF/UA wants each one named, on copies too."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    document = _object(pdf, root["K"][0])
    tree = _object(pdf, root["ParentTree"])["Nums"]
    place = pydyf.Dictionary({"Type": "/OBJR", "Obj": box.reference, "Pg": page.reference})
    pdf.add_object(place)
    tag = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "K": pydyf.Array([place.reference]),
            "Pg": page.reference,
            "P": document.reference,
        }
    )
    pdf.add_object(tag)
    document["K"].append(tag.reference)
    box["StructParent"] = tree[-2] + 1
    tree += [box["StructParent"], tag.reference]


def move(boxes: Sequence[tuple[Sequence[Any], float]], page: Any) -> None:
    """Put *boxes* on *page*, each group so far to the right. Their tags are left behind."""
    places = pydyf.Array()
    for group, right in boxes:
        for box in group:
            box.pop("StructParent", None)
            box["Rect"] = _moved(box["Rect"], right, 0)
            box["P"] = page.reference
            places.append(box.reference)
    if places:
        page["Annots"] = places
