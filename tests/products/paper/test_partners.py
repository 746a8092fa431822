"""The partner plate: blank, or an organisation that agreed to stand on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from support.build import advisory as command
from support.build import workplace
from support.example import EXAMPLE_LOCALES

from generator.check import run
from generator.load import load_content
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import Run, Text
from generator.model.leaflet import Leaflet
from generator.products.paper import LeafletError, with_partner
from generator.products.paper.editions.verdicts import find_contact
from generator.products.paper.layout.sheet import Draft, draft
from generator.products.paper.names import Paper

LOCALES = EXAMPLE_LOCALES
PARTNERS = """\
partners:
  seamen-club:
    host: freedonia
    name: "Seamen's <Club>"
    number: "6789 0123"
    agreed_on: "2026-11-20"
    printed: {printed}
  hill-friends:
    host: freedonia
    name: Hill Friends
    number: "6789 4567"
    area: [SG-03]
    agreed_on: "2026-11-20"
    printed: always
"""


def agreed(folder: Path, printed: str = "always") -> Advisory:
    """Freedonia with two partners: one of the whole country, one of a province."""
    place = workplace(folder)
    (place / "content" / "partners.yaml").write_text(PARTNERS.format(printed=printed), "utf-8")
    content, problems = load_content(place / "content", place)
    assert problems == []
    return next(load_advisories(content, LOCALES, Selection("freedonia", "en"), ("en",)))


def plate(prepared: Draft) -> str:
    return next(str(p.html) for p in prepared.pieces.values() if p.block.block == "partner")


def test_a_partner_of_the_whole_country_is_printed(tmp_path: Path, example_format: Leaflet) -> None:
    prepared = draft(agreed(tmp_path), example_format)
    assert "Seamen&#x27;s &lt;Club&gt;" in plate(prepared)
    assert "6789 0123" in plate(prepared)
    assert "Stamp" in plate(prepared)
    assert "6789 4567" not in plate(prepared)
    assert prepared.carried["partners.seamen-club"].said == "6789 0123"


def test_without_one_there_are_lines_to_write_on(tmp_path: Path, example_format: Leaflet) -> None:
    blank = plate(draft(agreed(tmp_path, "asked"), example_format))
    assert "6789" not in blank
    assert blank.count('class="blank"') == 2


def test_paper_with_a_partner_is_another_edition_and_grows_old_with_it(
    tmp_path: Path, example_format: Leaflet
) -> None:
    advisory = agreed(tmp_path, "asked")
    without = draft(advisory, example_format).edition
    soon = advisory.site.freshness.model_copy(update={"contacts": 10})
    advisory = replace(advisory, site=advisory.site.model_copy(update={"freshness": soon}))
    own = draft(with_partner(advisory, "seamen-club"), example_format).edition
    assert own.code != without.code
    assert own.valid_until <= date(2026, 11, 20) + timedelta(days=11)


def test_one_that_is_asked_for_is_printed_wherever_it_serves(
    tmp_path: Path, example_format: Leaflet
) -> None:
    advisory = with_partner(agreed(tmp_path), "hill-friends")
    assert "Hill Friends" in plate(draft(advisory, example_format))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('agreed_on: "2026-11-20"', 'agreed_on: "2025-11-20"', "6:16: warning [stale]"),
        ('agreed_on: "2026-11-20"', 'agreed_on: "2027-11-20"', "6:16: error [future-date]"),
        ("host: freedonia", "host: fredonia", "3:11: error [dangling-reference]"),
        ("[SG-03]", "[SG-99]", "12:12: error [dangling-reference]"),
        ('"6789 0123"', '"call me"', "5:13: error"),
    ],
)
def test_a_slip_in_the_list_of_partners_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    agreed(tmp_path)
    path = tmp_path / "content" / "partners.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    _content, problems = run(tmp_path / "content", None, today=date(2026, 11, 25), base=tmp_path)
    lines = [str(p) for p in problems if p.file.endswith("partners.yaml")]
    assert [line for line in lines if f".yaml:{told}" in line], lines


def test_on_papers_of_a_region_stands_the_partner_that_serves_all_of_it(
    tmp_path: Path, example_format: Leaflet
) -> None:
    advisory = agreed(tmp_path)

    def told(region: str | None) -> str:
        return plate(
            draft(advisory, example_format, Paper("freedonia", "en", "trifold", region=region))
        )

    assert "Hill Friends" in told("hills")
    assert "Club" in told("river-plain")
    assert "Club" in told(None)
    partners = dict(advisory.partners)
    del partners["seamen-club"]
    advisory = replace(advisory, partners=partners)
    assert "Hill Friends" not in told("river-plain")
    assert "Hill Friends" not in told(None)


@pytest.mark.parametrize("format_name", ["card", "trifold", "poster", "plan", "show"])
def test_its_name_stands_in_its_own_letters(tmp_path: Path, format_name: str) -> None:
    advisory = agreed(tmp_path)
    name = Text((Run("ဒေါ်ခင်", "name", "my"),), "my", "source")
    club = replace(advisory.partners["seamen-club"], name=name)
    advisory = replace(advisory, partners={"seamen-club": club})
    paper = Paper("freedonia", "en", format_name)
    made = draft(advisory, own_formats()[format_name], paper)
    html = made.sheet_html(size_pt=made.leaflet.largest_pt, without=frozenset())
    assert re.search(r'<span lang="my">[^<]*ဒေါ်', html)
    assert "my" in made.langs


@pytest.mark.parametrize(
    ("lang", "name", "refused"),
    [("my", "ဒေါ်ခင်", False), ("th", "บ้าน", False), ("en", "ဒေါ်ခင်", True), ("ar", "مرحبا", True)],
)
def test_a_name_for_which_there_is_no_font_is_refused_before_it_stops_a_paper(
    tmp_path: Path, lang: str, name: str, refused: bool
) -> None:
    agreed(tmp_path)
    path = tmp_path / "content" / "partners.yaml"
    text = path.read_text("utf-8").replace(
        "name: Hill Friends", f'name: "{name}"\n    lang: {lang}'
    )
    path.write_text(text, "utf-8")
    _content, problems = run(tmp_path / "content", None, today=date(2026, 11, 25), base=tmp_path)
    told = [p for p in problems if p.rule == "missing-glyph" and "hill-friends" in p.where]
    assert bool(told) == refused


def test_an_unknown_partner_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(LeafletError, match=r'no partner "club".*seamen-club, hill-friends'):
        with_partner(agreed(tmp_path), "club")


def test_a_partner_that_is_gone_is_crossed_out_on_old_paper(tmp_path: Path) -> None:
    advisory = agreed(tmp_path)
    assert find_contact(advisory, "partners.seamen-club") is not None
    assert find_contact(advisory, "partners.gone") is None


@pytest.mark.slow
def test_one_leaflet_alone_has_the_bytes_of_the_build(tmp_path: Path) -> None:
    agreed(tmp_path)
    command(tmp_path, "build", "--jobs", "1", "--only", "freedonia/en")
    built = tmp_path / "site/leaflets/freedonia/freedonia.en.trifold.pdf"
    command(tmp_path, "leaflet", "freedonia", "en", "trifold", "-o", "alone.pdf")
    assert (tmp_path / "alone.pdf").read_bytes() == built.read_bytes()

    told = command(tmp_path, "leaflet", "freedonia", "en", "trifold", "--partner", "nobody", code=1)
    assert "has no partner" in told
    assert len(pypdfium2.PdfDocument(built.read_bytes())) == 2
