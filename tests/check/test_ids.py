"""Ids that tie files together."""

from __future__ import annotations

import pytest
from support.check import TODAY, rules, swap

from generator.check import run_checks
from generator.check.walk import known_icons

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("site.yaml", "host: freedonia", "host: fredonia"),
        ("site.yaml", "origin: sylvania", "origin: silvania"),
        ("site.yaml", "fallback: [en]", "fallback: [fr]"),
        ("origins/sylvania.yaml", "reader_line: open-door", "reader_line: opendoor"),
        ("origins/sylvania.yaml", "health: hill-clinic", "health: hills"),
        ("origins/sylvania.yaml", "alternatives: [open-door]", "alternatives: [x]"),
        ("origins/sylvania.yaml", "seat: SG-01", "seat: SG-05"),
        ("hosts/freedonia/country.yaml", "plates: [ambulance,", "plates: [ambulanc,"),
        ("hosts/freedonia/country.yaml", "police: police", "police: polis"),
        ("hosts/freedonia/country.yaml", "  talk: open-door", "  tolk: open-door"),
        ("hosts/freedonia/country.yaml", "  talk: open-door", "  talk: opendoor"),
        ("hosts/freedonia/country.yaml", "areas: [SG-03]", "areas: [SG-04]"),
        ("hosts/freedonia/country.yaml", "  SG-02:\n    name: Chi", "  MY-02:\n    name: Chi"),
        ("hosts/freedonia/hazards.yaml", "regions: [river-plain]", "regions: [sea]"),
        ("hosts/freedonia/hazards.yaml", "replaces: leave-before-water", "replaces: x"),
        ("hosts/freedonia/guides.yaml", "rules: [wages-in-flood]", "rules: [wages]"),
        ("hosts/freedonia/guides.yaml", "hazards: [fire, flood]", "hazards: [fire, storm]"),
        ("hazards/fire.yaml", "picture: fire-out", "picture: fire-in"),
        ("phrases.yaml", "reveals: nationality", "origins: [silvania]"),
        ("prepare.yaml", "icon: papers", "icon: paper"),
        ("site.yaml", "  ar:\n", "  xx:\n"),
        ("site.yaml", "source_locale: en", "source_locale: xx"),
        ("hosts/freedonia/country.yaml", "language: es", "language: xx"),
    ],
)  # fmt: skip
def test_ids_that_name_nothing(name, old, new):
    assert "dangling-reference" in rules(swap(name, old, new))


def test_nothing_is_said_about_pictures_before_there_are_any(tmp_path):
    assert known_icons(tmp_path / "none") is None


def test_a_locale_without_a_row_in_the_table_is_shown_at_its_key():
    (problem,) = run_checks(swap("site.yaml", "  ar:\n", "  xx:\n"), publish=False, today=TODAY)
    assert (problem.where, problem.column) == ("locales.xx", 3)
    assert "locales/languages.yaml" in problem.message


def test_a_corridor_has_a_safe_contact_for_any_question():
    assert rules(swap("origins/sylvania.yaml", "      general: open-door\n", "")) == ["missing-key"]


def test_steps_of_now_are_for_while_it_happens():
    content = swap("prepare.yaml", "stage: immediate", "stage: recover")
    assert rules(content) == ["message-stage"]
