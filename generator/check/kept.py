"""What a translation must keep: placeholders, numbers, units, marks of other languages.

Step 2, rules ``placeholder-mismatch``, ``percent-sign``, ``number-changed``, ``unit-changed`` and
``markup-changed``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from ..glossary import says
from ..script.text import PLACEHOLDER, numbers_in, to_ascii_digits
from .knowledge import table
from .pair import Fault, Pair, PairCheck

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
_COUNT = rf"(?:[0-9][0-9.,]*|{_SMALL.replace(' ', '|')}|thirty|forty|fifty|sixty)"
_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|&#?\w+;|https?://\S+|\bwww\.\S+|\*\*|__|\]\(|`|(?<!%)%[sd]\b|\{\w*\}"
)


def placeholders(pair: Pair) -> Iterator[Fault]:
    """The translation has the placeholders of the source, each as often."""
    wanted, found = (
        Counter(match[0] for match in PLACEHOLDER.finditer(text))
        for text in (pair.msgid, pair.msgstr)
    )
    for name in sorted((wanted - found) | (found - wanted)):
        message = (
            f"the translation lacks {name}" if wanted[name] > found[name]
            else f"the translation has {name}, which the source has not (or not so often)"
        )  # fmt: skip
        remedy = f"Use exactly: {' '.join(sorted(wanted)) or 'none'}."
        yield "error", "placeholder-mismatch", message, remedy


def percent_signs(pair: Pair) -> Iterator[Fault]:
    """No bare percent sign stands beside a placeholder."""
    if "%" in pair.translation and PLACEHOLDER.search(pair.msgid):
        message = 'a bare "%" stands in a text with placeholders'
        yield "error", "percent-sign", message, "Write the word for percent."


def numbers(pair: Pair) -> Iterator[Fault]:
    """The translation has all numbers of the source, and none that it has not.

    A number that the source writes as a word ("six hours", "51 thousand") may be digits: Burmese
    and Thai write it so. Digits of all scripts count alike.
    """
    source = re.sub(r"([0-9]+) thousand", r"\g<1>000", PLACEHOLDER.sub("", pair.msgid))
    wanted, found = (
        Counter(numbers_in(_GROUPS.sub("", text)))
        for text in (source, PLACEHOLDER.sub("", pair.msgstr))
    )
    spelled = Counter(
        str(_NUMBER_WORDS[word])
        for word in re.findall(r"[a-z]+", source.lower())
        if word in _NUMBER_WORDS
    )
    if wanted - found or found - wanted - spelled:
        message = f'the numbers differ from those of "{pair.msgid[:60]}"'
        yield "error", "number-changed", message, "Write the same numbers as the source."


def units(pair: Pair) -> Iterator[Fault]:
    """Minutes stay minutes: each unit that the source counts is said in the translation."""
    source = to_ascii_digits(pair.source)
    if not _any_unit().search(source):
        return
    for name, row in table()["units"].items():
        said = row.get(pair.language.tag if pair.language else "")
        found = said and _counted(name).search(source)
        if found and not says(pair.translation, tuple(said), pair.locale):
            message = f'"{found[0]}" is counted in the source, but no {name} in the translation'
            remedy = f"Write the number with its unit, for example {said[0]}."
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


def markup(pair: Pair) -> Iterator[Fault]:
    """Web addresses, tags and other marks stand in both or in neither."""
    wanted, found = (Counter(_MARKUP.findall(text)) for text in (pair.source, pair.translation))
    for mark in sorted((wanted - found) | (found - wanted)):
        if wanted[mark] > found[mark]:
            message, remedy = f'the translation lacks "{mark}"', "Copy it from the source."
        else:
            message = f'the translation has "{mark}", which the source has not'
            remedy = "Take it out; addresses and emphasis come from the program."
        yield "error", "markup-changed", message, remedy


CHECKS: tuple[PairCheck, ...] = (placeholders, percent_signs, numbers, units, markup)
