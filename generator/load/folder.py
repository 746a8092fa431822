"""Step 1: a content folder → what all countries share, and one host country at a time.

What all countries share is read once; the files of a country when they are asked for, and
forgotten when the next one is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Protocol

from ..model import (
    Country,
    Editions,
    Glossary,
    Hazard,
    Model,
    Origin,
    Partners,
    Phrases,
    PictureEntry,
    Prepare,
    Recordings,
    Site,
)
from ..model.notices import Notice
from ..problems import Problem, shown_path, sort_problems
from ..system.ordinary_file import other_entries
from .content import Content, Host
from .files import find_problems, known_kind, load_tree, read_sounds
from .kinds import fits_of
from .layers import Layers, list_files, overlaid
from .loaded_file import LoadedFile
from .own_table import lay_countries_over
from .recent import RecentFiles
from .shapes import SLUG
from .tree import Mapping as Tree
from .tree import Node, Scalar


class Contents(Protocol):
    """``Content``, or ``ContentFolder``, which reads a host country when it is asked for."""

    @property
    def site(self) -> Site: ...  # noqa: D102
    @property
    def notices(self) -> dict[str, Notice]: ...  # noqa: D102
    @property
    def editions(self) -> Editions: ...  # noqa: D102
    @property
    def recordings(self) -> Recordings: ...  # noqa: D102
    @property
    def pictures(self) -> Mapping[str, PictureEntry]: ...  # noqa: D102
    @property
    def origins(self) -> Mapping[str, Origin]: ...  # noqa: D102
    def for_host(self, slug: str) -> Content: ...  # noqa: D102


class ContentFolder:
    """The content below *root*; it answers as ``Content`` does, and keeps one country in memory.

    *base* is the folder that names in problems count from (default: the one *root* lies in). With
    *recent*, a file whose bytes are those of an earlier reading is not parsed again.
    """

    def __init__(
        self, root: Path, base: Path | None = None, recent: RecentFiles | None = None
    ) -> None:
        self.root = root
        self._recent = RecentFiles(0) if recent is None else recent
        self.base = root.parent if base is None else base
        self._shown = shown_path(root, self.base)
        # Before anything is read: what it allows is asked for by each file.
        of_table = lay_countries_over(root, self.base)
        own_names = list_files(root)
        self._layers = Layers(root, own_names, self.base)
        names = self._layers.names
        self._other = {
            path.relative_to(root).as_posix(): kind for path, kind in other_entries(root)
        }
        by_host: dict[str | None, list[str]] = {None: []}
        for name in names:
            by_host.setdefault(_host_of(name), []).append(name)
        common = by_host.pop(None)
        sized = {name: fits_of(name)[0] for name in common if fits_of(name)[0] in by_host}
        common = [name for name in common if name not in sized]
        for name, host in sized.items():
            by_host[host].append(name)
        slugs = sorted(host for host in by_host if host and SLUG.search(host))
        self._names = {slug: by_host[slug] for slug in slugs}
        files, problems = self._read(common)
        self.problems = [
            *of_table,
            *problems,
            *self._layers.problems,
            *find_problems(names, self._shown, self._other),
        ]
        """What is wrong with the files that all countries share, and with the folder's names."""
        unread = frozenset(common) - files.keys()
        self.shared = Content(files, {}, self._shown, unread, frozenset(slugs), read_sounds(root))
        """Everything but the host countries."""
        # One only: two hundred countries shall need hardly more memory than one.
        self._last: tuple[str, Content, list[Problem]] | None = None

    @property
    def hosts(self) -> Mapping[str, Host]:
        """Every host country that has a file here, by slug; read when it is asked for."""
        return _Hosts(self)

    @property
    def slugs(self) -> tuple[str, ...]:
        """Slugs of the host countries that have a file here, in order."""
        return tuple(self._names)

    @property
    def site(self) -> Site:
        """site.yaml."""
        return self.shared.site

    @property
    def prepare(self) -> Prepare:
        """prepare.yaml."""
        return self.shared.prepare

    @property
    def phrases(self) -> Phrases:
        """phrases.yaml."""
        return self.shared.phrases

    @property
    def pictures(self) -> Mapping[str, PictureEntry]:
        """Entries of pictures.yaml; nothing when there is none."""
        return self.shared.pictures

    @property
    def partners(self) -> Partners:
        """partners.yaml; nothing when there is none."""
        return self.shared.partners

    @property
    def recordings(self) -> Recordings:
        """recordings.yaml; nothing when there is none."""
        return self.shared.recordings

    @property
    def notices(self) -> dict[str, Notice]:
        """Notices of all host countries by the name of their file, the newest last."""
        return self.shared.notices

    @property
    def editions(self) -> Editions:
        """editions.yaml; nothing when there is none."""
        return self.shared.editions

    @property
    def hazards(self) -> dict[str, Hazard]:
        """The library, by slug."""
        return self.shared.hazards

    @property
    def origins(self) -> dict[str, Origin]:
        """Origin countries, by slug."""
        return self.shared.origins

    @property
    def glossary(self) -> Glossary:
        """glossary.yaml; empty when there is none."""
        return self.shared.glossary

    def for_host(self, slug: str) -> Content:
        """Return what all share and the files of one host country."""
        return self.read_host(slug)[0]

    def each_host(self, without: Collection[str] = ()) -> Iterator[tuple[Content, list[Problem]]]:
        """Yield the content of each host country; if there is none at all, what all share."""
        for slug in self.slugs or ("",):
            if slug not in without:
                yield self.read_host(slug)

    def read_host(self, slug: str) -> tuple[Content, list[Problem]]:
        """Return the content of one host country, and what is wrong with its own files.

        Without a *slug* it is what all share.
        """
        if self._last is None or self._last[0] != slug:
            names = self._names.get(slug, [])
            files, problems = self._read(names)
            hosts = _hosts(files)
            content = Content(
                dict(sorted({**self.shared.files, **files}.items())),
                hosts,
                self._shown,
                self.shared.unread | (frozenset(names) - files.keys()),
                self.shared.beside - hosts.keys(),
                self.shared.sounds,
            )
            self._last = slug, content, problems
        return self._last[1], self._last[2]

    def _read(self, names: list[str]) -> tuple[dict[str, LoadedFile], list[Problem]]:
        problems: list[Problem] = []
        files: dict[str, LoadedFile] = {}
        nodes: list[tuple[str, type[Model], Node]] = []
        own_trees: dict[str, Node] = {}
        for name in names:
            kind = known_kind(name)
            if kind is None or name in self._other:
                continue
            node = below = self._layers.below(name, self._recent.parse)
            if self._layers.is_own(name):
                node, faults = load_tree(self.root / name, self.base, self._recent.parse)
                problems += _softened(name, faults)
                if node is not None and below is not None:
                    own_trees[name], node = node, overlaid(below, node)
            if node is not None:
                nodes.append((name, kind, node))
        codes = _codes_by_name(node for _name, kind, node in nodes if kind is Country)
        for name, kind, node in nodes:
            file, faults = self._recent.validate(name, node, kind, self._layers.shown(name), codes)
            problems += _softened(name, faults)
            if file is not None:
                own = own_trees.get(name)
                files[name] = file if own is None else replace(file, own=own)
        return files, problems


