"""rpft, a program of others, reads our flow for messages and writes it again: the same texts, keys and ways.

What it cannot do is held here as well, so that a newer version that can is noticed.
"""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.example import ROOT

from generator.localise.advisory import Advisory
from generator.products.channels import flows
from generator.products.channels.flows.walk import faults

pytestmark = [pytest.mark.long, pytest.mark.slow]
RPFT = ROOT / ".venv-rpft" / "bin" / "rpft"


@pytest.fixture(scope="module")
def rpft() -> Path:
    made = subprocess.run(
        ["sh", ROOT / "tools" / "setup_rpft.sh"], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    return RPFT


@pytest.fixture
def files(example_advisory: Callable[[str], Advisory], tmp_path: Path) -> Path:
    advisory = example_advisory("my")
    clinic = replace(advisory.contacts["hill-clinic"], carry="paper")
    advisory = replace(advisory, contacts={**advisory.contacts, "hill-clinic": clinic})
    for target in flows.plan([advisory], allow_draft=True):
        for path, data in target.make().items():
            (tmp_path / Path(path).name).write_bytes(data)
    return tmp_path


def _flow(path: Path) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return whole["flows"][0]  # type: ignore[no-any-return]


def _there_and_back(rpft: Path, files: Path) -> dict[str, Any]:
    sheets, name = files / "sheets", "freedonia.my.messaging"
    sheets.mkdir()
    subprocess.run(
        [rpft, "flows_to_sheets", files / f"{name}.json", sheets],
        check=True, capture_output=True, cwd=files,
    )  # fmt: skip
    with (sheets / "content_index.csv").open("w", encoding="utf-8", newline="") as index:
        csv.writer(index).writerows([("type", "sheet_name"), ("create_flow", name)])
    back = files / "back.json"
    subprocess.run(
        [rpft, "create_flows", sheets, "-o", back, "-f", "csv"],
        check=True, capture_output=True, cwd=files,
    )  # fmt: skip
    return _flow(back)


def _meaning(node: dict[str, Any]) -> object:
    """What matters of a node: what is said, what may be typed and where each leads."""
    exits = {one["uuid"]: one["destination_uuid"] for one in node["exits"]}
    router = node.get("router")
    if router is None:
        said = [(one["type"], one["text"], one["attachments"], one["quick_replies"]) for one in node["actions"]]  # fmt: skip
        return said, list(exits.values())
    ways = {one["uuid"]: (one["name"], exits[one["exit_uuid"]]) for one in router["categories"]}
    cases = [(one["type"], one["arguments"], ways[one["category_uuid"]]) for one in router["cases"]]
    other = ways[router["default_category_uuid"]]
    return router["type"], router["operand"], router["wait"], cases, other, node["actions"]


def test_a_flow_for_messages_comes_back_node_by_node(rpft: Path, files: Path) -> None:
    ours, theirs = _flow(files / "freedonia.my.messaging.json"), _there_and_back(rpft, files)
    assert theirs["spec_version"] == ours["spec_version"]
    by_id = {node["uuid"]: _meaning(node) for node in theirs["nodes"]}
    assert by_id == {node["uuid"]: _meaning(node) for node in ours["nodes"]}
    # But it writes what would keep an answer, and our walk finds it.
    assert set(faults(theirs)) == {'"result_name" would keep something of who asks'}


def test_it_loses_the_language_and_when_a_conversation_ends(rpft: Path, files: Path) -> None:
    ours, theirs = _flow(files / "freedonia.my.messaging.json"), _there_and_back(rpft, files)
    assert (ours["language"], theirs["language"]) == ("mya", "eng")
    assert ours["expire_after_minutes"] != theirs["expire_after_minutes"]
    assert ours["uuid"] != theirs["uuid"]


def test_it_cannot_read_a_flow_that_talks(rpft: Path, files: Path) -> None:
    sheets = files / "sheets"
    sheets.mkdir()
    done = subprocess.run(
        [rpft, "flows_to_sheets", files / "freedonia.my.voice.json", sheets],
        check=False, capture_output=True, text=True, cwd=files,
    )  # fmt: skip
    assert done.returncode != 0
    assert "NotImplementedError" in done.stderr
