"""Readers see why a fact changed, and nothing of who changed it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.example import EXAMPLE_LOCALES
from support.published import copy_of_example, note, read

from generator.load import Content
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.po.extract import extract_templates
from generator.po.passages import page_of
from generator.products import data, pages


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Notes of the country and of all, minor ones among them."""
    path = copy_of_example(tmp_path)
    people = {"by": "kestrel-handle", "second": "heron-handle"}
    note(path, "own", note="The fire number is new.", day="2026-11-20", **people)
    note(path, "own-comma", note="A comma was missing.", minor="true", **people)
    of = {"of": "[hazards.flood]", **people}
    note(path, "shared", shared=True, note="Leave earlier than we said.", day="2026-11-22", **of)
    note(path, "shared-comma", shared=True, note="Another comma.", minor="true", **of)
    elsewhere = "The cone is not safe."
    note(path, "elsewhere", shared=True, note=elsewhere, of="[hazards.volcano]")
    origin = "The home line of Sylvania is new."
    note(path, "origin", shared=True, note=origin, of="[sylvania.hotlines.home-line]")
    return read(path)


def advisory_of(content: Content) -> Advisory:
    return next(load_advisories(content, EXAMPLE_LOCALES, Selection("freedonia", "en"), ("en",)))


SHOWN = [
    "Leave earlier than we said.", "The fire number is new.", "The home line of Sylvania is new.",
    "First edition.",
]  # fmt: skip


def test_notes_of_the_country_and_of_all_are_shown_the_newest_first(content: Content) -> None:
    notes = [str(change.note) for change in advisory_of(content).changes.values()]
    assert sorted(notes) == sorted(SHOWN)
    assert (notes[0], notes[-1]) == (SHOWN[0], SHOWN[-1])


def test_no_output_shows_a_handle_a_minor_note_or_one_about_elsewhere(content: Content) -> None:
    advisory = advisory_of(content)
    targets = [*pages.plan([advisory]), *data.plan([advisory])]
    made = [raw.decode("utf-8", "ignore") for t in targets for raw in t.make().values()]
    whole = "\n".join(made)
    for words in ("kestrel-handle", "heron-handle", "comma", "The cone is not safe"):
        assert words not in whole
    for words in SHOWN:
        assert words in whole


def test_minor_notes_are_not_translated_and_those_of_all_have_no_file_of_their_own(
    content: Content,
) -> None:
    templates = extract_templates(content)
    notes = {str(m.context) for name in templates for m in templates[name] if m.context}
    assert "changes" not in templates
    assert {"country.changes.own.note", "changes.shared.note"} <= notes
    assert [context for context in notes if "comma" in context] == []
    assert "changes.shared.note" in {str(m.context) for m in templates["prepare"]}
    assert page_of("prepare", ("changes", "shared", "note")) == "overview"


def test_a_note_about_elsewhere_does_not_count_as_untranslated_here(content: Content) -> None:
    met = {text.context for _domain, text in content.met_in("freedonia", ["sylvania"])}
    assert "changes.shared.note" in met
    assert "changes.elsewhere.note" not in met
