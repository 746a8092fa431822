"""What readers are offered is complete enough, and what a life hangs on is signed."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.translations import edit, workplace
from support.translations import run as advisory

from generator.cache.inputs import HostMemo, Inputs
from generator.check import run
from generator.problems import Problem

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 25)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up country, which offers each locale that has one translation."""
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path)
    edit(
        tmp_path / "content/site.yaml", lambda text: text.replace("offer_from: 80", "offer_from: 0")
    )
    return tmp_path


def problems(place: Path, *rules: str, publish: bool = False, **more: object) -> list[Problem]:
    _content, found = run(
        place / "content", place / "locales", publish=publish, today=TODAY, base=place, **more
    )  # type: ignore[arg-type]
    return [problem for problem in found if problem.rule in rules]


def told(place: Path, **more: bool) -> dict[str, str]:
    return {p.file.split("/")[1]: p.level for p in problems(place, "unreviewed", **more)}


def test_unsigned_life_safety_is_a_warning_and_an_error_before_publishing(place) -> None:
    assert told(place) == {"ar": "warning", "es": "warning", "my": "warning"}
    assert set(told(place, publish=True).values()) == {"error"}


def sign_everything(place: Path, locale: str) -> None:
    """Let one person translate and another sign all life-safety passages."""
    import csv
    import io

    advisory("translations", "export", locale, "--to", "csv", "--life-safety", "-o", "x.csv")
    lines = list(csv.DictReader(io.StringIO((place / "x.csv").read_text("utf-8-sig"))))
    for line in lines:
        holes = "".join(word for word in line["source"].split() if "%(" in word).strip(".")
        line["translation"] = f"ပြေးပါ {holes}"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    (place / "x.csv").write_text(text.getvalue(), "utf-8-sig")
    done = advisory("translations", "import", "x.csv", "--by", "ana", "--locale", locale)
    assert done.exit_code == 0, done.output
    done = advisory(
        "translations", "review", locale, "--by", "lin", "--life-safety",
        answers="r\n" * len(lines),
    )  # fmt: skip
    assert f"{len(lines)} passages signed by lin." in done.output


def test_a_locale_whose_life_safety_is_signed_may_be_published(place) -> None:
    sign_everything(place, "my")
    assert set(told(place)) == {"ar", "es"}


def test_a_changed_sentence_takes_the_signature_away(place) -> None:
    sign_everything(place, "my")
    edit(place / "content/hazards/fire.yaml", lambda text: text.replace("low under", "low below"))
    assert "my" in told(place)
    (problem,) = (p for p in problems(place, "unreviewed") if "/my/" in p.file)
    assert problem.where == "fire.messages.get-out.text"
    assert problem.message.startswith("1 of 29 life-safety passages")


def test_a_locale_below_the_threshold_is_told_and_one_without_a_word_is_not(place) -> None:
    edit(place / "content/site.yaml", lambda text: text.replace("offer_from: 0", "offer_from: 80"))
    shutil.rmtree(place / "locales/ar")
    found = problems(place, "coverage", "unreviewed")
    assert {(p.file.split("/")[1], p.rule, p.level) for p in found} == {
        ("es", "coverage", "warning"), ("my", "coverage", "warning"),
    }  # fmt: skip
    assert {p.level for p in problems(place, "coverage", publish=True)} == {"error"}


def test_a_minority_language_is_not_counted_by_coverage(place) -> None:
    edit(
        place / "content/site.yaml",
        lambda text: text.replace("  ar:\n", "  ar:\n    minority: true\n"),
    )
    assert "ar" not in told(place)


def test_a_file_that_changed_is_counted_again(place) -> None:
    def counted() -> list[Problem]:
        inputs = Inputs(place / "content", place / "locales", datetime(2026, 11, 25, tzinfo=UTC))
        kept = HostMemo("check", inputs)
        found = problems(place, "unreviewed", answers=kept)
        kept.save()
        return found

    before = counted()
    assert counted() == before
    sign_everything(place, "my")
    assert len(counted()) == len(before) - 1


def test_a_broken_po_file_counts_as_untranslated_and_stops_nothing(place) -> None:
    with (place / "locales/my/LC_MESSAGES/hazards.po").open("a") as file:
        file.write('msgid "x\n')
    assert [p.rule for p in problems(place, "po-syntax")] == ["po-syntax"]


@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("content/prepare.yaml", "read_on: "),
        ("content/hosts/freedonia/sources.yaml", "read_on: "),
    ],
)
def test_a_life_safety_line_of_old_sources_is_stale(place, file, old) -> None:
    import re

    edit(place / file, lambda text: re.sub(r"read_on: .*", "read_on: 2020-01-01", text))
    stale = [p for p in problems(place, "stale", publish=True) if p.level == "error"]
    lines = [p for p in stale if "messages" in p.where or p.where.startswith("now.")]
    assert lines, [str(problem) for problem in stale]
