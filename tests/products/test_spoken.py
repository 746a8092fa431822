""" "I speak …": all languages of an origin country on one page and one sheet, never one alone, none made up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
from support.each import each
from support.example import ROOT
from support.real import real_content

from generator.load import Content
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.spoken import names_of
from generator.model.spoken import Spoken
from generator.products.pages import page_set_of
from generator.products.pages.sets import host_pages
from generator.products.paper import draft_paper, print_leaflet
from generator.products.paper.names import Paper, papers_of

Make = Callable[[str], Advisory]
RELIGION_OR_ARMY = re.compile(
    r"muslim|buddhis|christian|islam|army|union|league|\bkn[ul]\b", re.IGNORECASE
)


def real() -> Spoken:
    return real_content().spoken


def page_of(advisory: Advisory, key: str = "speak") -> str:
    pages = page_set_of(advisory, ("en",))
    made = pages.render(f"{advisory.locale}/freedonia/{key}/index.html")
    return str(made.main)


def alone(advisory: Advisory, *languages: str) -> Advisory:
    """Freedonia, if no more than these were spoken."""
    assert advisory.spoken
    kept = {key: one for key, one in advisory.spoken.languages.items() if key in languages}
    return replace(advisory, spoken=replace(advisory.spoken, languages=kept))


def test_the_real_list_holds_the_languages_of_both_countries_each_with_its_source() -> None:
    spoken = real()
    assert len(spoken.of("myanmar")) >= 23
    assert len(spoken.of("guatemala")) >= 21
    for key, language in each(spoken.languages.items()):
        cited = {*language.sources, *(name for own in language.own for name in own.sources)}
        assert cited <= spoken.sources.keys(), key
        assert all(spoken.sources[name].url or spoken.sources[name].where for name in cited)


def test_no_name_tells_a_religion_or_an_army() -> None:
    for language in each(real().languages.values()):
        names = [language.name, *language.named.values(), *(own.written for own in language.own)]
        assert not RELIGION_OR_ARMY.search(" ".join(names))


def test_rohingya_keeps_each_script_of_its_sources_and_shows_what_can_be_drawn() -> None:
    own = {name.script: name.written for name in real().languages["rhg"].own}
    assert own.keys() == {"Latn", "Rohg", "Arab"}
    assert [str(name) for name in names_of(real(), "rhg")] == [own["Latn"]]


def test_where_no_own_name_can_be_drawn_the_english_one_stands() -> None:
    # Lahu's needs a low tone mark that no font of ours has; of Wa no source gives one.
    assert {key: str(names_of(real(), key)[0]) for key in ("lhu", "prk", "ne")} == {
        "lhu": "Lahu", "prk": "Wa", "ne": "Nepali",
    }  # fmt: skip
    assert [name.lang for name in names_of(real(), "rki")] == ["rki-Mymr"]


def test_one_language_alone_has_no_page_and_no_paper(example_content: Content) -> None:
    spoken = example_content.spoken
    assert len(spoken.of("sylvania")) == 4
    assert spoken.of("nowhere") == {}
    one = spoken.model_copy(update={"languages": {"my": spoken.languages["my"]}})
    assert one.of("sylvania") == {}


def test_without_languages_neither_page_nor_row_nor_paper_is_made(example_advisory: Make) -> None:
    some, none = example_advisory("en"), replace(example_advisory("en"), spoken=None)
    for advisory, is_there in ((some, True), (none, False)):
        assert ("speak" in {spec.key for spec in host_pages(advisory)}) == is_there
        assert ('href="../speak/' in page_of(advisory, "show")) == is_there
        offered = {paper.format for paper in papers_of(advisory, own_formats(), ["en"])}
        assert ("speak" in offered) == is_there


def test_beside_each_language_stands_what_whoever_helps_reads(example_advisory: Make) -> None:
    advisory = example_advisory("my")
    assert advisory.spoken
    page = page_of(advisory)
    for language in each(advisory.spoken.languages.values()):
        # No line end parts a word of it.
        words = (f'<span class="nb">{word}</span>' for word in str(language.own[0]).split(" "))
        assert f">{' '.join(words)}</b>" in page
        assert str(language.named) in str(language.asks) or language.named.lang == "es"
    # Nobody has put the sentence into Spanish: it stands in English, marked, with the Spanish name before it.
    assert '<b>birmano</b> <em class="fb">' in page.replace('<span lang="es">', "").replace(
        "</span>", ""
    )
    assert "Open Door" in page
    assert "6123 4567" in page


def test_the_row_leads_the_page_of_words_to_show(example_advisory: Make) -> None:
    page = page_of(example_advisory("en"), "show")
    assert page.index('href="../speak/') < page.index('id="g-emergency"')


def test_no_address_names_a_language(example_advisory: Make) -> None:
    page = page_of(example_advisory("en"))
    ids = {*re.findall(r'id="([^"]+)"', page), *re.findall(r'href="[^"]*#([^"]+)"', page)}
    assert ids
    assert not ids & set(example_advisory("en").spoken.languages)  # type: ignore[union-attr]


def test_a_number_stands_beside_a_language_that_its_source_names(
    example_content: Content, example_advisory: Make
) -> None:
    contacts = example_content.hosts["freedonia"].assistance.contacts
    interpreters = [key for key, contact in contacts.items() if contact.interprets]
    languages = example_advisory("en").spoken.languages  # type: ignore[union-attr]
    assert {key: one.contact for key, one in languages.items()} == {
        "my": interpreters[0], "rki": None, "rhg": None, "prk": None,
    }  # fmt: skip
    assert str(contacts[interpreters[0]].number) in page_of(example_advisory("en"))


def test_the_sheet_is_one_page_with_all_languages(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    draft = draft_paper(Paper("freedonia", "en", "speak"), {"en": advisory})
    data, _fit = print_leaflet(draft)
    pages = pypdfium2.PdfDocument(data)
    assert len(pages) == 1
    text = " ".join(pages[0].get_textpage().get_text_range().split())
    for name in ("Ruáingga", "Wa", "Not my boss, please.", "I am deaf."):
        assert name in text
    assert "မြန်မာ" in draft.sheet_html(size_pt=draft.leaflet.largest_pt, without=frozenset())
    # The two scripts of a name without a font are not there as boxes.
    assert not re.search("[\U00010d00-\U00010d3f]", text)


def test_papers_and_page_say_no_name_of_a_person() -> None:
    text = (ROOT / "content/spoken.yaml").read_text("utf-8")
    assert "read_by" not in text
