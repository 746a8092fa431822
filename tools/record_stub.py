"""Write generator/localise/records/twins.pyi: the fields of the records that are made from models.

Run ``python tools/record_stub.py`` after the model has changed; a test compares. Same model, same
bytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from generator.localise.records.base import BaseRecord
from generator.localise.records.of_models import MODELS, base_name, fields_of, name_of
from generator.localise.records.registry import RECORDS
from generator.localise.records.twins import BY_MODEL
from generator.model import Model
from generator.system.whole_file import write_whole

ROOT = Path(__file__).resolve().parent.parent
STUB = ROOT / "generator/localise/records/twins.pyi"

_HEAD = """\
# Written by tools/record_stub.py from the models. Do not change it by hand.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ...model.fields import Model
from ..texts import Text
from .base import BaseRecord, ListedRecord, SentenceRecord, SpokenRecord
"""
_DECORATOR = "@dataclass(frozen=True, slots=True, kw_only=True, repr=False)"


def stub() -> str:
    """Return the stub as Python that is not formatted yet."""
    classes = []
    for base, models in MODELS.items():
        extended: type[BaseRecord] = BY_MODEL[base] if issubclass(base, Model) else base
        for model in models:
            fields = [f"    {name}: {kind}" for name, kind in fields_of(model, extended)]
            head = f"{_DECORATOR}\nclass {name_of(model)}({base_name(base)}):"
            classes.append("\n".join([head, *(fields or ["    ..."])]))
    body = "\n\n".join(classes)
    own = {record.__name__ for record in BY_MODEL.values()}
    others = sorted(
        f"from {record.__module__.replace('generator.localise.records', '')} import {record.__name__}"
        for record in {*RECORDS.values()}
        if record.__name__ not in own and re.search(rf"\b{record.__name__}\b", body)
    )
    return "\n".join(
        [_HEAD, *others, "", "BY_MODEL: Mapping[type[Model], type[BaseRecord]]", "", body, ""]
    )


def formatted(text: str) -> str:
    """Return *text* as the formatter has it."""
    ruff = Path(sys.executable).with_name("ruff")
    for words in (["check", "--fix", "--select", "I,F401"], ["format"]):
        done = subprocess.run(
            [ruff, *words, "-q", "--stdin-filename", STUB, "-"],
            input=text,
            capture_output=True,
            text=True,
            check=True,
        )
        text = done.stdout
    return text


if __name__ == "__main__":
    write_whole(STUB, formatted(stub()).encode())
    print(STUB.relative_to(ROOT))
