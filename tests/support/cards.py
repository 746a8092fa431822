"""Cards and calendars as programs of others read them: ical.js and vcard4 (npm), each started once for many files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from support.example import ROOT

_READ = """
import ICAL from 'ical.js';
import { parse } from 'vcard4';
import { readFileSync } from 'fs';
const tried = (read) => { try { return { read: read() }; } catch (e) { return { refused: String(e) }; } };
const card = (text) => ICAL.parse(text);
// vcard4 knows 4.0 alone: the same card with the other version has to be one, too.
const strict = (text) => [parse(text.replaceAll('VERSION:3.0', 'VERSION:4.0'))].flat().length;
const files = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(files.map((text) => ({
  ical: tried(() => card(text)),
  vcard4: text.includes('BEGIN:VCARD') ? tried(() => strict(text)) : null,
}))));
"""


@dataclass(frozen=True)
class Outcome:
    """What the two have read in a file."""

    ical: list[Any] | None
    """jCard or jCal; None = refused."""
    strict: int | None
    """How many cards vcard4 found; None = refused, or no cards."""


def read(files: Sequence[bytes]) -> list[Outcome]:
    """Read *files*, in one process."""
    text = json.dumps([data.decode() for data in files])
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _READ], cwd=ROOT, input=text.encode(),
        capture_output=True, check=True,
    )  # fmt: skip
    return [
        Outcome(row["ical"].get("read"), (row["vcard4"] or {}).get("read"))
        for row in json.loads(done.stdout)
    ]


def properties(component: list[Any]) -> list[tuple[str, Any]]:
    """Name and value of each property of a component in jCal, in order."""
    return [
        (name, value if len(rest) == 0 else [value, *rest])
        for name, _, _, value, *rest in component[1]
    ]
