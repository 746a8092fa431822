"""Step 1, update: PO files brought up to date with their template, edited, and written.

In: template catalogs, PO files, edits. Out: catalogs, and bytes of PO files with small diffs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.pofile import write_po

from ..text.languages import locale_folder
from .catalog import load_translations, parse_messages
from .files import library_po, read_po_file


def update_catalog(
    template: BabelCatalog, path: Path, locale: str, edited: Collection[str] = ()
) -> BabelCatalog:
    """Merge *template* into the PO file at *path* (which may not exist yet).

    A message keeps its translation by its msgctxt, never by likeness: a changed source sentence
    makes it fuzzy and keeps the sentence it was made from. Messages that are gone become
    obsolete, none is lost: one whose sentence comes back has its translation again.

    In a site of one's own the library's translations are left out, but not messages *edited*.
    """
    old: dict[str, BabelMessage] = {}
    data = read_po_file(path)
    if data is not None:
        catalog = parse_messages(data)
        old = {str(m.context): m for m in catalog if m.id}
        # Obsolete ones come back with their sentence, but never in place of one that is in use.
        old |= {str(m.context): m for m in catalog.obsolete.values() if str(m.context) not in old}
    merged = BabelCatalog(
        locale=_babel_locale(locale),
        project="advisory",
        version="1",
        charset="utf-8",
        fuzzy=False,
        creation_date=template.creation_date,
        revision_date=template.creation_date,
        header_comment=f"# {locale} translation. Notes for translators: docs/how-to/translate.md",
    )
    below = _library_sentences(path, locale)
    for message in template:
        context = str(message.context)
        left = context not in old and context not in edited and below.get(context) == message.id
        if message.id and not left:
            _merge(merged, message, old.pop(str(message.context), None))
    for context, message in sorted(old.items()):
        _retire(message)
        merged.obsolete[(str(message.id), context)] = message
    return merged


def _library_sentences(path: Path, locale: str) -> dict[str, str]:
    """Return the sentences that the shared library translates below *path*, by msgctxt."""
    if (below := library_po(path)) is None:
        return {}
    entries = load_translations(below, locale).entries.items()
    return {context: row.msgid for context, row in entries if row.msgstr and not row.fuzzy}


_UNFINISHED = "fuzzy: it was not finished when its sentence was removed"


def _retire(message: BabelMessage) -> None:
    """Keep it in mind that a message was behind: Babel writes no flag above an obsolete one."""
    if message.fuzzy and message.previous_id:
        message.id, message.previous_id = str(message.previous_id[0]), []
    elif message.fuzzy and _UNFINISHED not in message.user_comments:
        message.user_comments = [*message.user_comments, _UNFINISHED]


def _merge(merged: BabelCatalog, new: BabelMessage, old: BabelMessage | None) -> None:
    flags, string = set(new.flags), ""
    previous: tuple[str, ...] = ()
    comments = [] if old is None else [c for c in old.user_comments if c != _UNFINISHED]
    if old is not None and old.string:
        string = str(old.string)
        if old.id != new.id:
            flags.add("fuzzy")
            # The translated sentence, not the last one: it may have changed twice since.
            previous = (str(old.previous_id[0]) if old.previous_id else str(old.id),)
        elif old.fuzzy or _UNFINISHED in old.user_comments:
            flags.add("fuzzy")
            previous = tuple(old.previous_id)
    merged.add(
        new.id,
        string,
        locations=new.locations,
        flags=flags,
        auto_comments=new.auto_comments,
        user_comments=comments,
        previous_id=previous,
        context=new.context,
    )


@dataclass(frozen=True)
class Edit:
    """What becomes of one message of a PO file."""

    msgstr: str
    comments: tuple[str, ...]
    fuzzy: bool = False
    """False: the translation fits the sentence as it stands."""


def edit_messages(catalog: BabelCatalog, edits: Mapping[str, Edit]) -> None:
    """Change the messages of *edits*, by msgctxt; the rest stays.

    Raises KeyError for a message that is not there.
    """
    messages = {str(message.context): message for message in catalog if message.id}
    for context, edit in edits.items():
        message = messages[context]
        message.string = edit.msgstr
        message.user_comments = list(edit.comments)
        if not edit.fuzzy:
            message.flags.discard("fuzzy")
            message.previous_id = []


def _babel_locale(locale: str) -> str | None:
    """Locale for Babel's plural header; None where Babel does not know the language."""
    try:
        BabelCatalog(locale=locale_folder(locale))
    except UnknownLocaleError:
        return None
    return locale_folder(locale)


def po_bytes(catalog: BabelCatalog, *, template: bool = False) -> bytes:
    """Return a PO or POT file as bytes: no line numbers, and no places in a PO, for small diffs."""
    buffer = BytesIO()
    with _whole_comments(catalog):
        write_po(
            buffer,
            catalog,
            width=0,
            no_location=not template,
            include_lineno=False,
            include_previous=True,
            omit_header=False,
        )
    return _BROKEN_PREVIOUS.sub(rb" ", buffer.getvalue()).replace(_NO_BREAK.encode(), b" ")


_NO_BREAK = "\ue000"
"""Stands for the blanks of a comment while Babel writes it: a letter that no language uses."""


@contextmanager
def _whole_comments(catalog: BabelCatalog) -> Iterator[None]:
    """Keep Babel from breaking comments after 76 letters: a signature or a remark is one line."""
    messages = [*catalog, *catalog.obsolete.values()]
    before = [list(message.user_comments) for message in messages]
    try:
        for message in messages:
            message.user_comments = [c.replace(" ", _NO_BREAK) for c in message.user_comments]
        yield
    finally:
        for message, comments in zip(messages, before, strict=True):
            message.user_comments = comments


# Babel breaks the line of an earlier source sentence (``#| msgid "…"``) like a comment, inside the
# quotes: no reader of PO files takes that, and the next update would spoil it.
_BROKEN_PREVIOUS = re.compile(rb'(?<!")\n#\| (?!msg)|(?<=\\")\n#\| (?!msg)')
