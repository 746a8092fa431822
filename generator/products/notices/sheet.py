"""Step 4, notices: a notice → one A4 sheet in letters as large as fit, for a wall."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from ...load.leaflet_formats import TEMPLATES
from ...localise.notices import NoticeText
from ...localise.texts import Text
from ...localise.translator import Ui
from ..html import paper, template_environment
from ..paper.errors import LeafletError
from ..paper.layout.styles import leaflet_css

SIZES_PT = (40, 36, 32, 28, 24, 20, 18, 16)
"""Type sizes that are tried, the largest first."""


def make_sheet(notice: NoticeText, ui: Ui, host_language: str) -> bytes:
    """Return the sheet of *notice* in the language of *ui*. Raises LeafletError if no size fits."""
    from ..paper.pdf.engine import Press  # noqa: PLC0415  (only who prints waits for WeasyPrint)

    langs = tuple(dict.fromkeys([*ui.translator.chain, host_language]))
    press = Press(leaflet_css(langs, look="notice.css"), {})
    for size in SIZES_PT:
        laid = press.lay_out(sheet_html(notice, ui, size), ui.translator.locale)
        if len({box.page for box in laid.boxes}) == 1:
            return laid.write()
    raise LeafletError(
        f"{notice.id} does not fit on one sheet at {SIZES_PT[-1]} pt. Make two notices of it."
    )


def sheet_html(notice: NoticeText, ui: Ui, size_pt: int) -> str:
    """Return the sheet of *notice* at one type size."""
    locale = ui.translator.locale
    words = partial(paper, page_lang=locale)

    def say(context: str, message: str, **values: Text) -> Markup:
        return words(ui(context, message, **values))

    return (
        template_environment(TEMPLATES)
        .get_template("notice.html")
        .render(
            lang=locale,
            direction=ui.languages[locale].direction,
            notice=notice,
            size_pt=size_pt,
            t=words,
            pgettext=say,
            label=lambda group, key: words(ui.label(group, key)),
        )
    )
