"""Forms: what goes out comes back, whatever stands in it; what is broken is told with its place."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook
from support.each import each
from support.translations import sheets, words

from generator.model import limits
from generator.people.translators.csv_form import parse_csv, render_csv
from generator.people.translators.forms import RENDER, parse_any
from generator.people.translators.html_form import parse_form
from generator.people.translators.rows import PassageRow, Sheet
from generator.people.translators.table import COLUMNS
from generator.sheets.csv_file import guard, unguard
from generator.sheets.faults import UnreadableFormError

pytestmark = pytest.mark.thorough

ONE = Sheet("my", (PassageRow("hazards:flood.name", "draft", "Flood", "ရေကြီးခြင်း"),))


def by_key(form: str, sheet: Sheet):
    return {row.key: row for row in parse_any(RENDER[form](sheet)).rows}


@pytest.mark.parametrize("form", RENDER)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheet=sheets)
def test_what_goes_out_comes_back(form: str, sheet: Sheet) -> None:
    back = by_key(form, sheet)
    assert set(back) == {row.key for row in sheet.rows}
    for row in sheet.rows:
        found = back[row.key]
        assert (found.source, found.translation) == (row.source, row.translation)
        assert found.was == row.was
        assert not found.touched
        if form != "html":
            assert found.translated_by == row.translated_by


def test_what_excel_writes_for_odd_letters_is_no_letter_of_ours() -> None:
    sheet = Sheet("my", (PassageRow("a:b", "draft", "_x0041_", "_x000D_ &#10; \u2028"),))
    for form in each(RENDER):
        row = by_key(form, sheet)["a:b"]
        assert (row.source, row.translation) == ("_x0041_", "_x000D_ &#10; \u2028"), form


@given(text=words)
def test_the_guard_of_formulas_can_be_taken_off(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t"))


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    evil = '=HYPERLINK("http://x","y")'
    sheet = Sheet("my", (PassageRow("a:b", "draft", "+1", evil, note="@x", previous="-1"),))
    lines = list(csv.reader(io.StringIO(render_csv(sheet).decode("utf-8-sig"))))
    assert not [cell for line in lines for cell in line if cell.startswith(tuple("=+-@"))]
    book = load_workbook(io.BytesIO(RENDER["xlsx"](sheet)))
    kinds = {cell.data_type for line in book.active.iter_rows() for cell in line}
    assert kinds <= {"s", "n", "inlineStr"}
    assert by_key("xlsx", sheet)["a:b"].translation == evil


def with_csv(change) -> bytes:
    lines = list(csv.reader(io.StringIO(render_csv(ONE).decode("utf-8-sig"))))
    change(lines)
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()


def test_a_csv_of_another_code_page_is_refused_with_its_line() -> None:
    data = (
        render_csv(ONE).decode("utf-8-sig").replace("ရေကြီးခြင်း", "น้ำท่วม").encode("cp874", "replace")
    )
    with pytest.raises(UnreadableFormError, match=r"line 2 is not UTF-8.*CSV UTF-8"):
        parse_any(data)


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_may_come_back_in_the_spelling_of_another_country(delimiter, encoding) -> None:
    lines = csv.reader(io.StringIO(render_csv(ONE).decode("utf-8-sig")))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    (row,) = parse_any(text.getvalue().encode(encoding)).rows
    assert row.translation == "ရေကြီးခြင်း"


def test_columns_are_found_by_name_in_any_order() -> None:
    data = with_csv(lambda lines: [line.reverse() for line in lines])
    (row,) = parse_any(data).rows
    assert (row.source, row.translation, row.touched) == ("Flood", "ရေကြီးခြင်း", False)


def test_a_lost_header_is_told_with_what_it_should_be() -> None:
    data = with_csv(lambda lines: lines.pop(0))
    with pytest.raises(UnreadableFormError, match="no column key and no column source"):
        parse_any(data)


def test_a_quote_that_is_not_closed_names_its_line() -> None:
    with pytest.raises(UnreadableFormError, match="line 3 or one after it is broken"):
        parse_csv(render_csv(ONE) + b'"')


def huge() -> str:
    return "က" * 3_400_000


def test_a_cell_of_ten_megabytes_is_named_and_the_others_are_read() -> None:
    def change(lines: list[list[str]]) -> None:
        lines.append(list(lines[1]))
        lines[1][list(COLUMNS).index("translation")] = huge()

    reading = parse_any(with_csv(change))
    (fault,) = reading.faults
    assert str(fault).startswith(
        "line 2, column 5: hazards:flood.name: this cell contains 3,400,000 characters."
    )
    assert [row.place for row in reading.rows] == ["line 3, column 5"]


@pytest.mark.parametrize("form", ["xliff", "html"])
def test_a_huge_translation_is_named_in_every_form(form: str) -> None:
    sheet = Sheet("my", (PassageRow("a:b", "draft", "x", "y" * (limits.CELL.most + 1)),))
    reading = parse_any(RENDER[form](sheet))
    assert not reading.rows
    assert "10,001 characters" in str(reading.faults[0])


def workbook(*lines: list[object]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_formula_or_date_in_a_workbook_is_named_by_its_cell() -> None:
    data = workbook(
        ["key", "source", "translation"], ["a:b", "x", "=1+1"], ["a:c", "y", True], ["a:d", "z", 7]
    )
    reading = parse_any(data)
    assert [fault.place for fault in reading.faults] == ["row 2, column C", "row 3, column C"]
    assert "a formula" in str(reading.faults[0])
    assert [(row.place, row.translation) for row in reading.rows] == [("row 4, column C", "7")]


def test_a_workbook_that_unfolds_to_gigabytes_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    with pytest.raises(UnreadableFormError, match="more than 64,000,000 bytes"):
        parse_any(out.getvalue())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "workbook"),
        (b"\xd0\xcf\x11\xe0", "Save it as .xlsx"),
        (b"{", "is incomplete"),
        (b'{"locale": "my"}', "not one of our forms|not an answer"),
        (b"<!DOCTYPE html><p>", "not one of our forms"),
        (b"<xliff", "not XML"),
        (b"<html></html>", "not XLIFF"),
        (b'<!DOCTYPE x [<!ENTITY a "aa">]><xliff/>', "document type"),
        (b"[" * 100_000, "column"),
        (b'{"a":' * 100_000, "is incomplete"),
        (b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_what_is_no_form_is_told_so(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableFormError, match=told):
        parse_any(data)


def test_an_answer_that_was_tampered_with_makes_nothing_crash() -> None:
    rows = [1, {"key": 5}, {"translation": None, "confirmed": "yes"}]
    reading = parse_form(json.dumps({"advisory_translations": 1, "rows": rows}).encode())
    assert [str(fault) for fault in reading.faults] == [
        "passage 1: this entry is not a passage. Ask for the file again."
    ]
    assert [(row.key, row.confirmed) for row in reading.rows] == [("", False), ("", False)]
    assert not parse_form(b'{"advisory_translations": 1, "rows": {"a": 1}}').rows


def test_the_form_holds_everything_and_loads_nothing() -> None:
    row = PassageRow("a:b", "draft", "</script><b>x", "y", picture="flood", life_safety=True)
    page = RENDER["html"](Sheet("my", (row,))).decode()
    assert "</script><b>" not in page
    assert page.count('id="p-flood"') == 1
    assert "default-src 'none'" in page
    assert not [word for word in ("http://", "https://", "src=") if word in page.replace(
        "http://www.w3.org/2000/svg", "")]  # fmt: skip
