"""Step 4: the words of a request → a ``Paper``, or in plain words why there is none.

In: what was typed, the formats of content/leaflets/, later the advisory. Out: a ``Paper``, or in
plain words why there is none. Nothing here loads WeasyPrint, so that a slip is reported at
once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ...model.editions import WORDLESS
from ...text.fonts import has_own_font
from .names import (
    IMPOSED,
    Paper,
    is_only_to_show,
    is_printable,
    is_wordless,
    paper_size,
    shows_host_words,
    wordless_format,
)

if TYPE_CHECKING:
    from ...localise.advisory import Advisory
    from ...model.leaflet import Leaflet


class NoSuchPaperError(Exception):
    """What was asked for is not to be had; the message says what is."""


def paper_asked(
    host: str,
    locales: str,
    name: str,
    *,
    formats: Mapping[str, Leaflet],
    mono: bool = False,
    print_shop: bool = False,
    size: str | None = None,
    region: str | None = None,
) -> Paper:
    """Return the paper in *locales* (``my``, or ``my_th`` for both) and the format *name*.

    *name* is said as files are called: ``trifold``, ``poster-sea``, ``booklet-imposed``. A *size*
    that is the format's own changes nothing. Raises NoSuchPaperError.
    """
    first, second = _languages(locales)
    if WORDLESS in (first, second):
        first, second = _without_words(locales, region)
        name = wordless_format(name)
    format_name, profile, imposed = _format(name, formats)
    leaflet = formats[format_name]
    if is_wordless(leaflet) and first != WORDLESS:
        raise NoSuchPaperError(
            f'"{name}" has no words: write "{WORDLESS}" in place of the language.'
        )
    if imposed and print_shop:
        raise NoSuchPaperError(
            f'A print shop arranges the pages itself: give it "{format_name}", '
            f'without "-{IMPOSED}".'
        )
    if size and size not in leaflet.sizes:
        _refuse_other_size(leaflet, size, name, imposed=imposed)
        size = None
    return Paper(
        host,
        first,
        format_name,
        second=second,
        region=region,
        profile=profile,
        imposed=imposed,
        mono=mono,
        size=size,
        print_shop=print_shop,
    )


def refuse_missing(
    paper: Paper,
    advisory: Advisory,
    second: Advisory | None = None,
    formats: Mapping[str, Leaflet] | None = None,
) -> None:
    """Raise NoSuchPaperError when the host country or our fonts have not what *paper* wants.

    *formats* tell which paper is a board of sentences to show, and empty without their letters.
    """
    if paper.is_wordless:
        _refuse_without_pictures(advisory)
        return
    regions = advisory.country.regions
    if paper.region and paper.region not in regions:
        raise NoSuchPaperError(
            f'{paper.host} has no region "{paper.region}"; {_choices(sorted(regions))}'
        )
    if paper.profile and paper.profile not in advisory.guides.work:
        profiles = _choices(sorted(advisory.guides.work))
        raise NoSuchPaperError(
            f'{paper.host} has no page for the work "{paper.profile}"; {profiles}'
        )
    _refuse_unprintable(advisory, *filter(None, [second]))
    leaflet = (formats or {}).get(paper.format)
    if leaflet and is_only_to_show(leaflet) and not shows_host_words(advisory):
        raise NoSuchPaperError(
            f"{without_host_words(advisory)} The paper {paper.format} has nothing else on it, "
            "so it cannot be made yet."
        )


def _refuse_without_pictures(advisory: Advisory) -> None:
    edition = advisory.wordless
    if edition is None or not (edition.numbers and edition.hazards):
        raise NoSuchPaperError(
            f"{advisory.host} has no paper without words: content/wordless.yaml is missing, "
            "or no number or no danger there can do without them."
        )
    if not is_printable(edition.host_locale, advisory.languages):
        raise NoSuchPaperError(
            f"{advisory.host} has no paper without words yet: its few words would be in "
            f'"{edition.host_locale}", which cannot be printed here.'
        )


def without_host_words(advisory: Advisory) -> str:
    """Return what papers of the host country leave out for missing letters, and the remedy."""
    tag = advisory.country.language
    row = advisory.languages[tag]
    return (
        f"Papers for {advisory.host} leave out the sentences and labels in {row.english}: "
        f'there is no font here for "{tag}". To add a font, follow docs/how-to/add-a-font.md.'
    )


def _refuse_unprintable(*advisories: Advisory) -> None:
    """Raise NoSuchPaperError that names the language in which papers cannot be made, and why."""
    for each in advisories:
        if not has_own_font(each.locale):
            raise NoSuchPaperError(
                f'Papers in "{each.locale}" cannot be made yet: there is no font for them here.'
            )
        if not is_printable(each.locale, each.languages):
            raise NoSuchPaperError(
                f'Papers in "{each.locale}" cannot be made yet: they are read from right to left.'
            )


def _without_words(locales: str, region: str | None) -> tuple[str, None]:
    """Refuse what a paper without words is not made for."""
    if locales != WORDLESS or region:
        raise NoSuchPaperError(
            "A paper without words is one for the whole country and all languages. "
            f'Write "{WORDLESS}" alone.'
        )
    return WORDLESS, None


def _languages(locales: str) -> tuple[str, str | None]:
    first, *others = locales.split("_")
    if len(others) > 1 or not all([first, *others]):
        raise NoSuchPaperError(
            f'"{locales}" is not one language or two. Write for example "my" or "my_th".'
        )
    if first in others:
        raise NoSuchPaperError(
            f'"{locales}" names one language twice. Write "{first}" for it alone.'
        )
    return first, others[0] if others else None


def _format(name: str, formats: Mapping[str, Leaflet]) -> tuple[str, str | None, bool]:
    """Return format, work profile, and whether its pages are on sheets to fold."""
    for format_name, leaflet in formats.items():
        if name == format_name:
            return format_name, None, False
        if leaflet.book and name == f"{format_name}-{IMPOSED}":
            return format_name, None, True
        for profile in leaflet.profiles:
            if name == f"{format_name}-{profile}":
                return format_name, profile, False
    raise NoSuchPaperError(f'There is no leaflet format "{name}". There are: {_names(formats)}.')


def _names(formats: Mapping[str, Leaflet]) -> str:
    names = []
    for name, leaflet in sorted(formats.items()):
        names.append(name)
        names += [f"{name}-{IMPOSED}"] if leaflet.book else []
        names += [f"{name}-{profile}" for profile in leaflet.profiles]
    return ", ".join(names) or "none"


def _refuse_other_size(leaflet: Leaflet, size: str, name: str, *, imposed: bool) -> None:
    """Raise NoSuchPaperError unless *size* is that of the sheet in any case."""
    width, height = leaflet.sheet_mm
    own_size = paper_size(width * 2 if imposed else width, height)
    if own_size.lower() != size:
        others = "".join(f" or {other.capitalize()}" for other in sorted(leaflet.sizes))
        raise NoSuchPaperError(
            f'There is no {name} on "{size}" paper; it comes on {own_size}{others}.'
        )


def _choices(names: Iterable[str]) -> str:
    return f"there are: {', '.join(names) or 'none'}."
