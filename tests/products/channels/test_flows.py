"""Lines that answer: every way ends in help, nothing of who asks is kept, no sound has a number in it."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support.each import each
from support.signed import signed

from generator.localise import guarding
from generator.localise.advisory import Advisory
from generator.localise.texts import Run, Text, plain
from generator.products.channels import CHANNELS, flows
from generator.products.channels.flows.prompts import can_be_recorded, prompt_of
from generator.products.channels.flows.rapidpro import escaped
from generator.products.channels.flows.tree import MOST_REGIONS
from generator.products.channels.flows.walk import Walk, faults
from generator.products.sending import sent

KINDS = ("messaging", "voice")


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


@pytest.fixture
def with_region(advisory: Advisory) -> Advisory:
    """The same, with a clinic in the hills that may be told."""
    clinic = replace(advisory.contacts["hill-clinic"], carry="paper")
    return replace(advisory, contacts={**advisory.contacts, "hill-clinic": clinic})


def _files(advisory: Advisory, *, allow_draft: bool = True) -> dict[str, bytes]:
    return {
        path: data
        for target in flows.plan([advisory], allow_draft=allow_draft)
        for path, data in target.make().items()
    }


def _flow(advisory: Advisory, kind: str) -> dict[str, Any]:
    data = _files(advisory)[f"flows/freedonia.{advisory.locale}.{kind}.json"]
    whole: dict[str, Any] = json.loads(data)
    assert whole["version"] == "13"
    (flow,) = whole["flows"]
    return flow  # type: ignore[no-any-return]


def _said(flow: dict[str, Any]) -> str:
    return "\n".join(
        action.get("text", "") for node in flow["nodes"] for action in node["actions"]
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", ["en", "my"])
def test_every_way_ends_in_help(
    kind: str, locale: str, example_advisory: Callable[[str], Advisory]
) -> None:
    flow = _flow(example_advisory(locale), kind)
    assert faults(flow) == []
    walk = Walk(flow)
    for way in each(walk.ways(), at_least=3):
        last = way.nodes[-2]
        assert walk.said(last)
        # From the end, 0 says it again and # goes back.
        assert walk.keys(way.nodes[-1])["0"] == last
        assert walk.keys(way.nodes[-1])["#"] in way.nodes


def test_the_first_sentence_tells_nothing_of_who_is_asked(advisory: Advisory) -> None:
    first = _flow(advisory, "messaging")
    (action,) = first["nodes"][0]["actions"]
    assert action["text"].startswith("EXERCISE: Information for people in Freedonia.")


@pytest.mark.parametrize("kind", KINDS)
def test_a_flow_sends_plays_and_waits_and_does_nothing_else(
    kind: str, with_region: Advisory
) -> None:
    flow = _flow(with_region, kind)
    types = {action["type"] for node in flow["nodes"] for action in node["actions"]}
    assert types == ({"send_msg"} if kind == "messaging" else {"say_msg", "play_audio"})
    text = json.dumps(flow)
    for word in (
        "set_",
        "add_",
        "result",
        "webhook",
        "ticket",
        "email",
        "@contact",
        "@fields",
        "groups",
    ):
        assert f'"{word}' not in text
    assert text.count("@input.text") == sum("router" in node for node in flow["nodes"])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda flow: flow["nodes"][0]["actions"][0].update(type="set_run_result"), "not allowed"),
        (lambda flow: flow["nodes"][0]["actions"][0].update(text="@contact.name"), "expression"),
        (lambda flow: flow["nodes"][0]["actions"][0].update(text="a @@@(1+1)"), "expression"),
        (lambda flow: flow["nodes"][2]["router"].update(result_name=""), "result_name"),
        (lambda flow: flow["nodes"][2]["router"].update(operand="@fields.x"), "router"),
        (lambda flow: flow["nodes"][2]["router"].pop("wait"), "waits for nothing"),
        (lambda flow: flow["nodes"][1]["exits"][0].update(destination_uuid=None), "nowhere"),
        (
            lambda flow: flow["nodes"][1]["exits"][0].update(destination_uuid=flow["nodes"][0]["uuid"]),
            "without a wait",
        ),
        (lambda flow: flow["nodes"][2]["router"]["cases"].pop(), "0 or #"),
        (lambda flow: flow["nodes"].append({**flow["nodes"][-1], "uuid": "x"}), "never met"),
    ],
)  # fmt: skip
def test_the_walk_finds_what_is_wrong(
    change: Callable[[dict[str, Any]], object], told: str, advisory: Advisory
) -> None:
    flow = copy.deepcopy(_flow(advisory, "messaging"))
    change(flow)
    assert any(told in fault for fault in faults(flow)), faults(flow)


def test_no_sound_has_a_digit_and_numbers_are_played(with_region: Advisory) -> None:
    flow = _flow(with_region, "voice")
    sounds = []
    for node in flow["nodes"]:
        for action in node["actions"]:
            if action["type"] == "say_msg":
                assert not any(letter.isdigit() for letter in action["text"])
            else:
                sounds.append(action["audio_url"].removeprefix("sounds/freedonia.en/digit-")[0])
    assert "12341234" in "".join(sounds)
    assert "995995" in "".join(sounds)


def test_what_cannot_be_said_without_a_number_is_left_out() -> None:
    labels = {"fire": "Fire service"}
    call = Text(
        (Run("Call "), Run("995", "tel", contact="fire"), Run(" now")), "en", "source"
    )  # fmt: skip
    assert prompt_of(call, labels) == "Call Fire service now."
    named = Text(
        (Run("Ask "), Run("Fire service", "name"), Run(" "), Run("995", "tel", contact="fire")),
        "en", "source",
    )  # fmt: skip
    assert prompt_of(named, labels) == "Ask Fire service."
    assert can_be_recorded([call, plain("Leave at level 4", "en")], labels)
    for words in ("Rest 20 minutes", "Wear N95", "Write to @1784DDPM", "၂၀ မိနစ်"):
        assert not can_be_recorded([plain(words, "en")], labels)
    foreign = Text((Run("+66 2", "tel", contact="fire"),), "en", "source")
    assert not can_be_recorded([foreign], labels)


def test_a_hazard_whose_gravest_step_cannot_be_said_is_left_out_whole(advisory: Advisory) -> None:
    flood = advisory.hazards["flood"]
    step = replace(
        next(one for one in flood.during if one.life_safety and sent.may_be_sent(one)),
        id="more", text=plain("Leave in 20 minutes", "en"),
    )  # fmt: skip
    hazards = {**advisory.hazards, "flood": replace(flood, during=(step, *flood.during))}
    changed = replace(advisory, hazards=hazards)
    said = [choice.id for choice in flows.tree(changed, "voice").choices]
    sent_ids = [choice.id for choice in flows.tree(changed, "messaging").choices]
    assert "flood.during" in sent_ids
    assert "flood.during" not in said


def test_the_region_is_asked_only_where_the_answers_differ(
    advisory: Advisory, with_region: Advisory
) -> None:
    assert "Where are you?" not in _said(_flow(advisory, "messaging"))
    said = _said(_flow(with_region, "messaging"))
    assert "Where are you?\n1 The hills\n2 Somewhere else" in said
    assert "6456 7890" in said
    for choice in each(flows.tree(with_region, "messaging").choices):
        assert len(choice.regions) <= MOST_REGIONS


def test_many_regions_and_hazards_stay_within_the_keys(with_region: Advisory) -> None:
    hills = with_region.country.regions["hills"]
    flood = with_region.hazards["flood"]
    country = replace(with_region.country, regions={f"r{n}": hills for n in range(12)})
    more = {f"h{n}": replace(flood, id=f"h{n}") for n in range(20)}
    hazards = {**with_region.hazards, **more}
    crowded = replace(with_region, country=country, hazards=hazards)
    for kind in KINDS:
        flow = _flow(crowded, kind)
        assert faults(flow) == []
        assert max(len(node["actions"]) for node in flow["nodes"]) <= 100


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_labels_are_said_as_they_are(kind: str, with_region: Advisory) -> None:
    label = plain("@(webhook) @contact\r\n9 =HYPERLINK()\u202e @@x", "en")
    if kind == "voice":
        label = plain("@(webhook) @contact\r\n=HYPERLINK()\u202e @@x", "en")
    contacts = {key: replace(one, label=label) for key, one in with_region.contacts.items()}
    hostile = replace(with_region, contacts=contacts)
    flow = _flow(hostile, kind)
    assert faults(flow) == []
    text = _said(flow)
    assert "@@(webhook) @@contact " in text
    assert "\u202e" not in text
    assert "\r" not in text
    table = _files(hostile)["flows/freedonia.en.prompts.csv"].decode("utf-8-sig")
    for row in csv.reader(io.StringIO(table)):
        assert not row[2].startswith(("=", "+", "-", "@"))


def test_a_key_is_a_key_alone_in_the_digits_of_the_reader(
    example_advisory: Callable[[str], Advisory],
) -> None:
    flow = _flow(example_advisory("my"), "messaging")
    cases = flow["nodes"][2]["router"]["cases"]
    # As the engine compiles them; Python writes the end of a text in another way.
    patterns = [
        re.compile(case["arguments"][0].replace(r"\z", r"\Z"), re.MULTILINE | re.IGNORECASE)
        for case in cases
    ]
    (key,) = (one for one in patterns if one.search("1"))
    assert key.search(" ၁ ")
    for sentence in ("Flood in building 1", "11", "1 2", "", "Flood\n1"):
        assert not any(one.search(sentence) for one in patterns)
    assert Walk(flow).keys(flow["nodes"][2]["uuid"])["*"]


def test_at_signs_are_doubled() -> None:
    assert escaped("a@b @(x) @@") == "a@@b @@(x) @@@@"


def test_ids_stay_when_words_change(with_region: Advisory) -> None:
    def ids(advisory: Advisory) -> list[str]:
        return [node["uuid"] for kind in KINDS for node in _flow(advisory, kind)["nodes"]]

    contacts = {
        key: replace(one, label=plain("Other words", "en"))
        for key, one in with_region.contacts.items()
    }
    assert ids(with_region) == ids(replace(with_region, contacts=contacts))
    assert len(set(ids(with_region))) == len(ids(with_region))
    assert _files(with_region) == _files(with_region)


def test_the_list_to_record_has_each_sound_once_with_a_digest(with_region: Advisory) -> None:
    files = _files(with_region)
    table = files["flows/freedonia.en.prompts.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["text"] for row in rows[:3]] == ["zero", "one", "two"]
    listed = [row["file"] for row in rows]
    assert len(listed) == len(set(listed))
    flow = _flow(with_region, "voice")
    played = {
        action["audio_url"].removeprefix("sounds/freedonia.en/")
        for node in flow["nodes"] for action in node["actions"]
    }  # fmt: skip
    assert played <= set(listed)
    assert all(row["hash"] in row["file"] for row in rows[10:])
    assert all(float(row["seconds"]) > 0 for row in rows)


def test_a_caution_comes_before_its_number(
    with_region: Advisory, monkeypatch: pytest.MonkeyPatch
) -> None:
    caution = "If you fear your government, ask somebody first."
    monkeypatch.setattr(
        guarding, "_on_its_card", lambda _advisory, _contact: (plain(caution, "en"),)
    )
    contacts = {
        key: replace(contact, national_emergency=False)
        for key, contact in with_region.contacts.items()
    }
    guarded = replace(with_region, contacts=contacts)
    lines = [line for line in _said(_flow(guarded, "messaging")).splitlines() if "995" in line]
    for line in each(lines):
        assert 0 <= line.find(caution) < line.find("995")
    for node in _flow(guarded, "voice")["nodes"]:
        said = [action.get("text", "") for action in node["actions"]]
        for index, text in enumerate(said):
            if text.endswith("Ambulance."):
                assert said[index - 1].endswith(caution)


def test_a_flow_leaves_whole_or_not_at_all(advisory: Advisory) -> None:
    assert flows.plan([advisory], allow_draft=False) == []
    whole = _files(signed(advisory), allow_draft=False)
    assert set(whole) == {
        f"flows/freedonia.en.{end}" for end in ("messaging.json", "voice.json", "prompts.csv")
    }
    assert b"EXERCISE" not in b"".join(whole.values())
    own = {text.source or str(text) for text in flows.sentences(advisory)}
    almost = replace(advisory, signed=frozenset(own - {"Do not go back in."}))
    assert flows.plan([almost], allow_draft=False) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_message_of_an_exercise_says_so(kind: str, advisory: Advisory) -> None:
    for node in _flow(advisory, kind)["nodes"]:
        for action in node["actions"]:
            if "text" in action:
                assert action["text"].startswith("EXERCISE: ")


def test_the_channels_are_known_and_bind() -> None:
    for name in ("voice", "radio", "flows"):
        assert CHANNELS[name].binding
