"""Where a hazard strikes: the list, and the same as tiles."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support.example import ROOT
from support.pages import parse
from support.real import real_content

from generator.build.page_weight import budgets, compressed
from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products import pages
from generator.products.pages import queries

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]


@pytest.fixture(scope="module")
def content() -> Content:
    return real_content()


def listed(advisory: Advisory, **fields: Any) -> list[tuple[str, str, tuple[str, ...]]]:
    struck = replace(advisory.hazards["flood"], **{"regions": (), "areas": (), **fields})
    found = queries.zones(advisory, struck)
    return [(str(z.name), str(z.provinces or ""), z.codes) for z in found]


def test_regions_are_listed_with_the_provinces_that_are_named(example_advisory: Make):
    freedonia = example_advisory("en")
    assert listed(freedonia, regions=("river-plain", "hills"), areas=("SG-02",)) == [
        ("River plain", "Chicolini", ("SG-02",)),
        # No province of it is named: all of it is meant, and it has but one.
        ("The hills", "", ("SG-03",)),
    ]


def test_provinces_tell_their_region_even_where_it_is_not_named(example_advisory: Make):
    assert listed(example_advisory("en"), areas=("SG-03", "SG-01")) == [
        ("River plain", "Firefly", ("SG-01",)),
        ("The hills", "", ("SG-03",)),
    ]


def test_a_province_outside_all_regions_is_not_lost(example_advisory: Make):
    freedonia = example_advisory("en")
    hills = {"hills": freedonia.country.regions["hills"]}
    country = replace(freedonia.country, regions=hills)
    assert listed(replace(freedonia, country=country), areas=("SG-01",)) == [
        ("Firefly", "", ("SG-01",))
    ]


def test_the_whole_country_needs_no_list_and_no_map(example_advisory: Make):
    freedonia = example_advisory("en")
    assert listed(freedonia) == []
    assert queries.map_of(freedonia, []) is None


def test_a_country_without_tiles_has_the_list_alone(example_advisory: Make):
    page = _hazard_page(replace(example_advisory("en"), tiles={}))
    assert not page.find("svg", class_="tiles-map")
    (zone,) = page.find("ul", class_="zones")
    assert zone.text() == "River plain: Firefly"


def test_the_map_shows_what_the_list_says(example_advisory: Make):
    page = _hazard_page(example_advisory("en"))
    (drawn,) = page.find("svg", class_="tiles-map")
    # Those who hear the page have the list.
    assert drawn.attributes["aria-hidden"] == "true"
    empty, filled = drawn.find("path")
    assert empty.attributes["class"] == "off"
    assert (empty.attributes["d"].count("M"), filled.attributes["d"].count("M")) == (2, 1)
    (digit,) = drawn.find("text")
    (zone,) = page.find("ul", class_="zones")
    assert (digit.text(), zone.text()) == ("1", "1 River plain: Firefly")


def _hazard_page(advisory: Advisory) -> Any:
    (made,) = [t for t in pages.plan([advisory]) if t.path.endswith("/")]
    return parse(made.make()[f"{advisory.locale}/freedonia/hazards/flood/index.html"])


@pytest.mark.slow
def test_real_maps_mark_each_tile_with_the_number_of_its_region(content: Content):
    drawn = 0
    for host in content.hosts:
        advisory = next(load_advisories(content, ROOT / "locales", Selection(host, "en")))
        for hazard in advisory.hazards.values():
            found = queries.zones(advisory, hazard)
            svg = queries.map_of(advisory, found)
            if svg is None:
                continue
            drawn += 1
            marks = {
                (int(x), float(y)): digit
                for xs, ys, digits in re.findall(r'<text x="([^"]+)" y="([^"]+)">(\d+)<', svg)
                for x, y, digit in zip(xs.split(), ys.split(), digits, strict=True)
            }
            wanted = {
                (x * 10 + 5, y * 10 + 7.4): str(zone.number)
                for zone in found
                for x, y in [advisory.tiles[code] for code in zone.codes]
            }
            assert marks == wanted, (host, hazard.id)
            tiles = re.findall(r"M", svg)
            assert len(tiles) == len(advisory.country.provinces), (host, hazard.id)
            # One digit fits a tile.
            assert len(found) < 10, (host, hazard.id)
            # Strict policy, and one answer of the network.
            assert "style=" not in svg
            assert len(svg) < 2600, (host, hazard.id, len(svg))
    assert drawn


def test_neighbours_in_thailand_are_neighbours_on_the_tiles(content: Content):
    """A few that a reader would notice: borders, coasts, Bangkok."""
    advisory = next(load_advisories(content, ROOT / "locales", Selection("thailand", "en")))
    at = advisory.tiles
    for west, east in (
        ("TH-63", "TH-64"),
        ("TH-12", "TH-10"),
        ("TH-90", "TH-94"),
        ("TH-22", "TH-23"),
    ):
        assert at[west][1] == at[east][1], (west, east)
        assert at[west][0] < at[east][0], (west, east)
    for north, south in (
        ("TH-57", "TH-10"),
        ("TH-10", "TH-77"),
        ("TH-85", "TH-83"),
        ("TH-84", "TH-96"),
    ):
        assert at[north][1] < at[south][1], (north, south)


@pytest.mark.slow
def test_hazard_pages_with_a_map_stay_light(content: Content):
    limit = budgets()["pages"]["other"]
    for host in ("thailand", "malaysia", "japan"):
        advisory = next(load_advisories(content, ROOT / "locales", Selection(host, "my")))
        (made,) = [t for t in pages.plan([advisory]) if t.path.endswith("/")]
        with_map = {
            name: compressed(data) for name, data in made.make().items() if b"tiles-map" in data
        }
        assert with_map, host
        assert max(with_map.values()) <= limit, with_map
