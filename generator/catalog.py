"""Step 1, gettext: reading PO files; beside it, extraction from content and updating PO files.

The only module that imports babel. In: PO files and content models. Out: catalogs keyed by
msgctxt, whose entries know whether a person has read them. What a translation is worth to a reader
is decided in step 3, ``localise.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO, Any

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

from .languages import locale_folder
from .load import Content, LoadedFile, domain_of, load_file
from .model.walk import SourceText, translatable_texts
from .po_entry import Catalog, Entry, Signature, State, review_digest
from .po_files import read_po_file
from .po_syntax import UnreadablePoError, check_po

__all__ = [
    "INTERFACE",
    "Catalog",
    "Edit",
    "Entry",
    "Signature",
    "State",
    "UnreadablePoError",
    "edit_messages",
    "extract_content",
    "extract_templates",
    "interface_messages",
    "load_catalog",
    "load_translations",
    "parse_catalog",
    "po_bytes",
    "po_path",
    "review_digest",
    "update_catalog",
]

PACKAGE = Path(__file__).parent
INTERFACE = "interface"
_KEYWORDS: dict[str, Any] = {"pgettext": ((1, "c"), 2)}


def po_path(locales: Path, locale: str, domain: str) -> Path:
    """Where the PO file of *locale* and *domain* stands."""
    return locales / locale_folder(locale) / "LC_MESSAGES" / f"{domain}.po"


def load_catalog(path: Path, locale: str) -> Catalog:
    """Read a PO file; a missing file is an empty catalog.

    Raises UnreadablePoError, with the line, when the file is not valid PO; OSError.
    """
    data = read_po_file(path)
    return Catalog(locale, path.stem) if data is None else parse_catalog(data, locale, path.stem)


def load_translations(path: Path, locale: str) -> Catalog:
    """Read a PO file for the sake of what is translated in it; without any it is an empty catalog.

    Most languages have files in which nothing is translated yet, and nobody waits for these. Raises as
    ``load_catalog`` does.
    """
    data = read_po_file(path)
    if data is None or not _is_translated(data):
        return Catalog(locale, path.stem)
    return parse_catalog(data, locale, path.stem)


_HEADER = re.compile(rb'^msgid ""\s*^msgstr', re.MULTILINE)
_SOME_WORDS = re.compile(rb'^msgstr(?:\[[0-9]+\])?[ \t]*(?:"[^"\r\n]|""\s*^")', re.MULTILINE)


def _is_translated(data: bytes) -> bool:
    """Tell whether a PO file may hold a translation; its header has words, too."""
    headers = 1 if _HEADER.search(data) else 0
    return sum(1 for _found in islice(_SOME_WORDS.finditer(data), headers + 1)) > headers


@lru_cache(maxsize=64)
def parse_catalog(data: bytes, locale: str, domain: str) -> Catalog:
    """Read the bytes of a PO file. Raises UnreadablePoError, with the line.

    Checks, advisories and the report for staff read the same files one after the other.
    """
    raw = _parse(data)
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


def _parse(data: bytes) -> BabelCatalog:
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


# --- extraction -----------------------------------------------------------------------------


def extract_content(
    fileobj: IO[bytes],
    keywords: Any,  # noqa: ARG001  (Babel's signature)
    comment_tags: Any,  # noqa: ARG001
    options: Mapping[str, Any] | None,  # noqa: ARG001
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's extraction method ``advisory_content`` for one YAML file of content.

    Yields line, "pgettext", (msgctxt, msgid) and the notes for translators.
    """
    for text in _texts_of(Path(fileobj.name)):
        yield text.line, "pgettext", (text.context, text.text), _notes(text)


def _texts_of(path: Path) -> Iterable[SourceText]:
    loaded, _problems = load_file(path)
    return () if loaded is None else translatable_texts(loaded)


def extract_templates(
    content: Content, notes: Callable[[LoadedFile, SourceText], list[str]] | None = None
) -> dict[str, BabelCatalog]:
    """One template catalog per domain, from *content* and from our own templates and labels.

    *notes* gives more to tell the translator of a text than its field does.

    Content must have been read whole: what a file that was left out says would be taken for gone.
    """
    templates: dict[str, BabelCatalog] = {}
    for file in content.files.values():
        for text in translatable_texts(file):
            template = templates.setdefault(domain_of(file.name), _new_template())
            template.add(
                text.text,
                context=text.context,
                locations=[(file.shown, text.line)],
                auto_comments=_notes(text) + (notes(file, text) if notes else []),
            )
    templates[INTERFACE] = _interface_template()
    return templates


