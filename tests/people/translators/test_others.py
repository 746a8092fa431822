"""Tools of others: Weblate finds every component, OmegaT gives back what it got."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support.example import BUILD_DAY, ROOT
from support.translations import run, workplace
from translation_finder import DiscoveryResult, discover

from generator.people.translators.forms import parse_any
from generator.po.catalog import load_catalog

DOMAINS = sorted(path.stem for path in (ROOT / "locales").glob("*.pot"))


def test_weblate_finds_every_component_and_its_settings_name_the_same() -> None:
    found: list[DiscoveryResult] = discover(str(ROOT))
    ours = {
        Path(str(row["filemask"])).stem: (row["filemask"], row["file_format"], row["new_base"])
        for row in found
        if str(row["filemask"]).startswith("locales/")
    }
    # Weblate finds what somebody has begun; it takes "my" for a word and no language.
    begun = {path.stem for path in ROOT.glob("locales/*/*/*.po") if path.parent.parent.name != "my"}
    assert sorted(ours) == [name for name in DOMAINS if name in begun]
    settings = json.loads((ROOT / "weblate.json").read_text("utf-8"))
    assert sorted(row["slug"] for row in settings) == DOMAINS
    ours_there = {
        row["slug"]: (row["filemask"], row["file_format"], row["new_base"]) for row in settings
    }
    assert {name: ours_there[name] for name in ours} == ours
    # A translation belongs to its place: "Call" is not the same in each.
    assert not [row for row in settings if row["allow_translation_propagation"]]


PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>ES</target_lang><sentence_seg>false</sentence_seg>
</project></omegat>
"""
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US"
 datatype="plaintext" creationtoolversion="3" segtype="paragraph" srclang="EN"/><body>
<tu><tuv lang="EN"><seg>Fire</seg></tuv><tuv lang="ES"><seg>Fuego</seg></tuv></tu>
</body></tmx>
"""


def omegat(folder: Path, source: Path, memory: str = "") -> Path:
    """Let OmegaT translate a file by what *memory* knows; return the file it wrote."""
    if shutil.which("omegat") is None:
        pytest.skip("omegat is not installed; make test does it")
    for name in ("source", "target", "omegat", "tm", "glossary", "dictionary", "settings"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT, "utf-8")
    if memory:
        (folder / "omegat/project_save.tmx").write_text(memory, "utf-8")
    shutil.copy(source, folder / "source")
    command = [
        "omegat", "--mode=console-translate", f"--config-dir={folder / 'settings'}", "--quiet",
        "--no-team", str(folder),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "target" / source.name


@pytest.mark.long
@pytest.mark.slow
def test_omegat_gives_back_each_po_file_as_it_was(tmp_path: Path) -> None:
    source = ROOT / "locales/my/LC_MESSAGES/hazards.po"
    back = load_catalog(omegat(tmp_path, source), "my")
    ours = load_catalog(source, "my")
    assert {k: (e.msgid, e.msgstr, e.comments) for k, e in back.entries.items()} == {
        k: (e.msgid, e.msgstr, e.comments) for k, e in ours.entries.items()
    }


@pytest.mark.slow
def test_what_omegat_translated_gets_in_with_handle_and_day(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path)
    run("translations", "update", "es")
    ours = tmp_path / "locales/es/LC_MESSAGES/hazards.po"
    translated = omegat(tmp_path / "omegat", ours, MEMORY)
    result = run("translations", "import", str(translated), "--by", "lin")
    assert result.exit_code == 0, result.output
    assert "1 translations imported" in result.output
    before = load_catalog(translated, "es").entries
    after = load_catalog(ours, "es").entries
    assert (after["fire.name"].msgstr, after["fire.name"].comments) == (
        "Fuego", (f"translated-by: lin, {BUILD_DAY}",),
    )  # fmt: skip
    # It empties what is fuzzy: an import deletes nothing.
    lost = {key for key, entry in after.items() if entry.msgstr != before[key].msgstr}
    assert lost == {key for key, entry in after.items() if entry.fuzzy}
    assert lost


@pytest.mark.long
@pytest.mark.slow
def test_omegat_keeps_our_xliff_as_it_was(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    workplace(tmp_path)
    run("translations", "update", "my")
    run("translations", "export", "my", "--to", "xliff", "-o", "my.xlf")
    back = omegat(tmp_path / "omegat", tmp_path / "my.xlf")
    rows = {row.key: row for row in parse_any(back.read_bytes()).rows}
    assert rows == {row.key: row for row in parse_any((tmp_path / "my.xlf").read_bytes()).rows}
