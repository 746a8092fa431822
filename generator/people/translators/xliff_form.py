"""Beside step 4: a sheet of passages → XLIFF 1.2, and an XLIFF file → its rows.

One ``file`` for each domain. Placeholders are in the text as they are.
Source: docs.oasis-open.org/xliff/v1.2/os/xliff-core.html.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import groupby

from ...model import limits
from ...sheets.faults import Fault, UnreadableFormError
from .rows import PassageRow, ReturnedFile, ReturnedRow, Sheet

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES = {
    "missing": "new",
    "behind": "needs-adaptation",
    "draft": "needs-review-translation",
    "reviewed": "final",
}
_FITS = frozenset({"translated", "signed-off", "final", "needs-review-translation"})


def render_xliff(sheet: Sheet, *, source_locale: str = "en") -> bytes:
    """Write *sheet* as XLIFF."""
    root = ET.Element("xliff", {"version": "1.2", "xmlns": _NAMESPACE})
    rows = sorted(sheet.rows, key=lambda row: row.key.partition(":")[0])
    for domain, rows_of_domain in groupby(rows, key=lambda row: row.key.partition(":")[0]):
        file = ET.SubElement(
            root,
            "file",
            {
                "original": domain,
                "datatype": "plaintext",
                "source-language": source_locale,
                "target-language": sheet.locale,
            },
        )
        body = ET.SubElement(file, "body")
        for row in rows_of_domain:
            _unit(body, row, sheet.beside)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _unit(body: ET.Element, row: PassageRow, beside: str) -> None:
    attributes = {"id": row.key, "extradata": row.was, _XML_SPACE: "preserve"}
    if row.max_letters:
        attributes |= {"maxwidth": str(row.max_letters), "size-unit": "char"}
    unit = ET.SubElement(body, "trans-unit", attributes)
    ET.SubElement(unit, "source").text = row.source
    ET.SubElement(unit, "target", {"state": _STATES[row.state]}).text = row.translation
    if row.previous and row.state == "behind":
        # "reference" only: no tool may offer it as a match.
        other = ET.SubElement(unit, "alt-trans", {"alttranstype": "previous-version"})
        ET.SubElement(other, "source").text = row.previous
        ET.SubElement(other, "target").text = row.translation
    life = ("Life safety: a second person must sign it.",) if row.life_safety else ()
    read_on = (f"Read on: {', '.join(row.used)}.",) if row.used else ()
    for text in (*life, row.note, *read_on, *row.terms):
        if text:
            ET.SubElement(unit, "note", {"from": "developer"}).text = text
    if row.beside:
        # A note: no tool may offer another language's words as a match.
        ET.SubElement(unit, "note", {"from": "developer"}).text = f"In {beside}: {row.beside}"
    for remark in row.remarks:
        note = ET.SubElement(unit, "note", {"from": "reviewer", "priority": "1"})
        note.text = f"Called wrong by {remark}"
    if row.translated_by:
        ET.SubElement(unit, "note", {"from": "translated-by"}).text = row.translated_by


def parse_xliff(data: bytes) -> ReturnedFile:
    """Read an XLIFF file that came back. Raises UnreadableFormError when it is none."""
    # Each begins with this byte, in every encoding; an XML parser makes up to 400 bytes of it.
    if len(data) > limits.TABLE.most or data.count(b"<") > limits.XLIFF.most:
        raise UnreadableFormError(
            f"the file has more than {limits.TABLE.most // 1_000_000} MB, or more than "
            f"{limits.XLIFF.most:,} elements. Something large was pasted in."
        )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableFormError(
            "the file declares a document type, which our files never do. Export it again."
        )
    try:
        root = ET.fromstring(data)  # noqa: S314  (no document type, so no entities)
    except ET.ParseError as error:
        line, column = error.position
        raise UnreadableFormError(
            f"line {line}, column {column + 1} is not XML ({error.msg}). Export the file again, "
            "or save it once more from your program."
        ) from error
    except (LookupError, ValueError) as error:
        raise UnreadableFormError(
            f"the letters of the file cannot be read ({error}). Save it as UTF-8."
        ) from error
    space = {"x": _NAMESPACE}
    if root.tag != f"{{{_NAMESPACE}}}xliff":
        raise UnreadableFormError("this is not XLIFF 1.2. Save it as XLIFF 1.2.")
    file = root.find("x:file", space)
    reading = ReturnedFile(locale="" if file is None else file.get("target-language", ""))
    for number, unit in enumerate(root.iterfind(".//x:trans-unit", space)):
        if number == limits.ROWS.most:
            raise UnreadableFormError(
                f"the file has more than {limits.ROWS.most:,} units. Something large was pasted in."
            )
        _read_unit(unit, space, reading)
    return reading


def _read_unit(unit: ET.Element, space: dict[str, str], reading: ReturnedFile) -> None:
    key = unit.get("id", "")
    target = unit.find("x:target", space)
    text, place = _words(target), f"unit {key}"
    if len(text) > limits.CELL.most:
        message = f"the translation holds {len(text):,} characters"
        remedy = f"Paste the sentence again: at most {limits.CELL.most:,} characters are allowed."
        reading.faults.append(Fault(place, message, remedy))
        return
    who = [
        note.text or ""
        for note in unit.iterfind("x:note", space)
        if note.get("from") == "translated-by"
    ]
    state = "" if target is None else target.get("state", "")
    # A tool that marks it as translated says that the old translation fits; ours never wrote so
    # for a sentence that is behind.
    behind = unit.find("x:alt-trans", space) is not None
    reading.rows.append(
        ReturnedRow(
            place,
            key,
            _words(unit.find("x:source", space)),
            text,
            was=unit.get("extradata", ""),
            translated_by=who[-1] if who else "",
            confirmed=behind and state in _FITS,
        )
    )


def _words(element: ET.Element | None) -> str:
    return "" if element is None else "".join(element.itertext())
