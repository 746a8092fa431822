"""Step 4, channels: what to do, by event code and urgency → ``alerts/H.actions.L.json``.

For offices that warn: an office that sends an alert appends these sentences to its own. It cannot
take them back, so only pieces with all sentences signed are in the file. One file for each country,
since steps, numbers and signatures differ by country.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ...cache.digests import code_digest, digest, library_versions
from ...localise.advisory import Advisory
from ...localise.texts import Text
from ..sending.pieces import Piece, Step, pieces
from ..sending.signed import exercise_mark, release, signed_count
from ..target import Target, one_file
from .event_codes import VALUE_NAME, code_of_hazard
from .feed import LICENCE
from .notice_words import shown

URGENCIES = {"before": ("Expected", "Future"), "during": ("Immediate",), "after": ("Past",)}
"""By the time of a piece: in which alerts its steps fit."""
_FOR_SOME = 3
"""Rank of steps for some people only, which an alert for all leaves out."""


def plan(advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
    """One file for each advisory that has a piece which may leave."""
    made = ((advisory, actions(advisory, allow_draft=allow_draft)) for advisory in advisories)
    return [_target(advisory, data) for advisory, data in made if data["actions"]]


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield every sentence that offices may append."""
    for _code, _piece, steps in _rows(advisory):
        for step in steps:
            yield from step.texts


def actions(advisory: Advisory, *, allow_draft: bool) -> dict[str, Any]:
    """Return what the file of an advisory says."""
    rows = [_action(advisory, *row, allow_draft=allow_draft) for row in _rows(advisory)]
    return {
        "country": advisory.country.code,
        "language": advisory.locale,
        "licence": LICENCE,
        "list": VALUE_NAME,
        # Whoever appends a sentence keeps a number's caution: it is part of the same text.
        "actions": [row for row in rows if row is not None],
    }


def _rows(advisory: Advisory) -> Iterator[tuple[str, Piece, list[Step]]]:
    for piece in pieces(advisory):
        code = code_of_hazard(piece.hazard) if piece.hazard else None
        steps = [step for step in piece.steps if step.rank < _FOR_SOME]
        if code is not None and piece.phase is not None and steps:
            yield code, piece, steps


def _action(
    advisory: Advisory, code: str, piece: Piece, steps: Sequence[Step], *, allow_draft: bool
) -> dict[str, Any] | None:
    texts = [text for step in steps for text in step.texts]
    # Whole or not at all: a step of less weight never takes the place of an unsigned one.
    how = release(texts, advisory, allow_draft=allow_draft)
    if how is None or piece.phase is None:
        return None
    mark = "" if how == "signed" else exercise_mark(advisory.locale)
    said = [(step.id, mark + shown(step.texts, advisory.ui)) for step in steps]
    return {
        "event": code,
        "hazard": piece.hazard,
        "urgency": list(URGENCIES[piece.phase]),
        "state": how,
        "signed": str(signed_count(texts, advisory)),
        "steps": [
            {"id": f"{piece.hazard}.{key}", "digest": digest(words)[:12], "text": words}
            for key, words in said
        ],
    }


def _target(advisory: Advisory, data: dict[str, Any]) -> Target:
    path = f"alerts/{advisory.host}.actions.{advisory.locale}.json"
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    make = partial(one_file, path, text.encode())
    return Target.of(
        path, "actions", make, data=text, code=code_digest(), library=library_versions()
    )
