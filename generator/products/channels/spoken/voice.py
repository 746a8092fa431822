"""Step 4, channels: pieces → voice messages of 15 and 30 seconds: ``voice/H.L.json`` and ``.txt``.

Whole steps, what matters most first, then one number behind its caution, digit by digit; in
30 seconds twice. A piece leaves when two people have signed each sentence of its scripts.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ....cache.digests import code_digest
from ....localise.advisory import Advisory
from ....localise.texts import Text
from ...sending.pieces import NUMBERS, Piece, code_of, pieces
from ...sending.sent import SentNumber
from ...sending.signed import exercise_mark, release
from ...target import Files, Target
from .aloud import all_aloud, number_aloud
from .length import SLOWED, rate, seconds

LENGTHS = (15, 30)
"""Seconds that a script may take."""
_PRODUCT = "voice"


@dataclass(frozen=True)
class Script:
    """What is said in so many seconds at most."""

    most: int
    lines: tuple[str, ...]
    """To be read in this order, with a silence between them."""
    texts: tuple[Text, ...]
    """The sentences in it, to be signed."""

    def says(self, mark: str = "") -> str:
        """Return the whole script on one line."""
        return mark + " ".join(self.lines)


def plan(advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
    """Return two targets for each advisory: ``voice/H.L.json`` for programs, ``.txt`` to read."""
    return [
        target
        for advisory in advisories
        if advisory.signed or allow_draft
        for target in _targets(advisory, allow_draft=allow_draft)
    ]


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield each sentence that the scripts say."""
    for piece in pieces(advisory):
        for script in scripts(advisory, piece):
            yield from script.texts


def scripts(advisory: Advisory, piece: Piece, mark: str = "") -> list[Script]:
    """Return the scripts of a piece, behind *mark*; none for a length in which nothing fits."""
    made = [_script(advisory.locale, piece, most, mark) for most in LENGTHS]
    return [script for script in made if script]


def _script(locale: str, piece: Piece, most: int, mark: str) -> Script | None:
    times = 2 if most == LENGTHS[-1] else 1

    def fits(texts: Sequence[Text], numbers: Sequence[SentNumber]) -> bool:
        return seconds(mark + " ".join(_lines(piece, texts, numbers, times)), locale) <= most

    numbers: list[SentNumber] = []
    for number in piece.numbers if piece.id == NUMBERS else piece.numbers[:1]:
        if fits((), [*numbers, number]):
            numbers.append(number)
    steps = piece.chosen(lambda texts: fits(texts, numbers))
    if piece.steps and not steps:
        # Rather what to do without a number than a number without what to do.
        numbers = []
        steps = piece.chosen(lambda texts: fits(texts, numbers))
    if not steps and (piece.steps or not numbers):
        return None
    told = tuple(text for number in numbers for text in number.texts)
    return Script(most, tuple(_lines(piece, steps, numbers, times)), (piece.title, *steps, *told))


def _lines(
    piece: Piece, texts: Sequence[Text], numbers: Sequence[SentNumber], times: int
) -> Iterator[str]:
    yield all_aloud([piece.title])
    if texts:
        yield all_aloud(texts)
    yield from (number_aloud(number, times=times) for number in numbers)


def _targets(advisory: Advisory, *, allow_draft: bool) -> Iterator[Target]:
    rows = list(_rows(advisory, allow_draft=allow_draft))
    if not rows:
        return
    said = rate(advisory.locale)
    data = {
        "host": advisory.host,
        "locale": advisory.locale,
        "syllables_a_second": round(said.syllables * SLOWED, 2),
        "source": said.source,
        "estimated": said.estimated,
        "pieces": rows,
    }
    stem = f"voice/{advisory.host}.{advisory.locale}"
    files = {
        f"{stem}.json": json.dumps(data, ensure_ascii=False, indent=1) + "\n",
        f"{stem}.txt": "\n".join(_as_text(data)),
    }
    for path, text in files.items():
        made = partial(_make, path, text)
        yield Target.of(path, _PRODUCT, made, data=text, code=code_digest())


def _make(path: str, text: str) -> Files:
    return {path: text.encode()}


def _rows(advisory: Advisory, *, allow_draft: bool) -> Iterator[dict[str, Any]]:
    for piece in pieces(advisory):
        found = scripts(advisory, piece)
        state = release(
            (text for one in found for text in one.texts), advisory, allow_draft=allow_draft
        )
        mark = exercise_mark(advisory.locale) if state == "exercise" else ""
        # The mark takes time, too.
        found = scripts(advisory, piece, mark) if mark else found
        if state is not None and found:
            yield {
                "id": piece.id,
                "state": state,
                "code": code_of(advisory, piece.id, found[-1].says()),
                "scripts": [_script_row(one, advisory.locale, mark) for one in found],
            }


def _script_row(script: Script, locale: str, mark: str) -> dict[str, Any]:
    says = script.says(mark)
    return {"most": script.most, "seconds": seconds(says, locale), "says": says}


def _as_text(data: dict[str, Any]) -> Iterator[str]:
    """Lines to read from: what stands in brackets is not said."""
    about = "~" if data["estimated"] else ""
    yield (
        f"[{data['host']}, {data['locale']}. "
        f"{data['syllables_a_second']} syllables/s: {data['source']}]"
    )
    for piece in data["pieces"]:
        for script in piece["scripts"]:
            yield ""
            yield f"[{piece['id']}, {piece['code']}, {about}{script['seconds']} s]"
            yield script["says"]
    yield ""
