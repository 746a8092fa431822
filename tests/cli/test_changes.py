"""What changed since the last publication is listed, and recorded only when it is explained."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import replace
from support.example import EXAMPLE_LOCALES
from support.published import ASSISTANCE, COUNTRY, FIRE_NUMBER, FLOOD, copy_of_example, note

from generator.cli.main import main

NUMBER = {"of": "[freedonia.contacts.ambulance]", "by": "kestrel", "second": "heron"}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Content that was never published, in the folder where commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")  # 2026-11-28
    shutil.copytree(EXAMPLE_LOCALES, tmp_path / "locales")
    return copy_of_example(tmp_path)


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == code, result.output
    return result.output


def files(content: Path) -> dict[str, bytes]:
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("published.yaml")
    }


def test_before_the_first_publication_all_is_new(content: Path) -> None:
    assert run("changes") == "Nothing has been published yet: all of it is new.\n"
    assert json.loads(run("changes", "--format", "json"))["changes"][0]["since"] is None


def test_recording_twice_gives_the_same_bytes_and_no_change(content: Path) -> None:
    assert "content/published.yaml" in run("changes", "record")
    once = files(content)
    assert set(once) == {"published.yaml", "hosts/freedonia/published.yaml"}
    run("changes", "record")
    assert files(content) == once
    assert "freedonia: no change since 2026-11-28" in run("changes")
    lines = once["published.yaml"].decode().partition("\nfacts:\n")[2].splitlines()[:-1]
    facts = [line.partition(": ")[0] for line in lines]
    assert facts == sorted(facts), "so that two branches seldom change the same line"


def test_a_country_that_no_corridor_leads_to_is_not_recorded(content: Path) -> None:
    shutil.copytree(content / "hosts/freedonia", content / "hosts/ruritania")
    assert "ruritania" not in run("changes", "record")
    assert "  - ruritania" not in (content / "published.yaml").read_text("utf-8")


def test_a_change_is_listed_with_its_note_and_its_second_reader(content: Path) -> None:
    run("changes", "record")
    replace(content / ASSISTANCE, *FIRE_NUMBER)
    before = run("changes", "--host", "freedonia")
    assert "changed freedonia.contacts.ambulance: Ambulance: 996" in before
    assert "NO NOTE; number; NO SECOND READER" in before
    assert "all countries" not in before
    note(content, "number", day="2026-11-28", **NUMBER)
    assert "note: number; number; second reader: heron" in run("changes")


def test_recording_is_refused_while_a_change_is_not_explained(content: Path) -> None:
    run("changes", "record")
    before = files(content)
    replace(content / ASSISTANCE, *FIRE_NUMBER)
    assert "[change-note]" in run("changes", "record", code=1)
    note(content, "number", day="2026-11-28", of=NUMBER["of"], by="kestrel")
    assert "[second-reader]" in run("changes", "record", code=1)
    assert files(content) == before
    replace(content / COUNTRY, "    by: kestrel\n", "    by: kestrel\n    second: heron\n")
    run("changes", "record")
    assert "no change" in run("changes", "--host", "freedonia")


def test_translations_of_what_changed_are_counted_by_language(content: Path) -> None:
    run("changes", "record")
    replace(content / FLOOD, "Look at the water every hour.", "Look at the water often.")
    note(content, "water", shared=True, day="2026-11-28", of="[hazards.flood.watch-water]")
    output = run("changes", "--language", "my")
    assert "nothing of it is translated: my\n" in output
    (shared, _own) = json.loads(run("changes", "--format", "json", "--language", "my"))["changes"]
    assert sum(shared["languages"]["my"].values()) == 2
    assert shared["facts"][0]["notes"] == ["water"]


def test_how_much_of_what_changed_is_behind_is_told(content: Path) -> None:
    run("changes", "record")
    replace(content / ASSISTANCE, "    label: Ambulance\n", "    label: Ambulances\n")
    path = Path("locales/es/LC_MESSAGES/freedonia.po")
    path.parent.mkdir(parents=True, exist_ok=True)
    context = 'msgctxt "assistance.contacts.ambulance.label"'
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    path.write_text(f'{head}\n{context}\nmsgid "Ambulance"\nmsgstr "Ambulancia"\n', "utf-8")
    output = run("changes", "--language", "es", "--host", "freedonia")
    assert (
        "es: of 2 sentences 0 translated, 1 behind, 1 missing; read by a second person: 0" in output
    )


def test_a_translation_that_changed_is_no_change(content: Path) -> None:
    run("changes", "record")
    for path in Path("locales").rglob("*.po"):
        path.write_text(path.read_text("utf-8").replace('msgstr "', 'msgstr "x'), "utf-8")
    assert "changed fact" not in run("changes")


def test_what_ended_by_itself_is_listed_and_needs_no_note(content: Path, monkeypatch) -> None:
    until = '    text: "Look at the water every hour."\n    until: "2026-11-29"\n'
    replace(content / FLOOD, '    text: "Look at the water every hour."\n', until)
    run("changes", "record")
    assert "no change" in run("changes")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")  # 2026-12-01
    output = run("changes")
    assert "ended hazards.flood.watch-water, on 2026-11-29" in output
    assert "NO NOTE" not in output


@pytest.mark.parametrize("words", [("--host", "nowhere"), ("--language", "tlh")])
def test_an_unknown_country_or_language_is_wrong_usage(content: Path, words) -> None:
    assert "There is no" in run("changes", *words, code=2)


@pytest.mark.parametrize(
    "text", ["", "day: never\n", "facts: 3\n", "\x00", "day: 2026-11-28\nfacts:\n  X Y: z\n"]
)
def test_garbage_in_the_record_is_a_problem_and_no_crash(content: Path, text: str) -> None:
    (content / "published.yaml").write_text(text, "utf-8")
    assert "content/published.yaml:" in run("changes", code=1)
    assert "content/published.yaml:" in run("changes", "record", code=1)
    assert (content / "published.yaml").read_text("utf-8") == text
