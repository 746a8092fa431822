"""Beside step 4: the ZIP that a recorder gave back → who spoke, and the sounds by their texts.

It comes from outside, by chat or by a stick: nothing is unpacked onto the disk, no name in it is
used as a path, and no more is read than a recorder can have written.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from ...model import limits

MANIFEST = "manifest.json"
VERSION = 1
_SOUND = re.compile(r"[0-9]{3}\.(webm|ogg|m4a|mp4|wav|amr|mp3)")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DIGEST = re.compile(r"[0-9a-f]{12}")
_MOST_MANIFEST = 200_000


class UnreadableZipError(ValueError):
    """A ZIP that no recorder of ours wrote, or one that was damaged on its way."""


@dataclass(frozen=True)
class Spoken:
    """One sound as it came."""

    key: str
    digest: str
    """Of the text that was on the screen."""
    name: str
    data: bytes


@dataclass(frozen=True)
class Handed:
    """What a speaker handed in."""

    language: str
    speaker: str
    consent: date
    sounds: tuple[Spoken, ...]


def read_zip(data: bytes) -> Handed:
    """Read what a recorder wrote. Raises UnreadableZipError, with what to do."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = _entries(archive)
            manifest = _manifest(_read(archive, entries, MANIFEST, _MOST_MANIFEST))
            return _handed(manifest, archive, entries)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        if isinstance(error, UnreadableZipError):
            raise
        raise UnreadableZipError(
            "it is no ZIP file, or was damaged on its way. Ask for it again."
        ) from error


def refuse_future(handed: Handed, today: date) -> None:
    """Raise UnreadableZipError when the speaker agreed on a day that has not come."""
    if handed.consent > today:
        raise UnreadableZipError(
            f"its speaker agreed on {handed.consent}, which has not come yet: the clock of the "
            "device is wrong. Ask on which day it was, and record again with the right clock."
        )


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name; refuse what a recorder never writes."""
    found: dict[str, zipfile.ZipInfo] = {}
    infos = archive.infolist()
    if len(infos) > limits.SOUNDS.most + 1:
        raise UnreadableZipError(f"it has more than {limits.SOUNDS}. Is it the right file?")
    for info in infos:
        # Names are looked up and never joined to a path; a strange one is not from a recorder.
        if info.filename != MANIFEST and not _SOUND.fullmatch(info.filename):
            raise UnreadableZipError(
                f'it holds "{info.filename[:60]}", which no recorder of ours writes. Ask for the '
                "ZIP itself."
            )
        if info.filename in found:
            raise UnreadableZipError(f'it holds "{info.filename}" twice. Ask for it again.')
        found[info.filename] = info
    return found


def _read(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str, most: int
) -> bytes:
    if name not in entries:
        raise UnreadableZipError(f'"{name}" is missing in it. Ask for it again.')
    with archive.open(entries[name]) as file:
        # The size that a ZIP states may be false: one byte more than allowed shows the truth.
        data = file.read(most + 1)
        if len(data) > most:
            raise UnreadableZipError(
                f'"{name}" has more than {most // 1000:,} KB. Record shorter lines.'
            )
        file.read(1)  # at the end the sum of its bytes is compared
    return data


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableZipError("its list of lines cannot be read. Ask for it again.") from error
    if not isinstance(found, dict) or found.get("advisory_recordings") != VERSION:
        raise UnreadableZipError(
            "it is not from a recorder of ours: make a new one for its speaker."
        )
    return found


def slug_or_refuse(speaker: object) -> str:
    """Return the handle of a speaker. Raises UnreadableZipError for what is none."""
    if (
        not isinstance(speaker, str)
        or not _SLUG.fullmatch(speaker)
        or len(speaker) > limits.ID.most
    ):
        raise UnreadableZipError("its speaker has no handle: small letters, digits and -, no name.")
    return speaker


def _handed(
    manifest: dict[str, Any], archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]
) -> Handed:
    speaker = slug_or_refuse(manifest.get("speaker"))
    if manifest.get("adult") is not True or manifest.get("agreed") is not True:
        raise UnreadableZipError(
            "its speaker has not said that she is an adult and agrees. Nothing is taken without "
            "that."
        )
    try:
        consent = date.fromisoformat(str(manifest.get("consent")))
    except ValueError as error:
        raise UnreadableZipError(
            "the day on which its speaker agreed is missing. Ask for it again."
        ) from error
    language = manifest.get("language")
    sounds = tuple(_sounds(manifest.get("lines"), archive, entries))
    return Handed(language if isinstance(language, str) else "", speaker, consent, sounds)


def _sounds(
    rows: object, archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]
) -> Iterator[Spoken]:
    names, keys = set(), set()
    for row in rows if isinstance(rows, list) else []:
        texts = (
            [row.get(name) for name in ("key", "digest", "file")] if isinstance(row, dict) else []
        )
        if len(texts) != 3 or not all(isinstance(text, str) for text in texts):
            raise UnreadableZipError("its list of lines cannot be read. Ask for it again.")
        key, digest, name = map(str, texts)
        if (
            not _SOUND.fullmatch(name)
            or not _DIGEST.fullmatch(digest)
            or name in names
            or key in keys
        ):
            raise UnreadableZipError("its list of lines cannot be read. Ask for it again.")
        names.add(name)
        keys.add(key)
        yield Spoken(key, digest, name, _read(archive, entries, name, limits.RAW_SOUND.most))
