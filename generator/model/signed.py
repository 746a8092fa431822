"""Step 1, model: content/hosts/<host>/signed.yaml: source sentences that two people have signed.

Text messages, voices, radio, alerts and what an office appends to an alert cannot be taken back:
they leave only when each sentence in them is signed here, and its translation in its PO file (CARE
47). Written by ``advisory channels sign``.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from .fields import Handle, Model
from .handles import is_same_person


class SignedSentence(Model):
    """One sentence as readers see it, with its numbers, and who stands behind it."""

    says: str
    """The whole sentence. When a word or a number of it changes, nobody has signed it any more."""
    by: Handle
    """Handle of who compared it with its source, never a name."""
    second: Handle
    """Handle of the second person who did."""
    on: date

    @model_validator(mode="after")
    def _are_two(self) -> Self:
        if is_same_person(self.by, self.second):
            raise ValueError("two people sign; somebody else must be the second")
        return self


class SignedSentences(Model):
    """content/hosts/<host>/signed.yaml."""

    signed: tuple[SignedSentence, ...] = ()
