"""Translations: what a PO file may not do to a sentence.

Step 2, rules ``po-syntax``, ``message-unknown`` and ``remarked``, and ``zawgyi`` for a file as a whole; what is
found in one sentence is the business of ``kept``, ``meaning``, ``form`` and ``scripts``. A missing
or outdated translation is no problem but a state, shown to the reader.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from ..catalog import (
    INTERFACE,
    Catalog,
    UnreadablePoError,
    interface_messages,
    parse_catalog,
)
from ..glossary import TermFinder
from ..languages import LANGUAGES_FILE, locale_tag
from ..load import Content, domain_of
from ..memo import Memo
from ..ordinary_file import NotOrdinaryError
from ..po_files import po_paths, read_po_file
from ..problems import Problem, counted, not_a_file, shown_path
from ..script.fonts import FONTS_FOLDER
from ..script.text import PLACEHOLDER, clean
from ..script.zawgyi import judge
from ..target import digest, library_versions, tree_digest
from . import form, kept, meaning
from .pair import Fault, Pair, PairCheck
from .paper import glyph_faults
from .scripts import script_faults

_PACKAGE = Path(__file__).resolve().parent.parent
_LONGEST_QUOTE = 80
"""Letters of a remark."""


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
    files = check_each_file(content, locales, base, Memo(None) if memo is None else memo, skip=skip)
    return [problem for problems in files for problem in problems]


def check_each_file(
    content: Content, locales: Path, base: Path, memo: Memo, *, skip: Collection[str] = ()
) -> Iterator[list[Problem]]:
    """Yield what is wrong with one PO file after the other, as ``check_translations`` finds it."""
    known, words = _contexts(content, memo), _Words(content)
    # Of a domain whose file could not be read nobody can say that a message is gone.
    unsure = {domain_of(name) for name in content.unread}
    for path in po_paths(locales):
        if path.stem not in skip:
            problems = _check_file(path, known.get(path.stem), base, memo.part(path.stem), words)
            yield [
                problem
                for problem in problems
                if not (problem.rule == "message-unknown" and path.stem in unsure)
            ]


def domains(content: Content) -> set[str]:
    """Name the gettext domains that *content* has sentences for."""
    return {INTERFACE, *(domain_of(name) for name in content.files)}


class _Words:
    """The glossary, ready to look for its terms."""

    def __init__(self, content: Content) -> None:
        self.finder = TermFinder(content.glossary)
        self.digest = digest(content.glossary.model_dump(mode="json"))


@cache
def _checker() -> str:
    """What decides about a sentence besides itself: our code and tables, letters, libraries."""
    code = [
        tree_digest(_PACKAGE / name, pattern)
        for name in ("check", "load", "script")
        for pattern in ("**/*.py", "**/*.yaml")
    ]
    names = (
        "catalog.py", "po_entry.py", "po_syntax.py", "glossary.py", "languages.py", "problems.py",
    )  # fmt: skip
    code += [tree_digest(_PACKAGE, name) for name in names]
    table = tree_digest(LANGUAGES_FILE.parent, LANGUAGES_FILE.name)
    fonts = tree_digest(FONTS_FOLDER, "**/*.ttf")
    return digest(code, table, fonts, library_versions("babel", "myanmartools", "uharfbuzz"))


def _contexts(content: Content, memo: Memo) -> dict[str, set[str]]:
    """Give the msgctxt of every source sentence, by domain."""
    interface = memo.part("sources").answer(
        tree_digest(_PACKAGE / "templates"), tree_digest(_PACKAGE, "interface.py"),
        _checker(), ask=lambda: sorted(interface_messages()),
    )  # fmt: skip
    contexts = {INTERFACE: set(interface)}
    for file in content.files.values():
        domain = contexts.setdefault(domain_of(file.name), set())
        # Who withdraws a number at night must not have to bring a dozen PO files up to date.
        domain.update(text.context for text in (*file.texts, *file.withdrawn_texts))
    return contexts


def _check_file(
    path: Path, known: Collection[str] | None, base: Path, memo: Memo, words: _Words
) -> Iterator[Problem]:
    shown, locale = shown_path(path, base), locale_tag(path.parent.parent.name)
    data = b""

    @cache
    def catalog() -> Catalog:
        # Read only for what the memo does not know: reading takes longer than all the rest.
        return parse_catalog(data, locale, path.stem)

    try:
        data = read_po_file(path) or b""
        verdict, rows, remarks = memo.answer(
            "entries", _checker(), words.digest, locale, data,
            ask=lambda: _entries(catalog(), words),
        )  # fmt: skip
    except NotOrdinaryError as error:
        yield not_a_file(shown, error.kind)
        return
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
    yield from _remarked(shown, [row for row in remarks if row[0] in known])
    wrong_encoding = False
    for context, line, key in rows:
        if context not in known:
            message = "the source has no such message any more"
            remedy = "Run: advisory translations update"
            yield Problem(shown, line, 1, "warning", "message-unknown", context, message, remedy)
            continue

        def ask(context: str = context) -> list[Fault]:
            entry = catalog().entries[context]
            trusted = verdict == "clean"
            pair = Pair(entry.msgid, entry.msgstr, locale, words.finder, trusted=trusted)
            return _faults(pair, fuzzy=entry.fuzzy)

        for level, rule, message, remedy in memo.answer(key.encode(), ask=ask):
            wrong_encoding = wrong_encoding or (level, rule) == ("error", "zawgyi")
            yield Problem(shown, line, 1, level, rule, context, message, remedy)
    if verdict == "error" and not wrong_encoding:
        message = "its short texts, read together, look like Zawgyi, the old encoding"
        remedy = "Type them in Unicode; `advisory zawgyi FILE` shows what was meant."
        yield Problem(shown, 1, 1, "error", "zawgyi", "", message, remedy)


def _remarked(shown: str, remarks: list[tuple[str, int, str]]) -> Iterator[Problem]:
    """Tell once for a file that reviewers wait for somebody to change what they call wrong."""
    if not remarks:
        return
    context, line, words = remarks[0]
    quote = words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"
    yield Problem(
        shown, line, 1, "warning", "remarked", context,
        f"reviewers call {counted(len(remarks), 'translation')} of this file wrong, and nobody has "
        f"changed what they read; first here: “{quote}”",
        "Correct what they name, and the remarks are settled.",
    )  # fmt: skip


def _entries(
    catalog: Catalog, words: _Words
) -> tuple[str, list[tuple[str, int, str]], list[tuple[str, int, str]]]:
    """Judge the file as a whole; list its translations: msgctxt, line, what decides about faults.

    Last come the translations that reviewers call wrong, with their words. The content does not: whether a message is still there is asked afterwards.
    """
    # One short word in a hundred and seventy looks like Zawgyi and is not; the whole file tells.
    whole = " ".join(entry.msgstr for entry in catalog.entries.values())
    verdict = judge(PLACEHOLDER.sub("", whole), catalog.locale).level
    about = digest(_checker(), words.digest, catalog.locale, verdict).encode()
    rows = [
        (context, entry.line or 1, digest(about, entry.fuzzy, entry.msgid, entry.msgstr)[:24])
        for context, entry in catalog.entries.items()
        # What is not translated can have no fault, and in a new language that is nearly all.
        if entry.msgstr
    ]
    remarks = [
        (context, entry.line or 1, "; ".join(remark.words for remark in entry.remarks))
        for context, entry in catalog.entries.items()
        if entry.remarks
    ]
    return verdict, rows, remarks


def _faults(pair: Pair, *, fuzzy: bool) -> list[Fault]:
    if not pair.msgstr or fuzzy:
        return []  # not shown to any reader
    return [fault for check in PAIR_CHECKS for fault in check(pair)]


def _script(pair: Pair) -> Iterator[Fault]:
    yield from script_faults(pair.msgstr, pair.locale, trusted=pair.trusted)


def _glyphs(pair: Pair) -> Iterator[Fault]:
    for message, remedy in glyph_faults(clean(pair.msgstr), pair.locale):
        yield "error", "missing-glyph", message, remedy


PAIR_CHECKS: tuple[PairCheck, ...] = (*kept.CHECKS, *meaning.CHECKS, *form.CHECKS, _script, _glyphs)
