"""A changed fact says why, and a number or a life-safety line who read it a second time."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.build import replace
from support.published import (
    ASSISTANCE,
    COUNTRY,
    FIRE_NUMBER,
    FLOOD,
    TODAY,
    copy_of_example,
    found,
    note,
    problems,
    publish,
)

from generator.check import run
from generator.check.content.changes import check_change_notes
from generator.check.walk import Options
from generator.load import load_content

pytestmark = pytest.mark.thorough

WATCH = "hazards.flood.watch-water"
AMBULANCE = "freedonia.contacts.ambulance"
AT_AMBULANCE = "assistance.contacts.ambulance"
AT_WATCH = "flood.messages.watch-water"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """What was published, unchanged."""
    path = copy_of_example(tmp_path)
    publish(path)
    return path


def change_line(content: Path) -> None:
    replace(content / FLOOD, "Look at the water every hour.", "Look at the water often.")


def change_number(content: Path) -> None:
    replace(content / ASSISTANCE, *FIRE_NUMBER)


# --- notes ------------------------------------------------------------------------------------


def test_nothing_is_asked_before_anything_was_published(tmp_path: Path) -> None:
    content = copy_of_example(tmp_path)
    change_number(content)
    note(content, "ahead", of=f"[{AMBULANCE}]")
    assert found(content, public=True) == []


def test_nothing_is_asked_while_nothing_changed(content: Path) -> None:
    assert found(content, public=True) == []
    assert run(content, None, today=TODAY, publish=True)[1] == []


def test_check_publish_refuses_a_change_that_nobody_explained(content: Path) -> None:
    change_line(content)
    levels = {
        public: [(p.level, p.rule) for p in run(content, None, today=TODAY, publish=public)[1]]
        for public in (False, True)
    }
    assert levels == {False: [("warning", "change-note")], True: [("error", "change-note")]}


@pytest.mark.parametrize(("public", "level"), [(False, "warning"), (True, "error")])
def test_a_changed_fact_asks_for_a_note_where_it_stands(content, public, level) -> None:
    change_line(content)
    change_number(content)
    assert found(content, public=public) == [
        (level, "change-note", AT_WATCH),
        (level, "change-note", AT_AMBULANCE),
    ]
    shared, own = problems(content)
    assert "content/changes.yaml" in shared.remedy
    assert "minor: true" in shared.remedy
    assert f"content/{COUNTRY}" in own.remedy
    assert "minor" not in own.remedy, "a number is never minor"


def test_a_note_answers_for_its_fact_and_a_minor_one_too(content: Path) -> None:
    change_line(content)
    note(content, "water", shared=True, of=f"[{WATCH}]", minor="true")
    assert found(content, public=True) == []


def test_a_note_about_what_is_above_covers_all_below(content: Path) -> None:
    change_line(content)
    note(content, "flood", shared=True, of="[hazards.flood]")
    assert found(content, public=True) == []


def test_no_note_is_about_everything(content: Path) -> None:
    """One word would silence the check for a whole country."""
    change_line(content)
    note(content, "all", shared=True, of="[hazards]")
    assert found(content) == [
        ("error", "dangling-reference", "changes.all.of.0"),
        ("warning", "change-note", AT_WATCH),
    ]


def test_a_note_in_a_country_does_not_answer_for_what_all_share(content: Path) -> None:
    """Readers elsewhere would never see it."""
    change_line(content)
    note(content, "water", of=f"[{WATCH}]")
    assert found(content) == [
        ("error", "dangling-reference", "country.changes.water.of.0"),
        ("warning", "change-note", AT_WATCH),
    ]


def test_an_id_with_a_slip_has_a_hint(content: Path) -> None:
    change_line(content)
    note(content, "water", shared=True, of="[hazards.flood.watch-watr]")
    slip = next(p for p in problems(content) if p.rule == "dangling-reference")
    assert f'Did you mean "{WATCH}"?' in slip.remedy


def test_a_note_about_what_did_not_change_is_a_warning(content: Path) -> None:
    note(content, "water", shared=True, of=f"[{WATCH}]")
    assert found(content, public=True) == [("warning", "change-note", "changes.water.of.0")]


def test_a_note_that_names_no_fact_is_for_readers_alone(content: Path) -> None:
    note(content, "calls", note='"We called all numbers again."')
    assert found(content, public=True) == []


def test_a_note_that_was_published_explains_no_later_change(content: Path) -> None:
    change_line(content)
    note(content, "water", shared=True, of=f"[{WATCH}]")
    publish(content)
    assert found(content, public=True) == []
    replace(content / FLOOD, "Look at the water often.", "Look at the water now.")
    assert found(content, public=True) == [("error", "change-note", AT_WATCH)]


def test_a_new_note_has_a_day_since(content: Path) -> None:
    change_line(content)
    note(content, "water", shared=True, of=f"[{WATCH}]", day="2026-11-09")
    assert found(content, public=True) == [("error", "change-note", "changes.water.day")]


def test_two_notes_for_one_fact_are_two_notes(content: Path) -> None:
    change_line(content)
    note(content, "water", shared=True, of=f"[{WATCH}]")
    note(content, "water-again", shared=True, of=f"[{WATCH}]")
    assert found(content, public=True) == []


# --- what counts as a change ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (ASSISTANCE, "[disaster-act, census, open", "[census, disaster-act, open"),
        (ASSISTANCE, "    kind: emergency\n", "    kind: emergency\n    called_on: 2026-11-20\n    called_by: kestrel\n"),
        (FLOOD, "    carry: paper\n", ""),
        ("hosts/freedonia/sources.yaml", '    read_on: "2026-11-01"\n', '    read_on: "2026-11-20"\n'),
        ("hosts/freedonia/staff/agencies.yaml", "\n", "\n# a comment\n"),
    ],
    ids=["order of sources", "a call", "where it is shown", "read again", "a comment"],
)  # fmt: skip
def test_how_a_fact_is_known_and_where_it_is_shown_is_no_change(content, name, old, new) -> None:
    if old not in (content / name).read_text("utf-8"):
        pytest.fail(f"{old!r} is no longer in {name}")
    replace(content / name, old, new)
    assert found(content, public=True) == []


def test_steps_in_another_order_are_another_advice(content: Path) -> None:
    path = content / "first-aid/bleeding.yaml"
    head, _, rest = path.read_text("utf-8").partition("steps:\n")
    steps, _, end = rest.partition("sources:\n")
    first, *others = ["  " + step for step in ("\n" + steps).split("\n  ") if step.strip()]
    blocks: list[str] = []
    for line in [first, *others]:
        if line.startswith("    ") and blocks:
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
    assert len(blocks) > 1
    blocks[0], blocks[1] = blocks[1], blocks[0]
    body = "\n".join(block.rstrip("\n") for block in blocks)
    path.write_text(f"{head}steps:\n{body}\nsources:\n{end}", "utf-8")
    (problem,) = problems(content)
    assert (problem.rule, problem.where) == ("change-note", "first-aid.bleeding")
    assert "order" in problem.message
    note(content, "order", shared=True, of="[first-aid.bleeding]")
    assert found(content) == [("warning", "second-reader", "changes.order")], "press hard, first"


def test_an_id_that_was_changed_is_told_as_that(content: Path) -> None:
    replace(content / FLOOD, "  watch-water:\n", "  look-at-water:\n")
    (problem,) = problems(content)
    assert "watch-water" in problem.message
    assert problem.remedy.startswith("Write the old id again.")
    note(content, "water", shared=True, of=f"[{WATCH}]", minor="true")
    assert found(content, public=True) == []


def test_what_was_deleted_is_told_where_it_is_still_known(content: Path) -> None:
    text = (content / FLOOD).read_text("utf-8")
    before, _, rest = text.partition("  watch-water:\n")
    more = rest[rest.index("\n  ") :]
    while more.startswith("\n    "):
        more = more[more.index("\n", 1) :]
    (content / FLOOD).write_text(before + more.lstrip("\n"), "utf-8")
    assert found(content) == [("warning", "change-note", f"facts.{WATCH}")]


def test_what_was_withdrawn_waits_for_no_note(content: Path) -> None:
    replace(
        content / ASSISTANCE, "  ambulance:\n",
        "  ambulance:\n    withdrawn: {day: 2026-11-20, why: It is dead., instead: fire-service}\n",
    )  # fmt: skip
    assert found(content, public=True) == [("warning", "change-note", AT_AMBULANCE)]


def test_a_new_fact_is_a_change(content: Path) -> None:
    replace(
        content / FLOOD, "  watch-water:\n",
        "  watch-sky:\n    stage: prepare\n    text: Look at the sky.\n  watch-water:\n",
    )  # fmt: skip
    assert found(content) == [("warning", "change-note", "flood.messages.watch-sky")]


# --- second readers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("handles", "where"),
    [
        ({}, "country.changes.number"),
        ({"by": "kestrel"}, "country.changes.number"),
        ({"second": "heron"}, "country.changes.number"),
        ({"by": "kestrel", "second": "Kestrel"}, "country.changes.number.second"),
    ],
)
def test_a_number_needs_two_people(content: Path, handles: dict[str, str], where: str) -> None:
    change_number(content)
    note(content, "number", of=f"[{AMBULANCE}]", **handles)
    assert found(content) == [("warning", "second-reader", where)]
    assert found(content, public=True) == [("error", "second-reader", where)]


def test_a_number_that_two_people_read_is_published(content: Path) -> None:
    change_number(content)
    note(content, "number", of=f"[{AMBULANCE}]", by="kestrel", second="heron")
    assert found(content, public=True) == []


def test_words_beside_a_number_need_one_person(content: Path) -> None:
    replace(content / ASSISTANCE, "    label: Ambulance\n", "    label: Ambulances\n")
    note(content, "name", of=f"[{AMBULANCE}]")
    assert found(content, public=True) == []


def test_a_number_is_never_minor(content: Path) -> None:
    change_number(content)
    note(content, "number", of=f"[{AMBULANCE}]", by="kestrel", second="heron", minor="true")
    assert found(content, public=True) == [("error", "change-note", "country.changes.number.minor")]


def test_a_life_safety_line_needs_two_people_even_for_a_comma(content: Path) -> None:
    replace(content / "hazards/fire.yaml", "Do not go back in.", "Never go back in.")
    note(content, "back", shared=True, of="[hazards.fire.no-return]", by="kestrel", minor="true")
    assert found(content, public=True) == [("error", "second-reader", "changes.back")]


def test_a_line_that_is_called_less_grave_was_a_life_safety_line(content: Path) -> None:
    path = content / "hazards/fire.yaml"
    head, _, rest = path.read_text("utf-8").partition("  no-return:\n")
    assert "    life_safety: true\n" in rest
    less_grave = rest.replace("    life_safety: true\n", "", 1)
    path.write_text(f"{head}  no-return:\n{less_grave}", "utf-8")
    note(content, "back", shared=True, of="[hazards.fire.no-return]")
    assert found(content, public=True) == [("error", "second-reader", "changes.back")]


def test_another_contact_behind_a_role_is_another_number(content: Path) -> None:
    replace(content / COUNTRY, "  fire: fire-service\n", "  fire: ambulance\n")
    note(content, "role", of="[freedonia.country]")
    assert found(content, public=True) == [("error", "second-reader", "country.changes.role")]


def test_each_of_two_notes_for_a_number_names_its_second_reader(content: Path) -> None:
    """The second note may be about a later change, which nobody else has read."""
    change_number(content)
    note(content, "number", of=f"[{AMBULANCE}]", by="kestrel", second="heron")
    note(content, "once-more", of=f"[{AMBULANCE}]", by="heron")
    assert found(content) == [("warning", "second-reader", "country.changes.once-more")]


# --- published.yaml ---------------------------------------------------------------------------


def test_a_digest_that_somebody_changed_is_noticed(content: Path) -> None:
    path = content / "hosts/freedonia/published.yaml"
    replace(path, f"  {AMBULANCE}:", f"  {AMBULANCE}s:")
    assert ("error", "change-note", "published.seal") in found(content, public=True)


@pytest.mark.parametrize("name", ["published.yaml", "hosts/freedonia/published.yaml"])
def test_a_file_that_is_gone_is_missed(content: Path, name: str) -> None:
    (content / name).unlink()
    (problem,) = problems(content, public=True)
    assert (problem.rule, problem.level) == ("change-note", "error")
    assert problem.file.endswith(f"content/{name}")


def test_a_country_that_was_copied_with_its_record_is_told_so(content: Path) -> None:
    text = (content / "published.yaml").read_text("utf-8").replace("  - freedonia\n", "  - other\n")
    (content / "published.yaml").write_text(text, "utf-8")
    assert found(content) == [
        ("warning", "change-note", "published.day"),
        ("warning", "change-note", "seal"),
    ]


def test_a_country_that_came_later_is_all_new_and_needs_no_note(tmp_path: Path) -> None:
    content = copy_of_example(tmp_path)
    publish(content)
    path = content / "hosts/freedonia/published.yaml"
    path.unlink()
    # As it was published before there was the country.
    text = (content / "published.yaml").read_text("utf-8").replace("hosts:\n  - freedonia\n", "")
    (content / "published.yaml").write_text(text, "utf-8")
    change_number(content)
    assert [where for _, rule, where in found(content) if where != "seal"] == []


def test_what_could_not_be_read_is_not_taken_for_removed(content: Path) -> None:
    replace(content / FLOOD, "messages:", "mesages:")
    loaded, _problems = load_content(content)
    assert list(check_change_notes(loaded, Options(today=TODAY))) == []
