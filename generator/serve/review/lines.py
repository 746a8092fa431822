"""Beside step 5, review: two states of a page → its lines that differ, also in folded parts.

In: HTML before and after. Out: pairs of lines, each heard or seen as one; links are words.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from html.parser import HTMLParser

_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "br", "em", "i", "small", "span", "strong", "sup", "wbr"}
)
_UNSEEN = frozenset({"head", "script", "style", "svg", "template"})
_NO_LETTERS = dict.fromkeys(map(ord, "\u200b\u2060\u00ad"))
"""Where a line may or may not break is no difference that anybody reads."""

LineChange = tuple[str, str]
"""A line before and after; empty = there is none."""


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._words = ""
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self._unseen += 1
        if tag not in _INLINE:
            self.end_line()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Inside of pictures: nothing that anybody reads."""

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen -= 1
        if tag not in _INLINE:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words += data

    def end_line(self) -> None:
        """Take what was read so far for a line."""
        line = " ".join(self._words.translate(_NO_LETTERS).split())
        if line:
            self.lines.append(line)
        self._words = ""


def lines_of(page: str) -> list[str]:
    """Return what is read on a page, line by line."""
    parser = _Lines()
    parser.feed(page)
    parser.close()
    parser.end_line()
    return parser.lines


def changed_lines(before: str, after: str) -> list[LineChange]:
    """Return the lines in which two pages differ, in their order."""
    return list(_changes(lines_of(before), lines_of(after)))


def _changes(one: list[str], two: list[str]) -> Iterator[LineChange]:
    for kind, i, j, k, m in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for at in range(max(j - i, m - k)):
            yield one[i + at] if i + at < j else "", two[k + at] if k + at < m else ""
