"""Whom a sentence sends somebody to: who has a number, was read to help, is open; or words that nobody is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.check import swap
from support.example import EXAMPLE_LOCALES

from generator.load.endings import Endings
from generator.localise.corridors import Selection, load_advisories
from generator.localise.sentences import Scope, Sentences
from generator.model.facts import Channels

ASSISTANCE = "hosts/freedonia/assistance.yaml"
CORRIDOR = "origins/sylvania.yaml"
HEALTH = "      health: hill-clinic\n"


def sentences_of(content, advisory) -> Sentences:
    host, corridor = content.hosts["freedonia"], content.origins["sylvania"].corridors["freedonia"]
    endings = Endings.of(host, corridor, datetime(2026, 11, 25, tzinfo=UTC))
    pair = ("sylvania", "freedonia")
    return Sentences(content, pair, advisory.ui.translator, advisory.languages, endings)


def said(content, advisory, name, topic, namespace="freedonia"):
    scope = Scope("freedonia", ("x",), namespace, topic=topic)
    return sentences_of(content, advisory).fill(name, "en", scope)


def words(runs) -> str:
    return "".join(run.text for run in runs)


def test_whoever_closes_is_named_with_hours_and_the_second_beside(example_advisory):
    content = swap(CORRIDOR, HEALTH, HEALTH + "    second_contacts:\n      wages: quiet-line\n")
    told = words(said(content, example_advisory("en"), "safe_contact", "wages"))
    assert told == (
        "Work office 6234 5678 (Monday to Friday 08:30–16:30) or Quiet line 1800 234 5678"
    )


def test_a_topic_that_is_named_nowhere_has_no_second(example_advisory):
    content = swap(CORRIDOR, HEALTH, HEALTH + "    second_contacts:\n      general: quiet-line\n")
    advisory = example_advisory("en")
    assert "Quiet line" in words(said(content, advisory, "safe_contact", "general"))
    assert "Quiet line" not in words(said(content, advisory, "safe_contact", "sea"))


@pytest.mark.parametrize(
    ("namespace", "asked"), [("freedonia", "somebody you trust"), ("staff", "a lawyer or group")]
)
def test_where_nobody_is_known_the_sentence_says_so(example_advisory, namespace, asked):
    content = swap(CORRIDOR, HEALTH, HEALTH + "    nobody: [sea]\n")
    told = words(said(content, example_advisory("en"), "safe_contact", "sea", namespace=namespace))
    assert told.startswith(asked)
    assert "perhaps Open Door 6123 4567 knows" in told


def test_who_may_know_is_named_with_what_limits_it(example_advisory):
    content = swap(CORRIDOR, HEALTH, HEALTH + "    nobody: [wages]\n")
    told = words(said(content, example_advisory("en"), "safe_contact", "wages"))
    assert "perhaps Work office 6234 5678 (Monday to Friday 08:30–16:30) knows" in told


def test_what_must_be_known_before_asking_stands_beside_the_name(example_advisory):
    content = swap(
        ASSISTANCE,
        "    helps_with:\n      wages",
        "    limit: asks for your name\n    helps_with:\n      wages",
    )
    told = words(said(content, example_advisory("en"), "safe_contact", "wages"))
    assert told.endswith("(Monday to Friday 08:30–16:30; asks for your name)")


def test_a_number_for_texts_opens_a_message_and_no_call(example_advisory):
    content = swap(
        ASSISTANCE,
        "    helps_with:\n      abuse",
        '    channels:\n      sms: "6999 1234"\n    helps_with:\n      abuse',
    )
    advisory = example_advisory("en")
    for name in ("safe_text", "text.quiet-line"):
        (number,) = [run for run in said(content, advisory, name, "abuse") if run.kind == "tel"]
        assert (number.text, number.href, number.contact) == (
            "6999 1234",
            "sms:69991234",
            "quiet-line",
        )


def test_a_number_of_a_messenger_is_no_link(example_advisory):
    content = swap(
        ASSISTANCE,
        "    helps_with:\n      abuse",
        '    channels:\n      whatsapp: "6999 1234"\n    helps_with:\n      abuse',
    )
    runs = said(content, example_advisory("en"), "safe_text", "abuse")
    assert words(runs) == "Quiet line, message by WhatsApp 6999 1234"
    assert {run.href for run in runs} == {None}


def lost_papers(monkeypatch: pytest.MonkeyPatch, sms: str | None) -> list[str]:
    point = "write: {text: 'Write to %(safe_text)s.', topic: abuse, sources: [ministry]}"
    content = swap(CORRIDOR, "    lost_papers:\n", f"    lost_papers:\n      {point}\n")
    contacts = content.hosts["freedonia"].assistance.contacts
    quiet = contacts["quiet-line"].model_copy(update={"channels": Channels(sms=sms)})
    monkeypatch.setitem(contacts, "quiet-line", quiet)
    only = Selection("freedonia", "en")
    advisory = next(load_advisories(content, EXAMPLE_LOCALES, only))
    return [str(one.text) for one in advisory.corridor.lost_papers.values()]


def test_a_sentence_that_writes_to_nobody_is_not_said(monkeypatch):
    assert "Write to Quiet line, text message 6999 1234." in lost_papers(monkeypatch, "6999 1234")
    assert lost_papers(monkeypatch, None) == ["Show a photo of the lost paper."]
