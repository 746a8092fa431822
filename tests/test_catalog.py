"""Extraction and merging: a translation stays with its sentence."""

from pathlib import Path

import polib
import pytest

from generator.catalog import (
    UnreadablePoError,
    extract_templates,
    po_bytes,
    po_path,
    read_catalog,
    review_digest,
    update_catalog,
)

from .conftest import EXAMPLE, EXAMPLE_LOCALES


@pytest.fixture(scope="module")
def templates():
    return extract_templates(EXAMPLE)


def merged(template, path: Path, locale: str, where: Path) -> polib.POFile:
    target = where / "merged.po"
    target.write_bytes(po_bytes(update_catalog(template, path, locale)))
    return polib.pofile(str(target))


def test_every_domain_has_a_template(templates):
    assert set(templates) == {
        "hazards", "prepare", "phrases", "freedonia", "sylvania", "interface",
    }  # fmt: skip


def test_extracting_twice_gives_the_same_bytes(templates):
    again = extract_templates(EXAMPLE)
    assert {d: po_bytes(t) for d, t in templates.items()} == {
        d: po_bytes(t) for d, t in again.items()
    }


def test_message_carries_place_note_and_stable_id(templates):
    name = next(m for m in templates["hazards"] if m.context == "flood.name")
    assert name.id == "Flood"
    assert name.locations[0][0].endswith("hazards/flood.yaml")
    assert any("pictogram" in note for note in name.auto_comments)


def test_unchanged_translation_survives_an_update(templates, tmp_path):
    path = po_path(EXAMPLE_LOCALES, "my", "hazards")
    entries = {e.msgctxt: e for e in merged(templates["hazards"], path, "my", tmp_path)}
    assert entries["flood.name"].msgstr == "ရေကြီးခြင်း"
    assert "fuzzy" not in entries["flood.name"].flags
    assert "reviewed-by" in entries["flood.name"].tcomment


def test_changed_sentence_makes_its_translation_fuzzy_and_keeps_the_old_one(templates, tmp_path):
    old = tmp_path / "old.po"
    po = polib.POFile()
    po.append(polib.POEntry(msgctxt="flood.name", msgid="Floods", msgstr="Inundaciones"))
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.save(str(old))
    entry = merged(templates["hazards"], old, "es", tmp_path).find("Flood", by="msgid")
    assert entry.msgstr == "Inundaciones"
    assert "fuzzy" in entry.flags
    assert entry.previous_msgid == "Floods"


def test_translation_is_never_offered_to_a_sentence_that_only_looks_alike(templates, tmp_path):
    old = tmp_path / "old.po"
    po = polib.POFile()
    po.append(
        polib.POEntry(
            msgctxt="flood.messages.gone.text",
            msgid="Do not walk into moving water!",
            msgstr="No entre en el agua.",
        )
    )
    po.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    po.save(str(old))
    found = merged(templates["hazards"], old, "es", tmp_path)
    assert not [e for e in found if e.msgstr and not e.obsolete]
    assert [e.msgstr for e in found if e.obsolete] == ["No entre en el agua."]


def test_locale_without_babel_data_has_a_catalog_too(templates, tmp_path):
    assert len(merged(templates["phrases"], tmp_path / "none.po", "ksw", tmp_path)) > 0


def test_edited_translation_loses_its_signature():
    assert review_digest("Flood", "ရေကြီး") != review_digest("Flood", "ရေကြီးခြင်း")


def test_broken_po_names_its_line(tmp_path):
    path = tmp_path / "broken.po"
    path.write_text('msgid ""\nmsgstr ""\n\nmsgid "a\n', "utf-8")
    with pytest.raises(UnreadablePoError) as caught:
        read_catalog(path, "my")
    assert caught.value.line == 4


def test_missing_file_is_an_empty_catalog(tmp_path):
    assert not read_catalog(tmp_path / "none.po", "my").entries
