"""Every rule: a broken file it is found in, and a paragraph that shows the same words.

A file in tests/bad/ is named by its rule; a second one for the same rule has the case after a full
stop, "not-in-list.hours.yaml". It is laid over one of the example's files: its keys replace those of the
example, and places in problems are those of the bad file. Its first lines say

    # expect: LINE:COLUMN RULE      the problem that must be found
    # as: FILE                      the example's file it is laid over
    # and: FILE PATH VALUE          one more value changed (optional)
    # without: FILE                 a file taken away (optional)
    # with: FILE TEXT               a file that the example does without (optional)
    # repeat-last-line: N           for files that are too large to keep (optional)
    # as-link: WORDS                a link to the bad file takes its place (optional)
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import get_args

import pytest
from support.each import each
from support.example import TESTS

import generator.check
import generator.load
from generator import paths
from generator.cache.inputs import MADE_UP, RecentAnswers
from generator.check import ENOUGH_IN_ONE, NOTHING_USES_IT, find_errors, run
from generator.load import ContentFolder
from generator.load.files import Parse
from generator.load.tree import Mapping, Node, Scalar, parse_yaml
from generator.problems import Problem, RuleName, shown_path

pytestmark = pytest.mark.thorough

DOC = TESTS.parent / "docs" / "reference" / "checks.md"
BAD = sorted(
    path for path in (TESTS / "bad").iterdir() if path.suffix in {".yaml", ".po", ".svg", ".csv"}
)
TODAY = date(2026, 11, 25)
IN_WORDS = frozenset({
    "encoding", "too-large", "too-deep", "yaml-tab", "invisible-character", "missing-file", "unknown-file",
    "not-a-file", "unused-source", "stale", "source-year", "coverage", "unreviewed", "remarked",
    "unused-exception", "core-limit", "life-safety-limit", "first-aid-limit", "withdrawn-number", "recording-file",
    "edition-changed", "missing-key", "course-minutes", "stale-question", "change-note", "notice-name", "campaign-post",
    "no-letters",
    "shared-library", "fit-record", "fit-stale",
})  # fmt: skip
"""Rules whose bad file no good line cures: names, sizes, seals, what other files say."""


def rule_of(path: Path) -> str:
    return path.name.partition(".")[0]


def directives(path: Path) -> dict[str, str]:
    head = path.read_bytes().decode("utf-8", "replace")
    return dict(re.findall(r"^# ([a-z-]+): (.+)$", head, re.MULTILINE))


def merge(below: Node, above: Node) -> Node:
    if not (isinstance(below, Mapping) and isinstance(above, Mapping)):
        return above
    entries = dict(below.entries)
    for key, (name, value) in above.entries.items():
        entries[key] = (name, merge(entries[key][1], value) if key in entries else value)
    return Mapping(entries, above.line, above.column)


def find_problems(
    bad: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, *, in_one: bool = False
) -> list[Problem]:
    """Check the example with *bad* laid over; *in_one*: whoever looks at a page is told no less."""
    wanted = directives(bad)
    if bad.stem == "made-up":
        monkeypatch.delenv(MADE_UP)
    content = folder / "content"
    shutil.copytree(TESTS / "example", content, ignore=shutil.ignore_patterns("locales"))
    read = generator.load.load_tree

    def read_laid_over(path: Path, base: Path | None = None, parse: Parse = parse_yaml):
        name = path.relative_to(content).as_posix()
        below, problems = read(path, base, parse)
        if name == wanted.get("as"):
            data = bad.read_bytes()
            if "repeat-last-line" in wanted:
                data += data.splitlines(keepends=True)[-1] * int(wanted["repeat-last-line"])
            above, problems = parse_yaml(data, shown_path(path, base))
            return (merge(below, above) if above and below else above), problems
        other, keys, value = (wanted.get("and") or "- - -").split(" ", 2)
        if name == other:
            node: Node = Scalar(value, 1, 1)
            for key in reversed(keys.split(".")):
                node = Mapping({key: (Scalar(key, 1, 1), node)}, 1, 1)
            return merge(below, node), problems
        return below, problems

    monkeypatch.setattr(generator.load.folder, "load_tree", read_laid_over)
    arrange_files(bad, content, wanted)
    locales = folder / "locales"
    locales.mkdir()
    if bad.suffix != ".yaml":
        put_beside(bad, folder / wanted["as"], folder, monkeypatch)
    problems = run(content, locales, today=TODAY, base=folder)[1]
    if in_one:
        assert errors_in_one(content, locales, folder) == {
            problem
            for problem in problems
            if problem.level == "error" and problem.rule not in ENOUGH_IN_ONE | NOTHING_USES_IT
        }
    return problems


def arrange_files(bad: Path, content: Path, wanted: dict[str, str]) -> None:
    """Take files away, add others, and put *bad* where the example has no such file."""
    if "without" in wanted:
        (content / wanted["without"]).unlink()
    if "with" in wanted:
        name, _, text = wanted["with"].partition(" ")
        (content / name).write_text(f"{text}\n", "utf-8")
    target = content / wanted["as"]
    if "as-link" in wanted:
        target.unlink()
        target.symlink_to(bad)
    if bad.suffix == ".yaml" and "without" not in wanted and not target.exists():
        target.parent.mkdir(exist_ok=True)
        shutil.copy(bad, target)


def put_beside(bad: Path, place: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a file that is no part of content where it is looked for."""
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(bad, place)
    if place.name == paths.LOCK:
        monkeypatch.setattr(paths, "LIBRARY", folder)  # It lies over itself: nothing is added.
    if bad.suffix == ".svg":
        monkeypatch.setattr(generator.check, "ICONS", place.parent)
    if bad.suffix != ".po":  # Translations know the folder that names count from.
        monkeypatch.chdir(folder)


