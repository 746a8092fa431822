"""Step 4, pages: templates → a Jinja environment with the functions that pages use.

Templates use the page's ``PageContext`` through a few functions: ``x|t`` shows a text of the
content, ``x|words`` the same inside a link, ``pgettext(id, "English")`` one of the interface,
``icon``, ``picture``, ``cite``, ``url``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast
from urllib.parse import quote

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ...localise.records.contacts import Proof
from ...localise.records.library import Advice
from ...localise.texts import Text
from ...paths import TEMPLATES
from ...text.plain import WORD_JOINER
from ..html import template_environment
from ..policy import Inline, policy
from . import queries, webfonts
from .context import PageContext, telephone

_EMPTY_LINES = re.compile(r"\n\s*\n")


def _page(context: Context) -> PageContext:
    # Given to every template, and set by none: no need to look among what a template has set.
    return cast("PageContext", context.parent["page"])


@pass_context
def _text(context: Context, text: Text | None) -> Markup:
    return _page(context).text(text)


@pass_context
def _words(context: Context, text: Text | None) -> Markup:
    return _page(context).words(text)


@pass_context
def _host_text(context: Context, text: Text) -> Markup:
    return _page(context).host_text(text)


@pass_context
def _interface(context: Context, name: str, message: str, **values: object) -> Markup:
    return _page(context).interface(name, message, values)


@pass_context
def _proof(context: Context, proof: Proof, *, apart: bool = False) -> Markup:
    return _page(context).proof(proof, apart=apart)


@pass_context
def _label(context: Context, key: str, group: str) -> Markup:
    return _page(context).label(group, key)


@pass_context
def _icon(context: Context, name: str, size: str = "") -> Markup:
    return _page(context).icon(name, size)


@pass_context
def _picture(context: Context, name: str, *, dont: bool = False) -> Markup:
    return _page(context).picture(name, dont=dont)


@pass_context
def _cite(context: Context, keys: Iterable[str]) -> Markup:
    return _page(context).cite(keys)


@pass_context
def _note(context: Context, keys: Iterable[str]) -> str:
    return _page(context).note_sources(keys)


@pass_context
def _beside(context: Context, item: Advice, *texts: Text | None, above: bool = False) -> Markup:
    return _page(context).beside(item, *texts, above=above)


@pass_context
def _url(context: Context, key: str = "", locale: str | None = None) -> str:
    return _page(context).url(key, locale)


def _attribute(markup: Markup) -> str:
    """Return words for an attribute: without markup, and without what keeps a line together."""
    return escape(markup).striptags().replace(WORD_JOINER, "")


def _query(text: str) -> str:
    """Return *text* for a query; non-ASCII letters stay, as browsers encode them: fewer bytes."""
    return "".join(letter if ord(letter) > 127 else quote(letter) for letter in text)


@cache
def environment() -> Environment:
    """Return the environment of the pages."""
    env = template_environment(TEMPLATES)
    env.filters |= {
        "t": _text,
        "words": _words,
        "host": _host_text,
        "label": _label,
        "attribute": _attribute,
        "number": telephone,
        "query": _query,
    }
    env.globals |= {
        "pgettext": _interface,
        "proof_words": _proof,
        "icon": _icon,
        "picture": _picture,
        "cite": _cite,
        "note": _note,
        "beside": _beside,
        "url": _url,
        "facts": queries,
        "policy": policy([Inline("script", webfonts.script())], header=False),
        # Safe: our own script.
        "head_script": Markup(webfonts.script()),  # noqa: S704
    }
    return env


def render(template: str, page: PageContext, **names: object) -> Markup:
    """Render ``templates/pages/<template>.html``."""
    return render_file(f"pages/{template}.html", page, **names)


def render_file(path: str, page: PageContext, **names: object) -> Markup:
    """Render the template *path*, from ``templates/`` on, as pages are rendered."""
    page_template = environment().get_template(path)
    made = page_template.render(page=page, ui=page.ui, **names)
    # Safe: autoescape is on for the whole template. Empty lines are where a template said nothing.
    return Markup(_EMPTY_LINES.sub("\n", made))  # noqa: S704
