"""Step 1: a site's own content laid over the shared library → which file and which entry counts.

A site of one's own has ``advisory.lock`` beside content/. Its content is over that of this program:
what it does not have comes from the library, and what it has replaces the library's, entry by
entry. The lock also has what the library said when somebody last looked, so that ``advisory
upgrade`` can report what has changed.

Countries are never shared by themselves: whoever answers for a site names the ones that it takes.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from .. import __version__, paths
from ..model import limits
from ..problems import Problem, shown_path
from ..system.ordinary_file import NotOrdinaryError, ordinary_files, read_ordinary
from ..system.whole_file import write_whole
from .shapes import SLUG
from .tree import Items, Node, parse_yaml, plain
from .tree import Mapping as Tree

SHOWN = "shared-library"
"""Begins the names of the library's files in problems: they are in no folder of the editor."""
_NOT_SHARED = frozenset({"editions", "partners", "published", "changes", "recordings"})
"""What a publisher has said, and with whom: another one has said nothing of it."""
_OF_COUNTRIES = frozenset({"hosts", "origins"})
_SHARED_FOLDERS = frozenset(
    {"hazards", "first-aid", "staff", "leaflets", "readings", "pronunciation"}
)
_SENTENCES = "notices/sentences.yaml"
_SITE, _OF_SITE = "site.yaml", frozenset({"source_locale", "freshness", "offer_from"})
"""What every site may do the same way; its address, languages and countries are its own."""
LEAFLETS = "leaflets"
_OTHER_FOLDERS = frozenset({"schema", LEAFLETS, "recordings"})
"""Folders of content/ that other modules read."""

Parse = Callable[[bytes, str], tuple[Node | None, list[Problem]]]
"""Makes a tree of the bytes of a file, given its name in problems."""
Entries = dict[str, Any]
"""What the library says, by ``hazards/fire.yaml messages.leave-now``, in the order of its files."""


@dataclass(frozen=True)
class Lock:
    """advisory.lock: on which release of the library a site stands."""

    version: str
    take: tuple[str, ...] = ()
    """Countries of the library that the site shows: ``hosts/thailand``, ``origins/myanmar``."""
    entries: Entries = field(default_factory=dict)
    """What the library said then."""

    def text(self) -> str:
        """Write the file: one entry a line, so that a comparison shows what has changed."""
        lines = [f"{_json(name)}: {_json(value)}" for name, value in self.entries.items()]
        rows = ",\n".join(lines)
        return (
            f'{{"version": {_json(self.version)},\n"take": {_json(self.take)},\n'
            f'"entries": {{\n{rows}\n}}}}\n'
        )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def list_files(root: Path) -> list[str]:
    """List what is in *root*, without hidden files, notes, and what other modules read."""
    names = []
    for path in root.rglob("*"):
        name = path.relative_to(root)
        hidden = any(part.startswith((".", "_")) for part in name.parts)
        other = name.parts[0] in _OTHER_FOLDERS
        misnamed = name.parts[0] == LEAFLETS and path.suffix == ".yml"
        if misnamed or not (hidden or other or path.suffix == ".md" or path.is_dir()):
            names.append(name.as_posix())
    return sorted(names)


class LockError(ValueError):
    """advisory.lock is there and cannot be read."""


