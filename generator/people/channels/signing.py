"""Beside step 4: an advisory → the sentences two people must sign; signatures → signed.yaml.

In: advisories of one host country in the source locale. Out: their sentences, numbered, and the
text of a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ...cache.digests import digest
from ...load.edit import new_text, with_items
from ...localise.advisory import Advisory
from ...localise.texts import Text
from ...products.channels import CHANNELS
from ...products.sending.pieces import pieces
from ...products.sending.signed import is_signed

_SCHEMA = "../../schema/signed.json"
_KEY = "signed"


class NotThereError(Exception):
    """A sentence was named that is none of them; the message says what to do."""


@dataclass(frozen=True)
class Sentence:
    """One sentence that leaves only when two people have signed it."""

    name: str
    """Its number and four signs that change with its words: ``12-7fa3``; old names are refused."""
    says: str
    """The whole sentence, with its numbers, as signed.yaml has it."""
    channels: tuple[str, ...]
    pieces: tuple[str, ...]
    """Where it stands: ``flood.during``; empty when a channel says it on its own account."""
    signed: bool


def sentences(advisories: Iterable[Advisory]) -> list[Sentence]:
    """Return the sentences that no channel can take back; signed ones keep their number."""
    channels: dict[str, list[str]] = defaultdict(list)
    places: dict[str, list[str]] = defaultdict(list)
    signed: dict[str, bool] = {}
    for advisory in advisories:
        for name, channel in CHANNELS.items():
            for text in channel.sentences(advisory) if channel.binding else ():
                if text:
                    channels[_says(text)].append(name)
                    signed[_says(text)] = is_signed(text, advisory)
        for piece in pieces(advisory):
            told = [piece.title, *(text for step in piece.steps for text in step.texts)]
            for text in (*told, *(text for number in piece.numbers for text in number.texts)):
                places[_says(text)].append(piece.id)
    return [
        Sentence(
            f"{number}-{digest(says)[:4]}",
            says,
            tuple(dict.fromkeys(names)),
            tuple(dict.fromkeys(places.get(says, ()))),
            signed[says],
        )
        for number, (says, names) in enumerate(channels.items(), 1)
    ]


def _says(text: Text) -> str:
    return text.source or str(text)


def no_longer_said(advisories: Sequence[Advisory], listed: Iterable[Sentence]) -> list[str]:
    """Return signed sentences that no channel says any more."""
    said = {one.says for one in listed}
    return sorted({says for advisory in advisories for says in advisory.signed} - said)


def named(listed: Sequence[Sentence], names: Iterable[str]) -> list[Sentence]:
    """Return the sentences of *listed* with these *names*, each once, in the order of the list.

    Raises NotThereError for a name that is none, or whose sentence reads differently now.
    """
    by_name = {one.name: one for one in listed}
    numbers = {one.name.partition("-")[0] for one in listed}
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name in by_name:
            continue
        number = name.partition("-")[0]
        if name == number and name in numbers:
            raise NotThereError(
                f'"{name}" is only the number. Type it as the list has it, with the signs behind '
                "it, so that nobody signs another sentence than the one that was read."
            )
        if number in numbers:
            raise NotThereError(
                f'Sentence "{name}" reads differently now, or stands at another number. Read the '
                "list again."
            )
        raise NotThereError(f'There is no sentence "{name}" to sign.')
    return [one for one in listed if one.name in wanted]


def with_signatures(text: str | None, says: Iterable[str], by: str, second: str, on: date) -> str:
    """Return *text* of signed.yaml, None without one, with a signature under each sentence more.

    What is there stays as it is. Raises LayoutError when that cannot be.
    """
    if text is None or not text.strip():
        text = new_text(_SCHEMA, {_KEY: []})
    items = [{"says": one, "by": by, "second": second, "on": str(on)} for one in says]
    return with_items(text, _KEY, items)
