"""The texts of a file, with the ids that translations use."""

from __future__ import annotations

from support.each import each
from support.example import EXAMPLE

from generator.load import load_content
from generator.model import Contact, Hazard, Message, Rule
from generator.model.walk import field_note, text_fields, translatable_texts, walk_models

CONTENT, _ = load_content(EXAMPLE)


def texts(name):
    return {text.context: text for text in translatable_texts(CONTENT.files[name])}


def test_fields_marked_as_words_are_found_in_each_way_they_are_written():
    assert text_fields(Message) == ("afterwards", "at_last", "text", "more")  # Words, Words | None
    assert "signs" in text_fields(Hazard)  # dict[Slug, Words]
    assert "official_name" not in text_fields(Contact)
    assert text_fields(Rule) == (
        "afterwards",
        "at_last",
        "question",
        "words",
        "more",
        "closes",
    )


def test_ids_are_stable_paths_and_begin_with_the_file():
    assert "flood.messages.leave-before-water.text" in texts("hazards/flood.yaml")
    assert "flood.signs.long-rain" in texts("hazards/flood.yaml")
    assert "now.call.text" in texts("prepare.yaml")
    assert "phrases.help.text" in texts("phrases.yaml")
    assert "country.name" in texts("hosts/freedonia/country.yaml")
    assert "country.provinces.SG-01.name" in texts("hosts/freedonia/country.yaml")
    assert "hazards.hazards.flood.reason" in texts("hosts/freedonia/hazards.yaml")
    assert "insurance.schemes.hurt-at-work.title" in texts("hosts/freedonia/insurance.yaml")
    assert "assistance.contacts.open-door.label" in texts("hosts/freedonia/assistance.yaml")
    assert "guides.guides.lost-papers.title" in texts("hosts/freedonia/guides.yaml")
    assert "corridors.freedonia.caution" in texts("origins/sylvania.yaml")


def test_texts_know_line_note_and_length():
    label = texts("hosts/freedonia/assistance.yaml")["assistance.contacts.open-door.label"]
    assert label.text == "Open Door"
    assert label.max_length == 30
    assert label.notes[0].startswith("Name in the reader's language")
    lines = EXAMPLE / "hosts/freedonia/assistance.yaml"
    assert lines.read_text("utf-8").splitlines()[label.line - 1] == "    label: Open Door"
    assert field_note(Message, "stage") == ("", None)


def test_absent_texts_are_left_out_and_data_is_no_text():
    found = texts("hosts/freedonia/assistance.yaml")
    assert "assistance.contacts.ambulance.more" not in found
    assert "assistance.contacts.ambulance.official_name" not in found
    assert texts("site.yaml") == {}


def test_values_of_a_text_are_its_own_and_those_around_it():
    found = texts("hosts/freedonia/insurance.yaml")
    own = found["insurance.schemes.hurt-at-work.benefits.hospital.text"]
    assert set(own.visit.values()) == {"hospital"}
    assert own.visit.owners[0] is CONTENT.hosts["freedonia"].insurance


def test_no_id_stands_for_two_texts():
    for file in each(CONTENT.files.values()):
        contexts = [text.context for text in translatable_texts(file)]
        assert len(contexts) == len(set(contexts))


def test_lists_are_walked_by_number():
    paths = [visit.path for visit in walk_models(CONTENT.site)]
    assert ("corridors", "0") in paths
