"""Beside the steps: ``locales/languages.yaml`` → ``Language`` values, and dates and lists in each.

In: ``locales/languages.yaml``. Out: ``Language`` values, and formatting that needs no Babel, since
CLDR knows nothing of most of our languages. Used by every step; imports none of them.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from ..model.fields import MINOR_UNITS
from ..paths import LANGUAGES_FILE
from ..system.ordinary_file import read_ordinary
from .plain import to_native_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LineHeight(_Frozen):
    """Line heights as multiples of the font size."""

    body: float
    heading: float
    paper: float


class DatePatterns(_Frozen):
    """Patterns of ``{day}``, ``{month}``, ``{year}``, ``{buddhist_year}``; months as in a date."""

    date: str
    month_year: str
    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]


class NegationRule(_Frozen):
    """A "not" that is written into the word of its verb."""

    endings: tuple[str, ...]
    """Of verbs: where what must be read together ends."""
    not_in: tuple[str, ...]
    """Words with the same letter that say no "not", as regular expressions."""
    joined: tuple[str, ...] = ()
    """Words with no space before a negation after them: alone they order the opposite."""


class Sizes(_Frozen):
    """Sizes on pages, as in a stylesheet."""

    h1: str = "1.625rem"
    h2: str = "1.3125rem"
    lead: str = "1.1875rem"
    show: str = "3.25rem"
    """What is shown to a helper across a table."""


class Language(_Frozen):
    """One row of the table; the file's comments explain each field."""

    tag: str
    english: str
    endonym: str
    script: Annotated[str, Field(pattern="^[A-Z][a-z]{3}$")]
    direction: Literal["ltr", "rtl"]
    digits: str = "latn"
    native_digits: str | None = None
    comma: str
    dates: DatePatterns | None = None
    group: str = ","
    decimal: str = "."
    quotes: tuple[str, str]
    line_height: LineHeight
    optical_offset: float = 0.0
    breaks: Literal["icu", "syllable", "phrases", "spaces", "none"] = "none"
    web_markup: Literal["plain", "pieces", "syllables", "phrases"] = "plain"
    negation: NegationRule | None = None
    final_words: tuple[str, ...] = ()
    closing_words: tuple[str, ...] = ()
    helping_words: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    fonts: Annotated[tuple[str, ...], Field(min_length=1)]
    local_font: bool = True
    letters: str | None = None
    word_spaces: bool = True
    sizes: Sizes = Sizes()
    probe: tuple[str, str] | None = None
    number_words: tuple[str, ...] = ()


def load_languages(path: Path = LANGUAGES_FILE) -> dict[str, Language]:
    """Read the table at *path*; languages by tag, in the order of the file.

    Scalars are read as text, so that the tag ``no`` is Norwegian and not false.
    Raises OSError, yaml.YAMLError, and pydantic.ValidationError or KeyError for a table that is
    not one: it is ours, so these are faults of the program and not of an editor.
    """
    # BaseLoader makes text, lists and mappings only.
    table: dict[str, Any] = yaml.load(read_ordinary(path), Loader=yaml.BaseLoader)  # noqa: S506
    scripts: dict[str, dict[str, Any]] = table["scripts"]
    return {
        tag: Language.model_validate({"tag": tag} | scripts[row["script"]] | row)
        for tag, row in table["languages"].items()
    }


@cache
def known_languages() -> Mapping[str, Language]:
    """Return our own table, which is read once; languages by tag, in the order of the file."""
    return load_languages()


@lru_cache(maxsize=1024)
def find_language(tag: str) -> Language | None:
    """Return the row of our own table for *tag*, or for the longest part of it that has one.

    ``es-GT`` finds ``es``; an unknown language finds None.
    """
    parts = locale_tag(tag).split("-")
    for length in range(len(parts), 0, -1):
        if language := known_languages().get("-".join(parts[:length])):
            return language
    return None


def language_like(tag: str) -> Language | None:
    """Return the row for *tag*, else one with the letters of its script: fonts and lines need it.

    ``rki-Mymr`` finds Burmese, which has the letters of Rakhine; a tag without a script finds None.
    """
    script = next((part for part in tag.split("-")[1:] if re.fullmatch("[A-Z][a-z]{3}", part)), "")
    script = _LETTERS_IN.get(script, script)
    return find_language(tag) or next(
        (row for row in known_languages().values() if row.script == script), None
    )


