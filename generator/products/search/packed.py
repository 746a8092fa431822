"""Step 4, search: entries → the packed index, a script of titles and texts.

Texts are kept as pages show them, because a hit shows the sentence that matched. Where that is too
much, blocks of the pages that can wait lose the most frequent words; a search finds them, but does
not show them. bzip2 packs Burmese better than any way a server has (31 KB where gzip takes 50), and
its unpacker is short enough to send along (``assets/js-search/1-unpack.js``). A script, and not a
file of data, because the pages' rules allow scripts of this site, and nothing else has to be
allowed for it.
"""

from __future__ import annotations

import base64
import bz2
import re
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from ...text.breaking import mark_words
from ...text.plain import SYLLABLE_START, ZWSP
from .entries import Section
from .fillers import ENDINGS, LIMITS

FORMAT = "5"
MOST_BYTES = 48_700
"""Of an index before it is text; with the script, at most 59,500 bytes then go to a phone."""
PARTS = 32
"""In how many steps blocks give way."""
MOST_COMMON = (300, 400, 600, 1000)
"""How many words are left out of blocks that are not shown: as few as the bytes allow."""
COMMON_FROM = 0.03
"""Share of the sections above which a word distinguishes few of them."""
WORDS_FIRST = (
    "print",
    "people",
    "where",
    "office",
    "work",
    "show",
    "insurance",
    "guides",
    "family",
    "prepare",
    "questions",
)
"""First folders of pages that give way, in this order: lists, repetitions, then what decides."""
PARTLY, BLOCK, LINE_END, OTHER_TONGUE = "\x1c", "\x1d", "\x1e", "\x1f"
"""Before a block that is not shown; before the number of a block; between blocks of a text; before
its words in another language."""
SHORT_BLOCK = 12
"""Up to so many characters a block is written each time."""
_APART = re.compile(rf"[\s{ZWSP}.,;:!?()\[\]{{}}\"“”‘’'·…/\\|+*<>=_~`^#@&%၊။–—-]+")
"""What parts words; ``assets/js-search/2-text.js`` has the same list."""


class _Row(NamedTuple):
    """A section as it is written."""

    page: str
    """The ``P`` line before it, where its page begins; else empty."""
    before: tuple[str, ...]
    lines: tuple[str, ...]
    foreign: str
    after: tuple[str, ...]
    turn: int
    """When its blocks give way: the lowest first."""


