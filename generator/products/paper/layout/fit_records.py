"""Step 4, leaflets: how a paper fitted once → the same fit again, without a search for it.

A record is one line of content/fits/, which comes with the content, or one small file per paper in
the cache folder, for every process that prints it. Each has a digest of what it follows from: if
that is the same, the paper is laid out once with it, and the record counts only if it then fits. A
record that is missing, old or damaged only costs time; an old one from the cache still says where
the search begins.
"""

from __future__ import annotations

import contextlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from ....cache.answers import cache_folder
from ....cache.digests import digest, file_digests, layout_versions, tree_digest
from ....model.fits import PaperFit
from ....model.leaflet import plain_points
from ....system.ordinary_file import read_ordinary
from ....system.whole_file import write_whole
from ....text.fonts import WEIGHTS, bundled_families
from ..names import fit_name
from .fit import Fit
from .panel import sizes
from .sheet import BookLook, Draft
from .styles import leaflet_css

_SEARCH = 1
"""Raise it when the search, or the layout around the words, changes how the same words may fit."""


def key_of_words(draft: Draft) -> str:
    """Return the digest of what decides how the paper of *draft* fits, except its day and code.

    A source that is read again changes these, and hardly ever the size; that it still fits is
    proved each time.
    """
    return _key(draft.undated, layout_versions(), _SEARCH)


def key_of_bytes(draft: Draft) -> str:
    """Return the digest of all that decides how it fits, also of this program's code."""
    return _key(draft, layout_versions(), tree_digest(Path(__file__).parents[1], "**/*.py"))


def _key(draft: Draft, *more: object) -> str:
    fonts = [font.path(weight) for font in bundled_families(draft.langs) for weight in WEIGHTS]
    return digest(
        draft.sheet_html(size_pt=draft.leaflet.largest_pt, without=frozenset()),
        # Of a book, pages to write in are not in that: they stand where there is room.
        [[*place, piece.html] for place, piece in draft.pieces.items()],
        leaflet_css(draft.langs, draft.paper.format),
        draft.leaflet.model_dump(mode="json"),
        file_digests(fonts),
        *more,
    )


def record_of(fit: Fit, key: str) -> PaperFit:
    """Return the record of *fit*, found for what *key* is the digest of."""
    look = fit.look
    record = PaperFit(
        size_pt=fit.size_pt,
        without=tuple(f"{panel}/{number}" for panel, number in sorted(fit.without)),
        pages=fit.pages,
        sizes=dict(look.sizes),
        joined=tuple(sorted(look.joined)),
        long=tuple(sorted(look.long)),
        spare=look.spare,
        numbers=dict(look.numbers),
        digest="0" * 16,
    )
    return record.model_copy(update={"digest": _seal(key, record)})


def is_of(record: PaperFit, key: str) -> bool:
    """Return whether *record* is for what *key* is the digest of, and unchanged since."""
    return record.digest == _seal(key, record)


def _seal(key: str, record: PaperFit) -> str:
    return digest(key, record.values())[:16]


def fit_in(record: PaperFit, draft: Draft) -> Fit | None:
    """Return the fit in *record*; None if its format has no such size, or a block may not leave."""
    leaflet = draft.leaflet
    tried = [
        *sizes(leaflet.largest_pt, leaflet.comfortable_pt, leaflet.step_pt),
        *sizes(leaflet.comfortable_pt, leaflet.smallest_pt, leaflet.step_pt),
    ]
    may_leave = {place for place, piece in draft.pieces.items() if piece.block.optional is not None}
    if record.size_pt not in tried or not record.places <= may_leave:
        return None
    # The size as the search writes it: 9.5 and not 9.50.
    size = tried[tried.index(record.size_pt)]
    look = BookLook(
        sizes={name: Decimal(plain_points(pt)) for name, pt in record.sizes.items()},
        joined=frozenset(record.joined),
        long=frozenset(record.long),
        spare=record.spare,
        numbers=record.numbers,
    )
    return Fit(size, record.places, look, record.pages)


# --- in the cache -----------------------------------------------------------------------------


def load_record(draft: Draft) -> PaperFit | None:
    """Return how the paper of *draft* fitted last on this machine, whatever its words were."""
    try:
        return PaperFit.model_validate(json.loads(read_ordinary(_file(draft))))
    # Whatever is not a record is none: pydantic's error is a ValueError.
    except (OSError, ValueError, RecursionError):
        return None


def keep_record(draft: Draft, fit: Fit, key: str) -> None:
    """Store how it fitted, with the *key* of its bytes; on a write error nothing is stored."""
    record = record_of(fit, key)
    noted: dict[str, Any] = {**record.values(), "digest": record.digest}
    with contextlib.suppress(OSError):
        write_whole(_file(draft), json.dumps(noted).encode())


def _file(draft: Draft) -> Path:
    return cache_folder() / "fits" / f"{fit_name(draft.paper)}.json"
