"""Step 4, channels: a notice → its lines of plain text, for feeds and alerts. Pages use HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from ...localise.guarding import with_cautions
from ...localise.localiser import Localiser
from ...localise.notices import NoticeText
from ...localise.records.contacts import ContactRecord
from ...localise.records.twins import CorridorRecord, CountryRecord
from ...localise.sentences import Scope
from ...localise.texts import Text
from ...localise.translator import Ui

if TYPE_CHECKING:
    from ...localise.advisory import Advisory

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that would turn round what is behind them: a number read backwards is another one."""


def shown(texts: Sequence[Text], ui: Ui) -> str:
    """Return *texts* as one line; in right-to-left languages data keeps its own direction."""
    return " ".join(filter(None, (_line(text, ui) for text in texts)))


def _line(text: Text, ui: Ui) -> str:
    turned = ui.languages[text.lang].direction == "rtl" if text.lang in ui.languages else False
    pieces = []
    for run in text.runs:
        words = _TURNS.sub("", run.text)
        is_data = turned and run.kind != "words" and words
        pieces.append(f"\u2066{words}\u2069" if is_data else words)
    return " ".join("".join(pieces).split())


Guard = Callable[[Text], tuple[Text, ...]]
"""Takes a text and returns it behind the cautions of the numbers in it."""


@dataclass(frozen=True)
class _Known:
    """The parts of an advisory that cautions need: to localise all takes too long at night."""

    contacts: Mapping[str, ContactRecord]
    corridor: CorridorRecord
    country: CountryRecord
    staff: None = None


def guard_of(localiser: Localiser) -> Guard:
    """Return what puts the cautions of the country before numbers in notices (CARE 48)."""
    host, origin = localiser.host_slug, localiser.origin_slug
    of_host = Scope(host, (), host)
    of_corridor = Scope(origin, ("corridors", host), origin)
    known = _Known(
        localiser.mapping(
            localiser.host.assistance.contacts,
            of_host.child("assistance").child("contacts"),
            ContactRecord,
        ),
        localiser.record(localiser.corridor, of_corridor, CorridorRecord, host),
        localiser.record(localiser.host.country, of_host.child("country"), CountryRecord),
    )
    return partial(with_cautions, cast("Advisory", known))


def heading(one: NoticeText, ui: Ui) -> str:
    """Return how grave it is, what it is about, and where: "Danger: Flood · Tak"."""
    level = shown([ui.label("notice-level", one.level)], ui)
    named = f"{level}: {shown([one.name], ui)}"
    return f"{named} · {shown([one.areas], ui)}" if one.areas else named


def wrong_words(moment: Text, ui: Ui) -> Text:
    """Say that a notice was wrong, and since when we know (CARE 44)."""
    return ui(
        "notice.withdrawn",
        "This notice was wrong, do not follow it. Withdrawn: %(moment)s.",
        moment=moment,
    )


def over_words(moment: Text, ask: Text, ui: Ui) -> Text:
    """Return a text: the notice is over (which does not mean "safe"), and whom to ask."""
    return ui(
        "notice.over",
        "Our notice went until: %(moment)s. We do not know how it is now. To ask: %(safe_contact)s",
        moment=moment,
        safe_contact=ask,
    )


def until_line(one: NoticeText, ui: Ui) -> Text:
    """Say until when it is our word."""
    return ui("notice.until", "until %(moment)s", moment=one.until)


def lines(one: NoticeText, ui: Ui, guard: Guard) -> Iterator[str]:
    """Yield all that readers are told of it, as pages have it, line by line.

    One that was wrong says so before and behind what it said: plain text cannot be struck through.
    """
    wrong = shown([wrong_words(one.withdrawn_at, ui)], ui) if one.withdrawn_at else ""
    if wrong:
        yield wrong
    if one.state == "ended":
        yield shown(guard(over_words(one.until, one.ask, ui)), ui)
    for text in (*one.sentences, *([one.free] if one.free else [])):
        yield shown(guard(text), ui)
    if wrong:
        yield wrong
    yield " · ".join(_below(one, ui))


def _below(one: NoticeText, ui: Ui) -> Iterator[str]:
    yield f"{shown([one.office], ui)}, {shown([one.said_at], ui)}"
    if one.state == "standing":
        if one.begins:
            yield shown([ui("notice.from", "from %(moment)s", moment=one.begins)], ui)
        yield shown([until_line(one, ui)], ui)
    if not one.confirmed:
        yield shown([ui("notice.one-person", "one person, not confirmed")], ui)
    if one.unsigned:
        yield shown([ui("notice.draft", "draft, nobody has read the translation")], ui)
