"""Numbers to save: what a phone shows of them, cautions before their numbers, and nothing that may not be there."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from support.cards import properties, read
from support.each import each
from support.records import one_changed

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Run, Text, plain
from generator.products import pages
from generator.products.channels import contacts
from generator.products.offline import keep_list
from generator.products.pages import queries
from generator.products.sending.sent import said
from generator.products.site_paths import contacts_path

Make = Callable[[str], Advisory]
HOSTILE = [
    "Fire\r\nTEL:666\r\nEND:VCARD\r\nBEGIN:VCARD", "@(contact.name) =1+1", "+66 <b>&amp;", "a;b,c\\d:e",
    "\x00\x07\u202e1669", "BEGIN:VCARD",
]  # fmt: skip


def made(advisory: Advisory) -> dict[str, bytes]:
    [target] = contacts.plan([advisory])
    return dict(target.make())


def unfolded(data: bytes) -> list[list[str]]:
    """The lines of each card."""
    lines = data.decode().replace("\r\n ", "").split("\r\n")
    found: list[list[str]] = []
    for one in lines[:-1]:
        if one == "BEGIN:VCARD":
            found.append([])
        found[-1].append(one)
    return found


def values(card: list[str], name: str) -> list[str]:
    return [
        one.partition(":")[2] for one in card if one.partition(":")[0].partition(";")[0] == name
    ]


def main_file(advisory: Advisory) -> list[list[str]]:
    return unfolded(made(advisory)[contacts_path(advisory.host, advisory.locale)])


def relabelled(advisory: Advisory, *labels: str) -> Advisory:
    """The contacts that may be sent, with other labels."""
    sent = [key for key, one in advisory.contacts.items() if one.carry == "paper"]
    changed = dict(advisory.contacts)
    for key, label in zip(sent, labels, strict=False):
        changed[key] = replace(changed[key], label=plain(label, "en"))
    return replace(advisory, contacts=changed)


def cautioned(advisory: Advisory) -> Advisory:
    """The same, where all that have a caution may be sent, and one of them has another number, too."""
    changed = {
        key: replace(one, carry="paper") if cautions_before(advisory, one) else one
        for key, one in advisory.contacts.items()
    }
    return replace(advisory, contacts=changed)


def test_others_read_each_card_and_refuse_spoiled_ones(example_advisory: Make) -> None:
    plain_ones, hostile = example_advisory("my"), relabelled(example_advisory("en"), *HOSTILE)
    files = [*made(plain_ones).values(), *made(cautioned(hostile)).values()]
    counts = [data.count(b"BEGIN:VCARD\r\n") for data in files]
    first = files[0]
    spoiled = [
        first.replace(b"FN:", b"X-FN:", 1), first.replace(b"\r\n", b"\n"),
        first.replace(b"END:VCARD\r\n", b"", 1),
    ]  # fmt: skip
    *good, no_name, line_ends, no_end = read([*files, *spoiled])
    for outcome, count in zip(each(good), counts, strict=True):
        assert outcome.strict == count
        assert outcome.ical is not None
        assert count == (len(outcome.ical) if isinstance(outcome.ical[0], list) else 1)
    assert no_name.strict is None
    assert line_ends.strict is None
    assert no_end.ical is None
    # What is read is what was meant: labels with their lines joined by \n, not new properties.
    cards = good[len(made(plain_ones))].ical
    assert cards is not None
    names = [dict(properties(card))["fn"] for card in cards]
    assert any(name.startswith("Fire TEL:666 END:VCARD BEGIN:VCARD · ") for name in names)
    assert all(
        "666" not in name for card in cards for key, name in properties(card) if key == "tel"
    )


def test_a_card_says_the_service_and_how_far_its_number_is_proved(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    card = next(c for c in main_file(advisory) if values(c, "FN")[0].startswith("Flood office"))
    assert values(card, "VERSION") == ["3.0"]
    assert values(card, "FN") == ["Flood office · Freedonia"]
    assert values(card, "N") == ["Flood office · Freedonia;;;;"]
    assert values(card, "TEL") == ["1234"]
    note = values(card, "NOTE")[0]
    assert "not called yet" in note
    assert "Every day 06:00–22:00" in note
    assert "says it answers in Spanish" in note
    said_by, code = contacts.edition(advisory), note.rpartition("Code ")[2]
    assert said_by is not None
    assert note.endswith(f"Sources read on 1 November 2026.\\nCode {code}")
    assert code == said_by.edition.code
    assert said_by.carried["contacts.flood-office"].said == "1234"
    assert "contacts.quiet-line" not in said_by.carried
    names = {one.partition(":")[0].partition(";")[0] for c in main_file(advisory) for one in c}
    assert names == {"BEGIN", "VERSION", "FN", "N", "NOTE", "TEL", "UID", "REV", "END"}


def test_emergency_codes_are_first(example_advisory: Make) -> None:
    first = values(main_file(example_advisory("en"))[0], "FN")
    assert first == ["Ambulance · Freedonia"]


def numbers_and_before(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each number in *data*, and what stands in its card before it."""
    for card in unfolded(data):
        before: list[str] = []
        for one in card:
            name, _, value = one.partition(":")
            if name.startswith("TEL"):
                yield value, before
            before.append(one)


