"""Step 5: a built site → the USB edition of one host country: one ZIP to unpack onto a stick.

In: the folder of a site, the advisories it was built of, the papers it offers. Out: pocket pages,
papers, numbers to save, texts to send and plain text in all languages, with a first page that a
double click opens, and check sums. What is behind "Hide page" is not on it: sticks are searched
(CARE 49). No program is on it (CARE 52).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..localise.advisory import Advisory
from ..model.editions import WORDLESS
from ..model.leaflet import Leaflet
from ..products import without_staff
from ..products.packages.carried_text import carried_text
from ..products.packages.editions import stick_edition
from ..products.packages.first_pages import (
    SavedFile,
    StickFiles,
    language_page,
    start_page,
    start_row,
)
from ..products.pages.queries import pocket_path, saved_regions
from ..products.paper.content.leaving import Leaving
from ..products.paper.names import Paper, papers_of
from ..products.site_paths import contacts_path
from ..system.ordinary_file import read_ordinary
from ..system.timeless_zip import packed
from .carried_site import files_of, refuse_unsafe
from .errors import BuildError
from .kept_links import kept_links
from .sums import SUMS, write_sums


@dataclass(frozen=True)
class Package:
    """A package that was made, and what is to be noted of it before it leaves."""

    data: bytes
    editions: Sequence[Leaving]
    """One for each language."""


def stick_name(host: str) -> str:
    """Return the path of the USB edition: part of the contract of names."""
    return f"packages/{host}-usb.zip"


def usb_package(
    site: Path, advisories: Sequence[Advisory], formats: Mapping[str, Leaflet]
) -> Package:
    """Return the USB edition of *advisories*, those of one host country in all locales that it has.

    Raises BuildError when *site* was not built of them; LeafletError when there is nothing to say.
    """
    names = files_of(site, advisories)
    bare = [without_staff(one) for one in advisories]
    locales = [one.locale for one in bare]
    path = stick_name(bare[0].host)
    files: dict[str, bytes] = {}
    rows, editions = [], []
    for advisory in bare:
        edition = stick_edition(advisory, path)
        papers = [
            paper
            for paper in papers_of(advisory, formats, locales)
            if paper.locale in (advisory.locale, WORDLESS)
            and paper.path in names
            and not paper.print_shop
        ]
        ours = _files(advisory, names, papers)
        taken = [ours.pocket, ours.messages, *(one.path for one in ours.contacts)]
        taken += [paper.path for paper in papers]
        files |= {name: read_ordinary(site / name) for name in taken if name is not None}
        # On Windows a text without this mark is taken for letters of Western Europe.
        files[ours.text] = carried_text(advisory).encode("utf-8-sig")
        own = f"{advisory.locale}/index.html"
        files[own] = language_page(advisory, edition.edition, ours)
        rows.append(start_row(advisory, own, edition.edition.code))
        editions.append(edition)
    files["index.html"] = start_page(bare, rows)
    return Package(packed(_finished(files)), editions)


def _files(advisory: Advisory, names: frozenset[str], papers: Sequence[Paper]) -> StickFiles:
    host, locale = advisory.host, advisory.locale
    messages = f"messages/{host}.{locale}.txt"
    pocket = pocket_path(locale, host)
    if pocket not in names:
        raise BuildError(f"The site has no {pocket}. Run: advisory build.")
    regions = [(region.id, region.name) for region in saved_regions(advisory)]
    saved = [
        SavedFile(path, name)
        for key, name in [(None, None), *regions]
        if (path := contacts_path(host, locale, key)) in names
    ]
    return StickFiles(
        pocket=pocket,
        text=f"text/{host}.{locale}.txt",
        messages=messages if messages in names else None,
        contacts=saved,
        papers=papers,
    )


def _finished(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return *files* as they are on the stick: first page first, with a README and check sums."""
    whole = {"index.html": files["index.html"], "README.txt": _README.encode(), **files}
    refuse_unsafe([*whole, SUMS])
    for name in [one for one in whole if one.endswith(".html")]:
        whole[name] = kept_links(name, whole[name], whole, alone=True).encode()
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in whole.items()}
    return {**whole, SUMS: write_sums(digests)}


_README = """Open index.html: it lists the languages, each in its own letters.
No network is needed, and no program is on this stick: do not run one that lies beside these files.
We never ask for a name, papers, money or a password, and never ask you to install anything.

Sticks and phones are searched. Carry what you need, and no more.

Were files changed on the way? On a computer, in this folder:  sha256sum -c SHA256SUMS
A copy can be false as a whole, with its list. Each language has a code: \
compare it, and every digit, with the page
"Print" of who publishes it.
"""
