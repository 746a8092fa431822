"""Nobody is sent to who has no number, does not do the thing, is closed at night, or takes no messages."""

from __future__ import annotations

import pytest
from support.check import TODAY, swap, with_file

from generator.check import run_checks

pytestmark = pytest.mark.thorough

ASSISTANCE = "hosts/freedonia/assistance.yaml"
CORRIDOR = "origins/sylvania.yaml"


def messages(content) -> list[str]:
    problems = run_checks(content, publish=False, today=TODAY)
    return [one.message for one in problems if one.rule == "safe-contact"]


def test_who_is_named_has_a_number_also_where_there_is_an_address():
    content = swap(ASSISTANCE, '    number: "6456 7890"\n', '    address: "1 Hill Road"\n')
    assert messages(content) == ['the contact "hill-clinic" has no number']


@pytest.mark.parametrize("field", ["safe_contacts", "second_contacts"])
def test_who_is_named_was_read_to_help_with_the_topic(field):
    new = f"      health: hill-clinic\n    second_contacts:\n      general: open-door\n{'' if field == 'safe_contacts' else '      health: quiet-line'}\n"
    if field == "safe_contacts":
        content = swap(CORRIDOR, "health: hill-clinic", "health: quiet-line")
    else:
        content = swap(CORRIDOR, "      health: hill-clinic\n", new)
    assert messages(content) == ['"quiet-line" was not read to help with "health"']


def test_the_general_contact_stands_for_a_topic_only_if_it_helps_with_it():
    content = swap(ASSISTANCE, "      sea: open-door-leaflet\n", "")
    assert messages(content) == ['"open-door" was not read to help with "sea"']
    silent = swap(
        CORRIDOR, "      health: hill-clinic\n", "      health: hill-clinic\n    nobody: [sea]\n"
    )
    assert messages(silent) == []


def test_who_answers_at_night_stands_first_in_danger():
    def in_danger(text: str) -> str:
        before, quiet = text.split("  quiet-line:\n")
        hours = "    hours: {days: mon-fri, opens: '09:00', closes: '17:00'}\n"
        before = before.replace(
            "      sea: open", "      abuse: open-door-leaflet\n      sea: open"
        )
        return (
            f"{before}  quiet-line:\n{hours}{quiet.replace('    hours: always' + chr(10), '', 1)}"
        )

    content = with_file(ASSISTANCE, in_danger)
    assert messages(content) == ['"quiet-line" closes, and "open-door" answers day and night']


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call or text %(safe_contact)s.", 1), ("Send a text message to %(police)s.", 1),
        ("Write to %(safe_text)s.", 0), ("Call %(safe_contact)s.", 0),
    ],
)  # fmt: skip
def test_a_number_to_call_is_not_written_to(text, found):
    content = swap(CORRIDOR, "Show a photo of the lost paper.", text)
    assert len(messages(content)) == found
