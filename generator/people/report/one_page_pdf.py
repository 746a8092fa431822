"""Beside step 4: ``OnePage`` → PDF: one A4 page, in the largest type at which all is on it.

In: what the page says. Out: bytes, the same each time. What is too much for one page in small type
loses rows of its tables, and says how many: no line is cut off, and there is never a second page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...paths import TEMPLATES
from ...products.html import template_environment
from ...products.paper.errors import LeafletError
from ...products.paper.layout.sheet import TOLERANCE_MM
from ...products.paper.layout.styles import leaflet_css
from ...text.languages import format_date, known_languages
from .one_page import OnePage
from .summary import SOON_DAYS

_SIZES_PT = (
    Decimal("9.6"),
    Decimal("9.2"),
    Decimal("8.8"),
    Decimal("8.4"),
    Decimal(8),
    Decimal("7.6"),
)
_ROWS = (20, 12, 7, 4)
"""Of a table, when even the smallest type is too large for all of them."""
_LOOK = "report.css"


def print_page(page: OnePage, lang: str = "en") -> bytes:
    """Lay out *page*; *lang* is the language of the names in it.

    Raises LeafletError for a letter that no font has, and for words that fit on no page.
    """
    # WeasyPrint takes a third of a second to import: only who prints waits for it.
    from ...products.paper.pdf.engine import Laid, Press  # noqa: PLC0415

    press = Press(leaflet_css(tuple(dict.fromkeys(("en", lang))), look=_LOOK), {})

    def fits(laid: Laid) -> bool:
        texts = (box for box in laid.boxes if box.kind == "text")
        return laid.pages == 1 and all(
            max(box.right - box.room_right, box.out_of_frame) <= TOLERANCE_MM for box in texts
        )

    def lay_out(shown: OnePage, size: Decimal) -> Laid | None:
        laid = press.lay_out(html_of(shown, size), "en")
        return laid if fits(laid) else None

    for shown, sizes in _tries(page):
        if laid := next(filter(None, (lay_out(shown, size) for size in sizes)), None):
            return laid.write()
    raise LeafletError(f"{page.title} does not fit on one page. Shorten the names of countries.")


def _tries(page: OnePage) -> Iterator[tuple[OnePage, Sequence[Decimal]]]:
    longest = max(len(page.hosts), len(page.languages))
    # A page of so many rows is too full in any type: trying all sizes takes half a minute.
    yield page, _SIZES_PT if longest <= _ROWS[0] else _SIZES_PT[-1:]
    yield from ((page.shortened(rows), _SIZES_PT[-1:]) for rows in _ROWS if rows < longest)


def html_of(page: OnePage, size_pt: Decimal) -> str:
    """Return the document of *page*."""
    template = template_environment(TEMPLATES / "report").get_template("one_page.html")
    english = known_languages()["en"]
    return template.render(
        page=page, size_pt=size_pt, day=format_date(page.day, english), soon_days=SOON_DAYS
    )
