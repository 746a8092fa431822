"""How a paper fits is kept: laid out once, proved, and the same bytes as those of the search."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from markupsafe import Markup
from support.each import each
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.real import real_content

from generator.load import load_content
from generator.load.leaflet_formats import own_formats
from generator.load.tree import parse_yaml
from generator.load.validate import validate
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model.fits import Fits, PaperFit
from generator.products import paper as papers_module
from generator.products.paper import draft_paper, find_fit, papers, print_leaflet
from generator.products.paper.fit_files import as_yaml, files_anew
from generator.products.paper.layout import sheet
from generator.products.paper.layout.fit_records import (
    _seal,
    is_of,
    key_of_bytes,
    key_of_words,
    record_of,
)
from generator.products.paper.layout.sheet import Draft
from generator.products.paper.names import Paper
from generator.products.paper.pdf.engine import Press

TRIFOLD = Paper("freedonia", "en", "trifold")
BOOKLET = Paper("freedonia", "en", "booklet")
TWO = Paper("freedonia", "es", "trifold", second="en")
CARD = Paper("freedonia", "en", "card")


@cache
def advisories() -> dict[str, Advisory]:
    content, _ = load_content(EXAMPLE)
    made = [
        advisory
        for tag in ("en", "es")
        for advisory in load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", tag), ("en", "es"))
    ]  # fmt: skip
    return {advisory.locale: advisory for advisory in made}


def drafted(paper: Paper) -> Draft:
    return draft_paper(paper, advisories())


def full() -> Draft:
    """A card that begins with letters so large that they must grow smaller."""
    prepared = drafted(CARD)
    larger = prepared.leaflet.model_copy(update={"largest_pt": Decimal(14)})
    return replace(prepared, leaflet=larger)


@pytest.fixture
def anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Forget all fits, as a fresh clone on another machine; returns the list of what is laid out from then on."""
    lay_out, folders = Press.lay_out, iter(range(100))

    def forget() -> list[str]:
        papers_module._fitted.cache_clear()
        monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / f"cache-{next(folders)}"))
        laid: list[str] = []

        def noted(self, html, locale):
            laid.append(html)
            return lay_out(self, html, locale)

        monkeypatch.setattr(Press, "lay_out", noted)
        return laid

    return forget


def sealed(record: PaperFit, prepared: Draft, **changes) -> PaperFit:
    """The record with other values, and the digest of somebody who knows how it is made."""
    changed = record.model_copy(update=changes)
    return changed.model_copy(update={"digest": _seal(key_of_words(prepared), changed)})


@pytest.mark.slow
@pytest.mark.parametrize("paper", [TRIFOLD, BOOKLET, TWO], ids=lambda one: Path(one.path).stem)
def test_a_paper_of_which_it_is_known_is_laid_out_once_and_has_the_same_bytes(paper, anew):
    prepared = drafted(paper)
    searched = anew()
    data, fit = print_leaflet(prepared)
    assert len(searched) > 1
    record = record_of(fit, key_of_words(prepared))
    laid = anew()
    assert print_leaflet(prepared, record) == (data, fit)
    assert len(laid) == 1


@pytest.mark.slow
def test_so_it_is_with_burmese_beside_thai(anew):
    content = real_content()
    found = load_advisories(content, Path("locales"), Selection("thailand"), ("my", "th"))
    real = {advisory.locale: advisory for advisory in found}
    prepared = draft_paper(Paper("thailand", "my", "trifold", second="th"), real)
    anew()
    data, fit = print_leaflet(prepared)
    laid = anew()
    assert print_leaflet(prepared, record_of(fit, key_of_words(prepared))) == (data, fit)
    assert len(laid) == 1


def test_what_a_build_found_is_kept_for_the_next_process(anew):
    prepared = full()
    anew()
    data, fit = print_leaflet(prepared)
    assert fit.size_pt < prepared.leaflet.largest_pt
    papers_module._fitted.cache_clear()
    laid = []
    lay_out = Press.lay_out
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Press, "lay_out", lambda *of: laid.append(of) or lay_out(*of))
        assert print_leaflet(prepared) == (data, fit)
    assert len(laid) == 1


def test_a_line_that_was_changed_by_hand_is_not_used(anew):
    prepared = drafted(CARD)
    anew()
    data, fit = print_leaflet(prepared)
    record = record_of(fit, key_of_words(prepared))
    smaller = record.model_copy(update={"size_pt": prepared.leaflet.smallest_pt})
    assert smaller.size_pt < record.size_pt
    assert not is_of(smaller, key_of_words(prepared))
    anew()
    assert print_leaflet(prepared, smaller) == (data, fit)


