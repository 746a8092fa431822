"""The page for staff: contents, its day, names instead of slugs and tags, only pairs that can exist."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.translations import edit, workplace

from generator.load import load_content
from generator.people.report.page import plan, render_page
from generator.people.report.pairs import language_name, locales_of
from generator.people.report.progress import StatusReport, make_report
from generator.problems import Problem

TODAY = date(2026, 11, 25)


def report_of(content: Path, problems: tuple[Problem, ...] = ()) -> StatusReport:
    return make_report(load_content(content)[0], EXAMPLE_LOCALES, problems, TODAY)


@pytest.fixture(scope="module")
def report() -> StatusReport:
    return report_of(EXAMPLE)


@pytest.fixture(scope="module")
def page(report: StatusReport) -> str:
    return render_page(report, handles=False).decode()


def test_the_contents_lead_to_each_part(page: str) -> None:
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    contents = page[page.index("<nav") : page.index("</nav>")]
    links = re.findall(r'href="#([^"]+)"', contents)
    assert set(links) <= set(ids)
    parts = list(each(re.findall(r'<h[23] id="([^"]+)"', page), at_least=8))
    assert set(parts) == set(links)
    assert page.index("</nav>") < page.index("<h2")


def test_it_says_its_day_and_is_another_page_the_day_after(report: StatusReport, page: str) -> None:
    assert "Made on 25 November 2026 (UTC)." in page
    later = replace(report, day=date(2026, 11, 26))
    assert plan(later).digest != plan(report).digest
    assert b"Made on 26 November 2026" in render_page(later, handles=False)


def test_countries_and_languages_have_names(page: str) -> None:
    seen = re.sub(r"<[^>]*>", " ", re.sub(r"<(style|code)>.*?</\1>", "", page, flags=re.DOTALL))
    assert "Freedonia, for people from Sylvania" in seen
    assert "Burmese" in seen
    # Slugs stand in what is to be typed, and nowhere else.
    assert "freedonia" not in seen
    assert not re.search(r"<(td|th|h3)[^>]*>(my|ar|es|en)</", page)


def test_what_blocks_a_language_stands_below_its_name() -> None:
    found = Problem(
        "locales/my/LC_MESSAGES/hazards.po",
        1,
        1,
        "error",
        "po-syntax",
        "",
        "it is broken",
        "Mend it.",
    )
    page = render_page(report_of(EXAMPLE, (found,)), handles=False).decode()
    assert "<h3>Burmese</h3><ul><li>[po-syntax] it is broken</li></ul>" in page


# --- only what can exist --------------------------------------------------------------------------


def with_locale(tmp_path: Path, rows: str) -> Path:
    place = workplace(tmp_path)
    edit(place / "content/site.yaml", lambda text: text.replace("freshness:", f"{rows}freshness:"))
    return place / "content"


def test_a_language_that_nobody_there_has_a_use_for_has_no_row(tmp_path: Path) -> None:
    content = with_locale(tmp_path, "  mam:\n    fallback: [es, en]\n  th:\n    fallback: [en]\n")
    report = report_of(content)
    assert [row.locale for row in report.locales] == ["en", "es", "my", "ar"]
    assert "Mam" not in render_page(report, handles=False).decode()


def test_what_the_language_of_an_origin_falls_back_on_has_a_row(tmp_path: Path) -> None:
    content = with_locale(tmp_path, "  th:\n    fallback: [en]\n  shn:\n    fallback: [th, en]\n")
    loaded = load_content(content)[0]
    assert "th" not in locales_of(loaded, "freedonia")
    edit(
        content / "origins/sylvania.yaml",
        lambda t: t.replace("locales: [my, ar]", "locales: [shn]"),
    )
    loaded = load_content(content)[0]
    assert locales_of(loaded, "freedonia") == ("en", "es", "th", "shn")


def test_languages_in_which_nothing_is_written_share_a_row(tmp_path: Path) -> None:
    content = with_locale(tmp_path, "  shn:\n    fallback: [my, en]\n")
    edit(
        content / "origins/sylvania.yaml",
        lambda t: t.replace("locales: [my, ar]", "locales: [my, ar, shn]"),
    )
    page = render_page(report_of(content), handles=False).decode()
    assert "Nothing yet in: Shan<" in page
    assert '<th scope="row">Shan' not in page
    assert '<th scope="row">Burmese' in page


def test_what_blocks_a_language_without_a_country_is_not_lost(tmp_path: Path) -> None:
    content = with_locale(tmp_path, "  th:\n    fallback: [en]\n")
    found = Problem(
        "locales/th/LC_MESSAGES/hazards.po",
        1,
        1,
        "error",
        "po-syntax",
        "",
        "it is broken",
        "Mend it.",
    )
    assert report_of(content, (found,)).blocks == ("[po-syntax] it is broken",)


def test_a_language_without_a_name_is_called_by_its_tag() -> None:
    assert language_name("qq") == "qq"
    assert language_name("my") == "Burmese"
