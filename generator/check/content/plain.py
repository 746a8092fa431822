"""Step 2: our English → problems of reading level, actions, harmful and revealing words.

Rules ``reading-grade``, ``one-action``, ``verb-first``, ``harmful-word`` (for our own
sentences), ``reveals-status`` and ``places-of-people``; sentences of more than twenty words are
found by ``long-sentence`` (embedded_data). The words are in words.yaml and harm.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ...load import Content
from ...load.staff import is_staff_file
from ...model import Country, Message, Phrase
from ...model.agencies import Agency
from ...problems import Problem
from ...text.plain import PLACEHOLDER
from ...text.syllables import english_syllables
from ..every import check
from ..tables import table, words_pattern
from ..walk import Options, quotes_a_mistake, texts
from .safety import word_lists

MAX_GRADE = 6.0
"""Years of school that the texts of one file ask for together."""
MAX_GRADE_OF_TEXT = 9.0
"""Of one text of ten words or more; below, one long word would decide alone."""
MAX_GRADE_OF_STAFF, MAX_GRADE_OF_STAFF_TEXT = 9.0, 12.0
"""The same, for those who assist: they read names of laws and offices."""
_MIN_WORDS = 10
_TITLES = frozenset({"title", "label", "heading", "name"})
"""Fields that are on covers, in links and in names of files."""

SENTENCE_END = re.compile(r"(?<=[.?!])\s+|(?<=[.?!]\")\s+")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_OPENING = re.compile(
    r"^(?:[^,.:]{3,20}: |(?:if|when|before|after|on|at|in|with|during|while|as soon as|once)\b"
    r"[^,:]*[,:] |(?:only|always|first|then|please|now) )+",
    re.IGNORECASE,
)
_FORBIDDING = re.compile(r"^(?:do not|don[’']t|never|no|let no)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:,? and (?:then )?|, then |; |, )([a-z]+)")


@check
def check_grade(content: Content, _options: Options) -> Iterator[Problem]:
    """Our English asks for six years of school at most. Source: Flesch and Kincaid's formula."""
    for place, text in texts(content):
        grade = reading_grade([text.text]) if _count_line(text.text)[0] >= _MIN_WORDS else 0
        limit = MAX_GRADE_OF_STAFF_TEXT if is_staff_file(place.file.name) else MAX_GRADE_OF_TEXT
        if grade > limit:
            yield place.file.problem(
                text.path,
                "reading-grade",
                f"the reading level is grade {grade:.0f}; the limit is grade {limit:.0f}",
                "Use shorter words and shorter sentences.",
                level="warning",
            )
    # The whole file, also what it says of host countries that are left out of *content*.
    for file in content.files.values():
        grade = reading_grade([text.text for text in file.texts])
        limit = MAX_GRADE_OF_STAFF if is_staff_file(file.name) else MAX_GRADE
        if grade > limit:
            yield file.problem(
                file.context,
                "reading-grade",
                f"the reading level of the whole file is grade {grade:.1f}; the limit is grade "
                f"{limit:.0f}",
                "Use shorter words and shorter sentences.",
                level="warning",
            )


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
    sentences = [part for part in SENTENCE_END.split(line) if part.strip()]
    words = [word for part in sentences for word in _WORD.findall(PLACEHOLDER.sub(" it ", part))]
    return len(words), len(sentences), sum(english_syllables(word) for word in words)


@check
def check_actions(content: Content, _options: Options) -> Iterator[Problem]:
    """A message says what to do: verb first, one action and what belongs to it."""
    verbs = frozenset(word_lists()["verbs"])
    for place, text in texts(content):
        if not (isinstance(text.visit.model, Message) and text.field == "text"):
            continue
        sentences = SENTENCE_END.split(text.text)
        if not any(order_of(part, verbs) for part in sentences):
            yield place.file.problem(
                text.path,
                "verb-first",
                f'no sentence starts with an instruction: "{" ".join(text.text.split()[:5])}"',
                "Start with what to do. If the text does, add its verb to "
                "generator/check/data/words.yaml.",
                level="warning",
            )
        count = sum(_actions(part, verbs) for part in sentences)
        if count > _MAX_ACTIONS:
            yield place.file.problem(
                text.path,
                "one-action",
                f"the message contains {count} actions; at most {_MAX_ACTIONS} are allowed",
                'Split it into several messages, or move the rest to "more".',
                level="warning",
            )


_MAX_ACTIONS = 2
"""One, and what belongs to it: "Get out at once. Stay low"; with a third a reader forgets one."""


def order_of(sentence: str, verbs: frozenset[str]) -> str | None:
    """Return *sentence* from its verb, or its "do not", on; None when it gives no order."""
    for words in (sentence, _OPENING.sub("", sentence)):
        first = _WORD.match(words)
        if _FORBIDDING.match(words) or (first and first[0].lower() in verbs):
            return words
    return None


def _actions(sentence: str, verbs: frozenset[str]) -> int:
    order = order_of(sentence, verbs)
    return 0 if order is None else 1 + sum(word in verbs for word in _JOINED.findall(order))


@check
def check_harm(content: Content, _options: Options) -> Iterator[Problem]:
    """No sentence of ours calls a person illegal, or by another word that shames."""
    words: dict[str, str] = table("harm.yaml")["en"]
    pattern = words_pattern(words)
    for place, text in texts(content):
        match = pattern.search(PLACEHOLDER.sub(" ", text.text))
        if match and not quotes_a_mistake(text):
            word = match[0].lower()
            instead = next(say for key, say in words.items() if word.startswith(key.rstrip("*")))
            yield place.file.problem(
                text.path,
                "harmful-word",
                f'"{match[0]}" shames the people it names',
                f"Write: {instead}.",
            )


@check
def check_status(content: Content, _options: Options) -> Iterator[Problem]:
    """No title contains words on status, and a phrase only if it is marked."""
    pattern = words_pattern(word_lists()["status"])
    for place, text in texts(content):
        match = pattern.search(PLACEHOLDER.sub(" ", text.text))
        if not match:
            continue
        model = text.visit.model
        if isinstance(model, Phrase) and model.reveals is None:
            yield place.file.problem(
                text.path,
                "reveals-status",
                f'"{match[0]}" reveals the reader\'s status',
                'Reword the phrase without it, or mark the phrase with "reveals: status".',
            )
        # The name of a public body is its own.
        elif text.field in _TITLES and len(text.path) > 1 and not isinstance(model, Agency):
            yield place.file.problem(
                text.path,
                "reveals-status",
                f'others may see this title, and "{match[0]}" reveals the reader\'s status',
                "Use a neutral title, and say this in the text below.",
            )


@check
def check_places(content: Content, _options: Options) -> Iterator[Problem]:
    """No sentence says where people without papers live or work."""
    status = words_pattern(word_lists()["status"])
    gathering = words_pattern(word_lists()["gathering"])
    names = _place_names(content)
    if not names:
        return
    named = words_pattern(names)
    for place, text in texts(content):
        for sentence in SENTENCE_END.split(PLACEHOLDER.sub(" ", text.text)):
            gathering_place = named.search(sentence)
            if gathering_place and status.search(sentence) and gathering.search(sentence):
                yield place.file.problem(
                    text.path,
                    "places-of-people",
                    f'the text says that people without papers are in "{gathering_place[0]}"',
                    "Remove the place: somebody may look for them there.",
                )


def _place_names(content: Content) -> list[str]:
    return sorted(
        {
            row.name
            for _, country in content.of_kind(Country)
            for rows in (country.provinces, country.regions)
            for row in rows.values()
        }
    )
