"""The style sheet of papers: variables that are the same everywhere are values before WeasyPrint reads them."""

from __future__ import annotations

import re

import pytest
from support.example import ROOT

from generator.products.paper.layout.styles import STYLES_FOLDER, leaflet_css
from generator.products.paper.pdf.css_values import with_values

FORMATS = sorted(path.stem for path in (ROOT / "content/leaflets").glob("*.yaml"))
LOOKS = ["staff.css", "slides.css", "stickers.css", "report.css", "notice.css"]


@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_no_colour_of_a_paper_is_a_variable_any_more(name: str, *, mono: bool) -> None:
    css = leaflet_css(("en", "my"), name)
    solved = with_values(css, mono=mono)
    assert "var(--ink)" in css
    assert not re.search(r"var\(--(ink|ink-soft|line|paper|ground|band|call|no|radius)\)", solved)
    ink = "#000000" if mono else "#14181a"
    assert f"html {{ color: {ink};" in solved


@pytest.mark.parametrize("look", LOOKS)
def test_nor_of_a_document_with_a_look_of_its_own(look: str) -> None:
    assert "var(--ink)" not in with_values(leaflet_css(("en",), look=look), mono=False)


def test_what_differs_from_place_to_place_stays() -> None:
    css = ":root { --who: 1mm; --ink: #111 } .n2 { --who: 2mm } p { width: var(--who); height: var(--small); color: var(--ink) }"
    assert with_values(css, mono=False).endswith(
        "p { width: var(--who); height: var(--small); color: #111 }"
    )


def test_no_document_sets_what_was_written_in_its_place() -> None:
    """What a tag sets by itself is not seen here: its value would be lost without a word."""
    set_by_tags = set()
    for folder, kind in (
        ("templates/leaflets", "*.html"),
        ("templates/staff-papers", "*.html"),
        ("products/paper/layout", "*.py"),
    ):
        for path in (ROOT / "generator" / folder).rglob(kind):
            set_by_tags |= set(re.findall(r"(--[a-z-]+):", path.read_text("utf-8")))
    assert "--small" in set_by_tags
    for path in STYLES_FOLDER.glob("*.css"):
        css = path.read_text("utf-8")
        uses = re.findall(r"var\((--[a-z-]+)\)", css)
        left = re.findall(r"var\((--[a-z-]+)\)", with_values(css, mono=False))
        assert not (set(uses) - set(left)) & set_by_tags, path.name
