"""Steps that no text message has room for: in the words that readers of each language get."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.example import EXAMPLE, EXAMPLE_LOCALES

from generator.check.translations.too_long import check_too_long
from generator.load import ContentFolder

_HOST_PO = 'msgctxt "country.name"\nmsgid "Freedonia"\nmsgstr "x"\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    shutil.copytree(EXAMPLE_LOCALES, tmp_path / "locales")
    return tmp_path


def _found(place: Path) -> list[tuple[str, str, str]]:
    folder = ContentFolder(place / "content", place)
    content, problems = folder.read_host("freedonia")
    assert [*folder.problems, *problems] == []
    found = check_too_long(content, "freedonia", place / "locales", place)
    return [(one.level, one.file, one.where) for one in found]


def _translate(place: Path, words: str) -> None:
    po = place / "locales/my/LC_MESSAGES/hazards.po"
    text = po.read_text("utf-8")
    assert "စီးနေတဲ့ရေထဲ မဆင်းပါနဲ့။" in text
    po.write_text(text.replace("စီးနေတဲ့ရေထဲ မဆင်းပါနဲ့။", words), "utf-8")


def test_a_translation_is_told_where_people_of_the_country_read_it(place: Path) -> None:
    _translate(place, "က" * 100)
    # Nothing of the country itself is in that language yet.
    assert _found(place) == []
    (place / "locales/my/LC_MESSAGES/freedonia.po").write_text(_HOST_PO, "utf-8")
    (row,) = _found(place)
    assert row == (
        "error",
        "locales/my/LC_MESSAGES/hazards.po",
        "flood.messages.stay-out-of-water.text",
    )
    po = place / "locales/my/LC_MESSAGES/hazards.po"
    po.write_text(po.read_text("utf-8").replace("က" * 100, "က" * 60), "utf-8")
    assert _found(place) == []


def test_a_hazard_that_another_step_can_tell_is_a_warning(place: Path) -> None:
    path = place / "content/hazards/fire.yaml"
    text = path.read_text("utf-8")
    assert 'text: "Go out at once, low under the smoke."' in text
    path.write_text(text.replace("low under the smoke.", f"low{', and low' * 30}."), "utf-8")
    (row,) = _found(place)
    assert row[0] == "warning"
    assert row[1] == "content/hazards/fire.yaml"


def test_a_broken_file_of_translations_is_told_elsewhere(place: Path) -> None:
    (place / "locales/my/LC_MESSAGES/freedonia.po").write_text('msgid "x\n', "utf-8")
    assert _found(place) == []
    shutil.rmtree(place / "locales")
    assert _found(place) == []
