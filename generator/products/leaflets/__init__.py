"""Step 4, leaflets: folded papers as PDF, one per advisory and format.

In: advisories and the formats of content/leaflets/. Out: ``leaflets/H/H.L.FORMAT.pdf``. The order of
the work: choose the words (``blocks``, ``facts``, ``edition``), put them into HTML (``sheet``), find
the type size (``fit``), print (``pdf``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...localise import Advisory
from ...model.leaflet import Leaflet
from ...script.fonts import WEIGHTS, bundled_families
from ...target import (
    Files,
    Target,
    file_digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ...view import View
from .. import printed
from ..icons import ICONS_FOLDER
from ..pictures import make_pictures, picture_paths
from ..printed import Paper
from .edition import Edition
from .errors import DoesNotFitError, LeafletError
from .formats import load_formats, own_formats
from .sheet import TEMPLATES, Draft, draft
from .styles import leaflet_css

if TYPE_CHECKING:
    from .fit import Fit
    from .pdf import Laid, Press

__all__ = [
    "DoesNotFitError",
    "LeafletError",
    "LeafletInfo",
    "is_printable",
    "leaflet_info",
    "leaflet_path",
    "load_formats",
    "make_leaflet",
    "papers",
    "plan",
    "print_leaflet",
    "with_partner",
]


_SHARED = ("icons.py", "carried.py", "pictures.py", "printed.py")
_LIBRARIES = ("weasyprint", "pydyf", "segno", "fonttools", "pillow", "pypdfium2")
_SCRIPT = Path(__file__).resolve().parents[2] / "script"


@dataclass(frozen=True)
class LeafletInfo:
    """What the print page says of a leaflet, without making it."""

    path: str
    """Below site/."""
    edition: Edition
    pages: int
    width_mm: int
    height_mm: int

    @property
    def valid_until(self) -> date:
        """First day on which one of its facts is past its limit."""
        return self.edition.valid_until


def plan(
    advisories: Sequence[Advisory],
    *,
    formats: Mapping[str, Leaflet] | None = None,
) -> list[Target]:
    """One target per advisory and format: ``leaflets/H/H.L.FORMAT.pdf``.

    *formats* by name; those of this repository when none are given. Advisories that cannot be
    printed have none.
    """
    return [target for _, target, _ in papers(advisories, formats=formats)]


def papers(
    advisories: Sequence[Advisory], *, formats: Mapping[str, Leaflet] | None = None
) -> Iterator[tuple[Paper, Target, Draft]]:
    """Yield each paper of *advisories* that a build makes: its target, and what it will say.

    Advisories that cannot be printed have none.
    """
    formats = own_formats() if formats is None else formats
    for advisory in advisories:
        for name, leaflet in formats.items() if is_printable(advisory) else ():
            prepared = draft(advisory, leaflet)
            yield Paper(advisory.host, advisory.locale, name), _target(name, prepared), prepared


def is_printable(advisory: Advisory) -> bool:
    """Tell whether we have fonts for its two languages, and a fold for its direction."""
    return printed.is_printable(advisory.locale, advisory.country.language, advisory.languages)


def _target(name: str, prepared: Draft) -> Target:
    path = printed.leaflet_path(prepared.host, prepared.locale, name)
    pictures = picture_paths(path, printed.pages_of(prepared.leaflet))
    fonts = [f.path(weight) for f in bundled_families(prepared.langs) for weight in WEIGHTS]
    target = Target.of(
        path,
        "leaflets",
        partial(_make, path, pictures, prepared),
        effort=2.0,
        # The finished HTML, before fitting, holds every word and template of its own.
        data=prepared.sheet_html(size_pt=prepared.leaflet.largest_pt, without=frozenset()),
        format=prepared.leaflet.model_dump(mode="json"),
        edition=str(prepared.edition),
        style=leaflet_css(prepared.langs),
        font=file_digests(fonts),
        **_machinery(),
    )
    return replace(target, beside=pictures)


def _make(path: str, pictures: tuple[str, ...], prepared: Draft) -> Files:
    """Print the PDF, and draw its pictures while it is at hand: printing is what takes long."""
    data = print_leaflet(prepared)[0]
    return {path: data, **make_pictures(data, pictures)}


def _machinery() -> dict[str, Any]:
    return {
        "template": tree_digest(TEMPLATES),
        "icons": tree_digest(ICONS_FOLDER),
        "code": [
            tree_digest(Path(__file__).parent, "**/*.py"),
            tree_digest(_SCRIPT, "*.py"),
            file_digest(*(Path(__file__).parents[1] / name for name in _SHARED)),
        ],
        "library": library_versions(*_LIBRARIES) | native_versions(),
    }


def leaflet_path(advisory: Advisory, name: str) -> str:
    """Path of a leaflet below site/: part of the contract of names."""
    return printed.leaflet_path(advisory.host, advisory.locale, name)


def leaflet_info(
    advisory: Advisory, name: str = "trifold", *, formats: Mapping[str, Leaflet] | None = None
) -> LeafletInfo:
    """Tell edition, dates and paper of a leaflet; nothing is laid out for it."""
    leaflet = _format(name, formats)
    edition = draft(advisory, leaflet).edition
    size = (leaflet.width_mm, leaflet.height_mm)
    return LeafletInfo(leaflet_path(advisory, name), edition, 2, *size)


def make_leaflet(
    advisory: Advisory, name: str = "trifold", *, formats: Mapping[str, Leaflet] | None = None
) -> bytes:
    """Make one leaflet as PDF: tagged for PDF/UA-1, the same bytes each time.

    Raises LeafletError for an unknown format, DoesNotFitError when a panel is too full, and
    LeafletError for whatever WeasyPrint complains of.
    """
    return print_leaflet(draft(advisory, _format(name, formats)))[0]


def with_partner(advisory: Advisory, key: str) -> Advisory:
    """Return the advisory with the partner *key* on its papers. Raises LeafletError without one."""
    if key not in advisory.partners:
        known = ", ".join(advisory.partners) or "none"
        raise LeafletError(
            f'content/partners.yaml has no partner "{key}" for {advisory.host}; it has: {known}.'
        )
    partner = View(**vars(advisory.partners[key]) | {"printed": "always", "area": None})
    return replace(advisory, partners={key: partner})


def _format(name: str, formats: Mapping[str, Leaflet] | None) -> Leaflet:
    formats = own_formats() if formats is None else formats
    if name not in formats:
        known = ", ".join(sorted(formats))
        raise LeafletError(f'There is no leaflet format "{name}". There are: {known}.')
    return formats[name]


def print_leaflet(prepared: Draft) -> tuple[bytes, Fit]:
    """Find the type size, lay the sheet out, look at it once more; return PDF and fit."""
    # WeasyPrint takes a third of a second to import: only who prints waits for it.
    from .fit import faults, fit  # noqa: PLC0415
    from .pdf import Press  # noqa: PLC0415
    from .qr import qr_svg  # noqa: PLC0415

    press = Press(leaflet_css(prepared.langs), {"qr.svg": qr_svg(prepared.edition.address)})
    found = fit(prepared, press)
    laid = _lay_out(prepared, press, found)
    if list(faults(laid, prepared)):
        # A guess was wrong. Look at every panel.
        found = fit(prepared, press, guess=False)
        laid = _lay_out(prepared, press, found)
    if wrong := list(faults(laid, prepared)):
        raise LeafletError(f"{prepared.edition.code} came out wrong: {'; '.join(wrong)}")
    return laid.write(), found


def _lay_out(prepared: Draft, press: Press, found: Fit) -> Laid:
    sheet = prepared.sheet_html(size_pt=found.size_pt, without=found.without)
    return press.lay_out(sheet, prepared.locale)
