"""Forms that were edited at a Git host: what comes back changes what its editor changed, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.example import EXAMPLE

from generator.cli.main import main
from generator.desk.entries import Entries, SaveError
from generator.desk.exchange import form_files, take_in

AMBULANCE = "desk/numbers/freedonia/ambulance.json"
Edit = Callable[..., None]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "content")
    return tmp_path / "content"


@pytest.fixture
def entries(content: Path) -> Entries:
    return Entries(content, content.parent)


@pytest.fixture
def forms(tmp_path: Path, entries: Entries) -> Path:
    for name, data in form_files(entries).items():
        path = tmp_path / "forms" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "forms"


@pytest.fixture
def edit(forms: Path) -> Edit:
    """Change a form as Decap CMS writes it."""

    def change(name: str = AMBULANCE, **fields: Any) -> None:
        path = forms / name
        held = json.loads(path.read_bytes()) if path.exists() else {}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(held | fields, ensure_ascii=False, indent=2), "utf-8")

    return change


def told(forms: Path, entries: Entries) -> list[tuple[str, str]]:
    return [(one.name, one.state) for one in take_in(forms, entries)]


def all_bytes(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_forms_that_nobody_changed_change_nothing(
    forms: Path, entries: Entries, content: Path
) -> None:
    before = all_bytes(content)
    assert told(forms, entries) == []
    assert all_bytes(content) == before
    assert form_files(entries) == form_files(Entries(content, content.parent)), (
        "the same bytes each time"
    )
    assert len(form_files(entries)) > 50


def test_a_number_with_a_zero_changes_one_line_and_no_comment(
    forms: Path, entries: Entries, content: Path, edit: Edit
) -> None:
    file = content / "hosts" / "freedonia" / "assistance.yaml"
    before = file.read_text("utf-8")
    edit(number="089")
    assert told(forms, entries) == [(AMBULANCE, "saved")]
    after = file.read_text("utf-8")
    rows = zip(before.splitlines(), after.splitlines(), strict=True)
    assert [new for old, new in rows if old != new] == ['    number: "089"']
    assert before.count("#") == after.count("#") > 0
    assert told(forms, Entries(content, content.parent)) == [], "taken in a second time"


def test_what_a_colleague_changed_meanwhile_stays(
    forms: Path, entries: Entries, content: Path, edit: Edit
) -> None:
    file = content / "hosts" / "freedonia" / "assistance.yaml"
    text = file.read_text("utf-8")
    number = json.loads((forms / AMBULANCE).read_bytes())["number"]
    mine = text.replace(f'number: "{number}"', 'number: "777"', 1)
    assert mine != text
    file.write_text(mine, "utf-8")
    edit(number="778")
    ((name, state),) = told(forms, entries)
    assert (name, state) == (AMBULANCE, "refused")
    assert file.read_text("utf-8") == mine
    edit(number=number, label="Ambulance, day and night")
    assert told(forms, entries) == [(AMBULANCE, "saved")]
    assert 'number: "777"' in file.read_text("utf-8")
    assert "label: Ambulance, day and night" in file.read_text("utf-8").replace('"', "")


def test_a_new_entry_is_made_once(forms: Path, entries: Entries, content: Path, edit: Edit) -> None:
    name = "desk/glossary/all/high-water.json"
    edit(name, place="all", id="high-water", term="high water")
    assert told(forms, entries) == [(name, "saved")]
    assert "high-water:" in (content / "glossary.yaml").read_text("utf-8")
    assert told(forms, Entries(content, content.parent)) == []
    edit(name, term="another")
    assert told(forms, entries) == [(name, "refused")], (
        "there is one with this id, and it is another"
    )


HOSTILE = (
    ("desk/numbers/nowhere/ambulance.json", b"{}"),
    ("desk/hosts/freedonia/site.json", b"{}"),
    ("desk/numbers/freedonia/..json", b"{}"),
    ("desk/numbers/freedonia/UPPER.json", b"{}"),
    ("desk/numbers/freedonia/list.json", b"[]"),
    ("desk/numbers/freedonia/letters.json", b"\xff\xfe"),
    ("desk/numbers/freedonia/deep.json", b"[" * 100_000),
    ("desk/numbers/freedonia/huge.json", b'{"id": "' + b"a" * 2_100_000 + b'"}'),
    ("desk/numbers/freedonia/new.json", b'{"place": "sylvania", "id": "new", "label": "A"}'),
    ("desk/numbers/freedonia/mark.json", b'{"_loaded": 7, "label": "A"}'),
    ("desk/numbers/freedonia/marks.json", b'{"_loaded": "[]", "label": "A"}'),
    ("desk/numbers/freedonia/group.json", b'{"label": {"a": 1}}'),
)


def test_a_hostile_form_is_refused_and_writes_nothing(
    forms: Path, entries: Entries, content: Path
) -> None:
    before = all_bytes(content)
    for name, data in HOSTILE:
        (forms / name).parent.mkdir(parents=True, exist_ok=True)
        (forms / name).write_bytes(data)
    assert told(forms, entries) == sorted((name, "refused") for name, _data in HOSTILE)
    assert all_bytes(content) == before


def test_no_link_is_followed(forms: Path, entries: Entries, tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text('{"label": "secret"}')
    (forms / "desk/numbers/freedonia/new.json").symlink_to(outside)
    (forms / "desk/numbers/sylvania2").symlink_to(tmp_path)
    assert told(forms, entries) == []
    with pytest.raises(SaveError, match="has no forms"):
        told(tmp_path / "content", entries)


def test_by_the_command(tmp_path: Path, content: Path) -> None:
    def run(*words: object) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["desk", *map(str, words), "--content", str(content)])
        return result.exit_code, result.output

    folder = tmp_path / "branch"
    code, said = run("--write-forms", folder, "--only", "freedonia")
    assert code == 0, said
    assert {path.name for path in (folder / "desk" / "numbers").iterdir()} == {"freedonia"}
    assert (folder / "desk" / "glossary" / "all").is_dir()
    path = folder / AMBULANCE
    path.write_text(path.read_text("utf-8").replace('"label": "', '"label": "New '), "utf-8")
    (folder / "desk/numbers/freedonia/bad.json").write_text("no form")
    code, said = run("--take-forms", folder)
    assert code == 1, said
    assert f"saved: {AMBULANCE}" in said
    assert "refused: desk/numbers/freedonia/bad.json: Nothing was saved" in said
    assert "1 forms taken into" in said
    assert run("--write-forms", folder, "--only", "nowhere")[0] == 2
    assert run("--write-forms", content / "forms")[0] == 2
    assert run("--take-forms", tmp_path / "content")[0] == 2
