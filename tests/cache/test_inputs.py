"""What was found is kept by all that it follows from, and by nothing less."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.build import replace, workplace

from generator import check
from generator.cache import inputs
from generator.cache.inputs import HostMemo, Inputs
from generator.check.content import print_assets
from generator.check.translations import catalogs
from generator.paths import LANGUAGES_FILE
from generator.problems import Problem
from generator.text import shaping

pytestmark = pytest.mark.thorough

HAZARDS = "locales/my/LC_MESSAGES/hazards.po"
DAY = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up country, and a program of one font, both of which may change."""
    place = workplace(tmp_path / "place")
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    font = tmp_path / "program" / "assets/fonts/noto-sans/NotoSans-400.ttf"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"letters")
    shutil.copy(LANGUAGES_FILE, tmp_path / "program")
    monkeypatch.setattr(inputs, "PACKAGE", tmp_path / "program")
    return place


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the PO files whose sentences are looked at."""
    names: list[str] = []
    look = catalogs._check_catalog

    def noting(catalog, known, shown, words):
        names.append("/".join(Path(shown).parts[-3::2]))
        return look(catalog, known, shown, words)

    monkeypatch.setattr(catalogs, "_check_catalog", noting)
    return names


def run(place: Path, *, day: datetime = DAY, known: bool = True) -> list[Problem]:
    """Check, with what the last call kept."""
    kept = HostMemo("check", Inputs(place / "content", place / "locales", day) if known else None)
    _folder, problems = check.run(
        place / "content", place / "locales", today=day.date(), now=day, base=place, answers=kept
    )
    kept.save()
    return problems


def test_nothing_is_looked_at_twice(place: Path, files: list[str]) -> None:
    first = run(place)
    assert {"my/hazards.po", "es/interface.po"} <= {*files}
    files.clear()
    assert run(place) == first
    assert files == []


def test_only_the_file_that_changed_is_looked_at_again(place: Path, files: list[str]) -> None:
    run(place)
    for old, new, found in (("%(disaster)s ကို", "%(diaster)s ကို", 2), ("diaster", "disaster", 0)):
        files.clear()
        replace(place / HAZARDS, old, new)
        problems = run(place)
        assert files == ["my/hazards.po"]
        assert sum(problem.rule == "placeholder-mismatch" for problem in problems) == found
        assert problems == run(place, known=False)


CHANGES: dict[str, tuple[str, str, str]] = {
    "a message of the host": (
        "content/hosts/freedonia/hazards.yaml", "Go to the school on", "Go to the church on",
    ),
    "a message of all": ("content/hazards/fire.yaml", "low under", "low below"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_another_sentence_of_the_content_leaves_translations_unread(
    place: Path, files: list[str], change: str
) -> None:
    run(place)
    files.clear()
    replace(place / CHANGES[change][0], *CHANGES[change][1:])
    problems = run(place)
    assert files == []
    assert problems == run(place, known=False)


def test_on_another_day_translations_are_as_they_were(place: Path, files: list[str]) -> None:
    run(place)
    files.clear()
    run(place, day=datetime(2026, 12, 24, tzinfo=UTC))
    assert files == []


def test_a_message_that_is_gone_is_told_of_translations_that_did_not_change(place: Path) -> None:
    assert not [problem for problem in run(place) if problem.rule == "message-unknown"]
    replace(place / "content/hazards/flood.yaml", "  save-numbers:", "  keep-numbers:")
    gone = {p.where for p in run(place) if p.rule == "message-unknown" and p.file == HAZARDS}
    assert gone == {"flood.messages.save-numbers.text"}


def test_letters_that_a_font_lost_are_told(
    place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The fonts were fetched anew, and nothing else has changed."""

    def missing() -> list[Problem]:
        return [p for p in run(place) if p.rule == "missing-glyph" and p.file == HAZARDS]

    assert missing() == []
    (tmp_path / "program/assets/fonts/noto-sans/NotoSans-400.ttf").write_bytes(b"fewer letters")
    codes: Callable[[str], frozenset[int]] = shaping.printable_codes
    monkeypatch.setattr(print_assets, "printable_codes", lambda lang: codes(lang) - {ord("မ")})
    assert missing()


def test_a_part_that_was_not_asked_for_is_kept(place: Path, files: list[str]) -> None:
    """Of a country that was looked up, what was found in its files is known the next time still."""
    run(place)
    replace(place / "content/hosts/freedonia/hazards.yaml", "Go to the school on", "Go to a")
    run(place)
    files.clear()
    run(place, day=datetime(2026, 12, 24, tzinfo=UTC))
    assert files == []
