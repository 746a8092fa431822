"""No two equal pictures in one grid of tiles: whoever does not read could not tell which is which.

The check ``picture-twice`` looks at lists as they are written; this looks at what pages and papers make of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from support.each import each
from support.example import ROOT
from support.pages import Element, parse
from support.real import real_content

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products import cards, pages, paper

pytestmark = pytest.mark.thorough

Make = Callable[[str], Advisory]
GRIDS = {"tiles", "acts", "nots", "scenes", "board", "grid"}
"""Classes of what holds tiles, on pages, papers and cards. A row of links is none: its words come first."""
TILED = {"", "now", "show", "first-aid", "hazards", "work", "prepare"}
"""Beginnings of the paths of pages with tiles."""
_ON_PAPER = re.compile(r"asset:icon/([a-z0-9-]+)\.")


def pictures_of(tile: Element) -> tuple[str, ...]:
    """The pictures of one tile by name, the same whether it is drawn there, on a sheet or on paper."""
    found = []
    for one in [tile, *tile.walk()]:
        place = one.attributes.get({"use": "href", "img": "src"}.get(one.tag, "style"), "")
        name = _ON_PAPER.search(place)
        found += [name[1]] if name else []
        if one.tag in ("use", "img") and "#" in place:
            found.append(place.rpartition("#")[2].removeprefix("i-").removesuffix("-no"))
    return tuple(found)


def grids(html: str) -> Iterator[list[tuple[str, ...]]]:
    """Each grid in *html*: the pictures of each of its tiles that has any."""
    for one in parse(html.encode()).walk():
        if GRIDS.isdisjoint(one.attributes.get("class", "").split()):
            continue
        tiles = [pictures_of(child) for child in one.children if isinstance(child, Element)]
        if any(tiles):
            yield [names for names in tiles if names]


def twice(html: str) -> list[tuple[str, ...]]:
    return [names for tiles in grids(html) for names, count in Counter(tiles).items() if count > 1]


def pages_of(advisory: Advisory) -> dict[str, str]:
    """The main part of those pages of one country that have tiles, by path."""
    made = pages.page_set_of(advisory, ("en",))
    paths = [page.path for page in made.pages if page.spec.key.partition("/")[0] in TILED]
    return {path: str(made.render(path).main) for path in paths}


def papers_of(advisory: Advisory) -> dict[str, str]:
    """The blocks of each paper of one country, and its cards, by name."""
    drafts = paper.papers([advisory], formats=own_formats())
    found = {
        target.path: "".join(str(piece.html) for piece in prepared.pieces.values())
        for one, target, prepared in drafts
        if one == one.plain
    }
    return {**found, "cards": cards.cards_of(advisory).html}


def checked(made: dict[str, str], *, at_least: int) -> dict[str, list[tuple[str, ...]]]:
    """Pages with an equal pair; fails when fewer than *at_least* grids were looked at."""
    each((tiles for html in made.values() for tiles in grids(html)), at_least=at_least)
    return {name: found for name, html in made.items() if (found := twice(html))}


@pytest.fixture(scope="module", params=sorted(real_content().hosts))
def country(request: pytest.FixtureRequest) -> Advisory:
    found = load_advisories(real_content(), ROOT / "locales", Selection(request.param, "en"))
    return replace(next(found), offered=("en",))


def test_no_grid_of_a_real_page_has_two_equal_pictures(country: Advisory) -> None:
    assert checked(pages_of(country), at_least=20) == {}


def test_no_grid_of_a_real_paper_has_two_equal_pictures(country: Advisory) -> None:
    assert checked(papers_of(country), at_least=10) == {}


def test_no_grid_of_the_example_has_two_equal_pictures(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    assert checked(pages_of(advisory), at_least=5) == {}
    assert checked(papers_of(advisory), at_least=5) == {}


def test_equal_pictures_are_seen_wherever_they_are_drawn(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    flood = advisory.hazards["flood"]
    like = next(one for one in flood.during if one.picture and not one.dont)
    copies = tuple(replace(like, id=f"step-{n}", carry="paper", scenario=None) for n in range(2))
    changed = replace(
        advisory, hazards={**advisory.hazards, "flood": replace(flood, during=copies)}
    )
    assert any(
        name.endswith("hazards/flood/index.html") for name in checked(pages_of(changed), at_least=5)
    )
    assert any("booklet" in name for name in checked(papers_of(changed), at_least=5))
    tiles = (
        '<ul class="tiles"><li><img src="a.svg#flood"></li><li><img src="a.svg#flood-no"></li></ul>'
    )
    assert twice(tiles) == [("flood",)]
    assert twice(tiles.replace("tiles", "rows")) == []
