"""Which leaflets there are and where they lie: for what prints them, and for pages that link them."""

from __future__ import annotations

from collections.abc import Mapping

from ..languages import Language
from ..script.fonts import has_own_font


def is_printable(locale: str, host_language: str, languages: Mapping[str, Language]) -> bool:
    """Tell whether we have fonts for both languages of a leaflet, and a fold for its direction."""
    ours = has_own_font(locale) and has_own_font(host_language)
    return ours and languages[locale].direction == "ltr"


def leaflet_path(host: str, locale: str, name: str) -> str:
    """Path of a leaflet below site/: part of the contract of names."""
    return f"leaflets/{host}/{host}.{locale}.{name}.pdf"
