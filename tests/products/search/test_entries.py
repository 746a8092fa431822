"""What a search knows of a page: read from its markup, and packed into what a phone loads."""

from __future__ import annotations

import bz2
from base64 import b64decode
from importlib import import_module
from random import Random

import pytest

from generator.products.search import Section, entries_of, packed
from generator.products.search.packed import PARTLY, words_of

# The package gives its name to the function.
packing = import_module("generator.products.search.packed")

CARD = (
    '<article id="c-fire"><h3>Fire brigade</h3><p>Day and night</p><a class="plate gc" href="tel:199">'
    'Call <span class="n">199</span> <span class="pf">Nobody rang it</span></a></article>'
)


def entries(html: str, locale: str = "en") -> dict[str, Section]:
    return {entry.fragment: entry for entry in entries_of(html, "hazards/flood/", locale)}


def test_a_section_is_known_by_its_heading_and_knows_its_page() -> None:
    found = entries(
        '<h1 id="top">Flood</h1><p>Water comes <img src="a.png" alt=""> fast.</p>'
        '<section id="after"><h2>After it</h2><p>Go <b>home</b></p><p>late.</p></section>'
    )
    assert {key: (e.title, e.text) for key, e in found.items()} == {
        "": ("Flood", "Water comes fast."),
        "after": ("After it", "Go home late."),
    }
    assert {entry.page for entry in found.values()} == {"Flood"}
    assert found["after"].url == "hazards/flood/#after"


def test_neighbours_of_a_heading_with_an_id_are_its_own() -> None:
    found = entries('<h1>Flood</h1><h3 id="roof">Roof</h3><p>Climb.</p>')
    assert (found["roof"].title, found["roof"].text) == ("Roof", "Climb.")


@pytest.mark.parametrize(
    "silent",
    [
        '<svg><use href="#i"/><text>quiet</text></svg>',
        "<nav><a href='../'>quiet</a></nav>",
        '<p class="src">quiet</p>',
        '<span class="vh">quiet</span>',
        '<button id="b">quiet</button>',
        '<div class="bar"><p id="p">quiet <b>quiet</b></p></div>',
        "<!-- quiet -->",
        "<?quiet quiet?>",
    ],
)
def test_what_leads_elsewhere_and_what_only_the_eye_sees_is_not_said(silent: str) -> None:
    found = entries(f"<h1>Flood</h1><p>One</p>{silent}<p>two</p>")
    assert [(key, e.text) for key, e in found.items()] == [("", "One two")]


def test_a_heading_for_ears_alone_is_a_title() -> None:
    assert entries('<section id="s"><h2 class="vh">Ears</h2></section>')["s"].title == "Ears"


def test_a_plate_gives_its_number_and_how_far_it_is_proved() -> None:
    fire = entries(CARD)["c-fire"]
    assert (fire.number, fire.href, fire.proof, fire.grade) == (
        "199", "tel:199", "Nobody rang it", "c",
    )  # fmt: skip
    assert (fire.title, fire.text) == ("Fire brigade", "Day and night")


def test_lists_of_links_are_kept_as_addresses_from_the_host_folder() -> None:
    found = entries(
        '<h1>Flood</h1><nav class="see"><a href="../../prepare/index.html#bag">Bag</a>'
        '<a href="#after">After</a><a href="tel:1">1</a><a href="https://example.org/">x</a></nav>'
    )
    assert found[""].links == ["prepare/#bag", "hazards/flood/#after"]


def test_words_of_another_language_stand_by_themselves() -> None:
    found = entries('<h1>ရေ</h1><p>ပြေး <span lang="th">วิ่ง</span></p>', "my")
    assert (found[""].text, found[""].foreign, found[""].foreign_lang) == ("ပြေး", "วิ่ง", "th")


def test_a_text_is_known_by_its_blocks() -> None:
    found = entries("<h1>Flood</h1><p>Go <b>up</b>.</p><p>Do not wait.</p><ul><li>One</li></ul>")
    assert found[""].lines == ["Go up.", "Do not wait.", "One"]
    assert found[""].text == "Go up. Do not wait. One"


def test_what_looks_like_markup_in_a_sentence_is_a_sentence() -> None:
    found = entries("<h1>Flood</h1><p>&lt;script&gt; &amp; &quot;5 &lt; 6&quot;</p>")
    assert found[""].text == '<script> & "5 < 6"'


def test_half_a_letter_breaks_nothing() -> None:
    assert entries("<h1>Flood</h1><p>Run \ud800 up</p>")[""].text.startswith("Run ")


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<section id='s'></section>", "<!-- -->"])
def test_a_page_without_words_has_nothing_to_find(html: str) -> None:
    assert entries(html) == {}


# --- packed ---------------------------------------------------------------------------------------


def written(index: bytes) -> list[str]:
    return bz2.decompress(b64decode(index.split(b'"')[1])).decode().split("\n")


def rows(index: bytes, kind: str) -> list[list[str]]:
    return [row[1:] for line in written(index) if (row := line.split("\t"))[0] == kind]


