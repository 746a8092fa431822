"""Step 4: an advisory → the advisory and its facts as JSON, for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ..cache.digests import code_digest
from ..localise.advisory import Advisory
from ..localise.texts import jsonable, texts
from .target import Files, Target


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Return a target for each advisory, ``data/H.L.json``, and for each host, ``data/H.json``."""
    targets = []
    for advisory in advisories:
        path = f"data/{advisory.host}.{advisory.locale}.json"
        facts_of_target = {name: getattr(advisory, name) for name in ("origin", *_TOLD)}
        targets.append(_target(path, facts_of_target, partial(localised, advisory)))
    sources = {a.host: a for a in advisories if a.locale == a.ui.translator.source_locale}
    for host, advisory in sources.items():
        facts_of_target = {"contacts": advisory.contacts, "sources": advisory.sources}
        targets.append(_target(f"data/{host}.json", facts_of_target, partial(facts, advisory)))
    return targets


_TOLD = (
    "country",
    "hazards",
    "warnings",
    "first_aid",
    "prepare",
    "phrases",
    "insurance",
    "contacts",
    "rules",
    "answers",
    "guides",
    "referrals",
    "people",
    "corridor",
)
"""What the file of an advisory contains besides its name."""


def localised(advisory: Advisory) -> dict[str, Any]:
    """All that the advisory says, in its locale, each text with its language and state.

    What nobody has signed, or is behind, has its source sentence beside it.
    """
    return {
        "host": advisory.host,
        "origin": advisory.origin,
        "locale": advisory.locale,
        "translation": _states(advisory),
        **{name: jsonable(getattr(advisory, name), sources=True) for name in _TOLD},
    }


def _states(advisory: Advisory) -> dict[str, int]:
    """Count the translated passages by state; phrases in the host's language are not this one's."""
    values = {name: getattr(advisory, name) for name in _TOLD}
    values["phrases"] = [phrase.text for phrase in advisory.phrases.values()]
    return states(values)


def states(values: object) -> dict[str, int]:
    """Return how many texts below *values* there are in each state that a translation may have."""
    by_state = Counter(text.state for text in texts(values))
    return {state: by_state[state] for state in ("missing", "behind", "draft", "reviewed")}


def facts(advisory: Advisory) -> dict[str, Any]:
    """Contacts and sources of a host, in the source locale."""
    return {
        "host": advisory.host,
        "contacts": jsonable(advisory.contacts),
        "sources": jsonable(advisory.sources),
    }


def _target(
    path: str, facts_of_target: dict[str, Any], make: Callable[[], dict[str, Any]]
) -> Target:
    # Several times as fast as writing the file, which mostly is that of the last build.
    data = repr(facts_of_target).encode()
    return Target.of(path, "data", partial(_make, path, make), data=data, code=code_digest())


def _make(path: str, make: Callable[[], dict[str, Any]]) -> Files:
    return {path: (json.dumps(make(), ensure_ascii=False) + "\n").encode()}
