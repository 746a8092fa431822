"""What search engines may quote: emergency codes alone, none with a caution, little of it, and only on one page."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.each import each
from support.example import ROOT

from generator.build.page_weight import compressed
from generator.localise.advisory import Advisory
from generator.localise.guarding import cautions_before
from generator.localise.texts import plain
from generator.products import pages
from generator.products.pages import render
from generator.products.pages.linked_data import linked_data, linked_data_script

MOST_BYTES = 200
"""What it may add to a page, compressed."""
TSC = ROOT / "node_modules" / ".bin" / "tsc"


@pytest.fixture
def advisory(example_advisory: Callable[[str], Advisory]) -> Advisory:
    return example_advisory("en")


def set_of(advisory: Advisory) -> pages.PageSet:
    [(page_set, _shapes)] = pages.PageSets({}).of([advisory])
    return page_set


def html(page_set: pages.PageSet, path: str) -> str:
    made = page_set.render(path)
    return f"{made.head}{made.before}{made.main}{made.after}"


def numbers(data: Mapping[str, Any] | None) -> list[str]:
    return [one["telephone"] for one in (data or {"mentions": []})["mentions"]]


def changed(advisory: Advisory, key: str, **fields: Any) -> Advisory:
    one = replace(advisory.contacts[key], **fields)
    return replace(advisory, contacts={**advisory.contacts, key: one})


def test_it_stands_on_one_page_and_costs_little(
    advisory: Advisory, monkeypatch: pytest.MonkeyPatch
) -> None:
    page_set = set_of(advisory)
    with_it = {
        page.spec.key for page in page_set.pages if "ld+json" in page_set.render(page.path).head
    }
    assert with_it == {"assistance"}
    path = next(page.path for page in page_set.pages if page.spec.key == "assistance")
    whole = html(page_set, path)
    script = linked_data_script(advisory)
    assert script
    assert str(script) in whole
    monkeypatch.setattr(render, "linked_data_script", lambda _advisory: None)
    without = html(page_set, path)
    assert "ld+json" not in without
    assert 0 < compressed(whole.encode()) - compressed(without.encode()) <= MOST_BYTES
    # What is found by a search is the same.
    assert "EmergencyService" not in page_set.render(path).body


def test_only_codes_without_a_caution_are_quoted(advisory: Advisory) -> None:
    data = linked_data(advisory)
    assert numbers(data) == ["995"]
    shown = json.dumps(data)
    guarded = [one for one in advisory.contacts.values() if cautions_before(advisory, one)]
    for one in each(one for one in guarded if one.tel):
        assert str(one.label) not in shown
        assert one.tel
        assert one.tel.text not in shown
    ambulance = advisory.contacts["ambulance"]
    alone = changed(advisory, "fire-service", national_emergency=False)
    for spoiled in each(
        [
            {"proof": replace(ambulance.proof, grade="c")},
            {"proof": replace(ambulance.proof, overdue=True)},
            {"ended": "2026-11-20"},
            {"carry": "page"},
            {"sensitive": True},
            {"area": ("SG-01",)},
            {"tel": None},
            {"national_emergency": False},
            {"label": plain("Immigration police", "en")},
        ]
    ):
        kept = {"roles": {**advisory.country.roles, "ambulance": "open-door"}}
        other = replace(alone, country=replace(advisory.country, **kept))
        assert numbers(linked_data(other)) == ["995"]
        assert linked_data(changed(other, "ambulance", **spoiled)) is None, spoiled
        assert linked_data_script(changed(other, "ambulance", **spoiled)) is None


def test_a_draft_is_not_quoted_and_no_label_leaves_its_element(advisory: Advisory) -> None:
    label = replace(plain("Krankenwagen", "de"), state="draft", source="Ambulance")
    [first, *_] = (linked_data(changed(advisory, "ambulance", label=label)) or {})["mentions"]
    assert first["name"] == "Ambulance"
    hostile = plain('</script><script>alert("1")</script>', "en")
    script = linked_data_script(changed(advisory, "ambulance", label=hostile))
    assert script
    inner = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in inner
    assert json.loads(inner)["mentions"][0]["name"] == str(hostile)


@pytest.mark.slow
def test_schema_org_knows_all_of_it(advisory: Advisory, tmp_path: Path) -> None:
    if not TSC.exists():
        pytest.skip(
            "TypeScript is not installed: the JSON-LD was NOT compared with schema.org (npm ci)"
        )
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    data = json.dumps(linked_data(advisory))

    def fault(name: str, text: str) -> str:
        head = 'import type { WebPage, WithContext } from "schema-dts";\nexport const it: WithContext<WebPage> = '
        (tmp_path / name).write_text(f"{head}{text};\n", "utf-8")
        command = [TSC, "--noEmit", "--strict", "--module", "nodenext", "--skipLibCheck", name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == (done.stdout == "")
        return done.stdout

    assert fault("good.ts", data) == ""
    assert "telefone" in fault("bad.ts", data.replace("telephone", "telefone"))
