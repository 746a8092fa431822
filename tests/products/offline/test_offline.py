"""What a phone keeps: the lists that the build completes, the numbers that are gone, the app."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace as changed
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from support.build import listing, workplace
from support.example import EXAMPLE_LOCALES, SMALL_LEAFLET
from support.pages import write_site

from generator.build import keep_versions
from generator.build.errors import BuildError
from generator.build.run import build
from generator.load import Content, load_content
from generator.load.ids import withdrawable
from generator.load.leaflet_formats import load_formats
from generator.load.withdrawal_mark import withdrawn_text
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model import PaperEdition, Withdrawal
from generator.products import offline, pages
from generator.products.offline.keep_list import URGENT, _rank
from generator.products.offline.withdrawn_numbers import gone_numbers

CONTENT = Path("content")

pytestmark = pytest.mark.thorough

LOCALES = ("en", "my")


@pytest.fixture(scope="module")
def site(example_site: Callable[..., Path]) -> Path:
    return example_site(*LOCALES)


def keep_list(site: Path, locale: str = "my") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / locale / "freedonia" / "keep.json").read_bytes())
    return found


def file_of(site: Path, path: str) -> Path:
    return site / path / "index.html" if path.endswith("/") else site / path


@pytest.mark.parametrize("locale", LOCALES)
def test_each_row_tells_version_and_packed_size_of_the_file_as_it_is(
    site: Path, locale: str
) -> None:
    listed = keep_list(site, locale)
    for path, version, size in [*listed["pages"], *listed["more"]]:
        data = file_of(site, path).read_bytes()
        assert version == sha256(data).hexdigest()[:12], path
        assert size == len(gzip.compress(data, 6)), path


def test_what_is_needed_first_comes_first_and_every_page_is_in_one_list(site: Path) -> None:
    listed = keep_list(site)
    paths = [row[0] for row in listed["pages"]]
    own = [path for path in paths if not path.startswith("assets/")]
    base = "my/freedonia/"
    assert own[:5] == [f"{base}offline/", base, f"{base}now/", f"{base}hide/", "my/"]
    assert own[5:7] == [f"{base}first-aid/not-breathing/", f"{base}first-aid/bleeding/"]
    assert own[7].startswith(f"{base}hazards/")
    every = {*paths, *(row[0] for row in listed["more"])}
    there = {f"{p.parent.relative_to(site)}/" for p in (site / base).rglob("index.html")}
    assert there <= every
    assert f"{base}pocket.html" in every
    # A page that is kept shows as it should: what it loads is kept, but for the fonts.
    assets = {path for path in paths if path.startswith("assets/")}
    for name in ("assets/my.", "assets/site."):
        assert [path for path in assets if path.startswith(name)]
    assert not [path for path in assets if path.endswith(".woff2")]


def test_the_overview_tells_what_keeping_everything_costs(site: Path) -> None:
    listed = keep_list(site)
    page = (site / "my/freedonia/index.html").read_text("utf-8")
    told = page.partition('value="my/freedonia/keep.json">')[2].partition("<")[0]
    size = sum(row[2] for row in [*listed["pages"], *listed["more"]])
    # Its own size changes with the digits by a few bytes.
    assert abs(int(told.removesuffix(" KB")) - size / 1000) < 1


def test_first_aid_that_cannot_wait_is_kept_before_dangers_and_phrases() -> None:
    last = ["hazards/landslide", "hazards/work-trouble", "speak", "first-aid/burns"]
    assert sorted([*last, *URGENT], key=_rank) == [*URGENT, *last]
    there = load_content(CONTENT)[0].first_aid
    assert {key.removeprefix("first-aid/") for key in URGENT} <= there.keys()


def test_ways_to_get_help_are_kept_before_dangers_of_hours_and_days() -> None:
    keys = [
        "hazards/heat",
        "find",
        "talk",
        "show",
        "assistance",
        "hazards/flood",
        "first-aid",
        "now",
    ]
    assert sorted(keys, key=_rank) == [
        "now", "hazards/flood", "assistance", "show", "talk", "first-aid", "hazards/heat", "find",
    ]  # fmt: skip


def test_pages_that_do_not_fit_wait_until_somebody_asks(
    example_content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep_versions, "budgets", lambda: {"kept": 65_500})
    listed = keep_list(write_site(example_content, tmp_path, LOCALES))
    assert sum(row[2] for row in listed["pages"]) <= 65_500
    first = {row[0] for row in listed["pages"]}
    assert {"my/freedonia/offline/", "my/freedonia/", "my/freedonia/hide/"} <= first
    rest = [row[0] for row in listed["more"]]
    # What searches, with what is searched.
    assert rest[-1].startswith("assets/search.")
    del rest[-1]
    assert [path for path in rest if path.endswith("/")] == rest[:-1] != []
    assert rest[-1] == "my/freedonia/pocket.html"


def test_a_shell_that_does_not_fit_stops_the_build_and_names_the_page(
    example_content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keep_versions, "budgets", lambda: {"kept": 9000})
    with pytest.raises(BuildError, match=r"keep\.json: with \S+, a phone would store more than"):
        write_site(example_content, tmp_path, LOCALES)


@pytest.mark.slow
def test_a_part_of_a_site_and_a_whole_one_come_to_the_same(tmp_path: Path) -> None:
    place = workplace(tmp_path / "place")
    formats, problems = load_formats(
        SMALL_LEAFLET, SMALL_LEAFLET, load_content(place / "content")[0]
    )
    assert problems == []

    def built(site: Path, only: str | None = None) -> dict[str, bytes]:
        content, _ = load_content(place / "content", place)
        build(content, EXAMPLE_LOCALES, site, only=Selection.parse(only), jobs=1, formats=formats)
        files = listing(site)
        del files["build.json"], files["SHA256SUMS"]
        return files

    first = built(tmp_path / "one")
    file = place / "content/hosts/freedonia/assistance.yaml"
    file.write_text(file.read_text("utf-8").replace("6123 4567", "6123 4568"), "utf-8")
    parts = [built(tmp_path / "one", f"freedonia/{locale}") for locale in ("en", "my")]
    other = built(tmp_path / "two")
    mine = "en/freedonia/keep.json"
    assert first[mine] != parts[0][mine] == parts[1][mine] == other[mine]
    # What a part of a site does not make again stays: the other language's list among it.
    assert parts[0]["my/freedonia/keep.json"] == first["my/freedonia/keep.json"]
    assert parts[1]["my/freedonia/pocket.html"] == other["my/freedonia/pocket.html"]


# --- numbers that are gone ------------------------------------------------------------------------


def withdrawn(place: Path, key: str, instead: str | None = None) -> Content:
    """Mark a contact in the repository at *place*, as ``advisory withdraw`` does."""
    content, _ = load_content(place / "content", place)
    known = withdrawable(content)[f"freedonia.contacts.{key}"]
    path = place / "content" / known.file.name
    mark = Withdrawal(day=date(2026, 11, 25), why="Dead.", instead=instead)
    path.write_text(withdrawn_text(path.read_text("utf-8"), known, mark), "utf-8")
    return load_content(place / "content", place)[0]


def localised(content: Content) -> Advisory:
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en")))


def test_nothing_is_gone_while_nothing_was_withdrawn(example_content: Content) -> None:
    assert gone_numbers(localised(example_content)) == {}


def test_a_withdrawn_number_is_told_with_what_took_its_place(
    example_content: Content, tmp_path: Path
) -> None:
    advisory = localised(example_content)
    old, new = advisory.contacts["hill-clinic"].tel, advisory.contacts["open-door"].tel
    gone = gone_numbers(localised(withdrawn(workplace(tmp_path / "a"), "hill-clinic", "open-door")))
    assert gone[old.href] == [new.href, new.text]
    alone = gone_numbers(localised(withdrawn(workplace(tmp_path / "b"), "hill-clinic")))
    assert alone[old.href] is None


def test_a_number_that_somebody_else_still_answers_is_not_gone(tmp_path: Path) -> None:
    # Ambulance and fire service of the made-up country share one.
    gone = gone_numbers(localised(withdrawn(workplace(tmp_path), "fire-service", "ambulance")))
    assert "tel:995" not in gone


def test_a_number_on_recorded_paper_that_is_another_today_is_gone(
    example_content: Content,
) -> None:
    advisory = localised(example_content)
    edition = PaperEdition.model_construct(facts={"contacts.police": "998", "now.call": "1a2b3c4d"})
    gone = gone_numbers(changed(advisory, editions={"FR-en-1": edition}))
    assert gone == {"tel:998": [advisory.contacts["police"].tel.href, "999"]}


def test_pages_do_not_change_when_a_number_they_do_not_show_was_withdrawn(
    example_content: Content,
) -> None:
    advisory = localised(example_content)
    told = changed(advisory, withdrawn=(("6000 0000", None),))
    before, after = ({t.path: t.digest for t in pages.plan([a])} for a in (advisory, told))
    assert before == after
    lists = [{t.path: t.digest for t in offline.plan([a], formats={})} for a in (advisory, told)]
    assert lists[0]["en/freedonia/keep.json"] != lists[1]["en/freedonia/keep.json"]
    assert lists[0]["sw.js"] == lists[1]["sw.js"]


# --- the app --------------------------------------------------------------------------------------


def test_the_app_has_a_neutral_name_and_starts_where_the_numbers_are(
    example_advisory: Callable[[str], Advisory], site: Path
) -> None:
    for locale in LOCALES:
        told = json.loads((site / locale / "manifest.webmanifest").read_bytes())
        name = f"{told['name']} {told['short_name']}".lower()
        for word in ("migrant", "myanmar", "sylvania", "freedonia", "crisis"):
            assert word not in name
        assert told["lang"] == locale
        assert (site / locale / told["start_url"] / "index.html").is_file()
        for icon in told["icons"]:
            data = (site / locale / icon["src"]).read_bytes()
            width = int.from_bytes(data[16:20], "big")
            assert icon["sizes"] == f"{width}x{width}"
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    arabic = pages.fronts([example_advisory("ar")])
    assert offline.manifest(arabic)["dir"] == "rtl"
    two = [arabic[0], changed(arabic[0], host="other")]
    assert offline.manifest(two)["start_url"] == "./"
