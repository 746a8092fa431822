"""Step 2: a sentence and its translation → lost placeholders, numbers, units and markup.

Rules ``placeholder-mismatch``, ``percent-sign``, ``number-changed``, ``unit-changed`` and
``markup-changed``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ...po.glossary import says
from ...text.plain import PLACEHOLDER, numbers_in, placeholders_of, to_ascii_digits
from ..tables import table
from .pair import PairCheck, PairFault, TranslationPair

_GROUPS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})|(?<=[0-9]):00")
"""What numbers may differ in: commas between thousands, and full hours (15 or 15:00)."""

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_NUMBER_WORDS = dict(zip(_SMALL.split(), range(1, 21), strict=True)) | {
    "first": 1,
    "once": 1,
    "second": 2,
    "twice": 2,
    "both": 2,
    "third": 3,
    "dozen": 12,
    "thirty": 30,
    "half": 50,
    "quarter": 25,
    "hundred": 100,
    "thousand": 1000,
    "million": 1000000,
}
_COUNT = rf"(?:[0-9][0-9.,]*|{_SMALL.replace(' ', '|')}|thirty|forty|fifty|sixty)"
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|&#?\w+;|https?://\S+|\bwww\.\S+|\*\*|__|\]\(|`|(?<!%)%[sd]\b|\{\w*\}"
)


def placeholders(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation has the placeholders of the source, each as often."""
    in_source, in_translation = (placeholders_of(text) for text in (pair.msgid, pair.msgstr))
    for name in sorted((in_source - in_translation) | (in_translation - in_source)):
        message = (
            f"the placeholder {name} is missing in the translation"
            if in_source[name] > in_translation[name]
            else f"the translation repeats the placeholder {name}"
            if in_source[name]
            else f"the translation has a placeholder that the source does not have: {name}"
        )
        remedy = f"Use exactly {' '.join(sorted(in_source))}." if in_source else "Remove it."
        yield "error", "placeholder-mismatch", message, remedy


def percent_signs(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation has no bare percent sign beside a placeholder."""
    if "%" in pair.translation and PLACEHOLDER.search(pair.msgid):
        message = 'the translation has a bare "%" beside its placeholders'
        yield "error", "percent-sign", message, "Write the word for percent."


def numbers(pair: TranslationPair) -> Iterator[PairFault]:
    """The translation has all numbers of the source, and none that it has not.

    A number that the source writes as a word ("six hours", "51 thousand") may be digits: Burmese
    and Thai write it so. Digits of all scripts count alike.
    """
    source = re.sub(r"([0-9]+) thousand", r"\g<1>000", PLACEHOLDER.sub("", pair.msgid))
    in_source, in_translation = (
        Counter(numbers_in(_GROUPS.sub("", text)))
        for text in (source, PLACEHOLDER.sub("", pair.msgstr))
    )
    spelled = Counter(
        str(_NUMBER_WORDS[word])
        for word in re.findall(r"[a-z]+", source.lower())
        if word in _NUMBER_WORDS
    )
    # One way only: digits may replace a word, but digits of the source must stay digits, which
    # can be compared in every language.
    if in_source - in_translation or in_translation - in_source - spelled:
        message = f'the numbers in the translation differ from those in "{pair.msgid[:60]}"'
        yield "error", "number-changed", message, "Write the same numbers as the source."


def units(pair: TranslationPair) -> Iterator[PairFault]:
    """Minutes stay minutes: each unit that the source counts is said in the translation."""
    source = to_ascii_digits(pair.source)
    if not _any_unit().search(source):
        return
    for name, row in table()["units"].items():
        names = row.get(pair.language.tag if pair.language else "")
        match = names and _counted(name).search(source)
        if match and not says(pair.translation, tuple(names), pair.locale):
            message = (
                f'the source says "{match[0]}", but the translation does not name the unit "{name}"'
            )
            remedy = f"Write the number with its unit, for example {names[0]}."
            yield "error", "unit-changed", message, remedy


@cache
def _any_unit() -> re.Pattern[str]:
    names = "|".join(name for row in table()["units"].values() for name in row["en"])
    return re.compile(rf"(?<![A-Za-z])(?:{names})(?![A-Za-z])", re.IGNORECASE)


@cache
def _counted(unit: str) -> re.Pattern[str]:
    names = "|".join(table()["units"][unit]["en"])
    return re.compile(
        rf"\b{_COUNT}(?: (?:to|or|and) {_COUNT}|[-–][0-9]+)?(?: thousand| more| full)?[ -]?"
        rf"(?:{names})(?![A-Za-z])",
        re.IGNORECASE,
    )


def markup(pair: TranslationPair) -> Iterator[PairFault]:
    """Web addresses, tags and other marks are in both or in neither."""
    in_source, in_translation = (
        Counter(_MARKUP.findall(text)) for text in (pair.source, pair.translation)
    )
    for mark in sorted((in_source - in_translation) | (in_translation - in_source)):
        if in_source[mark] > in_translation[mark]:
            message, remedy = f'"{mark}" is missing in the translation', "Copy it from the source."
        else:
            message = f'the translation has "{mark}", which the source does not have'
            remedy = "Remove it: addresses and emphasis come from the program."
        yield "error", "markup-changed", message, remedy


CHECKS: tuple[PairCheck, ...] = (placeholders, percent_signs, numbers, units, markup)
