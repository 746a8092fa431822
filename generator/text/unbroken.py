"""Beside the steps: text and words of the glossary → pieces that stay on one line.

In: plain text in NFC, its language, and words of the glossary that must stay whole. Out: places in
the text. Paper gets no break inside them (``breaking``), pages get a no-wrap span over them
(``markup``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from .icu import word_ends
from .languages import Language, find_language
from .negation import BARE_MA, negation_pieces
from .plain import SYLLABLE_START, WORD_JOINER

Span = tuple[int, int]
"""Where a piece begins, and the offset behind it."""

_BURMESE_LETTER = re.compile(r"[\u1000-\u103f]")
_MARKS = "၊။"
_SENTENCE_ENDS = "။!?\n"
"""And the end of the text: the empty string is in it."""
_LONGEST = 18
"""Code points that a verb and its last words may have together: about 200 px on a page."""


def whole_pieces(text: str, lang: str, words: Sequence[str] = ()) -> list[Span]:
    """Return the pieces of *text* that stay on one line, in order, apart from each other.

    Negations are among them even where the dictionary does not cut: another browser has another
    dictionary, and they must be whole in each. The others are those that it would cut: *words*, the
    last words of a phrase, a prefix, a word said twice, a syllable. In Japanese, only *words*. None
    in languages that are not cut at words.
    """
    language = find_language(lang)
    if language is None or language.breaks not in ("icu", "phrases") or not text:
        return []
    if language.breaks == "phrases":
        return _merged(words_in(text, words))
    ends = sorted(word_ends(text, language.tag))
    cut = [*words_in(text, words), *_final_words(text, ends, language)]
    if language.script == "Mymr":
        cut += [*_loose_parts(text, ends, language), *_cut_syllables(text, ends)]
    # What the dictionary leaves whole needs no help: each piece costs bytes on every page.
    pieces = [*negation_pieces(text, lang), *(span for span in cut if _parted(span, ends))]
    return [_with_mark(text, span) for span in _merged(pieces)]


def joined(text: str, lang: str, words: Sequence[str] = ()) -> str:
    """Return *text* with U+2060 between the syllables of each whole piece.

    For an office program, which has a dictionary of its own and no spans: without U+2060, a line
    may end behind the "not" of a Burmese verb.
    """
    parts, done = [], 0
    for start, end in whole_pieces(text, lang, words):
        parts.append(text[done:start])
        inside = [m.start() for m in SYLLABLE_START.finditer(text, start + 1, end)]
        cuts = [start, *inside, end]
        parts.append(WORD_JOINER.join(text[a:b] for a, b in pairwise(cuts)))
        done = end
    return "".join([*parts, text[done:]])


def last_words(text: str, lang: str) -> dict[Span, str]:
    """Return the ``whole_pieces`` of a verb and its last words, with U+2060 at each possible break.

    Without those that hold a space, beside which U+2060 keeps nothing together.
    """
    language = find_language(lang)
    if language is None or language.breaks != "icu":
        return {}
    ends = sorted(word_ends(text, language.tag))
    found = {}
    for start, end in _merged(_final_words(text, ends, language)):
        inside = [at for at in ends if start < at < end and text[at] != "/"]
        piece = WORD_JOINER.join(text[a:b] for a, b in pairwise([start, *inside, end]))
        if not any(letter.isspace() for letter in piece):
            found[start, end] = piece
    return found


def words_in(text: str, words: Sequence[str]) -> list[Span]:
    """Return where *words* are in *text*, the longest first where two begin at one place."""
    return [match.span() for match in _any_of(tuple(words)).finditer(text)] if words else []


@lru_cache(maxsize=256)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _parted(span: Span, ends: list[int]) -> bool:
    """Return whether the dictionary ends a word inside *span*."""
    return bisect_right(ends, span[0]) < bisect_left(ends, span[1])


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        # Pieces that only touch stay two: a line may end between them.
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _with_mark(text: str, span: Span) -> Span:
    start, end = span
    # Past the end the slice is empty, and "" is in every text: hence the second question.
    return (start, end + 1) if text[end : end + 1] in _MARKS and end < len(text) else span


def _final_words(text: str, ends: list[int], language: Language) -> Iterator[Span]:
    """Yield the last words of each phrase with their word; of a sentence, helping words, too.

    Alone on a line they stop a slow reader, and ပါ before တယ် at a line end reads as an order.
    """
    if not language.final_words:
        return
    segments = _segments(ends)
    final, closing = language.final_words, language.final_words + language.closing_words
    helping = closing + language.helping_words
    is_final, closes, helps = (
        _chain(final, final),
        _chain(helping, closing),
        _chain(helping, helping),
    )
    for number, (start, end) in enumerate(segments):
        word = text[start:end]
        if not closes(word) or _is_letter(text, end):
            continue
        if text[end : end + 1] in _SENTENCE_ENDS:
            first = longest = _first_of_chain(text, segments, number, helps)
            while first < number and end - segments[first][0] > _LONGEST:
                first += 1
            # Of a longer one, ပါတယ် alone would be left: below, it gets the word before it.
            lone = first > longest and is_final(text[slice(*segments[first])])
            if first < number and not lone:
                yield segments[first][0], end
                continue
        if is_final(word):
            first = _first_of_chain(text, segments, number, is_final)
            if first < number:
                yield segments[first][0], end


@cache
def _chain(words: tuple[str, ...], last: tuple[str, ...]) -> Callable[[str], object]:
    """Return what tells whether a text is made of *words* and ends with one of *last*.

    To the dictionary two of them may be one word: လိုက်ပါ.
    """
    before, at_end = ("|".join(map(re.escape, some)) for some in (words, last))
    return re.compile(f"(?:{before})*(?:{at_end})").fullmatch


def _first_of_chain(
    text: str, segments: list[Span], number: int, in_chain: Callable[[str], object]
) -> int:
    """Return the number of the word to which the chain that ends with segment *number* belongs.

    A stroke joins two of them (ครับ/ค่ะ), and so does the space that Thai writes beside ๆ; other
    marks do not.
    """
    first = number
    while first:
        start = segments[first][0]
        before = segments[first - 1][0]
        if not (in_chain(text[slice(*segments[first])]) or _joins(text, start)):
            break
        if not (_is_letter(text, before) or _joins(text, before)):
            break
        first -= 1
    return first


def _joins(text: str, at: int) -> bool:
    return text[at] == "/" or (text[at] == " " and "ๆ" in (text[at - 1], text[at + 1 : at + 2]))


def _loose_parts(text: str, ends: list[int], language: Language) -> Iterator[Span]:
    """Yield a prefix with its word, a word said twice, and မ with the syllable behind it."""
    bare = {match.end() for match in BARE_MA.finditer(text)}
    for (start, middle), (_, end) in pairwise(_segments(ends)):
        if not (_is_letter(text, start) and _is_letter(text, middle)):
            continue
        word = text[start:middle]
        if word.endswith(language.prefixes) or middle in bare or word == text[middle:end]:
            yield start, end


def _cut_syllables(text: str, ends: list[int]) -> Iterator[Span]:
    """Yield each syllable inside which the dictionary sees a word's end.

    It has no foreign words: it splits ဝက်|ဘ်ဆိုက် (web site) and တာ့|ခ် (Tak), and browsers end
    lines there.
    """
    edges = [0, *(match.start() for match in SYLLABLE_START.finditer(text)), len(text)]
    for end in ends:
        inside = 0 < end < len(text) and _BURMESE_LETTER.match(text, end)
        if not inside or text[end - 1].isspace():
            continue
        at = bisect_left(edges, end, 1)
        if edges[at] == end:
            continue
        after = edges[at]
        while after > end and not _BURMESE_LETTER.match(text, after - 1):
            after -= 1
        yield edges[at - 1], after


def _segments(ends: list[int]) -> list[Span]:
    return list(pairwise([0, *(end for end in ends if end > 0)]))


def _is_letter(text: str, at: int) -> bool:
    """Return whether a letter of a word is at *at*; no space, no mark, no digit."""
    return at < len(text) and text[at].isalpha()
