"""Step 5: the finished tree and its notes → where it leads, or a ``BuildError`` with every fault.

In: the tree, and what was noted of the targets that this build wrote. Out: all addresses that its
files lead to. A page is read again only for an id that another target's page leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..products.target import belongs
from .errors import BuildError
from .notes import Notes, ids_of
from .site_folder import SUMMARY, entries_of
from .tree import Tree

_SHOWN = 10

LinksOf = Callable[[str], Mapping[str, str]]
"""Returns the links of the files of a target (``Notes.links``), by its path."""


@dataclass
class Changes:
    """What was noted of the targets that a build wrote."""

    targets: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)
    """Addresses, as in ``Notes.links``, each with one of the pages that lead there."""
    faults: list[str] = field(default_factory=list)

    def add(self, path: str, notes: Notes) -> None:
        """Add what was noted of the target *path*."""
        self.targets.add(path)
        for address, page in notes.links.items():
            # The first page by name, in whatever order targets come.
            self.links[address] = min(page, self.links.get(address, page))
        self.faults += notes.faults


def check_staged(
    tree: Tree,
    targets: Iterable[str],
    changes: Changes,
    links_of: LinksOf,
    *,
    whole: bool,
    root: str = "/",
) -> set[str]:
    """Check *tree*, in which *targets* are, and return the addresses that its files lead to.

    *root* is the path of the site's own address. In a part of a site (*whole* is false) links that
    leave *targets* are not followed: what they lead to may not be built yet. Raises BuildError with
    every fault.
    """
    addresses = _Addresses(tree, targets, whole=whole)
    links = {_below(address, root): page for address, page in changes.links.items()}
    # What did not change leads where it did: only what this build took away can be missing there.
    lost = {address for address in tree.record.links if addresses.is_lost(address)}
    messages = [*_wrong_count(tree), *changes.faults]
    if not messages:
        pages = [(page, address) for address, page in links.items()]
        if lost:
            # Some led there from pages that changed. Those that did not are asked themselves.
            others = [links_of(path) for path in targets if path not in changes.targets]
            leads = [(page, _below(to, root)) for row in others for to, page in row.items()]
            pages += [(page, address) for page, address in leads if address in lost]
        faults = ((page, addresses.fault(address)) for page, address in sorted(pages))
        messages += [f"{page} links to {fault}" for page, fault in faults if fault]
    if messages:
        more = f" And {len(messages) - _SHOWN} more." if len(messages) > _SHOWN else ""
        raise BuildError(f"{' '.join(messages[:_SHOWN])}{more} The old site is untouched.")
    return (tree.record.links - lost) | links.keys()


def _wrong_count(tree: Tree) -> Iterator[str]:
    names = {name for name, _ordinary in entries_of(tree.folder)}
    yield from (f"{name} was made but is missing." for name in sorted(tree.contents.keys() - names))
    extra = sorted(names - tree.contents.keys() - {SUMMARY})
    yield from (f"{name} was not planned." for name in extra)


class _Addresses:
    """Looks addresses up in *tree*."""

    def __init__(self, tree: Tree, targets: Iterable[str], *, whole: bool) -> None:
        self._tree, self._targets, self._whole = tree, targets, whole
        self._ids: dict[str, set[str]] = {}

    def is_lost(self, address: str) -> bool:
        """Return whether an address that led somewhere leads nowhere since this build."""
        name, _, inside = address.partition("#")
        stays = name in self._tree.contents and not (inside and name in self._tree.written)
        return not stays and bool(self.fault(address))

    def fault(self, address: str) -> str:
        """Return what is wrong with an address; nothing when it leads somewhere."""
        name, _, inside = address.partition("#")
        if name not in self._tree.contents:
            return f"{name}, which does not exist." if self._is_followed(name) else ""
        if inside and inside not in self._ids_of(name):
            return f"{address}, but nothing there has that id."
        return ""

    def _is_followed(self, name: str) -> bool:
        return self._whole or any(belongs(name, path) for path in self._targets)

    def _ids_of(self, name: str) -> set[str]:
        if name not in self._ids:
            self._ids[name] = ids_of(name, self._tree.read(name))
        return self._ids[name]


def _below(address: str, root: str) -> str:
    """Path below the site of an address that may count from the root of the server."""
    return address.removeprefix(root).lstrip("/") if address.startswith("/") else address
