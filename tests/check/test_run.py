"""All checks together, on whole and on broken content."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import replace as replace_text
from support.build import workplace
from support.check import CONTENT, OPTIONS, TODAY
from support.each import each
from support.example import EXAMPLE, LAST_READ, ROOT

from generator.check import CHECKS, content, run
from generator.check.content import made_up, notices, vocabulary, wordless
from generator.cli.main import main

pytestmark = pytest.mark.thorough


def test_checks_raise_nothing_over_what_could_not_be_read():
    for missing in each(CONTENT.files):
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


UNUSED = {"unused-exception", "unused-source", "synonym-dead"}


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """Content in which nothing uses an exception, a source and a group of synonyms."""
    content = workplace(tmp_path, staff=True) / "content"
    row = '{rule: untranslated, reason: "so", where: [a.b], locales: [my]}'
    (content / "exceptions.yaml").write_text(f"exceptions:\n  old-one: {row}\n")
    (content / "synonyms.yaml").write_text("synonyms:\n  en:\n    comet: [comet, meteorite]\n")
    book = '{publisher: P, where: "Page 3", published: "1999", read_on: "2026-11-01", '
    with (content / "hosts/freedonia/sources.yaml").open("a") as file:
        file.write(f"  old-book: {book}confidence: secondary, says: So.}}\n")
    return content


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("hosts/freedonia/assistance.yaml", 'number: "1234"', 'number: "O 1234"'),
        ("hosts/freedonia/guides.yaml", "\n", "\n\t- x\n"),
        ("hazards/flood.yaml", "\nname: ", "\nnaem: "),
        ("site.yaml", "offer_from", "offer-from"),
        ("hosts/freedonia/assistance.yaml", "contacts: [open-door]", "contacts: [open-dor]"),
    ],
)
def test_nothing_is_called_unused_while_there_is_an_error(untidy, name, old, new):
    """What uses it may be in the file that could not be read: who removes it gets more errors."""
    run_untidy = partial(run, untidy, untidy.parent / "locales", today=TODAY)
    assert {problem.rule for problem in run_untidy()[1]} >= UNUSED
    replace_text(untidy / name, old, new)
    _content, problems = run_untidy()
    assert {problem.level for problem in problems} & {"error"}
    assert {problem.rule for problem in problems} & UNUSED == set()


def test_names_of_files_count_from_where_the_program_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    _, problems = run(Path("tests/example"), None, today=date(2028, 1, 1))
    assert {p.file.split("/hosts")[0] for p in problems if "/hosts/" in p.file} == {"tests/example"}
    monkeypatch.chdir(tmp_path)
    _, problems = run(EXAMPLE, None, today=date(2028, 1, 1))
    assert all(p.file.startswith("example/") for p in problems)


def test_every_check_is_run():
    modules = [
        importlib.import_module(one.name)
        for one in pkgutil.walk_packages(content.__path__, f"{content.__name__}.")
    ]
    written = {
        value
        for module in modules
        for name, value in vars(module).items()
        if name.startswith("check_") and value.__module__ == module.__name__
    }
    # Recordings and the foot line are checked against the translations, which the others do not
    # read; notices apart from all; made-up content is asked of by where it stands.
    apart = {
        made_up.check_made_up,
        vocabulary.check_spoken,
        wordless.check_foot,
        notices.check_names,
        notices.check_notices,
    }
    assert written - apart == set(CHECKS)
    assert len(CHECKS) == len(set(CHECKS)) > 120


@pytest.mark.slow
def test_the_real_content_has_no_error(monkeypatch):
    """By the command, in the cache of the run: other tests ask for papers of the same content."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LAST_READ)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0, result.output
