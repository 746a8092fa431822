"""Papers in scripts that no translation of ours has yet: texts of a declaration stand in for them.

Shan, S'gaw Karen, Mon, Lao, Khmer, Japanese, Korean. Nothing here says what its source says; it shows
whether letters, lines, fonts and the text layer are right. Nothing of it is kept.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from markupsafe import Markup
from support import udhr
from support.leaflets import press_for
from support.real import real_content
from support.words import word_sequence

from generator.load.leaflet_formats import own_formats
from generator.localise.advisory import Advisory
from generator.localise.assembly import advisory_of
from generator.localise.corridors import build_moment
from generator.localise.localiser import Localiser
from generator.localise.texts import TextState
from generator.localise.translator import Translator
from generator.products.paper import print_leaflet
from generator.products.paper.layout.fit import Fit, faults
from generator.products.paper.layout.sheet import Draft, draft
from generator.products.paper.names import Paper
from generator.text.languages import known_languages
from generator.text.shaping import find_shaping_faults

SCRIPTS = ["shn", "ksw", "mnw", "lo", "km", "ja", "ko"]
FORMATS = ["trifold", "card"]
OURS = frozenset({"shn", "ksw", "mnw"})
PAPERS = [
    # A card has the same letters in less room: the words of Mon are the longest. Readers' scripts before each change;
    # those that only prove that another script would do, before a release.
    pytest.param(
        tag,
        name,
        marks=[] if tag == "mnw" or (name == "trifold" and tag in OURS) else pytest.mark.long,
    )
    for tag in SCRIPTS
    for name in FORMATS
]
LETTERS = re.compile(
    r"[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u0e80-\u0eff\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]"
)


@dataclass(frozen=True)
class StandIn(Translator):
    """Translates everything into words of its locale, *times* the usual length."""

    times: float = 1

    def pick(self, domain: str, context: str, msgid: str) -> tuple[str, str, TextState]:
        return udhr.stand_in(self.locale, msgid, self.times), self.locale, "draft"


@cache
def _advisory(tag: str, times: float = 1) -> Advisory:
    content = real_content()
    corridor = content.site.corridors[0]
    translator = StandIn((tag, "en"), {}, times)
    pair = (corridor.origin, corridor.host)
    return advisory_of(
        Localiser(content, pair, translator, dict(known_languages()), build_moment())
    )


@cache
def _printed(tag: str, name: str) -> tuple[bytes, Fit, Draft]:
    # Long Mon words fill the fields of a card: there the translation has to be shorter.
    times = 0.75 if (tag, name) == ("mnw", "card") else 1
    made = draft(_advisory(tag, times), own_formats()[name], Paper("thailand", tag, name))
    data, fit = print_leaflet(made)  # a letter that no font has would be an error here
    return data, fit, made


def _sheet(made: Draft, fit: Fit) -> str:
    return made.sheet_html(size_pt=fit.size_pt, without=fit.without)


def _said(made: Draft, fit: Fit) -> str:
    body = _sheet(made, fit).partition("<body>")[2].replace('<span class="l2"', " <span")
    body = re.sub(r"</?(span|b|small|i)\b[^>]*>", "", body)
    return str(Markup(re.sub(r"<[^>]+>", " ", body)).unescape())


def _words(text: str) -> Counter[str]:
    words = (word.strip(".,:") for word in word_sequence(text))
    return Counter(word for word in words if LETTERS.search(word))


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "name"), PAPERS)
def test_nothing_is_clipped_or_spilled_in_any_script(tag: str, name: str) -> None:
    data, fit, made = _printed(tag, name)
    leaflet = made.leaflet
    assert len(pypdfium2.PdfDocument(data)) == len(leaflet.sides)
    assert leaflet.smallest_pt <= fit.size_pt <= leaflet.largest_pt
    laid = press_for(made.langs).lay_out(_sheet(made, fit), tag) if name == "trifold" else None
    if laid:
        assert list(faults(laid, made)) == []
        _has_the_height_of_its_script(laid.boxes, tag, float(fit.size_pt))
    assert len(data) < 200_000


@pytest.mark.slow
def test_the_whole_card_fits_in_mon() -> None:
    made = draft(_advisory("mnw"), own_formats()["card"], Paper("thailand", "mnw", "card"))
    _pdf, found = print_leaflet(made)
    assert found.size_pt >= own_formats()["card"].smallest_pt


def _has_the_height_of_its_script(boxes: object, tag: str, size: float) -> None:
    """Paragraphs in running size are as high as the table of languages says."""
    wanted = known_languages()[tag].line_height.paper * size * 25.4 / 72
    lines = [
        round(box.bottom - box.top, 2)
        for box in boxes  # type: ignore[attr-defined]
        if box.kind == "text" and box.size_pt and abs(box.size_pt - size) < 0.01
        if LETTERS.search(box.name) and "flow" in box.within
    ]
    usual = Counter(lines).most_common(1)[0][0]
    assert usual == pytest.approx(wanted, abs=0.03)


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "name"), PAPERS)
def test_every_letter_has_a_glyph_of_a_font_of_ours(tag: str, name: str, tmp_path: Path) -> None:
    data, fit, made = _printed(tag, name)
    assert find_shaping_faults(_said(made, fit), tag) == []
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    with pikepdf.open(path) as pdf:
        fonts = {
            str(font.BaseFont).split("+")[-1]
            for page in pdf.pages
            for font in page.Resources.Font.values()
        }
    own = known_languages()[tag].fonts[0].replace(" ", "-")
    assert all(font.startswith("Noto-Sans") for font in fonts)
    assert any(font.startswith(own) for font in fonts), fonts


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "name"), PAPERS)
def test_every_word_is_read_back_in_any_script(tag: str, name: str, tmp_path: Path) -> None:
    data, fit, made = _printed(tag, name)
    path = tmp_path / "paper.pdf"
    path.write_bytes(data)
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    wanted = _words(_said(made, fit))
    assert sum(wanted.values()) > (200 if name == "trifold" else 20)
    if tag in ("ja", "ko"):  # a line may end between any two letters: there is no word to find
        assert (
            Counter(LETTERS.findall(_said(made, fit))) - Counter(LETTERS.findall(read.stdout))
            == Counter()
        )
    else:
        assert wanted - _words(read.stdout) == Counter()


@pytest.mark.slow
@pytest.mark.parametrize(("tag", "name"), PAPERS)
def test_no_failure_in_pdf_ua_1_in_any_script(tag: str, name: str) -> None:
    profile = page_validation.ValidationProfile.PDF_UA_1
    report = page_validation.validate_pdf_bytes(_printed(tag, name)[0], profile=profile)
    assert [str(failure) for failure in report.failures] == []


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["ja", "ko"])
def test_no_line_begins_with_a_mark_that_ends_one(tag: str) -> None:
    _, fit, made = _printed(tag, "trifold")
    lines = [
        b.name
        for b in press_for(made.langs).lay_out(_sheet(made, fit), tag).boxes
        if b.kind == "text"
    ]
    assert len(lines) > 50
    assert [line for line in lines if line.lstrip()[:1] in set("、。」』）！？ー,.!?)")] == []