def packed(
    entries: Sequence[Section],
    synonyms: Sequence[Sequence[str]],
    locale: str,
    safe: Collection[str] = (),
    fillers: Collection[str] = (),
) -> bytes:
    """Return the index of entries in *locale* as a script that sets ``advisoryIndex``.

    *safe* are fragments of the contacts that are shown before a number of the state; *fillers* are
    words that are removed from a query.
    """
    texts = [words_of(f"{entry.text} {entry.foreign}", locale) for entry in entries]
    # Not for other countries: what they alone say leads nowhere here.
    groups = list(leading(synonyms, entries))
    kept = frequent_words(texts, _words_in(groups, locale))
    # The small words of phrases can go before what stands alone in a group.
    single = frequent_words(
        texts, _words_in(([w for w in g if " " not in w] for g in groups), locale)
    )
    # A group that leads to a section is found there by its words, whatever the texts lose.
    unled = [group for group in groups if not any(word.startswith("#") for word in group)]
    alone = frequent_words(texts, _words_in(unled, locale))
    head = ["\t".join(["S", *_numbered(group, entries)]) for group in groups]
    head.append("\t".join(["G", *_places(entries, safe)]))
    head.append("\t".join(["O", *dict.fromkeys(fillers)]))
    head.append("\t".join(["V", *ENDINGS.get(locale, ())]))
    head.append("\t".join(["L", *LIMITS.get(locale, ())]))
    rows = list(_rows(entries, locale))
    turns = _in_turn(rows)
    # First go words in other languages: no hit shows them. Last go words of groups that lead, in
    # ever more blocks.
    steps = [len(turns) * part // PARTS for part in range(PARTS + 1)]
    most = MOST_COMMON[-1]
    levels = [(0, 0, kept, kept, 0, True)]
    levels += [(count, 0, kept, kept, MOST_COMMON[0], False) for count in steps[:-1]]
    levels += [(len(turns), 0, kept, kept, most, False) for most in MOST_COMMON]
    levels += [(len(turns), count, kept, single, most, False) for count in steps[1:]]
    levels += [(len(turns), count, single, alone, most, False) for count in steps[1:]]

    @cache
    def squeezed(level: int) -> bytes:
        count, ahead, often, often_ahead, most, foreign = levels[level]
        common = {word for word, tells_few in often[:most] if tells_few}
        common_ahead = {word for word, tells_few in often_ahead[:most] if tells_few}
        short = {
            line: PARTLY + shortened(line, common_ahead if number < ahead else common, locale)
            for number, line in enumerate(turns[:count])
        }
        return bz2.compress(_written(head, rows, short, foreign=foreign).encode(), 9)

    level = 0
    if len(squeezed(0)) > MOST_BYTES:
        last = len(levels) - 1
        level = bisect_left(range(last), -MOST_BYTES, key=lambda at: -len(squeezed(at)))
    return b'self.advisoryIndex="' + base64.b64encode(squeezed(level)) + b'";\n'


def _words_in(groups: Iterable[Sequence[str]], locale: str) -> set[str]:
    return {word for group in groups for phrase in group for word in words_of(phrase, locale)}


def _in_turn(rows: Sequence[_Row]) -> list[str]:
    """Return the blocks of *rows* in the order in which they give way: of late pages first."""
    turns: dict[str, int] = {}
    for row in rows:
        for line in row.lines:
            turns[line] = max(row.turn, turns.get(line, 0))
    return sorted(turns, key=lambda line: turns[line])


def _written(
    head: Sequence[str], rows: Sequence[_Row], short: Mapping[str, str], *, foreign: bool
) -> str:
    """Return *rows* as text, blocks as in *short*; tabs separate fields.

    ``S word word …``: a group of synonyms, and after each ``#`` the entries of a section to which
    it leads. ``G entry entry …``: whom to ask before the state. ``O word word …``: words removed
    from a query. ``V ending …``: of words that mean the same, the longest first. ``L word …``:
    with which a sentence begins that limits the one before. ``P folder title entries``: a page, and
    which other entries it names in lists of links, counted from the first ``E`` line, to the base
    of 36. ``E fragment title`` is one of its sections; behind it may be the title's language when
    it is not the page's, then a number: as shown, its proof, ``c`` for a dashed edge, its ``tel:``
    address where that does not follow from the number, its caution, and ``s`` for a line of the
    state. Empty fields at the end are left out. ``B block``: what several texts say. ``T text``: of
    each ``E`` line, in order, its blocks; a number after ``BLOCK`` stands for the ``B`` line with
    it.
    """
    lines = [FORMAT, *head]
    for row in rows:
        if row.page:
            lines.append(row.page)
        lines.append("\t".join(["E", *row.before, *row.after]).rstrip("\t"))
    times = Counter(line for row in rows for line in row.lines)
    repeated = [line for line, count in times.items() if count > 1 and len(line) > SHORT_BLOCK]
    lines += [f"B\t{short.get(line, line)}" for line in repeated]
    as_written = {**short, **{line: BLOCK + base36(n) for n, line in enumerate(repeated)}}
    for row in rows:
        text = LINE_END.join(as_written.get(line, line) for line in row.lines)
        lines.append("T\t" + text + (row.foreign if foreign else ""))
    return "\n".join(lines)


def _rows(entries: Sequence[Section], locale: str) -> Iterator[_Row]:
    place = {entry.url: number for number, entry in reversed(list(enumerate(entries)))}
    named: dict[tuple[str, str], dict[str, None]] = {}
    for entry in entries:
        named.setdefault(_page_of(entry), {}).update(dict.fromkeys(entry.links))
    page = None
    for entry in entries:
        begins = ""
        if _page_of(entry) != page:
            page = _page_of(entry)
            links = " ".join(base36(place[url]) for url in named[page] if url in place)
            begins = "\t".join(["P", entry.folder, shown(entry.page, locale), links]).rstrip("\t")
        foreign = OTHER_TONGUE + shown(entry.foreign, locale) if entry.foreign else ""
        plain = "tel:" + re.sub(r"[^+0-9]", "", entry.number)
        first = entry.folder.partition("/")[0]
        yield _Row(
            begins,
            (entry.fragment, shown(entry.title, locale)),
            tuple(shown(line, locale) for line in entry.lines),
            foreign,
            (
                entry.title_lang,
                entry.number,
                entry.proof,
                entry.grade,
                "" if entry.href in {"", plain} else entry.href,
                entry.caution,
                "s" if entry.state_line else "",
            ),
            WORDS_FIRST.index(first) if first in WORDS_FIRST else len(WORDS_FIRST),
        )


def _page_of(entry: Section) -> tuple[str, str]:
    return entry.folder, entry.page


def _places(entries: Sequence[Section], fragments: Collection[str]) -> Iterator[str]:
    """Yield the entry of each of *fragments*: the one with the number, if any has it."""
    for fragment in fragments:
        own = [n for n, entry in enumerate(entries) if entry.fragment == fragment]
        best = [n for n in own if entries[n].number] or own
        if best:
            yield base36(best[0])


def leading(
    synonyms: Sequence[Sequence[str]], entries: Sequence[Section]
) -> Iterator[Sequence[str]]:
    """Yield the groups that lead to a text or section of *entries*, without other sections."""
    said = bare(" ".join(f"{e.title} {e.page} {e.text} {e.foreign}" for e in entries))
    sections = {f"#{name}" for entry in entries for name in (entry.url, entry.fragment) if name}
    for group in synonyms:
        words = [word for word in group if not word.startswith("#") or word in sections]
        if any(word in sections or bare(word) in said for word in words):
            yield words


def _numbered(group: Sequence[str], entries: Sequence[Section]) -> Iterator[str]:
    """Yield the words of *group*, sections as numbers of entries: addresses take more bytes."""
    for word in group:
        if word.startswith("#"):
            own = [n for n, entry in enumerate(entries) if word[1:] in {entry.url, entry.fragment}]
            yield "#" + " ".join(map(base36, own))
        else:
            yield word


def bare(text: str) -> str:
    """Return *text* as it is compared: small letters, Latin ones without accents.

    >>> bare("Inundación")
    'inundacion'
    """
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", text.lower()))
    return unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=8192)
