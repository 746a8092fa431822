"""Beside the steps: a run of text → HTML in which lines break where a reader expects it.

In: one run of plain text in one language (placeholders such as telephone numbers are runs of their
own). Out: HTML. The pages' stylesheet must contain ``.nb{white-space:nowrap}``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from .breaking import break_offsets, insert_break_opportunities, mark_words
from .languages import find_language
from .plain import ZWSP, clean
from .unbroken import Span, last_words, whole_pieces

_LONGEST_PHRASE = 12
"""Letters of a Japanese phrase that fit on one line of each paper."""


def web_html(text: str, lang: str, words: Sequence[str] = ()) -> str:
    """Return *text* as HTML for browsers, which break most of our scripts rightly themselves.

    Burmese, Thai: a no-wrap span over each piece that stays on one line: a negation with its verb,
    and what the browsers' dictionary would cut and must not (``whole``), such as *words* of the
    glossary. The last words of a Thai sentence have U+2060 between them instead, which costs a page
    fewer bytes. Shan, Mon, Pa'o, Eastern Pwo: a no-wrap span for each syllable, and ``<wbr>``
    between them: Chromium cut inside a syllable at 34 % (Shan) and 17 % (Mon) of its line ends
    without, and at 1 % at most with it; neither U+200B nor ``word-break`` helped. Japanese:
    ``<wbr>`` between phrases; the stylesheet has ``word-break: keep-all`` for it. Others: plain
    text. Never U+200B.
    """
    text = clean(text)
    language = find_language(lang)
    if language is None or language.web_markup == "plain":
        return html.escape(text)
    if language.web_markup == "pieces":
        # In Thai alone: a Burmese piece must hold in browsers with another dictionary, too.
        cheaper = last_words(text, lang) if language.script == "Thai" else {}
        return _pieces_kept(text, whole_pieces(text, lang, words), (), cheaper)
    if language.web_markup == "phrases":
        phrases = insert_break_opportunities(text, lang, words).split(ZWSP)
        return "<wbr>".join(map(html.escape, phrases))
    return "".join(
        part if part.isspace() else _syllable_spans(part, lang)
        for part in re.split(r"(\s+)", text)
        if part
    )


def _syllable_spans(word: str, lang: str) -> str:
    syllables = mark_words(word, lang, ZWSP).split(ZWSP)
    if len(syllables) == 1:
        return html.escape(word)
    return "<wbr>".join(f'<span class="nb">{html.escape(part)}</span>' for part in syllables)


def _pieces_kept(
    text: str,
    pieces: Sequence[Span],
    breaks: Sequence[int],
    joined: Mapping[Span, str] = MappingProxyType({}),
) -> str:
    cuts = sorted({0, *(at for piece in pieces for at in piece), *breaks, len(text)})
    parts = []
    for span in pairwise(cuts):
        held = span in pieces and span not in joined
        shown = html.escape(joined.get(span) or text[slice(*span)])
        parts.append(ZWSP if span[0] in breaks else "")
        parts.append(f'<span class="nb">{shown}</span>' if held else shown)
    return "".join(parts)


def paper_html(text: str, lang: str, words: Sequence[str] = ()) -> str:
    """Return *text* as HTML for WeasyPrint: U+200B at each break, none inside of whole pieces.

    All scripts without spaces get them, Thai too: not every machine has libthai's dictionary.
    *words* of the glossary stay whole. Thai and Japanese are broken by Pango too, which has no such
    pieces and breaks beside U+2060: there they are in spans, as on pages, and so are Japanese
    phrases and Korean words.
    """
    text, language = clean(text), find_language(lang)
    breaks = break_offsets(text, lang, words)
    pieces: Sequence[Span] = ()
    if language and language.breaks == "phrases":
        # A longer one may be wider than a narrow box.
        phrases = pairwise([0, *breaks, len(text)])
        pieces = [span for span in phrases if 1 < span[1] - span[0] <= _LONGEST_PHRASE]
    elif language and language.breaks == "spaces":
        runs = (match.span() for match in re.finditer(r"\S+", text))
        pieces = [span for span in runs if 1 < span[1] - span[0] <= _LONGEST_PHRASE]
    elif language and language.script == "Thai":
        pieces = whole_pieces(text, lang, words)
    return _pieces_kept(text, pieces, breaks)
