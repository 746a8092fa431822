"""Step 4, channels: a piece → its chat text and text message, of whole sentences (CARE 47, 48).

Both choose by rule from the same piece: title, the most important steps, a number behind its
caution, and the code that ``send/#CODE`` compares. Nothing is cut: a part without room is left out
completely, or there is no message.
"""

from __future__ import annotations

import unicodedata
import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from ...localise.advisory import Advisory
from ...localise.guarding import cautions_of_line
from ...localise.texts import Text, plain
from ...text.sms import Segments, has_room, is_gsm, plain_marks, plain_spanish, segments
from ..cards import address_of, hazard_read_on, read_on
from .pieces import NUMBERS, Piece, Step, code_of, pieces
from .sent import SentNumber, said
from .signed import SignedCount, exercise_mark, release, signed_count

MOST_IN_CHAT = 600
"""Characters of a chat text: what a cheap telephone shows without "Read more"."""
_NUMBERS_IN_CHAT = 2
_PLAIN = "es"
"""The language whose accents cost more than half of the room."""
_APART = " / "
"""Between two parts on one line if the first has no final mark: many scripts have no full stop."""
_LAST_MARKS = (".", "!", "?", "။", "。", "۔", "؟", "।", "…", ":")


@dataclass(frozen=True)
class Sms:
    """A text message: one line, of at most two segments (the mark of an exercise comes on top)."""

    words: str
    """All that is sent, with the code at its end; a ``ShortText.drill`` begins with EXERCISE."""
    code: str
    """The code at its end, of these words."""
    segments: Segments
    texts: tuple[Text, ...]
    """The sentences in it, for signatures."""


@dataclass(frozen=True)
class ShortText:
    """What a piece is as a chat text, beside its picture, and as a text message."""

    piece: Piece
    kind: str
    """``numbers``, the phase of a hazard (``before``, ``during``, ``after``), or ``need``."""
    chat: str
    """At most 600 characters, in lines; longer only when it is title, one step, a number and the
    code. Its first line says so when a translation in it is a draft. It may leave unsigned."""
    code: str
    """The code at the end of ``chat``."""
    texts: tuple[Text, ...]
    """The sentences in ``chat``, for signatures."""
    read_on: date
    """The day on which the oldest source was read."""
    signed: SignedCount
    """Of the sentences of the text message; of the chat text where there is none."""
    sms: Sms | None
    """The text message; it may always leave. None unless two people have signed each sentence."""
    sms_plain: Sms | None
    """Spanish without accents: it has room for more. None as ``sms``, or if nothing differs."""
    drill: Sms | None
    """The message as an exercise if it is unsigned. Only for files made with ``allow_draft``."""
    drill_plain: Sms | None
    """In Spanish the same without accents."""
    too_long: str
    """Id of the step that has no room in a text message beside its number (no message), or ""."""

    @property
    def id(self) -> str:
        """``numbers``, ``flood.during``, ``need.pay``."""
        return self.piece.id

    @property
    def post(self) -> str | None:
        """What to write beside the picture card: the chat text; None for a piece without a card."""
        return self.chat if self.piece.card else None

    @property
    def card(self) -> str | None:
        """Path of its picture card below site/."""
        return self.piece.card

    def message(self, *, allow_draft: bool) -> Sms | None:
        """Return the text message that may leave; with *allow_draft* also an exercise."""
        return self.sms or (self.drill if allow_draft else None)

    def message_plain(self, *, allow_draft: bool) -> Sms | None:
        """Return the same without accents."""
        return self.sms_plain or (self.drill_plain if allow_draft else None)


_RECENT: dict[tuple[str, str], tuple[weakref.ref[Advisory], tuple[ShortText, ...]]] = {}
"""By host country and locale, of the advisory that asked last: several channels ask for it."""


def short_texts(advisory: Advisory) -> tuple[ShortText, ...]:
    """Return a short text for each piece of *advisory*, in the order of ``pieces``; made once."""
    key = advisory.host, advisory.locale
    known = _RECENT.get(key)
    if known is None or known[0]() is not advisory:
        made = tuple(_short_text(advisory, piece) for piece in pieces(advisory))
        known = _RECENT[key] = weakref.ref(advisory), made
    return known[1]


def sms_sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield the sentences of all text messages, signed or not."""
    for short in short_texts(advisory):
        for sms in (short.sms, short.sms_plain, short.drill, short.drill_plain):
            yield from sms.texts if sms else ()


def chat_sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield the sentences of all chat texts."""
    for short in short_texts(advisory):
        yield from short.texts


def _short_text(advisory: Advisory, piece: Piece) -> ShortText:
    chat, code, texts = _chat(advisory, piece)
    sms, drill = _sms(advisory, piece, plain_marks, has_room)
    sms_plain = drill_plain = None
    if advisory.locale.partition("-")[0] == _PLAIN:
        sms_plain, drill_plain = _sms(advisory, piece, plain_spanish, _is_plain)
        if (sms_plain, drill_plain) == (sms, drill):
            sms_plain = drill_plain = None
    made = sms or drill or sms_plain or drill_plain
    return ShortText(
        piece,
        piece.phase or ("numbers" if piece.id == NUMBERS else "need"),
        chat,
        code,
        texts,
        _read_on(advisory, piece),
        signed_count(made.texts if made else texts, advisory),
        sms,
        sms_plain,
        drill,
        drill_plain,
        "" if made else _gravest(piece),
    )


def _is_plain(words: str) -> bool:
    return is_gsm(words) and has_room(words)


def _gravest(piece: Piece) -> str:
    """Return the id of the step that is told first; of its number when it has no steps."""
    steps = sorted(piece.steps, key=lambda one: one.rank)
    return steps[0].id if steps else piece.numbers[0].contact.id


