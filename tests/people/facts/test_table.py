"""The table of facts: every contact, scheme and rule is in it, and it comes back as it went out."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.check import TODAY
from support.each import each
from support.example import ROOT
from support.facts import NEW, content_bytes, export, fill, lines_of, write_lines
from support.translations import run, words, workplace

from generator.load import Content, load_content
from generator.people.facts.forms import RENDER
from generator.people.facts.questions import Cell, cell_text, cells_of, read_value
from generator.people.facts.store import write_changes
from generator.people.facts.table import COLUMNS, NEEDED, TO_FILL_IN, parse_table
from generator.people.facts.take_in import merge
from generator.sheets.csv_file import guard, unguard
from generator.sheets.faults import UnreadableFormError
from generator.text.plain import PLACEHOLDER

pytestmark = pytest.mark.thorough

HOSTS = sorted(path.name for path in (ROOT / "content/hosts").iterdir())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path)


@pytest.fixture(scope="session")
def real_content() -> Content:
    content, problems = load_content(ROOT / "content")
    assert not [problem for problem in problems if problem.level == "error"]
    return content


# --- what goes out ----------------------------------------------------------------------------


def test_every_fact_of_every_host_is_asked_about(real_content: Content) -> None:
    assert HOSTS
    for slug in HOSTS:
        host = real_content.hosts[slug]
        asked = {cell.fact for cell in cells_of(real_content, slug) if not cell.blank}
        assert f"{slug}.answers.what_happens" in asked
        groups = ("contacts", "rules", "schemes")
        facts = {fact for fact in asked if fact.split(".")[1] in groups}
        wanted = {
            f"{slug}.{group}.{name}"
            for group, own in (
                ("contacts", host.assistance.contacts),
                ("rules", host.assistance.rules),
                ("schemes", host.insurance.schemes),
            )
            for name, fact in own.items()
            if fact.withdrawn is None
        }
        assert facts == wanted


def test_what_is_not_known_is_marked(example_content: Content) -> None:
    gaps = {cell.key for cell in cells_of(example_content, "freedonia") if cell.gap}
    assert "freedonia.contacts.ambulance.languages" in gaps
    assert "freedonia.contacts.police.cost" in gaps
    assert "freedonia.contacts.flood-office.hours" not in gaps
    assert "freedonia.rules.leave-province.answer" in gaps
    assert "freedonia.schemes.hurt-at-work.covered.domestic.answer" in gaps
    assert not [key for key in gaps if ".new-" in key]


def test_what_editors_decide_is_not_asked(example_content: Content) -> None:
    asked = {cell.path[-1] for cell in cells_of(example_content, "freedonia")}
    assert asked >= {"number", "languages", "answer", "days", "amount", "opens"} - {"opens"}
    assert not asked & {"icon", "carry", "life_safety", "called_on", "called_by", "sources"}


def test_every_value_is_read_as_it_is_shown(real_content: Content) -> None:
    for slug in each(HOSTS):
        for cell in cells_of(real_content, slug):
            if cell.now and not cell.words:
                value = read_value(cell.now, cell)
                assert value is not None or cell.now == "not-known", cell.key
                if isinstance(value, list):
                    assert cell_text(tuple(value)) == cell.now


def test_the_short_table_has_the_gaps_alone(place) -> None:
    lines = lines_of(export("csv", "--not-known"))
    assert lines
    assert {line["state"] for line in lines} == {"not known"}


def test_the_workbook_has_a_list_for_each_closed_choice(place) -> None:
    book = openpyxl.load_workbook(export("xlsx"))
    assert book.sheetnames[:8] == [
        "read me", "find out first", "contacts", "rules", "schemes", "hazards", "answers", "posts",
    ]  # fmt: skip
    lists = book["lists"]
    assert lists.sheet_state == "hidden"
    for title in ("contacts", "rules", "schemes"):
        page = book[title]
        head = {cell.value: cell.column_letter for cell in page[1]}
        found = {}
        for menu in page.data_validations.dataValidation:
            first, last = menu.formula1.removeprefix("lists!").replace("$", "").split(":")
            choices = [row[0].value for row in lists[f"{first}:{last}"]]
            for cells in menu.sqref.ranges:
                for row in range(cells.min_row, cells.max_row + 1):
                    found[page.cell(row, cells.min_col).coordinate] = choices
        assert found[f"{head['confidence']}2"] == ["official", "secondary"]
        for row in range(2, page.max_row + 1):
            one_of = page[f"{head['one of']}{row}"].value
            assert found.get(f"{head['new']}{row}", []) == (one_of.split(", ") if one_of else [])
    costs = [row for row in range(2, book["contacts"].max_row)
             if book["contacts"].cell(row, 3).value == "cost"]  # fmt: skip
    assert costs


def test_only_what_is_to_be_filled_in_can_be_written(place) -> None:
    page = openpyxl.load_workbook(export("xlsx"))["contacts"]
    assert page.protection.sheet
    for cell in page[2]:
        name = page.cell(1, cell.column).value
        assert cell.protection.locked == (name not in TO_FILL_IN), name
        assert cell.number_format == "@"


def test_no_cell_is_a_formula(example_content: Content) -> None:
    cell = next(c for c in cells_of(example_content, "freedonia") if c.words)
    evil = replace(cell, now='=HYPERLINK("http://x","y")', title="+1", note="@x")
    text = RENDER["csv"]([evil], example_content).decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))]
    book = openpyxl.load_workbook(io.BytesIO(RENDER["xlsx"]([evil], example_content)))
    assert {c.data_type for row in book["contacts"].iter_rows() for c in row} <= {
        "s",
        "n",
        "inlineStr",
    }


# --- and back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", RENDER)
def test_an_export_that_nobody_touched_changes_no_byte(place, form) -> None:
    before = content_bytes()
    path = export(form)
    result = run("facts", "import", path.name)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("0 answers changed, 0 confirmed, 0 facts added")
    assert content_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("form", RENDER)
@pytest.mark.parametrize("slug", HOSTS)
def test_nothing_of_the_real_facts_is_lost_on_the_way(form, slug, real_content) -> None:
    cells = cells_of(real_content, slug)
    reading = parse_table(RENDER[form](cells, real_content))
    assert (reading.untouched, reading.lines, reading.faults) == (len(cells), [], [])


tables = st.lists(st.tuples(words, words, words), min_size=1, max_size=5)


@pytest.mark.parametrize("form", RENDER)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=tables)
def test_whatever_stands_in_a_fact_comes_back(form, texts, example_content: Content) -> None:
    known = cells_of(example_content, "freedonia")
    cells = [
        replace(cell, now=now, title=title, note=note)
        for cell, (now, title, note) in zip(known, texts, strict=False)
    ]
    filled = with_new(form, RENDER[form](cells, example_content), "x")
    reading = parse_table(filled)
    assert (reading.untouched, reading.faults) == (0, [])
    for cell, line in zip(cells, reading.lines, strict=True):
        told = {name: line.cells[name] for name in ("key", "now", "fact", "note", "new")}
        assert told == {"key": cell.key, "now": cell.now, "fact": cell.title, "note": cell.note,
                        "new": "x"}  # fmt: skip


def with_new(form: str, data: bytes, text: str) -> bytes:
    """Write *text* into the column "new" of every line."""
    at = list(COLUMNS).index("new")
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        for row in book["contacts"].iter_rows(min_row=2):
            row[at].value = text
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
    lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for line in lines[1:]:
        line[at] = guard(text)
    out_text = io.StringIO()
    csv.writer(out_text).writerows(lines)
    assert unguard(lines[1][at]) == text
    return out_text.getvalue().encode()


picked = st.dictionaries(st.integers(0, 10_000), words, max_size=6)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(picked=picked, form=st.sampled_from(list(RENDER)))
def test_nothing_that_is_written_into_a_table_makes_it_crash(
    picked, form, example_content: Content
) -> None:
    known = cells_of(example_content, "freedonia")
    cells = [known[number % len(known)] for number in picked]
    data = RENDER[form](known, example_content)
    filled = {
        cell.key: {"new": text, **NEW} for cell, text in zip(cells, picked.values(), strict=True)
    }
    merged = merge(_filled(data, form, filled), example_content, TODAY)
    named = {*merged.changed, *merged.confirmed, *(fault.key for fault in merged.refused)}
    assert named >= {key for key in filled if ".new-" not in key}
    assert all(str(fault) and fault.place for fault in merged.refused)


def _filled(data: bytes, form: str, filled):
    if form == "csv":
        lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for line in lines:
            line.update({k: guard(v) for k, v in filled.get(line["key"], {}).items()})
        text = io.StringIO()
        writer = csv.DictWriter(text, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
        return parse_table(text.getvalue().encode())
    from generator.sheets.workbook import as_text

    book = openpyxl.load_workbook(io.BytesIO(data))
    for page in book.worksheets:
        names = [cell.value for cell in page[1]]
        if "key" in names:
            for row in page.iter_rows(min_row=2):
                for name, text in filled.get(row[0].value, {}).items():
                    as_text(row[names.index(name)], text)
    out = io.BytesIO()
    book.save(out)
    return parse_table(out.getvalue())


@pytest.mark.slow
@pytest.mark.parametrize("form", RENDER)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_filled_in_stands_in_the_next_export(
    form, data, example_content: Content, tmp_path_factory
) -> None:
    root = workplace(tmp_path_factory.mktemp("facts")) / "content"
    known = [cell for cell in cells_of(example_content, "freedonia") if not cell.blank]
    fit = [cell for cell in known if cell.words or cell.path[-1] in _CHOSEN]
    cells = data.draw(st.lists(st.sampled_from(fit), max_size=8, unique_by=lambda c: c.key))
    filled = {cell.key: {"new": data.draw(_value(cell)), **NEW} for cell in cells}
    reading = _filled(RENDER[form](known, example_content), form, filled)
    merged = merge(reading, example_content, TODAY)
    assert merged.refused == []
    write_changes(merged, example_content, root)
    content, problems = load_content(root)
    assert not [p for p in problems if p.level == "error"]
    now = {cell.key: cell.now for cell in cells_of(content, "freedonia")}
    wanted = {key: own["new"] for key, own in filled.items()}
    assert now == {cell.key: cell.now for cell in known} | wanted | {
        key: text for key, text in now.items() if ".new-" in key
    }


_CHOSEN = ("cost", "asks_id", "without_papers", "about", "seat", "official")
plain_words = st.text(
    st.characters(categories=["L", "Nd", "P"], exclude_characters="?%\ufffd"), min_size=1
)


def _value(cell: Cell) -> st.SearchStrategy[str]:
    """Draw what fits into *cell*; the placeholders of a sentence stay."""
    if cell.choices:
        return st.sampled_from(cell.choices)
    kept = "".join(f" {match[0]}" for match in PLACEHOLDER.finditer(cell.now))
    return plain_words.map(lambda text: unicodedata.normalize("NFC", f"{text}.") + kept)


# --- what is no table of ours -----------------------------------------------------------------


@pytest.mark.parametrize("column", NEEDED)
def test_a_missing_column_is_named(place, column) -> None:
    path = export("csv")
    lines = lines_of(path)
    for line in lines:
        del line[column]
    write_lines(path, lines)
    result = run("facts", "import", path.name)
    assert result.exit_code == 1
    assert f"facts.csv: the first line has no column {column}. Keep the first line" in result.output


def test_a_column_that_stands_twice_is_named() -> None:
    head = ",".join([*COLUMNS, "new"])
    with pytest.raises(UnreadableFormError, match="has the column new twice"):
        parse_table(head.encode())


def test_columns_may_be_moved_with_their_names(place) -> None:
    path = export("csv")
    lines = [dict(reversed(line.items())) for line in lines_of(path)]
    write_lines(path, lines)
    fill(path, {"freedonia.contacts.police.cost": {"new": "free", **NEW}})
    result = run("facts", "import", path.name, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "1 answers would be changed" in result.output


def test_columns_that_changed_places_are_told(place) -> None:
    path = export("csv")
    lines = lines_of(path)
    for line in lines:
        line["now"], line["new"] = line["new"], line["now"]
    write_lines(path, lines)
    before = content_bytes()
    result = run("facts", "import", path.name)
    assert result.exit_code == 1
    assert 'the columns "now" and "new" have changed places' in result.output
    assert content_bytes() == before


def test_another_code_page_is_refused_with_its_line(place) -> None:
    path = export("csv")
    path.write_bytes("key,fact\r\nx,Ámbar\r\n".encode("cp1252"))
    result = run("facts", "import", path.name)
    assert result.exit_code == 1
    assert "line 2 is not UTF-8" in result.output
    assert "--to xlsx" in result.output


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_csv_may_come_back_in_the_spelling_of_another_country(place, delimiter, encoding) -> None:
    path = export("csv")
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(
        csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    )
    reading = parse_table(text.getvalue().encode(encoding))
    assert reading.untouched == len(lines_of(path))


def test_a_table_of_translations_is_told_from_one_of_facts(place) -> None:
    run("translations", "export", "my", "--to", "xlsx", "-o", "my.xlsx")
    run("translations", "export", "my", "--to", "xliff", "-o", "my.xliff")
    assert "no column fact" in run("facts", "import", "my.xlsx").output
    assert "advisory translations import" in run("facts", "import", "my.xliff").output
    assert "no column source" not in run("translations", "import", str(export("csv")), "--locale",
                                         "my").output  # fmt: skip


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "workbook"),
        (b"\xd0\xcf\x11\xe0", "Save it as .xlsx"),
        (b"a,b\n1,2\n", "no column key"),
        (b'key,"new\n', "quote that is not closed|no column"),
    ],
)
def test_what_is_no_table_is_told_so(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableFormError, match=told):
        parse_table(data)


def test_a_workbook_that_unfolds_to_gigabytes_is_not_opened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    with pytest.raises(UnreadableFormError, match="more than 64,000,000 bytes"):
        parse_table(out.getvalue())


def test_a_sheet_of_notes_that_somebody_added_is_passed_over(place) -> None:
    path = export("xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("my notes", 0).append(["ring again", "monday"])
    book.save(path)
    assert run("facts", "import", path.name).exit_code == 0


def test_a_workbook_with_other_sheets_alone_holds_no_facts(place) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.save("x.xlsx")
    assert "no sheet of the workbook contains facts" in run("facts", "import", "x.xlsx").output


def test_an_unknown_host_is_wrong_usage(place) -> None:
    result = run("facts", "export", "atlantis")
    assert result.exit_code == 2
    assert "there are: freedonia" in result.output


def test_a_cell_knows_its_own_key(example_content: Content) -> None:
    keys = [cell.key for cell in cells_of(example_content, "freedonia")]
    assert len(keys) == len(set(keys))
    assert isinstance(cells_of(example_content, "freedonia")[0], Cell)
