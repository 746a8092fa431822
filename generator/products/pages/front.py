"""What the pages above the hosts show of an advisory: little, so that hundreds fit into memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...advisory import Advisory
from ...languages import Language
from ...target import digest
from ...translator import Ui
from ...view import Text, View
from ...view import whole as exact
from . import facts
from .sets import host_pages


@dataclass(frozen=True)
class Front:
    """An advisory as its door: the country, for whom, and the numbers on the plates."""

    host: str
    locale: str
    language: Language
    languages: Mapping[str, Language]
    ui: Ui
    offered: tuple[str, ...]
    country: Text
    host_language: str
    origin: str
    people: Text
    called: Mapping[str, tuple[str, ...]]
    """What else the country is called, by language: what somebody may type."""
    origin_called: Mapping[str, tuple[str, ...]]
    plates: tuple[View, ...]
    site_url: str
    stylesheet: str
    """Path of the stylesheet from the site's root."""
    asks: str
    """What its pages ask of the phone's fonts: see ``webfonts.asked``."""
    folders: tuple[str, ...]
    """Of the pages that a search engine may list, from the site's root."""

    @property
    def key(self) -> str:
        """Digest of all that is its own: words and languages, which all fronts share, are not."""
        return digest(
            self.host, self.locale, self.offered, self.host_language, self.stylesheet, self.asks,
            self.folders, self.digest,
        )  # fmt: skip

    @property
    def digest(self) -> str:
        """Digest of what is shown of it."""
        plates = exact(list(self.plates))
        called = (dict(self.called), dict(self.origin_called))
        return digest(
            exact(self.country), exact(self.people), self.origin, called, plates, self.site_url
        )


def front_of(advisory: Advisory, offered: tuple[str, ...], stylesheet: str, asks: str) -> Front:
    """Take from *advisory* what the pages above the hosts show."""
    base = f"{advisory.locale}/{advisory.host}/"
    return Front(
        host=advisory.host,
        locale=advisory.locale,
        language=advisory.language,
        languages=advisory.languages,
        # Fronts are kept until all countries are planned; what its pages picked is not.
        ui=advisory.ui.anew(),
        offered=offered,
        country=advisory.country.name,
        host_language=advisory.country.language,
        origin=advisory.origin,
        people=advisory.people.people,
        called=advisory.called,
        origin_called=advisory.origin_called,
        plates=tuple(_plate(contact) for contact in facts.plates(advisory)),
        site_url=advisory.site.site_url,
        stylesheet=stylesheet,
        asks=asks,
        folders=tuple(f"{base}{page.folder}" for page in host_pages(advisory) if page.band),
    )


def _plate(contact: View) -> View:
    """The little of a contact that a plate without words shows."""
    return View(
        id=contact.id, label=contact.label, icon=contact.icon, tel=contact.tel,
        proof=contact.proof, sources=(),
    )  # fmt: skip
