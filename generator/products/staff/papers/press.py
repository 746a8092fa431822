"""Step 4: a draft of a paper for those who assist → PDF, tagged for PDF/UA-1, the same bytes."""

from __future__ import annotations

from ...paper.errors import LeafletError
from ...paper.layout.sheet import TOLERANCE_MM
from ...paper.layout.styles import leaflet_css
from .document import LOOK, StaffDraft


def print_staff(draft: StaffDraft) -> bytes:
    """Return a paper as PDF. Raises LeafletError for a cut line or a complaint of WeasyPrint."""
    # WeasyPrint takes a third of a second to import: only who prints waits for it.
    from ...paper.pdf.engine import Press  # noqa: PLC0415

    press = Press(leaflet_css(draft.langs, look=LOOK), {})
    laid = press.lay_out(draft.html, draft.paper.locale)
    wide = sorted(
        {
            box.name
            for box in laid.boxes
            if box.kind == "text" and box.right - box.room_right > TOLERANCE_MM
        }
    )
    if wide:
        raise LeafletError(f'{draft.edition.code} came out wrong: "{wide[0]}" is too wide.')
    return laid.write()