def _softened(name: str, faults: list[Problem]) -> list[Problem]:
    """Return the faults of a file; of one that the program wrote and does without, as warnings.

    A merge of type sizes that went wrong costs time, and must stop no build.
    """
    if not fits_of(name)[0]:
        return faults
    return [replace(fault, level="warning") for fault in faults]


class _Hosts(Mapping[str, Host]):
    def __init__(self, folder: ContentFolder) -> None:
        self._folder = folder

    def __getitem__(self, slug: str) -> Host:
        return self._folder.for_host(slug).hosts[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._folder.slugs)

    def __len__(self) -> int:
        return len(self._folder.slugs)


def load_content(root: Path, base: Path | None = None) -> tuple[Content, list[Problem]]:
    """Read every file of the content folder *root* at once.

    Problems are sorted. A file with an error is left out of the result.
    """
    return load_hosts(ContentFolder(root, base))


def load_hosts(
    folder: ContentFolder, hosts: Collection[str] | None = None
) -> tuple[Content, list[Problem]]:
    """Return all of *folder*, as ``load_content``; with *hosts*, only these host countries."""
    files, problems, unread = dict(folder.shared.files), [*folder.problems], folder.shared.unread
    others = frozenset[str]() if hosts is None else frozenset(folder.slugs) - set(hosts)
    for content, faults in folder.each_host(others):
        files.update(content.files)
        problems += faults
        unread |= content.unread
    files = dict(sorted(files.items()))
    shared = folder.shared
    content = Content(
        files, _hosts(files), shared.shown_root, unread, beside=others, sounds=shared.sounds
    )
    return content, sort_problems(problems)


def _codes_by_name(countries: Iterable[Node]) -> dict[str, str]:
    """Return the codes of provinces by name, in small letters, from trees of country.yaml."""
    codes: dict[str, str] = {}
    for country in countries:
        provinces = country.get("provinces") if isinstance(country, Tree) else None
        if not isinstance(provinces, Tree):
            continue
        for code, (_key, province) in provinces.entries.items():
            name = province.get("name") if isinstance(province, Tree) else None
            if isinstance(name, Scalar):
                codes[name.text.strip().casefold()] = code
    return codes


def _host_of(name: str) -> str | None:
    match PurePosixPath(name).parts:
        case ("hosts", host, _, *_):
            return host
        case _:
            return None


def _hosts(files: dict[str, LoadedFile]) -> dict[str, Host]:
    hosts: dict[str, dict[str, LoadedFile]] = {}
    for name, file in files.items():
        if name.startswith("hosts/"):
            path = PurePosixPath(name)
            hosts.setdefault(path.parts[1], {})["/".join((*path.parts[2:-1], path.stem))] = file
    return {slug: Host(slug, stems) for slug, stems in hosts.items()}
