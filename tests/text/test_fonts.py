import hashlib
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from support.each import each

from generator.text import fonts
from generator.text.fonts import (
    FAMILIES,
    WEIGHTS,
    css_font_face,
    css_font_family,
    font_files,
    write_fontconfig,
)

MYANMAR = [*range(0x1000, 0x10A0), *range(0xA9E0, 0xA9FF), *range(0xAA60, 0xAA80)]
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "ꞌʼẍƁ→←↑↓·–—…“”‘’°×≤≥≈≠€•"),
         *range(0x2066, 0x206A), 0x2060]  # fmt: skip
FILES = [(family, weight) for family in FAMILIES.values() for weight in WEIGHTS]
WEB_FILES = [(family, weight) for family, weight in FILES if family.unicode_range]
PAPER_ALONE = ["Noto Sans JP", "Noto Sans KR"]


def codes(path: Path) -> set[int]:
    return set(TTFont(path).getBestCmap())


def codes_of_range(unicode_range: str) -> set[int]:
    found: set[int] = set()
    for part in unicode_range.split(", "):
        first, _, last = part.removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize(
    ("family", "weight"), WEB_FILES, ids=lambda value: str(getattr(value, "name", value))
)
def test_web_and_paper_files_hold_the_same_letters(family: fonts.FontFamily, weight: int) -> None:
    assert codes(family.path(weight, "ttf")) == codes(family.path(weight, "woff2"))


@pytest.mark.parametrize(
    ("family", "weight"), FILES, ids=lambda value: str(getattr(value, "name", value))
)
def test_files_are_static_and_say_what_they_are(family: fonts.FontFamily, weight: int) -> None:
    font = TTFont(family.path(weight))
    assert "fvar" not in font
    assert font["head"].modified == 3862425600
    assert font["OS/2"].usWeightClass == weight
    assert font["name"].getDebugName(1) == family.name
    assert font["name"].getDebugName(2) == WEIGHTS[weight]
    assert "Silf" not in font
    assert (family.path(weight).parent / "OFL.txt").is_file()


def test_the_myanmar_font_has_whole_blocks_and_all_features() -> None:
    font = TTFont(FAMILIES["Noto Sans Myanmar"].path(400))
    assert set(MYANMAR) <= set(font.getBestCmap())
    assert {0x200B, 0x200C, 0x200D, 0x25CC} <= set(font.getBestCmap())
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"rphf", "blwf", "pstf", "pref", "pres", "blws", "abvs"} & features
    assert {s.ScriptTag for s in font["GSUB"].table.ScriptList.ScriptRecord} >= {"mym2"}


def test_noto_sans_has_what_all_pages_need() -> None:
    for weight in each(WEIGHTS):
        held = codes(FAMILIES["Noto Sans"].path(weight))
        assert [chr(code) for code in LATIN if code not in held] == []


@pytest.mark.parametrize("name", [name for name in FAMILIES if name != "Noto Sans"])
def test_numbers_and_latin_letters_come_out_of_noto_sans(name: str) -> None:
    for weight in each(WEIGHTS):
        assert not codes(FAMILIES[name].path(weight)) & set(range(0x21, 0x7F))


@pytest.mark.parametrize(
    ("family", "weight"), WEB_FILES, ids=lambda value: str(getattr(value, "name", value))
)
def test_unicode_range_is_what_the_file_holds(family: fonts.FontFamily, weight: int) -> None:
    claimed = codes_of_range(family.unicode_range or "")
    held = codes(family.path(weight))
    assert held <= claimed
    # A block may hold code points that Unicode has not assigned.
    assert {code for code in claimed - held if code < 0xE80 or code > 0x19FF} == set()


def _letters(codec: str, first: int, last: int) -> set[str]:
    """What stands in these rows of a national standard."""
    cells = (bytes([0xA0 + r, 0xA0 + c]) for r in range(first, last + 1) for c in range(1, 95))
    return {letter for cell in cells if (letter := cell.decode(codec, "ignore"))}


