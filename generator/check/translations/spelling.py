"""Step 2: a translation → faults of its letters, its end and its length.

Rules ``invisible-character`` (for translations), ``untranslated``, ``end-punctuation``,
``length-ratio``, ``long-run``, ``parted-negation`` and ``wide-piece``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...load.decode import NOT_ALLOWED
from ...text.negation import parted_negations
from ...text.plain import PLACEHOLDER, ZWSP, clean, grapheme_count
from ...text.shaping import width_em
from ...text.unbroken import whole_pieces
from ..tables import row_of
from .pair import PairCheck, PairFault, TranslationPair

_INVISIBLE = re.compile(f"{ZWSP}|{NOT_ALLOWED.pattern}")
_JOINERS = re.compile("[\u200c\u200d]")
_JOINING = frozenset({"Arab", "Khmr", "Deva", "Beng", "Sinh", "Taml", "Mlym"})
"""Scripts whose spelling has a use for joiners; in ours they only hide a word from a search."""

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


def invisible(pair: TranslationPair) -> Iterator[PairFault]:
    """The text contains nothing that nobody sees."""
    match = _INVISIBLE.search(pair.msgstr)
    if match is None and pair.script not in _JOINING:
        match = _JOINERS.search(pair.msgstr)
    if match:
        message = f"the translation contains an invisible character (U+{ord(match[0]):04X})"
        remedy = "Remove it: the program sets line breaks itself."
        yield "error", "invisible-character", message, remedy


def untranslated(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation is another text than the source, in the letters of its language."""
    if pair.is_name or len(pair.msgid) <= _SHORT:
        return
    if _same(pair):
        remedy = "Translate it, or leave it empty. Record a name in content/exceptions.yaml."
        yield "warning", "untranslated", "the translation is identical to the source", remedy
        return
    letters = pair.language.letters if pair.language else None
    bare = "".join(c for c in pair.translation if unicodedata.category(c)[0] == "L")
    if letters and bare and not re.search(f"[{letters}]", bare):
        language = pair.language.english if pair.language else pair.locale
        message = f"the translation contains no {language} letters"
        remedy = "Check the file or column it was typed into. Translate it, or leave it empty."
        yield "error", "untranslated", message, remedy


def _same(pair: TranslationPair) -> bool:
    return pair.msgstr.strip().casefold() == pair.msgid.strip().casefold()


def end_punctuation(pair: TranslationPair) -> Iterator[PairFault]:
    """A sentence ends as its language ends one; no mark is doubled, none follows a space."""
    if _same(pair):
        return  # not translated, which is said elsewhere
    text, ends = clean(pair.msgstr).rstrip(_CLOSING), row_of("ends", pair.locale)
    doubled = _DOUBLED.search(clean(pair.msgstr))
    if doubled:
        around = clean(pair.msgstr)[max(0, doubled.start() - 8) : doubled.end() + 3].strip()
        message = f'a punctuation mark is doubled or follows a space in "{around}"'
        yield "warning", "end-punctuation", message, "Keep one mark, directly after the word."
    if ends is None or not text:
        return
    source = pair.msgid.rstrip(_CLOSING)
    is_sentence = source.endswith((".", "?", "!")) and len(pair.source.split()) > 2
    if not ends:
        # An abbreviation has its stop in these languages, too.
        if text.endswith(".") and not _ABBREVIATION.search(text) and not text.endswith(".."):
            message = "the translation ends with a full stop, which this language does not use"
            yield _end(message, "Remove it.")
    # A translation that breaks off ends without its mark: the cheapest sign of a lost half.
    elif is_sentence and not text.endswith((*ends, "…", ":")):
        message = f"the translation does not end with {' or '.join(ends)}"
        yield _end(message, "Add it, and any words that are missing.")
    elif not source.endswith((".", "?", "!", ":", "…")) and text.endswith(ends[0]):
        yield _end(f"the label ends with {ends[0]}, and the source does not", "Remove it.")


def _end(message: str, remedy: str) -> PairFault:
    return "warning", "end-punctuation", message, remedy


def length(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation is about as long as such translations are."""
    source = PLACEHOLDER.sub("", pair.msgid)
    if len(source) < _MIN_LETTERS:
        return
    least, most = map(float, row_of("ratio", pair.locale))
    # In graphemes: a Burmese syllable is up to six characters and no longer to read for it.
    ratio = grapheme_count(PLACEHOLDER.sub("", clean(pair.msgstr))) / len(source)
    if not least <= ratio <= most:
        much = "short" if ratio < least else "long"
        message = f"the translation is unusually {much}: {ratio:.0%} of the length of the source"
        adds = "something is missing" if much == "short" else "it says more than the source"
        remedy = f"Check whether {adds}."
        yield "warning", "length-ratio", message, remedy


def runs(pair: TranslationPair) -> Iterator[PairFault]:
    """Words are in groups with spaces between them, so that lines and eyes can rest."""
    limit = row_of("longest_run", pair.locale)
    if limit is None:
        return
    for run in re.split(r"[\s၊။,.;:()“”…–-]+", pair.translation):
        # To count graphemes is slow, and they are never more than the letters: count these first.
        if len(run) > int(limit) and grapheme_count(run) > int(limit):
            message = f'"{run[:12]}…" runs on for {grapheme_count(run)} characters without a space'
            remedy = f"Add spaces between phrases: at most {limit} characters may run together."
            yield "warning", "long-run", message, remedy


def negations_joined(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation has no space where a line that ends there would say the opposite."""
    for word, negation in parted_negations(pair.translation, pair.locale):
        message = (
            f'a space separates "{word}" from "{negation}"; a line that ends there says the '
            "opposite"
        )
        yield "error", "parted-negation", message, "Remove the space."


def pieces(pair: TranslationPair) -> Iterator[PairFault]:
    """What stays on one line has room on the smallest phone."""
    text = pair.translation
    for start, end in whole_pieces(text, pair.locale):
        if end - start < _NARROW:
            continue
        width = round(width_em(text[start:end], pair.locale) * _PAGE_PX)
        if width > _ROOM_PX:
            message = (
                f'"{text[start:end]}" cannot be broken and is {width} px wide; '
                f"a line on a small phone is {_ROOM_PX} px"
            )
            yield (
                "error",
                "wide-piece",
                message,
                "Shorten it, or add a space between phrases.",
            )


CHECKS: tuple[PairCheck, ...] = (
    invisible,
    untranslated,
    end_punctuation,
    length,
    runs,
    negations_joined,
    pieces,
)