def check_cautions(advisory: Advisory) -> int:
    """Every cautioned number in every file has its caution first in the note before it; how many there are."""
    cautions: dict[str, set[str]] = {}
    for contact in advisory.contacts.values():
        for run in (contact.tel, *contact.other_tel):
            if run is not None and run.href and cautions_before(advisory, contact):
                texts = {
                    said(cautions_before(advisory, contact)),
                    said([advisory.corridor.caution]),
                }
                cautions.setdefault(run.href.removeprefix("tel:"), set()).update(texts)
    for one in advisory.contacts.values():
        if one.national_emergency and one.tel and one.tel.href:
            cautions.pop(one.tel.href.removeprefix("tel:"), None)
    seen = 0
    for data in made(advisory).values():
        for number, before in numbers_and_before(data):
            if number in cautions:
                seen += 1
                [note] = [one for one in before if one.startswith("NOTE:")]
                words = note.removeprefix("NOTE:").replace("\\n", " ").replace("\\", "")
                assert words.startswith(tuple(cautions[number])), number
    return seen


@pytest.mark.parametrize("locale", ["en", "my", "es"])
def test_a_caution_stands_before_its_number(example_advisory: Make, locale: str) -> None:
    assert check_cautions(cautioned(example_advisory(locale))) > 0


