"""What a search knows of a page: read from its markup, and packed into what a phone loads."""

from __future__ import annotations

import bz2
from base64 import b64decode
from importlib import import_module
from random import Random

import pytest

from generator.products.search import Entry, entries_of, packed
from generator.products.search.packed import MOST_COMMON, words_of

# The package gives its name to the function.
packing = import_module("generator.products.search.packed")

CARD = (
    '<article id="c-fire"><h3>Fire brigade</h3><p>Day and night</p><a class="plate gc" href="tel:199">'
    'Call <span class="n">199</span> <span class="pf">Nobody rang it</span></a></article>'
)


def entries(html: str, locale: str = "en") -> dict[str, Entry]:
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


def left_out(index: bytes) -> int:
    return len(written(index)[1].split("\t")) // 2


def many(count: int) -> list[Entry]:
    """Sections of words that stand in a good part of them."""
    chance = Random(1)
    texts = [" ".join(f"w{n}x" for n in range(count) if chance.random() < 0.3) for _ in range(60)]
    return [Entry(f"p{at}/", f"Page {at}", "", "Title", text) for at, text in enumerate(texts)]


def test_of_an_index_that_fits_the_fewest_words_are_left_out(monkeypatch) -> None:
    found = many(300)
    sizes = {}
    for most in MOST_COMMON:
        monkeypatch.setattr(packing, "MOST_COMMON", (most,))
        index = packed(found, [], "en")
        sizes[most] = len(bz2.compress("\n".join(written(index)).encode(), 9)), left_out(index)
    monkeypatch.undo()
    assert len({size for size, _words in sizes.values()}) > 5
    for size, words in sizes.values():
        monkeypatch.setattr(packing, "MOST_BYTES", size)
        fewest = min(many for other, many in sizes.values() if other <= size)
        assert left_out(packed(found, [], "en")) == fewest <= words


def test_an_index_that_cannot_fit_leaves_out_all_it_may(monkeypatch) -> None:
    monkeypatch.setattr(packing, "MOST_BYTES", 1)
    all_common = left_out(packed(many(300), [], "en"))
    monkeypatch.undo()
    assert all_common > left_out(packed(many(300), [], "en"))


def test_words_are_cut_by_the_rule_of_their_script() -> None:
    assert words_of("Go home, NOW!", "en") == ("go", "home", "now")
    assert "".join(words_of("ရေကြီးနေသည်", "my")) == "ရေကြီးနေသည်"
    assert len(words_of("ရေကြီးနေသည်", "my")) > 1
