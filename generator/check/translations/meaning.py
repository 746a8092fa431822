"""Step 2: a sentence and its translation → lost "not", wrong terms, harmful or misread words.

Rules ``negation-lost``, ``glossary``, ``misread``, ``todo``; for translations ``harmful-word``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...po.glossary import says, without
from ...text.negation import negation_pieces
from ...text.plain import clean
from ..tables import any_of, row_of, table
from .pair import PairCheck, PairFault, TranslationPair, quoted

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FORBIDS = re.compile(
    r"\b(?:do not|don[’']t|never|must not|cannot|can not|may not|should not|is not|are not)\b"
    r"|^no \w+(?: \w+)*[.!]$",
    re.IGNORECASE,
)

_TO_DO = re.compile(r"\bTODO:|^\s*TODO\b")


def negations(pair: TranslationPair) -> Iterator[PairFault]:
    """Each sentence of the source that says "not" has a "not" in the translation."""
    patterns = row_of("negations", pair.locale)
    if not patterns:
        return
    in_source = sum(bool(_FORBIDS.search(part)) for part in _SENTENCE_END.split(pair.msgid))
    in_translation = _count(pair.translation, tuple(patterns), pair.locale) if in_source else 0
    # More are no fault: many a language says twice what English says once.
    if in_translation < in_source:
        negations_there = '"not"' if in_source == 1 else f'"not" in {in_source} sentences'
        lost = "does not" if not in_translation else f"has only {in_translation}"
        message = (
            f"the source says {negations_there}, but the translation {lost}: "
            f"{quoted(pair.msgid, 60)}"
        )
        yield "error", "negation-lost", message, "Say in the translation what must not be done."


def _count(text: str, patterns: tuple[str, ...], locale: str) -> int:
    words = len(any_of(patterns).findall(text))
    return words + len(negation_pieces(text, locale))


def glossary(pair: TranslationPair) -> Iterator[PairFault]:
    """Terms of the source are said by one of their accepted renderings, and by none to avoid."""
    if pair.is_name:
        return
    terms = [term for term in pair.terms.terms_found(pair.msgid, pair.locale) if term.use]
    for term in terms:
        if not (term.ordinary or says(pair.msgstr, term.use, pair.locale)):
            message = f'the translation has none of the glossary\'s words for "{term.term}"'
            remedy = (
                f"Use one of: {', '.join(term.use[:4])}; or add your word to content/glossary.yaml."
            )
            yield "warning", "glossary", message, remedy
    other_words = without(
        pair.msgstr, tuple(word for term in terms for word in term.use), pair.locale
    )
    for term in terms:
        for word in term.avoid:
            if says(other_words, (word,), pair.locale):
                message = f'the translation says "{term.term}" with a word to avoid: {word}'
                yield "error", "glossary", message, f"Use one of: {', '.join(term.use[:4])}."


def harm(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation contains no word that shames a reader or promises what is not true."""
    words: dict[str, str] = table("harm.yaml").get(pair.language.tag if pair.language else "", {})
    if not says(pair.msgstr, tuple(words), pair.locale):
        return
    text = clean(pair.msgstr)
    for term in pair.terms.terms_found(pair.msgid, pair.locale):
        text = without(text, term.use, pair.locale)
    for word, instead in words.items():
        if says(text, (word,), pair.locale):
            yield (
                "error",
                "harmful-word",
                f'"{word}" shames the people it names',
                f"Write: {instead}.",
            )


def misread(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation has no turn of phrase that readers took for something else."""
    turns = table("misread.yaml").get(pair.language.tag if pair.language else "", ())
    for turn in turns:
        found = re.search(turn["find"], pair.translation)
        if found and re.search(turn.get("source", ""), pair.source):
            message = f'"{found[0].strip()}" is read as: {turn["means"]}'
            yield turn["level"], "misread", message, f"Write: {turn['write']}."


def todo(pair: TranslationPair) -> Iterator[PairFault]:
    """No translation says that somebody still has to write it. In Spanish "TODO" is also a word."""
    if _TO_DO.search(pair.translation) and not _TO_DO.search(pair.source):
        message = f"{quoted(pair.msgstr, 60)} is still to be written"
        yield "error", "todo", message, "Translate the sentence, or leave the translation empty."


CHECKS: tuple[PairCheck, ...] = (negations, glossary, harm, misread, todo)
