"""A first build: pages of all countries before any paper, told with their address, and a number that stays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from support.build import plan_only
from support.example import EXAMPLE_LOCALES

from generator.build.errors import BuildError
from generator.build.host_plans import Earlier, HostPlan
from generator.build.make import Queue
from generator.build.plan import plan
from generator.build.run import build
from generator.build.set_aside import Waiting
from generator.localise.corridors import Selection
from generator.products.shelves import comes_first
from generator.products.target import Target, one_file


def target(path: str, product: str = "pages", effort: float = 0.0) -> Target:
    return Target.of(
        path, product, partial(one_file, path.rstrip("/"), path.encode()), effort=effort
    )


PAGES = ("en/{}/", "en/staff/{}/", "en/{}/pocket.html")


def of_host(slug: str) -> list[Target]:
    return [
        target(f"leaflets/{slug}.pdf", "leaflets"),
        target(f"data/{slug}.json", "data"),
        target(f"staff-papers/{slug}.docx", "staff-docx"),
        *(target(path.format(slug), "staff" if "staff" in path else "pages") for path in PAGES),
    ]


def hosts(*slugs: str, asked: list[str] | None = None) -> Iterator[HostPlan]:
    """Plans of *slugs*; whoever is planned again is noted in *asked*."""

    def again(slug: str) -> HostPlan:
        if asked is not None:
            asked.append(slug)
        return HostPlan(of_host(slug))

    for slug in slugs:
        yield HostPlan(of_host(slug), doors=[slug], again=partial(again, slug))


def test_pages_of_all_countries_come_before_any_paper_and_then_all_are_counted():
    above = HostPlan([target("index.html"), target("data/hosts.json", "data")])
    counts: list[int] = []
    planned = []
    for one in plan(hosts("a", "b", "c"), lambda _hosts: above, counted=counts.append):
        assert bool(counts) != comes_first(one), one.path
        planned.append(one.path)
    assert counts == [len(planned)] == [3 * 6 + 2]
    assert planned[:10] == [
        *sorted(path.format(slug) for slug in "a" for path in PAGES),
        *sorted(path.format(slug) for slug in "b" for path in PAGES),
        *sorted(path.format(slug) for slug in "c" for path in PAGES),
        "index.html",
    ]


def test_papers_of_all_countries_wait_in_files_and_no_country_is_planned_twice(tmp_path: Path):
    asked: list[str] = []
    waiting = Waiting(tmp_path)
    planned = [*plan(hosts("a", "b", "c", asked=asked), set_aside=waiting.put)]
    to_make = [one for one in planned if not comes_first(one)]
    assert len({*tmp_path.iterdir()}) == len(to_make) == 3 * 3
    for one in to_make:
        assert one.make() == {one.path: one.path.encode()}
    assert asked == []


def test_papers_that_were_there_and_must_be_made_after_all_plan_their_country_once():
    asked: list[str] = []
    planned = [*plan(hosts("a", "b", asked=asked), set_aside=lambda _target: None)]
    to_make = [one for one in planned if not comes_first(one)]
    for one in to_make:
        assert isinstance(one.make, Earlier)
        assert one.make() == {one.path: one.path.encode()}
    assert asked == ["a", "b"]


def test_a_light_plan_whose_country_changed_meanwhile_says_so():
    plan_then = HostPlan(of_host("a"), again=lambda: HostPlan(of_host("b")))
    one = plan_then.light(lambda _target: None).targets[0]
    with pytest.raises(BuildError, match=r"a file changed while it was read\. Build again"):
        one.make()


def test_a_page_is_made_before_a_longer_paper():
    queue = Queue([target("long.pdf", "leaflets", 90.0), target("en/a/", effort=1.0)])
    assert [*queue.fill()] == []
    assert [one.path for one in (queue.next("w"), queue.next("w")) if one] == ["en/a/", "long.pdf"]


def test_a_first_build_tells_where_its_pages_are_and_the_number_never_grows(
    monkeypatch: pytest.MonkeyPatch, example_content, tmp_path: Path
):
    targets = [
        target("index.html"),
        target("a.txt"),
        target("b.pdf", "leaflets"),
        target("c.pdf", "leaflets"),
    ]
    plan_only(monkeypatch, targets)
    shown: list[tuple[str, int, int]] = []
    told: list[tuple[int, list[str]]] = []

    def look(folder: Path) -> None:
        told.append((len(shown), sorted(path.name for path in folder.iterdir())))

    def run() -> None:
        build(
            example_content, EXAMPLE_LOCALES, tmp_path / "site", only=Selection(), jobs=1, formats={},
            progress=lambda *step: shown.append(step), pages_there=look,
        )  # fmt: skip

    run()
    made = [(stage, done, total) for stage, done, total in shown if stage.startswith("4")]
    assert made == [
        ("4 products: pages", 1, 0),
        ("4 products: pages", 2, 0),
        ("4 products: papers and packages", 3, 4),
        ("4 products: papers and packages", 4, 4),
        ("4 products: papers and packages", 4, 4),
    ]
    assert told == [(3, ["a.txt", "index.html"])]
    run()
    assert len(told) == 1, "beside an older site nobody needs a look at a part of the next one"
