"""Step 4: advisories and formats → targets for everything on paper, as PDF.

In: the advisories of a host country and the formats of content/leaflets/. Out: the papers that
``names.py`` lists. The order of the work: choose the words (``content/``), put them into HTML and
find the type size (``layout/``), print, and do what a press asks for (``pdf/``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from functools import lru_cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...cache.digests import (
    code_digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ...load.leaflet_formats import TEMPLATES, load_formats, own_formats
from ...localise.advisory import Advisory
from ...model.editions import WORDLESS
from ...model.leaflet import Leaflet
from ...text.fonts import WEIGHTS, bundled_families
from ..icons import ICONS_FOLDER
from ..shelves import Shelf
from ..target import Files, Target
from . import names
from .content.picker import PosterPlace
from .errors import DoesNotFitError, LeafletError
from .layout.sheet import BLEED_MM, Draft, draft, positions
from .layout.styles import STYLES_FOLDER, leaflet_css
from .names import Paper, papers_of
from .pdf.pictures import make_pictures, picture_paths

if TYPE_CHECKING:
    from ...model.fits import PaperFit
    from .layout.fit import Fit
    from .pdf.engine import Laid, PdfWork, Press

__all__ = [
    "DoesNotFitError",
    "LeafletError",
    "draft_paper",
    "drafts",
    "find_fit",
    "is_printable",
    "load_formats",
    "make_paper",
    "papers",
    "plan",
    "print_leaflet",
    "with_partner",
]


def plan(
    advisories: Sequence[Advisory],
    *,
    formats: Mapping[str, Leaflet] | None = None,
    fits: Mapping[str, PaperFit] = MappingProxyType({}),
    press: bool = True,
) -> list[Target]:
    """Return one target per paper that ``names.papers_of`` lists for each host country.

    Without *press*, none for other printers. *formats* by name; if not given, those of this
    repository. *fits* are those of the content, by the names that ``names.fit_name`` gives.
    Advisories that cannot be printed have none; a paper in two languages needs both advisories.
    """
    return [target for _, target, _ in papers(advisories, formats=formats, fits=fits, press=press)]


def papers(
    advisories: Sequence[Advisory],
    *,
    formats: Mapping[str, Leaflet] | None = None,
    fits: Mapping[str, PaperFit] = MappingProxyType({}),
    press: bool = True,
) -> Iterator[tuple[Paper, Target, Draft]]:
    """Yield each paper of *advisories* that a build makes: its target, and what it will say.

    Advisories that cannot be printed have none; a paper in two languages needs both. *fits* as in
    ``plan``.
    """
    formats = own_formats() if formats is None else formats
    for paper, prepared in drafts(advisories, formats, press=press):
        shelf = Shelf.PRESS if names.is_for_press(paper, formats[paper.format]) else ""
        record = fits.get(names.fit_name(paper))
        yield paper, _target(paper, prepared, record, shelf=shelf), prepared


def drafts(
    advisories: Sequence[Advisory], formats: Mapping[str, Leaflet], *, press: bool = True
) -> Iterator[tuple[Paper, Draft]]:
    """Yield what each paper of *advisories* says that a build makes."""
    by_corridor: dict[tuple[str, str], dict[str, Advisory]] = {}
    for advisory in advisories:
        by_corridor.setdefault((advisory.origin, advisory.host), {})[advisory.locale] = advisory
    for corridor in by_corridor.values():
        yield from _drafts_of(corridor, formats, press=press)


def _drafts_of(
    advisories: Mapping[str, Advisory], formats: Mapping[str, Leaflet], *, press: bool
) -> Iterator[tuple[Paper, Draft]]:
    plain: dict[Paper, Draft] = {}
    for paper in papers_of(next(iter(advisories.values())), formats, list(advisories)):
        if not press and names.is_for_press(paper, formats[paper.format]):
            continue
        if paper.plain not in plain:
            plain[paper.plain] = draft_of(paper.plain, advisories, formats[paper.format])
        yield paper, _on_paper(plain[paper.plain], paper)


def draft_of(
    paper: Paper,
    advisories: Mapping[str, Advisory],
    leaflet: Leaflet,
    place: PosterPlace | None = None,
) -> Draft:
    """Choose the words of a paper.

    *advisories* are those of its host country, by locale; *place* fills in where a poster hangs.
    Raises LeafletError when a language of it is not among them.
    """
    if paper.is_wordless != names.is_wordless(leaflet):
        raise LeafletError(
            f'Papers without words, and no others, are those of "{WORDLESS}" '
            'in formats that begin with "wordless-".'
        )
    if paper.is_wordless:
        # Any of them will do: what it shows is the same in each.
        return _on_paper(draft(next(iter(advisories.values())), leaflet, paper.plain), paper)
    for locale in filter(None, [paper.locale, paper.second]):
        if locale not in advisories:
            raise LeafletError(f"{paper.host} has no advisory in {locale}.")
    advisory = advisories[paper.locale]
    second = advisories[paper.second] if paper.second else None
    if second is None and leaflet.host_language and advisory.country.language != paper.locale:
        second = advisories.get(advisory.country.language)
    return _on_paper(draft(advisory, leaflet, paper.plain, second, place), paper)


def _on_paper(prepared: Draft, paper: Paper) -> Draft:
    """The same words on the paper and for the printer that *paper* says."""
    if paper == prepared.paper:
        return prepared
    leaflet, scale = prepared.leaflet, Decimal(1)
    if paper.size:
        if paper.size not in leaflet.sizes:
            sizes = ", ".join(sorted(leaflet.sizes)) or "none"
            raise LeafletError(
                f'There is no {paper.format} on "{paper.size}" paper. Other paper it has: {sizes}.'
            )
        scale = leaflet.sizes[paper.size].scale or scale
        leaflet = leaflet.on(paper.size)
    return replace(prepared, paper=paper, leaflet=leaflet, scale=scale)


def is_printable(advisory: Advisory) -> bool:
    """Return whether we have a font for its locale, and a fold for its direction."""
    return names.is_printable(advisory.locale, advisory.languages)


def _target(paper: Paper, prepared: Draft, record: PaperFit | None, *, shelf: str) -> Target:
    # What people look at before they print: one picture of each side, not one for each printer.
    shown = paper == paper.plain
    pictures = picture_paths(paper.path, names.pages_of(prepared.leaflet)) if shown else ()
    fonts = [f.path(weight) for f in bundled_families(prepared.langs) for weight in WEIGHTS]
    target = Target.of(
        paper.path,
        "leaflets",
        # Of a sheet, the bytes are the same with a fit or without; a book begins at it.
        partial(_make, paper.path, pictures, prepared, record),
        # Those that take long are begun first.
        effort=4.0 if prepared.leaflet.book else 1.0 * len(prepared.leaflet.panels) ** 0.5,
        # Its type size is looked for once, whatever printer it is for.
        group=replace(paper.plain, size=paper.size).path,
        shelf=shelf,
        # The finished HTML, before fitting, contains every word and template of its own.
        data=prepared.sheet_html(size_pt=prepared.leaflet.largest_pt, without=frozenset()),
        format=prepared.leaflet.model_dump(mode="json"),
        edition=str(prepared.edition),
        paper=asdict(paper),
        fit=record.values() if record and prepared.leaflet.book else None,
        style=leaflet_css(prepared.langs, paper.format),
        font=file_digests(fonts),
        **_machinery(),
    )
    return replace(target, beside=pictures)


def _make(path: str, pictures: tuple[str, ...], prepared: Draft, record: PaperFit | None) -> Files:
    """Print the PDF, and draw its pictures while it is at hand: printing is what takes long."""
    data = print_leaflet(prepared, record)[0]
    return {path: data, **make_pictures(data, pictures)}


def _machinery() -> dict[str, Any]:
    return {
        "template": tree_digest(TEMPLATES),
        "icons": tree_digest(ICONS_FOLDER),
        "code": code_digest(),
        "library": library_versions() | native_versions(),
    }


def with_partner(advisory: Advisory, key: str) -> Advisory:
    """Return the advisory with the partner *key* on its papers. Raises LeafletError without one."""
    if key not in advisory.partners:
        partners = ", ".join(advisory.partners) or "none"
        raise LeafletError(
            f'content/partners.yaml has no partner "{key}" for {advisory.host}; it has: {partners}.'
        )
    partner = replace(advisory.partners[key], printed="always", area=None)
    return replace(advisory, partners={key: partner})


def _format(name: str, formats: Mapping[str, Leaflet] | None) -> Leaflet:
    formats = own_formats() if formats is None else formats
    if name not in formats:
        there_are = ", ".join(sorted(formats))
        raise LeafletError(f'There is no leaflet format "{name}". There are: {there_are}.')
    return formats[name]


def make_paper(
    paper: Paper,
    advisories: Mapping[str, Advisory],
    *,
    formats: Mapping[str, Leaflet] | None = None,
    place: PosterPlace | None = None,
) -> bytes:
    """Make one paper as PDF: tagged for PDF/UA-1, the same bytes each time.

    *advisories* are those of its host country, by locale. Raises LeafletError for an unknown
    format, a missing language and any complaint of WeasyPrint, DoesNotFitError when a panel is too
    full.
    """
    return print_leaflet(draft_paper(paper, advisories, formats=formats, place=place))[0]


def draft_paper(
    paper: Paper,
    advisories: Mapping[str, Advisory],
    *,
    formats: Mapping[str, Leaflet] | None = None,
    place: PosterPlace | None = None,
) -> Draft:
    """Choose the words of a paper by the name of its format, as ``draft_of`` does.

    Raises LeafletError for an unknown format, and as ``draft_of`` does.
    """
    return draft_of(paper, advisories, _format(paper.format, formats), place)


def print_leaflet(prepared: Draft, record: PaperFit | None = None) -> tuple[bytes, Fit]:
    """Find the type size, lay the sheet out, look at it once more; return PDF and fit.

    *record* is the fit of the content: if its words are still the same, no size is searched for;
    if they are not, the search for those of a book begins at it.
    """
    # WeasyPrint takes a third of a second to import: only who prints waits for it.
    from .layout.fit import faults  # noqa: PLC0415

    # In colour and in black, one edition has one size: it is looked for once.
    fitting = _fitted(_FitKey.of(prepared, record))
    fit, laid = fitting.fit, fitting.sheet_for(prepared.paper)
    if laid is None and prepared.leaflet.book:
        # It begins where the book in colour ended, and ends there too when nothing grew.
        fit, laid = _taken(_fit(prepared, hint=fit))
    elif laid is None:
        laid = _lay_out(prepared, fit)
        if list(faults(laid, prepared)):
            # Thicker lines need more room.
            fit, laid = _taken(_fit(prepared, hint=fit))
    laid = laid or _lay_out(prepared, fit)
    if wrong := list(faults(laid, prepared, fit.look)):
        raise LeafletError(f"{prepared.edition.code} came out wrong: {'; '.join(wrong)}")
    return _press_run(laid, prepared), fit


def find_fit(prepared: Draft) -> PaperFit:
    """Return how a paper fits, as content/fits/ has it: from the cache, or looked for."""
    from .layout.fit_records import key_of_words, record_of  # noqa: PLC0415

    key = _FitKey.of(prepared)
    return record_of(_fitted(key).fit, key_of_words(key.prepared))


def _taken(fit: Fit) -> tuple[Fit, Laid | None]:
    """Return a fit without its sheet, which is large, and the sheet."""
    return replace(fit, sheet=None), fit.sheet


@dataclass(frozen=True)
class _FitKey:
    """What decides on the type size: equal when the words, the paper and the look are."""

    digest: str
    prepared: Draft = field(compare=False)
    record: PaperFit | None = field(default=None, compare=False)
    is_of_words: bool = True
    """Whether *record* is of these words, and not of those before an edit."""

    @classmethod
    def of(cls, prepared: Draft, record: PaperFit | None = None) -> _FitKey:
        from .layout.fit_records import is_of, key_of_bytes, key_of_words  # noqa: PLC0415

        plain = prepared.in_colour
        is_of_words = record is None or is_of(record, key_of_words(plain))
        return cls(key_of_bytes(plain), plain, record, is_of_words)


@dataclass
class _Fitting:
    """How a paper fits, and its sheet until somebody has taken it: sheets are large."""

    fit: Fit
    sheet: Laid | None
    is_book: bool

    def sheet_for(self, paper: Paper) -> Laid | None:
        """Return the sheet when it is that of *paper* too: pages to fold are those of the book."""
        sheet = self.sheet if replace(paper, imposed=False) == paper.plain else None
        # Who folds comes last.
        if not self.is_book or paper.imposed:
            self.sheet = None
        return sheet


# Those of one paper follow each other. The sheet of a book waits here for whoever folds it, which a
# build makes only for the press: of many it took 150 MB.
@lru_cache(maxsize=4)
def _fitted(words: _FitKey) -> _Fitting:
    from .layout.fit_records import fit_in, is_of, keep_record, load_record  # noqa: PLC0415

    prepared, last = words.prepared, load_record(words.prepared)
    is_book = bool(prepared.leaflet.book)
    known, hint = (fit_in(one, prepared) if one else None for one in (words.record, last))
    if is_book and not words.is_of_words:
        # Sizes may stay smaller than they need be until `advisory fit`; the same on each machine.
        fit = _proved(prepared, known and _fit(prepared, hint=known))
    else:
        fit = _proved(prepared, known) if words.is_of_words else None
        if fit is None and last and is_of(last, words.digest):
            fit = _proved(prepared, hint)
    if fit is None:
        # That a book was smaller once on this machine says nothing of its size now.
        fit = _fit(prepared, hint=None if is_book else hint or known)
        keep_record(prepared, fit, words.digest)
    return _Fitting(*_taken(fit), is_book=is_book)


def _proved(prepared: Draft, fit: Fit | None) -> Fit | None:
    """Return *fit* with its sheet when the paper, laid out with it, has no faults; else None."""
    from .layout.book import holds  # noqa: PLC0415
    from .layout.fit import faults  # noqa: PLC0415

    if fit is None:
        return None
    laid = fit.sheet or _lay_out(prepared, fit)
    if prepared.leaflet.book and not holds(prepared, fit, laid):
        return None
    return None if list(faults(laid, prepared, fit.look)) else replace(fit, sheet=laid)


def _fit(prepared: Draft, *, hint: Fit | None = None) -> Fit:
    from .layout.book import fit_book  # noqa: PLC0415
    from .layout.fit import fit  # noqa: PLC0415

    press = _press_for(prepared)
    return fit_book(prepared, press, hint) if prepared.leaflet.book else fit(prepared, press, hint)


def _press_for(prepared: Draft) -> Press:
    from .layout.qr import qr_svg  # noqa: PLC0415
    from .pdf.engine import Press  # noqa: PLC0415

    files = {"qr.svg": qr_svg(prepared.edition.address)}
    if prepared.leaflet.copies:
        files["scissors.svg"] = (STYLES_FOLDER / "scissors.svg").read_bytes()
    if prepared.paper.is_wordless:
        files["arrow.svg"] = (STYLES_FOLDER / "arrow.svg").read_bytes()
    css = leaflet_css(prepared.langs, prepared.paper.format)
    return Press(css, files, mono=prepared.paper.mono)


def _lay_out(prepared: Draft, fit: Fit) -> Laid:
    sheet = prepared.sheet_html(size_pt=fit.size_pt, without=fit.without, look=fit.look)
    return _press_for(prepared).lay_out(sheet, prepared.locale)


def _press_run(laid: Laid, prepared: Draft) -> bytes:
    """Write the PDF with all that its paper and its printer ask for."""
    from .pdf import presswork  # noqa: PLC0415

    paper, leaflet = prepared.paper, prepared.leaflet
    works: list[PdfWork] = [presswork.fill_in]
    if leaflet.copies:
        piece = (float(leaflet.width_mm), float(leaflet.height_mm))
        places = [(float(left), float(top)) for left, top in positions(leaflet)]
        works.append(presswork.repeat(piece, places))
    if paper.mono:
        works.append(presswork.grey)
    if paper.print_shop:
        works += [presswork.inks, presswork.set_bleed(BLEED_MM)]
    if paper.imposed:
        works.append(presswork.impose)
    return laid.write(works=works, zoom=prepared.zoom)
