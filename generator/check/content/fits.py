"""Step 2: type sizes in content/fits/ → problems: no format allows them, or versions differ.

Rules ``fit-record`` and ``fit-stale``. A build that cannot use a size looks for it: so these are
warnings until the site is public. Whether the words are still the same is certain only when every
paper is drafted: products/paper/fit_files.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...cache.digests import layout_versions
from ...load import Content, LoadedFile
from ...load.kinds import fits_of
from ...load.leaflet_formats import blocks_of
from ...model.editions import WORDLESS
from ...model.fits import Fits, PaperFit
from ...model.leaflet import Leaflet, plain_points
from ...problems import Problem
from ..every import check
from ..walk import Options

_OF_BOOKS = ("pages", "sizes", "joined", "long", "spare", "numbers")
_REMEDY = "Run: advisory fit. It writes this file; nobody edits it."


@check
def check_fits(content: Content, options: Options) -> Iterator[Problem]:
    """Each file has a country and languages of the site, and each line a size a format allows."""
    for file, fits in content.of_kind(Fits):
        host, locales = fits_of(file.name)
        if host not in content.known_hosts:
            yield _problem(file, (), f'there is no host country "{host}"', options)
            continue
        if content.has("site.yaml"):
            known = {WORDLESS, *content.site.locales}
            for tag in locales.split("_"):
                if tag not in known:
                    yield _problem(file, (), f'there is no language "{tag}"', options)
        if options.leaflets is not None:
            for name, fit in fits.fits.items():
                yield from _check_line(file, name, fit, options, wordless=locales == WORDLESS)


@check
def check_versions(content: Content, options: Options) -> Iterator[Problem]:
    """The sizes were measured with the versions that lay out here; one problem per host country."""
    ours, told = layout_versions(), set[str]()
    for file, fits in content.of_kind(Fits):
        host, _locales = fits_of(file.name)
        if fits.versions != ours and host in content.known_hosts and host not in told:
            told.add(host)
            there = [
                f"{name} {one}" for name, one in fits.versions.items() if ours.get(name) != one
            ]
            yield file.problem(
                (*file.context, "versions"),
                "fit-stale",
                f"the sizes of {host} were found with {', '.join(there) or 'other programs'}, and "
                "this machine has another",
                f"Run: advisory fit {host}. Until then each build looks for them.",
                level=options.level,
            )


def _check_line(
    file: LoadedFile, name: str, fit: PaperFit, options: Options, *, wordless: bool
) -> Iterator[Problem]:
    leaflet = _format_of(name, options.leaflets or {}, wordless=wordless)
    if leaflet is None:
        yield _problem(file, ("fits", name), f'no format makes a paper "{name}"', options)
        return
    largest = [leaflet.largest_pt, *(panel.largest_pt for panel in leaflet.panels.values())]
    most = max(size for size in largest if size is not None) if leaflet.book else leaflet.largest_pt
    for keys, size in (
        (("size_pt",), fit.size_pt),
        *((("sizes", section), size) for section, size in fit.sizes.items()),
    ):
        limit = most if keys[0] == "sizes" else leaflet.largest_pt
        if not leaflet.smallest_pt <= size <= limit:
            yield _problem(
                file,
                ("fits", name, *keys),
                f"{_pt(size)} is outside what the format allows, {_pt(leaflet.smallest_pt)} to "
                f"{_pt(limit)}",
                options,
            )
    if not leaflet.book:
        for key in _OF_BOOKS:
            if getattr(fit, key):
                yield _problem(
                    file, ("fits", name, key), f'"{name}" is no book and has no "{key}"', options
                )
    may_leave = {
        (panel, number): block.optional is not None for panel, number, block in blocks_of(leaflet)
    }
    for number, place in enumerate(fit.without):
        panel, _, at = place.rpartition("/")
        if not may_leave.get((panel, int(at))):
            why = (
                "is not optional" if (panel, int(at)) in may_leave else "is no block of the format"
            )
            yield _problem(
                file,
                ("fits", name, "without", str(number)),
                f'"{place}" {why} and cannot leave',
                options,
            )


def _format_of(name: str, formats: Mapping[str, Leaflet], *, wordless: bool) -> Leaflet | None:
    """Return the format of the paper *name*: ``mae-sot.poster-sea-letter`` → that of posters."""
    what = name.rpartition(".")[2]
    for format_name, leaflet in formats.items():
        kind = format_name.removeprefix("wordless-") if wordless else format_name
        of_kind = (kind != format_name) is wordless
        if of_kind and (what == kind or what.startswith(f"{kind}-")):
            return leaflet
    return None


def _problem(file: LoadedFile, keys: tuple[str, ...], message: str, options: Options) -> Problem:
    return file.problem((*file.context, *keys), "fit-record", message, _REMEDY, level=options.level)


def _pt(size: Decimal) -> str:
    return f"{plain_points(size)} pt"
