"""Answers kept between runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_tools import EXAMPLE, EXAMPLE_LOCALES

from generator.check import translations
from generator.check.translations import check_translations
from generator.load import load_content
from generator.memo import Memo, cache_folder


def asked(memo: Memo, *question: object) -> tuple[int, object]:
    """How often it had to be asked, and the answer."""
    count = []
    answer = memo.answer(*question, ask=lambda: count.append(1) or ["answer", *map(str, question)])
    return len(count), answer


def test_a_question_is_asked_once_and_kept(tmp_path: Path):
    path = tmp_path / "new" / "memo.json"
    memo = Memo(path)
    assert asked(memo, "a", 1) == (1, ["answer", "a", "1"])
    assert asked(memo, "a", 1) == (0, ["answer", "a", "1"])
    assert asked(memo, "a", 2)[0] == 1
    memo.save()
    assert asked(Memo(path), "a", 1) == (0, ["answer", "a", "1"])


def test_what_was_not_asked_is_dropped(tmp_path: Path):
    for question in ("a", "b"):
        memo = Memo(tmp_path / "memo.json")
        asked(memo, question)
        memo.save()
    assert asked(Memo(tmp_path / "memo.json"), "a")[0] == 1


def test_a_spoilt_file_is_asked_again(tmp_path: Path):
    path = tmp_path / "memo.json"
    memo = Memo(path)
    asked(memo, "a")
    memo.save()
    for harm in (path.read_bytes()[:-2], path.read_bytes().replace(b"answer", b"anSwer"), b""):
        path.write_bytes(harm)
        assert asked(Memo(path), "a")[0] == 1


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path):
    (tmp_path / "file").write_text("")
    memo = Memo(tmp_path / "file" / "memo.json")
    asked(memo, "a")
    memo.save()


def test_problems_of_translations_are_those_of_a_fresh_check(tmp_path: Path):
    content, _problems = load_content(EXAMPLE)
    locales = tmp_path / "locales"
    folder = locales / "my" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = (EXAMPLE_LOCALES / "my/LC_MESSAGES/hazards.po").read_text("utf-8")
    for broken in (text, text.replace("%(disaster)s ကို", "%(diaster)s ကို"), text):
        (folder / "hazards.po").write_text(broken, "utf-8")
        memo = Memo(tmp_path / "memo.json")
        kept = check_translations(content, locales, tmp_path, memo)
        memo.save()
        assert kept == check_translations(content, locales, tmp_path)
        assert bool(kept) == (broken != text)


def test_only_the_sentence_that_changed_is_checked_again(tmp_path: Path, monkeypatch):
    content, _problems = load_content(EXAMPLE)
    path = tmp_path / "locales" / "my" / "LC_MESSAGES" / "hazards.po"
    path.parent.mkdir(parents=True)
    text = (EXAMPLE_LOCALES / "my/LC_MESSAGES/hazards.po").read_text("utf-8")
    found = translations._faults
    asked: list[str] = []

    def faults(pair, *, fuzzy):
        asked.append(pair.msgid)
        return found(pair, fuzzy=fuzzy)

    monkeypatch.setattr(translations, "_faults", faults)

    def count(text: str, content=content) -> int:
        path.write_text(text, "utf-8")
        memo, before = Memo(tmp_path / "memo.json"), len(asked)
        check_translations(content, tmp_path / "locales", tmp_path, memo)
        memo.save()
        return len(asked) - before

    assert count(text) > 3
    assert count(text) == 0
    assert count(text, replace(content, files={})) == 0  # what the content says decides nothing
    assert count(text) > 3  # what was not asked is not kept
    assert count(f"# a comment moves every line\n{text}") == 0
    assert count(text.replace("%(disaster)s ကို", "%(diaster)s ကို")) == 1


def test_the_cache_stays_where_the_program_was_started(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (".cache", ""):
        monkeypatch.setenv("ADVISORY_CACHE", name)
        assert cache_folder() == tmp_path / ".cache"


def test_other_letters_in_a_font_are_another_question(tmp_path: Path, monkeypatch):
    keys = []
    for data in (b"old", b"new", b"old"):
        folder = tmp_path / str(len(keys))
        (folder / "noto-sans").mkdir(parents=True)
        (folder / "noto-sans/NotoSans-400.ttf").write_bytes(data)
        monkeypatch.setattr(translations, "FONTS_FOLDER", folder)
        translations._checker.cache_clear()
        keys.append(translations._checker())
    translations._checker.cache_clear()
    assert keys[0] == keys[2] != keys[1]
