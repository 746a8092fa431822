"""Step 4: the proof of a number → the sentences that describe it, the same for every product.

In: the proof of a number (``localise/proof.py``). Out: sentences of the interface, which each
product shows in its own way and joins with a dot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .interface import PROOF
from .records.contacts import Proof
from .texts import Text, joined
from .translator import Ui

BETWEEN = " · "


class ProofPhrase(NamedTuple):
    """A sentence of the interface, and what fills its placeholders."""

    context: str
    message: str
    values: Mapping[str, Any]


def proof_phrases(proof: Proof, ui: Ui, *, apart: bool = False) -> list[ProofPhrase]:
    """Return what a plate says of its proof, in order.

    With *apart* "not called yet" is left out: it is said once for all numbers beside it.
    """
    return [ProofPhrase(*PROOF[key], values) for key, values in _phrases(proof, ui, apart=apart)]


def _phrases(proof: Proof, ui: Ui, *, apart: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    if proof.basis == "called":
        day = {"day": proof.called_on}
        if proof.answered_in:
            language = ui.label("language", proof.answered_in)
            yield "called-answered", day | {"language": language}
        else:
            yield "called", day
        return
    if proof.basis == "agreed":
        yield "agreed", {"count": proof.agreeing}
    elif proof.year:
        yield "source-year", {"year": str(proof.year)}
    else:
        yield "source-undated", {"year": str(proof.read_on.year)}
    if proof.called_on:
        yield "called-long-ago", {"day": proof.called_on}
    elif not apart:
        yield "not-called", {}
    if proof.overdue:
        yield "overdue", {}


def proof_text(proof: Proof, ui: Ui, *, apart: bool = False) -> Text:
    """Return the wording as one text."""
    return joined(
        [ui(p.context, p.message, **p.values) for p in proof_phrases(proof, ui, apart=apart)],
        BETWEEN,
    )
