"""Step 1: the glossary → a finder of its terms in a sentence, and of how a translation says them.

In: content/glossary.yaml as a model. Out: terms found in an English sentence, for translators and
for the check ``glossary``. Pure functions on text; reads no disk.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..model import Glossary, Term
from ..text.languages import find_language
from ..text.negation import BARE_MA
from ..text.plain import PLACEHOLDER, clean

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True)
class TermFound:
    """A term of an English sentence, and how one language says it."""

    term: str
    """As the glossary writes it."""
    use: tuple[str, ...]
    """Accepted renderings of all its senses, the preferred first; empty = none known yet."""
    avoid: tuple[str, ...]
    notes: tuple[str, ...]
    ordinary: bool
    """Also an everyday word: a hint, no more."""


class TermFinder:
    """Finds the terms of a glossary in English sentences."""

    def __init__(self, glossary: Glossary) -> None:
        self._senses: dict[str, list[Term]] = defaultdict(list)
        for term in glossary.terms.values():
            self._senses[term.term].append(term)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name in self._senses:
            words = tuple(_words(name))
            if words:
                self._by_first[_singulars(words[0])[-1]].append((words, name))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def terms_found(self, sentence: str, locale: str) -> list[TermFound]:
        """List the terms of *sentence*, each once, in its order, with what *locale* says.

        Longest first, so that a flash flood is no flood; whole words in any case, plural or not.
        Placeholders contain no terms.
        """
        return [self._term_found(name, locale) for name in dict.fromkeys(self._names(sentence))]

    def _names(self, sentence: str) -> Iterator[str]:
        words = _words(PLACEHOLDER.sub(" . ", sentence))
        at = 0
        while at < len(words):
            name, length = self._at(words, at)
            if name is not None:
                yield name
            at += length

    def _at(self, words: list[str], at: int) -> tuple[str | None, int]:
        for first in dict.fromkeys(_singulars(words[at])):
            for term, name in self._by_first.get(first, ()):
                words_there = words[at : at + len(term)]
                if _same(words_there, term):
                    return name, len(term)
        return None, 1

    def _term_found(self, name: str, locale: str) -> TermFound:
        senses = self._senses[name]
        language = find_language(locale)
        tag = language.tag if language else locale
        renderings = [term.renderings[tag] for term in senses if tag in term.renderings]
        return TermFound(
            name,
            tuple(dict.fromkeys(word for row in renderings for word in row.use)),
            tuple(dict.fromkeys(word for row in renderings for word in row.avoid)),
            tuple(dict.fromkeys(term.note for term in senses if term.note)),
            any(term.ordinary for term in senses),
        )


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _singulars(word: str) -> list[str]:
    """Return what *word* may be the plural of, and at last the word that all its forms share."""
    forms = [word]
    for ending, singular in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            forms.append(word.removesuffix(ending) + singular)
    return forms


def _same(words: list[str], term: tuple[str, ...]) -> bool:
    if len(words) != len(term) or words[:-1] != list(term[:-1]):
        return False
    return term[-1] in _singulars(words[-1])


# --- words in a translation ------------------------------------------------------------------


def says(translation: str, words: tuple[str, ...], locale: str) -> bool:
    """Return whether *translation* has one of *words*, as its language writes them.

    Burmese, Thai and other scripts without spaces between words: anywhere, whatever spaces stand
    inside; in Burmese also when a negating မ is in the middle (ရေမကြီး is still a flood).
    Others: at the start of a word, in any case and with or without accents; each word of a
    rendering may have a plural ending.
    """
    texts = [_folded(translation, locale)]
    if locale == "my":
        # A negation inside a word splits it: the term is there, and another check finds the "not".
        texts.append(_folded(BARE_MA.sub("", translation), locale))
    patterns = [_pattern(word, locale) for word in words]
    return any(pattern.search(text) for text in texts for pattern in patterns)


def without(translation: str, words: tuple[str, ...], locale: str) -> str:
    """Return *translation*, folded, with every one of *words* blanked out, longest first."""
    folded = _folded(translation, locale)
    for word in sorted(words, key=len, reverse=True):
        # Not by nothing: what is left on both sides would join to words that nobody wrote.
        folded = _pattern(word, locale).sub("\N{REPLACEMENT CHARACTER}", folded)
    return folded


# Each sentence is asked for several words, one after the other.
@lru_cache(maxsize=1024)
def _folded(text: str, locale: str) -> str:
    text = PLACEHOLDER.sub(" \N{REPLACEMENT CHARACTER} ", clean(text))
    if _spaceless(locale):
        return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c))


@cache
def _pattern(word: str, locale: str) -> re.Pattern[str]:
    folded = _folded(word, locale)
    if _spaceless(locale):
        return re.compile(re.escape(folded))
    parts = [re.escape(part) for part in folded.split()]
    return re.compile(r"(?<![^\W_])" + r"(?:e?s)?\s+".join(parts))


def _spaceless(locale: str) -> bool:
    language = find_language(locale)
    return language is not None and not language.word_spaces
