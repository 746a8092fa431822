"""Export and import: nothing changes by itself, nothing is lost, nothing stale gets in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.example import BUILD_DAY
from support.translations import bytes_of, edit, run, words, workplace

from generator.load import Content
from generator.people.translators.forms import RENDER, parse_any
from generator.people.translators.rows import make_sheet
from generator.people.translators.take_in import merge
from generator.po.catalog import Catalog, Entry, load_catalog, po_path, review_digest
from generator.po.passages import passages

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 25)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workplace(tmp_path, staff=False)


@pytest.fixture
def updated(place: Path) -> Path:
    """A repository whose PO files are as ``translations update`` writes them."""
    assert run("translations", "update").exit_code == 0
    return place


def entry(place: Path, key: str, locale: str = "my") -> Entry:
    domain, _, context = key.partition(":")
    return load_catalog(po_path(place / "locales", locale, domain), locale).entries[context]


def changed_csv(path: Path, change: Callable[[dict[str, dict[str, str]]], None]) -> None:
    """Change the rows of an exported CSV, by key."""
    lines = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    change({line["key"]: line for line in lines})
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    path.write_text(text.getvalue(), "utf-8-sig")


# --- nothing changes by itself --------------------------------------------------------------


@pytest.mark.parametrize("form", RENDER)
@pytest.mark.parametrize("locale", ["my", "es"])
def test_an_export_that_nobody_filled_in_changes_nothing(updated, form, locale) -> None:
    before = bytes_of(updated / "locales")
    assert run("translations", "export", locale, "--to", form).exit_code == 0
    result = run("translations", "import", f"{locale}.{form}")
    assert result.exit_code == 0, result.output
    assert "0 translations imported, 0 confirmed" in result.output
    assert bytes_of(updated / "locales") == before


translations = st.dictionaries(st.integers(0, 400), words, max_size=8)


@pytest.mark.parametrize("form", RENDER)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(translated=translations, fuzzy=st.sets(st.integers(0, 400)))
def test_whatever_stands_in_a_po_file_survives_the_journey(
    form: str, translated: dict[int, str], fuzzy: set[int], example_content: Content
) -> None:
    known = passages(example_content, interface={"a.b": "Yes"})
    entries: dict[str, dict[str, Entry]] = {}
    for number, text in translated.items():
        passage = known[number % len(known)]
        old = number in fuzzy
        row = Entry(passage.source, text, fuzzy=old, previous="Before." if old else "",
                    comments=("translated-by: ana, 2026-01-01",))  # fmt: skip
        entries.setdefault(passage.domain, {})[passage.context] = row
    catalogs = {("my", domain): Catalog("my", domain, own) for domain, own in entries.items()}
    sheet = make_sheet(known, catalogs, "my")
    assert len(sheet.rows) == len(known)
    reading = parse_any(RENDER[form](sheet))
    merged = merge(reading, known, catalogs, "my", by=None, today=TODAY)
    assert (merged.edits, merged.refused, merged.nameless) == ({}, [], False)
    assert merged.untouched == len(known)


# --- what a translator wrote gets in, with handle and day -------------------------------------

FIRE = "hazards:fire.name"
FLOOD = "hazards:flood.name"


@pytest.mark.parametrize("form", ["csv", "xlsx", "xliff"])
def test_a_new_translation_gets_in_and_its_neighbours_stay(updated, form) -> None:
    run("translations", "export", "my", "--to", form, "-o", f"x.{form}")
    path = updated / f"x.{form}"
    if form == "csv":
        changed_csv(path, lambda rows: rows[FIRE].update(translation="မီး"))
    elif form == "xliff":
        edit(path, lambda text: text.replace("မီးလောင်ခြင်း", "မီး", 1))
    else:
        from openpyxl import load_workbook

        book = load_workbook(path)
        (line,) = (row for row in book.active.iter_rows() if row[0].value == FIRE)
        line[4].value = "မီး"
        book.save(path)
    flood = entry(updated, FLOOD)
    before = bytes_of(updated / "locales")
    result = run("translations", "import", f"x.{form}", "--by", "maria", "--locale", "my")
    assert result.exit_code == 0, result.output
    assert "1 translations imported" in result.output
    now = entry(updated, FIRE)
    assert (now.msgstr, now.comments) == ("မီး", (f"translated-by: maria, {BUILD_DAY}",))
    assert (entry(updated, FLOOD).msgstr, entry(updated, FLOOD).comments) == (
        flood.msgstr, flood.comments,
    )  # fmt: skip
    after = bytes_of(updated / "locales")
    assert [name for name in after if after[name] != before[name]] == ["my/LC_MESSAGES/hazards.po"]
    old, new = (each["my/LC_MESSAGES/hazards.po"].splitlines() for each in (before, after))
    assert len(old) == len(new)
    assert len([pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]) == 2


def test_what_a_form_on_a_phone_sends_back_gets_in(updated) -> None:
    answer = {
        "advisory_translations": 1, "locale": "es", "by": "ana",
        "rows": [{"key": FIRE, "source": "Fire", "translation": "Fuego", "was": ""}],
    }  # fmt: skip
    (updated / "es-ana.json.txt").write_text(json.dumps(answer), "utf-8")
    result = run("translations", "import", "es-ana.json.txt")
    assert result.exit_code == 0, result.output
    assert entry(updated, FIRE, "es").comments[0] == f"translated-by: ana, {BUILD_DAY}"


def test_a_handle_written_into_the_row_counts_and_no_handle_is_refused(updated) -> None:
    run("translations", "export", "my", "--to", "csv")
    path = updated / "my.csv"
    changed_csv(path, lambda rows: rows[FIRE].update(translation="မီး"))
    nameless = run("translations", "import", "my.csv")
    assert nameless.exit_code == 2
    assert "Name the translator" in nameless.stderr
    assert entry(updated, FIRE).msgstr == "မီးလောင်ခြင်း"
    assert run("translations", "import", "my.csv", "--by", "Maria Lopez").exit_code == 2
    changed_csv(path, lambda rows: rows[FIRE].update({"translated by": "lin"}))
    assert run("translations", "import", "my.csv").exit_code == 0
    assert entry(updated, FIRE).comments == (f"translated-by: lin, {BUILD_DAY}",)


def test_an_edited_translation_is_a_draft_again(updated) -> None:
    assert entry(updated, FLOOD).reviewed
    run("translations", "export", "my", "--to", "csv")
    changed_csv(updated / "my.csv", lambda rows: rows[FLOOD].update(translation="ရေကြီး"))
    result = run("translations", "import", "my.csv", "--by", "lin", "--over-signed")
    assert result.exit_code == 0
    assert entry(updated, FLOOD).state("Flood") == "draft"


def test_what_a_second_person_has_signed_is_not_overwritten_unasked(updated) -> None:
    before = entry(updated, FLOOD)
    run("translations", "export", "my", "--to", "csv")
    changed_csv(updated / "my.csv", lambda rows: rows[FLOOD].update(translation="ရေကြီး"))
    result = run("translations", "import", "my.csv", "--by", "lin")
    assert result.exit_code == 1
    by = before.signatures[0].by
    assert (
        f'{FLOOD}: {by} has signed the translation that is there: "{before.msgstr}"'
        in result.output
    )
    assert "--over-signed" in result.output
    assert entry(updated, FLOOD) == before


# --- sentences that moved on ------------------------------------------------------------------


def change_source(place: Path) -> None:
    edit(
        place / "content/hazards/fire.yaml", lambda text: text.replace("name: Fire", "name: Blaze")
    )


def test_a_row_whose_source_moved_on_is_refused_and_named(updated) -> None:
    run("translations", "export", "my", "--to", "csv")
    changed_csv(updated / "my.csv", lambda rows: [
        rows[FIRE].update(translation="မီး"), rows[FLOOD].update(translation="ရေကြီး"),
    ])  # fmt: skip
    change_source(updated)
    result = run("translations", "import", "my.csv", "--by", "lin", "--over-signed")
    assert result.exit_code == 1
    assert f'{FIRE}: the English has changed since the export; it is now: "Blaze"' in result.output
    assert "my.csv: line " in result.output
    assert entry(updated, FLOOD).msgstr == "ရေကြီး"
    assert entry(updated, FIRE).msgstr == "မီးလောင်ခြင်း"


@pytest.mark.parametrize("form", ["csv", "xliff", "html"])
def test_a_translation_that_still_fits_is_confirmed(updated, form) -> None:
    change_source(updated)
    run("translations", "export", "my", "--to", form, "--only", "behind", "-o", f"my.{form}")
    path = updated / f"my.{form}"
    if form == "csv":
        assert "previous source" in path.read_text("utf-8-sig").splitlines()[0]
        changed_csv(path, lambda rows: rows[FIRE].update({"still right": "yes"}))
    elif form == "xliff":
        edit(path, lambda text: text.replace("needs-adaptation", "translated"))
    else:
        assert '"previous":"Fire"' in path.read_text("utf-8")
        (row,) = json.loads(path.read_text().partition('id="data">')[2].partition("</script>")[0])[
            "rows"
        ]
        answer = {"advisory_translations": 1, "locale": "my", "by": "lin",
                  "rows": [row | {"confirmed": True}]}  # fmt: skip
        path.write_text(json.dumps(answer), "utf-8")
    result = run("translations", "import", str(path), "--by", "lin")
    assert "0 translations imported, 1 confirmed" in result.output, result.output
    now = entry(updated, FIRE)
    assert (now.msgid, now.fuzzy, now.previous) == ("Blaze", False, "")
    assert now.comments == (f"translated-by: lin, {BUILD_DAY}",)


def test_two_translators_do_not_overwrite_each_other(updated) -> None:
    run("translations", "export", "my", "--to", "csv", "-o", "a.csv")
    run("translations", "export", "my", "--to", "csv", "-o", "b.csv")
    changed_csv(updated / "a.csv", lambda rows: rows[FIRE].update(translation="မီး"))
    changed_csv(updated / "b.csv", lambda rows: rows[FIRE].update(translation="မီးဘေး"))
    words = ("--by", "lin", "--locale", "my")
    assert run("translations", "import", "a.csv", *words).exit_code == 0
    result = run("translations", "import", "b.csv", *words)
    assert result.exit_code == 1
    assert 'somebody else has translated this passage since: "မီး"' in result.output
    assert entry(updated, FIRE).msgstr == "မီး"
    # The same file once more: what it says stands already.
    assert run("translations", "import", "a.csv", *words).exit_code == 0


# --- slips ---------------------------------------------------------------------------------------

SAVE = "hazards:flood.messages.save-numbers.text"


@pytest.mark.parametrize(
    ("key", "change", "told"),
    [
        (FIRE, {"translation": ""}, "the translation is empty"),
        (FIRE, {"translation": "a\x07b"}, "an invisible character (U+0007)"),
        (FIRE, {"translation": "????"}, "letters have become question marks"),
        (FIRE, {"source": "မီး", "translation": "Fire"}, "are swapped"),
        (FIRE, {"key": "hazards:no.such", "translation": "x"}, "this passage no longer exists"),
        (FIRE, {"key": "", "translation": "x"}, "the key is missing"),
        (SAVE, {"translation": "%(diaster)s"}, "Use exactly %(disaster)s."),
        (FIRE, {"translation": "မီးေလာင္ေနရင္ ျပတင္းေပါက္ကို ခြဲၿပီး ထြက္ပါ။ အကူအညီေတာင္းပါ"}, "Zawgyi"),
        (SAVE, {"translation": "1784"}, "Use exactly %(disaster)s."),
    ],
)
def test_a_slip_is_refused_with_its_line_and_changes_nothing(updated, key, change, told) -> None:
    run("translations", "export", "my", "--to", "csv")
    changed_csv(updated / "my.csv", lambda rows: rows[key].update(change))
    before = bytes_of(updated / "locales")
    result = run("translations", "import", "my.csv", "--by", "lin")
    assert result.exit_code == 1
    assert "my.csv: line " in result.output
    assert told in result.output
    assert bytes_of(updated / "locales") == before


def test_a_passage_that_stands_twice_with_two_words_is_refused_once(updated) -> None:
    run("translations", "export", "my", "--to", "csv")
    path = updated / "my.csv"
    changed_csv(path, lambda rows: rows[FIRE].update(translation="မီး"))
    line = next(li for li in path.read_text("utf-8-sig").splitlines() if li.startswith(FIRE))
    path.write_text(path.read_text("utf-8-sig") + line.replace("မီး", "မီးဘေး") + "\n", "utf-8")
    result = run("translations", "import", "my.csv", "--by", "lin")
    assert "this passage is there twice (line " in result.output
    assert entry(updated, FIRE).msgstr == "မီး"


def test_a_dry_run_writes_nothing(updated) -> None:
    run("translations", "export", "my", "--to", "csv")
    changed_csv(updated / "my.csv", lambda rows: rows[FIRE].update(translation="မီး"))
    before = bytes_of(updated / "locales")
    result = run("translations", "import", "my.csv", "--by", "lin", "--dry-run")
    assert "1 translations would be imported" in result.output
    assert bytes_of(updated / "locales") == before


def test_wrong_usage_says_what_there_is(updated) -> None:
    for given_words, told in (
        (("export", "en"), "is the source language"),
        (("export", "tlh"), "no language"),
        (("export", "my", "--only", "done"), "there are: missing, behind, draft, reviewed"),
        (("import", "content/site.yaml"), "no column"),
    ):
        result = run("translations", *given_words)
        assert result.exit_code in (1, 2)
        assert told in result.output
    run("translations", "export", "my", "--to", "csv", "-o", "words.csv")
    assert run("translations", "import", "words.csv").exit_code == 0, (
        "it says itself what it is for"
    )
    changed_csv(
        updated / "words.csv", lambda rows: [row.update({"for": ""}) for row in rows.values()]
    )
    assert "--locale" in run("translations", "import", "words.csv").output


def test_a_broken_po_file_stops_an_import_with_its_line(updated) -> None:
    run("translations", "export", "my", "--to", "csv")
    path = updated / "locales/my/LC_MESSAGES/prepare.po"
    with path.open("a") as file:
        file.write('\nmsgctxt "x"\nmsgid "y"\n')
    result = run("translations", "import", "my.csv")
    assert result.exit_code == 1
    assert "prepare.po:" in result.output
    assert (
        "the file ends in the middle of this message. Fix this line, then run the command again."
        in result.output
    )


def test_only_asks_for_what_is_wanted(updated) -> None:
    run("translations", "export", "my", "--to", "csv", "--only", "draft,reviewed")
    states = {
        line["state"]
        for line in csv.DictReader(io.StringIO((updated / "my.csv").read_text("utf-8-sig")))
    }
    assert states == {"draft", "reviewed"}
    assert review_digest("Flood", entry(updated, FLOOD).msgstr)


def test_a_po_file_of_another_program_gets_handles_only_where_it_changed(updated) -> None:
    path = updated / "locales/my/LC_MESSAGES/hazards.po"
    copy = updated / "hazards.po"
    copy.write_bytes(path.read_bytes())
    assert (
        "0 translations imported, 0 confirmed" in run("translations", "import", "hazards.po").output
    )
    edit(copy, lambda text: text.replace('msgstr "မီးလောင်ခြင်း"', 'msgstr "မီး"'))
    result = run("translations", "import", "hazards.po", "--by", "lin")
    assert "1 translations imported, 0 confirmed" in result.output, result.output
    assert entry(updated, FIRE).comments == (f"translated-by: lin, {BUILD_DAY}",)
    with copy.open("a") as file:
        file.write('\nmsgctxt "x"\n')
    broken = run("translations", "import", "hazards.po")
    assert broken.exit_code == 1
    assert "hazards.po: line " in broken.output


def test_a_translator_is_told_the_words_of_the_glossary(updated) -> None:
    (updated / "content/glossary.yaml").write_text(
        "terms:\n  fire:\n    term: fire\n    renderings:\n      my:\n"
        '        use: ["မီးလောင်ခြင်း", "မီး"]\n        avoid: ["မီးပွဲ"]\n',
        "utf-8",
    )
    result = run("translations", "export", "my", "--to", "csv")
    assert result.exit_code == 0, result.output
    lines = csv.DictReader(io.StringIO((updated / "my.csv").read_text("utf-8-sig")))
    terms = {line["key"]: line["terms"] for line in lines}
    assert terms[FIRE] == "fire: မီးလောင်ခြင်း, မီး (not: မီးပွဲ)"
    assert terms[FLOOD] == ""
