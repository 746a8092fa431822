"""Fills the templates of leaflets."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from ..html import template_environment
from .formats import TEMPLATES


@cache
def _environment() -> Environment:
    return template_environment(TEMPLATES)


def render_template(template: str, /, **values: Any) -> Markup:
    """Return a template filled with *values*."""
    # Safe: the templates escape what they are given.
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704
