"""What tests of withdrawals share: the mark as the command writes it."""

from __future__ import annotations

from pathlib import Path

from generator.load import Content, load_content
from generator.load.ids import find_ids, withdrawable
from generator.load.withdrawal_mark import withdrawn_text
from generator.model import Withdrawal


def mark(**more: str) -> Withdrawal:
    return Withdrawal.model_validate({"day": "2026-11-25", "why": 'Two reports: "dead".', **more})


def withdraw(place: Path, name: str, **more: str) -> Content:
    """Mark *name* in the repository at *place* as the command does; give the content anew."""
    content, _problems = load_content(place / "content", place)
    known = withdrawable(content)
    [found] = find_ids(known, name)
    path = place / "content" / known[found].file.name
    path.write_text(withdrawn_text(path.read_text("utf-8"), known[found], mark(**more)), "utf-8")
    content, problems = load_content(place / "content", place)
    assert [p for p in problems if p.level == "error"] == []
    return content