def test_whoever_shares_a_number_with_a_cautioned_one_has_a_caution(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    key, tel = next(
        (key, one.tel)
        for key, one in advisory.contacts.items()
        if cautions_before(advisory, one) and one.tel and not one.sensitive
    )
    same = replace(tel, contact="flood-office")
    advisory = replace(advisory, contacts=one_changed(advisory.contacts, "flood-office", tel=same))
    assert advisory.contacts[key].tel is not None
    card = next(c for c in main_file(advisory) if values(c, "FN")[0].startswith("Flood office"))
    caution = said([advisory.corridor.caution]).replace(",", "\\,")
    # Behind the caution of the number that it names.
    assert caution in values(card, "NOTE")[0].split("source 2025")[0]


def test_what_may_not_be_sent_is_in_no_file(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    hidden: list[dict[str, Any]] = [{"carry": "page"}, {"sensitive": True}]
    for change in hidden:
        contacts_ = one_changed(advisory.contacts, "flood-office", **change)
        for data in each(made(replace(advisory, contacts=contacts_)).values()):
            assert b"Flood office" not in data
            assert b"1234\r\n" not in data
    without = {key: one for key, one in advisory.contacts.items() if key != "flood-office"}
    assert (
        b"TEL;TYPE=VOICE:1234\r\n"
        not in made(replace(advisory, contacts=without))["contacts/freedonia.en.vcf"]
    )


def test_a_number_for_messages_alone_does_not_ring(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    other = (Run("8777 0000", "tel", "en", None, contact="flood-office"),)
    proof = (advisory.contacts["flood-office"].proof,)
    changed = one_changed(advisory.contacts, "flood-office", other_tel=other, other_proof=proof)
    for data in each(made(replace(advisory, contacts=changed)).values()):
        assert b"8777" not in data
    tel = replace(advisory.contacts["flood-office"].plate_tel, href=None)
    changed = one_changed(advisory.contacts, "flood-office", tel=tel)
    for data in each(made(replace(advisory, contacts=changed)).values()):
        assert b"Flood office" not in data


def test_a_region_has_what_is_for_the_whole_country_and_what_is_there(
    example_advisory: Make,
) -> None:
    advisory = example_advisory("en")
    changed = one_changed(advisory.contacts, "flood-office", area=("SG-03",))
    files = made(replace(advisory, contacts=changed))
    here = {name: b"FN:Flood office" in data for name, data in files.items()}
    assert here == {
        "contacts/freedonia.en.vcf": True,
        "contacts/freedonia.en-river-plain.vcf": False,
        "contacts/freedonia.en-hills.vcf": True,
    }
    assert all(b"FN:Ambulance" in data for data in files.values())
    # Where they would all be the same there is one.
    assert list(made(advisory)) == ["contacts/freedonia.en.vcf"]


def test_ids_are_the_same_in_each_language_and_region(example_advisory: Make) -> None:
    found = [
        {value for card in unfolded(data) for value in values(card, "UID")}
        for locale in ("en", "my")
        for data in made(example_advisory(locale)).values()
    ]
    assert len({frozenset(one) for one in found}) == 1
    # Tomorrow's build of the same sources says the same.
    advisory = example_advisory("en")
    assert made(advisory) == made(replace(advisory, today=advisory.today.replace(year=2031)))


def test_a_draft_says_so(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    for state, marked in (("draft", True), ("behind", True), ("reviewed", False)):
        label = Text((Run("Office", "words", "en"),), "en", state, "Office")  # type: ignore[arg-type]
        changed = one_changed(advisory.contacts, "flood-office", label=label)
        cards = main_file(replace(advisory, contacts=changed))
        card = next(one for one in cards if values(one, "FN")[0].startswith("Office"))
        assert ("Draft translation" in values(card, "NOTE")[0]) is marked


def test_a_country_without_numbers_to_send_has_no_file(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    changed = {key: replace(one, carry="page") for key, one in advisory.contacts.items()}
    assert contacts.plan([replace(advisory, contacts=changed)]) == []


def test_a_target_travels_and_gives_the_same_bytes(example_advisory: Make) -> None:
    [target] = contacts.plan([example_advisory("my")])
    again = pickle.loads(pickle.dumps(target))
    assert again.make() == target.make()
    assert set(target.make()) == {target.path, *target.beside}
    [other] = contacts.plan([relabelled(example_advisory("my"), "Other")])
    assert other.digest != target.digest


def test_pages_lead_to_each_file_and_to_no_other(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    changed = one_changed(advisory.contacts, "flood-office", area=("SG-03",))
    advisory = replace(advisory, contacts=changed)
    [pages_] = [one for one in pages.plan([advisory]) if one.path == "en/freedonia/"]
    files = pages_.make()
    overview, desk, prepare = (
        set(re.findall(r'href="(?:\.\./)+((?:contacts|calendar)/[^"]+)" download', files[name].decode()))
        for name in (
            "en/freedonia/index.html", "en/freedonia/print/index.html", "en/freedonia/prepare/index.html",
        )
    )  # fmt: skip
    assert overview == {"contacts/freedonia.en.vcf"}
    assert desk == set(made(advisory))
    assert len(desk) == 3
    assert prepare == {"calendar/freedonia.en.ics"}
    # Nothing of it is kept on a phone unasked.
    listed = keep_list.pages_to_keep(advisory)
    assert not [one for one in each(listed) if one.startswith(("contacts/", "calendar/"))]


def test_pages_lead_nowhere_where_no_emergency_code_may_be_saved(example_advisory: Make) -> None:
    advisory = example_advisory("en")
    assert queries.can_save_numbers(advisory)
    for change in ({"carry": "page"}, {"area": ("SG-03",)}, {"sensitive": True}):
        changed = one_changed(advisory.contacts, "ambulance", **change)
        assert not queries.can_save_numbers(replace(advisory, contacts=changed))