BUDDHIST_YEARS = 543
"""What the Thai calendar counts more than ours (CLDR, calendar "buddhist")."""
_LETTERS_IN = {"Hani": "Jpan", "Hans": "Jpan", "Hant": "Jpan"}
"""Scripts within another: its fonts have many of their letters; the caller looks at each."""


def locale_tag(name: str, *, separator: str = "-") -> str:
    """Return a BCP 47 tag or a folder name in its usual spelling, parts joined by *separator*.

    The one place that turns tags into folder names and back: content, URLs and ``lang=`` write
    ``zh-Hant``, folders under locales/ ``zh_Hant``.

    >>> locale_tag("zh_hant_tw"), locale_tag("zh-Hant", separator="_")
    ('zh-Hant-TW', 'zh_Hant')
    """
    first, *subtags = re.split("[-_]", name)
    parts = [first.lower()]
    for part in subtags:
        regional = len(part) == 2
        parts.append(part.upper() if regional else part.title() if len(part) == 4 else part.lower())
    return separator.join(parts)


def locale_folder(tag: str) -> str:
    """Return the folder name of *tag* under locales/."""
    return locale_tag(tag, separator="_")


def _in_digits_of(language: Language, text: str) -> str:
    return text if language.digits == "latn" else to_native_digits(text, language.digits)


def format_date(value: date, language: Language) -> str:
    """Write a day in the language's own words, or as 2026-11-25 where we do not know them."""
    return _format_date(value, language, "date", value.isoformat())


def format_days(days: Sequence[date], language: Language) -> str:
    """Write *days*, the first first; days of one month share its name: "2, 3, 11 December 2026".

    Each is whole where they are of several months, or where a language does not write the day first
    or last.
    """
    pattern = language.dates.date if language.dates else ""
    of_one_month = len({(day.year, day.month) for day in days}) == 1
    first, last = pattern.startswith("{day}"), pattern.endswith("{day}")
    if not of_one_month or not (first or last):
        return ", ".join(format_date(day, language) for day in days)
    named = days[-1 if first else 0]
    return ", ".join(
        format_date(day, language) if day == named else _in_digits_of(language, str(day.day))
        for day in days
    )


def format_month_year(value: date, language: Language) -> str:
    """Write month and year of a day, or 2026-11 where we do not know the month's name."""
    return _format_date(value, language, "month_year", value.isoformat()[:7])


def _format_date(
    value: date, language: Language, pattern: Literal["date", "month_year"], unknown: str
) -> str:
    if not (dates := language.dates):
        return unknown
    words = dates.date if pattern == "date" else dates.month_year
    month = dates.months[value.month - 1]
    years = {"year": value.year, "buddhist_year": value.year + BUDDHIST_YEARS}
    return _in_digits_of(language, words.format(day=value.day, month=month, **years))


def format_number(value: int | Decimal, language: Language) -> str:
    """Write a number with the language's separators and, where the table says so, digits.

    Decimals are written as they are: Decimal("2.50") keeps its last zero.
    """
    return _in_digits_of(language, _grouped(value, language))


def _grouped(value: int | Decimal, language: Language) -> str:
    plain = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
    return plain.translate({ord(","): language.group, ord("."): language.decimal})


def format_money(amount: int | str | Decimal, currency: str, language: Language) -> str:
    """Write an amount of *currency* (ISO 4217) without its name, which the caller sets after it.

    Whole amounts have no decimals, others as many as the currency has coins for. Always 0-9: the
    reader compares it with what is typed or printed on money.
    Raises ValueError when the amount has smaller parts than the currency.
    """
    value = Decimal(amount)
    if value == value.to_integral_value():
        return _grouped(int(value), language)
    places = MINOR_UNITS.get(currency, 2)
    rounded = round(value, places)
    if rounded != value or not places:
        raise ValueError(f"{amount} {currency} has more than {places} decimals")
    return _grouped(rounded, language)
