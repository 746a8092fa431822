"""Step 4, channels: pieces about a hazard → scripts for radio and loudspeakers: ``radio/H.L.txt``.

Who speaks, what to do, the number digit by digit, then all of it again. Silences are in brackets:
nobody reads them out. A hazard's script leaves when two people have signed each of its sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ....cache.digests import code_digest
from ....localise.advisory import Advisory
from ....localise.interface import SPOKEN_FROM, SPOKEN_OPENING
from ....localise.texts import Text, plain
from ...sending.pieces import Piece, code_of, pieces
from ...sending.signed import exercise_mark, release, worded
from ...target import Files, Target
from .aloud import all_aloud, number_aloud
from .length import rate, seconds

TIMES = 2
"""How often a script is said in a row: who comes late hears its beginning."""
SHORT, LONG = 2, 5
"""Seconds of silence after a line, and before all is said again."""
_PRODUCT = "radio"


def plan(advisories: Sequence[Advisory], *, allow_draft: bool) -> list[Target]:
    """One file for each advisory, ``radio/H.L.txt``."""
    return [
        target
        for advisory in advisories
        if advisory.signed or allow_draft
        for target in _targets(advisory, allow_draft=allow_draft)
    ]


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield each sentence that the scripts say."""
    for piece in _told(advisory):
        yield from _sentences(advisory, piece)


def opening(advisory: Advisory) -> tuple[Text, ...]:
    """Who speaks: neutral, nothing about papers or status."""
    said = [worded(advisory, SPOKEN_OPENING, country=advisory.country.name)]
    if advisory.site.publisher:
        publisher = plain(advisory.site.publisher, advisory.locale)
        said.append(worded(advisory, SPOKEN_FROM, publisher=publisher))
    return tuple(said)


def closing(advisory: Advisory) -> tuple[Text, ...]:
    """What stands on every copy: help is free."""
    ui = advisory.ui
    return (
        ui("foot.free", "Help is free."),
        ui("foot.nobody", "Nobody may ask you for money, work or sex for it."),
    )


def _told(advisory: Advisory) -> list[Piece]:
    return [piece for piece in pieces(advisory) if piece.hazard and piece.steps]


def _sentences(advisory: Advisory, piece: Piece) -> list[Text]:
    steps = [text for step in piece.steps for text in step.texts]
    numbers = [text for number in piece.numbers for text in number.texts]
    return [*opening(advisory), piece.title, *steps, *numbers, *closing(advisory)]


def _targets(advisory: Advisory, *, allow_draft: bool) -> Iterator[Target]:
    scripts = [
        script
        for piece in _told(advisory)
        if (script := _script(advisory, piece, allow_draft=allow_draft))
    ]
    if scripts:
        path = f"radio/{advisory.host}.{advisory.locale}.txt"
        text = "\n".join(scripts)
        made = partial(_make, path, text)
        yield Target.of(path, _PRODUCT, made, data=text, code=code_digest())


def _make(path: str, text: str) -> Files:
    return {path: text.encode()}


def _script(advisory: Advisory, piece: Piece, *, allow_draft: bool) -> str:
    """Return the script of a piece as text; nothing when it may not leave."""
    state = release(_sentences(advisory, piece), advisory, allow_draft=allow_draft)
    if state is None:
        return ""
    mark = exercise_mark(advisory.locale) if state == "exercise" else ""
    said = list(_lines(advisory, piece, mark))
    about = "~" if rate(advisory.locale).estimated else ""
    length = round(seconds(" ".join(said), advisory.locale) + SHORT * len(said))
    # Before the head as well: who opens the file reads this first.
    head = (
        f"{mark}[{piece.id}, {code_of(advisory, piece.id, ' '.join(said))}, "
        f"{TIMES} × {about}{length} s]"
    )
    # The mark stands before each repeat, too: whoever comes late must hear that it is not true.
    once = f"\n[{SHORT} s]\n".join(said)
    return f"{head}\n" + f"\n[{LONG} s]\n".join([once] * TIMES) + "\n"


def _lines(advisory: Advisory, piece: Piece, mark: str) -> Iterator[str]:
    yield mark + all_aloud([*opening(advisory), piece.title])
    yield from (all_aloud(step.texts) for step in piece.steps)
    yield from (number_aloud(number, times=2) for number in piece.numbers)
    yield all_aloud(closing(advisory))
