"""Which words a reader gets, and how far to trust them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from support.check import swap
from support.each import each
from support.example import EXAMPLE_LOCALES

from generator.load.endings import Endings
from generator.localise import corridors
from generator.localise.corridors import Selection, load_advisories, load_catalogs
from generator.localise.records.library import LocalMessageRecord
from generator.localise.sentences import Scope, Sentences
from generator.localise.texts import Text, jsonable, texts
from generator.localise.translator import Translator, split_placeholders
from generator.model import Value
from generator.po.catalog import Catalog, Entry, review_digest

SIGNED = review_digest("Run.", "Corra.")


def sentences_of(content, advisory) -> Sentences:
    host, corridor = content.hosts["freedonia"], content.origins["sylvania"].corridors["freedonia"]
    endings = Endings.of(host, corridor, datetime(2026, 11, 25, tzinfo=UTC))
    pair = ("sylvania", "freedonia")
    return Sentences(content, pair, advisory.ui.translator, advisory.languages, endings)


def message(advisory, key: str):
    phases = (advisory.hazards["flood"].before, advisory.hazards["flood"].during)
    return next(m for phase in phases for m in phase if m.id == key)


def test_source_locale_shows_the_source(example_advisory):
    name = example_advisory("en").hazards["flood"].name
    assert (str(name), name.lang, name.state) == ("Flood", "en", "source")


def test_translation_signed_by_a_second_person_is_reviewed(example_advisory):
    assert example_advisory("my").hazards["flood"].name.state == "reviewed"


def test_translation_without_signature_is_a_draft(example_advisory):
    fire = example_advisory("my").hazards["fire"].name
    assert (fire.state, fire.lang) == ("draft", "my")


def test_missing_translation_falls_back_with_its_own_language(example_advisory):
    phrase = message(example_advisory("es"), "pack-bag").text
    assert (str(phrase), phrase.lang, phrase.state) == ("Pack a small bag.", "en", "missing")


def test_translation_of_an_older_sentence_is_not_shown(example_advisory):
    text = message(example_advisory("es"), "stay-out-of-water").text
    assert (str(text), text.lang, text.state) == ("Do not walk into moving water.", "en", "behind")


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (Entry("Run.", "Corra."), "draft"),
        (Entry("Run.", "Corra.", fuzzy=True), "behind"),
        (Entry("Run!", "Corra."), "behind"),  # not updated yet, so gettext calls it good
        (Entry("Run.", ""), "missing"),
        (Entry("Run.", "Corra.", comments=(f"reviewed-by: x, 2026-11-01, {SIGNED}",)), "reviewed"),
        (Entry("Run.", "Vaya.", comments=(f"reviewed-by: x, 2026-11-01, {SIGNED}",)), "draft"),
    ],
)
def test_a_state_is_computed_from_both_sentences(entry, state):
    catalogs = {("es", "d"): Catalog("es", "d", {"a": entry})}
    picked = Translator(("es", "en"), catalogs).pick("d", "a", "Run.")
    shown = (entry.msgstr, "es") if state in ("draft", "reviewed") else ("Run.", "en")
    assert picked == (*shown, state)


def test_catalogs_of_the_hosts_language_are_read_for_phrases(example_content):
    assert ("es", "phrases") in load_catalogs(example_content, EXAMPLE_LOCALES, ["my"])


def test_who_called_is_nowhere_in_what_is_shown(example_advisory):
    advisory = example_advisory("en")
    contacts = [*advisory.contacts.values(), *advisory.people.hotlines.values()]
    assert contacts
    assert not [contact for contact in contacts if hasattr(contact, "called_by")]


def test_role_becomes_the_hosts_number_as_data(example_advisory):
    advisory = example_advisory("my")
    text = message(advisory, "save-numbers").text
    number = next(run for run in text.runs if run.kind == "tel")
    disaster = advisory.contacts[advisory.country.roles["disaster"]]
    assert number.text == disaster.tel.text
    assert number.href == disaster.tel.href
    assert "%(" not in str(text)


def test_no_placeholder_is_left_anywhere(example_advisory):
    for locale in ("en", "es", "my", "ar"):
        shown = [str(text) for text in texts(vars(example_advisory(locale)))]
        assert not [text for text in shown if "%(" in text]


@pytest.mark.parametrize(("topic", "key"), [("health", "hill-clinic"), ("sea", "open-door")])
def test_safe_contact_depends_on_the_topic_or_is_the_general_one(
    example_content, example_advisory, topic, key
):
    advisory = example_advisory("en")
    sentences = sentences_of(example_content, advisory)
    scope = Scope("freedonia", ("x",), "freedonia", topic=topic)
    told = "".join(run.text for run in sentences.fill("safe_contact", "en", scope))
    contact = advisory.contacts[key]
    assert told == f"{contact.label} {contact.number}"


def test_a_safe_contact_without_a_number_is_named_alone(example_advisory):
    advisory = example_advisory("en")
    content = swap("hosts/freedonia/assistance.yaml", '    number: "6456 7890"\n', "")
    sentences = sentences_of(content, advisory)
    scope = Scope("freedonia", ("x",), "freedonia", topic="health")
    runs = sentences.fill("safe_contact", "en", scope)
    assert [(run.text, run.href) for run in runs] == [("Hill clinic", None)]


def test_money_is_written_as_on_a_receipt(example_content, example_advisory):
    advisory = example_advisory("en")
    sentences = sentences_of(example_content, advisory)
    scope = Scope("freedonia", ("x",), "freedonia")
    shown = {
        amount: sentences.fill(
            "fee", "en", replace(scope, values=({"fee": Value(amount=amount, currency="THB")},))
        )[0].text
        for amount in ("1500", "1500.5", "1500.00")
    }
    assert shown == {"1500": "1,500 baht", "1500.5": "1,500.50 baht", "1500.00": "1,500 baht"}


def test_a_language_without_a_label_says_its_own_name(example_advisory):
    ui = example_advisory("en").ui
    assert str(ui.label("language", "es")) == "Spanish"
    assert str(ui.label("language", "ar")) == "Arabic"
    assert str(ui.label("language", "tlh")) == "tlh"
    with pytest.raises(KeyError):
        ui.label("cost", "tlh")


def test_phrases_are_shown_in_the_hosts_language(example_advisory):
    advisory = example_advisory("my")
    assert advisory.country.language == "es"
    # The example has no Spanish phrases: the source speaks, and says so.
    assert {phrase.shown.state for phrase in advisory.phrases.values()} == {"missing"}


def test_sources_are_qualified_and_all_known(example_advisory):
    advisory = example_advisory("en")
    for contact in each(advisory.contacts.values()):
        assert contact.sources
        assert set(contact.sources) <= set(advisory.sources)


def test_hosts_message_stands_in_place_of_the_librarys(example_advisory):
    flood = example_advisory("en").hazards["flood"]
    own = [
        m for m in (*flood.before, *flood.during, *flood.after) if isinstance(m, LocalMessageRecord)
    ]
    replaced = {m.replaces for m in own} - {None}
    shown = {m.id for m in (*flood.before, *flood.during, *flood.after)}
    assert replaced == {"leave-before-water"}
    assert not replaced & shown


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("Call %(fire)s now.", [(None, "Call "), ("fire", ""), (None, " now.")]),
        ("%(name.map)s", [("name.map", "")]),
        ("50 %(", [(None, "50 %(")]),
    ],
)
def test_placeholders_are_split_and_nothing_else(sentence, pieces):
    assert list(split_placeholders(sentence)) == pieces


def test_tree_is_json_and_keeps_language_and_state(example_advisory):
    data = jsonable(example_advisory("my").hazards["flood"].name)
    assert data == {"text": "ရေကြီးခြင်း", "lang": "my", "state": "reviewed"}


def test_doubt_of_a_joined_text_is_the_greater_one():
    one = Text((), "my", "draft")
    assert (one + Text((), "my", "missing")).state == "missing"


def test_interface_fills_dates_and_numbers_in_the_readers_way(example_advisory):
    ui = example_advisory("en").ui
    text = ui("test.day", "Read on %(day)s.", day=date(2026, 11, 25))
    assert str(text) == "Read on 25 November 2026."


def test_each_po_file_is_read_once(example_content, monkeypatch):
    read = []

    def load(path, tag):
        read.append(path)
        return Catalog(tag, path.stem)

    monkeypatch.setattr(corridors, "load_translations", load)
    list(load_advisories(example_content, EXAMPLE_LOCALES, Selection()))
    assert read
    assert len(read) == len(set(read))


def test_a_phrase_that_was_withdrawn_is_gone_and_the_others_are_shown(example_content):
    withdrawn = '  call-family:\n    withdrawn: {day: "2026-11-20", why: "Nobody said it."}\n'
    content = swap("phrases.yaml", "  call-family:\n", withdrawn)
    only = Selection("freedonia", "en")
    phrases = next(load_advisories(content, EXAMPLE_LOCALES, only)).phrases
    before = next(load_advisories(example_content, EXAMPLE_LOCALES, only)).phrases
    assert set(before) - set(phrases) == {"call-family"}
