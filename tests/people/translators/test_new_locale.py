"""`advisory new locale`: a row, empty files, and what comes next."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from support.build import advisory, replace, workplace

from generator.cli.main import main
from generator.load import load_content
from generator.load.edit import with_entry
from generator.po.catalog import load_catalog, po_path

pytestmark = pytest.mark.thorough


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return workplace(tmp_path)


def test_it_writes_a_row_and_empty_files_and_says_what_comes_next(place: Path):
    site = (place / "content/site.yaml").read_text("utf-8")
    said = advisory(place, "new", "locale", "shn", "--fallback", "my,en", "--minority")
    content, problems = load_content(place / "content")
    assert problems == []
    row = content.site.locales["shn"]
    assert (row.fallback, row.minority) == (("my", "en"), True)
    changed = (place / "content/site.yaml").read_text("utf-8")
    added = "  shn:\n    fallback: [my, en]\n    minority: true\n"
    assert changed.replace(added, "") == site  # not a comment or a space is lost
    catalog = load_catalog(po_path(place / "locales", "shn", "prepare"), "shn")
    assert catalog.entries
    assert not any(entry.msgstr for entry in catalog.entries.values())
    for words in (
        "locales/shn/LC_MESSAGES",
        "Find somebody who speaks it",
        "core",
        "advisory check",
    ):
        assert words in said
    advisory(place, "check")


def test_twice_changes_nothing_and_no_translation_is_lost(place: Path):
    advisory(place, "new", "locale", "shn", "--fallback", "my")
    path = po_path(place / "locales", "shn", "prepare")
    path.write_text(
        path.read_text("utf-8").replace('msgstr ""\n\n', 'msgstr "ၼမ်ႉ"\n\n', 1), "utf-8"
    )
    files = {p: p.read_bytes() for p in place.rglob("*") if p.is_file() and ".cache" not in p.parts}
    advisory(place, "new", "locale", "shn")
    assert {p: p.read_bytes() for p in files} == files


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["xx"], "locales/languages.yaml has no language"),
        (["shn", "--fallback", "xx"], '"xx" is not a locale of the site'),
        (["shn", "--fallback", "shn"], '"shn" is not a locale of the site'),
        (["my", "--fallback", "es"], 'site.yaml already has "my"'),
    ],
)
def test_wrong_usage_writes_nothing(place: Path, words, said):
    before = sorted(p for p in place.rglob("*"))
    folders = ["--content", str(place / "content"), "--locales", str(place / "locales")]
    done = CliRunner().invoke(main, ["new", "locale", *words, *folders])
    assert done.exit_code == 2
    assert said in done.output
    assert sorted(p for p in place.rglob("*")) == before


def test_a_site_without_the_usual_line_is_left_alone(place: Path):
    replace(place / "content/site.yaml", "locales:\n", '"locales":\n')
    site = (place / "content/site.yaml").read_bytes()
    assert "The language was not set up" in advisory(place, "new", "locale", "shn", code=1)
    assert (place / "content/site.yaml").read_bytes() == site
    assert not (place / "locales/shn").exists()


def test_a_remark_beside_the_key_is_no_hindrance() -> None:
    text = "locales:  # what readers are offered\n  en:\n    fallback: []\n\nstatuses: []\n"
    changed = with_entry(text, ("locales", "lo"), {"fallback": ["th"]})
    assert changed.startswith(
        "locales:  # what readers are offered\n  en:\n    fallback: []\n  lo:\n"
    )
