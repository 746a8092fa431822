"""``new site`` and ``upgrade``: a site of one's own over the shared library, here the made-up country."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support.example import EXAMPLE, EXAMPLE_LOCALES, ROOT, SMALL_LEAFLET

from generator import __version__, paths
from generator.cli.main import main
from generator.load import RecentFiles, load_content
from generator.load.layers import read_lock
from generator.model import tables

pytestmark = pytest.mark.thorough

FIRE = "content/hazards/fire.yaml"


def advisory(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(EXAMPLE, folder / "content")
    shutil.copytree(SMALL_LEAFLET, folder / "content" / "leaflets")
    shutil.copytree(EXAMPLE_LOCALES, folder / "locales")
    (folder / "requirements").mkdir()
    shutil.copy(ROOT / "requirements" / "run.txt", folder / "requirements")
    monkeypatch.setattr(paths, "LIBRARY", folder)
    return folder


@pytest.fixture
def site(tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "society"
    assert (
        advisory("new", "site", folder, "--with", "freedonia", "--with", "sylvania").exit_code == 0
    )
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def own(site: Path, text: str = "Leave the house, all of you.") -> bytes:
    """Give the site words of its own for one message, and return its file."""
    message = next(iter(load_content(EXAMPLE)[0].hazards["fire"].messages))
    (site / FIRE).parent.mkdir()
    source = next(iter(load_content(EXAMPLE)[0].hazards["fire"].sources))
    rows = f"    stage: immediate\n    text: {text}\n    sources: [{source}]\n"
    (site / FIRE).write_text(f"messages:\n  {message}:\n{rows}")
    return (site / FIRE).read_bytes()


def edit(library: Path, text: str) -> tuple[str, str]:
    """Change the first message of fire in the library; return what it said, and its id."""
    key, message = next(iter(load_content(library / "content")[0].hazards["fire"].messages.items()))
    path = library / FIRE
    path.write_text(path.read_text().replace(message.text, text))
    return message.text, key


# --- new site ---------------------------------------------------------------------------------


def test_a_new_site_passes_check_and_copies_no_advice(site: Path) -> None:
    result = advisory("check")
    assert result.exit_code == 0, result.output
    names = {name for name in files(site) if name.startswith(("content/", "locales/"))}
    assert names == {"content/README.md", "content/site.yaml", "locales/README.md"}
    lock = read_lock(site)
    assert lock
    assert (lock.version, lock.take) == (__version__, ("hosts/freedonia", "origins/sylvania"))
    assert (site / "requirements/program.txt").read_text() == f"advisory-generator=={__version__}\n"


def test_a_site_without_a_country_says_what_to_do_first(tmp_path: Path, library: Path) -> None:
    result = advisory("new", "site", tmp_path / "society")
    assert result.exit_code == 0
    folder = tmp_path / "society"
    result = advisory("check", "--content", folder / "content", "--locales", folder / "locales")
    errors = [line for line in result.output.splitlines() if " error " in line]
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in errors] == ["content/hosts", "content/origins"]
    assert "Add the first one: advisory new host" in errors[0]
    assert "freedonia" not in "".join(text.decode() for text in files(folder).values())


def test_a_site_without_a_country_gets_its_first_origin_and_host(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library stays below the copy in which the new files are tried."""
    folder = tmp_path / "society"
    assert advisory("new", "site", folder).exit_code == 0
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795910400")
    made = advisory(
        "new", "origin", "--no-questions", "--name", "Testland", "--code", "MM", "--languages", "en",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    words = [
        "new", "host", "--no-questions", "--name", "Borduria", "--origin", "testland", "--language", "en",
        "--time-zone", "Asia/Singapore", "--hazards", "flood", "--ambulance", "995",
        "--ambulance-source", "Ministry | https://health.ministry.org/n | 2025 | 2026-11-20 | official",
    ]  # fmt: skip
    made = advisory(*words, "--code", "SG")
    assert made.exit_code == 0, made.output
    checked = advisory("check")
    assert checked.exit_code == 0, checked.output
    # The table of countries is the program's: what is written there is gone with its next version.
    before = paths.COUNTRIES_FILE.read_bytes()
    table = Path("locales/countries.yaml")
    assert not table.exists()
    made = advisory(
        *words, "--name", "Lan Xang", "--code", "LA", "--slug", "laos", "--time-zone", "Asia/Vientiane", "--ambulance", "1195",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    assert "Written: locales/countries.yaml" in made.output
    assert paths.COUNTRIES_FILE.read_bytes() == before
    assert yaml.safe_load(table.read_text("utf-8"))["hosts"] == ["LA"]
    # Another run knows the program's table and no file that was read.
    monkeypatch.setattr("generator.load.folder.RecentFiles", RecentFiles)
    tables.table.cache_clear()
    checked = advisory("check")
    assert checked.exit_code == 0, checked.output
    tables.table.cache_clear()
    rows = table.read_text("utf-8")
    table.unlink()
    assert '"LA" is not one of' in advisory("check").output
    for faulty, told in (
        ("hosts: [Laos]", "no code of a country"), ("hosts: {LA: 1}", "has another form"), ("[]", "no groups"),
        ("host: [LA]", '"host" is none of'), ("currencies: {LAK: }", "no currency with its name"), ("hosts: [", "YAML"),
    ):  # fmt: skip
        table.write_text(faulty)
        said = advisory("check")
        assert said.exit_code == 1
        assert told.lower() in said.output.lower(), (faulty, said.output)
    table.write_text(rows)
    tables.table.cache_clear()
    assert load_content(Path("content"))[0].hosts["laos"].country.code == "LA"
    tables.table.cache_clear()


@pytest.mark.parametrize("kind", ["full", "file", "link"])
def test_nothing_is_written_over(tmp_path: Path, library: Path, kind: str) -> None:
    folder, other = tmp_path / "society", tmp_path / "other"
    other.mkdir()
    if kind == "full":
        folder.mkdir()
        (folder / "letter.txt").write_text("dear")
    elif kind == "file":
        folder.write_text("dear")
    else:
        folder.symlink_to(other)
    before = files(tmp_path)
    result = advisory("new", "site", folder)
    assert result.exit_code == 2
    assert "Name a new folder" in result.output
    assert files(tmp_path) == before


def test_no_site_within_the_content_of_another(site: Path) -> None:
    before = files(site)
    assert advisory("new", "site", "content/hosts").exit_code == 2
    assert files(site) == before


@pytest.mark.parametrize("name", ["atlantis", "../../etc", "", "hosts/freedonia"])
def test_a_country_that_is_not_there(tmp_path: Path, library: Path, name: str) -> None:
    result = advisory("new", "site", tmp_path / "society", "--with", name)
    assert result.exit_code == 2
    assert "It has: freedonia, sylvania." in " ".join(result.output.split())
    assert not (tmp_path / "society").exists()


@pytest.mark.parametrize(
    ("schema", "name"),
    [("github-workflows", ".github/workflows/site.yaml"), ("gitlab-ci", ".gitlab-ci.yml")],
)
def test_the_files_for_continuous_integration_fit_their_schemas(
    site: Path, schema: str, name: str
) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    result = subprocess.run([*command, name], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


# --- upgrade ----------------------------------------------------------------------------------


def test_a_plan_shows_both_where_ones_own_words_stand_before_changed_ones(
    site: Path, library: Path
) -> None:
    words = own(site)
    old, key = edit(library, "New words of the library.")
    before = files(site)
    result = advisory("upgrade", "--plan")
    assert result.exit_code == 1, result.output
    assert f"{FIRE}: messages.{key}" in result.output
    for line in (
        "yours:     Leave the house, all of you.",
        f"ours, old: {old}",
        "ours, new: New words of the lib",
    ):
        assert line in result.output
    assert files(site) == before
    assert advisory("upgrade").exit_code == 0
    assert (site / FIRE).read_bytes() == words
    result = advisory("upgrade", "--plan")
    assert result.exit_code == 0
    assert "None of your own entries" in result.output
    assert "Nothing else of ours has changed" in result.output


def test_a_plan_tells_what_will_read_differently_and_what_to_translate(
    site: Path, library: Path
) -> None:
    _old, key = edit(library, "New words of the library.")
    result = advisory("upgrade", "--plan")
    assert result.exit_code == 0, result.output
    assert (
        f"changed  hazards/fire.yaml messages.{key}: [text] New words of the library."
        in result.output
    )
    assert '"text": "New words' not in result.output
    assert '"text": "New words of the library."' in advisory("upgrade", "--plan", "--full").output
    assert f"fire.messages.{key}.text: New words of the library." in result.output
    assert advisory("check").exit_code == 0, "a release of the library breaks no site"


def test_ones_own_words_that_are_the_librarys_now_do_not_clash(site: Path, library: Path) -> None:
    own(site)
    row = load_content(site / "content")[0].files["hazards/fire.yaml"].own
    path = library / FIRE
    key = next(iter(load_content(EXAMPLE)[0].hazards["fire"].messages))
    lines = path.read_text().splitlines(keepends=True)
    at = lines.index(f"  {key}:\n")
    end = next(n for n in range(at + 1, len(lines)) if not lines[n].startswith("    "))
    mine = (site / FIRE).read_text().splitlines(keepends=True)[1:]
    path.write_text("".join([*lines[:at], *mine, *lines[end:]]))
    assert row is not None
    result = advisory("upgrade", "--plan")
    assert "None of your own entries stands" in result.output


def test_what_the_library_no_longer_says_is_told(site: Path, library: Path) -> None:
    lock = json.loads((site / paths.LOCK).read_text())
    lock["entries"]["hazards/fire.yaml messages.long-gone"] = {"text": "Once said."}
    (site / paths.LOCK).write_text(json.dumps(lock))
    result = advisory("upgrade", "--plan")
    assert "gone     hazards/fire.yaml messages.long-gone: Once said." in result.output


def test_countries_come_and_go_by_name(site: Path, library: Path) -> None:
    assert advisory("upgrade", "--add", "atlantis").exit_code == 2
    assert advisory("upgrade", "--drop", "freedonia").exit_code == 0
    lock = read_lock(site)
    assert lock
    assert lock.take == ("origins/sylvania",)
    assert "site.yaml" in advisory("check").output  # which still names it
    added = advisory("upgrade", "--add", "freedonia")
    assert added.exit_code == 0
    rows = [line for line in added.output.splitlines() if line.startswith("  new ")]
    assert len(rows) > 10
    assert not [line for line in rows if len(line) > 190 or "{" in line], "no raw records"
    assert "as they are written: --full" in added.output
    assert advisory("check").exit_code == 0


def test_a_file_that_cannot_be_read_is_told_before_anything_is_compared(
    site: Path, library: Path
) -> None:
    own(site, "Ours: with a colon.")
    edit(library, "New words of the library.")
    result = advisory("upgrade")
    assert result.exit_code == 1
    assert "yaml-syntax" in result.output
    assert "None of your own" not in result.output


def test_upgrade_of_what_is_no_site_over_the_library(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "locales").mkdir()
    result = advisory(
        "upgrade", "--content", tmp_path / "content", "--locales", tmp_path / "locales"
    )
    assert result.exit_code == 2
    assert "advisory new site" in result.output


def test_a_fact_of_a_taken_country_is_withdrawn_and_becomes_ones_own(site: Path) -> None:
    host = load_content(site / "content")[0].hosts["freedonia"]
    text = "hosts/freedonia/assistance.yaml"
    name = "open-door"
    assert name in host.assistance.contacts
    result = advisory("withdraw", f"freedonia.contacts.{name}", "--why", "It rings nowhere.")
    assert result.exit_code in (0, 1), result.output
    assert (site / "content" / text).is_file() == (result.exit_code == 0)
