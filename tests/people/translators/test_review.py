"""Review: a second person signs exactly what was read, and an edit makes it a draft again."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from support.example import BUILD_DAY
from support.translations import bytes_of, edit, run, workplace

from generator.people.translators.review import TranslatedPassage, find_codes, signed, to_read
from generator.po.catalog import Catalog, Entry, load_catalog, po_path, review_digest
from generator.po.passages import Passage

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 25)
FIRE = "fire.name"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path)
    assert run("translations", "update", "my").exit_code == 0
    return tmp_path


def entries(place: Path):
    return load_catalog(po_path(place / "locales", "my", "hazards"), "my").entries


def review(*words: str, answers: str | None = None):
    return run("translations", "review", "my", *words, answers=answers)


def pair(comments: tuple[str, ...], msgstr: str = "ပြေးပါ") -> TranslatedPassage:
    return TranslatedPassage(
        Passage("hazards", "a", "Run."), Entry("Run.", msgstr, comments=comments)
    )


def test_right_signs_with_handle_day_and_digest(place) -> None:
    result = review("--by", "second", "--domain", "hazards", answers="r\nq\n")
    assert result.exit_code == 0, result.output
    assert "1 passages signed by second." in result.output
    (name, now) = next((k, e) for k, e in entries(place).items() if "second" in str(e.comments)
                       and k != "flood.name")  # fmt: skip
    digest = review_digest(now.msgid, now.msgstr)
    assert f"reviewed-by: second, {BUILD_DAY}, {digest}" in now.comments
    assert now.reviewed
    # Life safety comes first.
    assert "life safety" in result.output
    assert name in result.output


def test_what_is_signed_stays_when_the_next_answer_never_comes(place) -> None:
    result = review("--by", "second", "--domain", "hazards", answers="r\n")
    assert result.exit_code == 1
    assert [e for k, e in entries(place).items() if e.reviewed and k != "flood.name"]


def test_wrong_is_remarked_and_stays_a_draft(place) -> None:
    review("--by", "second", "--domain", "hazards", answers="w\nsays: go up\nq\n")
    (now,) = (e for e in entries(place).values() if "remark" in str(e.comments))
    digest = review_digest(now.msgid, now.msgstr)
    assert now.comments[-1] == f"remark: second, {BUILD_DAY}, {digest}: says: go up"
    assert not now.reviewed


def test_who_translated_cannot_sign(place) -> None:
    before = bytes_of(place / "locales")
    result = review("--by", "TEST", answers="r\nr\n")
    assert "were translated by TEST; a second person must sign them" in result.output
    assert "0 passages signed" in result.output
    assert bytes_of(place / "locales") == before
    with pytest.raises(ValueError, match="a second person"):
        signed(pair(("translated-by: ana, 2026-01-01",)), "Ana", TODAY)


def test_a_signature_typed_by_the_translator_does_not_count() -> None:
    digest = review_digest("Run.", "ပြေးပါ")
    by_hand = f"reviewed-by: ana, 2026-01-02, {digest}"
    assert not pair(("translated-by: Ana, 2026-01-01", by_hand)).entry.reviewed
    assert pair(("translated-by: maria, 2026-01-01", by_hand)).entry.reviewed
    assert pair((by_hand,)).entry.reviewed


def test_an_edited_translation_is_a_draft_again_and_its_old_signature_goes() -> None:
    row = pair(("translated-by: ana, 2026-01-01",))
    once = signed(row, "lin", TODAY)
    assert Entry("Run.", once.msgstr, comments=once.comments).state("Run.") == "reviewed"
    edited = Entry("Run.", "ပြေး", comments=once.comments)
    assert edited.state("Run.") == "draft"
    again = signed(TranslatedPassage(row.passage, edited), "kai", TODAY)
    assert [comment.partition(",")[0] for comment in again.comments] == [
        "translated-by: ana", "reviewed-by: kai",
    ]  # fmt: skip


def test_a_second_signature_stands_beside_the_first() -> None:
    row = pair(("translated-by: ana, 2026-01-01",))
    once = signed(row, "lin", TODAY)
    twice = signed(
        TranslatedPassage(row.passage, Entry("Run.", "ပြေးပါ", comments=once.comments)),
        "kai",
        TODAY,
    )
    both = Entry("Run.", "ပြေးပါ", comments=twice.comments)
    assert [signature.by for signature in both.signatures] == ["lin", "kai"]


def test_a_passage_that_is_behind_or_missing_is_not_shown(place) -> None:
    edit(
        place / "content/hazards/fire.yaml", lambda text: text.replace("name: Fire", "name: Blaze")
    )
    run("translations", "update", "my")
    result = review("--by", "second", "--sheet", "x.html")
    assert result.exit_code == 0
    page = (place / "x.html").read_text("utf-8")
    assert "Blaze" not in page
    assert "Flood" not in re.findall(r'class="en">([^<]*)<', page)  # signed already
    review("--by", "third", "--again", "--sheet", "y.html")
    assert "Flood" in re.findall(r'class="en">([^<]*)<', (place / "y.html").read_text("utf-8"))


# --- paper ------------------------------------------------------------------------------------------


def test_codes_of_a_sheet_sign_what_was_printed(place) -> None:
    result = review("--by", "second", "--sheet", "x.html")
    page = (place / "x.html").read_text("utf-8")
    codes = re.findall(r'class="code">([0-9a-f]{6})<', page)
    assert f"x.html: {len(codes)} passages" in result.output
    assert len(codes) == len(set(codes)) > 5
    done = review("--by", "second", "--sign", f"{codes[0]}, {codes[1].upper()} ,")
    assert done.exit_code == 0, done.output
    assert "2 passages signed by second." in done.output
    again = review("--by", "second", "--sign", codes[0])
    assert again.exit_code == 1
    assert f"{codes[0]}: no passage to sign has this code" in again.output


def test_a_code_does_not_sign_what_was_edited_after_printing(place) -> None:
    review("--by", "second", "--sheet", "x.html")
    path = place / "locales/my/LC_MESSAGES/hazards.po"
    page = (place / "x.html").read_text("utf-8")
    (code,) = re.findall(r'မီးလောင်ခြင်း.*?class="code">([0-9a-f]{6})<', page, re.DOTALL)[:1]
    edit(path, lambda text: text.replace('msgstr "မီးလောင်ခြင်း"', 'msgstr "မီး"'))
    assert review("--by", "second", "--sign", code).exit_code == 1
    assert not entries(place)[FIRE].reviewed


def test_one_code_for_two_passages_signs_neither() -> None:
    row = pair(())
    found = find_codes([row, row], [row.code])
    assert (found.pairs, found.unclear) == ((), (row.code,))


def test_life_safety_is_read_first_and_can_be_asked_for_alone() -> None:
    known = [Passage("hazards", "a", "Run."), Passage("hazards", "b", "Go.", life_safety=True)]
    own = {p.context: Entry(p.source, "x") for p in known}
    pairs, _own = to_read(known, {("my", "hazards"): Catalog("my", "hazards", own)}, "my", "lin")
    assert [p.passage.context for p in pairs] == ["b", "a"]


@pytest.mark.parametrize("by", ["Maria Lopez", "", "x", "a,b", "a" * 33, "../x"])
def test_a_name_is_no_handle(place, by) -> None:
    result = review("--by", by)
    assert result.exit_code == 2
    assert "is not a handle" in result.stderr


def test_the_sheet_shows_no_markup_of_a_translator(place) -> None:
    path = place / "locales/my/LC_MESSAGES/hazards.po"
    edit(path, lambda text: text.replace('msgstr "မီးလောင်ခြင်း"', 'msgstr "<img src=x>"'))
    review("--by", "second", "--sheet", "x.html")
    assert "<img" not in (place / "x.html").read_text("utf-8")


def test_a_sheet_that_cannot_be_written_is_wrong_usage(place) -> None:
    (place / "file").write_text("")
    assert review("--by", "second", "--sheet", "file/x.html").exit_code == 2
