"""The print desk: what stands on its page, the pictures beside each PDF, and sizes that are true."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from support.build import advisory as command
from support.build import workplace
from support.pages import Element, ids, parse
from support.papers import CODE, edition_of, long_after, remembering
from support.records import one_changed

from generator.build.page_sizes import kilobytes, with_sizes
from generator.localise.advisory import Advisory
from generator.model.leaflet import Leaflet
from generator.products import pages
from generator.products.pages import queries
from generator.products.pages.drawing import thumbnail
from generator.products.paper import papers
from generator.products.paper.names import paper_size
from generator.products.paper.pdf.pictures import WIDTH_PX, picture_paths

pytestmark = pytest.mark.thorough


def print_page(advisory: Advisory, leaflet: Leaflet) -> Element:
    """The page "Print" of *advisory*, whose host has one format of leaflets."""
    [target] = [
        t for t in pages.plan([advisory], formats={"trifold": leaflet}) if t.path.endswith("/")
    ]
    return parse(target.make()[f"{target.path}print/index.html"])


def words_of(page: Element) -> list[str]:
    """Each verdict's words, as lines."""
    return [section.text() for section in page.find("section", class_="verdict")]


# --- verdicts ---------------------------------------------------------------------------------


def test_verdicts_in_the_readers_words(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    """Golden texts: what somebody with a paper in their hand reads."""
    advisory = remembering(example_advisory("en"), example_format)
    good = words_of(print_page(advisory, example_format))
    tel = replace(advisory.contacts["open-door"].tel, text="6123 9999", href="tel:61239999")
    contacts = one_changed(advisory.contacts, "open-door", number="6123 9999", tel=tel)
    del contacts["fund-office"]
    advisory = replace(advisory, contacts=contacts)
    correct = words_of(print_page(advisory, example_format))
    old = words_of(print_page(long_after(advisory), example_format))
    numbers = "Ambulance995 Fire service995 Flood office1234"
    fixes = "Cross out: 6123 4567 Write: 6123 9999 Open Door"
    # All its numbers, so that one which somebody added is seen.
    assert good[0].startswith(f"Good. Keep this paper. {numbers}")
    assert good[0].endswith("Any other number on it was added by somebody. We have not checked it.")
    assert correct[0].startswith(f"Good when corrected. {fixes}")
    assert "These numbers on it are right:" in correct[0]
    assert numbers in correct[0]
    assert old[0].startswith(
        f"Good when corrected. {fixes} Old: still try these numbers. Ambulance995"
    )


def test_the_code_stands_before_its_verdict_and_only_there(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    advisory = example_advisory("en")
    one = edition_of(advisory, example_format)
    other = one.model_copy(update={"facts": one.facts | {"contacts.open-door": "6123 0000"}})
    codes = {"SG-en-261101-aaaa": one, "SG-en-261102-bbbb": one, "SG-en-261103-cccc": other}
    page = print_page(replace(advisory, editions=codes), example_format)
    groups = [[i.attributes["id"] for i in g.find("i")] for g in page.find("div", class_="codes")]
    assert groups == [["SG-en-261103-cccc"], ["SG-en-261102-bbbb", "SG-en-261101-aaaa"]]
    assert len(ids(page)) == len(set(ids(page)))
    links = [a.attributes["href"] for a in page.find("ul", class_="codelist")[0].find("a")]
    assert links == [f"#{code}" for group in groups for code in group]


def test_the_wrong_number_is_shown_and_cannot_be_dialled(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    advisory = remembering(example_advisory("en"), example_format)
    tel = replace(advisory.contacts["flood-office"].tel, text="1235", href="tel:1235")
    contacts = one_changed(advisory.contacts, "flood-office", number="1235", tel=tel)
    del contacts["fund-office"]
    page = print_page(replace(advisory, contacts=contacts), example_format)
    [crossed] = page.find("ul", class_="crossed")
    assert "1234" in crossed.text()
    assert not [a for a in crossed.find("a") if "1234" in a.attributes["href"]]


@pytest.mark.parametrize("locale", ["en", "my"])
def test_a_page_without_any_record_still_answers(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet, locale: str
) -> None:
    page = print_page(example_advisory(locale), example_format)
    assert page.find("section", class_="verdict") == []
    assert [e for e in page.walk() if e.attributes.get("id") == "old"]
    numbers = len(queries.plates(example_advisory(locale)))
    assert len(page.find("div", class_="compact")[0].find("a")) == numbers


def test_a_record_of_another_locale_or_country_is_no_business_of_this_page(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    assert example_advisory("my").editions == {}


# --- the desk ---------------------------------------------------------------------------------


def test_each_paper_tells_all_that_one_must_know_before_printing(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    advisory = remembering(example_advisory("en"), example_format)
    page = print_page(advisory, example_format)
    [row] = page.find("div", class_="start")
    assert row.text().startswith(f"Leaflet to foldA4 · 2 pagesCode {CODE}")
    links = [a.attributes["href"].rpartition("/")[2] for a in row.find("a")]
    name = "freedonia.en.trifold"
    assert links == [f"{name}.pdf", f"{name}-mono.pdf", f"{name}.1.png", f"{name}.2.png"]
    assert len(row.find("svg", class_="drawn")) == 1
    asked = [d.attributes["value"] for d in row.find("data", class_="kb")]
    # In black and white it is as long as in colour.
    assert asked == [f"leaflets/freedonia/{name}{end}" for end in (".pdf", ".1.png", ".2.png")]


def test_a_format_draws_itself(example_format: Leaflet) -> None:
    drawn = thumbnail(example_format)
    assert drawn.count('class="crease"') == 2
    assert drawn.count('class="band"') == 1
    assert drawn.count('class="call"') >= 4
    assert 'width="88" height="62"' in drawn


def test_sizes_of_paper_have_the_names_of_shops() -> None:
    assert [paper_size(297, 210), paper_size(297, 420), paper_size(215.9, 279.4)] == [
        "A4", "A3", "Letter",
    ]  # fmt: skip
    assert paper_size(85.6, 54) == "86 × 54 mm"


# --- files ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = workplace(tmp_path_factory.mktemp("desk"))
    command(place, "build", "--jobs", "1")
    return place / "site"


def sides(built: Path) -> Iterator[tuple[Path, Image.Image]]:
    for path in sorted((built / "leaflets/freedonia").glob("freedonia.en.*.png")):
        yield path, Image.open(io.BytesIO(path.read_bytes()))


@pytest.mark.slow
def test_pictures_show_both_sides_of_the_very_pdf(built: Path) -> None:
    pdf = pypdfium2.PdfDocument(
        (built / "leaflets/freedonia/freedonia.en.trifold.pdf").read_bytes()
    )
    found = list(sides(built))
    assert len(found) == len(pdf) == 2
    for (_path, picture), page in zip(found, pdf, strict=True):
        assert picture.width == WIDTH_PX
        assert picture.height == pytest.approx(WIDTH_PX * 210 / 297, abs=2)
        wanted = page.render(scale=WIDTH_PX / 842).to_pil().convert("L").resize((200, 141))
        made = picture.convert("L").resize((200, 141))
        differences = [abs(a - b) for a, b in zip(wanted.tobytes(), made.tobytes(), strict=True)]
        assert sum(differences) / len(differences) < 3
    pdf.close()


@pytest.mark.slow
def test_the_size_on_the_page_is_that_of_the_file(built: Path) -> None:
    pages_read = 0
    for path in built.glob("*/freedonia/print/index.html"):
        for name, told in re.findall(
            r'<data class="kb" value="([^"]+)">([^<]*)</data>', path.read_text("utf-8")
        ):
            # What keeping everything costs is no file's size; tests/products/offline/test_offline.py proves it.
            if not name.endswith("keep.json"):
                assert told == f" · {kilobytes((built / name).stat().st_size)}"
                pages_read += 1
    assert pages_read >= 3


def test_room_for_a_file_that_is_not_there_stays_empty() -> None:
    page = b'<p><data class="kb" value="a.pdf"></data><data class="kb" value="b.pdf"></data>'
    filled = with_sizes(page, {"a.pdf": 1499}.get)
    said = '<p><data class="kb" value="a.pdf"> · 1 KB</data><data class="kb" value="b.pdf"></data>'
    assert filled.decode() == said
    assert "> · 93 KB<" in with_sizes(filled, {"a.pdf": 93216}.get).decode()


def test_a_target_owns_its_pictures_and_nothing_else(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    (paper, target, _draft), (mono, black, _) = papers(
        [example_advisory("en")], formats={"trifold": example_format}
    )
    assert target.beside == picture_paths(paper.path, 2)
    # Nobody looks at a picture of the same words for another printer.
    assert mono.mono
    assert black.beside == ()
    assert all(target.owns(name) for name in (target.path, *target.beside))
    assert not target.owns("leaflets/freedonia/freedonia.en.trifold.3.png")
    assert not target.owns("leaflets/freedonia/freedonia.my.trifold.1.png")


# --- regions and codes ------------------------------------------------------------------------


def test_a_leaflet_of_a_region_is_chosen_by_province(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    advisory = example_advisory("en")
    assert not print_page(advisory, example_format).find("i", id="province")
    papers = advisory.site.papers.model_copy(update={"regions": ("river-plain", "elsewhere")})
    site = advisory.site.model_copy(update={"papers": papers})
    page = print_page(replace(advisory, site=site), example_format)
    (at,) = page.find("i", id="province")
    assert at.parent is not None
    links = {a.text(): a.attributes["href"].rpartition("/")[2] for a in at.parent.find("a")}
    own = "freedonia.en-river-plain.trifold.pdf"
    assert links == {"Firefly": own, "Chicolini": own}


def test_a_code_is_typed_only_with_scripts_and_chosen_from_a_list_without(
    example_advisory: Callable[[str], Advisory], example_format: Leaflet
) -> None:
    page = print_page(remembering(example_advisory("en"), example_format), example_format)
    (form,) = page.find("form")
    assert "hidden" in form.attributes
    assert form.attributes["data-codes"] == "SG"
    (box,) = form.find("input")
    assert "name" not in box.attributes
    assert page.find("a", href=f"#{CODE}")
