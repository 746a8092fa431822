"""Step 4: a ``Text`` → HTML for browsers or for paper.

A run of words goes through the markup its language needs; data (numbers, money, dates) is never
broken and, where digits could be turned round, isolated left to right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..localise.texts import Run, Text
from ..text.markup import paper_html, web_html
from .template_cache import CompiledTemplates


def template_environment(folder: Path) -> Environment:
    """Return an environment for *folder*; autoescape on, an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # A process builds once: `serve` starts a new one.
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=CompiledTemplates(folder.name),
    )


# The same texts are on many pages of a set: labels, contacts, the foot.
@lru_cache(maxsize=16384)
def web(text: Text | None, page_lang: str) -> Markup:
    """Return *text* for a page in *page_lang*; numbers become ``tel:`` links."""
    return _render(text, page_lang, web_html, links=True)


# Papers of one country and locale say the same: a manual, its cards, the plan. One locale fits in.
@lru_cache(maxsize=8192)
def paper(text: Text | None, page_lang: str) -> Markup:
    """Return *text* for WeasyPrint, with break opportunities; numbers are not links."""
    return _render(text, page_lang, paper_html, links=False)


def _render(
    text: Text | None,
    page_lang: str,
    words: Callable[[str, str, Sequence[str]], str],
    *,
    links: bool,
) -> Markup:
    if text is None:
        return Markup("")
    parts = [_run(run, page_lang, words, links=links) for run in text.runs]
    # Safe: every part went through escape() or the markup functions, which escape.
    return Markup("".join(parts))  # noqa: S704


def _run(
    run: Run, page_lang: str, words: Callable[[str, str, Sequence[str]], str], *, links: bool
) -> str:
    if run.kind == "tel":
        return _telephone(run, links=links)
    if run.kind == "url" and links and run.href:
        return f'<a class="url" dir="ltr" href="{escape(run.href)}">{escape(run.text)}</a>'
    if run.kind == "url":
        return f'<span class="url" dir="ltr">{escape(run.text)}</span>'
    inner = words(run.text, run.lang, run.whole)
    lang = f' lang="{run.lang}"' if run.lang != page_lang else ""
    if run.kind == "date" and not links:
        # A class of its own: black-and-white papers show the month of expiry in bold.
        return f'<span class="nb day"{lang}>{inner}</span>'
    if run.kind in ("money", "date"):
        # Thai names the year in two calendars: a narrow screen may break before the second.
        day, paren, era = inner.partition(" (")
        second = f' <span class="nb"{lang}>({era}</span>' if paren else ""
        return f'<span class="nb"{lang}>{day}</span>{second}'
    return f"<span{lang}>{inner}</span>" if lang else inner


def _telephone(run: Run, *, links: bool) -> str:
    shown = escape(run.text)
    if links and run.href:
        # A number that is not proved has a dashed edge.
        edge = "tel" if run.grade in ("a", "b") else "tel gc"
        return f'<a class="{edge}" dir="ltr" href="{escape(run.href)}">{shown}</a>'
    return f'<span class="n" dir="ltr">{shown}</span>'
