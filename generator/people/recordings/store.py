"""Beside step 4: recordings handed in, heard or withdrawn → content/recordings.yaml and its sounds.

The sounds are written first and the list after them: a list never names a sound that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...cache.digests import digest
from ...load import Content
from ...load.edit import new_text, with_values
from ...load.edit_entry import with_new_entry
from ...load.sound import seconds_of
from ...model import Recording
from ...model.walk import KeyPath
from ...system.ordinary_file import read_ordinary
from ...system.whole_file import write_together
from .lines import Line, Script
from .sounds import UnfitSoundError, published_sound
from .zip_in import Handed, Spoken

LIST = "recordings.yaml"
FOLDER = "recordings"
_ORDER = tuple(Recording.model_fields)


@dataclass(frozen=True)
class Taken:
    """A sound that was taken."""

    id: str
    line: Line
    fields: Mapping[str, Any]
    data: bytes


@dataclass(frozen=True)
class Refused:
    """A sound that was not."""

    key: str
    why: str


def take_in(
    handed: Handed, script: Script, make_sound: Callable[[bytes, int], bytes] = published_sound
) -> tuple[list[Taken], list[Refused]]:
    """Return the sounds to publish of *handed*, for the lines of *script*, and the refused ones."""
    lines = {line.key: line for line in script.lines}
    taken: list[Taken] = []
    refused: list[Refused] = []
    for sound in handed.sounds:
        try:
            taken.append(_take(sound, handed, lines.get(sound.key), make_sound))
        except UnfitSoundError as error:
            refused.append(Refused(sound.key, str(error)))
    return taken, refused


def _take(
    sound: Spoken, handed: Handed, line: Line | None, make_sound: Callable[[bytes, int], bytes]
) -> Taken:
    if line is None:
        raise UnfitSoundError("is no line that is asked for today. Make a new sheet.")
    if line.digest != sound.digest:
        raise UnfitSoundError(
            "was recorded for another text than that of today. Record the new one."
        )
    data = make_sound(sound.data, len(line.shown))
    seconds = seconds_of(data) or 0
    # Of language, text and speaker: whoever records a line again takes her own sound's place.
    language = handed.language
    name = f"{language.lower()}-{digest([language, line.key, handed.speaker])[:10]}"
    fields = {
        "domain": line.domain,
        "text": line.text,
        "language": language,
        "file": f"{name}.ogg",
        "seconds": max(1, round(seconds)),
        "speaker": handed.speaker,
        "consent": handed.consent,
        "digest": line.digest,
    }
    return Taken(name, line, fields, data)


def write_taken(content: Path, taken: Sequence[Taken]) -> None:
    """Write the sounds and their rows.

    Raises LayoutError and OSError; then only new sounds may be on the disk.
    """
    text = _text(content)
    for one in taken:
        if f"\n  {one.id}:\n" in text:
            # A new sound, which nobody has heard.
            text = with_values(text, {("recordings", one.id): None}, _order)
        text = _with_row(text, one)
    write_together(
        {content / FOLDER / str(one.fields["file"]): one.data for one in taken}, below=content
    )
    write_together({content / LIST: text.encode()}, below=content)


def _text(content: Path) -> str:
    path = content / LIST
    return read_ordinary(path, below=content).decode() if path.exists() else ""


def _with_row(text: str, one: Taken) -> str:
    if "recordings:" not in text:
        return new_text(f"schema/{FOLDER}.json", {"recordings": {one.id: dict(one.fields)}})
    return with_new_entry(text, ("recordings", one.id), dict(one.fields), LIST)


def _order(path: KeyPath) -> Sequence[str]:
    return _ORDER if len(path) == 2 else ()


def write_heard(content: Path, heard: Mapping[str, str], by: str) -> None:
    """Write what *by* heard in each recording of *heard*, by id. Raises LayoutError, OSError."""
    values: dict[KeyPath, Any] = {}
    for key, words in heard.items():
        values["recordings", key, "back"] = words
        values["recordings", key, "heard_by"] = by
    text = with_values(_text(content), values, _order)
    write_together({content / LIST: text.encode()}, below=content)


def withdraw(content: Path, loaded: Content, speaker: str) -> list[str]:
    """Remove rows and sounds of *speaker*; return their ids. Raises LayoutError, OSError."""
    rows = loaded.recordings.recordings
    gone = {key: row for key, row in rows.items() if row.speaker == speaker}
    if not gone:
        return []
    if len(gone) == len(rows):
        (content / LIST).unlink()
    else:
        text = with_values(_text(content), {("recordings", key): None for key in gone}, _order)
        write_together({content / LIST: text.encode()}, below=content)
    kept = {row.file for key, row in rows.items() if key not in gone}
    for row in gone.values():
        if row.file not in kept:
            (content / FOLDER / row.file).unlink(missing_ok=True)
    return list(gone)
