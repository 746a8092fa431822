"""Step 2: ``TranslationPair``, a sentence and its translation: what checks of translations take.

Each check is a function that takes a ``TranslationPair`` and yields faults; its result must follow
from the pair alone (and from our own tables), since it is kept between runs by the pair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ...po.glossary import TermFinder
from ...problems import Level, RuleName
from ...text.languages import Language, find_language
from ...text.plain import PLACEHOLDER, clean

PairFault = tuple[Level, RuleName, str, str]
"""Level, rule, message, remedy."""

_NAME = re.compile(r"[A-Z0-9][A-Z0-9&.·/ -]*")


@dataclass(frozen=True)
class TranslationPair:
    """A source sentence and its translation, as the PO file has them."""

    msgid: str
    msgstr: str
    locale: str
    terms: TermFinder
    trusted: bool = False
    """All translations of its file together are good Unicode: a doubt about one is none."""

    @cached_property
    def source(self) -> str:
        """The source without its placeholders."""
        return PLACEHOLDER.sub(" ", self.msgid)

    @cached_property
    def translation(self) -> str:
        """The translation without its placeholders, cleaned as readers get it."""
        return PLACEHOLDER.sub(" ", clean(self.msgstr))

    @cached_property
    def language(self) -> Language | None:
        """What our table knows of the locale."""
        return find_language(self.locale)

    @property
    def script(self) -> str:
        """ISO 15924 code of the script; empty for a language without a row."""
        return self.language.script if self.language else ""

    @cached_property
    def is_name(self) -> bool:
        """The source has no word to translate: a number, an abbreviation, placeholders only."""
        words = self.source.strip(" .:,;·/()-–—“”'\"%")
        return not words or _NAME.fullmatch(words) is not None


PairCheck = Callable[[TranslationPair], Iterator[PairFault]]


def quoted(text: str, most: int = 40) -> str:
    """Return the beginning of *text* in quotes, on one line."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= most else f'"{line[: most - 1]}…"'
