"""A host country that is a draft: made for those who name it, offered to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import replace, workplace
from support.check import TODAY

from generator.check import run
from generator.cli.main import main
from generator.load import ContentFolder
from generator.localise.corridors import Selection, load_advisories
from generator.serve.workshop import Workshop


def draft_place(folder: Path) -> Path:
    place = workplace(folder, locales=[])
    replace(place / "content/site.yaml", "host: freedonia", "host: freedonia\n    draft: true")
    return place


def test_a_draft_is_made_only_when_it_is_named(tmp_path: Path) -> None:
    place = draft_place(tmp_path)
    folder = ContentFolder(place / "content")

    def hosts(only: Selection) -> list[str]:
        return [one.host for one in load_advisories(folder, place / "locales", only)]

    assert hosts(Selection()) == []
    assert hosts(Selection("freedonia", "en")) == ["freedonia"]


def test_serve_shows_its_pages_and_no_door_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = draft_place(tmp_path)
    monkeypatch.chdir(place)
    workshop = Workshop(Path("content"), Path("locales"))
    page = workshop.answer("en/freedonia/index.html")
    assert page.kind == "made"
    assert workshop.answer("en/index.html").kind == "absent"


def test_a_site_of_drafts_alone_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = draft_place(tmp_path)
    monkeypatch.chdir(place)
    result = CliRunner().invoke(main, ["build", "--plan", "--no-cache"])
    assert result.exit_code == 1
    assert (
        "No host country is offered to readers: site.yaml has none, or all are drafts."
        in result.output
    )


def test_a_todo_of_a_hazard_that_another_country_offers_is_told_once(tmp_path: Path) -> None:
    """As an error: freedonia offers it, beside it stands a draft that has it too."""
    place = workplace(tmp_path, locales=[])
    content = place / "content"
    replace(content / "hazards/fire.yaml", "name: Fire", 'name: "TODO"')
    draft = content / "hosts" / "draft"
    draft.mkdir()
    (draft / "hazards.yaml").write_bytes((content / "hosts/freedonia/hazards.yaml").read_bytes())
    _folder, problems = run(content, place / "locales", today=TODAY)
    found = [problem for problem in problems if problem.rule == "todo"]
    assert [problem.level for problem in found] == ["error"]
