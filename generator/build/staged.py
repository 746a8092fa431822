"""Checks on the finished tree, before it becomes the site.

In: the tree, and what was noted of the files of each target. Out: nothing, or BuildError with every
fault. A file is read again only for an id that another target's page leads to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ..target import belongs
from .errors import BuildError
from .notes import Notes, ids_of
from .site_folder import SUMMARY, entries_of
from .tree import Tree

_SHOWN = 10


def check_staged(
    tree: Tree, rows: Mapping[str, Notes], faults: Iterable[str], *, whole: bool, root: str = "/",
    changed: Collection[str] | None = None,
) -> None:  # fmt: skip
    """Check *tree*, in which the targets *rows* are; *faults* were noticed when it was filled.

    *root* is the path of the site's own address. In a part of a site (*whole* is false) links that
    leave *rows* are not followed: what they lead to may not be built yet. Of targets that are not
    *changed* nothing is told that was told when they were; None takes all for changed.
    """
    changed = rows.keys() if changed is None else changed
    found = [*_wrong_count(tree), *(fault for path in changed for fault in rows[path].faults)]
    found += faults
    if not found:
        found += _dead_links(tree, rows, root, changed, whole=whole)
    if found:
        more = f" And {len(found) - _SHOWN} more." if len(found) > _SHOWN else ""
        raise BuildError(f"{' '.join(found[:_SHOWN])}{more} The old site is untouched.")


def _wrong_count(tree: Tree) -> Iterator[str]:
    there = {name for name, _ordinary in entries_of(tree.folder)}
    yield from (
        f"{name} was made but is not there." for name in sorted(tree.contents.keys() - there)
    )
    extra = sorted(there - tree.contents.keys() - {SUMMARY})
    yield from (f"{name} was not planned." for name in extra)


def _dead_links(
    tree: Tree, rows: Mapping[str, Notes], root: str, changed: Collection[str], *, whole: bool
) -> Iterator[str]:
    target_of: dict[str, str] = {}
    ids: dict[str, set[str]] = {}
    if any("#" in address for notes in rows.values() for address in notes.links):
        target_of = {name: path for path, notes in rows.items() for name in notes.files}
    for path, notes in sorted(rows.items()):
        for address, page in sorted(notes.links.items()):
            name, _, inside = _below(address, root).partition("#")
            if name not in tree.contents:
                if whole or any(belongs(name, own) for own in rows):
                    yield f"{page} links to {name}, which is not there."
            elif inside and (path in changed or target_of.get(name) in changed):
                if name not in ids:
                    ids[name] = ids_of(name, tree.read(name))
                if inside not in ids[name]:
                    yield f"{page} links to {name}#{inside}, but nothing there has that id."


def _below(address: str, root: str) -> str:
    """Path below the site of an address that may count from the root of the server."""
    return address.removeprefix(root).lstrip("/") if address.startswith("/") else address
