"""Step 4, leaflets: blocks of "I speak …": languages to point at, wishes for an interpreter.

In: a block of content/leaflets/*.yaml and the facts. Out: its record (``block_records.py``), or
None.
"""

from __future__ import annotations

from ....localise.records.spoken import TongueRecord
from ....localise.texts import Text
from ....model.leaflet import Block
from . import block_records
from .advice_blocks import phrase_row
from .picker import Picker


def spoken(_block: Block, picker: Picker) -> block_records.SpokenList | None:
    """Return all languages of the origin country: one alone would reveal who has the paper."""
    advisory = picker.advisory
    if advisory.spoken is None:
        return None
    rows = tuple(_row(picker, one) for one in advisory.spoken.languages.values())
    no_number = advisory.spoken.no_number if any(row.number is None for row in rows) else None
    picker.numbers_in(no_number)
    interpreter = [phrase_row(one) for one in picker.phrases(("interpreter",))]
    return block_records.SpokenList(
        rows=rows, no_number=no_number, interpreter=interpreter[0] if interpreter else None
    )


def _row(picker: Picker, language: TongueRecord) -> block_records.SpokenRow:
    picker.spelling(language)
    contacts = picker.contacts([language.contact] if language.contact else [])
    number = next((contact.tel for contact in contacts), None)
    return block_records.SpokenRow(
        own=language.own,
        named=language.named,
        asks=language.asks,
        number=None if number is None else Text((number,), number.lang, "source"),
    )


def wishes(_block: Block, picker: Picker) -> block_records.PhraseList | None:
    """What one may wish of an interpreter, and that one is deaf."""
    advisory = picker.advisory
    if advisory.spoken is None or not picker.host_letters:
        return None
    rows = [phrase_row(one) for one in picker.wishes()]
    return block_records.PhraseList(
        rows=tuple(rows),
        same=advisory.locale == advisory.country.language,
        language=picker.host_language,
        title=None,
        title_first=False,
    )
