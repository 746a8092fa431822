"""Step 2: content → problems: names, numbers and sentences of the made-up country of tests/.

Rule ``made-up``. An editor who starts a country with a copy of the made-up one must learn of each
name, number, address and sentence that was not replaced: somebody would look for the school on a
hill that does not exist. ``made_up.yaml`` has what to look for; tools/made_up.py writes it from
tests/example.

Our own tests work on copies of the made-up country. They say so by the environment variable
ADVISORY_MADE_UP, which names the folders where it may be: nothing in the content itself, so nothing
that is copied along, allows it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ...cache.inputs import MADE_UP
from ...load import Content, LoadedFile
from ...load.tree import scalars
from ...model.site import UNDECIDED_URL
from ...model.walk import KeyPath
from ...paths import PACKAGE, REPOSITORY
from ...problems import Problem
from ...text.plain import PLACEHOLDER

TABLE = PACKAGE / "check" / "data" / "made_up.yaml"
_TESTS = REPOSITORY / "tests"
_OF = "of the made-up country in tests/example"
_WORDS = 5
"""Shorter sentences may be anybody's."""
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")
_HOST = re.compile(r"(?:://|@)([^\s/?#:@<>\"']+)")
_RESERVED = re.compile(
    r"(?:^|\.)(?:test|invalid|localhost|example|example\.(?:com|net|org))$", re.IGNORECASE
)
"""Names that nobody can ever have (RFC 2606, RFC 6761)."""
_NUMBER = re.compile(r"\+?[\d ()./-]+")


def sentences_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield each sentence that is long enough to be nobody else's, with its digest.

    Case, punctuation and spaces do not count; a placeholder is one word, whatever it names.
    """
    for sentence in _SENTENCE_END.split(text):
        words = re.findall(r"[\w%]+", PLACEHOLDER.sub(" % ", sentence.casefold()))
        if len(words) >= _WORDS:
            yield sentence, hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


def digits_of(text: str) -> str:
    """Return the digits of a number as it is printed; nothing when the text is no number."""
    return re.sub(r"\D", "", text) if _NUMBER.fullmatch(text) else ""


def is_allowed(content: Path) -> bool:
    """Return whether the folder *content* is one of tests: below tests/, or where they say so."""
    named = [Path(name) for name in os.environ.get(MADE_UP, "").split(os.pathsep) if name]
    return any(content.resolve().is_relative_to(place.resolve()) for place in (_TESTS, *named))


def invented_address(text: str) -> tuple[str, str] | None:
    """Return what is wrong with an address that nobody can open, and the remedy; None if it is ok.

    For what is typed or imported, so that it is reported before it is written. Tests that allow
    made-up content also allow such addresses.
    """
    host = next((one for one in _HOST.findall(text) if _RESERVED.search(one)), None)
    if host is None or os.environ.get(MADE_UP):
        return None
    return _invented(host)


def _invented(host: str) -> tuple[str, str]:
    return (
        f'"{host}" is an address for tests, which nobody can open',
        "Write the address that you read.",
    )


def check_made_up(content: Content) -> Iterator[Problem]:
    """No name, number, address or sentence is that of the made-up country."""
    for file in content.files.values():
        slug = next((part for part in PurePosixPath(file.name).parts if _name_in(part)), None)
        if slug is not None:
            remedy = "Name the file or its folder after the country that it is about."
            yield file.problem((), "made-up", f'"{slug}" is a name {_OF}', remedy, key=True)
        for path, scalar, is_key in scalars(file.tree):
            yield from _in_scalar(file, path, scalar.text, is_key=is_key)
        for text in file.texts:
            for sentence, digest in sentences_of(text.text):
                if digest in _table()["sentences"] and not _name_in(sentence):
                    yield file.problem(
                        text.path,
                        "made-up",
                        f'"{sentence}" is advice {_OF}',
                        "Write what a source of this country says, in words of your own, or "
                        "remove it.",
                    )


def _in_scalar(file: LoadedFile, path: KeyPath, text: str, *, is_key: bool) -> Iterator[Problem]:
    at = (*file.context, *path)
    if name := _name_in(text):
        yield file.problem(
            at,
            "made-up",
            f'"{name}" is a name {_OF}',
            "Write what is true in this country and read in its sources, or remove it.",
            key=is_key,
        )
    if digits_of(text) in _table()["numbers"]:
        yield file.problem(
            at,
            "made-up",
            f'"{text}" is a number {_OF}',
            "Write the number that you read in a source of this country, or remove it.",
            key=is_key,
        )
    if file.name == "site.yaml" and text.rstrip("/") == UNDECIDED_URL:
        return  # A rule of its own: publisher-undecided.
    for host in _HOST.findall(text):
        if _RESERVED.search(host):
            yield file.problem(at, "made-up", *_invented(host), key=is_key)


def _name_in(text: str) -> str | None:
    match = _names().search(text)
    return match[0] if match else None


@cache
def _names() -> re.Pattern[str]:
    either = "|".join(map(re.escape, _table()["names"]))
    # Also as a part of an id: firefly-consulate.
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)


@cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, list[Any]] = yaml.load(
        TABLE.read_text("utf-8"),
        Loader=yaml.BaseLoader,  # noqa: S506
    )
    return {name: frozenset(rows) for name, rows in table.items()}
