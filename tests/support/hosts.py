"""What tests of a host country share: its advisories, its papers, and numbers as digits."""

from __future__ import annotations

import re
from functools import cache

from phonenumbers.shortnumberinfo import is_emergency_number

from generator.localise.advisory import Advisory
from generator.localise.corridors import Selection, load_advisories
from generator.products.paper import draft_of, own_formats, print_leaflet
from generator.products.paper.layout.fit import Fit
from generator.products.paper.layout.sheet import Draft
from generator.products.paper.names import Paper, fit_name
from support.example import ROOT
from support.real import real_content


@cache
def real_advisories(host: str = "thailand") -> dict[str, Advisory]:
    """The advisories of one of our host countries, with our translations, by locale."""
    found = load_advisories(real_content(), ROOT / "locales", Selection(host))
    return {advisory.locale: advisory for advisory in found}


def real_advisory(host: str, locale: str = "en") -> Advisory:
    """The advisory of one of our host countries in one language."""
    return real_advisories(host)[locale]


def drafted(paper: Paper) -> Draft:
    """The words of one of our papers."""
    return draft_of(paper, real_advisories(paper.host), own_formats()[paper.format])


@cache
def printed(paper: Paper) -> tuple[bytes, Fit]:
    """One of our papers as a build prints it: with the type size that content/fits/ keeps."""
    return print_leaflet(drafted(paper), real_content().fits.get(fit_name(paper)))


def digits(text: str) -> str:
    """Only the digits of *text*, as they stand."""
    return re.sub(r"\D", "", text)


def emergency_numbers(region: str) -> set[str]:
    """What phonenumbers calls emergency numbers of a region, of three digits."""
    return {f"{n:03}" for n in range(1000) if is_emergency_number(f"{n:03}", region)}
