"""Step 5: a built site → one host country as a ZIM archive, for Kiwix.

For a phone, a school server, a stick. In: the folder of a site, the advisories it was built of.
Out: the bytes of the archive: all pages of the country in all languages and what they load and
offer, a first page, an index of all words. No link leads out of it. The only module that imports
libzim, which is GPL and in the extra ``[zim]``. Names of metadata:
https://wiki.openzim.org/wiki/Metadata.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..localise.advisory import Advisory
from ..model.leaflet import Leaflet
from ..products import without_staff
from ..products.packages.editions import archive_edition
from ..products.packages.first_pages import start_page, start_row
from ..products.paper.content.leaving import Leaving
from ..products.site_paths import OFFLINE
from ..system.ordinary_file import read_ordinary
from .carried_site import files_of
from .errors import BuildError
from .kept_links import kept_links, local_addresses, used_assets
from .stick import Package
from .sums import SUMS, write_sums

if TYPE_CHECKING:
    from libzim.writer import Creator

_START = "index.html"
_LICENCE = "CC BY 4.0"
_MOST_OF_TITLE, _MOST_OF_DESCRIPTION = 30, 80
"""Characters that the specification allows."""
_MEDIA = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".pdf": "application/pdf",
    ".txt": "text/plain;charset=utf-8",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".ttf": "font/ttf",
    ".mp3": "audio/mpeg",
    ".vcf": "text/vcard",
    ".ics": "text/calendar",
    "": "text/plain;charset=utf-8",
}
"""Kinds of files by ending; what has another is not taken along."""
_INDEX = b"\x0f\x0dXapian Glass"
_SCHEMES = frozenset({"tel", "data"})
"""Of addresses. zimcheck takes the scheme of a text message for a path in the archive."""
_OFFERED = (".pdf", ".png", ".txt", ".vcf", ".ics", ".mp3")
"""What pages lead to that is no page."""
_ISO_639_3 = {
    "ar": "ara",
    "bn": "ben",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "he": "heb",
    "hi": "hin",
    "id": "ind",
    "it": "ita",
    "ja": "jpn",
    "km": "khm",
    "ko": "kor",
    "lo": "lao",
    "ms": "msa",
    "my": "mya",
    "ne": "nep",
    "pt": "por",
    "ru": "rus",
    "si": "sin",
    "so": "som",
    "sw": "swa",
    "ta": "tam",
    "te": "tel",
    "th": "tha",
    "ti": "tir",
    "tl": "tgl",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "vi": "vie",
    "zh": "zho",
}
"""Codes of three letters for those of two; a tag of three letters is its own. Source: ISO 639-3."""


def archive_name(host: str, locale: str | None = None) -> str:
    """Return the path of the archive, of one language with *locale*: part of the name contract."""
    return f"packages/{host}.{locale}.zim" if locale else f"packages/{host}.zim"


def zim_package(
    site: Path, advisories: Sequence[Advisory], _formats: Mapping[str, Leaflet] | None = None
) -> Package:
    """Return the archive of one host country: *advisories* are all of its locales, or one.

    Raises BuildError when *site* was not built of them, libzim is missing, or a language has no
    code; LeafletError when there is nothing to say.
    """
    _refuse_without_libzim()
    names = files_of(site, advisories)
    bare = [without_staff(one) for one in advisories]
    path = archive_name(bare[0].host, bare[0].locale if len(bare) == 1 else None)
    editions = [archive_edition(one, path) for one in bare]
    files = _files(site, names, bare)
    rows = [
        start_row(one, f"{one.locale}/{one.host}/index.html", edition.edition.code)
        for one, edition in zip(bare, editions, strict=True)
    ]
    files[_START] = start_page(bare, rows)
    files[SUMS] = write_sums({k: hashlib.sha256(data).hexdigest() for k, data in files.items()})
    metadata = _metadata(bare, editions)
    return Package(_written(files, metadata, _picture(site, names)), editions)


def _refuse_without_libzim() -> None:
    try:
        import libzim.writer  # noqa: F401, PLC0415
    except ImportError as error:
        raise BuildError(
            "The library libzim is not installed. It is an extra, since its licence is the GPL: "
            '.venv/bin/pip install "advisory-generator[zim]", '
            "or: .venv/bin/pip install libzim==3.6.0"
        ) from error


# --- what is in it --------------------------------------------------------------------------------


def _files(site: Path, names: Collection[str], advisories: Sequence[Advisory]) -> dict[str, bytes]:
    """Return the pages of *advisories*, what they load and offer, with links only among these."""
    folders = tuple(f"{one.locale}/{one.host}/" for one in advisories)
    # What a phone's worker shows in the place of any other page counts from the root of a server.
    absent = tuple(f"{folder}{OFFLINE}/" for folder in folders)
    chosen = [
        name
        for name in names
        if name.startswith(folders) and name.endswith(".html") and not name.startswith(absent)
    ]
    files = {name: read_ordinary(site / name) for name in sorted(chosen)}
    offered = {
        target
        for name, data in files.items()
        for target in local_addresses(name, data)
        if target in names and target.endswith(_OFFERED)
    }
    files |= used_assets(site, names, files)
    files |= {name: read_ordinary(site / name) for name in sorted(offered - files.keys())}
    files = {name: data for name, data in files.items() if PurePosixPath(name).suffix in _MEDIA}
    for name in chosen:
        files[name] = kept_links(name, files[name], files, alone=True, schemes=_SCHEMES).encode()
    return files


def _metadata(advisories: Sequence[Advisory], editions: Sequence[Leaving]) -> dict[str, str]:
    first = advisories[0]
    codes = " ".join(one.edition.code for one in editions)
    publisher = first.site.publisher or "-"
    # Neutral, as all names of files and pages: who looks at a phone sees the list of its archives.
    title = str(first.country.name)
    return {
        "Name": f"advisory_{'-'.join(one.locale for one in advisories)}_{first.host}",
        "Title": title[:_MOST_OF_TITLE],
        "Creator": publisher,
        "Publisher": publisher,
        "Date": _day(editions).isoformat(),
        "Description": f"{title} · {codes}"[:_MOST_OF_DESCRIPTION],
        "LongDescription": f"{title}: {first.people.people}. {codes}. SHA-256 of each file: {SUMS}",
        "Language": _language(advisories),
        "License": _LICENCE,
        "Scraper": "advisory-generator",
        "Tags": "_category:other;_ftindex:yes;_pictures:yes;_videos:no;_details:yes",
        "Flavour": "maxi",
    }


def _language(advisories: Sequence[Advisory]) -> str:
    """Return the code of the language, or the one that ISO 639-3 has for several.

    kiwix-serve 3.7 searches no archive that lists several: "Two or more books in different
    languages would participate".
    """
    codes = {language_code(one.locale) for one in advisories}
    return codes.pop() if len(codes) == 1 else "mul"


def _day(editions: Sequence[Leaving]) -> date:
    """Return the day of the newest source: the same words are the same archive on any day."""
    return max(one.edition.newest_read_on for one in editions)


def language_code(tag: str) -> str:
    """Return the code of three letters of the language *tag*.

    Raises BuildError when the table has no code for it.

    >>> language_code("my"), language_code("es-GT"), language_code("ksw")
    ('mya', 'spa', 'ksw')
    """
    language = tag.partition("-")[0]
    code = language if len(language) == 3 else _ISO_639_3.get(language)
    if code is None:
        raise BuildError(
            f'The code of three letters of "{tag}" is not known here. Add it to the table in '
            "generator/build/zim.py."
        )
    return code


def _picture(site: Path, names: Collection[str]) -> bytes:
    """Return the picture of the archive, 48 by 48: that of the app, or a bare square."""
    from PIL import Image  # noqa: PLC0415

    found = next((n for n in sorted(names) if n.startswith("assets/app-192.")), None)
    square = Image.new("RGB", (48, 48), "#0a3a4a")
    if found:
        whole = Image.open(BytesIO(read_ordinary(site / found)))
        square = whole.convert("RGB").resize((48, 48))
    out = BytesIO()
    square.save(out, "PNG")
    return out.getvalue()


# --- how it is written ----------------------------------------------------------------------------


def _written(files: Mapping[str, bytes], metadata: Mapping[str, str], picture: bytes) -> bytes:
    from libzim.writer import Creator, Hint, Item, StringProvider  # noqa: PLC0415

    class _File(Item):  # type: ignore[misc]  # libzim has no types
        def __init__(self, path: str, data: bytes) -> None:
            super().__init__()
            self.path, self.data = path, data

        def get_path(self) -> str:
            return self.path

        def get_title(self) -> str:
            return _title(self.path, self.data)

        def get_mimetype(self) -> str:
            return _MEDIA[PurePosixPath(self.path).suffix]

        def get_hints(self) -> dict[Any, bool]:
            # The first page has no words to be found by.
            page = self.path.endswith(".html") and self.path != _START
            return {
                Hint.FRONT_ARTICLE: page,
                Hint.COMPRESS: not self.path.endswith((".png", ".woff2", ".pdf")),
            }

        def get_contentprovider(self) -> StringProvider:
            return StringProvider(self.data)

    with tempfile.TemporaryDirectory(prefix="advisory-zim-") as folder:
        path = Path(folder, "archive.zim")
        creator: Creator = Creator(path)
        # One process: in which order entries lie must not hang on the machine.
        creator.config_verbose(False)  # noqa: FBT003
        creator.config_nbworkers(1)
        creator.config_indexing(True, metadata["Language"])  # noqa: FBT003
        creator.set_mainpath(_START)
        with _quietly(), creator:
            for name in sorted(files):
                creator.add_item(_File(name, files[name]))
            for name, value in metadata.items():
                creator.add_metadata(name, value)
            creator.add_illustration(48, picture)
        return _with_name(read_ordinary(path), files[SUMS])


@contextmanager
def _quietly() -> Iterator[None]:
    """Let what libzim prints go to standard error: standard output may be the archive itself."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _with_name(archive: bytes, sums: bytes) -> bytes:
    """Return *archive* with names from its content, where libzim and Xapian write random ones.

    The name of the archive is 16 bytes behind magic number and version; the MD5 of all that is
    before it is at the end (https://wiki.openzim.org/wiki/ZIM_file_format). The name of an index is
    behind its magic number and two bytes.
    """
    name = hashlib.sha256(sums).digest()[:16]
    body = bytearray(archive[:8] + name + archive[24:-16])
    at = body.find(_INDEX)
    while at >= 0:
        start = at + len(_INDEX) + 2
        body[start : start + 16] = name
        at = body.find(_INDEX, start)
    return bytes(body) + hashlib.md5(body, usedforsecurity=False).digest()


def _title(path: str, data: bytes) -> str:
    if not path.endswith(".html"):
        return ""
    title = data.decode().partition("<title>")[2].partition("</title>")[0]
    return title.replace("&amp;", "&").replace("&#39;", "'").strip()
