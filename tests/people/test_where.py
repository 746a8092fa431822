"""Where readers meet a fact: what is found is what the built files show, no more and no less."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from support.build import workplace
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.papers import CODE, edition_of
from support.withdraw import withdraw

from generator.build.make import make_all
from generator.load import Content
from generator.load.ids import papers_with
from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories, load_catalogs
from generator.localise.marked import NUMBER, WORDS, MarkedFacts, marking, with_site_marked
from generator.model import Editions
from generator.model.leaflet import Leaflet
from generator.people.where.answer import Answer, answer_of
from generator.people.where.named import namings
from generator.people.where.places import paper_places, reader_places, wordless_places
from generator.people.where.question import Finder, Subject, hosts_that_may_have
from generator.people.where.staff_places import staff_places
from generator.people.where.words import lines
from generator.products import pages, staff
from generator.products.paper import draft_of
from generator.products.paper.names import is_wordless, papers_of
from generator.products.target import Files, Target

pytestmark = pytest.mark.thorough

NUMBERS = ["6456 7890", "6123 4567", "1800 123 4567", "6567 8901", "995"]


def finder(content: Content) -> Finder:
    tags = tuple(content.site.locales)
    return Finder(content, lambda: load_catalogs(content, EXAMPLE_LOCALES, tags))


def here(targets: Iterable[Target]) -> Iterable[tuple[Target, Files]]:
    return make_all(targets, jobs=1)


def ask(
    content: Content, typed: str, formats: dict[str, Leaflet], locale: str | None = "en"
) -> Answer:
    [subject] = finder(content).find(typed)
    return answer_of(
        subject, content, EXAMPLE_LOCALES, formats=formats, only=Selection("freedonia", locale),
        make_all=here, progress=lambda *_: None,
    )  # fmt: skip


def marked(content: Content, facts: MarkedFacts, locale: str = "en") -> Advisory:
    only = Selection("freedonia", locale)
    [advisory] = load_advisories(content, EXAMPLE_LOCALES, only, localiser_of=marking(facts))
    return with_site_marked(advisory, facts)


@pytest.fixture
def formats(example_format: Leaflet) -> dict[str, Leaflet]:
    return {"trifold": example_format}


@pytest.fixture(scope="module")
def built(example_content: Content, example_format: Leaflet) -> dict[str, str]:
    """Every page of Freedonia in English, as a build makes it, by path."""
    [advisory] = load_advisories(example_content, EXAMPLE_LOCALES, Selection("freedonia", "en"))
    return {
        path: data.decode()
        for plan in (pages.plan, staff.plan)
        for target in plan([advisory], formats={"trifold": example_format})
        for path, data in target.make().items()
        if path.endswith("index.html")
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_found_on_the_pages_that_show_it_and_on_no_other(
    number: str, example_content: Content, formats: dict[str, Leaflet], built: dict[str, str]
) -> None:
    # Between tags: the digits of an address or a picture are no number that anybody sees.
    showing = {path for path, page in built.items() if f">{number}<" in page}
    asked = MarkedFacts(number=number)
    own = [marked(example_content, asked)]
    found = [*reader_places(own, "en", formats, 1), *staff_places(own, "en", formats)]
    on_pages = {f"en/{one.name}index.html" for one in found if one.part and one.kind != "paper"} - {
        "en/index.html",
        "en/index.htmlindex.html",
        "en/404.htmlindex.html",
        "en/staff/index.html",
    }
    assert showing
    assert on_pages == showing


@pytest.mark.parametrize(
    ("number", "there"), [("995", True), ("6123 4567", True), ("6456 7890", False)]
)
def test_a_number_is_found_on_the_page_without_words(
    number: str, there: bool, example_content: Content, formats: dict[str, Leaflet]
) -> None:
    # The second is the line for mistakes, in its foot.
    found = [*wordless_places(marked(example_content, MarkedFacts(number=number)))]
    assert [(place.kind, place.name, place.locale, place.how) for place in found] == (
        [("wordless", "zxx/freedonia/", "es", "number")] if there else []
    )


def test_papers_without_words_are_named_once_for_all_languages(example_content: Content) -> None:
    wordless = {name: one for name, one in own_formats().items() if is_wordless(one)}
    marks = [marked(example_content, MarkedFacts(number="995"), tag) for tag in ("en", "my")]
    by_locale = {one.locale: one for one in marks}
    found = [place for tag in by_locale for place in paper_places(by_locale, tag, wordless)]
    assert {(one.name, one.locale) for one in found} == {
        (f"freedonia {name}", "zxx") for name in wordless
    }
    assert len({(one.name, one.part) for one in found}) == len(found)


def test_a_number_is_found_in_the_panels_that_print_it_and_in_no_other(
    example_content: Content, formats: dict[str, Leaflet]
) -> None:
    advisory = next(load_advisories(example_content, EXAMPLE_LOCALES, Selection("freedonia", "en")))
    [paper] = {one.plain for one in papers_of(advisory, formats, ["en"])}
    draft = draft_of(paper, {"en": advisory}, formats["trifold"])
    for number in ("995", "6123 4567", "6456 7890"):
        printed = {at[0] for at, one in draft.pieces.items() if f">{number}<" in one.html}
        found = reader_places(
            [marked(example_content, MarkedFacts(number=number))], "en", formats, 1
        )
        assert {one.part for one in found if one.kind == "paper"} == printed
        assert bool(printed) == (number != "6456 7890")


def test_marks_change_nothing_but_what_they_mark(example_content: Content) -> None:
    contact = example_content.hosts["freedonia"].assistance.contacts["work-office"]
    label = "freedonia", "assistance.contacts.work-office.label"
    own = marked(example_content, MarkedFacts(frozenset([label]), (contact,)), "my")
    plain = next(load_advisories(example_content, EXAMPLE_LOCALES, Selection("freedonia", "my")))
    record = own.contacts["work-office"]
    assert record.tel is not None
    assert (str(record.label), record.tel.text) == (f"Work office{WORDS}", f"6234 5678{NUMBER}")
    assert [run.text for run in record.other_tel] == [f"1800 123 4567{NUMBER}"]
    shown = repr(own.contacts).replace("\\ufdd0", "").replace("\\ufdd1", "")
    # A run of nothing but a mark is left where a sentence ends with a number.
    assert shown == repr(plain.contacts)


def test_the_whole_answer(example_content: Content, formats: dict[str, Leaflet]) -> None:
    answer = ask(example_content, "ambulance", formats)
    found = {(one.kind, one.name, one.how) for one in answer.places}
    # Only its number is in the sentence there.
    assert ("page", "freedonia/first-aid/not-breathing/", "number") in found
    assert ("page", "freedonia/assistance/", "both") in found
    assert ("card", "cards/freedonia.LANGUAGE.png", "both") in found
    assert ("pocket", "freedonia/pocket.html", "both") in found
    assert any(kind == "paper" for kind, *_ in found)
    assert {one.by for one in answer.named if one.words} == {"%(ambulance)s"}
    assert {"plates", "roles: ambulance"} <= {one.by for one in answer.named}
    text = "\n".join(lines(answer))
    assert "LANGUAGE/freedonia/first-aid/not-breathing/  (en): the number alone" in text
    assert "No recorded paper carries it" in text
    assert answer.as_json()["facts"][0]["id"] == "freedonia.contacts.ambulance"


def test_translations_that_a_change_makes_behind(
    example_content: Content, formats: dict[str, Leaflet]
) -> None:
    answer = ask(example_content, "hazards.flood.stay-out-of-water", formats)
    states = {(one.locale, one.entry.rpartition(".")[2]): one.state for one in answer.behind}
    assert states["my", "text"] in ("draft", "reviewed")
    assert "my: " in "\n".join(lines(answer))
    # A number stands in no sentence, so nothing has to be translated again; the words of its contact are told.
    assert all(one.state == "missing" for one in ask(example_content, "6456 7890", formats).behind)


def test_how_numbers_ids_and_words_are_found(example_content: Content) -> None:
    find = finder(example_content).find
    assert [one.id for one in find("hill-clinic")] == ["freedonia.contacts.hill-clinic"]
    for typed in ("64567890", "+65 6456 7890", "6456-7890", " 6456 7890 "):
        [subject] = find(typed)
        assert [one.id for one in subject.standings] == ["freedonia.contacts.hill-clinic"]
    # Shared and other numbers: every contact that has them.
    assert len(find("995")[0].standings) == 2
    assert [one.id for one in find("18001234567")[0].standings] == [
        "freedonia.contacts.work-office"
    ]
    assert [one.id for one in find("doctors FOR people  in")] == ["freedonia.contacts.hill-clinic"]
    assert [one.id for one in find("hazards:flood.name")] == ["hazards:flood.name"]
    assert [one.id for one in find("hazards:flood.messages.stay-out-of-water.text")]
    assert find("no such words anywhere") == []
    for hostile in ("", " ", "%(", "+", "()", "\x00", "a" * 10_000, "١٢٣"):
        find(hostile)


def test_words_of_a_translation_are_found(example_content: Content) -> None:
    catalogs = load_catalogs(example_content, EXAMPLE_LOCALES, ("my",))
    words = catalogs["my", "hazards"].entries["flood.messages.stay-out-of-water.text"].msgstr
    assert [one.id for one in finder(example_content).find(words)] == [
        "hazards.flood.stay-out-of-water"
    ]


def test_safe_contacts_are_named_by_topic(example_content: Content) -> None:
    facts = finder(example_content).facts
    by_key = {
        key: [one.where for one in namings(example_content, facts[f"freedonia.contacts.{key}"]) if one.by == "%(safe_contact)s"]
        for key in ("open-door", "quiet-line", "police")
    }  # fmt: skip
    assert "corridors.freedonia.caution" in by_key["open-door"]
    assert by_key["police"] == []
    assert not set(by_key["open-door"]) & set(by_key["quiet-line"])


def test_only_host_countries_that_may_have_it_are_read(tmp_path: Path) -> None:
    for name, number in (("one", "0 3443-4726"), ("two", "1669")):
        (tmp_path / "hosts" / name).mkdir(parents=True)
        (tmp_path / "hosts" / name / "assistance.yaml").write_text(f'number: "{number}"')
    slugs = ["one", "two"]
    assert hosts_that_may_have(tmp_path, slugs, "+66 3443 4726") == ["one"]
    assert hosts_that_may_have(tmp_path, slugs, "two.contacts.fire") == ["two"]
    assert hosts_that_may_have(tmp_path, slugs, "two-staff:refer.cases") == ["two"]
    assert hosts_that_may_have(tmp_path, slugs, "fire") == slugs
    assert list(EXAMPLE.glob("hosts/*")), "or all of this would be about nothing"


def test_what_was_withdrawn_is_shown_nowhere_and_its_papers_are_told(
    tmp_path: Path, example_format: Leaflet
) -> None:
    content = withdraw(workplace(tmp_path, staff=True), "hill-clinic", instead="open-door")
    text = "\n".join(lines(ask(content, "hill-clinic", {"trifold": example_format})))
    assert "withdrawn on 2026-11-25: nothing shows it any more." in text
    assert "LANGUAGE" not in text


def test_recorded_papers_that_carry_it(
    example_content: Content, example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    paper = edition_of(example_advisory("en"), example_format)
    fact = finder(example_content).facts["freedonia.contacts.ambulance"]
    row = {"day": date(2026, 11, 1), "editions": {CODE: paper}, "seal": "0" * 16}
    recorded = Editions.model_validate({"records": [row]})
    [(code, edition)] = papers_with(fact, recorded)
    answer = Answer(Subject("ambulance", "", (fact,)), {}, (), (), ((code, edition),))
    assert f"  {CODE}: freedonia.en.trifold, good until" in "\n".join(lines(answer))
    assert answer.as_json()["papers"][0]["code"] == CODE
    clinic = finder(example_content).facts["freedonia.contacts.hill-clinic"]
    assert not list(papers_with(clinic, recorded))
