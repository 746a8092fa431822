"""Step 4, leaflets: a block of a format and the facts → a record for its template, or nothing.

In: a block of content/leaflets/*.yaml and the facts. Out: a record of ``block_records.py`` for
``templates/leaflets/blocks/<block>.html``, or None when this host has nothing to print there.
A new block is a function in one of the modules ``*_blocks.py``, a row of the table below, a
template, and its name in ``model/leaflet.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ....localise.texts import Run, Text
from ....model.leaflet import Block
from . import (
    advice_blocks,
    block_records,
    book_blocks,
    number_blocks,
    referral_blocks,
    spoken_blocks,
    wordless_blocks,
)
from .picker import Picker

EDITION_BLOCKS = frozenset({"draft-and-date", "after-date", "find-again", "words", "wordless-foot"})
"""Printed from the edition, which is known when all other blocks are."""


def fill(block: Block, picker: Picker) -> block_records.BlockContent | None:
    """Return what *block* prints, or None for nothing."""
    content = _FILLERS[block.block](block, picker)
    return None if content is None else replace(content, heading=block.heading)


def _place(_block: Block, picker: Picker) -> block_records.HangsAt:
    """Lines for where this paper hangs; a poster for one place has them filled in."""
    place, host = picker.place, picker.advisory.country.language
    partner = number_blocks.partner_plate(picker)
    if place is None:
        return block_records.HangsAt(filled=None, partner=partner)

    def written(value: str) -> Text | None:
        return Text((Run(value, "words", host),), host, "source", value) if value else None

    return block_records.HangsAt(
        partner=partner,
        filled=block_records.FilledPlace(
            address=written(place.address),
            way_out=written(place.way_out),
            shelter=written(place.shelter),
            helper=written(place.helper),
        ),
    )


def _nothing(_block: Block, _picker: Picker) -> block_records.BlockContent:
    return block_records.BlockContent()


_FILLERS: dict[str, Callable[[Block, Picker], block_records.BlockContent | None]] = {
    "band": number_blocks.band,
    "plates": number_blocks.plates,
    "languages": number_blocks.languages,
    "reader-line": number_blocks.reader_line,
    "draft-and-date": _nothing,
    "phrases": advice_blocks.phrases,
    "now": advice_blocks.now,
    "on-the-phone": advice_blocks.now,
    "write-in": _nothing,
    "partner": number_blocks.partner,
    "free-help": _nothing,
    "after-date": _nothing,
    "find-again": _nothing,
    "hazard": advice_blocks.hazard,
    "warning": advice_blocks.warning,
    "life-line": _nothing,
    "rules": advice_blocks.rules,
    "closing": advice_blocks.closing_days,
    "steps": advice_blocks.steps,
    "answer": advice_blocks.answer,
    "caution": advice_blocks.caution,
    "claims": advice_blocks.claims,
    "language-lines": number_blocks.language_lines,
    "words": number_blocks.partner,
    "checklist": advice_blocks.checklist,
    "hazards": book_blocks.hazards,
    "index": book_blocks.index,
    "first-aid": book_blocks.first_aid,
    "work": advice_blocks.work,
    "contacts": number_blocks.contacts,
    "place": _place,
    "referrals": referral_blocks.referrals,
    "spoken": spoken_blocks.spoken,
    "wishes": spoken_blocks.wishes,
    "wordless-title": wordless_blocks.title,
    "wordless-numbers": wordless_blocks.numbers,
    "wordless-hazards": wordless_blocks.hazards,
    "wordless-take": wordless_blocks.take,
    "wordless-foot": wordless_blocks.foot,
}
