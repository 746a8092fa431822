"""Beside the steps: a run of text → HTML in which lines break where a reader expects it.

In: one run of plain text in one language (placeholders such as telephone numbers are runs of their
own). Out: HTML. The pages' stylesheet must contain ``.nb{white-space:nowrap}``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from .breaking import insert_break_opportunities, mark_words
from .languages import find_language
from .plain import ZWSP, clean
from .unbroken import whole_pieces


def web_html(text: str, lang: str, words: Sequence[str] = ()) -> str:
    """Return *text* as HTML for browsers, which break most of our scripts rightly themselves.

    Burmese, Thai: a no-wrap span over each piece that stays on one line: a negation with its verb, and what
    the browsers' dictionary would cut and must not (``whole``), such as *words* of the glossary.
    Shan, Mon, Pa'o, Eastern Pwo: a no-wrap span for each syllable, and ``<wbr>`` between them:
    Chromium cut inside a syllable at 34 % (Shan) and 17 % (Mon) of its line ends without, and at
    1 % at most with it; neither U+200B nor ``word-break`` helped. Others: plain text. Never U+200B.
    """
    text = clean(text)
    language = find_language(lang)
    if language is None or language.web_markup == "plain":
        return html.escape(text)
    if language.web_markup == "pieces":
        return _pieces_kept(text, lang, words)
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


def _pieces_kept(text: str, lang: str, words: Sequence[str]) -> str:
    parts, done = [], 0
    for start, end in whole_pieces(text, lang, words):
        parts.append(html.escape(text[done:start]))
        parts.append(f'<span class="nb">{html.escape(text[start:end])}</span>')
        done = end
    return "".join([*parts, html.escape(text[done:])])


def paper_html(text: str, lang: str, words: Sequence[str] = ()) -> str:
    """Return *text* as HTML for WeasyPrint: U+200B at each break, and none inside of what stays whole.

    All scripts without spaces get them, Thai too: not every machine has libthai's dictionary. *words* of
    the glossary stay whole.
    """
    return html.escape(insert_break_opportunities(text, lang, words))
