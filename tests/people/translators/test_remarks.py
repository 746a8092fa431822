"""What a reviewer calls wrong reaches the translator, and holds until somebody changes the sentence."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.translations import edit, run, workplace

from generator.check import run as check
from generator.people.translators.review import TranslatedPassage, remarked, signed
from generator.po.catalog import Entry, load_catalog, po_path, review_digest
from generator.po.passages import Passage

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 25)
FIRE = "fire.name"
PO = "locales/my/LC_MESSAGES/hazards.po"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path, staff=False)
    assert run("translations", "update", "my").exit_code == 0
    return tmp_path


def entry(place: Path, context: str = FIRE) -> Entry:
    return load_catalog(po_path(place / "locales", "my", "hazards"), "my").entries[context]


def code(place: Path, context: str = FIRE) -> str:
    return TranslatedPassage(Passage("hazards", context, ""), entry(place, context)).code


def review(*words: str, answers: str | None = None):
    return run("translations", "review", "my", "--by", "second", *words, answers=answers)


def call_wrong(place: Path, words: str = "says: go up", by: str = "second") -> None:
    done = run("translations", "review", "my", "--by", by, "--wrong", f"{code(place)}:{words}")
    assert done.exit_code == 0, done.output


def rows(place: Path, *words: str) -> list[dict[str, str]]:
    done = run("translations", "export", "my", "--to", "csv", "-o", "x.csv", *words)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO((place / "x.csv").read_text("utf-8-sig"))))


def told(place: Path) -> list[str]:
    _content, problems = check(place / "content", place / "locales", today=TODAY, base=place)
    return [str(problem) for problem in problems if problem.rule == "remarked"]


# --- to enter it ------------------------------------------------------------------------------


def test_a_ticked_wrong_is_entered_by_its_code_with_what_the_reviewer_wrote(place) -> None:
    done = review("--wrong", f" {code(place).upper()} :  says:  go\tup ")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1] == (
        "1 passages marked wrong by second. For their translator, run: advisory translations export my "
        "--remarked"
    )
    now = entry(place)
    assert [str(remark) for remark in now.remarks] == ["second, 2026-11-28: says: go up"]
    assert now.state(now.msgid) == "draft"


def test_right_and_wrong_of_one_sheet_go_in_together(place) -> None:
    page = review("--sheet", "x.html")
    assert page.exit_code == 0
    html = (place / "x.html").read_text("utf-8")
    codes = re.findall(r'class="code">([0-9a-f]{6})<', html)
    assert "--wrong" in html
    assert "--sign" in html
    done = review(
        "--sign", codes[0], "--wrong", f"{codes[1]}:no", "--wrong", f"{codes[2]}:nor this"
    )
    assert done.exit_code == 0, done.output
    assert "1 passages signed by second." in done.output
    assert "2 passages marked wrong by second." in done.output


@pytest.mark.parametrize("given", ["9506ef", "9506ef:", "9506ef: ", "it is wrong"])
def test_a_code_without_what_is_wrong_is_wrong_usage(place, given: str) -> None:
    done = review("--wrong", given)
    assert done.exit_code == 2
    assert "write the code, a colon and what is wrong" in " ".join(done.stderr.split())


def test_one_passage_is_not_right_and_wrong(place) -> None:
    before = (place / PO).read_bytes()
    done = review("--sign", code(place), "--wrong", f"{code(place)}:x")
    assert done.exit_code == 2
    assert "is given as right and as wrong" in done.stderr
    assert (place / PO).read_bytes() == before


def test_a_code_that_does_not_fit_any_more_enters_nothing_and_says_so(place) -> None:
    old = code(place)
    edit(place / PO, lambda text: text.replace('msgstr "မီးလောင်ခြင်း"', 'msgstr "မီး"'))
    done = review("--wrong", f"{old}:x", "--wrong", f"{code(place)}:y")
    assert done.exit_code == 1
    assert f"{old}: no passage has this code." in done.output
    assert [remark.words for remark in entry(place).remarks] == ["y"]


def test_what_was_signed_can_be_called_wrong_by_another_and_by_who_signed(place) -> None:
    assert review("--sign", code(place)).exit_code == 0
    call_wrong(place, by="third")
    assert entry(place).reviewed
    call_wrong(place, "no, it is wrong", by="Second")
    now = entry(place)
    assert not now.reviewed
    assert [remark.by for remark in now.remarks] == ["third", "Second"]


# --- what becomes of it -----------------------------------------------------------------------


def pair(*comments: str) -> TranslatedPassage:
    return TranslatedPassage(
        Passage("hazards", "a", "Run."), Entry("Run.", "ပြေးပါ", comments=comments)
    )


def test_a_remark_is_settled_when_either_sentence_changes() -> None:
    made = remarked(pair("translated-by: ana, 2026-01-01"), "lin", TODAY, "too weak")
    now = Entry("Run.", made.msgstr, comments=made.comments)
    assert [remark.words for remark in now.remarks] == ["too weak"]
    assert Entry("Run.", "ပြေး", comments=made.comments).remarks == ()
    assert Entry("Run fast.", made.msgstr, comments=made.comments).remarks == ()
    # Who signs what stands there now clears away what was said of another sentence.
    after = signed(
        TranslatedPassage(pair().passage, Entry("Run.", "ပြေး", comments=made.comments)),
        "kai",
        TODAY,
    )
    assert not any(comment.startswith("remark: ") for comment in after.comments)


def test_a_remark_typed_by_hand_holds_and_one_said_twice_stands_once() -> None:
    by_hand = pair("remark: lin, 2026-01-01: too weak")
    assert [remark.words for remark in by_hand.entry.remarks] == ["too weak"]
    assert remarked(by_hand, "Lin", TODAY, "too  weak").comments == by_hand.entry.comments
    assert len(remarked(by_hand, "kai", TODAY, "too weak").comments) == 2


def test_a_new_translation_answers_the_remark(place) -> None:
    call_wrong(place)
    (line,) = rows(place, "--remarked")
    line["translation"] = "မီး"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(line))
    writer.writeheader()
    writer.writerow(line)
    (place / "back.csv").write_text(text.getvalue(), "utf-8-sig")
    done = run("translations", "import", "back.csv", "--by", "ana", "--locale", "my")
    assert done.exit_code == 0, done.output
    assert entry(place).comments == ("translated-by: ana, 2026-11-28",)
    assert rows(place, "--remarked") == []
    assert told(place) == []


def test_who_called_it_wrong_is_asked_before_signing_the_same_text(place) -> None:
    call_wrong(place)
    done = review("--sign", code(place))
    assert done.exit_code == 1
    assert (
        f"{code(place)}: not signed. second marked it wrong on 2026-11-28 (“says: go up”), and "
        "neither sentence has changed since. To sign it, review it without --sign."
    ) in done.output
    assert not entry(place).reviewed

    answers = "s\n" * 40
    at = review(answers=answers).output.split("hazards:fire.name")[0].count("[r]ight")
    for confirm, is_signed in (("n", False), ("y", True)):
        done = review(answers="s\n" * at + f"r\n{confirm}\nq\n")
        assert "marked wrong by second, 2026-11-28: says: go up" in done.output
        assert "neither sentence has changed since. Sign it anyway?" in done.output
        assert entry(place).reviewed is is_signed
    assert entry(place).remarks == ()


def test_another_person_may_sign_it_and_the_remark_stays(place) -> None:
    call_wrong(place)
    done = run("translations", "review", "my", "--by", "third", "--sign", code(place))
    assert done.exit_code == 0, done.output
    assert entry(place).reviewed
    assert len(entry(place).remarks) == 1
    assert len(told(place)) == 1


# --- who is told ------------------------------------------------------------------------------


def test_every_export_carries_it_to_the_translator(place) -> None:
    call_wrong(place)
    said = "second, 2026-11-28: says: go up"
    (line,) = rows(place, "--remarked")
    assert (line["key"], line["remarks"]) == ("hazards:fire.name", said)
    assert {row["key"]: row["remarks"] for row in rows(place)}["hazards:fire.name"] == said
    for form in ("xlsx", "html", "xliff"):
        run("translations", "export", "my", "--remarked", "--to", form, "-o", f"x.{form}")
    page = load_workbook(place / "x.xlsx").active
    head, first = list(page.iter_rows(values_only=True))
    assert first[head.index("remarks")] == said
    data = re.search(r'id="data">(.*?)</script>', (place / "x.html").read_text("utf-8"))
    assert data
    assert json.loads(data[1])["rows"][0]["remarks"] == [said]
    xliff = (place / "x.xliff").read_text("utf-8")
    assert f'<note from="reviewer" priority="1">Called wrong by {said}</note>' in xliff
    # Poedit and Weblate show what stands above the message.
    assert f"# remark: second, 2026-11-28, {digest(place)}: says: go up\n" in (
        place / PO
    ).read_text("utf-8")


def digest(place: Path) -> str:
    return review_digest(entry(place).msgid, entry(place).msgstr)


def test_status_counts_it_and_check_has_one_line_for_a_file(place) -> None:
    assert counts() == {"en": 0, "es": 0, "my": 0, "ar": 0}
    call_wrong(place)
    call_wrong(place, "and it is rude", by="third")
    run(
        "translations",
        "review",
        "my",
        "--by",
        "third",
        "--wrong",
        f"{code(place, 'flood.name')}:no",
    )
    assert counts()["my"] == 2
    assert "wrong: passages that a reviewer marked wrong" in run("status").output
    assert 'class="n stop">2</td>' in run("status", "--format", "html").output
    (line,) = told(place)
    assert re.match(
        rf"{PO}:\d+:1: warning \[remarked\] \S+: reviewers marked 2 translations of", line
    )


def counts() -> Mapping[str, int]:
    done = run("status", "--format", "csv")
    assert done.exit_code == 0, done.output
    return {row["locale"]: int(row["remarks"]) for row in csv.DictReader(io.StringIO(done.output))}


def test_a_long_remark_is_whole_for_the_translator_and_cut_in_a_message(place) -> None:
    words = "ဒီစာကြောင်းကို" * 12
    call_wrong(place, words)
    assert rows(place, "--remarked")[0]["remarks"].endswith(words)
    (line,) = told(place)
    assert f"“{words[:79]}…”" in line
