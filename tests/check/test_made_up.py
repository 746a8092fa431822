"""Advice of the made-up country never leaves tests/."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import made_up as tool
import pytest
from support.build import advisory, replace, workplace
from support.example import EXAMPLE, ROOT

from generator.cache.inputs import MADE_UP
from generator.check import run
from generator.check.content.made_up import TABLE, check_made_up, sentences_of
from generator.load import load_content
from generator.problems import Problem

pytestmark = pytest.mark.thorough

TODAY = date(2026, 11, 25)


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder that somebody began with a copy of the whole example."""
    monkeypatch.delenv(MADE_UP)
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def found(content: Path, *, publish: bool = False) -> list[Problem]:
    problems = run(content, None, today=TODAY, publish=publish)[1]
    return [problem for problem in problems if problem.rule == "made-up"]


def rename(folder: Path, *names: tuple[str, str]) -> None:
    """Do what a careless editor does: put other names for those of the example."""
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        for old, new in names:
            text = text.replace(old, new)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("publish", [False, True])
def test_a_copy_of_the_made_up_country_is_refused_place_by_place(
    copied: Path, publish: bool
) -> None:
    problems = found(copied, publish=publish)
    assert {problem.level for problem in problems} == {"error"}
    text = "\n".join(map(str, problems))
    for said in (
        'hazards.flood.messages.go-to-school.text: "Firefly" is a name of the made-up country',
        'assistance.contacts.flood-office.number: "1234" is a number of the made-up country',
        'site_url: "freedonia.test" is an address for tests',
        'corridors.freedonia.posts.firefly-consulate: "firefly" is a name of the made-up',
        'content/hosts/freedonia/country.yaml:3:1: error [made-up] "freedonia" is a name',
        '"The flood office gives water and rice." is advice of the made-up country',
    ):
        assert said in text, said


def test_other_names_alone_do_not_make_it_a_country(copied: Path) -> None:
    rename(
        copied, ("Freedonia", "Ruritania"), ("freedonia", "ruritania"), ("Sylvania", "Borduria"),
        ("sylvania", "borduria"), ("Firefly", "Strelsau"), ("firefly", "strelsau"),
        ("Chicolini", "Zenda"), ("Pinky Hills", "Tarlenheim"), (".test", ".gov"),
    )  # fmt: skip
    (copied / "hosts/freedonia").rename(copied / "hosts/ruritania")
    (copied / "origins/sylvania.yaml").rename(copied / "origins/borduria.yaml")
    problems = found(copied)
    advice = {problem.where for problem in problems if "is advice of" in problem.message}
    numbers = {problem.where for problem in problems if "is a number of" in problem.message}
    assert {"assistance.answers.aid.words", "hazards.hazards.flood.notes.gate.text"} <= advice
    assert {"assistance.contacts.flood-office.number", "feedback"} <= numbers


def test_nothing_in_the_content_allows_it(copied: Path) -> None:
    with (copied / "site.yaml").open("a") as file:
        file.write("made_up: true\n")
    assert {problem.rule for problem in run(copied, None, today=TODAY)[1]} > {"made-up"}


@pytest.mark.parametrize(
    ("folders", "allowed"),
    [
        ("{here}", True),
        ("/nowhere{sep}{here}", True),
        ("{here}/content/", True),
        ("{here}/other", False),
        ("{here}/cont", False),
        ("", False),
        ("1", False),
    ],
)
def test_only_the_folders_that_are_named_may_hold_it(
    copied: Path, monkeypatch: pytest.MonkeyPatch, folders: str, allowed: bool
) -> None:
    value = folders.format(here=copied.parent, sep=os.pathsep)
    monkeypatch.setenv(MADE_UP, value)
    assert (found(copied) == []) is allowed


def test_a_link_does_not_make_it_a_folder_of_tests(
    copied: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "allowed").mkdir()
    (tmp_path / "allowed/content").symlink_to(copied)
    monkeypatch.setenv(MADE_UP, str(tmp_path / "allowed"))
    assert found(tmp_path / "allowed/content")


def test_the_example_itself_may_stand_in_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MADE_UP)
    assert found(EXAMPLE) == []


@pytest.mark.slow
def test_no_site_is_built_of_it_even_when_it_was_found_good_before(tmp_path: Path) -> None:
    place = workplace(tmp_path / "place")
    assert "made-up" not in advisory(place, "check")
    said = advisory(place, "check", env={MADE_UP: ""}, code=1)
    assert '"Firefly" is a name of the made-up country' in said
    assert "[made-up]" in advisory(place, "build", "--jobs", "1", env={MADE_UP: ""}, code=1)
    assert not (place / "site").exists()
    assert "made-up" not in advisory(place, "check")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://gov.place.test/a", "gov.place.test"),
        ("http://place.example", "place.example"),
        ("https://www.EXAMPLE.com/x?y=1", "www.EXAMPLE.com"),
        ("https://example.org/", "example.org"),
        ("https://localhost:8000/", "localhost"),
        ("https://gov.sg/test.test", None),
        ("https://www.latest.com/", None),
        ("https://myexample.org/", None),
        ("https://test.go.th/", None),
    ],
)
def test_addresses_that_nobody_can_have_are_no_sources(
    copied: Path, address: str, host: str | None
) -> None:
    replace(copied / "hosts/freedonia/sources.yaml", "https://fund.test/law", address)
    content, _ = load_content(copied)
    said = [
        problem.message
        for problem in check_made_up(content)
        if problem.where.startswith("sources.sources.fund-law.url")
    ]
    assert said == ([f'"{host}" is an address for tests, which nobody can open'] if host else [])


def test_a_site_address_that_is_not_decided_has_a_rule_of_its_own(copied: Path) -> None:
    replace(copied / "site.yaml", "https://freedonia.test/", "https://example.org/")
    assert [problem for problem in found(copied) if problem.where == "site_url"] == []


def test_the_table_is_that_of_the_example() -> None:
    content, _ = load_content(EXAMPLE)
    assert TABLE.read_text("utf-8") == tool.render(content), (
        "run: .venv/bin/python tools/made_up.py"
    )


def test_what_every_country_may_say_is_what_ours_say() -> None:
    content, _ = load_content(ROOT / "content")
    real = {
        digest
        for file in content.files.values()
        for text in file.texts
        for _, digest in sentences_of(text.text)
    }
    shared = {digest for text in tool.SHARED for _, digest in sentences_of(text)}
    assert shared <= real


def test_punctuation_and_case_do_not_hide_a_sentence() -> None:
    (one,) = {digest for _, digest in sentences_of("The flood office gives water and rice.")}
    (other,) = {digest for _, digest in sentences_of("THE flood office – gives water, and rice!")}
    assert one == other
    assert not list(sentences_of("Ask %(contact.open-door)s. Keep every receipt."))
