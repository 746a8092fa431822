"""``make fonts SCRIPT=…``: a font for one more script, from a file at hand; nothing is fetched."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import add_font
import pytest
from add_font import CannotAddError, find_script, known_source, run
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from support.each import each

from generator.paths import LANGUAGES_FILE
from generator.text.fonts import FONTS_FOLDER
from generator.text.languages import load_languages

LETTERS = {0x995: "ka", 0x996: "kha", 0x964: "danda", 0x9E7: "one-bn"}


def variable_font(path: Path) -> None:
    """A font of a few Bengali letters and a Latin one that is wider when it is bold, beside its licence."""
    names = [".notdef", "space", "A", *LETTERS.values()]
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder(names)
    build.setupCharacterMap({0x20: "space", 0x41: "A"} | LETTERS)
    glyphs, variations = {}, {}
    for name in names:
        pen = TTGlyphPen(None)
        if name != "space":
            pen.moveTo((0, -200))
            for point in ((0, 900), (300, 900), (300, -200)):
                pen.lineTo(point)
            pen.closePath()
            moves = [(0, 0), (0, 0), (100, 0), (100, 0), (0, 0), (100, 0), (0, 0), (0, 0)]
            variations[name] = [TupleVariation({"wght": (0, 1, 1)}, moves)]
        glyphs[name] = pen.glyph()
    build.setupGlyf(glyphs)
    build.setupHorizontalMetrics(dict.fromkeys(names, (400, 0)))
    build.setupHorizontalHeader(ascent=900, descent=-200)
    build.setupNameTable({"familyName": "Noto Sans Bengali", "styleName": "Regular"})
    build.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    build.setupGvar(variations)
    build.setupOS2()
    build.setupPost()
    build.save(path)
    (path.parent / "OFL.txt").write_text("SIL OPEN FONT LICENSE\r\n")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a font that was fetched, the fonts folder and the table of languages."""
    (tmp_path / "fetched").mkdir()
    variable_font(tmp_path / "fetched" / "bengali.ttf")
    for name in ("noto-sans", "noto-sans-khmer"):
        shutil.copytree(FONTS_FOLDER / name, tmp_path / "fonts" / name)
    shutil.copy(LANGUAGES_FILE, tmp_path / "languages.yaml")
    return tmp_path


def added(place: Path, words: str, file: Path | None) -> list[str]:
    return run(words, file, place / "none", place / "fonts", place / "languages.yaml")


def test_a_font_at_hand_is_cut_to_its_script_in_two_weights_and_written_down(place: Path) -> None:
    file = place / "fetched" / "bengali.ttf"
    told = added(place, "bn", file)
    folder = place / "fonts" / "noto-sans-bengali"
    fonts = [TTFont(folder / f"NotoSansBengali-{weight}.ttf") for weight in (400, 700)]
    for font in each(fonts):
        assert "fvar" not in font
        # A telephone number comes out of Noto Sans, whatever the font has.
        assert set(font.getBestCmap()) == {0x20, *LETTERS}
    assert [font["glyf"][font.getBestCmap()[0x995]].xMax for font in fonts] == [300, 400]
    assert (folder / "NotoSansBengali-700.woff2").is_file()
    assert (folder / "OFL.txt").read_bytes() == b"SIL OPEN FONT LICENSE\n"
    (row,) = json.loads((place / "fonts" / "added.json").read_text())
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert row["unicode_range"] == "U+20, U+964, U+995-996, U+9E7"
    assert row["source"] == {
        "package": "",
        "version": "",
        "member": "bengali.ttf",
        "sha256": digest,
    }
    assert digest in (place / "fonts" / "README.md").read_text()
    assert digest in " ".join(told)
    table = load_languages(place / "languages.yaml")
    assert (table["bn"].english, table["bn"].endonym, table["bn"].script) == (
        "Bengali",
        "বাংলা",
        "Beng",
    )
    assert table["bn"].fonts == ("Noto Sans Bengali", "Noto Sans", "Roboto")
    assert table["bn"].dates is not None
    assert table["bn"].dates.date == "{day} {month}, {year}"
    # Nothing that somebody wrote was lost, comments neither.
    before = LANGUAGES_FILE.read_text().splitlines()
    assert set(before) <= set((place / "languages.yaml").read_text().splitlines())


def test_what_is_added_twice_is_there_once(place: Path) -> None:
    for _ in range(2):
        added(place, "Bengali", place / "fetched" / "bengali.ttf")
    assert len(json.loads((place / "fonts" / "added.json").read_text())) == 1
    assert (place / "languages.yaml").read_text().count("  Beng:") == 1


def test_a_script_that_is_here_already_is_not_fetched(place: Path) -> None:
    assert added(place, "km", None) == ["The font for Khmer is here already: Noto Sans Khmer."]
    assert not (place / "fonts" / "added.json").exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda font: font.with_name("OFL.txt").unlink(), 'put the "OFL.txt" that came with it'),
        (lambda font: font.write_bytes(b"<html>Not found</html>"), "is not a variable font"),
        (lambda font: font.unlink(), "cannot be read"),
        (lambda font: shutil.copy(FONTS_FOLDER / "noto-sans/NotoSans-400.ttf", font), "is not a variable font"),
    ],
    ids=["no licence", "a page of the web", "no file", "not variable"],
)  # fmt: skip
def test_what_cannot_be_added_is_refused_and_nothing_is_written(place: Path, spoil, said) -> None:  # type: ignore[no-untyped-def]
    file = place / "fetched" / "bengali.ttf"
    spoil(file)
    with pytest.raises(CannotAddError, match=said):
        added(place, "bn", file)
    assert sorted(path.name for path in (place / "fonts").iterdir()) == [
        "noto-sans",
        "noto-sans-khmer",
    ]
    assert (place / "languages.yaml").read_text() == LANGUAGES_FILE.read_text()


def test_a_font_of_another_script_is_refused(place: Path) -> None:
    with pytest.raises(CannotAddError, match=r"bengali\.ttf has no letter of Tamil"):
        added(place, "ta", place / "fetched" / "bengali.ttf")


def test_a_script_is_named_by_its_code_its_name_or_a_language() -> None:
    asked = {
        "Beng": "Beng",
        "beng": "Beng",
        "bengali": "Beng",
        "bn": "Beng",
        "ar": "Arab",
        "BN": "Beng",
    }
    assert {words: find_script(words).script for words in asked} == asked
    for words in each(["", "xx", "../../etc", "Klingonese", "bn; rm -rf"]):
        with pytest.raises(CannotAddError, match="is no script and no language"):
            find_script(words)


def test_what_is_fetched_has_its_sum_here_and_another_script_says_what_to_do() -> None:
    for script in each(add_font.KNOWN):
        source = known_source(script)
        assert len(source.sha256) == 64
        assert source.licence.endswith("/OFL.txt")
    with pytest.raises(CannotAddError, match="make fonts SCRIPT=Sinh FILE="):
        known_source("Sinh")
