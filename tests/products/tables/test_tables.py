"""Tables of a host country: no number without its caution, proof and day; readable by the programs they are made for."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.each import each
from support.records import all_changed, messages_changed, one_changed

from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import Run, Text, plain
from generator.products import tables
from generator.products.tables.columns import sentences

Make = Callable[[str], Advisory]
NAMES = ("contacts", "hazards", "steps")


def files(*advisories: Advisory) -> dict[str, bytes]:
    """The files of one host country, by their names."""
    [target] = tables.plan(advisories)
    made = target.make()
    assert set(made) == {target.path, *target.beside}
    return {path.removeprefix("data/freedonia/"): data for path, data in made.items()}


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def stands_in(number: str, words: str) -> bool:
    """Whether the digits of *number* stand in *words*, however they are grouped."""
    digits = r"[\s().-]*".join(re.sub(r"\D", "", number))
    return re.search(rf"(?<!\d){digits}(?!\d)", words) is not None


def naming(advisory: Advisory, key: str) -> Text:
    """A sentence that names the number of *key*."""
    contact = advisory.contacts[key]
    number = replace(contact.plate_tel, contact=key)
    return Text((Run("Or call "), number), "en", "source", "Or call")


def elsewhere(advisory: Advisory, key: str) -> Advisory:
    """*advisory*, whose other contacts, steps and dangers name the number of *key*, too."""
    said = naming(advisory, key)
    contacts = all_changed(
        advisory.contacts, lambda one: {} if one.id == key else {"what_for": said}
    )
    named = messages_changed(advisory, lambda _message: {"more": said})
    hazards = all_changed(named.hazards, lambda _hazard: {"reason": said})
    return replace(advisory, contacts=contacts, hazards=hazards)


def cautioned(advisory: Advisory) -> dict[str, str]:
    """What must be read before the number of each contact that has a caution."""
    return {
        key: sentences(cautions_before(advisory, contact))
        for key, contact in advisory.contacts.items()
        if contact.tel is not None and cautions_before(advisory, contact)
    }


@pytest.fixture
def advisory(example_advisory: Make) -> Advisory:
    return example_advisory("en")


def test_each_row_with_a_number_has_its_caution_proof_and_day(advisory: Advisory) -> None:
    """CARE 48, over the built bytes: wherever digits stand, what they must not be parted from stands, too."""
    for key, caution in each(cautioned(advisory).items(), at_least=2):
        number = advisory.contacts[key].plate_tel.text
        made = files(elsewhere(advisory, key))
        found = 0
        for name in NAMES:
            for row in rows(made[f"{name}.csv"]):
                cells = [cell for column, cell in row.items() if column not in ("caution", "proof")]
                if any(stands_in(number, cell) for cell in cells):
                    found += 1
                    assert caution in row["caution"], (name, row)
                    assert "not called yet, read on 20" in row["proof"], (name, row)
                    assert row["read_on"], (name, row)
        assert found > len(advisory.contacts)


def test_a_number_in_a_caution_has_its_proof_in_the_row(advisory: Advisory) -> None:
    """Whom to ask first has a number, too."""
    numbers = {one.plate_tel.text for one in advisory.contacts.values() if one.tel}
    named = naming(advisory, "flood-office")
    warned = replace(advisory, corridor=replace(advisory.corridor, caution=named))
    found = 0
    for row in rows(files(warned)["contacts.csv"]):
        for number in numbers:
            if stands_in(number, row["caution"]):
                found += 1
                assert re.search(rf"{number}: [^:]+read on \d{{4}}-\d\d-\d\d", row["proof"]), row
    assert found


def test_services_say_the_caution_wherever_a_program_shows_the_number(advisory: Advisory) -> None:
    for key, caution in each(cautioned(advisory).items(), at_least=2):
        number = advisory.contacts[key].plate_tel.text
        services = json.loads(files(elsewhere(advisory, key))["hsds.json"])["contents"]
        for service in each(services, at_least=5):
            for phone in service.get("phones", ()):
                assert re.search(r"read on \d{4}-\d\d-\d\d\..*Source: ", phone["description"])
                if stands_in(number, phone["number"]):
                    assert phone["description"].startswith(caution)
            if stands_in(number, service["description"]):
                assert service["description"].index(caution) == 0
                assert caution in service["alert"]


def test_the_caution_stands_before_the_number(advisory: Advisory) -> None:
    for name in NAMES:
        header = list(rows(files(advisory)[f"{name}.csv"])[0])
        told = {"number", "label", "what_for", "text", "reason"} & set(header)
        assert header.index("caution") < min(header.index(one) for one in told)


def test_people_of_two_origins_get_the_cautions_of_both(advisory: Advisory) -> None:
    other = replace(
        advisory.corridor, caution=plain("Of the other origin: ask a friend first.", "en")
    )
    [police] = [
        row
        for row in rows(files(advisory, replace(advisory, corridor=other))["contacts.csv"])
        if row["contact"] == "police"
    ]
    assert str(advisory.corridor.caution) in police["caution"]
    assert "Of the other origin" in police["caution"]


def test_no_address_is_in_any_file(advisory: Advisory) -> None:
    """CARE 38: so none of a refuge can be."""
    contacts = all_changed(advisory.contacts, lambda one: {"address": f"{one.id} Hidden Lane 7"})
    made = files(replace(advisory, contacts=contacts))
    assert all(b"Hidden Lane" not in data for data in each(made.values(), at_least=8))
    assert not {"locations", "service_at_locations"} & set(
        json.loads(made["hsds.json"])["contents"][0]
    )


def test_lines_of_the_state_are_last(advisory: Advisory) -> None:
    marks = [row["state_line"] for row in rows(files(advisory)["contacts.csv"]) if row["emergency"] == "no"]  # fmt: skip
    assert marks == sorted(marks)
    assert "yes" in marks


def test_hostile_words_stay_text(advisory: Advisory) -> None:
    hostile = ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\ta", 'a"b,c\r\nd', "'=1"]
    for words in hostile:
        contacts = one_changed(
            advisory.contacts, "ambulance", label=plain(words, "en"), official_name=words
        )
        made = files(replace(advisory, contacts=contacts))["contacts.csv"]
        first = rows(made)[0]
        for cell in (first["label"], first["official_name"]):
            assert not cell.startswith(("=", "+", "-", "@", "\t"))
            # Blanks aside, nothing is lost.
            assert cell.removeprefix("'").split() == words.split() or cell == words


def test_a_number_keeps_its_first_digit(advisory: Advisory) -> None:
    contact = advisory.contacts["flood-office"]
    run = replace(contact.plate_tel, text="089", href="tel:089")
    contacts = one_changed(advisory.contacts, "flood-office", tel=run, number="089")
    made = files(replace(advisory, contacts=contacts))
    assert b",089,first," in made["contacts.csv"]
    assert '"number": "089"' in made["hsds.json"].decode()


def test_hxl_reads_its_tables(advisory: Advisory, tmp_path: Path) -> None:
    import hxl
    from hxl.input import InputOptions

    for name, data in files(advisory).items():
        if name.endswith(".hxl.csv"):
            (tmp_path / name).write_bytes(data)
            source = hxl.data(str(tmp_path / name), InputOptions(allow_local=True))
            report = hxl.validate(source)
            assert report["is_valid"], report["issues"]
    phones = hxl.data(str(tmp_path / "contacts.hxl.csv"), InputOptions(allow_local=True))
    assert "6234 5678" in list(phones.get_value_set("#contact+phone"))


def test_frictionless_reads_the_package(advisory: Advisory, tmp_path: Path) -> None:
    import frictionless

    for name, data in files(advisory).items():
        (tmp_path / name).write_bytes(data)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    assert [task.name for task in report.tasks] == list(NAMES)
    # It compares each file with its sum.
    (tmp_path / "contacts.csv").write_bytes((tmp_path / "contacts.csv").read_bytes() + b"x\r\n")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_no_column_of_the_package_is_a_number(advisory: Advisory) -> None:
    package = json.loads(files(advisory)["datapackage.json"])
    fields = [field for one in package["resources"] for field in one["schema"]["fields"]]
    assert {field["type"] for field in each(fields, at_least=60)} == {"string", "date"}
    assert all(field["type"] == "string" for field in fields if "phone" in field["hxl"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_ids_of_services_are_the_same_in_each_edition(advisory: Advisory) -> None:
    def ids(one: Advisory) -> list[str]:
        return re.findall(r'"id": "([^"]+)"', files(one)["hsds.json"].decode())

    later = replace(advisory, today=date(2031, 1, 1))
    assert ids(advisory) == ids(later)
    assert len(set(ids(advisory))) == len(each(ids(advisory), at_least=20))


def test_a_contact_without_anything_still_has_its_row(advisory: Advisory) -> None:
    bare = one_changed(
        advisory.contacts, "flood-office", tel=None, number=None, sources=(), languages=None,
        hours=None, channels=None, area=(), other_tel=(), other_proof=(),
    )  # fmt: skip
    made = files(replace(advisory, contacts=bare))
    [row] = [one for one in rows(made["contacts.csv"]) if one["contact"] == "flood-office"]
    assert (row["number"], row["proof"], row["grade"]) == ("", "", "")
    assert files(replace(advisory, contacts={}, hazards={}))["contacts.csv"].count(b"\r\n") == 1


def test_the_same_words_give_the_same_bytes(advisory: Advisory) -> None:
    assert files(advisory) == files(advisory)


def service_faults(service: dict[str, Any]) -> list[str]:
    """What Open Referral's own validator says of *service*."""
    from hsds_validator.lib.models import Service  # type: ignore[import-not-found]

    try:
        Service.model_validate(service)
    except ValueError as error:
        return str(error).splitlines()
    return []


def test_open_referrals_validator_reads_the_services(advisory: Advisory) -> None:
    """hsds-validator is there for Python 3.13 and newer alone, and is among what the tests install there."""
    pytest.importorskip(
        "hsds_validator", reason="hsds-validator is not installed: HSDS NOT CHECKED"
    )
    for service in each(json.loads(files(advisory)["hsds.json"])["contents"], at_least=5):
        assert service_faults(service) == []
    del service["name"]
    assert service_faults(service)
