"""Posters for single places, filled in from a table: local data, kept nowhere but in the posters.

In: the bytes of a CSV file, one place a row. Out: ``Site`` values, and complaints with their line.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import get_args

from ...load.decode import NOT_ALLOWED, name_character
from ...load.shapes import suggest
from ...model import limits
from ...model.fields import Profile
from ...problems import brief
from ...script.text import clean
from ..printed import Paper
from .facts import Place

REQUIRED = ("site", "host", "locale", "address")
OPTIONAL = ("profile", "way_out", "shelter", "helper")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = {
    "address": limits.POSTER_ADDRESS.most,
    **dict.fromkeys(("way_out", "shelter", "helper"), limits.POSTER_LINE.most),
}
"""Characters; more would not be read from two metres."""


@dataclass(frozen=True)
class Site:
    """One poster: its file name, its words, and where it hangs."""

    name: str
    paper: Paper
    place: Place


def read_sites(
    data: bytes, file: str, *, locales: Mapping[str, Collection[str]]
) -> tuple[list[Site], list[str]]:
    """Return the sites of a table, and what is wrong with it, each with its line.

    *locales* are those offered, by host country. Columns: site, host, locale (``my``, or ``my_th``
    for two languages), address, and if wanted profile, way_out, shelter, helper.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], [f'{file}: it is not UTF-8. Save it as "CSV UTF-8".']
    rows = csv.DictReader(StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in rows.fieldnames or ()]
        if wrong := list(_wrong_columns(header)):
            return [], [f"{file}:1: {brief(complaint)}" for complaint in wrong]
        rows.fieldnames = header
        sites, complaints = [], []
        names: dict[str, int] = {}
        for number, row in enumerate(rows):
            line = rows.line_num
            if number == limits.ROWS.most:
                return [], [f"{file}:{line}: more than {limits.ROWS} are no table of places."]
            site, wrong = _site_of(row, locales)
            if site is not None and site.name in names:
                wrong.append(f'the site "{site.name}" stands in line {names[site.name]} already.')
            complaints += [f"{file}:{line}: {brief(complaint)}" for complaint in wrong]
            if site is not None:
                names[site.name] = line
                sites.append(site)
    except csv.Error as error:
        return [], [f"{file}:{rows.line_num}: {error}. Save the table as CSV anew."]
    if not sites and not complaints:
        complaints = [f"{file}: it has no row. Write one line for each place."]
    return ([] if complaints else sites), complaints


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
    row: Mapping[str | None, str | list[str] | None], locales: Mapping[str, Collection[str]]
) -> tuple[Site | None, list[str]]:
    """Return what a row says, and what is wrong with it."""
    if None in row:
        return None, ["it has more cells than the first line. Put quotes around a comma."]
    said = {str(key): clean(unicodedata.normalize("NFC", str(value or ""))).strip()
            for key, value in row.items()}  # fmt: skip
    wrong = [f'"{name}" is empty.' for name in REQUIRED if not said[name]]
    if wrong:
        return None, wrong
    wrong = [
        f'"{key}": {message}. {remedy}'
        for key, text in said.items()
        if (hidden := NOT_ALLOWED.search(text))
        for message, remedy in [name_character(hidden[0])]
    ]
    if wrong:
        return None, wrong
    name, host, profile = said["site"], said["host"], said.get("profile", "")
    if not _NAME.fullmatch(name):
        wrong.append(f'"{name}" becomes a file name. Write small letters, digits and hyphens.')
    locale, _, second = said["locale"].partition("_")
    if host not in locales:
        wrong.append(f'there is no host country "{host}". There are: {", ".join(locales)}.')
    else:
        wrong += [
            f'{host} is not offered in "{tag}". There are: {", ".join(locales[host])}.'
            for tag in filter(None, [locale, second])
            if tag not in locales[host]
        ]
    if profile and profile not in get_args(Profile):
        known = ", ".join(get_args(Profile))
        wrong.append(f'there is no work profile "{profile}". There are: {known}.')
    wrong += [
        f"{key} has {len(said[key])} letters; {most} can be read from two metres. Shorten it."
        for key, most in _LONGEST.items()
        if len(said.get(key, "")) > most
    ]
    if wrong:
        return None, wrong
    paper = Paper(host, locale, "poster", second=second or None, profile=profile or None)
    place = Place(said["address"], *(said.get(key, "") for key in ("way_out", "shelter", "helper")))
    return Site(name, paper, place), []