def read_lock(site: Path) -> Lock | None:
    """Read advisory.lock in the folder *site*; None when there is none. Raises LockError."""
    try:
        data = read_ordinary(site / paths.LOCK, most=limits.PO.most)
        row = json.loads(data)
        version, take, entries = row["version"], tuple(row["take"]), row["entries"]
    except FileNotFoundError:
        return None
    except NotOrdinaryError as error:
        raise LockError(error.strerror) from error
    except OSError as error:
        raise LockError(f"it cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise LockError("it is not whole") from error
    countries = all(isinstance(name, str) and is_country(name) for name in take)
    if not (countries and isinstance(version, str) and isinstance(entries, dict)):
        raise LockError("it is not whole")
    return Lock(version, take, entries)


def lay_copy(copy: Path, content: Path) -> None:
    """Give *copy*, which has *content* as it was or would be, the library below *content*."""
    if paths.library_below(content, "content") is not None:
        write_whole(copy.parent / paths.LOCK, read_ordinary(content.parent / paths.LOCK))


def read_to_edit(content: Path, name: str) -> bytes:
    """Return the bytes of *name* in *content*, or of the library's file where only that exists.

    Who writes them changed into *content* has made the file the site's own. Raises OSError.
    """
    try:
        return read_ordinary(content / name, below=content)
    except FileNotFoundError:
        if (library := paths.library_below(content, "content")) is None:
            raise
        return read_ordinary(library / name)


def is_country(name: str) -> bool:
    """Return whether *name* may name a country of the library: ``hosts/thailand``."""
    folder, _, slug = name.partition("/")
    return folder in _OF_COUNTRIES and bool(SLUG.search(slug))


def is_shared(name: str, take: Collection[str] = ()) -> bool:
    """Return whether the library's file *name* is in a site that takes the countries *take*."""
    path = PurePosixPath(name)
    match path.parts:
        case ("hosts", slug, *_):
            return f"hosts/{slug}" in take and path.stem not in _NOT_SHARED
        case ("origins", _):
            return f"origins/{path.stem}" in take
        case (_,):
            return path.suffix == ".yaml" and path.stem not in _NOT_SHARED
        case (folder, *_):
            return name == _SENTENCES or folder in _SHARED_FOLDERS
    return False


def is_of_library(shown: str) -> bool:
    """Return whether the file called *shown* in problems is one of the library."""
    return shown.startswith(f"{SHOWN}/")


def name_of(shown: str, root: str) -> str:
    """Return the name below content/ of the file shown as *shown*; *root* is content/ as shown."""
    return shown.removeprefix(f"{SHOWN}/" if is_of_library(shown) else f"{root}/")


class Layers:
    """The content folder *root*, and the library below it when it is that of a site of one's own.

    *own* are the names of its files, *base* the folder that names in problems count from.
    """

    def __init__(self, root: Path, own: Iterable[str], base: Path | None = None) -> None:
        self.problems: list[Problem] = []
        """What is wrong with the lock."""
        self._own = frozenset(own)
        self._shown = shown_path(root, base)
        self._library = paths.library_below(root, "content")
        self._shared: frozenset[str] = frozenset()
        self._has = _Has()
        if self._library is None:
            return
        shown = shown_path(root.parent / paths.LOCK, base)
        try:
            lock = read_lock(root.parent) or Lock(__version__)
        except LockError as error:
            lock = Lock(__version__)
            self.problems.append(_unreadable(shown, error))
        if lock.version != __version__:
            self.problems.append(_other_version(shown, lock.version))
        self._shared = frozenset(shared_names(self._library, lock.take))
        self._has = _Has.of(root, self._own | self._shared)
        missing = [one for one in lock.take if not any(_is_of(one, n) for n in self._shared)]
        self.problems += [_not_there(shown, one) for one in missing]

    @property
    def names(self) -> list[str]:
        """The names of the files of both, in order."""
        # Without a site.yaml of its own nobody has said which countries and languages a site has.
        shared = self._shared if _SITE in self._own else self._shared - {_SITE}
        return sorted(self._own | shared)

    def shown(self, name: str) -> str:
        """Return how the file *name* is called in problems."""
        return f"{self._shown}/{name}" if self.is_own(name) else f"{SHOWN}/{name}"

    def is_own(self, name: str) -> bool:
        """Return whether the site has, or should have, a file *name* itself."""
        return name in self._own or name not in self._shared

    def below(self, name: str, parse: Parse) -> Node | None:
        """Return the tree of the library's file *name*; None when the site does not stand on it."""
        if self._library is None or name not in self._shared:
            return None
        tree = _shared_tree(self._library, name, parse)
        return None if tree is None else self._has.only(tree, name)


@dataclass(frozen=True)
class _Has:
    """What a site has: the library's entries on other countries and languages are not its own."""

    hosts: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    locales: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: Path, names: Collection[str]) -> _Has:
        paths_of = [PurePosixPath(name) for name in names]
        hosts = {path.parts[1] for path in paths_of if path.parts[0] == "hosts"}
        origins = {path.stem for path in paths_of if path.parts[0] == "origins"}
        return cls(frozenset(hosts), frozenset(origins), frozenset(_locales_of(root / _SITE)))

    def only(self, tree: Node, name: str) -> Node:
        """Return the library's file *name* with only the countries and languages of the site."""
        if name.startswith("origins/"):
            return _kept(tree, ("corridors",), lambda host, _row: host in self.hosts)
        if name == "synonyms.yaml":
            return _kept(tree, ("synonyms",), lambda locale, _rows: locale in self.locales)
        if name == "phrases.yaml":
            said = _each(tree, "phrases", self._for_these_origins)
            return _kept(said, ("phrases",), lambda _key, row: not _is_empty(row, "origins"))
        if name == "staff/plan.yaml":
            return _kept(tree, ("sections", "*", "lines"), self._of_these_origins)
        return tree

    def _for_these_origins(self, row: Node) -> Node:
        """Leave out of a phrase the origin countries that the site has not."""
        if not isinstance(row, Tree) or not isinstance(named := row.get("origins"), Items):
            return row
        there = tuple(item for item in named.items if plain(item) in self.origins)
        origins = row.entries["origins"][0], Items(there, named.line, named.column)
        return Tree({**row.entries, "origins": origins}, row.line, row.column)

    def _of_these_origins(self, _key: str, row: Node) -> bool:
        origin = row.get("origin") if isinstance(row, Tree) else None
        return origin is None or plain(origin) in self.origins


def _locales_of(site: Path) -> Iterable[str]:
    """Yield the languages that site.yaml names; what is wrong with it is told elsewhere."""
    with contextlib.suppress(OSError):
        tree, _problems = parse_yaml(read_ordinary(site, most=limits.FILE.most), site.name)
        locales = tree.get("locales") if isinstance(tree, Tree) else None
        yield from locales.entries if isinstance(locales, Tree) else ()
        yield "en"


