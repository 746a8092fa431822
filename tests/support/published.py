"""The example in a folder of its own, as it was published on a day, to be changed since."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from generator.check.content import changes as rules
from generator.check.walk import Options
from generator.load import Content, load_content
from generator.load.changes import published_text, shelves
from generator.problems import Problem, sort_problems
from support.example import EXAMPLE

PUBLISHED = date(2026, 11, 10)
TODAY = date(2026, 11, 25)
COUNTRY = "hosts/freedonia/country.yaml"
ASSISTANCE = "hosts/freedonia/assistance.yaml"
FLOOD = "hazards/flood.yaml"
FIRE_NUMBER = ('number: "995"', 'number: "996"')
"""That of the ambulance and, further down, that of the fire service."""


def copy_of_example(folder: Path) -> Path:
    """Copy the content of the example, which was never published."""
    shutil.copytree(EXAMPLE, folder / "content")
    return folder / "content"


def publish(content: Path, day: date = PUBLISHED) -> None:
    """Record *content* as what readers have."""
    loaded = read(content)
    for shelf in shelves(loaded):
        folder = content / "hosts" / shelf.host if shelf.host else content
        hosts = () if shelf.host else loaded.hosts
        (folder / "published.yaml").write_text(published_text(shelf, day, hosts), "utf-8")


def read(content: Path) -> Content:
    """Load it; its form is right."""
    loaded, problems = load_content(content)
    assert problems == []
    return loaded


def note(content: Path, key: str, *, shared: bool = False, **fields: str) -> None:
    """Add a change note; fields are written as YAML."""
    path = content / ("changes.yaml" if shared else COUNTRY)
    old = path.read_text("utf-8") if path.exists() else "changes:\n"
    rows = {"day": "2026-11-20", "note": "It is different now.", **fields}
    lines = [f"  {key}:", *(f"    {name}: {value}" for name, value in rows.items())]
    path.write_text(old.replace("changes:\n", "\n".join(["changes:", *lines, ""]), 1), "utf-8")


def problems(content: Path, *, public: bool = False) -> list[Problem]:
    """What the rules of changes find."""
    options = Options(today=TODAY, publish=public)
    checks = (rules.check_change_notes, rules.check_note_ids, rules.check_second_reader)
    loaded = read(content)
    return sort_problems(problem for check in checks for problem in check(loaded, options))


def found(content: Path, *, public: bool = False) -> list[tuple[str, str, str]]:
    """Level, rule and place of each problem."""
    return [(p.level, p.rule, p.where) for p in problems(content, public=public)]
