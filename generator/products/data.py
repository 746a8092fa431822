"""Step 4, data: the localised advisory and its facts as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..localise import Advisory
from ..target import Files, Target, tree_digest
from ..view import jsonable


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """One file per advisory, ``data/H.L.json``, and one per host with its facts, ``data/H.json``."""
    targets = []
    for advisory in advisories:
        path = f"data/{advisory.host}.{advisory.locale}.json"
        targets.append(_target(path, localised(advisory)))
    sources = {a.host: a for a in advisories if a.locale == a.ui.translator.source_locale}
    targets += [_target(f"data/{host}.json", facts(a)) for host, a in sources.items()]
    return targets


def localised(advisory: Advisory) -> dict[str, Any]:
    """All that the advisory says, in its locale, each text with its language and state."""
    names = (
        "country", "hazards", "warnings", "prepare", "phrases", "insurance", "contacts", "rules",
        "answers", "guides", "people", "corridor",
    )  # fmt: skip
    return {
        "host": advisory.host,
        "origin": advisory.origin,
        "locale": advisory.locale,
        **{name: jsonable(getattr(advisory, name)) for name in names},
    }


def facts(advisory: Advisory) -> dict[str, Any]:
    """Contacts and sources of a host, in the source locale."""
    return {
        "host": advisory.host,
        "contacts": jsonable(advisory.contacts),
        "sources": jsonable(advisory.sources),
    }


def _target(path: str, data: dict[str, Any]) -> Target:
    code = tree_digest(Path(__file__).parent, Path(__file__).name)
    # In order: the bytes keep the order of the content.
    text = json.dumps(data, ensure_ascii=False, default=str)
    return Target.of(path, "data", partial(_make, path, data), data=text, code=code)


def _make(path: str, data: dict[str, Any]) -> Files:
    text = json.dumps(data, ensure_ascii=False)
    return {path: (text + "\n").encode()}
