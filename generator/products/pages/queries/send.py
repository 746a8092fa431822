"""Step 4, pages: the short texts of an advisory → the page "Texts to send"; what a page passes on.

The texts are those of every channel (``products/sending``), letter by letter: people compare here
what they received.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from ....localise.advisory import Advisory
from ....localise.guarding import cautions_before
from ....localise.records.contacts import ContactRecord
from ....localise.texts import Text
from ....text.markup import web_html
from .contacts import plates
from .shown import is_hidden

if TYPE_CHECKING:
    from ...sending.short_texts import ShortText

_NUMBERS_ON = ("", "now")
"""Pages that open with the country's numbers."""


class PassedOn(NamedTuple):
    """What a page passes on."""

    chat: str
    message: str
    """What may go as a text message; empty where nobody has signed it."""
    hazard: str | None


class SentMessage(NamedTuple):
    """A text message that may leave: it is signed."""

    words: str
    shown: Markup
    """The same as HTML."""
    parts: int
    """How many are paid for."""
    code: str
    """Id of its place; empty where a text above it has the same."""


class SentRow(NamedTuple):
    """One row of the page: a chat text, and the text messages that may leave."""

    title: Text
    hazard: str | None
    chat: str
    shown: Markup
    """The same as HTML: no line end parts a negation, a word that stays whole, or a number."""
    code: str
    """Id of its place; empty as above."""
    texts: tuple[Text, ...]
    """The sentences in it."""
    contacts: list[ContactRecord]
    """Whose numbers it may tell."""
    messages: list[SentMessage]
    signed: int
    """How many of the sentences of the text message two people have signed."""
    of: int


class SentGroup(NamedTuple):
    """Rows under one heading."""

    name: str
    """``numbers``, ``hazards`` or ``needs``."""
    rows: list[SentRow]


def texts_to_send(advisory: Advisory) -> list[SentGroup]:
    """Return all texts by group, in the order of the pieces; no group without texts."""
    groups: dict[str, list[SentRow]] = {"numbers": [], "hazards": [], "needs": []}
    taken: set[str] = set()
    for short in _short_texts(advisory):
        name = {"numbers": "numbers", "need": "needs"}.get(short.kind, "hazards")
        groups[name].append(_row(short, advisory.locale, taken))
    return [SentGroup(name, rows) for name, rows in groups.items() if rows]


def _row(short: ShortText, locale: str, taken: set[str]) -> SentRow:
    piece, code = short.piece, _first(short.code, taken)
    # Never one that is only an exercise.
    signed = [sms for sms in (short.sms, short.sms_plain) if sms]
    return SentRow(
        piece.title,
        piece.hazard,
        short.chat,
        _shown(short.chat, short, locale),
        code,
        short.texts,
        [one.contact for one in piece.numbers],
        [
            SentMessage(
                sms.words,
                _shown(sms.words, short, locale),
                sms.segments.count,
                _first(sms.code, taken),
            )
            for sms in signed
        ],
        short.signed.signed,
        short.signed.of,
    )


def _shown(words: str, short: ShortText, locale: str) -> Markup:
    whole = {word for text in short.texts for run in text.runs for word in run.whole}
    html = web_html(words, locale, sorted(whole))
    numbers = {run.text for text in short.texts for run in text.runs if run.kind == "tel"}
    numbers |= {one.tel.text for one in short.piece.numbers}
    for number in sorted((one for one in numbers if not one.isalnum()), key=len, reverse=True):
        html = html.replace(escape(number), f'<span class="nb">{escape(number)}</span>')
    # Safe: all of it went through the markup of texts, which escapes.
    return Markup(html)  # noqa: S704


def _first(code: str, taken: set[str]) -> str:
    """Return *code*, or nothing when it is *taken*: of four digits, two texts may have the same."""
    if code in taken:
        return ""
    taken.add(code)
    return code


def text_of_page(advisory: Advisory, key: str) -> PassedOn | None:
    """Return what the page *key* passes on: a hazard's "during", or the numbers on first pages."""
    if is_hidden(advisory, key):
        return None
    folder, _, hazard = key.partition("/")
    wanted = "numbers" if key in _NUMBERS_ON else f"{hazard}.during" if folder == "hazards" else ""
    short = next((short for short in _short_texts(advisory) if short.id == wanted), None)
    if short is None:
        return None
    return PassedOn(short.chat, short.sms.words if short.sms else "", short.piece.hazard)


def message_of(advisory: Advisory, passed: PassedOn | None) -> str:
    """Return the text message of *passed*: its own if signed, else only numbers (CARE 47)."""
    return (passed and passed.message) or numbers_as_text(advisory)


def numbers_as_text(advisory: Advisory) -> str:
    """Return the country and the numbers of its plates as a short message.

    A number behind a caution is left out: with it the message would be twice as long, without it
    unsafe.
    """
    of_plates = plates(advisory)
    numbers = " ".join(
        plate.tel.text
        for plate in of_plates
        if not any(cautions_before(advisory, one) for one in plate.contacts)
    )
    return f"{advisory.country.name}: {numbers}"


# Channels know pages: they are asked when there is something to show, not when this is read.
def _short_texts(advisory: Advisory) -> tuple[ShortText, ...]:
    from ...sending.short_texts import short_texts  # noqa: PLC0415

    return short_texts(advisory)
