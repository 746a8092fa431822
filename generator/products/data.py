"""Step 4, data: the localised advisory and its facts as JSON, for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..advisory import Advisory
from ..target import Files, Target, tree_digest
from ..view import jsonable, texts


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
    """All that the advisory says, in its locale, each text with its language and state.

    What nobody has signed, or is behind, has its source sentence beside it.
    """
    names: tuple[str, ...] = (
        "country", "hazards", "warnings", "prepare", "phrases", "insurance", "contacts", "rules",
        "answers", "guides", "people", "corridor",
    )  # fmt: skip
    return {
        "host": advisory.host,
        "origin": advisory.origin,
        "locale": advisory.locale,
        "translation": _states(advisory, names),
        **{name: jsonable(getattr(advisory, name), sources=True) for name in names},
    }


def _states(advisory: Advisory, names: Iterable[str]) -> dict[str, int]:
    """Count the translated passages by state; phrases in the host's language are not this one's."""
    own = {name: getattr(advisory, name) for name in names}
    own["phrases"] = [phrase.text for phrase in advisory.phrases.values()]
    found = Counter(text.state for text in texts(own))
    return {state: found[state] for state in ("missing", "behind", "draft", "reviewed")}


def facts(advisory: Advisory) -> dict[str, Any]:
    """Contacts and sources of a host, in the source locale."""
    return {
        "host": advisory.host,
        "contacts": jsonable(advisory.contacts),
        "sources": jsonable(advisory.sources),
    }


def _target(path: str, data: dict[str, Any]) -> Target:
    code = tree_digest(Path(__file__).parent, Path(__file__).name)
    # Written to be compared, so nothing is left to make.
    written = (json.dumps(data, ensure_ascii=False) + "\n").encode()
    return Target.of(path, "data", partial(_make, path, written), data=written, code=code)


def _make(path: str, written: bytes) -> Files:
    return {path: written}
