"""Step 4, leaflets: a template and its data → HTML."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from ....load.leaflet_formats import TEMPLATES
from ...html import template_environment


@cache
def _environment() -> Environment:
    return template_environment(TEMPLATES)


def render_template(template: str, /, **values: object) -> Markup:
    """Return a template filled with *values*."""
    # Safe: the templates escape what they are given.
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704
