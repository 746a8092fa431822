"""Step 5: a built site → one ZIP for a stick with all for those who assist in one host country.

In: the folder of a site. Out: pages, papers, courses and slides of a country in all its languages,
with a first page and a list of check sums. It works from the disk: a link that would lead out of it
is a link no longer. No program is in it, since nobody should run one from a stick (CARE 52).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from html import escape
from pathlib import Path

from ..products.site_paths import STAFF
from ..system.ordinary_file import read_ordinary
from ..system.timeless_zip import packed
from .errors import BuildError
from .kept_links import kept_links, used_assets
from .site_folder import look_through
from .sums import SUMS, write_sums


def staff_package(site: Path, host: str, endonyms: Mapping[str, str]) -> bytes:
    """Return the ZIP of *host*; *endonyms* are the languages' own names, by locale.

    Raises BuildError when *site* is no site of ours, or has nothing for those who assist there.
    """
    summary = look_through(site)
    names = summary.files if summary else frozenset()
    locales = sorted(_locales(names, host), key=lambda locale: endonyms.get(locale, locale))
    if not locales:
        raise BuildError(
            f"{site} has no pages for those who assist in {host}. Build the site first: advisory "
            "build."
        )
    chosen = {name for name in names if _is_wanted(name, host, locales)}
    files = {name: read_ordinary(site / name) for name in sorted(chosen)}
    files |= used_assets(site, names, files)
    for name in [one for one in files if one.endswith(".html")]:
        files[name] = kept_links(name, files[name], files).encode()
    files["index.html"] = _first_page(host, locales, endonyms).encode()
    files["README.txt"] = _README.encode()
    files[SUMS] = write_sums(
        {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    )
    return packed(dict(sorted(files.items())))


def _locales(names: Collection[str], host: str) -> Iterable[str]:
    pattern = re.compile(rf"([^/]+)/{STAFF}/{re.escape(host)}/index\.html")
    return (found[1] for name in names if (found := pattern.fullmatch(name)))


def _is_wanted(name: str, host: str, locales: Collection[str]) -> bool:
    parts = name.split("/")
    match parts:
        case [locale, one, *_] if locale in locales and one == host:
            return name.endswith(".html")
        case [locale, one, two, *_] if locale in locales and (one, two) == (STAFF, host):
            return name.endswith(".html")
        case ["staff-papers" | "leaflets" as folder, one, file] if one == host:
            return file.endswith((".pdf", ".docx")) and not (
                folder == "leaflets" and "-print" in file
            )
        case ["courses", file]:
            return file.startswith(f"{host}.")
        case _:
            return False


def _first_page(host: str, locales: Iterable[str], endonyms: Mapping[str, str]) -> str:
    rows = "".join(
        f'<li><a href="{locale}/{STAFF}/{host}/index.html" lang="{locale}">'
        f"{escape(endonyms.get(locale, locale))}</a></li>"
        for locale in locales
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="referrer" content="no-referrer">'
        "<title>Start</title>"
        "<style>body{font:1.4rem sans-serif;margin:2rem}li{margin:1rem 0}</style>"
        f"<ul>{rows}</ul></html>\n"
    )


_README = """Open index.html in a browser. No network is needed, and no program is on this stick:
do not run one that lies beside these files.

Everything here is a draft until it is signed. It is not a paper of any state, IOM or MICIC.
Sticks and phones are searched. Carry what you need, and no more.

Were files changed on the way? On a computer:  sha256sum -c SHA256SUMS
A copy can be false as a whole. Compare the codes of papers with the site of who publishes them.
"""
