"""Notices are put into finished pages: within their bytes, and as if nothing had been when they are gone."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from support.build import listing, workplace
from support.notices import BEDS, LINE, RIVER, write_notice

from generator.build.notices import cost, for_phones, with_notices, without_notices
from generator.build.page_weight import budgets, compressed
from generator.cache.inputs import Inputs
from generator.cli.build import build_site

pytestmark = pytest.mark.thorough

PAGE = b'<h1>x</h1><section class="nt" data-nt="flood"></section><p>y</p>'


def row(hazard: str = "flood", *cuts: str) -> dict[str, Any]:
    return {
        "id": "x",
        "hazard": hazard,
        "until": 5,
        "cuts": list(cuts or ("<div>one</div>",)),
        "over": "<p>past</p>",
    }


def told(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"title": "Notices", "list": list(rows)}


def filled(
    page: bytes, *rows: dict[str, Any], name: str = "my/freedonia/hazards/flood/index.html"
) -> str:
    return with_notices(name, page, told(*rows)).decode()


def test_a_page_gets_those_of_its_hazard_and_what_to_say_when_they_end() -> None:
    assert filled(PAGE, row("fire"), row()) == (
        '<h1>x</h1><section class="nt" data-nt="flood"><div>one</div><template><p>past</p></template></section><p>y</p>'
    )
    assert filled(PAGE, row("fire")).encode() == PAGE


def test_more_than_three_are_one_tap_away() -> None:
    page = PAGE.replace(b'"flood"', b'"all"')
    text = filled(page, *[row(name) for name in ("flood", "fire", "heat", "cold")])
    assert text.count("<div>one</div>") == 3
    assert '<a class="more" href="../../notices/index.html">Notices</a>' in text
    everywhere = filled(page.replace(b'"all"', b'"listed"'), *[row()] * 4)
    assert everywhere.count("<div>one</div>") == 4
    assert "more" not in everywhere
    # A file that is sent on leads nowhere.
    assert "href" not in filled(page.replace(b'"all"', b'"file"'), *[row()] * 4)


def test_a_long_one_loses_its_last_sentences_and_leads_to_the_whole() -> None:
    long = "".join(sha256(str(number).encode()).hexdigest() for number in range(9))
    text = filled(PAGE, row("flood", f"<div>{long}</div>", "<div>short</div>"))
    assert long not in text
    assert "<div>short</div>" in text
    assert "notices/index.html" in text
    assert cost(b"<div>short</div>", b"") <= budgets()["notices"]["bytes"]
    # What a page says already costs it little.
    assert cost(long.encode(), long.encode()) < 20 < cost(long.encode(), b"")


def test_filling_again_leaves_nothing_behind() -> None:
    once = with_notices("my/freedonia/index.html", PAGE, told(row()))
    assert (
        with_notices("my/freedonia/index.html", once, told(row("flood", "<div>two</div>"))).count(
            b"<div>"
        )
        == 1
    )
    assert with_notices("my/freedonia/index.html", once, {}) == without_notices(once) == PAGE


def test_telephones_get_the_whole_and_the_short_form() -> None:
    rows = for_phones(told(row("flood", f"<div>{'x' * 9}</div>")))
    assert rows["list"] == [
        {
            "hazard": "flood",
            "html": "<div>xxxxxxxxx</div>",
            "brief": "<div>xxxxxxxxx</div>",
            "over": "<p>past</p>",
        }
    ]
    assert for_phones({})["list"] == []


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workplace(tmp_path_factory.mktemp("notices"))


def build(place: Path, patch: pytest.MonkeyPatch) -> dict[str, bytes]:
    patch.setenv("ADVISORY_CACHE", str(place / "cache"))
    patch.chdir(place)
    assert build_site(Path("content"), Path("locales"), Path("site"))
    return listing(place / "site")


def test_a_notice_comes_and_goes_without_a_page_made_again(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = build(place, monkeypatch)
    path = write_notice(place / "content", said=[BEDS, LINE])
    capsys.readouterr()
    during = build(place, monkeypatch)
    # Two files of notices for each language, for pages and for programs of others, are all that is made.
    files = [name for name in during if name.endswith("/notices.json") and "/schema/" not in name]
    assert len(files) == 2 * 3
    assert f"Made {len(files)} of" in capsys.readouterr().out
    changed = {name for name in before if before[name] != during[name]}
    shown = {name for name in changed if name.startswith("en/")}
    assert shown == {
        "en/freedonia/index.html", "en/freedonia/now/index.html", "en/freedonia/where/index.html",
        "en/freedonia/hazards/flood/index.html", "en/freedonia/notices/index.html",
        "en/freedonia/pocket.html", "en/freedonia/keep.json",
    }  # fmt: skip
    assert {name for name in changed if name.endswith(".atom")} == {
        f"feeds/freedonia.{tag}.atom" for tag in ("en", "es", "my")
    }
    assert b"Dry beds: Old Mill" in during["feeds/freedonia.en.atom"]
    (told,) = json.loads(during["api/v1/freedonia/en/notices.json"])["notices"]
    assert json.loads(before["api/v1/freedonia/en/notices.json"])["notices"] == []
    assert (told["state"], told["confirmed"]) == ("standing", True)
    assert "Dry beds: Old Mill" in "\n".join(told["lines"])
    # The copy on a telephone is still the newest one: it is named by its page without notices.
    old, new = (json.loads(one["en/freedonia/keep.json"]) for one in (before, during))
    assert old["pages"] == new["pages"]
    assert len(new["notices"]["list"]) == 1
    # No telephone keeps a feed.
    assert b"feeds/" not in during["en/freedonia/keep.json"] + during["sw.js"]
    path.unlink()
    assert build(place, monkeypatch) == before


def test_each_page_stays_within_its_budget_with_three_notices(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(place, monkeypatch)
    paths = [
        write_notice(place / "content", f"2026-11-28-freedonia-{word}", said=[said])
        for word, said in (("a", BEDS), ("b", LINE), ("c", RIVER))
    ]
    during = build(place, monkeypatch)
    for path in paths:
        path.unlink()
    room = budgets()["notices"]["bytes"] * budgets()["notices"]["most"]
    grown = {
        name: compressed(data) - compressed(before[name])
        for name, data in during.items()
        if name.endswith("index.html") and name in before and "/notices/" not in name
    }
    assert max(grown.values()) <= room
    assert min(value for value in grown.values() if value) > 100


def test_only_the_digest_of_notices_follows_from_a_notice_and_from_its_hours(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from support.notices import NOW

    def inputs(hours: int = 0) -> Inputs:
        from datetime import timedelta

        return Inputs(place / "content", place / "locales", NOW + timedelta(hours=hours))

    monkeypatch.chdir(place)
    before = inputs()
    path = write_notice(place / "content")
    after = inputs()
    assert before.of_host("freedonia") == after.of_host("freedonia")
    assert before.shared == after.shared
    assert before.notices != after.notices
    assert before.whole != after.whole
    # On the same day: 20:00 there is 12:00 of the clock of the build.
    assert inputs(11).notices != inputs(12).notices
    assert inputs(12).notices == inputs(13).notices
    path.unlink()
