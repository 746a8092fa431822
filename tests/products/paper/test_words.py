"""Words, editions and targets of leaflets, before anything is laid out."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from markupsafe import Markup
from support.example import ROOT
from support.leaflets import real_draft, stand_in
from support.real import real_content

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.model.leaflet import Leaflet
from generator.products.paper import is_printable, names, plan
from generator.products.paper.content.picker import Fact, newest, valid_until
from generator.products.paper.errors import LeafletError
from generator.products.paper.layout.qr import qr_svg
from generator.products.paper.layout.sheet import draft
from generator.products.paper.layout.styles import leaflet_css
from generator.products.paper.pdf.icon_files import icon_svg
from generator.text.languages import known_languages


def _sheet(locale: str) -> str:
    made = real_draft(locale)
    return made.sheet_html(size_pt=made.leaflet.largest_pt, without=frozenset())


# --- what is carried --------------------------------------------------------------------------


def test_no_heading_names_status_trafficking_or_a_consulate() -> None:
    headings = re.findall(r"<h\d[^>]*>(.*?)</h\d>", _sheet("en"), re.DOTALL)
    words = " ".join(Markup(heading).striptags() for heading in headings).lower()
    assert len(headings) > 8
    forbidden = r"paper|permit|status|migrant|illegal|traffick|abuse|embassy|consul|police|myanmar"
    assert not re.search(forbidden, words), words


def test_the_panel_on_what_they_ask_begins_with_the_life_line() -> None:
    text = Markup(real_draft("en").panel_html("help", without=frozenset())).striptags()
    assert text.index("Save your life first") < text.index("hospital must treat")


def test_the_flood_is_written_for_one_storey_and_ends_with_nobody_answers() -> None:
    text = Markup(real_draft("en").panel_html("flood", without=frozenset())).striptags()
    order = [
        "Leave before the way out",
        "locked in as",
        "Climb higher only",
        "Text people who know you",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_an_undecided_publisher_takes_no_room_for_an_apology() -> None:
    """``advisory check --publish`` asks for both before anything is printed."""
    text = Markup(_sheet("en")).striptags()
    assert "not named yet" not in text
    assert "no line yet" not in text
    assert "None" not in text


def test_publisher_and_feedback_are_named_when_known(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    made = draft(example_advisory("en"), example_format)
    text = Markup(made.panel_html("back", without=frozenset())).striptags()
    assert "Publisher: Freedonia Migrant Desk" in text
    assert "A mistake? Tell us: 6123 4567" in text


def test_nothing_was_called_so_nothing_is_ticked() -> None:
    html = _sheet("en")
    assert "icon/called." not in html
    assert "not called yet" in html
    assert not re.search(r"verified|(?<!not )\bchecked\b", html, re.IGNORECASE)


def test_a_plate_is_dashed_by_its_grade() -> None:
    advisory = stand_in(real_content(), "en")
    grades = [advisory.contacts[key].proof.grade for key in advisory.country.plates]
    html = real_draft("en").panel_html("cover", without=frozenset())
    plates = re.findall(r'<div class="plate( unsure-plate)?" data-box', html)
    assert [bool(dashed) for dashed in plates] == [grade == "c" for grade in grades]


def test_the_draft_mark_stands_only_on_drafts(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    assert real_draft("my").edition.draft
    assert "Draft translation" not in Markup(
        real_draft("my").panel_html("cover", without=frozenset())
    )
    made = draft(example_advisory("en"), example_format)
    assert made.edition.draft  # its phrases in Spanish are nobody's yet
    assert "Draft translation" in made.panel_html("cover", without=frozenset())


def test_a_message_the_host_replaced_and_keeps_off_paper_is_left_out(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    made = draft(example_advisory("en"), example_format)
    text = Markup(made.panel_html("flood", without=frozenset())).striptags()
    assert "school on the hill" not in text
    assert "Leave before" not in text


def test_break_marks_stand_in_text_and_never_in_attributes_or_titles() -> None:
    html = _sheet("my")
    assert "\u200b" in html
    assert not re.search(r'="[^"]*\u200b', html)
    assert "\u200b" not in re.findall(r"<title>.*</title>", html)[0]


# --- editions ---------------------------------------------------------------------------------


def test_the_code_names_host_locale_day_and_words() -> None:
    edition = real_draft("my").edition
    assert re.fullmatch(rf"TH-my-{edition.newest_read_on:%y%m%d}-[0-9a-f]{{4}}", edition.code)
    assert edition.newest_read_on >= date(2026, 11, 25)
    assert edition.address == f"https://example.org/my/thailand/print/#{edition.code}"
    assert edition.typed_address == "example.org/my/thailand/print"


def test_the_code_changes_with_the_words_and_only_with_them() -> None:
    leaflet = own_formats()["trifold"]
    first = stand_in(real_content(), "my")
    same = stand_in(real_content(), "my")
    other = stand_in(real_content(), "my", 1.2)
    later = replace(same, today=same.today + timedelta(days=3))
    codes = [draft(advisory, leaflet).edition.code for advisory in (first, same, later, other)]
    assert codes[0] == codes[1] == codes[2] != codes[3]


def test_the_first_fact_to_pass_its_limit_ends_the_validity() -> None:
    limits = real_content().site.freshness
    facts = {
        Fact("contacts", "a", date(2026, 11, 25)),
        Fact("contacts", "b", date(2026, 3, 1)),
        Fact("hazards", "c", date(2025, 1, 1)),
    }
    # 365 days after 1 March 2026 the fact is still within its limit, the day after it is not.
    assert valid_until(facts, limits) == date(2027, 3, 2)
    assert newest(facts) == date(2026, 11, 25)


def test_a_leaflet_without_a_fact_is_refused() -> None:
    with pytest.raises(LeafletError, match="no fact"):
        newest(set())


def test_a_language_without_our_fonts_has_no_leaflet_yet(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    arabic = example_advisory("ar")
    assert not is_printable(arabic)
    assert plan([arabic], formats={"trifold": example_format}) == []


# --- targets, pieces --------------------------------------------------------------------------


def test_a_target_can_travel_and_its_digest_follows_the_words(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    formats = {"trifold": example_format}
    one, mono = plan([example_advisory("en")], formats=formats)
    again, _ = plan([example_advisory("en")], formats=formats)
    other, _ = plan([example_advisory("my")], formats=formats)
    assert mono.path == "leaflets/freedonia/freedonia.en.trifold-mono.pdf"
    assert mono.digest != one.digest
    assert one.path == "leaflets/freedonia/freedonia.en.trifold.pdf"
    assert one.digest == again.digest != other.digest
    assert len(pickle.dumps(one)) < 200_000


def test_a_qr_code_is_no_micro_qr_and_has_its_quiet_zone() -> None:
    address = "https://example.org/my/thailand/print/#TH-my-261125-3f1a"
    svg = qr_svg(address).decode()
    modules = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    # 21 modules is the smallest real QR code, 4 on each side are the quiet zone.
    assert modules >= 21 + 2 * 4
    assert 'fill="#fff"' in svg


def test_an_address_that_is_not_ascii_is_refused() -> None:
    with pytest.raises(LeafletError, match="not ASCII"):
        qr_svg("https://example.org/မြန်မာ")


def test_an_icon_gets_its_colour_and_its_slash() -> None:
    white, forbidden = icon_svg("call", "ffffff").decode(), icon_svg("wires", "111", "no").decode()
    assert "#111" not in white
    assert "#8c1518" in forbidden
    assert "#8c1518" not in white


def test_the_style_sheet_names_no_path_of_this_machine() -> None:
    css = leaflet_css(("my", "th", "en"))
    assert "file:" not in css
    assert str(ROOT) not in css
    # A language weighs as much as a class of the look, so it must come first.
    assert css.index(":lang(my)") < css.index(".plate")


def test_leaflets_are_printed_and_linked_in_languages_with_a_font_of_ours() -> None:
    languages = known_languages()
    assert names.is_printable("my", languages)
    assert names.is_printable("ja", languages)
    assert not names.is_printable("ur", languages)
