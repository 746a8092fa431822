"""The command line imports the module of a command when it is called, and no other."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from support.example import ROOT

from generator.cli.lazy import OnDemand
from generator.cli.main import MODULES, NEW

_WORK = """
import sys, json
from generator.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    assert left.code in (0, 2)
print(json.dumps(sorted(sys.modules)))
"""


def loaded(*words: str) -> set[str]:
    """Modules that are loaded when ``advisory`` has done what *words* ask for."""
    done = subprocess.run(
        [sys.executable, "-c", _WORK, *words], cwd=ROOT, capture_output=True, text=True,
        check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("words", [("--help",), ("new", "--help"), ("nothing",), ("build", "-h")])
def test_a_list_of_commands_loads_no_step(words: tuple[str, ...]) -> None:
    heavy = {"pydantic", "jinja2", "lxml", "rich", "generator.load", "generator.model"}
    assert heavy.isdisjoint(loaded(*words))


def test_a_command_loads_no_other() -> None:
    ours = {name for name in loaded("leaflet", "--help") if name.startswith("generator.cli.")}
    assert ours == {
        f"generator.cli.{name}"
        for name in ("console", "lazy", "leaflet", "loaded", "main", "outermost")
    }


@pytest.mark.parametrize(
    "places",
    [MODULES, NEW, {"review": "review"}, {"new": "notice_new:new_notice"}],
    ids=["advisory", "new", "translations", "notice"],
)
def test_a_list_says_what_its_commands_say(places: dict[str, str]) -> None:
    """What was not imported shows the first sentence of its source."""
    listed, commands = OnDemand(places).data, OnDemand(places)
    for name, command in commands.items():
        assert command.name == name
        assert listed[name].get_short_help_str() == command.get_short_help_str()
