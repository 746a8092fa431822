"""The workbook of the core: what a volunteer writes on a phone comes back whole, and each slip is told with its place."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from support.example import BUILD_DAY
from support.translations import bytes_of, run, workplace

from generator.people.translators.core_workbook import TITLE, YOU, consent_lines
from generator.people.translators.forms import parse_any
from generator.people.translators.pictures import png_pictures
from generator.people.translators.rows import VoiceConsent
from generator.po.catalog import load_catalog, po_path, review_digest

pytestmark = pytest.mark.thorough

TAG = "shn"
BOOK = f"{TAG}-core.xlsx"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with a language whose speakers read Burmese, and its workbook."""
    place = workplace(tmp_path_factory.mktemp("core"), staff=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        made = run("new", "locale", TAG, "--fallback", "my,en", "--minority")
        assert made.exit_code == 0, made.output
        result = run("translations", "export", TAG, "--core", "-o", BOOK)
        assert result.exit_code == 0, result.output
    return place


@pytest.fixture
def place(exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(exported, tmp_path / "x")
    monkeypatch.chdir(tmp_path / "x")
    return tmp_path / "x"


def columns(page: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in page[1]}


def change(act: Callable[[Worksheet, dict[str, int]], object]) -> None:
    """Open the workbook as a sheet app does, change its table, save it."""
    book = load_workbook(BOOK)
    page = book[TITLE]
    act(page, columns(page))
    book.save(BOOK)


def written(number: int) -> str:
    return f"တႆး {number} မႃး"


def filled(page: Worksheet, at: dict[str, int]) -> None:
    for number in range(2, page.max_row + 1):
        source = page.cell(number, at["source"]).value
        holes = " ".join(word for word in str(source).split() if word.startswith("%("))
        page.cell(
            number, at["translation"]
        ).value = f"{written(number)} {holes.rstrip('.,')}".strip()


def entry_of(key: str):
    domain, _, context = key.partition(":")
    return load_catalog(po_path(Path("locales"), TAG, domain), TAG).entries[context]


def test_each_line_stands_beside_its_picture_and_what_is_read_at_home(place: Path) -> None:
    book = load_workbook(BOOK)
    page, at = book[TITLE], columns(book[TITLE])
    assert list(at)[:5] == ["line", "picture", "source", "in my", "translation"]
    assert {"your remark", "sound", "note"} <= set(at)
    beside = [page.cell(n, at["in my"]).value for n in range(2, page.max_row + 1)]
    assert any("\u1000" <= letter <= "\u109f" for text in beside if text for letter in text)
    for name in ("key", "state", "for", "was"):
        assert page.column_dimensions[page.cell(1, at[name]).column_letter].hidden
    rows = {picture.anchor._from.row for picture in page._images}
    assert rows, "no picture"
    # Else pictures stand beside the sentence before their own.
    assert all(page.row_dimensions[number].height for number in range(1, page.max_row + 1))
    assert {picture.anchor._from.col for picture in page._images} == {at["picture"] - 1}
    # By chat, on a network that comes and goes.
    assert (place / BOOK).stat().st_size < 100_000


def test_a_picture_under_the_slash_is_another_than_without() -> None:
    made = png_pictures([("fire-out", False), ("fire-out", True), ("no-such", False), ("", False)])
    assert set(made) == {("fire-out", False), ("fire-out", True)}
    assert len(set(made.values())) == 2
    assert all(data.startswith(b"\x89PNG") for data in made.values())


def test_what_a_volunteer_wrote_gets_in_with_handle_and_remark(place: Path) -> None:
    change(filled)
    book = load_workbook(BOOK)
    you = next(row for row in book[YOU].iter_rows() if row[0].value == "Handle")
    you[1].value = "noi"
    page, at = book[TITLE], columns(book[TITLE])
    page.cell(2, at["your remark"]).value = "no word\nfor this"
    key = page.cell(2, at["key"]).value
    book.save(BOOK)
    result = run("translations", "import", BOOK)
    assert result.exit_code == 0, result.output
    assert f'row 2, column E: {key}: the translator says: "no word for this"' in result.output
    entry = entry_of(key)
    assert entry.comments[:2] == (
        f"translated-by: noi, {BUILD_DAY}",
        f"doubt: noi, {BUILD_DAY}: no word for this",
    )
    assert [str(one) for one in entry.doubts] == [f"noi, {BUILD_DAY}: no word for this"]
    # Whoever signs it sees what the translator was not sure of.
    assert run("translations", "review", TAG, "--by", "hseng", "--sheet", "s.html").exit_code == 0
    assert f"noi, {BUILD_DAY}: no word for this" in Path("s.html").read_text("utf-8")
    assert (
        "not sure: noi" in run("translations", "review", TAG, "--by", "hseng", answers="q\n").output
    )
    # The same file again changes nothing and asks nothing.
    before = bytes_of(Path("locales"))
    again = run("translations", "import", BOOK)
    assert "0 translations imported" in again.output
    assert bytes_of(Path("locales")) == before


def test_a_half_filled_workbook_is_taken_and_says_what_is_left(place: Path) -> None:
    change(lambda page, at: page.cell(2, at["translation"], written(2)))
    left = load_workbook(BOOK)[TITLE].max_row - 2
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 0, result.output
    assert "1 translations imported" in result.output
    assert f"{left} of these are still empty" in result.output


def test_merged_cells_are_told_with_their_place_and_the_other_rows_get_in(place: Path) -> None:
    def merge(page: Worksheet, at: dict[str, int]) -> None:
        filled(page, at)
        letter = page.cell(1, at["translation"]).column_letter
        page.merge_cells(f"{letter}3:{letter}4")

    change(merge)
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 1
    for number in (3, 4):
        assert f"row {number}: cells are merged here (E3:E4)" in result.output
    assert "2 refused" in result.output


def test_a_renamed_column_is_named_and_nothing_is_taken(place: Path) -> None:
    change(lambda page, at: page.cell(1, at["translation"], "Tai"))
    before = bytes_of(Path("locales"))
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 1
    assert "no column translation" in result.output
    assert '"tai"' in result.output
    assert bytes_of(Path("locales")) == before


def test_a_renamed_sheet_is_found_by_its_first_line(place: Path) -> None:
    book = load_workbook(BOOK)
    book[TITLE].title = "Sheet7"
    book.save(BOOK)
    assert len(parse_any(Path(BOOK).read_bytes()).rows) == book["Sheet7"].max_row - 1


def test_the_file_of_another_language_is_refused_as_a_whole_or_row_by_row(place: Path) -> None:
    change(filled)
    other = run("translations", "import", BOOK, "--locale", "my", "--by", "noi")
    assert other.exit_code == 2
    assert f'says it is for "{TAG}", not for "my"' in other.stderr
    change(lambda page, at: page.cell(3, at["for"], "mnw"))
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 1
    assert "row 3: " in result.output
    assert 'this row is from the file for "mnw"' in result.output


def test_an_old_font_english_and_the_text_beside_are_told_row_by_row(place: Path) -> None:
    def paste(page: Worksheet, at: dict[str, int]) -> None:
        sentences = [
            n
            for n in range(2, page.max_row + 1)
            if len(str(page.cell(n, at["source"]).value).split()) > 4
        ]
        page.cell(sentences[0], at["translation"], page.cell(sentences[0], at["source"]).value)
        # As Zawgyi has it: the sign before its letter.
        page.cell(
            sentences[-1], at["translation"], "\u1031\u1019\u1038\u1031\u101c\u102c\u1004\u1039"
        )
        beside = [n for n in sentences[1:] if len(page.cell(n, at["in my"]).value or "") > 20]
        page.cell(beside[0], at["translation"], page.cell(beside[0], at["in my"]).value)

    change(paste)
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 1
    assert "it is still the English" in result.output
    assert "typed in Zawgyi or another old font" in result.output
    assert 'it is the text in "my", which stood beside the English' in result.output
    assert "0 translations imported" in result.output


def test_nothing_that_was_signed_is_overwritten(place: Path) -> None:
    change(filled)
    assert run("translations", "import", BOOK, "--by", "noi").exit_code == 0
    key = load_workbook(BOOK)[TITLE].cell(2, columns(load_workbook(BOOK)[TITLE])["key"]).value
    signed = entry_of(key)
    domain, _, context = key.partition(":")
    path = po_path(Path("locales"), TAG, domain)
    line = f"# reviewed-by: hseng, {BUILD_DAY}, {review_digest(signed.msgid, signed.msgstr)}\n"
    text = path.read_text("utf-8")
    mark = f'msgctxt "{context}"'
    head, _, tail = text.partition(mark)
    block, _, comments = head.rpartition("\n\n")
    path.write_text(f"{block}\n\n{line}{comments}{mark}{tail}", "utf-8")
    assert entry_of(key).reviewed
    assert run("translations", "export", TAG, "--core", "-o", BOOK).exit_code == 0
    change(lambda page, at: page.cell(2, at["translation"], written(99)))
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 1
    assert f"{key}: hseng has signed the translation that is there" in result.output
    assert entry_of(key).msgstr == signed.msgstr


def test_who_speaks_reads_what_the_recorder_says(place: Path) -> None:
    said = [row[0].value for row in load_workbook(BOOK)[YOU].iter_rows()]
    assert len(consent_lines()) >= 6
    assert set(consent_lines()) <= set(said)


def test_a_day_that_an_app_made_of_the_text_is_read_and_a_number_as_handle_is_none(
    place: Path,
) -> None:
    book = load_workbook(BOOK)
    cells = {row[0].value: row[1] for row in book[YOU].iter_rows()}
    cells["Handle"].value, cells["18 or older"].value = 7, "YES"
    cells["I agree"].value, cells["Day"].value = "ok", datetime(2026, 11, 20)  # noqa: DTZ001
    book.save(BOOK)
    reading = parse_any(Path(BOOK).read_bytes())
    assert reading.voice == VoiceConsent(adult=True, agreed=True, day="2026-11-20")
    assert reading.by == ""


def test_nothing_of_who_made_it_is_in_the_file(place: Path) -> None:
    book = load_workbook(io.BytesIO((place / BOOK).read_bytes()))
    assert book.properties.creator == "openpyxl"
    assert book.properties.lastModifiedBy is None


def test_cells_merged_in_more_places_than_by_mistake_stop_it(place: Path) -> None:
    def merge(page: Worksheet, _at: dict[str, int]) -> None:
        for number in range(201):
            page.merge_cells(
                start_row=20 + number, end_row=20 + number, start_column=1, end_column=2
            )

    change(merge)
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 1
    assert "merged in more than 200 places" in result.output


def test_what_a_row_says_of_itself_writes_nothing_into_the_terminal(place: Path) -> None:
    change(lambda page, at: page.cell(2, at["key"], "a:\u202eb" * 400))
    change(lambda page, at: page.cell(2, at["your remark"], "x\u202ey"))
    result = run("translations", "import", BOOK, "--by", "noi")
    assert result.exit_code == 1
    assert len(max(result.output.splitlines(), key=len)) < 1000
    assert "\u202e" not in result.output
