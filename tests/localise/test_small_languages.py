"""Languages for minorities, end to end, with stand-ins for translations that nobody has made yet."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.build import advisory
from support.each import each
from support.example import ROOT
from support.pages import parse
from support.real import real_content
from support.udhr import DOMAINS, SMALL, declaration, stand_in, write_stand_ins

from generator.localise.advisory import Advisory
from generator.localise.core_lines import CoreCount, core_counts, core_texts
from generator.localise.corridors import Selection, fallback_chain, load_advisories
from generator.localise.texts import texts
from generator.po.catalog import load_catalog, po_path
from generator.text import gazetteer
from generator.text.languages import find_language
from generator.text.marks import misplaced_marks
from generator.text.plain import ZWSP
from generator.text.shaping import find_shaping_faults

pytestmark = pytest.mark.thorough

CONTENT = real_content()
CORE = {(domain, text.context) for domain, text in core_texts(CONTENT)}


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    folder = tmp_path / "locales"
    for tag in ("my", "th"):
        shutil.copytree(ROOT / "locales" / tag, folder / tag)
    return folder


def of_core(state: str, *, but: str = "") -> Callable[[str, str], str | None]:
    return lambda domain, where: state if (domain, where) in CORE and where != but else None


@pytest.mark.parametrize("tag", SMALL)
def test_its_catalogs_are_there_and_nothing_in_them_is_invented(tag: str):
    for domain in each(DOMAINS):
        catalog = load_catalog(po_path(ROOT / "locales", tag, domain), tag)
        assert catalog.entries, domain
        for entry in catalog.entries.values():
            assert not entry.msgstr or not any("machine" in note for note in entry.comments)


@pytest.mark.parametrize("tag", SMALL)
def test_its_row_and_its_fallbacks_are_there(tag: str):
    assert find_language(tag) is not None
    assert CONTENT.site.locales[tag].minority
    wanted = "my" if tag in ("shn", "ksw", "mnw") else "es"
    assert fallback_chain(CONTENT, tag) == (tag, wanted, "en")


def test_the_core_is_small_enough_for_one_person():
    assert 20 <= len(CORE) <= 60  # texts of at most thirty messages and phrases


# --- offered by its core ---------------------------------------------------------------------


def offered(locales: Path) -> tuple[str, ...]:
    return next(load_advisories(CONTENT, locales, Selection("thailand"))).offered


def count_of(locales: Path) -> CoreCount:
    return core_counts(CONTENT, locales, "myanmar")["shn"]


def test_it_is_offered_once_its_core_is_reviewed(locales: Path):
    assert "shn" not in offered(locales)
    assert count_of(locales) == CoreCount(30, 0, 0)
    write_stand_ins(locales, "shn", of_core("draft"))
    assert "shn" not in offered(locales)
    assert count_of(locales) == CoreCount(30, 30, 0)
    write_stand_ins(locales, "shn", of_core("reviewed", but="phrases.locked-in.text"))
    assert "shn" not in offered(locales)
    assert count_of(locales).signed == 29
    write_stand_ins(locales, "shn", of_core("reviewed"))
    assert offered(locales) == ("en", "my", "th", "shn")
    assert count_of(locales) == CoreCount(30, 30, 30)


def test_a_signature_that_no_longer_fits_takes_the_offer_back(locales: Path):
    write_stand_ins(locales, "shn", of_core("reviewed"))
    path = po_path(locales, "shn", "phrases")
    text = path.read_text("utf-8")
    first = re.search(r'msgstr "(.+)"\n\n', text.split("\n\n", 1)[1])
    assert first
    path.write_text(text.replace(first[1], first[1] + " "), "utf-8")
    assert "shn" not in offered(locales)


def test_a_language_that_nobody_of_this_origin_speaks_is_not_offered(locales: Path):
    write_stand_ins(locales, "mam", of_core("reviewed"))
    assert "mam" not in offered(locales)


# --- what readers get ------------------------------------------------------------------------


def all_texts(found: Advisory) -> Iterator[tuple[str, str, str]]:
    """State, language and words of each text of the content."""
    for text in texts(vars(found)):
        yield text.state, text.lang, "".join(run.text for run in text.runs if run.kind == "words")


def names_in(tag: str) -> Iterable[str]:
    return gazetteer.table()["names"][tag].values()


def advisory_of(locales: Path, tag: str) -> Advisory:
    return next(load_advisories(CONTENT, locales, Selection("thailand", tag)))


def test_the_rest_comes_from_the_next_language_and_says_so(locales: Path):
    write_stand_ins(locales, "mnw", of_core("reviewed"))
    found = list(all_texts(advisory_of(locales, "mnw")))
    assert {lang for state, lang, _ in found if state == "reviewed"} == {"mnw"}
    assert {lang for state, lang, _ in found if state == "missing"} <= {"my", "en"}
    assert sum(lang == "my" for _, lang, _ in found) > 500


def test_a_chain_works_while_its_middle_has_no_catalog_yet(locales: Path):
    """Mam falls back to Spanish, and Spanish has no files here: names at most."""
    assert not (locales / "es").exists()
    write_stand_ins(locales, "mam", of_core("draft"))
    # Names of languages to point at stand in each of these.
    found = list(all_texts(replace(advisory_of(locales, "mam"), spoken=None)))
    # Of Thailand CLDR knows the Spanish name.
    spanish = {words for _, lang, words in found if lang == "es"}
    assert spanish <= set(names_in("es"))
    assert {lang for _, lang, _ in found if lang != "th"} - {"es"} == {"mam", "en"}


@pytest.mark.parametrize("tag", SMALL)
def test_no_letter_is_missing_and_no_sign_hangs_in_the_air(tag: str):
    text = declaration(tag)
    assert find_shaping_faults(text, tag) == []
    assert misplaced_marks(text) == []


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("tag", ["shn", "mnw", "ksw"])
def test_pages_and_leaflet_of_a_language_that_is_all_there(tag: str, tmp_path: Path, locales: Path):
    write_stand_ins(locales, tag, lambda _domain, _where: "draft")
    place = tmp_path
    for name in ("content", "mkdocs.yml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, place / name)
    shutil.copy(ROOT / "locales" / "languages.yaml", locales)
    shutil.copy(ROOT / "locales" / "countries.yaml", locales)
    # Sentences of the Declaration are longer than what fits on a card: the build would say so.
    for path in (place / "content" / "leaflets").glob("*.yaml"):
        if path.stem != "trifold":
            path.unlink()
    # In the cache of the run, which knows what the checks find in files that are as they were.
    shared = {"ADVISORY_CACHE": os.environ["ADVISORY_CACHE"]}
    advisory(place, "build", "--only", f"thailand/{tag}", "--jobs", "1", env=shared)
    page = parse((place / "site" / tag / "thailand" / "now" / "index.html").read_bytes())
    (root,) = page.find("html")
    assert root.attributes["lang"] == tag
    words = page.text()
    assert ZWSP not in words
    assert find_shaping_faults(words, tag) == []
    spans = page.find("span", class_="nb")
    # Browsers cut Shan and Mon inside syllables, and S'gaw Karen nowhere.
    assert (len(spans) > 100) is (tag in ("shn", "mnw"))
    (leaflet,) = (place / "site" / "leaflets" / "thailand").glob(f"thailand.{tag}.trifold.pdf")
    assert leaflet.stat().st_size > 20_000


@pytest.mark.parametrize("tag", SMALL)
def test_a_stand_in_keeps_what_a_translation_must_keep(tag: str):
    made = stand_in(tag, "Call %(ambulance)s within 24 hours, or 125 thousand may come.")
    assert "%(ambulance)s" in made
    assert "24" in made
    assert "125000" in made
