"""Over all channels at once: no number without its caution, none that was withdrawn, nothing unsigned that binds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from support.each import each
from support.signed import signed

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.records.contacts import ContactRecord
from generator.products import channels
from generator.products.sending.sent import said

BINDING = ("voice/", "radio/", "flows/", "alerts/")


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def _made(advisory: Advisory, *, allow_draft: bool) -> dict[str, bytes]:
    targets = channels.drafts([advisory], allow_draft=allow_draft)
    return {path: data for target in targets for path, data in target.make().items()}


def _passages(path: str, data: bytes) -> Iterator[str]:
    """What a reader or a listener takes in at once: a line, a field, a card, an element."""
    text = data.decode("utf-8-sig")
    if path.endswith(".json"):
        yield from _strings(json.loads(text))
    elif path.endswith((".atom", ".xml")):
        tree = etree.fromstring(data)
        yield from (line for one in tree.itertext() for line in one.splitlines())
    elif path.endswith(".vcf"):
        yield from re.sub(r"\r\n ", "", text).split("END:VCARD")
    elif path.endswith(".ics"):
        yield from re.sub(r"\r\n ", "", text).split("\r\n")
    else:
        yield from text.splitlines()


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, dict):
        yield from (one for part in value.values() for one in _strings(part))
    elif isinstance(value, list):
        yield from (one for part in value for one in _strings(part))


def _squeezed(text: str) -> str:
    """Letters and digits alone: every format has its own marks and escapes."""
    return re.sub(r"\W", "", text)


def _with_caution(advisory: Advisory) -> tuple[Advisory, ContactRecord]:
    """A country whose floods are told with a line that has a caution."""
    found = next(
        one
        for one in advisory.contacts.values()
        if one.tel and cautions_before(advisory, one) and len(one.tel.text) > 4
    )
    contact = replace(found, carry="paper", sensitive=False)
    bar = {**advisory.country.bar, "flood": contact.id}
    contacts = {**advisory.contacts, contact.id: contact}
    country = replace(advisory.country, bar=bar)
    return replace(advisory, contacts=contacts, country=country), contact


def test_every_channel_puts_the_caution_before_the_number(advisory: Advisory) -> None:
    changed, contact = _with_caution(signed(advisory))
    assert contact.tel is not None
    number = _squeezed(contact.tel.text)
    caution = _squeezed(said(cautions_before(changed, contact)))
    seen = set()
    for path, data in each(_made(changed, allow_draft=True).items()):
        for passage in _passages(path, data):
            bare = _squeezed(passage)
            if re.search(rf"(?<!\d){number}(?!\d)", bare):
                seen.add(path.split("/")[0])
                assert caution in bare[: bare.index(number)], (path, passage)
    # A test that finds no number proves nothing.
    assert {"contacts", "messages", "en"} <= seen


def test_a_withdrawn_number_is_in_no_channel_but_where_it_is_taken_back(advisory: Advisory) -> None:
    gone = replace(
        advisory, withdrawn=(("555 019 283", None),), withdrawn_on={"555 019 283": advisory.today}
    )
    holding = {
        path
        for path, data in _made(signed(gone), allow_draft=True).items()
        if b"555 019 283" in data
    }
    assert holding == {"en/freedonia/all.txt", "feeds/freedonia.en.atom"}


def test_nothing_that_binds_is_made_unsigned(advisory: Advisory) -> None:
    made = _made(advisory, allow_draft=False)
    assert not [path for path in made if path.startswith(BINDING)]
    messages = json.loads(made["messages/freedonia.en.json"])
    assert not [one for one in _strings(messages) if one.startswith("EXERCISE")]
    drafts = _made(advisory, allow_draft=True)
    assert {path.split("/")[0] + "/" for path in drafts} >= set(BINDING)
    assert b"EXERCISE" in drafts["radio/freedonia.en.txt"].splitlines()[0]


def test_no_channel_is_kept_by_a_telephone(advisory: Advisory) -> None:
    from generator.products import offline, pages

    sets = pages.PageSets({})
    keep = "".join(
        data.decode()
        for target in offline.plan([advisory], sets=sets)
        for data in target.make().values()
    )
    for path in each(_made(signed(advisory), allow_draft=False)):
        assert path not in keep
