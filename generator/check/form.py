"""How a translation is written: its letters, its ends, its length.

Step 2, rules ``invisible-character`` (for translations), ``untranslated``, ``end-punctuation``,
``length-ratio``, ``long-run``, ``parted-negation`` and ``wide-piece``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..load.decode import NOT_ALLOWED
from ..script.negation import parted_negations
from ..script.text import PLACEHOLDER, ZWSP, clean, grapheme_count
from ..script.whole import whole_pieces
from .knowledge import row_of
from .pair import Fault, Pair, PairCheck

_INVISIBLE = re.compile(f"{ZWSP}|{NOT_ALLOWED.pattern}")
_JOINERS = re.compile("[\u200c\u200d]")
_JOINING = frozenset({"Arab", "Khmr", "Deva", "Beng", "Sinh", "Taml", "Mlym"})
"""Scripts whose spelling has a use for joiners; in ours they only hide a word from a search."""

_SCRIPT_LETTERS = {
    "Mymr": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f", "Thai": "\u0e01-\u0e5b",
    "Laoo": "\u0e81-\u0eff", "Khmr": "\u1780-\u17ff", "Jpan": "\u3040-\u30ff\u4e00-\u9fff",
    "Kore": "\uac00-\ud7a3", "Arab": "\u0620-\u06ff", "Latn": "A-Za-z\u00c0-\u024f",
}  # fmt: skip
_MIN_LETTERS = 20
"""Shorter sentences may well be half or twice as long in another language."""
_SHORT = 3
""""No" is "No" in Spanish too."""
_PAGE_PX = 17
"""Size of the letters of a page."""
_ROOM_PX = 280
"""Width of a line of text on a screen of 320 px."""
_NARROW = 14
"""Letters and marks that have room at any rate."""
_CLOSING = "”’\"')]» "
_DOUBLED = re.compile(r"([။၊?!,;:])\s*\1|(?<!\.)\.\.(?!\.)|\s(?=[။၊])|[။၊](?=[.,?!])|[.,](?=[။၊])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])[\u0e01-\u0e2e]{1,4}(?:\.[\u0e01-\u0e2e]{0,3})*\.$")


def invisible(pair: Pair) -> Iterator[Fault]:
    """Nothing stands in the text that nobody sees."""
    found = _INVISIBLE.search(pair.msgstr)
    if found is None and pair.script not in _JOINING:
        found = _JOINERS.search(pair.msgstr)
    if found:
        message = f"an invisible character (U+{ord(found[0]):04X}) stands in the text"
        remedy = "Delete it; line breaks are made for you."
        yield "error", "invisible-character", message, remedy


def untranslated(pair: Pair) -> Iterator[Fault]:
    """The translation is another text than the source, in the letters of its language."""
    if pair.is_name or len(pair.msgid) <= _SHORT:
        return
    if _same(pair):
        remedy = "Translate it, or leave it empty; a name stands in content/exceptions.yaml."
        yield "warning", "untranslated", "the translation is the source sentence", remedy
        return
    letters = _SCRIPT_LETTERS.get(pair.script)
    bare = "".join(c for c in pair.translation if unicodedata.category(c)[0] == "L")
    if letters and bare and not re.search(f"[{letters}]", bare):
        language = pair.language.english if pair.language else pair.locale
        message = f"not one letter of it is written as {language} is"
        remedy = "Was it typed into the wrong file or column? Translate it, or leave it empty."
        yield "error", "untranslated", message, remedy


def _same(pair: Pair) -> bool:
    return pair.msgstr.strip().casefold() == pair.msgid.strip().casefold()


def end_punctuation(pair: Pair) -> Iterator[Fault]:
    """A sentence ends as its language ends one; no mark stands twice, none after a space."""
    if _same(pair):
        return  # not translated, which is said elsewhere
    text, ends = clean(pair.msgstr).rstrip(_CLOSING), row_of("ends", pair.locale)
    doubled = _DOUBLED.search(clean(pair.msgstr))
    if doubled:
        around = clean(pair.msgstr)[max(0, doubled.start() - 8) : doubled.end() + 3].strip()
        message = f'a mark stands twice, or after a space, in "{around}"'
        yield "warning", "end-punctuation", message, "Keep one, right behind the word."
    if ends is None or not text:
        return
    source = pair.msgid.rstrip(_CLOSING)
    is_sentence = source.endswith((".", "?", "!")) and len(pair.source.split()) > 2
    if not ends:
        if text.endswith(".") and not _ABBREVIATION.search(text) and not text.endswith(".."):
            yield _end('"." ends it, and this language writes no full stop', "Delete it.")
    elif is_sentence and not text.endswith((*ends, "…", ":")):
        yield _end(f"no {' or '.join(ends)} ends this sentence", "Add it, or the words that lack.")
    elif not source.endswith((".", "?", "!", ":", "…")) and text.endswith(ends[0]):
        yield _end(f"{ends[0]} ends a label that has none in the source", "Delete it.")


def _end(message: str, remedy: str) -> Fault:
    return "warning", "end-punctuation", message, remedy


def length(pair: Pair) -> Iterator[Fault]:
    """The translation is about as long as such translations are."""
    source = PLACEHOLDER.sub("", pair.msgid)
    if len(source) < _MIN_LETTERS:
        return
    least, most = map(float, row_of("ratio", pair.locale))
    ratio = grapheme_count(PLACEHOLDER.sub("", clean(pair.msgstr))) / len(source)
    if not least <= ratio <= most:
        much = "short" if ratio < least else "long"
        message = f"the translation is {much} for its source ({ratio:.0%} of its length)"
        remedy = "Is something missing?" if much == "short" else "Does it say more than the source?"
        yield "warning", "length-ratio", message, remedy


def runs(pair: Pair) -> Iterator[Fault]:
    """Words stand in groups with spaces between them, so that lines and eyes can rest."""
    limit = row_of("longest_run", pair.locale)
    if limit is None:
        return
    for run in re.split(r"[\s၊။,.;:()“”…–-]+", pair.translation):
        if len(run) > int(limit) and grapheme_count(run) > int(limit):
            message = f'{grapheme_count(run)} characters without a space begin "{run[:12]}"'
            remedy = f"Set spaces between phrases; at most {limit} characters stand together."
            yield "warning", "long-run", message, remedy


def negations_joined(pair: Pair) -> Iterator[Fault]:
    """No space stands where a line that ends there would say the opposite."""
    for word, negation in parted_negations(pair.translation, pair.locale):
        message = f'a space parts "{word}" from "{negation}", and a line that ends there says the opposite'
        yield "error", "parted-negation", message, "Delete the space."


def pieces(pair: Pair) -> Iterator[Fault]:
    """What stays on one line has room on the smallest phone."""
    text = pair.translation
    for start, end in whole_pieces(text, pair.locale):
        if end - start < _NARROW:
            continue
        # Loads a shaper: only long pieces pay for it.
        from ..script.shaping import width_em  # noqa: PLC0415

        width = round(width_em(text[start:end], pair.locale) * _PAGE_PX)
        if width > _ROOM_PX:
            message = (
                f'"{text[start:end]}" stays on one line and is {width} px wide; '
                f"a small phone has {_ROOM_PX} px"
            )
            yield (
                "error",
                "wide-piece",
                message,
                "Write it shorter, or set a space between phrases.",
            )


CHECKS: tuple[PairCheck, ...] = (
    invisible, untranslated, end_punctuation, length, runs, negations_joined, pieces,
)  # fmt: skip
