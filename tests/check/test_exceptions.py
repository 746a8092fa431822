"""Exceptions: what they cover, and that they are told when they cover nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.check import CONTENT, TODAY

from generator.check.exceptions import without_excepted
from generator.load import LoadedFile
from generator.load.tree import parse_yaml
from generator.load.validate import validate
from generator.model import Exceptions
from generator.problems import Problem


def problem(
    rule: str, file: str, where: str = "a.b", message: str = 'the word "safe" …'
) -> Problem:
    return Problem(file, 1, 1, "warning", rule, where, message, "Do it.")  # type: ignore[arg-type]


SOURCE = "example/hosts/freedonia/assistance.yaml"
PO = "locales/my/LC_MESSAGES/freedonia.po"


def left(text: str, found: Problem, today: date = TODAY) -> list[str]:
    """Rules that are left of *found* with one exception *text*."""
    data = f'exceptions:\n  one: {{reason: "so", {text}}}\n'.encode()
    node, _ = parse_yaml(data, "example/exceptions.yaml")
    assert node is not None
    model, problems = validate(node, Exceptions, "example/exceptions.yaml", ())
    assert model is not None, problems
    file = LoadedFile("exceptions.yaml", "example/exceptions.yaml", model, node)
    content = replace(CONTENT, files={**CONTENT.files, "exceptions.yaml": file})
    return [p.rule for p in without_excepted(content, [found], today)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rule: glossary, locales: [my]", problem("glossary", PO)),
        ("rule: glossary, locales: [th, my], domain: freedonia", problem("glossary", PO)),
        ("rule: glossary, locales: [my], where: [a.b]", problem("glossary", PO)),
        ('rule: glossary, locales: [my], where: ["a.*"]', problem("glossary", PO)),
        ("rule: glossary, locales: [my], about: safe", problem("glossary", PO)),
        ("rule: verb-first, domain: freedonia", problem("verb-first", SOURCE)),
        ('rule: verb-first, until: "2026-11-25"', problem("verb-first", SOURCE)),
    ],
)
def test_what_is_covered_is_left_out(text, found):
    assert left(text, found) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rule: glossary", problem("glossary", PO)),  # our English, not a translation
        ("rule: verb-first, locales: [my]", problem("verb-first", SOURCE)),
        ("rule: glossary, locales: [th]", problem("glossary", PO)),
        ("rule: glossary, locales: [my], domain: hazards", problem("glossary", PO)),
        ("rule: glossary, locales: [my], where: [a.c]", problem("glossary", PO)),
        ("rule: glossary, locales: [my], about: saf", problem("glossary", PO)),
        ("rule: length-ratio, locales: [my]", problem("glossary", PO)),
        ('rule: verb-first, until: "2026-11-24"', problem("verb-first", SOURCE)),
    ],
)
def test_what_is_not_covered_stays_and_the_exception_is_told(text, found):
    assert sorted(left(text, found)) == sorted([found.rule, "unused-exception"])


@pytest.mark.parametrize("rule", ["number-changed", "zawgyi", "no-source", "carry", "stale"])
def test_some_rules_have_no_exception(rule):
    node, _ = parse_yaml(
        f'exceptions: {{one: {{reason: "so", rule: {rule}}}}}\n'.encode(), "e.yaml"
    )
    assert node is not None
    model, problems = validate(node, Exceptions, "e.yaml", ())
    assert model is None
    assert [p.rule for p in problems] == ["not-in-list"]
