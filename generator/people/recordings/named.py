"""Beside step 4: a filled workbook or form, and a ZIP of the files it names → a speaker's sounds.

The ZIP was made by hand on a phone: its files have any names. None is unpacked or used as a path;
those that the workbook does not name are not read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import PurePosixPath

from ...model import limits
from ...po.catalog import review_digest
from ..translators.rows import ReturnedFile, ReturnedRow
from .store import Refused
from .zip_in import Handed, Spoken, UnreadableZipError, slug_or_refuse


def handed_of(
    reading: ReturnedFile, locale: str, speaker: str, data: bytes
) -> tuple[Handed, list[Refused]]:
    """Return the sounds of the ZIP *data* that the rows of *reading* name, and what is refused.

    Raises UnreadableZipError: no ZIP, or the speaker did not say that she is an adult, agrees, and
    when.
    """
    consent = _consent(reading)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sounds, refused = _sounds(reading.rows, archive)
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
    return Handed(locale, slug_or_refuse(speaker.lower()), consent, tuple(sounds)), refused


def _consent(reading: ReturnedFile) -> date:
    voice = reading.voice
    if voice is None or not (voice.adult and voice.agreed):
        raise UnreadableZipError(
            "its speaker has not said that she is an adult and agrees. Nothing is taken without "
            'that: ask for the workbook with its sheet "you" filled in.'
        )
    try:
        return date.fromisoformat(voice.day.strip())
    except ValueError as error:
        raise UnreadableZipError(
            "the day on which its speaker agreed is missing. Ask for it, as 2026-12-31."
        ) from error


def _sounds(
    rows: Sequence[ReturnedRow], archive: zipfile.ZipFile
) -> tuple[list[Spoken], list[Refused]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > limits.SOUNDS.most:
        raise UnreadableZipError(f"it has more than {limits.SOUNDS}. Is it the right file?")
    files = dict(_by_name(infos))
    sounds: list[Spoken] = []
    refused: list[Refused] = []
    keys: set[str] = set()
    for row in rows:
        if not row.sound:
            continue
        # Domain and text, as recordings name them.
        key = row.key.replace(":", "/", 1)
        info = files.get(_known_as(row.sound))
        if info is None:
            why = (
                f'"{row.sound[:60]}" is not in the ZIP (or is there twice). Write the name as the '
                "phone shows it."
            )
            refused.append(Refused(key, why))
        elif key in keys:
            refused.append(Refused(key, "is named in two rows. Keep one."))
        else:
            keys.add(key)
            digest = review_digest(row.source, row.translation)
            sounds.append(Spoken(key, digest, row.sound, _read(archive, info)))
    return sounds, refused


def _by_name(infos: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield each name that a cell may use, with or without ending, if only one file has it."""
    found: dict[str, list[zipfile.ZipInfo]] = {}
    for info in infos:
        path = PurePosixPath(info.filename)
        for name in {_known_as(path.name), _known_as(path.stem)}:
            found.setdefault(name, []).append(info)
    yield from ((name, of_name[0]) for name, of_name in found.items() if len(of_name) == 1)


def _known_as(name: str) -> str:
    return name.strip().casefold()


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        # The size that a ZIP states may be false: one byte more than allowed shows the truth.
        data = file.read(limits.RAW_SOUND.most + 1)
    if len(data) > limits.RAW_SOUND.most:
        raise UnreadableZipError(
            f'"{info.filename[:60]}" has more than {limits.RAW_SOUND.most // 1000:,} KB. Record '
            "shorter lines."
        )
    return data