def _notes(text: SourceText) -> list[str]:
    """What the translator should know: the field's purpose, the room there is."""
    room = [f"At most {text.max_length} characters."] if text.max_length else []
    return [*text.notes, *room]


def _new_template() -> BabelCatalog:
    # A fixed date, so that extracting twice gives the same bytes.
    epoch = datetime(2026, 1, 1, tzinfo=UTC)
    return BabelCatalog(
        project="advisory", version="1", charset="utf-8", creation_date=epoch, revision_date=epoch,
        header_comment="# Generated by `advisory translations extract`.", fuzzy=False,
    )  # fmt: skip


@cache
def interface_messages() -> dict[str, str]:
    """Source sentence of every interface message, by msgctxt."""
    return {str(m.context): str(m.id) for m in _interface_template() if m.id}


def _interface_template() -> BabelCatalog:
    template = _new_template()
    found = extract_from_dir(
        PACKAGE,
        method_map=[("interface.py", "python"), ("templates/**.html", "jinja2")],
        # Otherwise a template that cannot be read would lose its messages in silence.
        options_map={"**.html": {"silent": "false"}},
        keywords=_KEYWORDS,
        comment_tags=("NOTE:",),
        strip_comment_tags=True,
    )
    for name, line, message, notes, context in sorted(found, key=lambda row: (row[0], row[1])):
        place = (f"generator/{Path(name).as_posix()}", line)
        template.add(str(message), context=context, locations=[place], auto_comments=notes)
    return template


# --- updating -------------------------------------------------------------------------------


def update_catalog(template: BabelCatalog, path: Path, locale: str) -> BabelCatalog:
    """Merge *template* into the PO file at *path* (which may not exist yet).

    A message keeps its translation by its msgctxt, never by likeness: a changed source sentence
    makes it fuzzy and keeps the sentence it was made from. Messages that are gone become
    obsolete, none is lost: one whose sentence comes back has its translation again.
    """
    old: dict[str, BabelMessage] = {}
    data = read_po_file(path)
    if data is not None:
        known = _parse(data)
        old = {str(m.context): m for m in known if m.id}
        old |= {str(m.context): m for m in known.obsolete.values() if str(m.context) not in old}
    merged = BabelCatalog(
        locale=_babel_locale(locale), project="advisory", version="1", charset="utf-8", fuzzy=False,
        creation_date=template.creation_date, revision_date=template.creation_date,
        header_comment=f"# {locale} translation. Notes for translators: docs/how-to/translate.md",
    )  # fmt: skip
    for message in template:
        if message.id:
            _merge(merged, message, old.pop(str(message.context), None))
    for context, message in sorted(old.items()):
        _retire(message)
        merged.obsolete[(str(message.id), context)] = message
    return merged


_UNFINISHED = "fuzzy: it was not finished when its sentence was removed"


def _retire(message: BabelMessage) -> None:
    """Keep it in mind that a message was behind: Babel writes no flag above an obsolete one."""
    if message.fuzzy and message.previous_id:
        message.id, message.previous_id = str(message.previous_id[0]), []
    elif message.fuzzy and _UNFINISHED not in message.user_comments:
        message.user_comments = [*message.user_comments, _UNFINISHED]


def _merge(merged: BabelCatalog, new: BabelMessage, known: BabelMessage | None) -> None:
    flags, string = set(new.flags), ""
    previous: tuple[str, ...] = ()
    comments = [] if known is None else [c for c in known.user_comments if c != _UNFINISHED]
    if known is not None and known.string:
        string = str(known.string)
        if known.id != new.id:
            flags.add("fuzzy")
            previous = (str(known.previous_id[0]) if known.previous_id else str(known.id),)
        elif known.fuzzy or _UNFINISHED in known.user_comments:
            flags.add("fuzzy")
            previous = tuple(known.previous_id)
    merged.add(
        new.id, string, locations=new.locations, flags=flags, auto_comments=new.auto_comments,
        user_comments=comments, previous_id=previous, context=new.context,
    )  # fmt: skip


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
    """PO or POT file as bytes, stable: no line numbers in a PO, so that diffs stay small."""
    buffer = BytesIO()
    with _whole_comments(catalog):
        write_po(
            buffer, catalog, width=0, no_location=not template, include_previous=True,
            omit_header=False,
        )  # fmt: skip
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
