"""Beside step 4: an advisory → its steps as a table for WhatNow, and what is not in it and why.

A number comes after its caution in the same cell, or the step is left out (CARE 48). Nobody can
take back what another library publishes: what two people have not signed says DRAFT.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...localise.advisory import Advisory
from ...localise.guarding import with_cautions
from ...localise.records.library import HazardRecord
from ...localise.records.twins import MessageRecord
from ...localise.texts import Text
from ...model.fields import PHASES
from ...model.site import UNDECIDED_URL
from ...products.sending.sent import said
from ...products.sending.signed import signed_count
from .names import HAZARDS, NO_NAME, STAGES
from .sheet import MOST_LETTERS, HazardMessages, Message, Sheet

NO_PLACE = (
    "sources and the day they were read, whom a step is for, what life hangs on, pictures, ids, "
    "the translator's state. Send the address of the site with it."
)
"""What WhatNow has no column for."""


@dataclass(frozen=True)
class Left:
    """A hazard or step that is not in the table."""

    key: str
    reason: str


@dataclass(frozen=True)
class Outgoing:
    """A table to send, and what is not in it."""

    sheet: Sheet
    left: tuple[Left, ...]
    drafts: int
    """Hazards whose words two people have not all signed."""


def outgoing(advisory: Advisory, society: str, region: str) -> Outgoing:
    """Return the steps of *advisory* for the society that is called *society* there."""
    left: list[Left] = []
    hazards: list[HazardMessages] = []
    drafts = 0
    for slug, hazard in advisory.hazards.items():
        name = HAZARDS.get(slug)
        if name is None:
            left.append(Left(slug, NO_NAME))
            continue
        records = [one for one in _messages(hazard) if not _is_left(advisory, slug, one, left)]
        if records:
            mark = _mark(advisory, hazard, records)
            drafts += bool(mark)
            hazards.append(_hazard(advisory, name, slug, records, mark))
    return Outgoing(Sheet(society, region, tuple(hazards)), tuple(left), drafts)


def _messages(hazard: HazardRecord) -> Iterator[MessageRecord]:
    for phase in PHASES:
        yield from hazard.phase(phase)


def _texts(message: MessageRecord) -> list[Text]:
    return [text for text in (message.text, message.more) if text]


def _is_left(advisory: Advisory, slug: str, message: MessageRecord, left: list[Left]) -> bool:
    reason = None
    if message.inferred:
        reason = "it is our own inference, of no source"
    elif message.ended:
        reason = f"it ended on {message.ended}"
    elif any(text.lang != advisory.locale or not text.is_translated for text in _texts(message)):
        reason = f"it is not translated into {advisory.locale}"
    elif len(said(with_cautions(advisory, message.text))) > MOST_LETTERS:
        reason = f"with the caution of its number it has more than {MOST_LETTERS} letters"
    if reason is not None:
        left.append(Left(f"{slug}.{message.id}", reason))
    return reason is not None


def _mark(advisory: Advisory, hazard: HazardRecord, records: list[MessageRecord]) -> str:
    texts = [hazard.name, *(text for one in records for text in _texts(one))]
    count = signed_count(texts, advisory)
    if count.signed == count.of:
        return ""
    return f"DRAFT: two people have signed {count} sentences. Do not publish it. "


def _hazard(
    advisory: Advisory, name: str, slug: str, records: list[MessageRecord], mark: str
) -> HazardMessages:
    hazard = advisory.hazards[slug]
    signs = [text for text in (hazard.sign_of, *hazard.signs.values()) if text]
    told = " · ".join(
        said(with_cautions(advisory, one)) for one in signs if one.lang == advisory.locale
    )
    title = said([hazard.name])
    return HazardMessages(
        hazard=name,
        title=f"DRAFT {title}" if mark else title,
        # Its program refuses a hazard without one.
        description=f"{mark}{told or title}",
        url=_address(advisory, slug),
        messages=tuple(
            Message(
                STAGES[one.stage], said(with_cautions(advisory, one.text)), _more(advisory, one)
            )
            for one in sorted(records, key=lambda one: list(STAGES).index(one.stage))
        ),
    )


def _more(advisory: Advisory, message: MessageRecord) -> tuple[str, ...]:
    return (said(with_cautions(advisory, message.more)),) if message.more else ()


def _address(advisory: Advisory, slug: str) -> str:
    root = advisory.site.site_url
    if root.startswith(UNDECIDED_URL):
        return ""
    return f"{root.rstrip('/')}/{advisory.locale}/{advisory.host}/hazards/{slug}/index.html"
