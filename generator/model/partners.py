"""Step 1, model: content/partners.yaml, organisations that agreed to be printed on papers.

The partner plate of a paper is blank, to be filled in by
hand and stamped, or printed from here.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from .fields import AreaCode, LanguageTag, Model, PhoneText, Slug


class Partner(Model):
    """An organisation that meets readers, and its number."""

    host: Slug
    """The host country whose papers it stands on."""
    name: str
    """As the organisation writes it; it is not translated."""
    lang: LanguageTag = "en"
    """Language of the name."""
    number: PhoneText
    """Number that readers may call, in national form."""
    area: tuple[AreaCode, ...] | None = None
    """Provinces it serves; absent = the whole host country."""
    agreed_on: date
    """The day it said that this name and number may stand on paper. It grows old as a contact
    does: ask again then."""
    printed: Literal["always", "asked"] = "asked"
    """always: on every paper of its area that the build makes; one such partner for each place.
    asked: only where ``advisory leaflet … --partner ID`` asks for it."""


class Partners(Model):
    """content/partners.yaml. It may be absent: then every plate is blank."""

    partners: dict[Slug, Partner] = {}
