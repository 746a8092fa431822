"""``advisory staff new``: a place to write in, which no check lets pass until somebody has written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.build import workplace as make_workplace
from support.check import TODAY
from support.each import each

from generator.check import run as check
from generator.cli.main import main
from generator.load import Content, load_content
from generator.load import staff as loaded

ADAPTED = Path("content/staff/adapted.yaml")
HERE = Path("content/hosts/freedonia/staff/courses.yaml")
SOCIETY = ("--society", "River Society")


@pytest.fixture(autouse=True)
def _workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_workplace(tmp_path, staff=True)
    monkeypatch.chdir(tmp_path)


def new(*words: str) -> Result:
    return CliRunner().invoke(main, ["staff", "new", *words])


def content() -> Content:
    """Load what is there now: each skeleton can be read."""
    read, problems = load_content(Path("content"))
    assert problems == []
    return read


def rules() -> set[str]:
    """Rules that what was added breaks."""
    found = check(Path("content"), None, today=TODAY)[1]
    return {problem.rule for problem in found if problem.level == "error"}


def write_all(path: Path) -> None:
    """Write what is to be written, each text in words of its own."""
    parts = path.read_text("utf-8").split('"WRITE: ')
    written = [
        f'"Boats wait {"all day " * (number % 2)}here. {part}' for number, part in enumerate(parts)
    ]
    path.write_text(parts[0] + "".join(written[1:]), "utf-8")


def test_a_question_of_the_country_is_taught_once_it_is_written() -> None:
    assert rules() == set()
    before = HERE.read_text("utf-8")
    result = new("question", "listening", "quiet-room", "lost-boat", "--host", "freedonia")
    assert result.exit_code == 0, result.output
    assert f"{HERE.as_posix()}: question lost-boat added" in result.stdout
    part = loaded.host_courses(content().hosts["freedonia"])["listening"].modules["quiet-room"]
    assert list(part.questions) == ["lost-boat"]
    assert part.lines, "what was there stays"
    assert rules() == {"to-write", "dangling-reference"}
    text = HERE.read_text("utf-8")
    assert re.sub(r"        questions:\n          lost-boat:\n(?: {12}.*\n)+", "", text) == before
    write_all(HERE)
    HERE.write_text(HERE.read_text("utf-8").replace("rule: to-write", "rule: no-price"), "utf-8")
    assert rules() == set()


def test_a_question_comes_after_those_that_are_there() -> None:
    assert (
        new("question", "listening", "passing-on", "lost-boat", "--host", "freedonia").exit_code
        == 0
    )
    part = loaded.host_courses(content().hosts["freedonia"])["listening"].modules["passing-on"]
    assert list(part.questions) == ["registry", "lost-boat"]


def test_a_society_begins_with_its_name_and_why() -> None:
    ADAPTED.unlink()
    result = new("case", "listening", "quiet-room", "first")
    assert result.exit_code == 2
    assert "Name yours: --society NAME" in " ".join(result.stderr.split())
    assert not ADAPTED.exists()
    assert new("case", "listening", "quiet-room", "first", *SOCIETY).exit_code == 0
    adapted = loaded.adapted_courses(content())
    assert adapted is not None
    assert (adapted.by, adapted.why[:6]) == ("River Society", "WRITE:")
    assert ADAPTED.read_text("utf-8").startswith(
        "# yaml-language-server: $schema=../schema/staff-adapted"
    )
    assert rules() == {"to-write"}
    write_all(ADAPTED)
    assert rules() == set()


def test_a_case_gets_one_turn_after_the_other() -> None:
    for name in each(["first", "second", "third", "fourth"]):
        assert new("case", "listening", "quiet-room", name).exit_code == 0
    adapted = loaded.adapted_courses(content())
    assert adapted is not None
    case = adapted.courses["listening"].parts["quiet-room"].case
    assert case is not None
    assert list(case.turns) == ["first", "second", "third", "fourth"]
    assert [turn.tells is None for turn in case.turns.values()] == [True, False, False, False]
    result = new("case", "listening", "quiet-room", "fifth")
    assert result.exit_code == 2
    assert "has 4 turns: no more fit" in result.stderr


def test_a_module_of_the_society_gets_its_own_question() -> None:
    course = Path("content/staff/courses/office.yaml").read_text("utf-8")
    start, end = course.index("  counter:"), course.index("agenda:")
    module = course[start:end].replace("  counter:", "  desk:")
    indented = "".join(f"    {line}\n" for line in module.splitlines())
    with ADAPTED.open("a") as file:
        file.write(f"  office:\n    modules:\n{indented}")
    assert new("question", "office", "desk", "lost-boat").exit_code == 0
    adapted = loaded.adapted_courses(content())
    assert adapted is not None
    assert list(adapted.courses["office"].modules["desk"].questions) == ["list", "lost-boat"]


def test_comments_stay_where_they_were() -> None:
    text = HERE.read_text("utf-8").replace(
        "      passing-on:\n", "      # About passing it on.\n      passing-on:\n"
    )
    HERE.write_text(text, "utf-8")
    assert (
        new("question", "listening", "quiet-room", "lost-boat", "--host", "freedonia").exit_code
        == 0
    )
    after = HERE.read_text("utf-8")
    assert "      # About passing it on.\n      passing-on:\n" in after
    assert after.index("lost-boat") < after.index("# About passing")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("question", "listning", "quiet-room", "x"), 'There is no course "listning". Did you mean "listening"?'),
        (("case", "listening", "loud-room", "x"), 'There is no module of "listening" "loud-room".'),
        (("case", "listening", "quiet-room", "x", "--host", "laos"), 'There is no host country "laos". Use one of: freedonia.'),
        (("question", "listening", "quiet-room", "boss"), '"quiet-room" already has "boss". Choose another id.'),
        (("question", "listening", "passing-on", "registry"), '"passing-on" already has "registry".'),
        (("case", "listening", "passing-on", "first", "--host", "freedonia"), '"passing-on" already has "first".'),
        (("question", "listening", "quiet-room", "Lost boat"), '"Lost boat" is no id.'),
        (("question", "listening", "quiet-room", "x", *SOCIETY), 'staff/adapted.yaml is that of "Firefly Society".'),
        (("case", "listening", "quiet-room", "x", *SOCIETY, "--host", "freedonia"), "not both"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_plain_words(words: tuple[str, ...], said: str) -> None:
    before = {path: path.read_bytes() for path in (ADAPTED, HERE)}
    result = new(*words)
    assert result.exit_code == 2, result.output
    assert said in " ".join(result.stderr.split())
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_in_another_form_is_left_alone() -> None:
    text = ADAPTED.read_text("utf-8")
    lines = text.index("        lines:")
    flow = "      quiet-room: {lines: {boat: {text: Go to the bow., basis: proposal}}}\n"
    start, end = text.index("      quiet-room:"), text.index("    left_out:")
    assert start < lines < end
    ADAPTED.write_text(text[:start] + flow + text[end:], "utf-8")
    result = new("question", "listening", "quiet-room", "lost-boat")
    assert result.exit_code == 2
    assert "is not on lines of its own. Add it by hand." in " ".join(result.stderr.split())
    assert flow in ADAPTED.read_text("utf-8")


def test_a_country_without_courses_gets_a_file() -> None:
    HERE.unlink()
    assert (
        new("question", "listening", "quiet-room", "lost-boat", "--host", "freedonia").exit_code
        == 0
    )
    assert rules() == {"to-write", "dangling-reference"}
    assert "$schema=../../../schema/host-staff-courses.json" in HERE.read_text("utf-8")
