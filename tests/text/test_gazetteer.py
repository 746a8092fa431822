"""Names of countries and provinces: from our translators, or else from Unicode CLDR."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import build_gazetteer as tool
import pytest
from support.each import each
from support.example import ROOT
from support.pages import parse, row_of

from generator.check.content.print_assets import glyph_faults
from generator.load import Content, load_content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.localise.texts import jsonable
from generator.localise.translator import Translator
from generator.po.catalog import Catalog, Entry
from generator.products import pages
from generator.text import gazetteer
from generator.text.languages import known_languages

pytestmark = pytest.mark.thorough

LETTERS = {"Mymr": "MYANMAR", "Thai": "THAI", "Jpan": ("CJK", "KATAKANA", "HIRAGANA"), "Kore": "HANGUL",
           "Latn": "LATIN"}  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    found, problems = load_content(ROOT / "content")
    assert not [problem for problem in problems if problem.level == "error"]
    return found


def test_every_country_and_province_of_ours_has_a_name_in_thai_and_spanish(content: Content):
    for host in each(content.hosts.values()):
        for code in (host.country.code, *host.country.provinces):
            # The five districts of Singapore have no Thai name: the English one stands in.
            wanted = {"es"} if code.startswith("SG-") else {"th", "es"}
            assert wanted <= gazetteer.names_of(code).keys(), code


def test_every_province_has_a_name_in_the_language_of_its_country(content: Content):
    for host in each(content.hosts.values()):
        if host.country.language == content.site.source_locale:
            continue
        for code in host.country.provinces:
            assert host.country.language in gazetteer.names_of(code), code


def test_each_name_is_in_the_script_of_its_language():
    for locale, names in each(gazetteer.table()["names"].items()):
        wanted = LETTERS[known_languages()[locale].script]
        for code, name in names.items():
            letters = [unicodedata.name(one) for one in name if one.isalpha()]
            assert letters, (locale, code)
            assert [one for one in letters if not one.startswith(wanted)] == [], (locale, code)
            assert name == unicodedata.normalize("NFC", name).strip(), (locale, code)


def test_our_thai_names_are_those_of_cldr(content: Content):
    """Two sources that did not know of each other, so each holds the other to it."""
    advisory = next(load_advisories(content, ROOT / "locales", Selection("thailand", "th")))
    for code, province in each(advisory.country.provinces.items()):
        assert province.name.taken_from == "", code
        known = gazetteer.names_of(code)["th"].removeprefix("จังหวัด")
        assert str(province.name) == known, code


def test_a_country_that_nobody_translated_has_the_names_of_cldr(content: Content):
    advisory = next(load_advisories(content, ROOT / "locales", Selection("japan", "th")))
    assert str(advisory.country.name) == "ญี่ปุ่น"
    tokyo = advisory.country.provinces["JP-13"].name
    assert (tokyo.lang, tokyo.state, tokyo.source) == ("th", "draft", "Tokyo")
    assert tokyo.taken_from.startswith("Unicode CLDR ")
    shown = jsonable(tokyo, sources=True)
    assert shown["taken_from"] == gazetteer.source()
    assert shown["source"] == "Tokyo"


def test_a_country_with_the_code_of_another_gets_no_name_from_it(
    example_advisory: Callable[[str], Advisory],
):
    """Freedonia borrows the code of Singapore: nobody shall read "Singapore" over it."""
    country = example_advisory("es").country
    assert "es" in gazetteer.names_of(country.code)
    assert str(country.name) == "Freedonia"
    assert {p.name.taken_from for p in country.provinces.values()} == {""}


def test_a_burmese_reader_gets_our_burmese_and_never_another_script(content: Content):
    myanmar = [one.host for one in content.site.corridors if one.origin == "myanmar"]
    for host in each(myanmar):
        advisory = next(load_advisories(content, ROOT / "locales", Selection(host, "my")))
        for code, province in advisory.country.provinces.items():
            assert (province.name.lang, province.name.taken_from) == ("my", ""), code


def test_a_province_also_has_the_name_that_stands_on_signs(content: Content):
    for host, tag, code, name in (
        ("japan", "my", "JP-13", "東京都"),
        ("thailand", "my", "TH-63", "ตาก"),
        ("south-korea", "en", "KR-11", "서울특별시"),
    ):
        advisory = next(load_advisories(content, ROOT / "locales", Selection(host, tag)))
        found = advisory.country.provinces[code].on_signs
        assert (str(found), found.lang) == (name, advisory.country.language)


def test_a_name_that_is_the_same_on_signs_is_not_said_twice(content: Content):
    for host, tag in (("malaysia", "en"), ("thailand", "th")):
        advisory = next(load_advisories(content, ROOT / "locales", Selection(host, tag)))
        for code, province in advisory.country.provinces.items():
            if str(province.name) == str(province.on_signs):
                raise AssertionError(code)
    assert province.on_signs is None


def test_the_page_of_provinces_shows_it_in_its_own_language(content: Content):
    advisory = next(load_advisories(content, ROOT / "locales", Selection("japan", "my")))
    (made,) = [t for t in pages.plan([advisory]) if t.path.endswith("/")]
    page = parse(made.make()["my/japan/where/index.html"])
    tokyo = row_of(page, "jp-13")
    (name,) = tokyo.find("summary")[0].find("span", lang="ja")
    assert name.text() == "東京都"


PICKED = {
    "of ours and of CLDR": ({"my": "ours"}, {"my": "known"}, ("ours", "my", "draft", False)),
    "of CLDR alone": ({}, {"my": "known"}, ("known", "my", "draft", True)),
    "of neither in this locale": ({}, {"th": "known"}, ("Tak", "en", "missing", False)),
    "ours of the fallback": ({"my": "ours"}, {"th": "x"}, ("ours", "my", "draft", False)),
}


@pytest.mark.parametrize("case", PICKED)
def test_a_name_is_picked(case: str):
    ours, known, expected = PICKED[case]
    at = ("freedonia", "country.provinces.TH-63.name")
    catalogs = {
        (locale, at[0]): Catalog(locale, at[0], {at[1]: Entry("Tak", words)})
        for locale, words in ours.items()
    }
    translator = Translator(("my", "en"), catalogs)
    assert translator.pick_name(*at, "Tak", known) == expected


def test_before_the_fallback_comes_the_known_name_of_the_wanted_locale():
    translator = Translator(("shn", "my", "en"), {})
    known = {"my": "မြန်မာ", "shn": "ရှမ်း"}
    assert translator.pick_name("x", "y", "Tak", known) == ("ရှမ်း", "shn", "draft", True)
    del known["shn"]
    assert translator.pick_name("x", "y", "Tak", known) == ("မြန်မာ", "my", "missing", True)


def test_fonts_for_paper_have_the_letters_of_every_name():
    for locale in ("es", "my", "shn", "th"):
        names = " ".join(gazetteer.table()["names"].get(locale, {}).values())
        assert not list(glyph_faults(names, locale)), locale


# --- the tool ---------------------------------------------------------------------------------

MAIN = """<ldml><localeDisplayNames><territories>
<territory type="TH">ไทย</territory><territory type="HK" alt="short">ฮ่องกง</territory>
<territory type="KR">↑↑↑</territory><territory type="FR">ฝรั่งเศส</territory>
</territories></localeDisplayNames></ldml>"""
SUBDIVISIONS = """<ldml><localeDisplayNames><subdivisions>
<subdivision type="th63" draft="provisional">จังหวัดตาก</subdivision>
<subdivision type="frara">โอแวร์ญ</subdivision>
</subdivisions></localeDisplayNames></ldml>"""


def release(folder: Path) -> Path:
    for name, text in {
        "main/th.xml": MAIN,
        "subdivisions/th.xml": SUBDIVISIONS,
        "dtd/ldml.dtd": '<!ATTLIST version cldrVersion CDATA #FIXED "46" >',
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_the_tool_takes_the_names_of_our_places_alone(tmp_path: Path):
    found = tool.read(release(tmp_path), "th")
    assert found == {"TH": ("ไทย", "approved"), "TH-63": ("จังหวัดตาก", "provisional")}
    assert tool.release(tmp_path) == "46"
    assert tool.read(tmp_path, "mnw") == {}


@pytest.mark.skipif(not tool.DEBIAN.is_dir(), reason="unicode-cldr-core is not installed")
def test_the_table_is_what_the_tool_makes():
    licence = (tool.FOLDER / "LICENSE.txt").read_text("utf-8")
    for name, text in each(tool.files(tool.DEBIAN, licence).items()):
        assert (tool.FOLDER / name).read_text("utf-8") == text


def test_the_licence_lies_beside_the_names():
    assert "SPDX-License-Identifier: Unicode-3.0" in (tool.FOLDER / "LICENSE.txt").read_text()
    assert "Unicode CLDR" in (ROOT / "LICENSES" / "README.md").read_text("utf-8")