def _is_empty(row: Node, key: str) -> bool:
    value = row.get(key) if isinstance(row, Tree) else None
    return isinstance(value, Items) and not value.items


def _each(tree: Node, section: str, change: Callable[[Node], Node]) -> Node:
    """Return *tree* with each entry of its *section* changed."""
    if not isinstance(tree, Tree) or not isinstance(rows := tree.get(section), Tree):
        return tree
    changed = {key: (place, change(row)) for key, (place, row) in rows.entries.items()}
    section_row = tree.entries[section][0], Tree(changed, rows.line, rows.column)
    return Tree({**tree.entries, section: section_row}, tree.line, tree.column)


def _kept(tree: Node, path: tuple[str, ...], keep: Callable[[str, Node], bool]) -> Node:
    """Return *tree*; of the mappings at *path* (``*`` = each key), only entries to *keep*."""
    if not isinstance(tree, Tree):
        return tree
    if not path:
        entries = {key: row for key, row in tree.entries.items() if keep(key, row[1])}
    else:
        entries = {
            key: (place, _kept(node, path[1:], keep) if path[0] in ("*", key) else node)
            for key, (place, node) in tree.entries.items()
        }
    return Tree(entries, tree.line, tree.column)


def _is_of(country: str, name: str) -> bool:
    return name == f"{country}.yaml" or name.startswith(f"{country}/")


def _unreadable(shown: str, error: LockError) -> Problem:
    return Problem(
        shown,
        1,
        1,
        "error",
        "shared-library",
        "",
        str(error),
        "Bring the file back from the history of your repository; it is written by a program only.",
    )


def _other_version(shown: str, version: str) -> Problem:
    return Problem(
        shown,
        1,
        1,
        "warning",
        "shared-library",
        "",
        f'the site was last looked at with version "{version}", and this program is {__version__}',
        "Run: advisory upgrade --plan",
    )


def _not_there(shown: str, country: str) -> Problem:
    return Problem(
        shown,
        1,
        1,
        "error",
        "shared-library",
        "",
        f'the shared library has no "{country}"',
        "Write the country into your own content, or run: advisory upgrade --drop " + country,
    )


def shared_names(library: Path, take: Collection[str]) -> list[str]:
    """Return the names of the library's files that a site with the countries *take* needs."""
    return [name for name in list_files(library) if is_shared(name, take)]


def _shared_tree(library: Path, name: str, parse: Parse = parse_yaml) -> Node | None:
    node, _problems = parse(read_ordinary(library / name), f"{SHOWN}/{name}")
    if name == _SITE and isinstance(node, Tree):
        kept = {key: row for key, row in node.entries.items() if key in _OF_SITE}
        return Tree(kept, node.line, node.column)
    return node


def overlaid(below: Node, own: Node) -> Node:
    """Lay the tree of a site's own file over that of the library's file of the same name.

    Two mappings under one key are joined, entry by entry; an entry is never mixed from two.
    """
    if not (isinstance(below, Tree) and isinstance(own, Tree)):
        return own
    entries = dict(below.entries)
    for key, (place, node) in own.entries.items():
        under = below.get(key)
        if isinstance(under, Tree) and isinstance(node, Tree):
            node = Tree({**under.entries, **node.entries}, node.line, node.column)  # noqa: PLW2901
        entries[key] = place, node
    return Tree(entries, own.line, own.column)


def is_in(node: Node, path: tuple[str, ...]) -> bool:
    """Return whether the first two keys of *path*, which name an entry, are in the tree *node*."""
    for key in path[:2]:
        if not isinstance(node, Tree):
            return True  # a value of its own, which is not taken apart
        if (value := node.get(key)) is None:
            return False
        node = value
    return True


def files_in(folder: Path, suffix: str) -> list[Path]:
    """Return the files of *folder*, one of content/, over those of the library; one per name."""
    library = paths.library_below(folder.parent, "content")
    below = [] if library is None else ordinary_files(library / folder.name, suffix)
    files = {path.name: path for path in [*below, *ordinary_files(folder, suffix)]}
    return [files[name] for name in sorted(files)]


def entries_of(tree: Node, name: str) -> Entries:
    """Return what the tree of the file *name* says, entry by entry."""
    entries: Entries = {}
    rows: Mapping[str, Any] = plain(tree) if isinstance(tree, Tree) else {}
    for key, value in rows.items():
        if isinstance(value, dict):
            entries |= {f"{name} {key}.{entry}": said for entry, said in value.items()}
        else:
            entries[f"{name} {key}"] = value
    return entries


def library_entries(take: Collection[str]) -> Entries:
    """Return all that the library says today to a site with the countries *take*."""
    library = paths.LIBRARY / "content"
    formats = [f"{LEAFLETS}/{path.name}" for path in ordinary_files(library / LEAFLETS, ".yaml")]
    entries: Entries = {}
    for name in [*shared_names(library, take), *formats]:
        if (tree := _shared_tree(library, name)) is not None:
            entries |= entries_of(tree, name)
    return entries