@pytest.mark.parametrize("weight", WEIGHTS)
def test_japanese_and_korean_have_what_their_standards_call_everyday(weight: int) -> None:
    kanji, hangul = _letters("euc_jp", 16, 47), _letters("euc_kr", 16, 40)
    kana, jamo = _letters("euc_jp", 4, 5), {chr(code) for code in range(0x3131, 0x3164)}
    assert (len(kanji), len(hangul), len(kana)) == (2965, 2350, 169)
    japanese = {chr(code) for code in codes(FAMILIES["Noto Sans JP"].path(weight))}
    korean = {chr(code) for code in codes(FAMILIES["Noto Sans KR"].path(weight))}
    assert kanji | kana | set("、。「」『』（）〜・ー！？…罹災嘔吐喘息") <= japanese
    assert hangul | jamo | set("、。「」（）！？") <= korean


def test_no_page_is_sent_a_font_of_thousands_of_letters() -> None:
    for lang, name in each(zip(["ja", "ko"], PAPER_ALONE, strict=True)):
        assert name in css_font_family(lang)  # the phone's own, where it has one of that name
        assert f'"{name}"' in css_font_face([lang])
        assert name not in css_font_face([lang, "my"], base_url="f")
        assert not FAMILIES[name].path(400, "woff2").exists()


def test_the_web_asks_the_phone_first_and_never_hides_text() -> None:
    css = css_font_face(["my"], base_url="../fonts/")
    assert css.count("@font-face") == 4
    assert 'local("Noto Sans Myanmar")' in css
    assert 'url("../fonts/noto-sans-myanmar/NotoSansMyanmar-400.woff2") format("woff2")' in css
    assert set(re.findall(r"font-display: (\w+)", css)) <= {"swap", "optional"}
    assert css.index("local(") < css.index("url(")
    assert "http" not in css


def test_mon_and_karen_never_use_an_older_font_of_the_phone() -> None:
    for langs in (["mnw"], ["ksw"], ["my", "mnw"]):
        css = css_font_face(langs, base_url="f")
        assert 'local("Noto Sans Myanmar")' not in css
        assert 'local("Noto Sans")' in css


def test_paper_takes_files_by_uri_and_the_same_each_time() -> None:
    css = css_font_face(["th", "my"])
    assert css == css_font_face(iter(["th", "my"]))
    for uri in re.findall(r'url\("([^"]+)"\)', css):
        assert Path(uri.removeprefix("file://")).is_file()
    assert "local(" not in css


def test_the_readers_script_stands_first() -> None:
    assert [path.name for path in font_files("my")] == [
        "NotoSansMyanmar-400.ttf", "NotoSansMyanmar-700.ttf", "NotoSans-400.ttf", "NotoSans-700.ttf",
    ]  # fmt: skip
    assert css_font_family("th").startswith('"Noto Sans Thai", "Noto Sans", ')
    assert css_font_family("xx") == '"Noto Sans", Roboto, system-ui, sans-serif'


def test_sums_in_the_readme_are_those_of_the_files() -> None:
    readme = (fonts.FONTS_FOLDER / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\S+\.\w+2?) \| (\d+) \| `(\w+)` \|$", readme, re.MULTILINE)
    burmese = [name for name, *_ in rows if "-Burmese-" in name]
    assert len(burmese) == 2
    assert len(rows) - len(burmese) == 4 * len(FAMILIES) - 2 * len(PAPER_ALONE)
    for name, size, digest in rows:
        data = (fonts.FONTS_FOLDER / name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (int(size), digest)


def test_fontconfig_knows_no_folder_of_fonts(tmp_path: Path) -> None:
    text = write_fontconfig(tmp_path / "a&b").read_text("utf-8")
    assert "<dir" not in text
    assert "<include" not in text
    assert "a&amp;b/cache</cachedir>" in text
