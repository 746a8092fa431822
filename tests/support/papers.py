"""What tests of old papers share: an advisory that remembers a paper it printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from generator.localise.advisory import Advisory
from generator.model import PaperEdition
from generator.model.leaflet import Leaflet
from generator.products.paper.layout.sheet import draft

CODE = "SG-en-261101-3f1a"


def edition_of(advisory: Advisory, leaflet: Leaflet, **changed: object) -> PaperEdition:
    """The edition that a leaflet of *advisory* would be recorded as."""
    prepared = draft(advisory, leaflet)
    row = {
        "host": advisory.host,
        "locale": advisory.locale,
        "papers": (f"{advisory.host}.{advisory.locale}.trifold",),
        "read_on": prepared.edition.newest_read_on,
        "valid_until": prepared.edition.valid_until,
        "facts": {name: fact.said for name, fact in prepared.carried.items()},
    }
    return PaperEdition.model_validate(row | changed)


def remembering(advisory: Advisory, leaflet: Leaflet, code: str = CODE) -> Advisory:
    """The advisory, with its leaflet recorded under *code*."""
    return replace(advisory, editions={code: edition_of(advisory, leaflet)})


def long_after(advisory: Advisory, years: int = 20) -> Advisory:
    """The advisory as it is when every paper of today is old."""
    return replace(advisory, today=date(2026, 11, 25) + timedelta(days=365 * years))
