"""What step 3 gives to the products: all that the readers of one host country are told, in one locale.

Templates read it. ``localise.py`` makes it; everything after knows this form alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .languages import Language
from .model import PaperEdition
from .translator import Ui
from .view import View


@dataclass(frozen=True)
class Advisory:
    """All we tell one host country's readers from one origin country in one locale."""

    host: str
    origin: str
    locale: str
    language: Language
    languages: Mapping[str, Language]
    ui: Ui
    today: date
    site: View
    country: View
    hazards: Mapping[str, View]
    """By slug, gravest first: library and host facts joined."""
    warnings: Mapping[str, View]
    prepare: View
    phrases: Mapping[str, View]
    """Each with ``text`` (reader's words) and ``shown`` (the host's language)."""
    insurance: View
    contacts: Mapping[str, View]
    rules: Mapping[str, View]
    answers: View
    guides: View
    people: View
    """The origin country: name, people, hotlines."""
    corridor: View
    sources: Mapping[str, View]
    """By qualified id, for example ``thailand.r3-25`` or ``hazards.flood.ifrc-flood``."""
    changes: Mapping[str, View] = field(default_factory=dict)
    partners: Mapping[str, View] = field(default_factory=dict)
    """Organisations that agreed to stand on the papers of this host country."""
    withdrawn: tuple[tuple[str, str | None], ...] = ()
    """Numbers of contacts that were withdrawn, with the id of the contact that took their place."""
    editions: Mapping[str, PaperEdition] = field(default_factory=dict)
    """Papers in this locale that were published once, by the code on them."""
    offered: tuple[str, ...] = ()
    """Locales that readers are offered, in the order of site.yaml."""
    recordings: Mapping[str, bytes] = field(default_factory=dict)
    """Sounds that its pages play, by their path below site/."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words of its locale that find the same texts, in groups."""
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else the country is called, by language: what somebody may type on the home page."""
    origin_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The same for the origin country."""
    tiles: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The country as tiles: column and row of each province; empty where no map is drawn."""
