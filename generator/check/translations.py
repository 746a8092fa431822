"""Translations: what a PO file may not do to a sentence.

Step 2, rules ``po-syntax``, ``placeholder-mismatch``, ``number-changed``, ``percent-sign``,
``message-unknown`` and, for Myanmar scripts, ``zawgyi``, ``dotted-circle``, ``digit-as-letter``.
A missing or outdated translation is no problem but a state, shown to the reader.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from ..catalog import (
    INTERFACE,
    Catalog,
    Entry,
    UnreadablePoError,
    interface_messages,
    load_catalog,
)
from ..languages import LANGUAGES_FILE, find_language, locale_tag
from ..load import Content, domain_of
from ..load.decode import NOT_ALLOWED
from ..memo import Memo
from ..problems import Level, Problem, Rule, shown_path
from ..script.text import PLACEHOLDER, ZWSP, numbers_in
from ..script.zawgyi import judge
from ..target import digest, library_versions, tree_digest
from .scripts import script_faults

_PACKAGE = Path(__file__).resolve().parent.parent
_GROUPS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})|(?<=[0-9]):00")
"""What numbers may differ in: commas between thousands, and full hours (15 or 15:00)."""

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_NUMBER_WORDS = dict(zip(_SMALL.split(), range(1, 21), strict=True)) | {
    "first": 1, "once": 1, "second": 2, "twice": 2, "both": 2, "third": 3, "dozen": 12,
    "thirty": 30, "half": 50, "quarter": 25, "hundred": 100, "thousand": 1000, "million": 1000000,
}  # fmt: skip
_INVISIBLE = re.compile(f"{ZWSP}|{NOT_ALLOWED.pattern}")

Fault = tuple[Level, Rule, str, str]
"""Level, rule, message, remedy."""


def check_translations(
    content: Content,
    locales: Path,
    base: Path,
    memo: Memo | None = None,
    *,
    skip: Collection[str] = (),
) -> list[Problem]:
    """Check every PO file below *locales* against the sentences of *content*.

    *memo* knows what was found in each pair of sentences that has not changed, nor our checks.
    The domains *skip* are left out.
    """
    if not locales.is_dir():
        return []
    memo = Memo(None) if memo is None else memo
    known = _contexts(content, memo)
    # Of a domain whose file could not be read nobody can say that a message is gone.
    unsure = {domain_of(name) for name in content.unread}
    return [
        problem
        for path in sorted(locales.glob("*/LC_MESSAGES/*.po"))
        if path.stem not in skip
        for problem in _check_file(path, known.get(path.stem), base, memo.part(path.stem))
        if not (problem.rule == "message-unknown" and path.stem in unsure)
    ]


def domains(content: Content) -> set[str]:
    """Name the gettext domains that *content* has sentences for."""
    return {INTERFACE, *(domain_of(name) for name in content.files)}


@cache
def _checker() -> str:
    """What decides about a sentence besides itself: our code, the table of languages, libraries."""
    code = [tree_digest(_PACKAGE / name, "**/*.py") for name in ("check", "load", "script")]
    code += [tree_digest(_PACKAGE, name) for name in ("catalog.py", "languages.py", "problems.py")]
    table = tree_digest(LANGUAGES_FILE.parent, LANGUAGES_FILE.name)
    return digest(code, table, library_versions("babel", "myanmartools", "uharfbuzz"))


def _contexts(content: Content, memo: Memo) -> dict[str, set[str]]:
    """Give the msgctxt of every source sentence, by domain."""
    interface = memo.answer(
        "interface", tree_digest(_PACKAGE / "templates"), tree_digest(_PACKAGE, "interface.py"),
        _checker(), ask=lambda: sorted(interface_messages()),
    )  # fmt: skip
    contexts = {INTERFACE: set(interface)}
    for file in content.files.values():
        domain = contexts.setdefault(domain_of(file.name), set())
        domain.update(text.context for text in file.texts)
    return contexts


def _check_file(
    path: Path, known: Collection[str] | None, base: Path, memo: Memo
) -> Iterator[Problem]:
    shown, locale = shown_path(path, base), locale_tag(path.parent.parent.name)

    @cache
    def catalog() -> Catalog:
        # Read only for what the memo does not know: reading takes longer than all the rest.
        return load_catalog(path, locale)

    try:
        rows = memo.answer(
            "entries", _checker(), locale, path.read_bytes(), ask=lambda: _rows(catalog())
        )
    except (UnreadablePoError, OSError) as error:
        line = getattr(error, "line", 1)
        remedy = "Open the file in Poedit, or undo the last change to this line."
        message = f"this is not a readable PO file ({error})".replace("\n", " ")
        yield Problem(shown, line, 1, "error", "po-syntax", "", message, remedy)
        return
    if known is None:
        message = "no content has texts for this file"
        remedy = "Delete it, or check its name."
        yield Problem(shown, 1, 1, "warning", "message-unknown", "", message, remedy)
        return
    for context, line, trusted, key in rows:
        if context not in known:
            message = "the source has no such message any more"
            remedy = "Run: advisory translations update"
            yield Problem(shown, line, 1, "warning", "message-unknown", context, message, remedy)
            continue

        def ask(context: str = context, trusted: bool = trusted) -> list[Fault]:  # noqa: FBT001
            entry = catalog().entries[context]
            return list(_faults(entry, locale, trusted=trusted))

        for level, rule, message, remedy in memo.answer(key.encode(), ask=ask):
            yield Problem(shown, line, 1, level, rule, context, message, remedy)


def _rows(catalog: Catalog) -> list[tuple[str, int, bool, str]]:
    """List each entry: msgctxt, line, whether its file is clean, what decides about its faults.

    The content does not: whether a message is still there is asked afterwards.
    """
    # One short word in a hundred and seventy looks like Zawgyi and is not; the whole file tells.
    whole = " ".join(entry.msgstr for entry in catalog.entries.values())
    trusted = judge(PLACEHOLDER.sub("", whole), catalog.locale).level == "clean"
    about = [_checker(), catalog.locale, trusted]
    return [
        (
            context, entry.line or 1, trusted,
            digest(*about, entry.fuzzy, entry.msgid, entry.msgstr)[:24],
        )
        for context, entry in catalog.entries.items()
    ]  # fmt: skip


def _faults(entry: Entry, locale: str, *, trusted: bool) -> Iterator[Fault]:
    if not entry.msgstr or entry.fuzzy:
        return  # not shown to any reader
    yield from _placeholder_faults(entry)
    bare = PLACEHOLDER.sub("", entry.msgstr)
    if "%" in bare and PLACEHOLDER.search(entry.msgid):
        remedy = "Write the word for percent."
        yield "error", "percent-sign", 'a bare "%" stands in a text with placeholders', remedy
    if not _keeps_numbers(PLACEHOLDER.sub("", entry.msgid), bare):
        message = f'the numbers differ from those of "{entry.msgid[:60]}"'
        yield "error", "number-changed", message, "Write the same numbers as the source."
    if found := _INVISIBLE.search(entry.msgstr):
        message = f"an invisible character (U+{ord(found[0]):04X}) stands in the text"
        yield "error", "invisible-character", message, "Delete it; line breaks are made for you."
    language = find_language(locale)
    if language is not None and language.script == "Mymr":
        for fault in script_faults(entry.msgstr, locale):
            if not (trusted and fault[:2] == ("warning", "zawgyi")):
                yield fault


def _keeps_numbers(source: str, translation: str) -> bool:
    """Tell whether *translation* has all numbers of *source*, and none that it has not.

    A number that the source writes as a word ("six hours", "51 thousand") may be digits: Burmese
    and Thai write it so.
    """
    source = re.sub(r"([0-9]+) thousand", r"\g<1>000", source)
    wanted, found = (Counter(numbers_in(_GROUPS.sub("", text))) for text in (source, translation))
    spelled = Counter(
        str(_NUMBER_WORDS[word])
        for word in re.findall(r"[a-z]+", source.lower())
        if word in _NUMBER_WORDS
    )
    return not wanted - found and not found - wanted - spelled


def _placeholder_faults(entry: Entry) -> Iterator[Fault]:
    wanted, found = (
        Counter(match[0] for match in PLACEHOLDER.finditer(text))
        for text in (entry.msgid, entry.msgstr)
    )
    for name in sorted((wanted - found) | (found - wanted)):
        message = (
            f"the translation lacks {name}" if wanted[name] > found[name]
            else f"the translation has {name}, which the source has not (or not so often)"
        )  # fmt: skip
        yield (
            "error",
            "placeholder-mismatch",
            message,
            f"Use exactly: {' '.join(sorted(wanted)) or 'none'}.",
        )
