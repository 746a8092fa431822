"""What offices append to their alerts: by code and urgency, signed or not at all, cautions before numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from cap_oet import OASIS_EVENT_TERMS_BY_CODE
from support.each import each
from support.signed import signed

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Run, Text, plain
from generator.products.channels import CHANNELS, actions
from generator.products.sending.sent import may_be_sent, said


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def made(advisory: Advisory, *, allow_draft: bool = False) -> Any:
    (target,) = actions.plan([advisory], allow_draft=allow_draft)
    assert target.path == f"alerts/freedonia.actions.{advisory.locale}.json"
    assert target.make() == target.make()
    (data,) = target.make().values()
    return json.loads(data)


def saying(advisory: Advisory, text: Text) -> Advisory:
    """An advisory that says *text* alone during a flood, and all else of the flood as before."""
    flood = advisory.hazards["flood"]
    step = next(one for one in flood.during if may_be_sent(one) and not one.scenario)
    during = (replace(step, text=text, who=()),)
    return replace(advisory, hazards={**advisory.hazards, "flood": replace(flood, during=during)})


def during_flood(data: Any) -> list[str]:
    return [
        step["text"]
        for row in data["actions"]
        if (row["hazard"], row["urgency"]) == ("flood", ["Immediate"])
        for step in row["steps"]
    ]


def test_nothing_leaves_that_is_not_signed(advisory: Advisory) -> None:
    assert actions.plan([advisory], allow_draft=False) == []
    assert CHANNELS["actions"].binding
    for row in each(made(advisory, allow_draft=True)["actions"]):
        assert row["state"] == "exercise"
        assert all(step["text"].startswith("EXERCISE: ") for step in row["steps"])


def test_steps_stand_by_code_and_urgency(advisory: Advisory) -> None:
    data = made(signed(advisory))
    assert (data["language"], data["country"]) == ("en", "SG")
    rows = {(row["hazard"], *row["urgency"]): row for row in data["actions"]}
    flood = rows["flood", "Immediate"]
    assert flood["event"] == "OET-081"
    assert {row["event"] for row in data["actions"]} <= set(OASIS_EVENT_TERMS_BY_CODE)
    assert flood["state"] == "signed"
    ids = {f"flood.{one.id}" for one in advisory.hazards["flood"].during}
    assert {step["id"] for step in flood["steps"]} <= ids
    assert "EXERCISE" not in json.dumps(data)


def test_one_step_that_is_not_signed_keeps_its_piece_back(advisory: Advisory) -> None:
    known = frozenset(text.source or str(text) for text in actions.sentences(advisory))
    assert during_flood(made(replace(advisory, signed=known)))
    changed = saying(advisory, plain("Nobody has signed this.", "en"))
    data = made(replace(changed, signed=known))
    assert during_flood(data) == []
    assert data["actions"]


def test_each_number_stands_behind_its_caution(advisory: Advisory) -> None:
    cautioned = [
        (key, one)
        for key, one in advisory.contacts.items()
        if one.tel and cautions_before(advisory, one)
    ]
    for key, contact in each(cautioned):
        assert contact.tel is not None
        runs = Run("Call ", "words", "en"), replace(contact.tel, contact=key)
        changed = saying(advisory, Text(runs, "en", "source"))
        (words,) = during_flood(made(signed(changed)))
        assert words.index(said(cautions_before(advisory, contact))) < words.index(contact.tel.text)


def test_whatever_stands_in_a_step_stays_text(advisory: Advisory) -> None:
    hostile = plain('"}]\r\n\u202e=1 @(x) </script>', "en")
    assert during_flood(made(signed(saying(advisory, hostile)))) == ['"}] =1 @(x) </script>']
