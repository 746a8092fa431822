"""Steps as scenes: what a life hangs on stands open, what not to do stands together, and nothing gets lost in a row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.each import each
from support.example import EXAMPLE_LOCALES, ROOT
from support.pages import Element, parse
from support.real import real_content

from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.records.library import HazardRecord
from generator.localise.records.twins import MessageRecord
from generator.products import pages
from generator.products.pages import PageSet, queries

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def freedonia(example_content: Content) -> Advisory:
    return next(load_advisories(example_content, EXAMPLE_LOCALES, Selection("freedonia", "en")))


def main_of(page_set: PageSet, key: str) -> Element:
    return parse(str(page_set.render(f"{page_set.base}{key}/index.html").main).encode())


def page_of(advisory: Advisory, key: str) -> Element:
    return main_of(pages.page_set_of(advisory, ("en",)), key)


def with_steps(advisory: Advisory, **steps: tuple[MessageRecord, ...]) -> Advisory:
    flood = replace(advisory.hazards["flood"], **steps)
    return replace(advisory, hazards={**advisory.hazards, "flood": flood})


def numbered(step: MessageRecord, count: int, **changes: Any) -> tuple[MessageRecord, ...]:
    """Several steps made from one."""
    return tuple(replace(step, **{"id": f"s{n}", **changes}) for n in range(count))


def shown(element: Element) -> str:
    """What stands there without opening a row."""
    if element.tag == "details" and "open" not in element.attributes:
        return " "
    return "".join(part if isinstance(part, str) else shown(part) for part in element.children)


def at_once(page: Element) -> str:
    return " ".join(shown(page).split())


def said(step: MessageRecord) -> str:
    return " ".join(str(step.text).split())


@pytest.mark.parametrize("host", sorted(real_content().hosts))
def test_what_a_life_hangs_on_is_in_no_shut_row(host: str) -> None:
    advisory = next(load_advisories(real_content(), ROOT / "locales", Selection(host, "en")))
    page_set = pages.page_set_of(advisory, ("en",))
    for hazard in each(advisory.hazards.values(), at_least=8):
        page = main_of(page_set, f"hazards/{hazard.id}")
        first, all_of_it = at_once(page), page.text()
        for step in (*hazard.during, *hazard.before, *hazard.after):
            vital = step in hazard.during or step.life_safety
            assert said(step) in (first if vital else all_of_it), (hazard.id, step.id)
    for profile, work in advisory.guides.work.items():
        page = main_of(page_set, f"work/{profile}")
        first, all_of_it = at_once(page), page.text()
        for danger in queries.profile_steps(advisory, profile):
            assert all(said(step) in first for step in danger.now), profile
            assert all(said(step) in all_of_it for step in danger.later), profile
        for point in work.points.values():
            assert str(point.text) in (first if point.life_safety else all_of_it), profile
    for group in queries.group_pages(advisory):
        page = main_of(page_set, f"people/{group}")
        first, all_of_it = at_once(page), page.text()
        for part in queries.group_pieces(advisory, group).parts:
            for line in part.steps:
                wanted = first if line.life_safety else all_of_it
                assert str(line.text) in wanted, (group, part.id)


def test_each_way_of_being_caught_is_a_bar_inside_now(freedonia: Advisory) -> None:
    (now,) = page_of(freedonia, "hazards/flood").find("section", id="now")
    assert [h.text() for h in now.find("h2")] == ["Now"]
    bars = now.find("h3", class_="strait")
    assert [bar.attributes["id"] for bar in bars] == ["locked-in", "nobody-answers"]
    # A hazard that says nothing of it has what holds everywhere.
    (now,) = page_of(freedonia, "hazards/fire").find("section", id="now")
    (_bar,) = [h for h in now.find("h3", class_="strait") if h.attributes["id"] == "nobody-answers"]
    everywhere = queries.steps(freedonia.prepare.now.values(), "nobody-answers")
    assert all(said(step) in now.text() for step in each(everywhere))


def test_before_and_after_open_unless_a_life_hangs_on_a_line(freedonia: Advisory) -> None:
    def stages(advisory: Advisory) -> list[bool]:
        page = page_of(advisory, "hazards/flood")
        rows = [page.find("section", class_=phase)[0].find("details")[0] for phase in ("before", "after")]  # fmt: skip
        assert [row.find("i", class_="at")[0].attributes["id"] for row in rows] == ["before", "after"]  # fmt: skip
        return ["open" in row.attributes for row in rows]

    flood: HazardRecord = freedonia.hazards["flood"]
    for vital in (False, True):
        after = numbered(flood.before[0], 2, life_safety=vital)
        assert stages(with_steps(freedonia, after=after)) == [False, vital]


@pytest.mark.parametrize(
    ("pictured", "bare", "tiles", "rows"),
    [(0, 1, 0, 1), (1, 0, 0, 1), (2, 0, 2, 0), (3, 1, 2, 2), (4, 0, 4, 0)],
)
def test_two_that_are_not_to_be_done_stand_beside_each_other(
    freedonia: Advisory, pictured: int, bare: int, tiles: int, rows: int
) -> None:
    one = replace(freedonia.hazards["flood"].during[0], scenario=None, dont=True)
    during = numbered(one, pictured, picture="flood-deep") + tuple(
        replace(step, id=f"bare-{step.id}") for step in numbered(one, bare, picture=None)
    )
    page = page_of(with_steps(freedonia, during=during), "hazards/flood")
    (now,) = page.find("section", id="now")
    assert len(now.find("ul", class_="nots")) == bool(tiles)
    beside = [tile for grid in now.find("ul", class_="nots") for tile in grid.find("li")]
    assert len(beside) == tiles
    assert all(tile.find("path", class_="slash") for tile in beside)
    dont = [li for acts in now.find("ul", class_="acts") for li in acts.find("li", class_="dont")]
    assert len(dont) == rows
    # A row without a picture has no other picture in its place.
    assert len([li for li in dont if not li.find("svg")]) == bare
    assert now.find("h3", id="not")


def test_nothing_to_avoid_has_no_heading(freedonia: Advisory) -> None:
    one = replace(freedonia.hazards["flood"].during[0], scenario=None, dont=False)
    page = page_of(with_steps(freedonia, during=(one,)), "hazards/flood")
    assert not page.find("h3", id="not")


def test_all_on_one_edge(freedonia: Advisory) -> None:
    """Each step of *now* has a picture or the place in its list, which the stylesheet counts."""
    one = replace(freedonia.hazards["flood"].during[0], scenario=None, dont=False)
    during = (*numbered(one, 1, picture="flood-leave"), *numbered(one, 2, picture=None))
    (now,) = page_of(with_steps(freedonia, during=during), "hazards/flood").find("section", id="now")  # fmt: skip
    steps = now.find("ul", class_="acts")[0].find("li")
    assert [bool(step.find("span", class_="tile")) for step in steps] == [True, False, False]
    assert ["bare" in step.attributes["class"] for step in steps] == [False, True, True]


def test_the_number_of_a_page_stands_at_its_top(freedonia: Advisory) -> None:
    for key in ("hazards/flood", "hazards/fire", "people/children", "work/factory", "first-aid"):
        page = page_of(freedonia, key)
        own = queries.bar(freedonia, key).own
        assert own.tel is not None
        first = page.find("ul", class_="numbers")[0].find("a", class_="plate")[0]
        assert first.attributes["href"] == own.tel.href, key


def test_a_page_of_work_at_sea_shows_who_rescues_there_first() -> None:
    advisory = next(load_advisories(real_content(), ROOT / "locales", Selection("thailand", "en")))
    lines = queries.first_lines(advisory, "work/sea", "sea")
    assert [line.id for line in lines] == ["sea-emergency", "navy-andaman"]
    dangers = queries.profile_steps(advisory, "sea")
    assert not [step for danger in dangers for step in danger.now if step.picture == "under-tree"]
