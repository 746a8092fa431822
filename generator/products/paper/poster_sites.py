"""Step 4, leaflets: a CSV file of places → ``PosterSite`` values, and complaints with their line.

In: the bytes of a CSV file, one place a row. Out: ``PosterSite`` values, and complaints, each with
its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from ...load.decode import NOT_ALLOWED, name_character
from ...load.shapes import suggest
from ...model import limits
from ...model.fields import Profile
from ...problems import brief
from ...sheets.csv_file import csv_lines
from ...sheets.faults import UnreadableFormError
from ...text.plain import clean
from .content.picker import PosterPlace
from .names import Paper

REQUIRED = ("site", "host", "locale", "address")
OPTIONAL = ("profile", "way_out", "shelter", "helper")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = {
    "address": limits.POSTER_ADDRESS.most,
    **dict.fromkeys(("way_out", "shelter", "helper"), limits.POSTER_LINE.most),
}
"""Characters; more would not be read from two metres."""


@dataclass(frozen=True)
class PosterSite:
    """One poster: its file name, its words, and where it hangs."""

    name: str
    paper: Paper
    place: PosterPlace


def read_sites(
    data: bytes, file: str, *, locales: Mapping[str, Collection[str]]
) -> tuple[list[PosterSite], list[str]]:
    """Return the sites of a table, and what is wrong with it, each with its line.

    *locales* are those offered, by host country. Columns: site, host, locale (``my``, or ``my_th``
    for two languages), address, and if wanted profile, way_out, shelter, helper.
    """
    rows = csv_lines(data)
    try:
        _line, header = next(rows, (1, ()))
        names = [name.strip() for name in header]
        if wrong := list(_wrong_columns(names)):
            return [], [f"{file}:1: {brief(complaint)}" for complaint in wrong]
        sites, complaints = _sites_of(rows, names, file, locales)
    except UnreadableFormError as error:
        return [], [f"{file}: {error}"]
    if not sites and not complaints:
        complaints = [f"{file}: it has no row. Write one line for each place."]
    return ([] if complaints else sites), complaints


def _sites_of(
    rows: Iterable[tuple[int, Sequence[str]]],
    names: Sequence[str],
    file: str,
    locales: Mapping[str, Collection[str]],
) -> tuple[list[PosterSite], list[str]]:
    sites, complaints = [], []
    lines: dict[str, int] = {}
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        site, wrong = _site_of(names, cells, locales)
        if site is not None and site.name in lines:
            wrong.append(f'the site "{site.name}" is already in line {lines[site.name]}.')
        complaints += [f"{file}:{line}: {brief(complaint)}" for complaint in wrong]
        if site is not None:
            lines[site.name] = line
            sites.append(site)
    return sites, complaints


def _wrong_columns(header: list[str]) -> list[str]:
    if len(header) > limits.COLUMNS.most:
        return [f"more than {limits.COLUMNS} are no table of places."]
    wrong = [f'the column "{name}" is missing.' for name in REQUIRED if name not in header]
    for name in header:
        if name not in REQUIRED + OPTIONAL:
            remedy = suggest(name, [*REQUIRED, *OPTIONAL], [])
            wrong.append(f'there is no column "{name}". {remedy}')
    return wrong


def _site_of(
    names: Sequence[str], cells: Sequence[str], locales: Mapping[str, Collection[str]]
) -> tuple[PosterSite | None, list[str]]:
    """Return what a row says, and what is wrong with it."""
    if len(cells) > len(names):
        return None, ["it has more cells than the first line. Put quotes around a comma."]
    values = dict.fromkeys(names, "") | {
        name: clean(unicodedata.normalize("NFC", cell)).strip()
        for name, cell in zip(names, cells, strict=False)
    }
    wrong = [f'"{name}" is empty.' for name in REQUIRED if not values[name]]
    if wrong:
        return None, wrong
    wrong = [
        f'"{key}": {message}. {remedy}'
        for key, text in values.items()
        if (hidden := NOT_ALLOWED.search(text))
        for message, remedy in [name_character(hidden[0])]
    ]
    if wrong:
        return None, wrong
    name, host, profile = values["site"], values["host"], values.get("profile", "")
    if not _NAME.fullmatch(name):
        wrong.append(f'"{name}" becomes a file name. Use lower-case letters, digits and hyphens.')
    locale, _, second = values["locale"].partition("_")
    if host not in locales:
        wrong.append(f'there is no host country "{host}". There are: {", ".join(locales)}.')
    else:
        wrong += [
            f'{host} is not offered in "{tag}". There are: {", ".join(locales[host])}.'
            for tag in filter(None, [locale, second])
            if tag not in locales[host]
        ]
    if profile and profile not in get_args(Profile):
        profiles = ", ".join(get_args(Profile))
        wrong.append(f'there is no work profile "{profile}". There are: {profiles}.')
    wrong += [
        f"{key} has {len(values[key])} letters; {most} can be read from two metres. Shorten it."
        for key, most in _LONGEST.items()
        if len(values.get(key, "")) > most
    ]
    if wrong:
        return None, wrong
    paper = Paper(host, locale, "poster", second=second or None, profile=profile or None)
    place = PosterPlace(
        values["address"], *(values.get(key, "") for key in ("way_out", "shelter", "helper"))
    )
    return PosterSite(name, paper, place), []
