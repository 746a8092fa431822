"""Beside the steps: a site's lock and today's shared library → what an upgrade would change.

What a site says itself is never changed by it: this only tells where to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ...load import Content, domain_of, load_tree
from ...load.layers import LEAFLETS, Entries, entries_of, list_files
from ...po.catalog import load_translations, po_path
from ...problems import Problem

What = Literal["new", "changed", "gone"]


@dataclass(frozen=True)
class Change:
    """One entry of the library that is not what it was when the site was last looked at."""

    name: str
    """``hazards/fire.yaml messages.leave-now``."""
    what: What
    old: Any
    """What it said; None for a new one."""
    new: Any
    """What it says; None when it is gone."""
    own: Any = None
    """What the site says in its place."""

    @property
    def clashes(self) -> bool:
        """Whether the site says something else in its place."""
        return self.own is not None and self.own != self.new


@dataclass(frozen=True)
class ToTranslate:
    """A sentence without a translation of today's words."""

    locale: str
    domain: str
    context: str
    text: str


def own_entries(content: Path) -> tuple[Entries, list[Problem]]:
    """Return what *content* says itself, without the library, and what of it cannot be read."""
    formats = (f"{LEAFLETS}/{path.name}" for path in sorted((content / LEAFLETS).glob("*.yaml")))
    entries: Entries = {}
    problems: list[Problem] = []
    for name in [*list_files(content), *formats]:
        tree, faults = load_tree(content / name, content.parent)
        problems += faults
        if tree is not None:
            entries |= entries_of(tree, name)
    return entries, problems


def changes(before: Mapping[str, Any], today: Mapping[str, Any], own: Entries) -> list[Change]:
    """Return what differs between *before* and *today*, first what the site itself overrides."""
    rows = []
    for name in dict.fromkeys([*today, *before]):
        old, new = before.get(name), today.get(name)
        if old != new:
            what: What = "new" if name not in before else "gone" if name not in today else "changed"
            rows.append(Change(name, what, old, new, own.get(name)))
    return sorted(rows, key=lambda row: not row.clashes)


def to_translate(content: Content, locales: Path, names: frozenset[str]) -> Iterator[ToTranslate]:
    """Yield the sentences of the entries *names* without a translation, by language of the site.

    Raises UnreadablePoError and OSError.
    """
    if not content.has("site.yaml"):
        return
    site = content.site
    for tag in site.locales:
        if tag == site.source_locale:
            continue
        for file in content.files.values():
            texts = [
                text
                for text in file.texts
                if _entry_of(file.name, text.path[len(file.context) :]) in names
            ]
            if not texts:
                continue
            domain = domain_of(file.name)
            entries = load_translations(po_path(locales, tag, domain), tag).entries
            for text in texts:
                entry = entries.get(text.context)
                if entry is None or entry.state(text.text) in ("missing", "behind"):
                    yield ToTranslate(tag, domain, text.context, text.text)


def _entry_of(name: str, keys: tuple[str, ...]) -> str:
    """Return which entry the text at *keys* of the file *name* belongs to."""
    return f"{name} {'.'.join(keys[:2])}"