def test_a_size_that_does_not_hold_or_a_block_that_may_not_leave_is_looked_for(anew):
    """Whoever forges the digest gets the paper of the search all the same."""
    prepared = full()
    anew()
    data, fit = print_leaflet(prepared)
    record = record_of(fit, key_of_words(prepared))
    stays = next(place for place, piece in prepared.pieces.items() if piece.block.optional is None)
    for changes in each([
        {"size_pt": prepared.leaflet.largest_pt, "without": ()},
        {"size_pt": prepared.leaflet.largest_pt + 1},
        {"size_pt": Decimal("7.77")},
        {"without": (f"{stays[0]}/{stays[1]}",)},
    ]):  # fmt: skip
        forged = sealed(record, prepared, **changes)
        assert is_of(forged, key_of_words(prepared))
        anew()
        assert print_leaflet(prepared, forged) == (data, fit), changes


@pytest.mark.slow
def test_a_book_with_another_page_in_its_index_is_looked_for(anew):
    prepared = drafted(BOOKLET)
    anew()
    data, fit = print_leaflet(prepared)
    record = record_of(fit, key_of_words(prepared))
    numbers = {name: page + 2 for name, page in record.numbers.items()}
    for changes in each([
        {"numbers": numbers}, {"pages": 4}, {"spare": ()}, {"sizes": {}},
        {"sizes": dict.fromkeys(record.sizes, Decimal("7.77"))},
    ]):  # fmt: skip
        anew()
        assert print_leaflet(prepared, sealed(record, prepared, **changes)) == (data, fit), changes


def test_the_day_and_the_code_count_for_no_size(monkeypatch):
    one = drafted(TRIFOLD)
    edition_of = sheet.edition_of

    def later(*of, **more):
        edition = edition_of(*of, **more)
        day = edition.newest_read_on.replace(year=2031)
        return replace(edition, code="XX-en-310101-ffff", newest_read_on=day)

    monkeypatch.setattr(sheet, "edition_of", later)
    other = drafted(TRIFOLD)
    assert one.edition.code in str(one.pieces)
    assert one.edition.code not in str(one.undated.pieces)
    assert key_of_words(one) == key_of_words(other)
    assert key_of_bytes(one) != key_of_bytes(other)


def test_a_word_a_format_and_a_page_to_write_in_count():
    one = drafted(BOOKLET)
    place, piece = next(item for item in one.pieces.items() if item[0][0] in one.leaflet.book.spare)
    other = {place: replace(piece, html=piece.html + Markup("!"))}
    assert one._undated is not None
    blocks, margin = one._undated
    word = replace(one, pieces={**one.pieces, **other}, _undated=({**blocks, **other}, margin))
    form = replace(one, leaflet=one.leaflet.model_copy(update={"edge_mm": Decimal(7)}))
    assert len({key_of_words(draft) for draft in (one, word, form)}) == 3


def test_what_is_kept_travels_with_the_target_and_is_no_part_of_its_digest(anew):
    formats = {"trifold": own_formats()["trifold"]}
    anew()
    record = find_fit(drafted(TRIFOLD))
    fits = {"freedonia.en.trifold": record}
    without = {paper: target for paper, target, _ in papers([advisories()["en"]], formats=formats)}
    having = {
        paper: target
        for paper, target, _ in papers([advisories()["en"]], formats=formats, fits=fits)
    }
    assert [t.digest for t in without.values()] == [t.digest for t in having.values()]
    laid = anew()
    pickle.loads(pickle.dumps(having[TRIFOLD])).make()
    assert len(laid) == 1


def test_a_file_has_a_sorted_line_for_each_paper_and_reads_back_the_same(anew):
    anew()
    record = find_fit(drafted(CARD))
    book = record.model_copy(
        update={"sizes": {"spread-flood": Decimal("9.50")}, "spare": ("chapter-end",), "pages": 8}
    )
    text = as_yaml({"slip": record, "card": record, "booklet": book})
    node, problems = parse_yaml(text.encode(), "fits")
    assert node is not None
    fits, more = validate(node, Fits, "fits")
    assert (problems, more) == ([], [])
    assert fits is not None
    assert list(fits.fits) == ["booklet", "card", "slip"]
    assert len(text.splitlines()) == 2 + 1 + 1 + 3
    assert as_yaml(fits.fits) == text
    assert fits.fits["card"] == record


def test_a_file_is_written_only_where_a_line_differs(anew):
    anew()
    record = find_fit(drafted(CARD))
    name, file = "freedonia.en.card", "fits/freedonia.en.yaml"
    text = files_anew({}, {name: record}, [file])[file]
    assert text is not None
    node, _ = parse_yaml(text.encode(), file)
    assert node is not None
    old, _ = validate(node, Fits, file)
    assert old is not None
    assert files_anew({file: old}, {name: record}, [file]) == {}
    older = old.model_copy(update={"versions": {"pango": "1.0"}})
    assert files_anew({file: older}, {name: record}, [file]) == {file: text}
    assert files_anew({file: old}, {}, [file]) == {file: None}
