"""Step 4, leaflets: blocks of a book: hazards on two facing pages each, their index, first aid.

In: a block of content/leaflets/*.yaml and the facts. Out: its record (``book_records.py``), or
None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ....localise.number_plates import number_plates
from ....localise.records.library import AidTopicRecord, HazardRecord
from ....localise.records.twins import MessageRecord
from ....localise.texts import Text
from ....model.leaflet import Block
from . import block_records, book_records
from .advice_blocks import acts_of, phrase_row
from .number_blocks import large_plate_of
from .picker import Picker

_SCENARIOS = {"locked-in": "locked-door", "trapped": "roof-signal", "nobody-answers": "no-network"}
"""What stands in a part of its own, with its picture."""


def hazards(block: Block, picker: Picker) -> book_records.HazardList | None:
    """All hazards with what is for paper: now, locked in, to show, before, after."""
    found = [_spread(hazard, block, picker) for hazard in picker.hazards()]
    spreads = tuple(one for one in found if one.now or one.scenarios or one.before or one.after)
    if not spreads:
        return None
    advisory = picker.advisory
    say = picker.points("hazards", "now", advisory.prepare.now, ("say",))
    return book_records.HazardList(
        hazards=spreads,
        say=acts_of(say, block),
        same=advisory.locale == advisory.country.language,
    )


def _spread(hazard: HazardRecord, block: Block, picker: Picker) -> book_records.HazardSpread:
    during = _messages(hazard, "during", picker)
    depths = _depths(during, block)
    acts = acts_of([one for one in during if one.scenario is None], block)
    # What is drawn on the right page is not said on the left one too.
    acts = tuple(replace(act, more=None) if act.more in depths else act for act in acts)
    scenarios = [
        book_records.ScenarioActs(
            name=picker.advisory.ui.label("scenario", name),
            icon=icon,
            # The bar above them has the picture of the scenario: a line has its own, or none.
            rows=tuple(
                replace(act, picture=one.picture)
                for act, one in zip(acts_of(rows, block), rows, strict=True)
            ),
        )
        for name, icon in _SCENARIOS.items()
        if (rows := [one for one in during if one.scenario == name])
    ]
    before, after = (_messages(hazard, phase, picker) for phase in ("before", "after"))
    something = during or before or after
    # If people are locked in or in water, the right page is full: it has no room for second
    # sentences.
    short = bool(scenarios or depths)
    return book_records.HazardSpread(
        id=hazard.id,
        name=hazard.name,
        icon=hazard.icon,
        now=acts,
        plates=_plates(hazard, picker) if something else (),
        scenarios=tuple(scenarios),
        depths=depths,
        phrase=_phrase(hazard, block, picker) if something else None,
        before=_told(before, block, short=short),
        after=_told(after, block, short=short),
    )


def _told(
    rows: Sequence[MessageRecord], block: Block, *, short: bool
) -> tuple[block_records.Act, ...]:
    """Lines to tick off; of a short list the first sentences, but what saves lives is never cut."""
    return tuple(
        replace(act, more=None) if short and not row.life_safety else act
        for act, row in zip(acts_of(rows, block), rows, strict=True)
    )


def _messages(hazard: HazardRecord, phase: str, picker: Picker) -> list[MessageRecord]:
    messages = {message.id: message for message in hazard.phase(phase)}
    return picker.points("hazards", f"hazards.{hazard.id}", messages, tuple(messages))


def _depths(during: Sequence[MessageRecord], block: Block) -> tuple[Text, ...]:
    """Return what is said of ankle-deep water and cars in it: both, as in the drawing, or none."""
    said = {key: one.more for one in during for key in (one.id, *one.stands_for) if one.more}
    found = tuple(said[key] for key in block.depths if key in said)
    return found if len(found) == len(block.depths) else ()


def _plates(hazard: HazardRecord, picker: Picker) -> tuple[block_records.LargePlate, ...]:
    """Return the hazard's number, then the ambulance's if it differs, as in its bar (CARE 11)."""
    country = picker.advisory.country
    own = country.bar.get(hazard.id) or country.bar.get("now") or country.plates[0]
    keys = dict.fromkeys([own, country.roles["ambulance"]])
    plates = number_plates(picker.contacts(keys), country.roles)
    return tuple(large_plate_of(plate, picker.advisory) for plate in plates)


def _phrase(hazard: HazardRecord, block: Block, picker: Picker) -> block_records.PhraseRow | None:
    """What to show: nothing where the host country's words are missing."""
    key = block.show.get(hazard.id)  # type: ignore[call-overload]
    rows = picker.phrases((key,)) if key and picker.host_letters else []
    host = picker.advisory.country.language
    rows = [row for row in rows if row.shown.lang == host and row.shown.is_translated]
    return phrase_row(rows[0]) if rows else None


def index(_block: Block, picker: Picker) -> book_records.Index | None:
    """The hazards that the book has pages for."""
    rows = tuple(
        book_records.IndexRow(id=hazard.id, name=hazard.name, icon=hazard.icon)
        for hazard in picker.hazards()
        if any(message.carry == "paper" for message in _all_messages(hazard))
    )
    return book_records.Index(rows=rows) if rows else None


def _all_messages(hazard: HazardRecord) -> tuple[MessageRecord, ...]:
    return (*hazard.before, *hazard.during, *hazard.after)


def first_aid(block: Block, picker: Picker) -> book_records.AidList | None:
    """Return topics of first aid, each whole: a "do" without its "never do" is worse than none."""
    topics = [item for item in picker.advisory.first_aid.items() if _is_for_paper(item[1])]
    printed = tuple(_topic(slug, topic, block, picker) for slug, topic in topics[: block.most])
    return book_records.AidList(topics=printed) if printed else None


def _is_for_paper(topic: AidTopicRecord) -> bool:
    return all(step.carry == "paper" for step in (topic.call, *topic.steps.values()))


def _topic(
    slug: str, topic: AidTopicRecord, block: Block, picker: Picker
) -> book_records.AidOnPaper:
    owner = f"first-aid.{slug}"
    # It stands in no mapping: its key is that of a record of a paper.
    first = replace(topic.call, id="call")
    call = picker.points("hazards", owner, {first.id: first}, (first.id,))
    rows = picker.points("hazards", owner, topic.steps, tuple(topic.steps))
    return book_records.AidOnPaper(
        id=slug,
        name=topic.name,
        icon=topic.icon,
        call=acts_of(call, block)[0],
        rows=acts_of(rows, block),
    )
