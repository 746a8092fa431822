"""Translations that readers are offered: enough of them, and read by a second person.

Step 2, rules ``coverage`` and ``unreviewed``. Warnings while a site is a preview, errors before it
is public: everything short of it builds, marked as a draft on page and paper.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..catalog import UnreadablePoError, known_catalog, po_path
from ..load import Content
from ..memo import Memo
from ..model import Site
from ..passages import Passage, passages
from ..problems import Problem, shown_path
from ..target import tree_digest
from .scope import Options

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass
class _Counts:
    """How far one language is."""

    translated: int = 0
    total: int = 0
    life_safety: int = 0
    unsigned: int = 0
    first: tuple[Path, str, int] | None = None
    """File, msgctxt and line of the first life-safety passage that nobody signed."""
    emptiest: tuple[int, Path] | None = None
    """How many passages lack in which file, of those that are there."""


class Signatures:
    """Counts, host country after host country, what is translated and what is signed."""

    def __init__(self, locales: Path, base: Path, memo: Memo | None = None) -> None:
        self._locales, self._base = locales, base
        self._memo = Memo(None) if memo is None else memo
        self._seen: set[str] = set()
        self._counts: dict[str, _Counts] = defaultdict(_Counts)
        self._site: Site | None = None
        self._unsure = False

    def count(self, content: Content) -> None:
        """Count the passages of *content* whose domain did not come before."""
        if not content.has("site.yaml") or content.unread:
            self._unsure = True  # what was not read would be taken for signed
            return
        site = self._site = content.site
        domains: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages(content, interface={}):
            if passage.domain not in self._seen:
                domains[passage.domain].append(passage)
        self._seen |= domains.keys()
        for tag, locale in site.locales.items():
            # A language for a minority is offered by its core, and only when that is signed.
            if tag != site.source_locale and not locale.minority:
                for domain, own in domains.items():
                    self._add(self._counts[tag], po_path(self._locales, tag, domain), tag, own)

    def _add(self, counts: _Counts, path: Path, tag: str, own: list[Passage]) -> None:
        data = path.read_bytes() if path.is_file() else b""
        wanted = {passage.context: [passage.source, passage.life_safety] for passage in own}
        row = self._memo.answer(
            "reviewed", data, wanted, _reader(), ask=lambda: _counted(path, tag, own)
        )
        counts.translated += row["translated"]
        counts.total += len(own)
        counts.life_safety += sum(passage.life_safety for passage in own)
        counts.unsigned += len(row["unsigned"])
        if row["unsigned"] and counts.first is None:
            context, line = row["unsigned"][0]
            counts.first = path, context, line
        lacking = len(own) - row["translated"]
        if data and (counts.emptiest is None or lacking > counts.emptiest[0]):
            counts.emptiest = lacking, path

    def problems(self, options: Options) -> Iterator[Problem]:
        """Each language that has translations is complete enough, and its life safety is signed.

        A language without any translation is not offered, and nothing is said about it.
        """
        if self._site is None or self._unsure:
            return
        for tag, counts in self._counts.items():
            if not counts.translated:
                continue
            if 100 * counts.translated < self._site.offer_from * counts.total:
                yield self._too_little(tag, counts, self._site.offer_from, options)
            elif counts.first is not None:
                path, context, line = counts.first
                yield Problem(
                    shown_path(path, self._base), line, 1, options.level, "unreviewed", context,
                    f"{counts.unsigned} of {counts.life_safety} life-safety passages are not "
                    "signed by a second person",
                    f"Run: advisory translations review {tag} --by HANDLE --life-safety",
                )  # fmt: skip

    def _too_little(self, tag: str, counts: _Counts, offer_from: int, options: Options) -> Problem:
        path = counts.emptiest[1] if counts.emptiest else po_path(self._locales, tag, "hazards")
        return Problem(
            shown_path(path, self._base), 1, 1, options.level, "coverage", "",
            f'{counts.translated} of {counts.total} passages have a current translation into '
            f'"{tag}" ({100 * counts.translated // counts.total} %); readers are offered a '
            f"language from {offer_from} %",
            "Translate the rest, or take the language out of site.yaml until it is there.",
        )  # fmt: skip


@cache
def _reader() -> list[str]:
    names = ("catalog.py", "po_syntax.py", "check/review.py")
    return [tree_digest(_PACKAGE, name) for name in names]


def _counted(path: Path, tag: str, own: list[Passage]) -> dict[str, Any]:
    try:
        entries = known_catalog(path, tag).entries
    except (UnreadablePoError, OSError):
        return {"translated": 0, "unsigned": []}  # told by rule po-syntax
    translated, unsigned = 0, []
    for passage in own:
        entry = entries.get(passage.context)
        state = "missing" if entry is None else entry.state(passage.source)
        translated += state in ("draft", "reviewed")
        if passage.life_safety and state != "reviewed":
            unsigned.append([passage.context, entry.line if entry and entry.line else 1])
    return {"translated": translated, "unsigned": unsigned}
