"""What is withdrawn is gone everywhere, by one command, and no life line goes unseen."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import replace as changed
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.build import advisory, replace, workplace
from support.example import EXAMPLE, EXAMPLE_LOCALES
from support.papers import CODE, remembering
from support.withdraw import mark, withdraw

from generator.check import run
from generator.cli.main import main
from generator.load import Content, load_content
from generator.load.ids import find_ids, find_number, id_of, withdrawable
from generator.load.leaflet_formats import load_formats
from generator.load.withdrawal_mark import NotEditableError, withdrawn_text
from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.model import Withdrawal
from generator.model.leaflet import Leaflet
from generator.products import data, pages
from generator.products.paper.editions.verdicts import verdicts
from generator.products.paper.layout.sheet import draft

pytestmark = pytest.mark.thorough

LOCALES = EXAMPLE_LOCALES
ASSISTANCE = "content/hosts/freedonia/assistance.yaml"
TODAY = date(2026, 11, 25)
NUMBER = "6123 4567"


@cache
def _example() -> Content:
    return load_content(EXAMPLE)[0]


def in_locale(content: Content, locale: str = "en") -> Advisory:
    return next(load_advisories(content, LOCALES, Selection("freedonia", locale), ("en", "my")))


def errors(place: Path) -> list[str]:
    _content, problems = run(place / "content", None, today=TODAY, base=place)
    return [str(p) for p in problems if p.level == "error"]


def said(place: Path) -> list[str]:
    _content, problems = run(place / "content", None, today=TODAY, base=place)
    return [str(p) for p in problems if p.rule.startswith("withdrawn")]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workplace(tmp_path)


def shown(advisory: Advisory) -> Iterator[tuple[str, str]]:
    """Everything that the site says of an advisory: pages and data, by path."""
    targets = [*pages.plan([advisory]), *data.plan([advisory])]
    for target in targets:
        for name, raw in target.make().items():
            if name.endswith((".html", ".json")) and not name.startswith("."):
                yield name, raw.decode()


# --- names ------------------------------------------------------------------------------------


def test_everything_that_can_be_withdrawn_has_a_name_of_its_own(example_content: Content) -> None:
    known = withdrawable(example_content)
    assert {
        "freedonia.contacts.open-door", "hazards.flood.stay-out-of-water", "now.call",
        "freedonia.rules.wages-in-flood", "phrases.call-family",
    } - set(known) == set()  # fmt: skip
    assert find_ids(known, "open-door") == ["freedonia.contacts.open-door"]
    assert find_ids(known, "pen-door") == []
    name = id_of("hosts/x/insurance.yaml", ("insurance", "schemes", "fund", "claim", "go"))
    assert name == "x.schemes.fund.claim.go"


# --- the text of the file ---------------------------------------------------------------------


def test_nothing_but_the_mark_changes_in_the_file(place: Path) -> None:
    before = (place / ASSISTANCE).read_text("utf-8").splitlines()
    content = withdraw(place, "hill-clinic", instead="open-door")
    after = (place / ASSISTANCE).read_text("utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert [line for line in after if line in before] == before
    assert added == [
        "    withdrawn:", '      day: "2026-11-25"', '      why: "Two reports: \\"dead\\"."',
        '      instead: "open-door"',
    ]  # fmt: skip
    contact = content.hosts["freedonia"].assistance.contacts["hill-clinic"]
    assert contact.withdrawn == mark(instead="open-door")


@given(st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
@example("\U000e0100")  # Printable, and seen by nobody.
@example("\uf900 e\u0301 က\u200bခ")  # Reading changes the spelling of all three.
@settings(max_examples=60, deadline=None)
def test_any_reason_is_written_so_that_it_can_be_read(why: str) -> None:
    content = _example()
    standing = withdrawable(content)["freedonia.contacts.hill-clinic"]
    path = EXAMPLE / standing.file.name
    text = withdrawn_text(
        path.read_text("utf-8"), standing, Withdrawal.model_construct(
            day=TODAY, why=why, instead=None, accepted_by=None
        ),
    )  # fmt: skip
    # Whatever the reason, the file keeps its lines: none of it becomes a key.
    assert len(text.splitlines()) >= len(path.read_text("utf-8").splitlines()) + 3
    assert re.findall(r"^  [a-z-]+:$", text, re.MULTILINE) == re.findall(
        r"^  [a-z-]+:$", path.read_text("utf-8"), re.MULTILINE
    )


def test_a_mapping_in_braces_and_windows_line_ends_are_kept(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    path = place / ASSISTANCE
    text = path.read_text("utf-8").replace("\n", "\r\n")
    path.write_bytes(text.encode())
    content, _ = load_content(place / "content", place)
    standing = withdrawable(content)["freedonia.contacts.hill-clinic"]
    new = withdrawn_text(path.read_bytes().decode(), standing, mark())
    assert new.count("\r\n") == new.count("\n")

    path = place / "content/hosts/freedonia/hazards.yaml"
    content, _ = load_content(place / "content", place)
    braces = [s for s in withdrawable(content).values() if _in_braces(place, s)]
    for standing in braces:
        file = place / "content" / standing.file.name
        new = withdrawn_text(file.read_text("utf-8"), standing, mark())
        assert "{withdrawn: {day: " in new


def _in_braces(place: Path, standing: object) -> bool:
    line, column = standing.file.place(standing.path)  # type: ignore[attr-defined]
    lines = (place / "content" / standing.file.name).read_text("utf-8").splitlines()  # type: ignore[attr-defined]
    return lines[line - 1][column - 1] == "{"


def test_a_file_that_changed_meanwhile_is_left_alone(place: Path) -> None:
    content, _ = load_content(place / "content", place)
    standing = withdrawable(content)["freedonia.contacts.hill-clinic"]
    with pytest.raises(NotEditableError, match="by hand"):
        withdrawn_text("contacts: {}\n", standing, mark())


# --- gone everywhere --------------------------------------------------------------------------


@pytest.mark.slow
def test_a_number_that_is_withdrawn_stands_nowhere_any_more(place: Path) -> None:
    before = in_locale(load_content(place / "content", place)[0])
    assert sum("6456 7890" in text for _, text in shown(before)) > 1
    content = withdraw(place, "hill-clinic", instead="open-door")
    assert errors(place) == []
    for locale in ("en", "my"):
        for name, text in shown(in_locale(content, locale)):
            assert "6456 7890" not in text, name
            assert "64567890" not in text, name
            assert "Two reports" not in text, name


def test_what_takes_its_place_answers_wherever_it_was_named(place: Path) -> None:
    content = withdraw(place, "fire-service", instead="open-door")
    assert errors(place) == []
    found = in_locale(content)
    assert "fire-service" not in found.contacts
    assert found.country.roles["fire"] == "open-door"
    assert [*found.country.plates] == ["ambulance", "open-door", "flood-office", "police"]
    locked = next(m for m in found.hazards["flood"].during if m.id == "locked-in")
    assert str(locked.text) == f"Call {NUMBER} and shout if the door is locked."


def test_one_line_tells_how_many_places_still_name_it(place: Path) -> None:
    withdraw(place, "fire-service", instead="open-door")
    assert [line for line in said(place) if "withdrawn-named" in line] == [
        'content/hosts/freedonia/assistance.yaml:17:5: warning [withdrawn-named] assistance.contacts.fire-service.withdrawn: the contact "fire-service" was withdrawn on 2026-11-25, and 4 places still name it: 1 in content/hosts/freedonia/assistance.yaml, 3 in content/hosts/freedonia/country.yaml; "open-door" is shown there instead. Search there for "fire-service" and write "open-door", if that is right.'
    ]


def test_what_lists_leave_out_is_one_line_and_ends_when_nothing_names_it(place: Path) -> None:
    withdraw(place, "flood-office")
    left_out = [line for line in said(place) if ": warning" in line]
    assert len(left_out) == 1
    assert 'it is left out there. Search there for "flood-office" and remove it' in left_out[0]
    withdraw(place, "hill-clinic", instead="open-door")
    assert sum('"hill-clinic"' in line for line in said(place)) == 1
    replace(place / "content/hosts/freedonia/guides.yaml", "[hill-clinic]", "[open-door]")
    replace(place / "content/origins/sylvania.yaml", "health: hill-clinic", "health: open-door")
    assert not any('"hill-clinic"' in line for line in said(place))


def test_a_place_that_would_be_left_empty_is_an_error(place: Path) -> None:
    withdraw(place, "fire-service")
    wheres = {re.search(r"\] (\S+):", line)[1] for line in errors(place)}  # type: ignore[index]
    assert wheres == {"country.roles.fire", "country.plates.1", "country.bar.fire"}


def test_any_contact_with_a_number_can_stand_in_for_any_other(place: Path) -> None:
    """At night the dead number must go, whatever its sentences need: what the stand-in lacks is left out."""
    replace(
        place / ASSISTANCE, "Ask for %(name.open-door)s when", "From abroad: %(abroad.hill-clinic)s"
    )
    assert errors(place) == []
    before = (place / ASSISTANCE).read_text("utf-8")
    content, _ = load_content(place / "content", place)
    contacts = content.hosts["freedonia"].assistance.contacts
    without = []
    for dead in contacts:
        for heir in contacts.keys() - {dead}:
            withdraw(place, f"freedonia.contacts.{dead}", instead=heir)
            assert errors(place) == [], (dead, heir)
            without += [
                f"{dead} {heir}" for line in said(place) if "the sentence is left out" in line
            ]
            (place / ASSISTANCE).write_text(before, "utf-8")
    assert "hill-clinic quiet-line" in without
    assert "hill-clinic open-door" not in without


def test_a_sentence_that_needs_what_the_stand_in_lacks_is_left_out(place: Path) -> None:
    replace(
        place / ASSISTANCE, "Ask for %(name.open-door)s when", "From abroad: %(abroad.hill-clinic)s"
    )
    assert "From abroad: " in str(
        in_locale(load_content(place / "content", place)[0]).contacts["open-door"].more
    )
    after = in_locale(withdraw(place, "hill-clinic", instead="quiet-line"))
    assert after.contacts["open-door"].more is None


def test_a_sentence_that_names_it_is_an_error_at_its_line(place: Path) -> None:
    replace(
        place / ASSISTANCE, "Ask for %(name.open-door)s when", "Ask %(contact.hill-clinic)s when"
    )
    assert errors(place) == []
    withdraw(place, "hill-clinic")
    found = [line for line in errors(place) if "/assistance.yaml:" in line]
    assert [line.split(": ")[1:3] for line in found] == [
        ["error [withdrawn-named] assistance.contacts.open-door.more",
         'the contact "hill-clinic" was withdrawn on 2026-11-25, and nothing replaces it here. Name another contact here, or add "instead'],
    ]  # fmt: skip


def test_the_same_number_under_another_name_is_told(place: Path) -> None:
    withdraw(place, "fire-service", instead="ambulance")
    assert [line for line in said(place) if "withdrawn-number" in line and "ambulance" in line]


def test_a_circle_of_stand_ins_ends(place: Path) -> None:
    withdraw(place, "hill-clinic", instead="open-door")
    withdraw(place, "open-door", instead="hill-clinic")
    assert any("does not exist, or was withdrawn itself" in line for line in errors(place))


def test_a_life_line_does_not_go_unseen(place: Path) -> None:
    withdraw(place, "stay-out-of-water")
    assert [line.split("] ")[0].split(" ")[-1] for line in said(place)] == ["[withdrawn-life-line"]
    _content, problems = run(place / "content", None, today=TODAY, base=place, publish=True)
    assert "withdrawn-life-line" in {p.rule for p in problems if p.level == "error"}


def test_a_decision_with_a_name_lets_it_go(place: Path) -> None:
    withdraw(place, "stay-out-of-water", accepted_by="nilar")
    assert said(place) == []


def test_a_message_of_the_library_does_not_come_back_where_a_country_had_its_own(
    place: Path,
) -> None:
    content, _ = load_content(place / "content", place)
    hazards = content.hosts["freedonia"].hazards.hazards
    slug, key, own = next(
        (slug, key, m) for slug, h in hazards.items() for key, m in h.messages.items() if m.replaces
    )
    after = in_locale(withdraw(place, f"freedonia.hazards.{slug}.{key}")).hazards[slug]
    ids = {m.id for m in (*after.before, *after.during, *after.after)}
    assert own.replaces not in ids
    assert key not in ids


def test_a_country_keeps_its_own_when_the_librarys_message_is_withdrawn(place: Path) -> None:
    content, _ = load_content(place / "content", place)
    hazards = content.hosts["freedonia"].hazards.hazards
    slug, key, own = next(
        (slug, key, m) for slug, h in hazards.items() for key, m in h.messages.items() if m.replaces
    )
    after = in_locale(withdraw(place, f"hazards.{slug}.{own.replaces}")).hazards[slug]
    assert key in {m.id for m in (*after.before, *after.during, *after.after)}


# --- on paper ---------------------------------------------------------------------------------


def test_a_format_that_names_it_is_told_or_prints_what_takes_its_place(
    place: Path, example_format: Leaflet
) -> None:
    content = withdraw(place, "stay-out-of-water")
    _formats, problems = load_formats(place / "content/leaflets", place, content)
    assert [p.rule for p in problems] == ["withdrawn-named"]
    assert str(problems[0]).startswith("content/leaflets/trifold.yaml:36:25: error")

    replace(place / "content/hazards/flood.yaml", "why:", 'instead: "pack-bag"\n      why:')
    content, _ = load_content(place / "content", place)
    _formats, problems = load_formats(place / "content/leaflets", place, content)
    assert problems == []
    printed = draft(in_locale(content), example_format).carried
    assert "hazards.flood.stay-out-of-water" not in printed


def test_old_paper_says_cross_out_and_write(place: Path, example_format: Leaflet) -> None:
    before = remembering(in_locale(load_content(place / "content", place)[0]), example_format)
    after = in_locale(withdraw(place, "open-door", instead="fund-office"))
    found = verdicts(changed(after, editions=before.editions))[CODE]
    assert found.kind == "correct"
    assert [(fix.old, fix.new.number) for fix in found.corrections] == [(NUMBER, "6345 6789")]


def test_old_paper_with_a_withdrawn_message_is_replaced(
    place: Path, example_format: Leaflet
) -> None:
    before = remembering(in_locale(load_content(place / "content", place)[0]), example_format)
    name = next(n for n in before.editions[CODE].facts if n.startswith("hazards.flood."))
    after = in_locale(withdraw(place, name))
    assert verdicts(changed(after, editions=before.editions))[CODE].kind == "replace"


# --- the command ------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_marks_names_the_places_and_lists_the_papers(tmp_path: Path) -> None:
    place = workplace(tmp_path, locales=())
    advisory(place, "build")
    advisory(place, "editions", "record")
    before = (place / ASSISTANCE).read_bytes()

    refused = advisory(place, "withdraw", "fire-service", code=1)
    assert "content/hosts/freedonia/country.yaml:10:9: error [withdrawn-named]" in refused
    assert "Nothing was changed: 3 places would be left empty." in refused
    assert (place / ASSISTANCE).read_bytes() == before

    told = advisory(
        place, "withdraw", "fire-service", "--instead", "flood-office", "--why", "Dead.",
        "--corrections",
    )  # fmt: skip
    assert told.startswith("freedonia.contacts.fire-service is withdrawn: ")
    assert re.search(r"- SG-en-\d{6}-[0-9a-f]{4}: freedonia\.en\.trifold, .*, says 995", told)
    assert "Stickers: freedonia.en.stickers.pdf" in told
    assert (place / "freedonia.en.stickers.pdf").read_bytes().startswith(b"%PDF")
    assert (place / ASSISTANCE).read_bytes().count(b"withdrawn:") == 1
    advisory(place, "build")
    page = (place / "site/en/freedonia/print/index.html").read_text("utf-8")
    assert re.search(r'Cross out: <b class="n" dir="ltr">995</b> Write: <a class="tel[^>]*>', page)

    assert advisory(place, "withdraw", "fire-service", code=2) == ""


def refusal(place: Path, *words: str) -> str:
    """What the command says when it is used wrongly; nothing is changed."""
    before = (place / ASSISTANCE).read_bytes()
    with contextlib.chdir(place):
        result = CliRunner().invoke(main, ["withdraw", *words])
    assert result.exit_code == 2, result.output
    assert (place / ASSISTANCE).read_bytes() == before
    return result.stderr


@pytest.mark.parametrize("typed", ["6456 7890", "64567890", "+65 6456-7890"])
def test_a_number_stands_for_the_contact_that_has_it(place: Path, typed: str) -> None:
    content, _ = load_content(place / "content", place)
    assert find_number(withdrawable(content), typed) == (["freedonia.contacts.hill-clinic"], [])
    with contextlib.chdir(place):
        result = CliRunner().invoke(main, ["withdraw", typed, "--instead", "open-door"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("freedonia.contacts.hill-clinic is withdrawn: ")
    told = refusal(place, typed)
    assert "freedonia.contacts.hill-clinic was already withdrawn on 2026-11-28." in told


def test_a_number_of_several_contacts_says_what_to_type(place: Path) -> None:
    assert refusal(place, "995").endswith(
        'Error: "995" is the number of 2 contacts. Type one of these:\n'
        "  advisory withdraw freedonia.contacts.ambulance   (Ambulance: 995)\n"
        "  advisory withdraw freedonia.contacts.fire-service   (Fire service: 995)\n"
    )
    withdraw(place, "fire-service", instead="ambulance")
    content, _ = load_content(place / "content", place)
    # The one that is left is meant.
    assert find_number(withdrawable(content), "995")[0] == [
        "freedonia.contacts.ambulance", "freedonia.contacts.fire-service",
    ]  # fmt: skip
    with contextlib.chdir(place):
        told = CliRunner().invoke(main, ["withdraw", "995"]).output
    assert "nothing replaces it here" in told
    assert "freedonia.contacts.ambulance" in told


def test_an_id_of_several_facts_says_what_to_type(place: Path) -> None:
    assert refusal(place, "locked-in").endswith(
        'Error: "locked-in" may mean several facts. Type one of these:\n'
        "  advisory withdraw hazards.fire.locked-in   "
        "(Close the door and shout from the window if you cannot leave.)\n"
        "  advisory withdraw hazards.flood.locked-in   "
        "(Call %(fire)s and shout if the door is locked.)\n"
    )


def test_a_second_number_does_not_take_the_office_out_with_it(place: Path) -> None:
    told = refusal(place, "1800 123 4567")
    assert '"1800 123 4567" is one of several numbers of these entries.' in told
    assert "delete it there (content/hosts/freedonia/assistance.yaml:" in told
    assert "advisory withdraw freedonia.contacts.work-office   (Work office: 6234 5678, " in told


@pytest.mark.parametrize("typed", ["1", "99", "0995", "7890", "+995"])
def test_a_part_of_a_number_is_no_number(place: Path, typed: str) -> None:
    assert f'There is no fact "{typed}" in the content.' in refusal(place, typed)


@pytest.mark.slow
def test_wrong_usage_of_the_command_changes_nothing(place: Path) -> None:
    replace(
        place / ASSISTANCE,
        "  hill-clinic:",
        '  flood:\n    label: Flood line\n    number: "1234"\n    kind: disaster\n    what_for: Floods.\n    sources: [disaster-act]\n  hill-clinic:',
    )
    before = (place / ASSISTANCE).read_bytes()
    for words in (
        ["nothing-of-this-name"], ["locked-in"], ["hill-clinic", "--instead", "Not An Id"],
        ["../../etc/passwd"], ["hill-clinic", "--why", ""],
    ):  # fmt: skip
        advisory(place, "withdraw", *words, code=2)
    assert "does not exist" in advisory(
        place, "withdraw", "hill-clinic", "--instead", "nobody", code=1
    )
    assert (place / ASSISTANCE).read_bytes() == before
