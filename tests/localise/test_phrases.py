"""Phrases to show: who says them."""

from __future__ import annotations

from pathlib import Path

from support.translations import edit, workplace

from generator.load import load_content
from generator.localise.corridors import Selection, load_advisories


def test_a_phrase_of_another_origin_is_neither_shown_nor_counted(tmp_path: Path) -> None:
    workplace(tmp_path)
    before, _problems = load_content(tmp_path / "content")
    edit(
        tmp_path / "content/phrases.yaml",
        lambda text: text.replace("  wage:\n", "  wage:\n    origins: [klopstokia]\n"),
    )
    edit(
        tmp_path / "content/phrases.yaml",
        lambda text: text.replace("  help:\n", "  help:\n    origins: [sylvania]\n"),
    )
    content, _problems = load_content(tmp_path / "content")
    (advisory,) = load_advisories(content, tmp_path / "locales", Selection("freedonia", "en"))
    assert "wage" not in advisory.phrases
    assert "help" in advisory.phrases
    met = {text.context for _domain, text in content.met_in("freedonia", ["sylvania"])}
    all_of_them = {text.context for _domain, text in before.met_in("freedonia", ["sylvania"])}
    assert all_of_them - met == {"phrases.wage.text"}
