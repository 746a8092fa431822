"""Beside step 4: recordings → an HTML file to hear them; a listener's answer → pairs to compare.

Without the text it is for a second speaker, who must not read it; with it, for the editor.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...cache.digests import digest
from ...load import Content
from ...model import Recording, limits
from .lines import Script
from .page import render

VERSION = 1


class UnreadableAnswerError(ValueError):
    """What came back is no answer of ours."""


@dataclass(frozen=True)
class Told:
    """What a second speaker says of one recording, beside what it should say."""

    id: str
    source: str
    back: str


def sound_mark(content: Content, recording: Recording) -> str:
    """Return what an answer knows a sound by: one that was recorded again has another."""
    return digest(content.sounds.get(recording.file) or b"")[:12]


def hearing_page(content: Content, script: Script, *, without_text: bool) -> bytes:
    """Return the page of all recordings in the language of *script*."""
    lines = {line.key: line for line in script.lines}
    rows = []
    for key, one in sorted(_of(content, script.language)):
        line = lines.get(f"{one.domain}/{one.text}")
        kind = "mp4" if one.file.endswith(".m4a") else "ogg"
        sound = b64encode(content.sounds.get(one.file) or b"").decode()
        row = {
            "id": key,
            "mark": sound_mark(content, one),
            "seconds": one.seconds,
            "sound": f"data:audio/{kind};base64,{sound}",
        }
        if not without_text:
            fits = line is not None and line.digest == one.digest
            row |= {
                "source": line.source if line else one.text,
                "words": line.words if line else "",
                "back": one.back or "",
                "heard": one.is_heard,
                "fits": fits,
            }
        rows.append(row)
    # In the order of their ids, which is no order of the texts: no line helps to guess the next.
    data = {"advisory_heard": VERSION, "language": script.language, "rows": rows}
    return render("hear.html", script.language, "hear.js", data, without_text=without_text)


def _of(content: Content, language: str) -> Iterable[tuple[str, Recording]]:
    for key, one in content.recordings.recordings.items():
        if one.language == language:
            yield key, one


def read_answer(
    data: bytes, content: Content, script_of: Mapping[str, str]
) -> tuple[str, list[Told], list[str]]:
    """Return what the page without text gave back: by whom, what was told, what was refused.

    *script_of* has the source sentence of each text by its key. Raises UnreadableAnswerError.
    """
    try:
        answer: Any = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswerError(
            "it is no answer of our page, or was cut on its way. Ask for it again."
        ) from error
    if not isinstance(answer, dict) or answer.get("advisory_heard") != VERSION:
        raise UnreadableAnswerError(
            "it is no answer of our page. Ask for the file that the page saves."
        )
    told: list[Told] = []
    refused: list[str] = []
    rows, by = answer.get("rows"), str(answer.get("by", ""))
    for row in (rows if isinstance(rows, list) else [])[: limits.ITEMS.most]:
        if not isinstance(row, dict):
            continue
        key, back = str(row.get("id", ""))[:80], str(row.get("back", "")).strip()
        one = content.recordings.recordings.get(key)
        if not back:
            continue
        if one is None:
            refused.append(f"{key}: there is no such recording any more.")
        elif row.get("mark") != sound_mark(content, one):
            refused.append(f"{key}: it was recorded again since. Let the new one be heard.")
        elif one.speaker == by:
            refused.append(f"{key}: its speaker cannot be the one who hears it. Ask somebody else.")
        elif len(back) > limits.TEXT.most:
            refused.append(f"{key}: what was told has more than {limits.TEXT}.")
        else:
            source = script_of.get(f"{one.domain}/{one.text}", one.text)
            told.append(Told(key, source, " ".join(back.split())))
    return by, told, refused
