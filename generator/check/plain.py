"""Plain English: what a tired reader takes in, and what a translator can say in any language.

Step 2, rules ``reading-grade``, ``one-action``, ``verb-first``, ``harmful-word`` (for our own
sentences), ``reveals-status`` and ``places-of-people``; sentences of more than twenty words are
found by ``long-sentence`` (words.py). The words stand in words.yaml and harm.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import pyphen

from ..load import Content
from ..model import Country, Message, Phrase
from ..problems import Problem
from ..script.text import PLACEHOLDER
from .knowledge import table, words_pattern
from .safety import word_lists
from .scope import Options, texts

MAX_GRADE = 6.0
"""Years of school that the texts of one file ask for together."""
MAX_GRADE_OF_TEXT = 9.0
"""Of one text of ten words or more; below, one long word would decide alone."""
_MIN_WORDS = 10
_TITLES = frozenset({"title", "label", "heading", "name"})
"""Fields that stand on covers, in links and in names of files."""

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_OPENING = re.compile(
    r"^(?:[^,.:]{3,20}: |(?:if|when|before|after|on|at|in|with|during|while|as soon as|once)\b"
    r"[^,:]*[,:] |(?:only|always|first|then|please|now) )+",
    re.IGNORECASE,
)
_FORBIDDING = re.compile(r"^(?:do not|don[’']t|never|no|let no)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:,? and (?:then )?|, then |; |, )([a-z]+)")


def check_grade(content: Content, _options: Options) -> Iterator[Problem]:
    """Our English asks for six years of school at most. Source: Flesch and Kincaid's formula."""
    for place, text in texts(content):
        grade = reading_grade([text.text]) if _count_line(text.text)[0] >= _MIN_WORDS else 0
        if grade > MAX_GRADE_OF_TEXT:
            yield place.file.problem(
                text.path, "reading-grade",
                f"this text asks for {grade:.0f} years of school (limit {MAX_GRADE_OF_TEXT:.0f})",
                "Use shorter words and shorter sentences.", level="warning",
            )  # fmt: skip
    # The whole file, also what it says of host countries that are left out of *content*.
    for file in content.files.values():
        grade = reading_grade([text.text for text in file.texts])
        if grade > MAX_GRADE:
            yield file.problem(
                file.context, "reading-grade",
                f"the texts of this file ask for {grade:.1f} years of school "
                f"(limit {MAX_GRADE:.0f})",
                "Use shorter words and shorter sentences.", level="warning",
            )  # fmt: skip


def reading_grade(lines: Sequence[str]) -> float:
    """Return the Flesch–Kincaid grade of *lines*, each of which ends a sentence.

    Placeholders count as one short word.
    """
    words, sentences, syllables = count_words(lines)
    if not words:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def count_words(lines: Sequence[str]) -> tuple[int, int, int]:
    """Count words, sentences and syllables of *lines*, as textstat counts them.

    Syllables are those of pyphen's American dictionary. (textstat rounds its averages before it
    puts them into the formula, which moves its grade by up to half a year; its counts are ours.)
    """
    counts = [_count_line(line) for line in lines]
    return sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)


@lru_cache(maxsize=10_000)
def _count_line(line: str) -> tuple[int, int, int]:
    sentences = [part for part in _SENTENCE_END.split(line) if part.strip()]
    words = [word for part in sentences for word in _WORD.findall(PLACEHOLDER.sub(" it ", part))]
    return len(words), len(sentences), sum(_syllables(word) for word in words)


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")


@cache
def _syllables(word: str) -> int:
    return len(_dictionary().positions(word.lower())) + 1


def check_actions(content: Content, _options: Options) -> Iterator[Problem]:
    """A message says what to do: verb first, one action and what belongs to it."""
    verbs = frozenset(word_lists()["verbs"])
    for place, text in texts(content):
        if not (isinstance(text.visit.model, Message) and text.field == "text"):
            continue
        sentences = _SENTENCE_END.split(text.text)
        if not any(_order(part, verbs) for part in sentences):
            yield place.file.problem(
                text.path, "verb-first", f'no verb begins "{" ".join(text.text.split()[:5])}"',
                "Begin with what to do, or add the verb to generator/check/words.yaml.",
                level="warning",
            )  # fmt: skip
        count = sum(_actions(part, verbs) for part in sentences)
        if count > _MAX_ACTIONS:
            yield place.file.problem(
                text.path, "one-action", f"{count} actions stand in one message",
                'Make a message of each, or move what belongs to it to "more".', level="warning",
            )  # fmt: skip


_MAX_ACTIONS = 2
"""One, and what belongs to it: "Get out at once. Stay low"; from the third on a reader loses one."""


def _order(sentence: str, verbs: frozenset[str]) -> str | None:
    """Return *sentence* from its verb, or its "do not", on; None when it gives no order."""
    for rest in (sentence, _OPENING.sub("", sentence)):
        first = _WORD.match(rest)
        if _FORBIDDING.match(rest) or (first and first[0].lower() in verbs):
            return rest
    return None


def _actions(sentence: str, verbs: frozenset[str]) -> int:
    order = _order(sentence, verbs)
    return 0 if order is None else 1 + sum(word in verbs for word in _JOINED.findall(order))


def check_harm(content: Content, _options: Options) -> Iterator[Problem]:
    """No sentence of ours calls a person illegal, or by another word that shames."""
    words: dict[str, str] = table("harm.yaml")["en"]
    pattern = words_pattern(words)
    for place, text in texts(content):
        found = pattern.search(PLACEHOLDER.sub(" ", text.text))
        if found:
            word = found[0].lower()
            instead = next(say for key, say in words.items() if word.startswith(key.rstrip("*")))
            yield place.file.problem(
                text.path, "harmful-word", f'"{found[0]}" hurts whom it names', f"Say {instead}."
            )


def check_status(content: Content, _options: Options) -> Iterator[Problem]:
    """Words on status stand in no title, and in a phrase only when it is marked."""
    pattern = words_pattern(word_lists()["status"])
    for place, text in texts(content):
        found = pattern.search(PLACEHOLDER.sub(" ", text.text))
        if not found:
            continue
        model = text.visit.model
        if isinstance(model, Phrase) and model.reveals is None:
            yield place.file.problem(
                text.path, "reveals-status", f'"{found[0]}" tells the reader\'s status',
                'Say it without, or mark the phrase with "reveals: status".',
            )  # fmt: skip
        elif text.field in _TITLES and len(text.path) > 1:
            yield place.file.problem(
                text.path, "reveals-status", f'"{found[0]}" stands in a title that others may see',
                "Use a neutral title; say it in the text below.",
            )  # fmt: skip


def check_places(content: Content, _options: Options) -> Iterator[Problem]:
    """No sentence tells where people without papers live or work."""
    status = words_pattern(word_lists()["status"])
    gathering = words_pattern(word_lists()["gathering"])
    names = _place_names(content)
    if not names:
        return
    named = words_pattern(names)
    for place, text in texts(content):
        for sentence in _SENTENCE_END.split(PLACEHOLDER.sub(" ", text.text)):
            found = named.search(sentence)
            if found and status.search(sentence) and gathering.search(sentence):
                yield place.file.problem(
                    text.path, "places-of-people",
                    f'this tells that people without papers are in "{found[0]}"',
                    "Leave the place out: somebody may look for them there.",
                )  # fmt: skip


def _place_names(content: Content) -> list[str]:
    return sorted(
        {
            row.name
            for _, country in content.of_kind(Country)
            for rows in (country.provinces, country.regions)
            for row in rows.values()
        }
    )