def errors_in_one(content: Path, locales: Path, base: Path) -> set[Problem]:
    """What whoever looks at a page of the country is told: no fewer errors, and no others."""
    now, folder = datetime.combine(TODAY, time(), UTC), ContentFolder(content, base)
    found = find_errors(
        folder, "freedonia", locales, today=TODAY, now=now, answers=RecentAnswers(9)
    )
    return {problem for problems in found for problem in problems}


@pytest.mark.parametrize("bad", BAD, ids=lambda path: path.name)
def test_bad_file_gives_its_problem_in_the_words_of_the_doc(bad, tmp_path, monkeypatch):
    wanted = directives(bad)
    place, rule = wanted["expect"].split()
    found = find_problems(bad, tmp_path, monkeypatch, in_one=True)
    lines = [str(problem) for problem in found]
    mine = [str(p) for p in found if p.rule == rule and f"{p.line}:{p.column}" == place]
    assert rule == rule_of(bad)
    assert mine, lines
    shown = wanted["as"] if bad.suffix != ".yaml" else f"content/{wanted['as']}"
    assert all(line.startswith(f"{shown}:") for line in mine)
    assert any(line in paragraphs()[rule] for line in mine), mine


def test_example_has_no_problem(tmp_path):
    shutil.copytree(TESTS / "example", tmp_path / "content")
    content, problems = run(tmp_path / "content", None, today=TODAY, publish=True)
    assert problems == []
    assert set(content.hosts) == {"freedonia"}


def paragraphs() -> dict[str, str]:
    parts = re.split(r"^### `([a-z-]+)`.*$", DOC.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_each_rule_is_documented_and_shown_on_a_bad_file():
    rules = set(get_args(RuleName))
    assert set(paragraphs()) == rules
    assert {rule_of(path) for path in BAD} == rules


def test_each_paragraph_says_what_why_and_when_it_is_wrong():
    for rule, text in each(paragraphs().items()):
        for part in ("**Error", "**Warning"):
            if part in text:
                break
        else:
            pytest.fail(f"{rule}: no level")
        assert "*When it is wrong:*" in text, rule
        assert "```" in text, rule


def example_lines(rule: str) -> dict[str, str]:
    return dict(re.findall(r"^- (Bad|Good): (.+)$", paragraphs()[rule], re.MULTILINE))


def test_each_rule_has_a_bad_and_a_good_line():
    rules = get_args(RuleName)
    assert [rule for rule in rules if [*example_lines(rule)] != ["Bad", "Good"]] == []
    assert set(rules) > IN_WORDS


def code_of(line: str) -> list[str]:
    """Lines of code that an example begins with: `a` and `b`, then words."""
    begin = re.match(r"`[^`]+`(?: and `[^`]+`)*", line)
    assert begin, line
    return re.findall(r"`([^`]+)`", begin[0])


def put_right(text: str, wrong: list[str], right: list[str]) -> str:
    """Put the *right* lines where the first of the *wrong* ones is; take the others away."""
    lines = text.splitlines()
    at = [next(n for n, line in enumerate(lines) if code in line) for code in wrong]
    indent = lines[at[0]][: -len(lines[at[0]].lstrip())]
    lines[at[0]] = lines[at[0]].replace(wrong[0], f"\n{indent}".join(right))
    return "\n".join(line for n, line in enumerate(lines) if n not in at[1:]) + "\n"


@pytest.mark.parametrize("rule", sorted({*get_args(RuleName)} - IN_WORDS))
def test_the_good_line_of_the_doc_cures_the_bad_file(rule, tmp_path, monkeypatch):
    bad = min((path for path in BAD if rule_of(path) == rule), key=lambda path: len(path.name))
    wrong, right = (code_of(line) for line in example_lines(rule).values())
    good = tmp_path / "good" / bad.name
    good.parent.mkdir()
    good.write_text(put_right(bad.read_text("utf-8"), wrong, right), "utf-8")
    place = directives(bad)["expect"].split()[0]
    found = find_problems(good, tmp_path, monkeypatch)
    assert [str(p) for p in found if p.rule == rule and f"{p.line}:{p.column}" == place] == []
    assert [str(p) for p in found if p.level == "error" and f"{p.line}:{p.column}" == place] == []
