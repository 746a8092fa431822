"""Step 4: advisories → the service worker, the lists of what a phone keeps, and the manifest.

``sw.js`` at the site's root is the same for every site. What it keeps says ``L/H/keep.json``; which
bytes these files have, and how many, the build writes into it when all are there
(``build/keep_versions.py``). ``L/manifest.webmanifest`` lets the site be put among a phone's apps.
Why: docs/adr/0016-the-copy-on-the-phone.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from rjsmin import jsmin

from ...localise.advisory import Advisory
from ...model.leaflet import Leaflet
from ...paths import ASSETS
from ..pages import Front, PageSets, host_assets
from ..pages.assets import search_script_path
from ..target import Files, Target
from .keep_list import more_to_keep, pages_to_keep
from .withdrawn_numbers import gone_numbers

__all__ = [
    "KEEP_FILE",
    "WORKER",
    "gone_numbers",
    "keep_path",
    "manifest",
    "plan",
    "plan_above",
    "worker",
]

WORKER = "sw.js"
KEEP_FILE = "keep.json"
_PRODUCT = "offline"
_ASSETS = ASSETS / "offline"
_ICON_SIZES = (192, 512)


def keep_path(locale: str, host: str) -> str:
    """Path of the list of what is kept: ``my/thailand/keep.json``."""
    return f"{locale}/{host}/{KEEP_FILE}"


def plan(
    advisories: Sequence[Advisory],
    *,
    formats: Mapping[str, Leaflet] | None = None,
    sets: PageSets | None = None,
) -> list[Target]:
    """Return the worker, and its list for each advisory; *formats* and *sets* as for pages."""
    sets = sets or PageSets(formats)
    lists = [_list(one.advisory, sets.formats, one.index) for one, _parts in sets.of(advisories)]
    return [_file(WORKER, worker()), *lists]


def worker() -> bytes:
    """Return ``sw.js``."""
    return str(jsmin((_ASSETS / WORKER).read_text("utf-8"))).encode()


def plan_above(every: Sequence[Front]) -> list[Target]:
    """One web app manifest per locale, and the icons they name."""
    by_locale: dict[str, list[Front]] = {}
    for front in every:
        by_locale.setdefault(front.locale, []).append(front)
    targets = [_file(path, data) for path, data in icons().items()]
    for locale, fronts in by_locale.items():
        data = json.dumps(manifest(fronts), ensure_ascii=False, indent=1).encode() + b"\n"
        targets.append(_file(f"{locale}/manifest.webmanifest", data))
    return targets


def manifest(fronts: Sequence[Front]) -> dict[str, Any]:
    """Return the manifest of the locale of *fronts*, all its countries.

    Its name reveals nothing about the owner of the phone (CARE 15).
    """
    first = fronts[0]
    # Where there is one country, its numbers are the first thing to be seen.
    start = f"./{first.host}/" if len(fronts) == 1 else "./"
    return {
        "id": "./",
        "name": str(first.ui("root.title", "Help in an emergency")),
        "short_name": str(first.ui("hide.title", "Numbers")),
        "lang": first.locale,
        "dir": first.language.direction,
        "start_url": start,
        "scope": "../",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0a3a4a",
        "icons": [
            {
                "src": f"../{path}",
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size, path in zip(_ICON_SIZES, icons(), strict=True)
            for purpose in ("any", "maskable")
        ],
    }


def icons() -> dict[str, bytes]:
    """Return the icons of the app by path from the site's root, the small one first."""
    files = [(_ASSETS / f"app-{size}.png").read_bytes() for size in _ICON_SIZES]
    return {
        f"assets/app-{size}.{sha256(data).hexdigest()[:8]}.png": data
        for size, data in zip(_ICON_SIZES, files, strict=True)
    }


def _list(advisory: Advisory, formats: Mapping[str, Leaflet], index: str) -> Target:
    # The worker keeps a font when the phone has asked for it to show a page. The search script
    # comes with the index.
    shell = [
        path
        for path in host_assets(advisory)
        if not path.startswith("assets/fonts/") and path != search_script_path()
    ]
    data = {
        "pages": [*sorted(shell), *pages_to_keep(advisory)],
        "more": [*more_to_keep(advisory, formats, index), search_script_path()],
        "gone": gone_numbers(advisory),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return _file(keep_path(advisory.locale, advisory.host), text)


def _file(path: str, data: bytes) -> Target:
    return Target.of(path, _PRODUCT, partial(_make, path, data), data=data)


def _make(path: str, data: bytes) -> Files:
    return {path: data}
