"""All checks together, on whole and on broken content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from check_tools import CONTENT, EXAMPLE, OPTIONS, ROOT, TODAY

from generator.check import CHECKS, run, safety


def test_checks_pass_over_what_could_not_be_read():
    for missing in CONTENT.files:
        files = {name: file for name, file in CONTENT.files.items() if name != missing}
        hosts = {}
        for slug, host in CONTENT.hosts.items():
            own = {stem: file for stem, file in host.files.items() if file.name in files}
            hosts[slug] = replace(host, files=own)
        content = replace(CONTENT, files=files, hosts=hosts)
        for check in CHECKS:
            list(check(content, OPTIONS))


def test_no_content_at_all_gives_problems_and_no_crash(tmp_path):
    content, problems = run(tmp_path, tmp_path / "locales", today=TODAY)
    assert content.shared.files == {}
    assert {problem.rule for problem in problems} == {"missing-file"}


def test_names_of_files_count_from_where_the_program_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    _, problems = run(Path("tests/example"), None, today=date(2028, 1, 1))
    assert {p.file.split("/hosts")[0] for p in problems if "/hosts/" in p.file} == {"tests/example"}
    monkeypatch.chdir(tmp_path)
    _, problems = run(EXAMPLE, None, today=date(2028, 1, 1))
    assert all(p.file.startswith("example/") for p in problems)


def test_every_check_is_run():
    from generator.check import (
        answers,
        deadlines,
        editions,
        facts,
        found,
        names,
        paper,
        phones,
        plain,
        references,
        scripts,
        tiles,
        withdrawn,
        words,
    )

    modules = (
        answers, deadlines, editions, facts, found, names, paper, phones, plain, references, safety,
        scripts, tiles, withdrawn, words,
    )  # fmt: skip
    written = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("check_") and value.__module__ == module.__name__
    }
    # Recordings are checked against the translations, which the others do not read.
    assert written - {found.check_spoken} == set(CHECKS)


def test_the_real_content_has_no_error():
    _, problems = run(ROOT / "content", ROOT / "locales", today=TODAY, base=ROOT)
    assert [str(p) for p in problems if p.level == "error"] == []
