"""`advisory zawgyi`: what looks like Zawgyi, beside what was probably meant."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner
from support.example import TESTS

from generator.cli.main import main
from generator.people.translators.zawgyi_report import find_suspects
from generator.text import zawgyi_convert
from generator.text.zawgyi_convert import NoConverterError, propose_unicode

STRINGS = json.loads((TESTS / "data/script_strings.json").read_text("utf-8"))
ZAWGYI = STRINGS["zawgyi_long"]
MEANT = "ရွှေ့ပြောင်းအလုပ်သမား ဖုန်းနံပါတ် မြန်မာ"
GOOD = "ရေကြီးရင် ကုန်းမြင့်ကို ချက်ချင်း သွားပါ။"
SHORT = ["ဟုတ္ပါတယ္", "မဟုတ္ပါဘူး", "ရပါတယ္", "သိတယ္"]


def run(*words: str):
    return CliRunner().invoke(main, ["zawgyi", *words], env={"COLUMNS": "400"})


def test_both_stand_side_by_side_and_the_file_stays_as_it_is(tmp_path: Path):
    path = tmp_path / "mail.txt"
    path.write_text(f"{GOOD}\n{ZAWGYI}\nplain English\n", "utf-8")
    before = path.read_bytes()
    done = run(str(path))
    assert done.exit_code == 1
    row = next(line for line in done.output.splitlines() if ZAWGYI in line)
    assert MEANT in row
    assert "mail.txt:2" in done.output
    assert GOOD not in done.output
    assert "Nothing was changed" in done.output
    assert path.read_bytes() == before


def test_good_text_gets_no_proposal(tmp_path: Path):
    path = tmp_path / "good.txt"
    path.write_text(f"{GOOD}\nမရပါဘူး\n", "utf-8")
    done = run(str(path))
    assert (done.exit_code, done.output) == (0, "No text looks like Zawgyi.\n")


def test_fields_of_po_and_yaml_are_named(tmp_path: Path):
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.append(polib.POEntry(msgctxt="now.call.text", msgid="Call.", msgstr=ZAWGYI))
    po.save(str(tmp_path / "prepare.po"))
    (one,) = find_suspects(tmp_path / "prepare.po")
    assert (one.where, one.text) == ("now.call.text", ZAWGYI)
    assert MEANT in one.proposal
    (tmp_path / "a.yaml").write_text(f'a:\n  - b: "{ZAWGYI}"\n', "utf-8")
    (two,) = find_suspects(tmp_path / "a.yaml")
    assert (two.where, two.line) == ("a.0.b", 2)


def test_short_texts_are_judged_together(tmp_path: Path):
    path = tmp_path / "short.txt"
    path.write_text("\n".join(SHORT), "utf-8")
    assert [one.text for one in find_suspects(path)] == SHORT
    path.write_text("\n".join([SHORT[0], *[GOOD] * 9]), "utf-8")
    assert find_suspects(path) == []  # one doubt among good texts is none


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"", b"\x90\x91"])
def test_a_file_that_is_no_text_is_wrong_usage(tmp_path: Path, data: bytes):
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    assert run(str(path)).exit_code == (2 if data else 0)


def test_without_the_converter_it_says_what_to_install(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(zawgyi_convert.shutil, "which", lambda _name: None)
    with pytest.raises(NoConverterError, match="icu-devtools"):
        propose_unicode([ZAWGYI])
    (tmp_path / "a.txt").write_text(ZAWGYI, "utf-8")
    done = run(str(tmp_path / "a.txt"))
    assert done.exit_code == 2
    assert "icu-devtools" in done.output


def test_line_ends_do_not_shift_the_proposals():
    assert propose_unicode([f"{ZAWGYI}\n{ZAWGYI}", "a", ""])[1:] == ["a", ""]
