"""``advisory say``: lines are made by a table, follow the sentence, are signed by two, and cannot be written by hand."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.said import SPANISH, message
from support.translations import edit, run, workplace

from generator.load import load_content
from generator.people.translators.review import TranslatedPassage
from generator.po.catalog import Catalog, Entry, load_catalog
from generator.po.say import lines_of

pytestmark = pytest.mark.thorough

PHRASES, SAY = "locales/es/LC_MESSAGES/phrases.po", "locales/my/LC_MESSAGES/pronunciation.po"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of the made-up country with two Spanish sentences, in which the program runs."""
    folder = workplace(tmp_path, staff=False)
    rows = [
        message(f"phrases.{key}.text", english, spanish, ("cy",), "dee")
        for key, (english, spanish) in SPANISH.items()
    ]
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / PHRASES).write_text(head + "".join(rows), "utf-8")
    monkeypatch.chdir(folder)
    return folder


def catalog(place: Path) -> Catalog:
    return load_catalog(place / SAY, "my")


def entry(place: Path, key: str = "es.help") -> Entry:
    return catalog(place).entries[key]


def test_make_writes_each_line_as_a_draft_of_whoever_wrote_the_reading(place: Path) -> None:
    made = run("say", "make", "es", "my")
    assert made.exit_code == 0, made.output
    assert "my: 12 lines made, 0 unchanged" in made.output
    one = entry(place)
    assert (one.msgid, one.msgstr) == ("Ayuda por favor. [a-yu-da por fa-vor.]", "အာယူဒါ ပေါ် ဖာဗော်။")
    assert one.translated_by == "machine draft"
    assert one.state(one.msgid) == "draft"
    before = (place / SAY).read_bytes()
    assert "no lines made, 12 unchanged" in run("say", "make").output
    assert (place / SAY).read_bytes() == before
    check = run("check").output
    assert "pronunciation.po" not in check
    assert "[reading" not in check


def test_a_line_is_behind_when_its_sentence_changes_and_comes_back_with_the_reading(
    place: Path,
) -> None:
    run("say", "make")
    edit(place / PHRASES, lambda text: text.replace("Ayuda por favor.", "Auxilio."))
    assert "reading-behind" in run("check").output
    update = run("translations", "update", "my")
    assert update.exit_code == 0, update.output
    behind = entry(place)
    assert behind.fuzzy
    assert (behind.msgid, behind.previous) == (
        "Auxilio. [?]", "Ayuda por favor. [a-yu-da por fa-vor.]",
    )  # fmt: skip
    failed = run("say", "make")
    assert failed.exit_code == 1
    assert "es help: nobody has written how the sentence of today is read." in failed.output
    edit(
        place / "content/readings/es.yaml",
        lambda text: text.replace("Ayuda por favor.", "Auxilio.").replace("a-yu-da por fa-vor.", "a-u-c-i-l-i-o."),
    )  # fmt: skip
    wrong = run("check").output
    assert "[reading] es.readings.help.reading: its letters are not those of the sentence" in wrong


def test_two_people_sign_it_by_its_code_and_its_writer_cannot(place: Path) -> None:
    run("say", "make")
    content = load_content(place / "content")[0]
    passage = next(
        one.passage for one in lines_of(content, place / "locales", "my") if one.key == "help"
    )
    code = TranslatedPassage(passage, entry(place)).code
    review = ("translations", "review", "my", "--domain", "pronunciation", "--sign", code, "--by")
    assert "1 passages signed by ana." in run(*review, "ana").output
    assert "es for my: made 2 of 2, signed by two people 0" in run("say", "list").output
    assert "1 passages signed by bo." in run(*review, "bo", "--again").output
    assert "signed by two people 1, shown 1; digits signed 0 of 10" in run("say", "list").output
    # Whoever reviews Burmese without hearing anything is not asked.
    alone = run("translations", "review", "my", "--by", "di", "--sheet", "sheet.html")
    assert alone.exit_code == 0
    assert "အာယူဒါ" not in (place / "sheet.html").read_text("utf-8")


