"""Step 4, tables: what stays with each number: its cautions, proof, source and day (CARE 48).

A sentence in a cell may name another contact's number. The row then has the caution and proof of
that one, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...localise.advisory import Advisory
from ...localise.guarding import cautions_before, with_cautions
from ...localise.proof_words import proof_text
from ...localise.records.contacts import ContactRecord, Proof
from ...localise.texts import Text
from .columns import sentences, unlike


@dataclass(frozen=True)
class Cited:
    """Where the facts of a row were read."""

    publishers: str
    urls: str
    read_on: date | None
    """The day on which the oldest of them was read: no fact of the row looks newer than it is."""


def warnings(of_host: Sequence[Advisory], key: str, texts: Sequence[Text]) -> list[Text]:
    """Return what must be read before the number of the contact *key*, and those that *texts* name.

    For people of each origin: readers of a table may assist any of them.
    """
    found: dict[str, Text] = {}
    for advisory in of_host:
        contact = advisory.contacts.get(key)
        own = cautions_before(advisory, contact) if contact is not None else ()
        # Cautions that are also among the texts are in their own cell, and here, before the number.
        named = [one for text in texts for one in with_cautions(advisory, text)[:-1]]
        found |= {sentences([text]): text for text in (*own, *named)}
    return list(found.values())


def proof(advisory: Advisory, of: Proof | None, texts: Sequence[Text]) -> str:
    """Return how far a number is proved, and each that *texts* name, behind its digits."""
    own = [_words(advisory, of)] if of is not None else []
    return " ".join(unlike([*own, *(_named(advisory, texts))]))


def cited(advisory: Advisory, keys: Sequence[str]) -> Cited:
    """Return the sources *keys* of an advisory in words."""
    sources = [advisory.sources[key] for key in keys if key in advisory.sources]
    return Cited(
        publishers="; ".join(unlike([source.publisher for source in sources])),
        urls=" ".join(unlike([url for source in sources for url in source.url])),
        read_on=min((source.read_on for source in sources), default=None),
    )


def _named(advisory: Advisory, texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        for run in text.runs:
            contact = advisory.contacts.get(run.contact or "") if run.kind == "tel" else None
            if contact is not None:
                yield f"{run.text}: {_words(advisory, _proof_of(contact, run.text))}"


def _proof_of(contact: ContactRecord, number: str) -> Proof:
    for run, of in zip(contact.other_tel, contact.other_proof, strict=True):
        if run.text == number:
            return of
    return contact.proof


def _words(advisory: Advisory, of: Proof) -> str:
    return f"{sentences([proof_text(of, advisory.ui)])}, read on {of.read_on}."
