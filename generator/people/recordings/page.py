"""Beside step 4: a template, a script and data → one HTML file that works offline."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from markupsafe import Markup

from ...paths import ASSETS, TEMPLATES
from ...products.html import template_environment
from ...text.languages import find_language
from ..translators.one_file import font_css

_SCRIPTS = ASSETS / "recorder"


def render(
    template: str,
    language: str,
    script: str,
    data: dict[str, Any],
    *,
    beside: str = "",
    **names: Any,
) -> bytes:
    """Return *template* with *data* and the files *script* (joined by "+") of ``assets/recorder``.

    Letters of *language* and of *beside* come with it: a phone may have others in their place.
    """
    found, other = find_language(language), find_language(beside) if beside else None
    code = "\n".join((_SCRIPTS / name).read_text("utf-8") for name in script.split("+") if name)
    style = (_SCRIPTS / "page.css").read_text("utf-8")
    style += "".join(font_css(one.tag) for one in (found, other) if one)
    page = (
        template_environment(TEMPLATES / "recordings")
        .get_template(template)
        .render(
            policy=policy(code, style),
            name=found.english if found else language,
            language=language,
            direction=found.direction if found else "ltr",
            beside=beside,
            beside_direction=other.direction if other else "ltr",
            # Safe: ours; the data escapes what could end it.
            code=Markup(code),  # noqa: S704
            style=Markup(style),  # noqa: S704
            data=Markup(_json(data)),  # noqa: S704
            rows=data["rows"],
            **names,
        )
    )
    return page.encode()


def policy(code: str, style: str) -> str:
    """Return the content security policy: own script and style, own sounds, and no request."""
    return (
        f"default-src 'none'; script-src '{_hash(code)}'; style-src '{_hash(style)}'; "
        "media-src blob: data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
