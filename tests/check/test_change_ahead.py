"""What is going to change has a day on which it ends; seasons, questions and what people do have none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.build import replace, workplace

from generator.check import run


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("You pay 5 and 2. The second will be as high as the first.", "will be as"),
        ("The fee is to rise.", "is to rise"),
        ("The office is going to close.", "is going to close"),
        ("From April the fee is another one.", "From April"),
        ("It is free from 1 November 2026.", "from 1 November 2026"),
        ("In the north it rains from May to October.", None),
        ("It is cold from September or October to May.", None),
        ("They come from June on.", None),
        ("The fee was raised from 1 April 2026.", None),
        ("Ask first what they will write.", None),
    ],
)
def test_a_plan_has_an_end(tmp_path: Path, sentence: str, named: str | None) -> None:
    folder = workplace(tmp_path)
    assistance = folder / "content/hosts/freedonia/assistance.yaml"
    text = assistance.read_text("utf-8")
    start = text.index("  wages-in-flood:\n")
    words = next(line for line in text[start:].splitlines() if line.startswith("    words:"))
    replace(assistance, words, f'    words: "{sentence}"')
    now = datetime(2026, 12, 2, tzinfo=UTC)
    problems = run(folder / "content", None, today=now.date(), now=now, base=folder)[1]
    found = [str(p) for p in problems if "[change-ahead]" in str(p)]
    assert [f'"{named}" tells of' in line for line in found] == ([True] if named else [])
