"""Answers kept between runs."""

from __future__ import annotations

from pathlib import Path

from generator.cache.answers import Memo, cache_folder, read_sealed_lines, write_sealed_lines


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


def test_lines_come_back_as_they_were_kept_or_not_at_all(tmp_path: Path):
    path, rows = tmp_path / "lines.jsonl", [{"a": "\n"}, {"b": [1, "ü"]}]
    assert [*read_sealed_lines(path)] == []
    write_sealed_lines(path, iter(rows))
    assert [*read_sealed_lines(path)] == rows
    whole = path.read_bytes()
    for spoilt in (whole[:-1], whole.replace(b"1", b"2"), whole + b"{}\n", b""):
        path.write_bytes(spoilt)
        assert [*read_sealed_lines(path)] == []


def test_a_folder_that_cannot_be_written_raises_nothing(tmp_path: Path):
    (tmp_path / "file").write_text("")
    memo = Memo(tmp_path / "file" / "memo.json")
    asked(memo, "a")
    memo.save()


def test_the_cache_stays_where_the_program_was_started(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (".cache", ""):
        monkeypatch.setenv("ADVISORY_CACHE", name)
        assert cache_folder() == tmp_path / ".cache"
