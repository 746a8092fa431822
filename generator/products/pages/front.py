"""Step 4, pages: an advisory → the little that pages above the hosts show of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...cache.digests import digest
from ...localise.advisory import Advisory
from ...localise.number_plates import NumberPlate
from ...localise.records.base import BaseRecord
from ...localise.records.contacts import Proof
from ...localise.texts import Run, Text
from ...localise.texts import whole as exact
from ...localise.translator import Ui
from ...text.languages import Language
from ..site_paths import staff_base
from ..staff_pages import staff_pages
from . import queries
from .sets import host_pages


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FrontPlate(BaseRecord):
    """The little of a plate that one without words shows."""

    ids: tuple[str, ...]
    label: Text
    icons: tuple[str, ...]
    tel: Run
    proof: Proof
    sources: tuple[str, ...] = ()
    """None: the pages above the hosts list no sources."""


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
    plates: tuple[FrontPlate, ...]
    site_url: str
    stylesheet: str
    """Path of the stylesheet from the site's root."""
    asks: str
    """What its pages ask of the phone's fonts: see ``webfonts.languages_asked``."""
    folders: tuple[str, ...]
    """Of the pages that a search engine may list, from the site's root."""
    staff_folders: tuple[str, ...] = ()
    """The same of the pages for those who assist; none where there are none."""

    @property
    def assists(self) -> bool:
        """Return whether there are pages for those who assist."""
        return bool(self.staff_folders)

    @property
    def key(self) -> str:
        """Digest of all that is its own: words and languages, which all fronts share, are not."""
        return digest(
            self.host,
            self.locale,
            self.offered,
            self.host_language,
            self.stylesheet,
            self.asks,
            self.folders,
            self.staff_folders,
            self.digest,
        )

    @property
    def digest(self) -> str:
        """Digest of what is shown of it."""
        plates = exact(list(self.plates))
        called = (dict(self.called), dict(self.origin_called))
        return digest(
            exact(self.country),
            exact(self.people),
            self.origin,
            called,
            plates,
            self.site_url,
            self.assists,
        )


def front_of(advisory: Advisory, offered: tuple[str, ...], stylesheet: str, asks: str) -> Front:
    """Take from *advisory* what the pages above the hosts show."""
    base = f"{advisory.locale}/{advisory.host}/"
    staff = staff_base(advisory.locale, advisory.host)
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
        plates=tuple(_plate(plate) for plate in queries.plates(advisory)),
        site_url=advisory.site.site_url,
        stylesheet=stylesheet,
        asks=asks,
        folders=tuple(f"{base}{page.folder}" for page in host_pages(advisory) if page.band),
        staff_folders=tuple(
            f"{staff}{page.folder}" for page in staff_pages(advisory) if not page.quiet
        ),
    )


def _plate(plate: NumberPlate) -> FrontPlate:
    return FrontPlate(
        ids=plate.ids, label=plate.label, icons=plate.icons, tel=plate.tel, proof=plate.proof
    )