def shown(text: str, locale: str) -> str:
    """Return *text* with an invisible mark around each one-syllable word of an unspaced script."""
    pieces = mark_words(text, locale, ZWSP).split(ZWSP)
    line = ""
    for piece, after in zip_longest(pieces, pieces[1:]):
        line += piece
        if after and _is_lone(piece, after):
            line += ZWSP
    return line


def _is_lone(word: str, after: str) -> bool:
    """Return whether a search must see where *word* ends and *after* begins."""
    one, other = _APART.split(word)[-1], _APART.split(after)[0]
    if not one or not other or not (is_unspaced(one) and is_unspaced(other)):
        return False
    return is_short(one) or is_short(other)


def shortened(line: str, common: Collection[str], locale: str) -> str:
    """Return the words of a block without *common*, marked as ``shown`` does."""
    return joined([word for word in _cut(line, locale) if word.lower() not in common])


# A block is shortened by each try at a size.
@lru_cache(maxsize=8192)
def _cut(line: str, locale: str) -> tuple[str, ...]:
    # "10,000" is one number: its halves would be found by nobody.
    whole = re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", line.replace(ZWSP, ""))
    marked = mark_words(whole, locale, ZWSP)
    return tuple(word for word in _APART.split(marked) if word)


def joined(words: Sequence[str]) -> str:
    """Put words on one line; a space where a search must see that a short word is alone."""
    line = ""
    for word, after in zip_longest(words, words[1:]):
        apart = after and not (_runs_on(word) and _runs_on(after))
        line += word + (" " if apart else "")
    return line


# The same words are in hundreds of sections.
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
    """Return the words of *text* in small letters, cut at spaces or by the rule of its script."""
    marked = mark_words(text.lower(), locale, ZWSP)
    return tuple(sys.intern(word) for word in _APART.split(marked) if word)


def frequent_words(
    texts: Sequence[Sequence[str]], never_common: Collection[str] = ()
) -> list[tuple[str, bool]]:
    """Return all words, the most frequent first, and whether each distinguishes few texts.

    None of *never_common* is among them: words that a synonym leads to.
    """
    times = Counter(chain.from_iterable(texts))
    among = Counter(chain.from_iterable(map(set, texts)))
    few = max(COMMON_FROM * len(texts), 2)
    counted = ((-count, word) for word, count in times.items())
    ranked = sorted(one for one in counted if not one[1].isdecimal() and one[1] not in never_common)
    return [(word, among[word] > few) for _count, word in ranked]


def is_unspaced(word: str) -> bool:
    """Return whether a word is of a script that sets no spaces."""
    return ord(max(word)) >= 0xE00


def is_short(word: str) -> bool:
    """Return whether a word may be one syllable; ``own.syllables`` of the script counts so, too."""
    if "\u1000" <= word[0] <= "\u109f" or "\uaa60" <= word[0] <= "\uaa7f":
        return all(match.start() == 0 for match in SYLLABLE_START.finditer(word))
    return len(word) <= _LONGEST_CLUSTER


_LONGEST_CLUSTER = 4
