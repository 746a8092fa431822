"""What those who assist read: words in a list have their own translation, each by its place."""

from __future__ import annotations

from dataclasses import replace

from support.example import EXAMPLE_LOCALES

from generator.localise.corridors import load_catalogs
from generator.localise.localiser import Localiser
from generator.localise.staff import staff_of
from generator.localise.translator import Translator
from generator.po.catalog import Entry
from generator.system.clock import build_moment
from generator.text.languages import known_languages


def test_words_of_each_contact_of_a_case_are_translated_by_their_place(example_content) -> None:
    catalogs = load_catalogs(example_content, EXAMPLE_LOCALES, ["es"])
    place = "refer.cases.somebody-died.contacts.{}.may_follow.good"
    words = {"They go with the family.": "Van con la familia.", "The paper is written at once.": "Al momento."}  # fmt: skip
    entries = {
        place.format(number): Entry(msgid=source, msgstr=said)
        for number, (source, said) in enumerate(words.items())
    }
    catalogs["es", "freedonia-staff"] = replace(catalogs["es", "freedonia-staff"], entries=entries)
    translator = Translator(("es", "en"), catalogs)
    localiser = Localiser(
        example_content, ("sylvania", "freedonia"), translator, known_languages(), build_moment()
    )
    staff = staff_of(localiser)
    assert staff is not None
    here = staff.cases["somebody-died"].here
    assert here is not None
    said = [
        (contact.may_follow.good.lang, str(contact.may_follow.good)) for contact in here.contacts
    ]
    assert said == [("es", "Van con la familia."), ("es", "Al momento.")]
