"""HTML in which lines break where a reader expects it, for the screen and for paper.

In: one run of plain text in one language (placeholders such as telephone numbers are runs of their
own). Out: HTML. The pages' stylesheet must hold ``.nb{white-space:nowrap}``.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left

from ..languages import find_language
from .breaking import BARE_MA, insert_break_opportunities, mark_breaks
from .icu import word_ends
from .text import SYLLABLE_START, ZWSP, clean

# Longer spans would not fit beside a picture on a 320 px screen.
_LONGEST_SPAN = 18
# From မ on, as far as Burmese letters and marks go, with a full stop or comma after them.
_BURMESE_WORD = re.compile(r"[\u1000-\u103f\u104c-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]+[၊။]?")
_BURMESE_LETTER = re.compile(r"[\u1000-\u103f]")


def web_html(text: str, lang: str) -> str:
    """Return *text* as HTML for browsers, which break most of our scripts rightly themselves.

    Burmese: a no-wrap span from each negating မ to the end of its word, 18 code points at most,
    and one over each syllable that the browsers' dictionary would cut (foreign names and words).
    Shan, Mon, Pa'o, Eastern Pwo: a no-wrap span for each syllable, and ``<wbr>`` between them:
    Chromium cut inside a syllable at 34 % (Shan) and 17 % (Mon) of its line ends without, and at
    1 % at most with it; neither U+200B nor ``word-break`` helped. Others: plain text. Never U+200B.
    """
    text = clean(text)
    language = find_language(lang)
    if language is None or language.web_markup == "plain":
        return html.escape(text)
    if language.web_markup == "negation":
        return _negations_kept(text)
    return "".join(
        part if part.isspace() else _syllable_spans(part, lang)
        for part in re.split(r"(\s+)", text)
        if part
    )


def _syllable_spans(word: str, lang: str) -> str:
    syllables = mark_breaks(word, lang, ZWSP).split(ZWSP)
    if len(syllables) == 1:
        return html.escape(word)
    return "<wbr>".join(f'<span class="nb">{html.escape(part)}</span>' for part in syllables)


def _negations_kept(text: str) -> str:
    parts, done = [], 0
    for start, end in _merged([*negation_spans(text), *cut_syllable_spans(text)]):
        parts.append(html.escape(text[done:start]))
        parts.append(f'<span class="nb">{html.escape(text[start:end])}</span>')
        done = end
    return "".join([*parts, html.escape(text[done:])])


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def cut_syllable_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each syllable of Burmese *text* inside which ICU sees a word's end.

    Its dictionary knows no foreign words: it parts ဝက်|ဘ်ဆိုက် (web site) and တာ့|ခ် (Tak), and
    browsers end lines there.
    """
    edges = [0, *(match.start() for match in SYLLABLE_START.finditer(text)), len(text)]
    spans = []
    for end in word_ends(text, "my"):
        inside = 0 < end < len(text) and _BURMESE_LETTER.match(text, end)
        if not inside or text[end - 1].isspace():
            continue
        at = bisect_left(edges, end, 1)
        before, after = edges[at - 1], edges[at]
        if after == end:
            continue
        stop = _BURMESE_WORD.match(text, before)
        spans.append((before, min(after, stop.end()) if stop else after))
    return spans


def negation_spans(text: str) -> list[tuple[int, int]]:
    """Return start and end of each piece of Burmese *text* that must stay on one line.

    Each begins with a bare မ and goes to the end of its word, or to the last edge of a syllable
    within 18 code points, but never ends between a bare မ and what it negates.
    """
    spans: list[tuple[int, int]] = []
    for negation in BARE_MA.finditer(text):
        start = negation.start()
        if spans and start < spans[-1][1]:
            continue
        word = _BURMESE_WORD.match(text, start)
        end = word.end() if word else negation.end()
        spans.append(
            (start, end if end - start <= _LONGEST_SPAN else _shorter_end(text, start, end))
        )
    return spans


def _shorter_end(text: str, start: int, end: int) -> int:
    bare = {match.end() for match in BARE_MA.finditer(text, start, end)}
    edges = {match.start() for match in SYLLABLE_START.finditer(text, start + 1, end)} - bare
    within = [edge for edge in edges if edge - start <= _LONGEST_SPAN]
    # A first syllable longer than the limit is no real word, but must not be cut either.
    return max(within) if within else min(edges, default=end)


def paper_html(text: str, lang: str) -> str:
    """Return *text* as HTML for WeasyPrint: U+200B at each break, and none after a negating မ.

    All scripts without spaces get them, Thai too: not every machine has libthai's dictionary.
    """
    return html.escape(insert_break_opportunities(text, lang))
