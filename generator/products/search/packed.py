"""From entries to the file that a phone loads: titles, and the words of each section, in a script.

Of a text its words are kept, in their order, without those that stand most often: that is a fifth less
than the text, and a search needs no more. bzip2 packs Burmese better than any way a
server has (31 KB where gzip takes 50), and its way back is short enough to send along
(``assets/js-search/1-unpack.js``). A script, and not a file of data, because the pages' rules allow
scripts of this site and nothing else has to be allowed for it.
"""

from __future__ import annotations

import base64
import bz2
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from ...script.breaking import mark_words
from ...script.text import SYLLABLE_START, ZWSP
from .entries import Entry

FORMAT = "3"
MOST_BYTES = 33_800
"""Of an index before it becomes text; with the script it stays below 40 KB on the way to a phone."""
MOST_COMMON = (20, 40, 60, 75, 90, 105, 120, 135, 150, 170, 190, 220, 250, 300, 400, 600, 1000)
"""How many words are left out: as few as the bytes allow."""
COMMON_FROM = 0.03
"""Share of the sections from which on a word tells few of them apart."""
_APART = re.compile(rf"[\s{ZWSP}.,;:!?()\[\]{{}}\"“”‘’'·…/\\|+*<>=_~`^#@&%၊။–—-]+")
"""What parts words; ``assets/js-search/2-text.js`` has the same list."""


class _Row(NamedTuple):
    """A section as it is written, but for the words that are left out."""

    page: str
    """The ``P`` line before it, where its page begins; else empty."""
    before: tuple[str, ...]
    words: tuple[str, ...]
    after: tuple[str, ...]


def packed(entries: Sequence[Entry], synonyms: Sequence[Sequence[str]], locale: str) -> bytes:
    """Return the index of entries in *locale* as a script that sets ``advisoryIndex``.

    The more there is to find, the more words that stand everywhere are left out.
    """
    texts = [words_of(f"{entry.text} {entry.foreign}", locale) for entry in entries]
    said = {word for group in synonyms for phrase in group for word in words_of(phrase, locale)}
    often = frequent_words(texts, said)
    groups = ["\t".join(["S", *group]) for group in synonyms]
    rows, on_page = list(_rows(entries, texts, locale)), _words_by_page(entries, texts)

    @cache
    def written(at: int) -> bytes:
        common = sorted(word for word, tells_few in often[: MOST_COMMON[at]] if tells_few)
        return _written(groups, rows, on_page, common).encode()

    @cache
    def squeezed(at: int) -> bytes:
        return bz2.compress(written(at), 9)

    def fits(at: int) -> bool:
        return len(squeezed(at)) <= MOST_BYTES or at == len(MOST_COMMON) - 1

    at = 0
    if not fits(at):
        # It shrinks with the root of what is written, in every language within some hundredths: a guess,
        # which is then proved. To squeeze takes ten times as long as to write.
        wanted = len(written(0)) * (MOST_BYTES / len(squeezed(0))) ** 2
        at = bisect_left(range(len(MOST_COMMON) - 1), -wanted, key=lambda n: -len(written(n)))
        while not fits(at):
            at += 1
        while fits(at - 1):
            at -= 1
    data = squeezed(at)
    return b'self.advisoryIndex="' + base64.b64encode(data) + b'";\n'


def _written(
    groups: Sequence[str],
    rows: Sequence[_Row],
    on_page: Sequence[set[str]],
    common: Sequence[str],
) -> str:
    """Write *rows* down without the words of *common*, a line each; fields are parted by tabs.

    ``S word word …``: a group of synonyms. ``W word pages word pages …``: words that were left out, and
    on which pages they stand (``bits``). ``P folder title entries``: a page, and which other entries it
    names in lists of links, counted from the first ``E`` line, to the base of 36. ``E fragment title words``
    is one of its sections; behind it may stand the title's language when it is not the page's, then a
    number: as shown, its proof, ``c`` for a dashed edge, and its ``tel:`` address where that does not
    follow from the number. Empty fields at the end are left out.
    """
    left_out = set(common)
    cells = [cell for word in common for cell in (word, bits([word in page for page in on_page]))]
    lines = [FORMAT, *groups, "\t".join(["W", *cells])]
    for row in rows:
        if row.page:
            lines.append(row.page)
        kept = joined([word for word in row.words if word not in left_out])
        lines.append("\t".join(["E", *row.before, kept, *row.after]).rstrip("\t"))
    return "\n".join(lines)


