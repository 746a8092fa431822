"""Templates of leaflets: those of a format before those that all share."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from ..html import template_environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "leaflets"


def template_of(format_name: str, block: str) -> str:
    """Return the template that prints *block*: the format's own, or the one for all."""
    own = f"{format_name}/{block}.html"
    return own if (TEMPLATES / own).is_file() else f"blocks/{block}.html"


@cache
def _environment() -> Environment:
    return template_environment(TEMPLATES)


def render_template(template: str, /, **values: Any) -> Markup:
    """Return a template filled with *values*."""
    # Safe: the templates escape what they are given.
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704
