"""Step 1, gettext: reads a PO file.

In: its bytes. Out: a catalog by msgctxt, whose entries know whether a person has read them. Step 3,
``localise/localiser.py``, decides what a translation is worth to a reader.
"""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from itertools import islice
from pathlib import Path

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.pofile import PoFileError, denormalize, read_po

from ..text.languages import locale_folder
from .entry import Catalog, Entry, Signature, State, review_digest
from .files import library_po, read_po_file
from .syntax import UnreadablePoError, check_po

__all__ = [
    "INTERFACE",
    "Catalog",
    "Entry",
    "Signature",
    "State",
    "UnreadablePoError",
    "load_catalog",
    "load_translations",
    "parse_catalog",
    "parse_messages",
    "po_path",
    "review_digest",
]

INTERFACE = "interface"
"""The domain of our own labels and templates; the others are named by their file of content."""


def po_path(locales: Path, locale: str, domain: str) -> Path:
    """Where the PO file of *locale* and *domain* stands."""
    return locales / locale_folder(locale) / "LC_MESSAGES" / f"{domain}.po"


def load_catalog(path: Path, locale: str) -> Catalog:
    """Read a PO file; a missing file is an empty catalog.

    In a site of one's own a sentence without a translation there has that of the shared library.
    Raises UnreadablePoError, with the line, when the file is not valid PO; OSError.
    """
    data = read_po_file(path)
    own = Catalog(locale, path.stem) if data is None else parse_catalog(data, locale, path.stem)
    return _over_library(own, path)


def load_translations(path: Path, locale: str) -> Catalog:
    """Read a PO file for the sake of what is translated in it; without any it is an empty catalog.

    Most languages have files without any translation yet, which need not be parsed. The rest is as
    in ``load_catalog``.
    """
    data = read_po_file(path)
    if data is None or not _is_translated(data):
        return _over_library(Catalog(locale, path.stem), path)
    return _over_library(parse_catalog(data, locale, path.stem), path)


def _over_library(own: Catalog, path: Path) -> Catalog:
    """Lay what the PO file *path* translates over what the shared library does."""
    if (below := library_po(path)) is None or (data := read_po_file(below)) is None:
        return own
    if not _is_translated(data):
        return own
    library = parse_catalog(data, own.locale, own.domain)
    entries = {name: entry for name, entry in library.entries.items() if entry.msgstr}
    words = {
        name: entry for name, entry in own.entries.items() if entry.msgstr or name not in entries
    }
    return Catalog(own.locale, own.domain, {**entries, **words})


_HEADER = re.compile(rb'^msgid ""\s*^msgstr', re.MULTILINE)
_SOME_WORDS = re.compile(rb'^msgstr(?:\[[0-9]+\])?[ \t]*(?:"[^"\r\n]|""\s*^")', re.MULTILINE)


def _is_translated(data: bytes) -> bool:
    """Return whether a PO file may contain a translation; its header has words, too."""
    headers = 1 if _HEADER.search(data) else 0
    return sum(1 for _translation in islice(_SOME_WORDS.finditer(data), headers + 1)) > headers


@lru_cache(maxsize=64)
def parse_catalog(data: bytes, locale: str, domain: str) -> Catalog:
    """Read the bytes of a PO file. Raises UnreadablePoError, with the line.

    Checks, advisories and the report for staff read the same files one after the other.
    """
    raw = parse_messages(data)
    entries = {
        str(message.context): Entry(
            msgid=str(message.id),
            msgstr=_translation(message),
            fuzzy=message.fuzzy,
            previous=str(message.previous_id[0]) if message.previous_id else "",
            comments=tuple(message.user_comments),
            line=message.lineno,
        )
        for message in raw
        if message.id and message.context
    }
    return Catalog(locale, domain, entries)


def _translation(message: BabelMessage) -> str:
    """Give the translation; blanks alone are none, or readers would see an empty line."""
    text = str(message.string or "")
    return text if text.strip() else ""


def parse_messages(data: bytes) -> BabelCatalog:
    """Return all messages of a PO file, also obsolete ones. Raises UnreadablePoError with line."""
    # Babel does not know the old sentence of an obsolete message, which msgmerge writes.
    data = re.sub(rb"^#~\|.*$", b"", data, flags=re.MULTILINE)
    check_po(data)
    try:
        catalog = read_po(BytesIO(data), locale=None, abort_invalid=True)
    except PoFileError as error:
        # Babel counts lines from 0 here.
        raise UnreadablePoError(error.args[0], error.lineno + 1) from error
    except (ValueError, LookupError) as error:
        raise UnreadablePoError(str(error), 1) from error
    for message in (*catalog, *catalog.obsolete.values()):
        _read_previous(message)
    return catalog


_PREVIOUS = re.compile(r'\| (?:msg[a-z_]+ )?"')


def _read_previous(message: BabelMessage) -> None:
    """Take the earlier source sentence, which Babel writes and reads as a comment, out of these."""
    old = [comment for comment in message.user_comments if _PREVIOUS.match(comment)]
    if not old:
        return
    message.user_comments = [c for c in message.user_comments if c not in old]
    words: list[str] = []
    for line in (comment.removeprefix("| ") for comment in old):
        if line.startswith("msgid "):
            words = [line.removeprefix("msgid ")]
        elif words and line.startswith('"'):
            words.append(line)
        elif words:
            break  # the plural: we have none
    if words:
        message.previous_id = [denormalize("\n".join(words))]
