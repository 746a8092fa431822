"""How findings are sorted and printed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.problems import (
    Problem,
    format_problems,
    has_errors,
    shown_path,
    sort_problems,
)

PHONE = Problem(
    "content/hosts/lebanon/assistance.yaml", 42, 14, "error", "phone-number",
    "assistance.civil_defence.phone", '"125x" is not a number that can be dialled',
    'Write digits only, for example "125".',
)  # fmt: skip
STALE = Problem(
    "content/hosts/lebanon/assistance.yaml", 9, 1, "warning", "stale", "", "it is old",
    "Read it again.",
)  # fmt: skip


def test_text_form_is_that_of_the_style_guide():
    assert str(PHONE) == (
        "content/hosts/lebanon/assistance.yaml:42:14: error [phone-number] "
        'assistance.civil_defence.phone: "125x" is not a number that can be dialled. '
        'Write digits only, for example "125".'
    )


def test_a_problem_without_a_key_has_no_colon_before_its_message():
    assert str(STALE).endswith("[stale] it is old. Read it again.")


EARLIER = replace(STALE, file="content/exceptions.yaml", line=5)
LATER = replace(PHONE, line=50)
IN_ORDER = [PHONE, LATER, EARLIER, STALE]
"""The error stands on line 42, a warning on line 9 of the same file, and one in a file before it."""


def test_errors_come_before_warnings_and_the_report_ends_with_totals():
    lines = format_problems([STALE, LATER, EARLIER, PHONE, PHONE]).splitlines()
    assert lines[:-1] == [str(problem) for problem in IN_ORDER]
    assert lines[-1] == "2 errors and 2 warnings in 2 files."


def test_json_and_github_have_the_same_order():
    found = [STALE, LATER, EARLIER, PHONE]
    rows = json.loads(format_problems(found, "json"))["problems"]
    assert [(row["level"], row["file"], row["line"]) for row in rows] == [
        (problem.level, problem.file, problem.line) for problem in IN_ORDER
    ]
    lines = format_problems(found, "github").splitlines()
    assert [line.split(" ")[0] for line in lines[:4]] == ["::error"] * 2 + ["::warning"] * 2


def test_totals_speak_plainly_when_there_is_nothing_or_only_one_kind():
    assert format_problems([]) == "No problems found.\n"
    assert format_problems([STALE]).endswith("\nNo errors and 1 warning in 1 file.\n")


def test_json_form_holds_every_key_and_the_counts():
    report = json.loads(format_problems([PHONE, STALE], "json"))
    assert (report["errors"], report["warnings"]) == (1, 1)
    assert list(report["problems"][0]) == [
        "file", "line", "column", "level", "rule", "where", "message", "remedy",
    ]  # fmt: skip
    assert json.loads(format_problems([], "json")) == {"problems": [], "errors": 0, "warnings": 0}


def test_github_form_escapes_what_its_commands_would_read():
    odd = Problem("a,b:c.yaml", 1, 2, "warning", "stale", "x", "50% and\nmore", "Do: this, that.")
    line = format_problems([odd], "github").splitlines()[0]
    assert line == (
        "::warning file=a%2Cb%3Ac.yaml,line=1,col=2,title=stale::"
        "x: 50%25 and\\u000amore. Do: this, that."
    )


def test_errors_stop_and_warnings_do_not():
    assert has_errors([STALE, PHONE])
    assert not has_errors([STALE])


def test_paths_count_from_the_root_of_the_repository(tmp_path):
    assert shown_path(tmp_path / "content" / "site.yaml", tmp_path) == "content/site.yaml"
    assert shown_path(Path("content/site.yaml")) == "content/site.yaml"
    assert shown_path(Path("/elsewhere/site.yaml"), tmp_path) == "/elsewhere/site.yaml"


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9), st.integers(1, 9))))
def test_sorting_keeps_each_place_once_and_in_order(places):
    problems = [Problem(f, n, c, "error", "stale", "", "m", "r") for f, n, c in places]
    found = [(p.file, p.line, p.column) for p in sort_problems(problems)]
    assert found == sorted(set(places))
