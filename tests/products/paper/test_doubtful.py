"""A translation that independent readers understood differently stays off paper until somebody signs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.said import HEAD, SPANISH, locales_with, message

from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.po.catalog import load_catalog
from generator.products.paper.content.picker import Picker

DOUBT = "# doubtful: machine, 2026-12-02: one reader goes, the other stays\n"


def advisory_with(content: Content, folder: Path, doubt: str, signers: tuple[str, ...]) -> Advisory:
    locales = locales_with(folder, content)
    path = locales / "es/LC_MESSAGES/phrases.po"
    english, spanish = SPANISH["help"]
    entry = message("phrases.help.text", english, spanish, signers, "dee")
    path.write_text(HEAD + entry.replace("# translated-by", doubt + "# translated-by"), "utf-8")
    found = load_advisories(content, locales, Selection("freedonia", "es"))
    return next(one for one in found if one.locale == "es")


@pytest.mark.parametrize(
    ("doubt", "signers", "printed"), [("", (), True), (DOUBT, (), False), (DOUBT, ("cy",), True)]
)
def test_a_doubtful_line_is_on_no_paper_until_it_is_signed(
    example_content: Content, tmp_path: Path, doubt: str, signers: tuple[str, ...], printed: bool
) -> None:
    advisory = advisory_with(example_content, tmp_path, doubt, signers)
    assert bool(Picker(advisory).phrases(("help",))) is printed
    assert "help" in advisory.phrases  # pages have room for the mark and the source beside it


def test_who_doubted_and_why_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(
        HEAD + message("a", "Go.", "Vaya.", ()).replace("# translated", DOUBT + "# translated"),
        "utf-8",
    )
    (doubt,) = load_catalog(path, "es").entries["a"].doubtful
    assert re.fullmatch("machine, 2026-12-02: .* stays", str(doubt))
