"""Step 4, channels: a notice → its lines of plain text, for feeds and alerts. Pages say the same in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...localise.notices import NoticeText
from ...localise.texts import Text, plain
from ...localise.translator import Ui

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that would turn round what is behind them: a number read backwards is another one."""


def shown(texts: Sequence[Text], ui: Ui) -> str:
    """Return *texts* as one line. In languages that are written from right to left, data is kept from turning."""
    return " ".join(filter(None, (_line(text, ui) for text in texts)))


def _line(text: Text, ui: Ui) -> str:
    turned = ui.languages[text.lang].direction == "rtl" if text.lang in ui.languages else False
    pieces = []
    for run in text.runs:
        words = _TURNS.sub("", run.text)
        is_data = turned and run.kind != "words" and words
        pieces.append(f"\u2066{words}\u2069" if is_data else words)
    return " ".join("".join(pieces).split())


def heading(one: NoticeText, ui: Ui) -> str:
    """Return how grave it is, what it is about, and where: "Danger: Flood · Tak"."""
    level = shown([ui.label("notice-level", one.level)], ui)
    named = f"{level}: {shown([one.name], ui)}"
    return f"{named} · {shown([one.areas], ui)}" if one.areas else named


def withdrawn_line(one: NoticeText, ui: Ui) -> Text:
    """Say that it was wrong, and since when we know (CARE 44)."""
    moment = one.withdrawn_at or plain("", ui.translator.locale)
    return ui(
        "notice.withdrawn",
        "This notice was wrong, do not follow it. Withdrawn: %(moment)s.",
        moment=moment,
    )


def over_line(one: NoticeText, ui: Ui) -> Text:
    """Say that it is over and nobody knows how it is now, and whom to ask: ended is not safe."""
    return ui(
        "notice.over",
        "Our notice went until: %(moment)s. We do not know how it is now. To ask: %(safe_contact)s",
        moment=one.until, safe_contact=one.ask,
    )  # fmt: skip


def until_line(one: NoticeText, ui: Ui) -> Text:
    """Say until when it is our word."""
    return ui("notice.until", "until %(moment)s", moment=one.until)


def lines(one: NoticeText, ui: Ui) -> Iterator[str]:
    """Yield all that readers are told of it, as pages have it, line by line.

    One that was wrong says so before and behind what it said: plain text cannot be struck through.
    """
    if one.state == "withdrawn":
        yield shown([withdrawn_line(one, ui)], ui)
    if one.state == "ended":
        yield shown([over_line(one, ui)], ui)
    for text in (*one.sentences, *([one.free] if one.free else [])):
        yield shown([text], ui)
    if one.state == "withdrawn":
        yield shown([withdrawn_line(one, ui)], ui)
    yield " · ".join(_below(one, ui))


def _below(one: NoticeText, ui: Ui) -> Iterator[str]:
    yield f"{shown([one.office], ui)}, {shown([one.said_at], ui)}"
    if one.state == "standing":
        yield shown([until_line(one, ui)], ui)
    if not one.confirmed:
        yield shown([ui("notice.one-person", "one person, not confirmed")], ui)
    if one.unsigned:
        yield shown([ui("notice.draft", "draft, nobody has read the translation")], ui)
