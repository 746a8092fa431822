"""Beside the steps: countries a society takes from the library → the first files of its own site.

Nothing of the library is copied: the site's content lies over it (load/layers.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ... import __version__, paths
from ...load import ContentFolder
from ...load.layers import Lock, is_country, library_entries
from ...model import Site
from ...model.site import UNDECIDED_URL

_TEXTS = paths.ASSETS / "own-site"
_PLACES = {
    "README.md": "README.md",
    "content.md": "content/README.md",
    "locales.md": "locales/README.md",
    "wheels.md": "wheels/README.md",
    "github.yaml": ".github/workflows/site.yaml",
    "gitlab.yaml": ".gitlab-ci.yml",
    "ignore.txt": ".gitignore",
}
"""Where the files of assets/own-site/ go."""
RUN = "requirements/run.txt"
_PROGRAM = "requirements/program.txt"


class UnknownCountryError(LookupError):
    """The shared library has no such country."""


def taken(names: Collection[str]) -> tuple[str, ...]:
    """Return what *names* of countries are called in the lock: ``hosts/thailand``.

    Raises UnknownCountryError, with those that there are.
    """
    library = paths.LIBRARY / "content"
    there = {
        **{path.name: f"hosts/{path.name}" for path in (library / "hosts").iterdir()},
        **{path.stem: f"origins/{path.stem}" for path in (library / "origins").glob("*.yaml")},
    }
    there = {name: country for name, country in there.items() if is_country(country)}
    if unknown := sorted(set(names) - there.keys()):
        raise UnknownCountryError(
            f'The shared library has no country "{unknown[0]}". It has: {", ".join(sorted(there))}.'
        )
    return tuple(sorted({there[name] for name in names}))


def program_files(take: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the files that say which release of the program a site stands on, by name."""
    yield paths.LOCK, Lock(__version__, tuple(take), library_entries(take)).text()
    yield RUN, (paths.LIBRARY / RUN).read_text("utf-8")
    yield _PROGRAM, f"advisory-generator=={__version__}\n"


def first_files(take: Sequence[str]) -> dict[str, str]:
    """Return the texts of the first files of a site that takes these countries, by name."""
    texts = {
        place: (_TEXTS / name).read_text("utf-8").replace("VERSION", __version__)
        for name, place in _PLACES.items()
    }
    return {**texts, "content/site.yaml": _site(take), **dict(program_files(take))}


def _site(take: Sequence[str]) -> str:
    """Write site.yaml: what a site must say itself."""
    ours = ContentFolder(paths.LIBRARY / "content")
    corridors = [
        row
        for row in ours.site.corridors
        if {f"hosts/{row.host}", f"origins/{row.origin}"} <= {*take}
    ]
    rows = [f"  - origin: {row.origin}\n    host: {row.host}" for row in corridors]
    spoken = {ours.for_host(row.host).hosts[row.host].country.language for row in corridors}
    spoken |= {tag for row in corridors for tag in ours.origins[row.origin].locales}
    languages = [
        _language(tag, ours.site) for tag in ours.site.locales if _is_met(tag, spoken, ours.site)
    ]
    return (
        "# The site: its address, whom it is for, and its languages. All else is as in the shared "
        "library\n# until you write it here.\n"
        f'site_url: "{UNDECIDED_URL}"\n'
        + ("corridors:\n" + "\n".join(rows) if rows else "corridors: []")
        + "\nlocales:\n"
        + "\n".join(languages)
        + "\n"
    )


def _is_met(tag: str, spoken: Collection[str], site: Site) -> bool:
    """Return whether a language is spoken there, or stands in for one that is."""
    stands_in = {
        other for one in spoken if one in site.locales for other in site.locales[one].fallback
    }
    return tag in {site.source_locale, *spoken, *stands_in}


def _language(tag: str, site: Site) -> str:
    row = site.locales[tag]
    fallback = f"    fallback: [{', '.join(row.fallback)}]\n" if row.fallback else ""
    return f"  {tag}:\n{fallback}    minority: {'true' if row.minority else 'false'}"
