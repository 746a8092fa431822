"""Beside the steps: what is wrong with a returned file or row, and a digest that shows a change."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ..problems import brief


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file or row that came back, and what to do."""

    place: str
    message: str
    remedy: str
    key: str = ""

    def __str__(self) -> str:
        key = f"{self.key}: " if self.key else ""
        return brief(f"{self.place}: {key}{self.message}. {self.remedy}")


class UnreadableFormError(ValueError):
    """A file that came back and is none of ours. The message says what to do, and quotes little."""

    def __init__(self, message: str) -> None:
        super().__init__(brief(message))


def digest_of(text: str) -> str:
    """Give a short digest of a translation."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
