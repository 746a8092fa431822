"""The JSON Schemas for editors' tools."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from support.example import EXAMPLE, ROOT

from generator.load import kind_of
from generator.load.schema import KINDS, render_schema, write_schemas

pytestmark = pytest.mark.thorough


class Yaml12(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 parsers do, as the tools of editors are."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^-?[0-9]+$", "-0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


def schema_name(path: Path, root: Path) -> str:
    kind = kind_of(path.relative_to(root).as_posix())
    return next(name for name, model in KINDS.items() if model is kind)


def test_committed_schemas_are_those_of_the_model(tmp_path):
    committed = ROOT / "content" / "schema"
    for path in write_schemas(tmp_path):
        assert (committed / path.name).read_bytes() == path.read_bytes(), (
            "run: advisory schema (the model changed)"
        )
    assert {path.name for path in committed.iterdir()} >= {f"{name}.json" for name in KINDS}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_schema_is_valid_and_says_that_it_is_generated(name):
    schema = json.loads(render_schema(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$comment"].startswith("Generated")
    assert render_schema(name) == render_schema(name)


@pytest.mark.parametrize(
    "path", sorted(EXAMPLE.rglob("*.yaml")), ids=lambda path: path.relative_to(EXAMPLE).as_posix()
)
def test_example_pleases_the_tools_of_editors(path):
    text = path.read_text("utf-8")
    name = schema_name(path, EXAMPLE)
    data = yaml.load(text, Yaml12)
    errors = list(
        jsonschema.Draft202012Validator(json.loads(render_schema(name))).iter_errors(data)
    )
    assert errors == []
    first = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / first).resolve() == ROOT / "content" / "schema" / f"{name}.json"


def problems_of(name: str, data: object) -> list[str]:
    schema = json.loads(render_schema(name))
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]


def test_a_telephone_number_must_be_quoted():
    example = yaml.load((EXAMPLE / "hosts/freedonia/assistance.yaml").read_text("utf-8"), Yaml12)
    example["contacts"]["ambulance"]["number"] = 995
    assert any(
        "995 is not of type 'string'" in message for message in problems_of("assistance", example)
    )


def test_unknown_keys_and_ids_of_another_form_are_refused():
    example = yaml.load((EXAMPLE / "phrases.yaml").read_text("utf-8"), Yaml12)
    example["phrases"]["Help_Me"] = example["phrases"].pop("help")
    example["phrase"] = {}
    assert len(problems_of("phrases", example)) == 2


def test_counts_may_be_quoted_or_not_and_flags_are_true_or_false():
    example = yaml.load((EXAMPLE / "site.yaml").read_text("utf-8"), Yaml12)
    example["offer_from"] = "80"
    assert problems_of("site", example) == []
    example["locales"]["my"]["minority"] = "yes"
    assert len(problems_of("site", example)) == 1