def _read_on(advisory: Advisory, piece: Piece) -> date:
    if piece.hazard:
        return hazard_read_on(advisory, advisory.hazards[piece.hazard])
    return min([one.contact.proof.read_on for one in piece.numbers] or [read_on(advisory)])


@dataclass(frozen=True)
class _Parts:
    """What a message says, each part on one line: cautions stand before what they are about."""

    title: Text
    steps: tuple[Step, ...]
    numbers: tuple[SentNumber, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        steps = [text for step in self.steps for text in step.texts]
        return (self.title, *steps, *(text for one in self.numbers for text in one.texts))

    @property
    def lines(self) -> list[str]:
        steps = [_line(step.texts) for step in self.steps]
        return [_line([self.title]), *steps, *(_line(one.texts) for one in self.numbers)]


def _parts(
    piece: Piece, most: int, fits: Callable[[_Parts], bool], *, always: bool
) -> _Parts | None:
    """Choose what has room: at most *most* numbers, or all that fit where the piece is the numbers.

    All numbers but the first give way to steps. None when the gravest step has no room beside the
    first number: "Do not go back inside" is no advice for people to whom nobody said "Get out".
    With *always* these two are returned nevertheless.
    """
    first = min(piece.steps, key=lambda one: one.rank, default=None)
    has = len(piece.numbers)
    for count in range(has if piece.id == NUMBERS else min(most, has), min(has, 1) - 1, -1):
        numbers = piece.numbers[:count]
        have_room = partial(_have_room, piece.title, numbers, fits)
        steps = piece.chosen_steps(have_room)
        if first in steps or (first is None and have_room(())):
            return _Parts(piece.title, steps, numbers)
    return _Parts(piece.title, (first,) if first else (), piece.numbers[:1]) if always else None


def _have_room(
    title: Text,
    numbers: tuple[SentNumber, ...],
    fits: Callable[[_Parts], bool],
    steps: tuple[Step, ...],
) -> bool:
    return fits(_Parts(title, steps, numbers))


def _sms(
    advisory: Advisory, piece: Piece, plainly: Callable[[str], str], has_room: Callable[[str], bool]
) -> tuple[Sms | None, Sms | None]:
    """Return the message if it is signed, else as an exercise; neither when it has no room."""
    some_code = code_of(advisory, "", "")  # All are of one length.

    def words_of(parts: _Parts) -> str:
        return plainly(_in_one_line(parts.lines))

    def fits(parts: _Parts) -> bool:
        return has_room(_in_one_line([words_of(parts), some_code]))

    parts = _parts(piece, 1, fits, always=False)
    if parts is None:
        return None, None
    is_released = release(parts.texts, advisory, allow_draft=False) == "signed"
    # An exercise says what will be said in earnest, and its mark comes on top.
    mark = "" if is_released else plainly(exercise_mark(advisory.locale))
    words = mark + words_of(parts)
    code = code_of(advisory, piece.id, words)
    words = _in_one_line([words, code])
    sms = Sms(words, code, segments(words), parts.texts)
    return (sms, None) if is_released else (None, sms)


def _chat(advisory: Advisory, piece: Piece) -> tuple[str, str, tuple[Text, ...]]:
    """Return the chat text, its code, and the sentences in it."""
    some_code = code_of(advisory, "", "")

    def words_of(parts: _Parts, after: Sequence[Sequence[Text]] = ()) -> str:
        lines = [*parts.lines, *map(_line, after)]
        if any(text.state == "draft" for text in (*parts.texts, *chain(*after))):
            lines.insert(0, _line([advisory.ui("state.draft-strip", "Draft translation")]))
        return "\n".join(lines)

    def fits(parts: _Parts, after: Sequence[Sequence[Text]] = (), last: str = some_code) -> bool:
        return len(f"{words_of(parts, after)}\n{last}") <= MOST_IN_CHAT

    parts = _parts(piece, _NUMBERS_IN_CHAT, fits, always=True)
    assert parts is not None  # noqa: S101 - Always.
    after: list[Sequence[Text]] = []
    for line in _feet(advisory):
        if fits(parts, [*after, line]):
            after.append(line)
    words = words_of(parts, after)
    code = last = code_of(advisory, piece.id, words)
    # Never alone: whoever reads only an address learns nothing.
    if (address := address_of(advisory)) and fits(parts, after, f"{address} {code}"):
        last = f"{address} {code}"
    return f"{words}\n{last}", code, (*parts.texts, *chain(*after))


def _feet(advisory: Advisory) -> Iterator[Sequence[Text]]:
    """Yield the last lines, if they have room: nobody may ask for money, and where to tell us."""
    free = advisory.ui("foot.free", "Help is free.")
    yield free, advisory.ui("foot.nobody", "Nobody may ask you for money, work or sex for it.")
    if line := advisory.site.feedback:
        tell = advisory.ui("foot.tell", "Did somebody ask? Is a number wrong? Tell us:")
        yield *cautions_of_line(advisory, line), tell + plain(f" {line}", tell.lang)


def _line(texts: Sequence[Text]) -> str:
    """Return *texts* on one line, without letters that are not seen and do something."""
    return "".join(letter for letter in said(texts) if letter in _JOINERS or not _is_hidden(letter))


_JOINERS = "\u200c\u200d"
"""Without a width, and yet part of words in several scripts."""


def _is_hidden(letter: str) -> bool:
    """Return whether *letter* is a control, or turns the direction of what follows."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co")


def _in_one_line(parts: Sequence[str]) -> str:
    """Join *parts*, so that it is seen where each ends."""
    line = ""
    for part in parts:
        apart = "" if not line else " " if line.endswith(_LAST_MARKS) else _APART
        line += apart + part
    return line
