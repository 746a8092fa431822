"""Step 4, teaching: a course → its slides as PDF, as .pptx and as pictures, all with the same cuts.

``courses/H.L.COURSE.slides.pdf`` is for any screen and printer, the .pptx for people who adapt
them, the pictures for an old projector or a phone. Two targets of one group make them: the slides
are cut once.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from ...cache.digests import (
    code_digest,
    digest,
    file_digests,
    library_versions,
    native_versions,
    tree_digest,
)
from ...localise.advisory import Advisory
from ...localise.records.courses import CourseRecord
from ...localise.texts import Text, texts
from ...system.timeless_zip import packed
from ...text.fonts import WEIGHTS, bundled_families
from ...text.languages import format_date
from ..course_papers import deck_path
from ..html import paper, template_environment
from ..icons import ICONS_FOLDER
from ..paper.errors import LeafletError
from ..paper.layout.sheet import TOLERANCE_MM
from ..paper.layout.styles import leaflet_css
from ..shelves import Shelf
from ..staff.papers.document import TEMPLATES
from ..staff.papers.words import shown_date
from ..target import Files, Target
from .deck import Deck, Picture, Slide, deck_of
from .fit import fitted
from .words import TaughtWords

LOOK = "slides.css"
PICTURE_PX = (1024, 768)
GREYS = 4
_ICON_PX = 252
_EFFORT = 8.0
"""About how many seconds the slides of a course take."""
_PICTURES_EFFORT = 2.0
"""About how many more their PDF and pictures take, beside them."""
_MOST_TRIES = 5
_TIGHTER = 0.12
"""So much less of the width is counted on where a slide came out longer than measured."""


class SetSpan(NamedTuple):
    """Words of a paragraph as HTML."""

    words: Markup
    strong: bool


class SetPoint(NamedTuple):
    """A paragraph of a slide as HTML; one that goes on is marked without a mark."""

    mark: str
    is_marked: bool
    spans: list[SetSpan]


class SetSlide(NamedTuple):
    """A slide as HTML."""

    number: str
    title: Markup
    picture: Picture | None
    points: list[SetPoint]


def deck_targets(advisory: Advisory, words: TaughtWords, course: CourseRecord) -> list[Target]:
    """Return the targets of the slides of *course*: .pptx to change; PDF and pictures (press)."""
    day = shown_date(format_date(words.edition.newest_read_on, advisory.language), advisory.locale)
    path = deck_path(advisory.host, advisory.locale, course.id)
    deck = deck_of(advisory, course, words, path, day)
    langs = languages_of(deck)
    fonts = [family.path(weight) for family in bundled_families(langs) for weight in WEIGHTS]
    of = partial(
        Target.of,
        product="slides",
        effort=_EFFORT,
        group=path,
        data=repr(deck),
        style=leaflet_css(langs, look=LOOK),
        font=file_digests(fonts),
        template=tree_digest(TEMPLATES),
        icons=tree_digest(ICONS_FOLDER),
        edition=str(words.edition.newest_read_on),
        code=code_digest(),
        library=library_versions() | native_versions(),
    )
    to_change = of(f"{path}.pptx", make=partial(make_pptx, deck))
    printed = of(f"{path}.slides.pdf", make=partial(make_pdf, deck), shelf=Shelf.PRESS)
    return [to_change, replace(printed, beside=(f"{path}.slides.zip",), effort=_PICTURES_EFFORT)]


def make_pptx(deck: Deck) -> Files:
    """Return the slides to change; the same bytes for the same words. Raises LeafletError."""
    from .powerpoint import write  # noqa: PLC0415  (only who makes slides waits for it)

    deck, _pdf = _laid_out(_DeckKey.of(deck))
    return {f"{deck.path}.pptx": write(deck, icons(deck))}


def make_pdf(deck: Deck) -> Files:
    """Return PDF and pictures, cut as the slides to change. Raises LeafletError."""
    deck, pdf = _laid_out(_DeckKey.of(deck))
    return {f"{deck.path}.slides.pdf": pdf, f"{deck.path}.slides.zip": pictures(deck, pdf)}


@dataclass(frozen=True)
class _DeckKey:
    """Equal where the words are: a deck has mappings in it."""

    digest: str
    deck: Deck = field(compare=False)

    @classmethod
    def of(cls, deck: Deck) -> _DeckKey:
        return cls(digest(repr(deck)), deck)


@lru_cache(maxsize=2)
def _laid_out(key: _DeckKey) -> tuple[Deck, bytes]:
    # Both targets of a deck, in one process, cut it once.
    return laid_out(key.deck)


def languages_of(deck: Deck) -> tuple[str, ...]:
    """Return the languages with a word on a slide, that of the deck first."""
    said: list[Text] = [deck.title, deck.country, deck.day, *deck.foot]
    for slide in deck.slides:
        said += [slide.title, *([slide.picture.alt] if slide.picture else [])]
        said += [span.text for point in slide.points for span in point.line]
    found = {run.lang for text in texts(said) for run in text.runs}
    return tuple(dict.fromkeys([deck.locale, *sorted(found)]))


def laid_out(deck: Deck) -> tuple[Deck, bytes]:
    """Return *deck* with its slides cut so that each is one page, and the PDF of it.

    Raises LeafletError for what does not fit, or for what WeasyPrint says.
    """
    # WeasyPrint takes a third of a second to import: only who prints waits for it.
    from ..paper.pdf.engine import Press  # noqa: PLC0415

    langs = languages_of(deck)
    press = Press(leaflet_css(langs, look=LOOK), {})
    tighter: dict[int, float] = {}
    for _ in range(_MOST_TRIES):
        cut = replace(deck, slides=fitted(deck.slides, tighter))
        laid = press.lay_out(html_of(cut), deck.locale)
        wide = _too_wide(laid)
        if wide:
            raise LeafletError(f'{deck.path}: "{wide}" is too wide for a slide')
        longer = _longer(laid, cut)
        if not longer:
            return cut, laid.write()
        tighter |= {place: tighter.get(place, 1.0) - _TIGHTER for place in longer}
    raise LeafletError(f"{deck.path}: no way was found to cut the slides {sorted(longer)}")


def _longer(laid: Any, deck: Deck) -> set[int]:
    """Return the places of slides that go on, on a page more: what is too tall is not cut off."""
    pages: dict[str, set[int]] = {}
    for box in laid.boxes:
        if box.kind == "block":
            pages.setdefault(box.name, set()).add(box.page)
    return {slide.place for number, slide in enumerate(deck.slides) if len(pages[f"s{number}"]) > 1}


def _too_wide(laid: Any) -> str:
    """Return the first words that stick out of their slide on the right; nothing when all fits."""
    texts = (box for box in laid.boxes if box.kind == "text")
    return next((box.name for box in texts if box.right - box.room_right > TOLERANCE_MM), "")


@cache
def _environment() -> Environment:
    return template_environment(TEMPLATES)


def html_of(deck: Deck) -> str:
    """Return the whole document of *deck*, each slide a section."""
    template = _environment().get_template("slides.html")
    return template.render(
        deck=deck,
        foot=[paper(text, deck.locale) for text in (deck.day, *deck.foot)],
        slides=[_set(slide, deck.locale) for slide in deck.slides],
    )


def _set(slide: Slide, locale: str) -> SetSlide:
    points = [
        SetPoint(
            point.mark.strip(),
            is_marked=bool(point.mark),
            spans=[SetSpan(paper(span.text, locale), strong=span.strong) for span in point.line],
        )
        for point in slide.points
    ]
    return SetSlide(slide.number, paper(slide.title, locale), slide.picture, points)


def pictures(deck: Deck, pdf: bytes) -> bytes:
    """Return a zip file with a grey picture of each slide, named in order."""
    names = [f"{place:03d}-{slide.number or 0}.png" for place, slide in enumerate(deck.slides, 1)]
    drawn = dict(zip(names, _drawn(pdf, PICTURE_PX), strict=True))
    return packed(drawn)


def icons(deck: Deck) -> dict[str, bytes]:
    """Return the pictures of *deck* as PNG, by name: not all programs show SVG in a .pptx."""
    from ..paper.pdf.engine import Press  # noqa: PLC0415

    names = sorted({slide.picture.icon for slide in deck.slides if slide.picture})
    if not names:
        return {}
    pages = "".join(f'<img src="asset:icon/{name}.000000.svg" alt="{name}">' for name in names)
    css = (
        "@page { size: 72pt 72pt; margin: 0 } "
        "img { display: block; width: 72pt; height: 72pt; break-after: page }"
    )
    laid = Press(css, {}).lay_out(f"<html lang=en><title>-</title>{pages}", "en")
    return dict(zip(names, _drawn(laid.write(), (_ICON_PX, _ICON_PX)), strict=False))


def _drawn(pdf: bytes, size: tuple[int, int]) -> list[bytes]:
    """Draw each page of *pdf* in greys."""
    import pypdfium2  # noqa: PLC0415

    drawn: list[bytes] = []
    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=size[0] / page.get_width(), grayscale=True)
            drawn.append(_grey_png(bitmap.to_pil().convert("L")))
            page.close()
    finally:
        document.close()
    return drawn


def _grey_png(picture: Any) -> bytes:
    """Return a picture of greys as PNG with few of them: two bits for a pixel, by table lookup."""
    from PIL import Image  # noqa: PLC0415

    step = 256 // GREYS
    few = Image.frombytes(
        "P", picture.size, picture.point([v // step for v in range(256)]).tobytes()
    )
    few.putpalette([value for grey in range(GREYS) for value in [grey * 255 // (GREYS - 1)] * 3])
    file = io.BytesIO()
    few.save(file, "PNG", bits=2)
    return file.getvalue()
