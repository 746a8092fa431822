"""What a person may type, and what may happen to files meanwhile: told in words, nothing lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import ADVISORY, environment, listing, workplace

from generator.cli.main import main

# --- what a command would write over -------------------------------------------------------------

AMONG_SOURCES = {
    "calls": ["calls", "-o", "content/site.yaml"],
    "calls, a new file": ["calls", "-o", "content/calls.csv"],
    "calls, a translation": ["calls", "-o", "locales/my/LC_MESSAGES/hazards.po"],
    "export": ["translations", "export", "my", "-o", "locales/my/LC_MESSAGES/hazards.po"],
    "table": ["facts", "export", "freedonia", "-o", "content/hosts/freedonia/../../site.yaml"],
    "leaflet": ["leaflet", "freedonia", "en", "-o", "content/paper.pdf"],
    "posters": ["posters", "t.csv", "-o", "content/hosts"],
    "through a link": ["calls", "-o", "linked/site.yaml"],
}


@pytest.mark.parametrize("case", AMONG_SOURCES)
def test_nothing_is_written_among_what_the_site_is_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    place = workplace(tmp_path)
    (place / "t.csv").write_text("site,host,locale,address\nok,freedonia,en,x\n")
    (place / "linked").symlink_to("content")
    monkeypatch.chdir(place)
    monkeypatch.setenv("ADVISORY_CACHE", str(tmp_path / "cache"))
    before = listing(place)
    result = CliRunner().invoke(main, AMONG_SOURCES[case])
    assert result.exit_code == 2, result.output
    assert "which the site is built from. Choose a file elsewhere." in result.output
    after = {name: data for name, data in listing(place).items() if not name.startswith("cache/")}
    assert after == before


WRONG_USAGE = {
    "a million processes": (
        ["build", "--jobs", "1000000"],
        "1000000 is not in the range 1<=x<=512",
    ),
    "no process": (["build", "--jobs", "0"], "0 is not in the range"),
    "no country": (["build", "--only", "../../etc"], "There is no host country"),
    "no day": (["check"], "SOURCE_DATE_EPOCH must be seconds since 1970."),
    "a folder as table": (["posters", "content"], "is a directory"),
    "a folder as output": (["calls", "-o", "locales"], "which the site is built from"),
}


@pytest.mark.parametrize("case", WRONG_USAGE)
def test_wrong_usage_is_told_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    words, said = WRONG_USAGE[case]
    place = workplace(tmp_path)
    monkeypatch.chdir(place)
    if case == "no day":
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999999999999")
    before = listing(place)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert listing(place) == before


@pytest.mark.parametrize("words", [["translations", "update", "my"], ["translations", "extract"]])
def test_no_country_gets_into_the_translations_of_the_interface(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    place = workplace(tmp_path)
    shutil.copytree(place / "content/hosts/freedonia", place / "content/hosts/interface")
    monkeypatch.chdir(place)
    before = listing(place)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1, result.output
    assert 'other translation files already have the name "interface"' in result.output
    assert listing(place) == before


# --- posters -------------------------------------------------------------------------------------

TABLES = {
    "turned round": ("9\u202e1, Road", "address", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
    "NUL": ("9\0 Road", "address", "U+0000"),
    "escape": ("9\x1b[31m Road", "address", "U+001B"),
    "private letter": ("9 \ue000 Road", "address", "U+E000"),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_poster_has_no_letter_that_nobody_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """U+202E turned the number of a house round."""
    address, column, said = TABLES[case]
    place = workplace(tmp_path)
    (place / "t.csv").write_text(f'site,host,locale,address\nok,freedonia,en,"{address}"\n')
    monkeypatch.chdir(place)
    result = CliRunner().invoke(main, ["posters", "t.csv"])
    assert result.exit_code == 1
    assert result.output.startswith(
        f't.csv:2: "{column}": the text contains the invisible or private character {said}'
    )
    assert "No poster was written." in result.output
    assert not set(address) & set("\u202e\0\x1b\ue000") & set(result.output)


# --- the machine ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_site_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    """A person whose files are private by habit (umask 077) published a site that nobody could read."""
    place = workplace(tmp_path, locales=())
    line = f"umask 077; {' '.join(ADVISORY)} build --jobs 1"
    subprocess.run(
        ["bash", "-c", line], cwd=place, env=environment(place), check=True, capture_output=True
    )
    site = place / "site"
    for path in [site, *site.rglob("*")]:
        wanted = 0o755 if path.is_dir() else 0o644
        assert path.stat().st_mode & 0o777 == wanted, path
    # Ours alone is what is not published.
    assert (place / ".cache").stat().st_mode & 0o077 == 0


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["1 load", "3 localise"])
def test_content_that_goes_away_during_a_build_ends_it_in_words(tmp_path: Path, stage: str) -> None:
    place = workplace(tmp_path, locales=())
    process = subprocess.Popen(
        [*ADVISORY, "build", "--jobs", "1"], cwd=place, env=environment(place), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(stage):
            os.kill(process.pid, signal.SIGSTOP)
            shutil.rmtree(place / "content")
            os.kill(process.pid, signal.SIGCONT)
            break
    printed, said = process.communicate(timeout=120)
    assert process.returncode in (0, 1), printed + said
    assert "Traceback" not in said
    # What was read before it went may be built; else there are words, and no site.
    assert (place / "site").exists() == (process.returncode == 0)
    assert "content" in printed + said
