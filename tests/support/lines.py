"""Where the lines of a page or a paper end, as they were laid out: for tests of what must not be parted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page

from generator.text.negation import negation_pieces
from generator.text.plain import SYLLABLE_START
from generator.text.unbroken import words_in

Paragraph = tuple[str, list[int]]
"""A text, and the offsets at which its lines begin, the first left out."""

# By halves, not letter by letter: of a text in four lines some thirty places are asked for, not all three hundred.
_PARAGRAPHS = """() => {
  for (const hidden of document.querySelectorAll('details')) hidden.open = true;
  const range = document.createRange(), found = new Map();
  const top = (node, at) => {
    range.setStart(node, at); range.setEnd(node, at + 1);
    const box = [...range.getClientRects()].find(box => box.width > 1);
    return box && box.top + box.height / 2;
  };
  const blockOf = element => {
    while (getComputedStyle(element).display === 'inline' && element.parentElement) element = element.parentElement;
    return element;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility()) continue;
    if (node.nodeType === Node.ELEMENT_NODE) {
      // Nothing before it and nothing behind it belong together.
      const before = node.nodeName === 'BR' && found.get(blockOf(node.parentElement));
      if (before) before.text += '\\n';
      continue;
    }
    const block = blockOf(node.parentElement);
    if (!found.has(block)) found.set(block, {text: '', starts: [], last: null});
    const one = found.get(block), before = one.text.length;
    const marks = [];  // Offsets of letters that are drawn, and how far down they stand.
    const drawn = at => { for (; at < node.length; at++) { const y = top(node, at); if (y !== undefined) return [at, y]; } };
    const split = (low, high) => {
      if (high[1] - low[1] < 8 && high[1] >= low[1] - 8) return;
      const middle = drawn((low[0] + high[0]) >> 1);
      if (high[0] - low[0] > 24 && middle[0] < high[0]) {
        split(low, middle); split(middle, high);
        return;
      }
      for (let at = low[0], y = low[1]; at < high[0]; ) {
        const next = drawn(at + 1);
        if (next[1] > y + 8) marks.push(next[0]);
        [at, y] = next;
      }
    };
    const first = drawn(0);
    if (first) {
      let end = node.length - 1;
      while (end > first[0] && top(node, end) === undefined) end--;
      const last = [end, top(node, end)];
      if (one.last !== null && first[1] - one.last > 8) marks.push(first[0]);
      split(first, last);
      one.last = last[1];
    }
    one.text += node.data;
    one.starts.push(...marks.map(at => before + at));
  }
  return [...found.values()].filter(one => one.starts.length).map(one => [one.text, one.starts]);
}"""


def paragraphs_of_page(page: Page) -> list[Paragraph]:
    """Every text of *page* that has more than one line, with all that folds away opened."""
    return [(text, starts) for text, starts in page.evaluate(_PARAGRAPHS)]


def lines_of_paper(pdf: Path) -> list[str]:
    """Return the lines of *pdf* in the order in which they were drawn, as its text layer has them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            line.strip()
            for page in document
            for line in page.get_textpage().get_text_range().splitlines()
        ]
    finally:
        document.close()


def cut_on_paper(lines: Sequence[str], pieces: Iterable[str]) -> list[str]:
    """Return which of *pieces* begin on one of *lines* and end on the next, as ``before|after``.

    *pieces* are those of the texts that were printed: a PDF does not tell whether a space ended a line.
    """
    beginnings: dict[str, set[str]] = {}
    for piece in pieces:
        for at in range(1, len(piece)):
            beginnings.setdefault(piece[:at], set()).add(piece[at:])
    longest = max(map(len, beginnings), default=0)
    cut = []
    for one, other in pairwise(lines):
        for length in range(1, min(longest, len(one)) + 1):
            rest = beginnings.get(one[-length:], ())
            if any(other.startswith(piece) for piece in rest):
                cut.append(f"{one[-24:]}|{other[:24]}")
                break
    return cut


@dataclass(frozen=True)
class Cuts:
    """What lines were found to part, as ``before|after``."""

    negations: tuple[str, ...]
    words: tuple[str, ...]
    syllables: tuple[str, ...]


def cuts_of(paragraphs: Sequence[Paragraph], words: Sequence[str]) -> Cuts:
    """Return which negations, *words* and syllables of Burmese the lines of *paragraphs* part."""
    negations, held, syllables = [], [], []
    for text, starts in paragraphs:
        pieces, kept = negation_pieces(text), words_in(text, words)
        edges = {match.start() for match in SYLLABLE_START.finditer(text)}
        for at in starts:
            shown = f"{text[max(0, at - 16) : at]}|{text[at : at + 12]}"
            if any(start < at < end for start, end in pieces):
                negations.append(shown)
            if any(start < at < end for start, end in kept):
                held.append(shown)
            if "\u1000" <= text[at] <= "\u109f" and not text[at - 1].isspace() and at not in edges:
                syllables.append(shown)
    return Cuts(tuple(negations), tuple(held), tuple(syllables))
