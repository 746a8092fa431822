"""docs/explanation/translation.md sends reviewers to words that are really in the drafts."""

from __future__ import annotations

import re

import pytest
from support.example import ROOT

from generator.po.catalog import load_catalog

PAGE = (ROOT / "docs/explanation/translation.md").read_text("utf-8")


def words_of(language: str) -> list[str]:
    table = PAGE.split(f"| {language} | stands for |")[1].split("\n\n")[0]
    first = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)
    return [word.strip() for word in first if not word.isascii()]


@pytest.mark.parametrize(("language", "tag"), [("Burmese", "my"), ("Thai", "th")])
def test_each_doubtful_word_stands_in_a_draft(language: str, tag: str):
    drafts = "\n".join(
        entry.msgstr
        for path in (ROOT / "locales" / tag / "LC_MESSAGES").glob("*.po")
        for entry in load_catalog(path, tag).entries.values()
    )
    words = words_of(language)
    assert len(words) >= 5
    assert [word for word in words if word not in drafts] == []