def _rows(entries: Sequence[Entry], texts: Sequence[Sequence[str]], locale: str) -> Iterator[_Row]:
    place = {entry.url: number for number, entry in reversed(list(enumerate(entries)))}
    named: dict[tuple[str, str], dict[str, None]] = {}
    for entry in entries:
        named.setdefault(_page_of(entry), {}).update(dict.fromkeys(entry.links))
    page = None
    for entry, words in zip(entries, texts, strict=True):
        begins = ""
        if _page_of(entry) != page:
            page = _page_of(entry)
            links = " ".join(base36(place[url]) for url in named[page] if url in place)
            begins = "\t".join(["P", *page, links]).rstrip("\t")
        # Titles stand beside the words as they are. In them a word of one syllable is not found alone.
        short = [w for w in words_of(entry.title, locale) if is_unspaced(w) and is_short(w)]
        plain = "tel:" + re.sub(r"[^+0-9]", "", entry.number)
        yield _Row(
            begins,
            (entry.fragment, entry.title),
            (*words, *dict.fromkeys(short)),
            (
                entry.title_lang, entry.number, entry.proof, entry.grade,
                "" if entry.href in {"", plain} else entry.href,
            ),
        )  # fmt: skip


def _page_of(entry: Entry) -> tuple[str, str]:
    return entry.folder, entry.page


def _words_by_page(entries: Sequence[Entry], texts: Sequence[Sequence[str]]) -> list[set[str]]:
    """Of each page, in the order of the ``P`` lines, the words of its sections."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry, words in zip(entries, texts, strict=True):
        found.setdefault(_page_of(entry), set()).update(words)
    return list(found.values())


def bits(flags: Sequence[bool]) -> str:
    """Write flags as hexadecimal digits, four to each, the first flag lowest.

    >>> bits([True, False, False, False, True, True])
    '13'
    """
    fours = (flags[at : at + 4] for at in range(0, len(flags), 4))
    return "".join(f"{sum(flag << n for n, flag in enumerate(four)):x}" for four in fours)


def joined(words: Sequence[str]) -> str:
    """Put words on one line; a space where a search must see that a short word stands alone."""
    line = ""
    for word, after in zip_longest(words, words[1:]):
        apart = after and not (_runs_on(word) and _runs_on(after))
        line += word + (" " if apart else "")
    return line


# The same words stand in hundreds of sections.
@lru_cache(maxsize=16384)
def _runs_on(word: str) -> bool:
    return is_unspaced(word) and not is_short(word)


def base36(number: int) -> str:
    """Write a number as ``parseInt(…, 36)`` of the script reads it.

    >>> base36(71)
    '1z'
    """
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + digits[number % 36]


# Host countries have most of their hazards' sections in common.
@lru_cache(maxsize=8192)
def words_of(text: str, locale: str) -> tuple[str, ...]:
    """Cut *text* into words, in small letters: at spaces, and where its script has none, by its own rule."""
    marked = mark_words(text.lower(), locale, ZWSP)
    return tuple(sys.intern(word) for word in _APART.split(marked) if word)


def frequent_words(
    texts: Sequence[Sequence[str]], kept: Collection[str] = ()
) -> list[tuple[str, bool]]:
    """Return all words, those that stand most often first, and whether each tells few texts apart.

    None of *kept* is among them: words that a synonym leads to.
    """
    times = Counter(chain.from_iterable(texts))
    among = Counter(chain.from_iterable(map(set, texts)))
    few = max(COMMON_FROM * len(texts), 2)
    counted = ((-count, word) for word, count in times.items())
    ranked = sorted(one for one in counted if not one[1].isdecimal() and one[1] not in kept)
    return [(word, among[word] > few) for _count, word in ranked]


def is_unspaced(word: str) -> bool:
    """Tell whether a word is of a script that sets no spaces."""
    return ord(max(word)) >= 0xE00


def is_short(word: str) -> bool:
    """Tell whether a word may be one syllable; ``own.syllables`` of the script counts the same way."""
    if "\u1000" <= word[0] <= "\u109f" or "\uaa60" <= word[0] <= "\uaa7f":
        return all(match.start() == 0 for match in SYLLABLE_START.finditer(word))
    return len(word) <= _LONGEST_CLUSTER


_LONGEST_CLUSTER = 4
