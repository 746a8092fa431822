"""The Jinja environment of the pages.

Templates meet the page's ``PageContext`` through a few functions: ``x|t`` shows a text of the
content, ``x|words`` the same inside a link, ``pgettext(id, "English")`` one of the interface, ``icon``, ``picture``, ``cite``, ``url``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from ...view import Text, View
from ..html import template_environment
from ..policy import Inline, policy
from . import facts, webfonts
from .context import PageContext, telephone

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"


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
def _proof(context: Context, proof: View, *, apart: bool = False) -> Markup:
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
def _beside(context: Context, item: View, *names: str) -> Markup:
    return _page(context).beside(item, *names)


@pass_context
def _url(context: Context, key: str = "", locale: str | None = None) -> str:
    return _page(context).url(key, locale)


def _attribute(markup: Markup) -> str:
    """Words for an attribute: the same without markup."""
    return escape(markup).striptags()


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
        "facts": facts,
        "policy": policy([Inline("script", webfonts.script())], header=False),
        # Safe: our own script.
        "head_script": Markup(webfonts.script()),  # noqa: S704
    }
    return env


def render(template: str, page: PageContext, **names: Any) -> Markup:
    """Render ``templates/pages/<template>.html``."""
    found = environment().get_template(f"pages/{template}.html")
    # Safe: autoescape is on for the whole template.
    return Markup(found.render(page=page, ui=page.ui, **names))  # noqa: S704
