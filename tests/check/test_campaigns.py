"""Campaigns: what a post names, and what whoever searches a telephone must not find in it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from support.example import EXAMPLE

from generator.check.content.campaigns import check_campaigns
from generator.check.content.ids import check_ids
from generator.check.walk import Options
from generator.load import load_content

OPTIONS = Options(today=date(2026, 11, 25))
FILE = "campaigns/rainy-season.yaml"


def found(folder: Path, old: str, new: str, name: str = FILE) -> set[tuple[str, str]]:
    """Rules and places of the problems after a change of the example's campaign."""
    content = folder / "content"
    shutil.copytree(EXAMPLE, content)
    text = (content / FILE).read_text("utf-8")
    assert old in text
    (content / FILE).unlink()
    (content / name).write_text(text.replace(old, new), "utf-8")
    loaded, _problems = load_content(content)
    problems = (*check_campaigns(loaded, OPTIONS), *check_ids(loaded, OPTIONS))
    return {(one.rule, one.where) for one in problems}


BAG = "rainy-season.posts.bag"


@pytest.mark.parametrize(
    ("old", "new", "rule", "where"),
    [
        ("Put your papers", "If you were arrested, put papers", "carry", f"{BAG}.text"),
        ("    carry: sent\n", "", "carry", f"{BAG}.text"),
        ("[flood-office]", "[flood-office, quiet-line]", "carry",
         f"{BAG}.countries.freedonia.contacts.1"),
        ("[flood-office]", "[no-office]", "dangling-reference",
         f"{BAG}.countries.freedonia.contacts.0"),
        ("[flood-office]", "[flood-office]\n        scheme: hurt-at-wrok", "dangling-reference",
         f"{BAG}.countries.freedonia.scheme"),
        ("piece: flood.before", "piece: volcano.before", "dangling-reference",
         "rainy-season.posts.look-round.piece"),
        ("piece: flood.before", "piece: need.nothing", "dangling-reference",
         "rainy-season.posts.look-round.piece"),
        ("card: numbers", "card: work-trouble", "dangling-reference", f"{BAG}.card"),
        ("hosts: [freedonia]", "hosts: [freedonia, nowhere]", "dangling-reference",
         "rainy-season.hosts.1"),
        ("title: Before the rain", "title: Against traffickers", "carry", "rainy-season.title"),
        ("  bag:\n", "  no-papers:\n", "carry", "rainy-season.posts.no-papers"),
    ],
)  # fmt: skip
def test_what_endangers_or_is_not_there_is_named(
    tmp_path: Path, old: str, new: str, rule: str, where: str
) -> None:
    assert (rule, where) in found(tmp_path, old, new)


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    problems = found(tmp_path, "title", "title", "campaigns/traffickers.yaml")
    assert ("carry", "traffickers") in problems


def test_the_example_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path, "title", "title") == set()
