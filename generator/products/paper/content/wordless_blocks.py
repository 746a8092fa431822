"""Step 4, leaflets: blocks of papers without words: numbers, dangers, what to take, one line.

In: a block of content/leaflets/wordless-*.yaml and the facts. Out: its record
(``wordless_records.py``), or None. What can be shown without words was chosen when the country was
localised; here only what paper may carry remains of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ....localise.advisory import Advisory
from ....localise.records.wordless import (
    WordlessEdition,
    WordlessHazard,
    WordlessNumber,
    WordlessStep,
)
from ....localise.texts import Text
from ....model.leaflet import Block
from ..errors import LeafletError
from . import wordless_records as records
from .picker import Picker

_CALL_COUNTS = 2
"""Pictures whose room the number to call takes, with the picture of handing on the phone."""


def wordless_edition(advisory: Advisory) -> WordlessEdition:
    """Return what *advisory* shows without words. Raises LeafletError if the host has none."""
    if advisory.wordless is None:
        raise LeafletError(
            f"There are no papers without words for {advisory.host}: "
            "content/wordless.yaml is missing."
        )
    return advisory.wordless


def in_host_words(advisory: Advisory) -> Advisory:
    """Return *advisory* for a paper without words: its few words in the host country's language.

    Whichever locale it was of, the same comes out: the paper is one, for readers of all languages.
    """
    locale = wordless_edition(advisory).host_locale
    return replace(
        advisory,
        locale=locale,
        language=advisory.languages[locale],
        ui=advisory.ui.in_locale(locale),
    )


def answering_locale(advisory: Advisory) -> str:
    """Return the locale of the print page that the QR code opens: whoever helps reads it."""
    site = advisory.site
    own = wordless_edition(advisory).host_locale
    return own if own in (advisory.offered or site.locales) else site.source_locale


def title(_block: Block, picker: Picker) -> records.WordlessTitle:
    """The title in the host country's language, and that no reader has tested the pictures."""
    edition = wordless_edition(picker.advisory)
    return records.WordlessTitle(title=edition.title, untested=edition.untested)


def numbers(block: Block, picker: Picker) -> records.WordlessNumbers | None:
    """Ambulance, fire, disaster; never the police."""
    edition = wordless_edition(picker.advisory)
    plates = [plate for one in edition.numbers[: block.most] if (plate := _plate(one, picker))]
    if not plates:
        return None
    return records.WordlessNumbers(
        plates=tuple(plates), hand_phone=edition.hand_phone, untested=edition.untested
    )


def _plate(number: WordlessNumber, picker: Picker) -> records.WordlessPlate | None:
    """Return a number if paper may have all its contacts; a sign for some would be another."""
    ids = number.plate.ids
    if len(picker.contacts(ids)) < len(ids):
        return None
    tel = number.plate.plate_tel
    return records.WordlessPlate(
        pictures=number.pictures,
        alt=number.alt,
        number=Text((tel,), tel.lang, "source"),
        proof=number.plate.proof,
    )


def hazards(block: Block, picker: Picker) -> records.WordlessHazards | None:
    """Dangers, the gravest first: what to do, what never to do, whom to call."""
    edition = wordless_edition(picker.advisory)
    found = tuple(
        hazard for one in _part(edition.hazards, block) if (hazard := _hazard(one, block, picker))
    )
    if not found:
        return None
    return records.WordlessHazards(hazards=found, hand_phone=edition.hand_phone)


def _part(hazards: Sequence[WordlessHazard], block: Block) -> Sequence[WordlessHazard]:
    if block.share:
        number, parts = block.share
        # The first parts are the longer ones.
        ends = [-(-len(hazards) * part // parts) for part in (number - 1, number)]
        return hazards[ends[0] : ends[1]]
    start = block.after or 0
    return hazards[start : start + block.most if block.most else None]


def _hazard(hazard: WordlessHazard, block: Block, picker: Picker) -> records.PictureHazard | None:
    named = [step.message for step in (*hazard.do, *hazard.dont)]
    allowed = picker.pictured(hazard.hazard, named)
    do = [step for step in hazard.do if step.message in allowed]
    dont = [step for step in hazard.dont if step.message in allowed]
    if not do and not dont:
        return None
    call = _plate(hazard.call, picker) if hazard.call else None
    return records.PictureHazard(
        icon=hazard.icon,
        alt=hazard.alt,
        lines=tuple(
            _lines(_items(hazard.see, do, dont, calls=call is not None), block.across or 1)
        ),
        call=call,
        months=hazard.months if any(hazard.months) else (),
    )


def _items(
    see: Sequence[WordlessStep],
    do: Sequence[WordlessStep],
    dont: Sequence[WordlessStep],
    *,
    calls: bool,
) -> Iterator[records.PictureItem]:
    for steps in (see, do, dont):
        for number, step in enumerate(steps):
            # What one sees goes with the danger.
            first = not number and steps is not see
            yield records.PictureItem(step=step, arrow=first, is_sign=steps is see)
    if calls:
        yield records.PictureItem(step=None, arrow=True, is_sign=False)


def _lines(
    items: Iterable[records.PictureItem], across: int
) -> Iterator[tuple[records.PictureItem, ...]]:
    """Fill lines of *across* pictures; the first has the danger at its beginning."""
    line: list[records.PictureItem] = []
    room = across - 1
    for item in items:
        needed = 1 if item.step else _CALL_COUNTS
        if needed > room:
            yield tuple(line)
            line, room = [], across
        line.append(item)
        room -= needed
    yield tuple(line)


def take(_block: Block, picker: Picker) -> records.WordlessTake:
    """Papers, water, medicine; and a blank beside the sign of the shelter."""
    edition = wordless_edition(picker.advisory)
    picker.packed(step.picture for step in edition.take)
    return records.WordlessTake(take=edition.take, shelter=edition.shelter)


def foot(_block: Block, picker: Picker) -> records.WordlessFoot:
    """Return the one line of words: help is free, who publishes, where to report, nobody called."""
    edition = wordless_edition(picker.advisory)
    return records.WordlessFoot(foot=edition.foot, untested=edition.untested)
