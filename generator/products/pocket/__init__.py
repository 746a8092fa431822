"""Step 4: advisories → the pocket page, one host country in one file to send on.

``L/H/pocket.html`` loads nothing: its style and its script are in it, the same bytes on every
pocket page, so that two digests in the site's policy allow them. It opens from Bluetooth, a chat, a
memory card. What is on it, and what is left out first: ``choice.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ...cache.digests import code_digest, library_versions, native_versions, tree_digest
from ...localise.advisory import Advisory
from ...paths import PACKAGE
from ..pages import PageSets
from ..pages.queries import pocket_path
from ..policy import Inline
from ..target import Files, Target
from .page import BUDGET, PocketTooLargeError, gzipped, make_page
from .style import script, stylesheet

__all__ = [
    "BUDGET",
    "PocketTooLargeError",
    "gzipped",
    "inline_hashes",
    "make_page",
    "plan",
    "policy",
    "script",
    "stylesheet",
]


def plan(advisories: Sequence[Advisory], *, sets: PageSets | None = None) -> list[Target]:
    """One pocket page per advisory; *sets* as pages have them."""
    page_sets = (sets or PageSets()).of(advisories)
    return [_target(page_set.advisory, shapes) for page_set, shapes in page_sets]


def inline_hashes() -> dict[str, str]:
    """Sources for a Content-Security-Policy that allow what is in pocket pages.

    ``{"script-src": "'sha256-…'", "style-src": "'sha256-…'"}``; the same for every pocket page.
    """
    inlines = Inline("script", script()), Inline("style", stylesheet())
    return {f"{inline.kind}-src": inline.source for inline in inlines}


def policy() -> str:
    """Return these sources as the page itself has them."""
    return "; ".join(f"{name} {source}" for name, source in inline_hashes().items())


def _target(advisory: Advisory, shapes: Mapping[str, str]) -> Target:
    path = pocket_path(advisory.locale, advisory.host)
    return Target.of(
        path,
        "pocket",
        partial(_make, path, advisory, policy()),
        effort=0.1,
        data=shapes["data"],
        interface=shapes["interface"],
        languages=shapes["languages"],
        style=[stylesheet(), script()],
        template=[tree_digest(PACKAGE / f"templates/{name}") for name in ("pocket", "pages/parts")],
        icons=tree_digest(PACKAGE / "assets/icons"),
        code=code_digest(),
        # How much fits follows from how well this zlib packs.
        library=library_versions() | native_versions(),
    )


def _make(path: str, advisory: Advisory, sources: str) -> Files:
    return {path: make_page(advisory, sources)}
