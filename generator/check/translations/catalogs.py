"""Step 2: PO files and the sentences of content → problems of files and of each translation.

Step 2, rules ``po-syntax``, ``message-unknown`` and ``remarked``, and ``zawgyi`` for a file as a
whole; faults of one sentence are found by ``fidelity``, ``meaning``, ``spelling`` and ``scripts``.
A missing or outdated translation is no problem but a state, shown to the reader.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from ...cache.digests import digest
from ...cache.inputs import HostMemo
from ...load import Content, domain_of
from ...po.catalog import INTERFACE, Catalog, UnreadablePoError, parse_catalog
from ...po.extract import interface_messages
from ...po.files import read_po_file
from ...po.glossary import TermFinder
from ...po.say import SAY
from ...problems import Problem, counted, not_a_file, shown_path
from ...system.at_hand import at_hand
from ...system.ordinary_file import NotOrdinaryError
from ...text.languages import locale_tag
from ...text.plain import PLACEHOLDER, clean
from ...text.zawgyi import judge
from ..content.print_assets import glyph_faults
from ..content.scripts import script_faults
from . import fidelity, meaning, spelling
from .pair import PairCheck, PairFault, TranslationPair

_LONGEST_QUOTE = 80
"""Letters of a remark."""


def check_translations(
    content: Content, paths: Iterable[Path], base: Path, answers: HostMemo | None = None
) -> list[Problem]:
    """Check the PO files *paths* against the sentences of *content*.

    *answers* knows what was found in each file that has not changed, nor the ids of its sentences.
    """
    return [
        problem
        for problems in check_each_file(content, paths, base, answers)
        for problem in problems
    ]


def check_each_file(
    content: Content, paths: Iterable[Path], base: Path, answers: HostMemo | None = None
) -> Iterator[list[Problem]]:
    """Yield what is wrong with one PO file after the other, as ``check_translations`` finds it."""
    answers = HostMemo("check", None) if answers is None else answers
    words = _Glossary(content)
    for domain, paths_of_domain in groupby(sorted(paths, key=_domain_of), key=_domain_of):
        ids = _contexts(content, domain, answers)
        for path in paths_of_domain:
            with at_hand(shown_path(path, base)):
                problems = list(_check_file(path, ids, base, words, answers))
            yield problems


def _domain_of(path: Path) -> str:
    return path.stem


@dataclass(frozen=True)
class _MessageIds:
    """What the content has of one domain."""

    contexts: Sequence[str] | None
    """The msgctxt of each of its sentences; None when it has no such domain."""
    unsure: bool
    """A file of it could not be read: nobody can say that a message is gone."""

    @cached_property
    def digest(self) -> str:
        return digest(self.contexts, self.unsure)


def _contexts(content: Content, domain: str, answers: HostMemo) -> _MessageIds:
    if domain == INTERFACE:
        # They stand in our own code and templates, and looking for them takes half a second.
        messages = answers.answer_of(
            INTERFACE, "messages", ask=lambda: sorted(interface_messages())
        )
        return _MessageIds(messages, unsure=False)
    if domain == SAY and content.sound_tables:
        return _MessageIds(None, unsure=True)  # ``say_lines`` looks at it
    files = [file for file in content.files.values() if domain_of(file.name) == domain]
    # Who withdraws a number at night must not have to bring a dozen PO files up to date.
    contexts = {text.context for file in files for text in (*file.texts, *file.withdrawn_texts)}
    unsure = any(domain_of(name) == domain for name in content.unread)
    return _MessageIds(sorted(contexts) if files else None, unsure)


class _Glossary:
    """The glossary, ready to look for its terms."""

    def __init__(self, content: Content) -> None:
        self.finder = TermFinder(content.glossary)
        self.digest = digest(content.glossary.model_dump(mode="json"))


def _check_file(
    path: Path, ids: _MessageIds, base: Path, words: _Glossary, answers: HostMemo
) -> Iterator[Problem]:
    shown, locale = shown_path(path, base), locale_tag(path.parent.parent.name)
    try:
        data = read_po_file(path) or b""
        rows = answers.answer_of(
            f"{path.stem}.po",
            shown,
            locale,
            ids.digest,
            words.digest,
            data,
            ask=lambda: [
                asdict(problem)
                for problem in _check_catalog(
                    parse_catalog(data, locale, path.stem), ids, shown, words
                )
            ],
        )
    except NotOrdinaryError as error:
        yield not_a_file(shown, error.kind)
    except (UnreadablePoError, OSError) as error:
        line = getattr(error, "line", 1)
        remedy = "Open the file in Poedit, or undo the last change to this line."
        message = f"the PO file cannot be read ({error})".replace("\n", " ")
        yield Problem(shown, line, 1, "error", "po-syntax", "", message, remedy)
    else:
        yield from (Problem(**row) for row in rows)


def _check_catalog(
    catalog: Catalog, ids: _MessageIds, shown: str, words: _Glossary
) -> Iterator[Problem]:
    """Yield what is wrong in a file that can be read."""
    if ids.contexts is None:
        if not ids.unsure:
            message = "this file belongs to no file of content"
            remedy = "Correct its name, or delete it."
            yield Problem(shown, 1, 1, "warning", "message-unknown", "", message, remedy)
        return
    contexts = frozenset(ids.contexts)
    yield from _remarked(shown, catalog, contexts)
    # One short word in a hundred and seventy looks like Zawgyi and is not; the whole file decides.
    whole = " ".join(entry.msgstr for entry in catalog.entries.values())
    verdict = judge(PLACEHOLDER.sub("", whole), catalog.locale).level
    wrong_encoding = False
    for context, entry in catalog.entries.items():
        # What is not translated can have no fault, and in a new language that is nearly all.
        if not entry.msgstr:
            continue
        line = entry.line or 1
        if context not in contexts:
            if not ids.unsure:
                message = "the source no longer has this message"
                remedy = "Run: advisory translations update"
                yield Problem(
                    shown, line, 1, "warning", "message-unknown", context, message, remedy
                )
            continue
        pair = TranslationPair(
            entry.msgid, entry.msgstr, catalog.locale, words.finder, trusted=verdict == "clean"
        )
        for level, rule, message, remedy in _faults(pair, fuzzy=entry.fuzzy):
            wrong_encoding = wrong_encoding or (level, rule) == ("error", "zawgyi")
            yield Problem(shown, line, 1, level, rule, context, message, remedy)
    if verdict == "error" and not wrong_encoding:
        message = "the short texts of this file together look like Zawgyi, the old encoding"
        remedy = "Type them in Unicode; `advisory zawgyi FILE` shows what was meant."
        yield Problem(shown, 1, 1, "error", "zawgyi", "", message, remedy)


def _remarked(shown: str, catalog: Catalog, contexts: Collection[str]) -> Iterator[Problem]:
    """Yield one problem for a file in which reviewers marked translations wrong."""
    remarked = [
        (context, entry)
        for context, entry in catalog.entries.items()
        if entry.remarks and context in contexts
    ]
    if not remarked:
        return
    context, entry = remarked[0]
    words = "; ".join(remark.words for remark in entry.remarks)
    quote = words if len(words) <= _LONGEST_QUOTE else f"{words[: _LONGEST_QUOTE - 1]}…"
    yield Problem(
        shown,
        entry.line or 1,
        1,
        "warning",
        "remarked",
        context,
        f"reviewers marked {counted(len(remarked), 'translation')} of this file as wrong; the "
        f"first remark: “{quote}”",
        "Correct the translation: its remark then no longer counts.",
    )


def _faults(pair: TranslationPair, *, fuzzy: bool) -> list[PairFault]:
    if not pair.msgstr or fuzzy:
        return []  # not shown to any reader
    return [fault for check in PAIR_CHECKS for fault in check(pair)]


def _script(pair: TranslationPair) -> Iterator[PairFault]:
    yield from script_faults(pair.msgstr, pair.locale, trusted=pair.trusted)


def _glyphs(pair: TranslationPair) -> Iterator[PairFault]:
    for message, remedy in glyph_faults(clean(pair.msgstr), pair.locale):
        yield "error", "missing-glyph", message, remedy


PAIR_CHECKS: tuple[PairCheck, ...] = (
    *fidelity.CHECKS,
    *meaning.CHECKS,
    *spelling.CHECKS,
    _script,
    _glyphs,
)