def test_what_comes_back_written_by_hand_is_refused(place: Path) -> None:
    run("say", "make")
    assert run("translations", "export", "my", "--to", "xlsx", "-o", "my.xlsx").exit_code == 0
    book = load_workbook(place / "my.xlsx")
    sheet = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "အာယူဒါ ပေါ် ဖာဗော်။"]
    assert len(cells) == 1
    cells[0].value = "အာယုဒ ပေါ် ဖဗော်။"
    book.save(place / "my.xlsx")
    back = run("translations", "import", "my.xlsx", "--locale", "my", "--by", "ana")
    assert back.exit_code == 1
    assert 'a table makes this line, and makes it "အာယူဒါ ပေါ် ဖာဗော်။"' in back.output
    assert entry(place).msgstr == "အာယူဒါ ပေါ် ဖာဗော်။"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("အာယူဒါ por ဖာဗော်။", '"p" is no letter of the script Mymr'),
        ("အာယူဒါ ပေါ် ဖာဗော်ဗော်။", "it has 7 syllables, and the reading 6"),
        ("အာယူဒါ ပေါ် ဖာဖော်။", 'the table makes "အာယူဒါ ပေါ် ဖာဗော်။" of this reading'),
    ],
)
def test_a_line_written_by_hand_is_an_error(place: Path, wrong: str, says: str) -> None:
    run("say", "make")
    edit(place / SAY, lambda text: text.replace("အာယူဒါ ပေါ် ဖာဗော်။", wrong))
    checked = run("check")
    assert checked.exit_code == 1
    assert f"[say-line] es.help: {says}" in checked.output
    assert "1 line made" in run("say", "make").output
    assert run("check").output.count("[say-line]") == 0


def test_the_sheet_parts_the_voice_from_the_ear_and_says_first_that_it_is_a_draft(
    place: Path,
) -> None:
    run("say", "make")
    assert run("say", "sheet", "es", "my", "-o", "say.html").exit_code == 0
    page = (place / "say.html").read_text("utf-8")
    text = re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL)
    assert text.index("EXERCISE") < text.index("A. For the voice") < text.index("B. For the ear")
    voice = text[text.index("A. For the voice") : text.index("B. For the ear")]
    assert "အာယူဒါ" in voice.replace("\u200b", "").replace("\u2060", "")
    assert "Ayuda" not in voice
    assert "a-yu-da por fa-vor." in text
    assert "%(" not in text


def test_a_pair_without_a_table_and_content_without_any_are_told(place: Path) -> None:
    asked = run("say", "make", "th", "my")
    assert asked.exit_code == 2
    assert 'There is no table for "th my"; there are: es my.' in asked.output
    shutil.rmtree(place / "content/pronunciation")
    assert run("say", "list").exit_code == 0
    assert "There is no table in content/pronunciation/" in run("say", "make").output
    assert run("check").exit_code == 0


def test_sentences_that_cannot_be_read_are_told(place: Path) -> None:
    edit(place / PHRASES, lambda text: f'{text}\nmsgid "')
    for command in (("say", "make"), ("translations", "update", "my"), ("say", "list")):
        told = run(*command)
        assert told.exit_code == 2
        assert "Traceback" not in told.output
        assert "cannot be read" in told.output


def test_a_withdrawn_sentence_leaves_its_line_in_peace_and_a_strange_one_is_told(
    place: Path,
) -> None:
    run("say", "make")
    path = place / "content/phrases.yaml"
    edit(
        path,
        lambda text: text.replace(
            "  help:\n", '  help:\n    withdrawn: {day: "2026-11-20", why: "Heard wrong."}\n', 1
        ),
    )
    assert "pronunciation.po" not in run("check").output
    assert "made 1 of 1" in run("say", "list").output
    edit(place / SAY, lambda text: text.replace('"es.deaf"', '"es.nobody"'))
    assert "[message-unknown] es.nobody" in run("check").output