def hidden(index: bytes) -> int:
    """How many blocks are found and not shown."""
    return "".join(written(index)).count(PARTLY)


def section(folder: str, *lines: str, fragment: str = "") -> Section:
    return Section(folder, "Page", fragment, "Title", " ".join(lines), list(lines))


def many(count: int) -> list[Section]:
    """Sections of words that stand in a good part of them."""
    chance = Random(1)
    lines = [" ".join(f"w{n}x" for n in range(count) if chance.random() < 0.3) for _ in range(64)]
    return [section(f"p{at}/", line) for at, line in enumerate(lines)]


def test_an_index_that_fits_shows_every_block() -> None:
    assert hidden(packed(many(100), [], "en")) == 0


def test_of_an_index_that_does_not_fit_the_fewest_blocks_give_way(monkeypatch) -> None:
    entries = many(300)
    size = len(b64decode(packed(entries, [], "en").split(b'"')[1]))
    gone = []
    for share in (1.0, 0.95, 0.9, 0.8):
        monkeypatch.setattr(packing, "MOST_BYTES", int(size * share))
        index = packed(entries, [], "en")
        assert len(b64decode(index.split(b'"')[1])) <= size * share
        gone.append(hidden(index))
    assert gone[0] == 0
    assert gone == sorted(gone)
    assert 0 < gone[1] < len(entries) / 2


def test_what_can_wait_gives_way_before_what_decides(monkeypatch) -> None:
    entries = many(300)
    for at, entry in enumerate(entries):
        entry.folder = f"work/{at}/" if at % 2 else f"hazards/{at}/"
    size = len(b64decode(packed(entries, [], "en").split(b'"')[1]))
    monkeypatch.setattr(packing, "MOST_BYTES", int(size * 0.95))
    shown = [row[0] for row in rows(packed(entries, [], "en"), "T")]
    assert any(text.startswith(PARTLY) for text in shown[1::2])
    assert not any(text.startswith(PARTLY) for text in shown[::2])


def test_an_index_that_cannot_fit_leaves_out_all_it_may(monkeypatch) -> None:
    monkeypatch.setattr(packing, "MOST_BYTES", 1)
    assert hidden(packed(many(300), [], "en")) == 64


def test_what_several_sections_say_is_written_once() -> None:
    said = "Do not go back for your things."
    index = packed([section("a/", said, "One."), section("b/", "Two.", said)], [], "en")
    assert rows(index, "B") == [[said]]
    assert rows(index, "T") == [["\x1d0\x1eOne."], ["Two.\x1e\x1d0"]]


def test_a_group_of_synonyms_that_leads_nowhere_is_left_out() -> None:
    groups = [("dam", "reservoir"), ("inundación", "llena"), ("mochi", "rice cake")]
    index = packed([section("a/", "The dam breaks.", "La Inundacion.")], groups, "en")
    assert rows(index, "S") == [["dam", "reservoir"], ["inundación", "llena"]]


def test_of_the_sections_of_a_group_those_that_are_there_are_kept() -> None:
    groups = [("mochi", "#r-rice", "#a/", "#r-school"), ("x", "#r-school")]
    index = packed([section("a/", "Eat."), section("a/", "Rice.", fragment="r-rice")], groups, "en")
    assert rows(index, "S") == [["mochi", "#1", "#0"]]


def test_a_number_keeps_its_caution_and_whom_to_ask_before_it() -> None:
    police = entries(CARD.replace("c-fire", "c-police"))["c-police"]
    police.caution, police.state_line = "Ask the helper first.", True
    index = packed([entries(CARD)["c-fire"], police], [], "en", ["c-fire"])
    assert rows(index, "G") == [["0"]]
    assert rows(index, "E")[1][-2:] == ["Ask the helper first.", "s"]


def test_the_words_that_are_shown_are_those_of_the_page() -> None:
    html = "<h1>Flood</h1><p>Do NOT wait: go <b>up</b>.</p><ul><li>One</li><li>Two</li></ul>"
    index = packed(entries_of(html, "hazards/flood/", "en"), [], "en")
    assert rows(index, "T") == [["Do NOT wait: go up.\x1eOne\x1eTwo"]]


def test_a_word_of_one_syllable_is_marked_where_it_stands_alone() -> None:
    index = packed([section("a/", "ရဲက လာသည်။")], [], "my")
    assert "လာ\u200bသည်" in rows(index, "T")[0][0]


def test_words_are_cut_by_the_rule_of_their_script() -> None:
    assert words_of("Go home, NOW!", "en") == ("go", "home", "now")
    assert "".join(words_of("ရေကြီးနေသည်", "my")) == "ရေကြီးနေသည်"
    assert len(words_of("ရေကြီးနေသည်", "my")) > 1


def test_a_block_that_is_not_shown_keeps_its_sums_whole() -> None:
    assert packing.shortened("The grant is 10,000 baht, or 2.5 of it.", {"the", "is"}, "en") == (
        "grant 10000 baht or 2 5 of it"
    )
