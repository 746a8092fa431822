"""All content of a site, validated, with the place of every value.

Step 1. ``load_content`` makes it; checks, translations and products read it. A file that could not
be read is left out: asking for it raises ``ContentIncompleteError``, so that a step which must have
everything fails with a clear word, and a check can look first (``has``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, TypeVar

from ..model import (
    Assistance,
    Country,
    Editions,
    Exceptions,
    Glossary,
    Guides,
    Hazard,
    HostHazards,
    HostSources,
    Insurance,
    Model,
    Names,
    Origin,
    Partners,
    Phrases,
    Prepare,
    Recordings,
    Site,
    Synonyms,
    TileMap,
)
from ..model.walk import KeyPath, SourceText, translatable_texts
from ..problems import Level, Problem, Rule
from .tree import Node, find

HOST_FILES: Mapping[str, type[Model]] = {
    "country": Country,
    "hazards": HostHazards,
    "insurance": Insurance,
    "assistance": Assistance,
    "guides": Guides,
    "sources": HostSources,
}
OPTIONAL_HOST_FILES: Mapping[str, type[Model]] = {"map": TileMap}
"""Beside those of a host country, which does without them."""
TOP_FILES: Mapping[str, type[Model]] = {
    "site": Site,
    "prepare": Prepare,
    "phrases": Phrases,
}
OPTIONAL_FILES: Mapping[str, type[Model]] = {
    "glossary": Glossary,
    "exceptions": Exceptions,
    "partners": Partners,
    "editions": Editions,
    "synonyms": Synonyms,
    "names": Names,
    "recordings": Recordings,
}
"""At the top too, but a site does without them."""

ModelT = TypeVar("ModelT", bound=Model)
T = TypeVar("T")


class ContentIncompleteError(LookupError):
    """A step asked for a file that could not be read. Run ``advisory check`` first."""


def kind_of(name: str) -> type[Model] | None:
    """Say which kind of mapping the file *name* holds; *name* counts from the content folder."""
    path = PurePosixPath(name)
    if path.suffix != ".yaml":
        return None
    match path.parts:
        case (_,):
            return TOP_FILES.get(path.stem) or OPTIONAL_FILES.get(path.stem)
        case ("hazards", _):
            return Hazard
        case ("origins", _):
            return Origin
        case ("hosts", _, _):
            return HOST_FILES.get(path.stem) or OPTIONAL_HOST_FILES.get(path.stem)
        case _:
            return None


def context_prefix(name: str) -> KeyPath:
    """Give the first part of the ids (msgctxt) of texts in the file *name*.

    A hazard's begins with its slug, a file of a host country with the name of the file; prepare,
    phrases and origins have none.
    """
    path = PurePosixPath(name)
    return (path.stem,) if len(path.parts) > 1 and path.parts[-2] != "origins" else ()


def domain_of(name: str) -> str:
    """Give the gettext domain of the file *name*: hazards, prepare, phrases, <host>, <origin>."""
    path = PurePosixPath(name)
    match path.parts:
        case ("hazards", _):
            return "hazards"
        case ("hosts", host, _):
            return host
        case _:
            return path.stem


@dataclass(frozen=True)
class LoadedFile:
    """One file of content: its model and where each value stands."""

    name: str
    """From the content folder, for example ``hosts/thailand/country.yaml``."""
    shown: str
    """As problems name it, from the root of the repository."""
    model: Model
    tree: Node

    @property
    def context(self) -> KeyPath:
        """First part of the ids of its texts."""
        return context_prefix(self.name)

    @cached_property
    def texts(self) -> tuple[SourceText, ...]:
        """Every text that is translated, in the order of the fields; what was withdrawn is none."""
        return tuple(translatable_texts(self))

    @cached_property
    def withdrawn_texts(self) -> tuple[SourceText, ...]:
        """The texts that were withdrawn: their translations stay until somebody tidies up."""
        return tuple(translatable_texts(self, withdrawn=True))

    def place(self, path: KeyPath, *, key: bool = False) -> tuple[int, int]:
        """Give line and column of the value at *path*, or of the key that names it.

        *path* begins with ``context``. A path that does not exist gives its nearest part.
        """
        return find(self.tree, path[len(self.context) :], key=key)

    def line_of(self, path: KeyPath) -> int:
        """Give the line of the value at *path*."""
        return self.place(path)[0]

    def problem(
        self, path: KeyPath, rule: Rule, message: str, remedy: str, *,
        level: Level = "error", key: bool = False,
    ) -> Problem:  # fmt: skip
        """Make a problem that points at the value (or *key*) at *path*."""
        return Problem(
            self.shown, *self.place(path, key=key), level, rule, ".".join(path), message, remedy
        )


@dataclass(frozen=True)
class Host:
    """A host country's files."""

    slug: str
    files: Mapping[str, LoadedFile]
    """By stem: country, hazards, insurance, assistance, guides, sources, map."""

    def has(self, *stems: str) -> bool:
        """Say whether all these files were read."""
        return all(stem in self.files for stem in stems)

    @property
    def country(self) -> Country:
        """country.yaml."""
        return self._get("country", Country)

    @property
    def hazards(self) -> HostHazards:
        """hazards.yaml."""
        return self._get("hazards", HostHazards)

    @property
    def insurance(self) -> Insurance:
        """insurance.yaml."""
        return self._get("insurance", Insurance)

    @property
    def assistance(self) -> Assistance:
        """assistance.yaml."""
        return self._get("assistance", Assistance)

    @property
    def guides(self) -> Guides:
        """guides.yaml."""
        return self._get("guides", Guides)

    @property
    def sources(self) -> HostSources:
        """sources.yaml."""
        return self._get("sources", HostSources)

    @property
    def map(self) -> TileMap | None:
        """map.yaml; None when there is none."""
        file = self.files.get("map")
        return file.model if file is not None and isinstance(file.model, TileMap) else None

    @property
    def replaced(self) -> frozenset[tuple[str, str]]:
        """Library messages whose place its own messages take: hazard and id."""
        return frozenset(
            (slug, message.replaces)
            for slug, hazard in self.hazards.hazards.items()
            for message in hazard.messages.values()
            if message.replaces
        )

    def _get(self, stem: str, kind: type[ModelT]) -> ModelT:
        return _expect(self.files.get(stem), kind, f"hosts/{self.slug}/{stem}.yaml")


@dataclass(frozen=True)
class Content:
    """Everything we say, in the source locale."""

    files: Mapping[str, LoadedFile]
    """By name, in order: every file that was read without an error."""
    hosts: Mapping[str, Host]
    """By slug. A host is here when any of its files was read; ``has`` says which."""
    shown_root: str
    """Name of the content folder in problems."""
    unread: frozenset[str] = frozenset()
    """Names of the files that are there and could not be read."""
    beside: frozenset[str] = frozenset()
    """Slugs of host countries that are in the folder and left out here (see ``for_host``)."""
    sounds: Mapping[str, bytes] = field(default_factory=dict)
    """Files of content/recordings/ by name."""
    _walks: dict[Callable[..., Any], list[Any]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, walk: Callable[[Content], Iterable[T]]) -> list[T]:
        """Return all that *walk* yields for this content; it is walked once."""
        if walk not in self._walks:
            self._walks[walk] = list(walk(self))
        return self._walks[walk]

    def has(self, *names: str) -> bool:
        """Say whether all these files were read."""
        return all(name in self.files for name in names)

    def slugs(self, folder: str) -> frozenset[str]:
        """Name the files of *folder* that are there, read or not."""
        paths = (PurePosixPath(name) for name in (*self.files, *self.unread))
        return frozenset(path.stem for path in paths if path.parent.as_posix() == folder)

    @property
    def known_hosts(self) -> frozenset[str]:
        """Slugs of all host countries of the folder, whether they are here or left out."""
        return self.beside | self.hosts.keys()

    def for_host(self, slug: str) -> Content:
        """Leave the other host countries out: what steps 2 to 4 need at once."""
        if self.hosts.keys() <= {slug}:
            return self
        others = {f"hosts/{host}/" for host in self.hosts if host != slug}
        kept = {n: f for n, f in self.files.items() if not n.startswith(tuple(others))}
        hosts = {host: found for host, found in self.hosts.items() if host == slug}
        return replace(self, files=kept, hosts=hosts, beside=self.known_hosts)

    def met_in(self, host: str, origins: Collection[str]) -> Iterator[tuple[str, SourceText]]:
        """Yield each text that readers from *origins* meet in *host*, with its domain, once.

        A library message that the host country replaces is not met there, nor a phrase for people
        from elsewhere, nor what an origin country says for other host countries. Raises
        ContentIncompleteError.
        """
        own = self.hosts[host]
        names = ["prepare.yaml", "phrases.yaml", *(f"origins/{slug}.yaml" for slug in origins)]
        names += [f"hazards/{slug}.yaml" for slug in own.hazards.hazards]
        names += [file.name for file in own.files.values()]
        replaced = {(slug, "messages", key) for slug, key in own.replaced}
        said = {key for origin in origins for key in self.phrases.said_by(origin)}
        for name in names:
            if name not in self.files:
                raise ContentIncompleteError(_not_read(name))
            file, domain = self.files[name], domain_of(name)
            for text in file.texts:
                if domain == "phrases" and text.path[1] not in said:
                    continue
                if domain == "hazards" and text.path[:3] in replaced:
                    continue
                if domain in origins and text.path[0] == "corridors" and text.path[1] != host:
                    continue
                yield domain, text

    @property
    def site(self) -> Site:
        """site.yaml."""
        return _expect(self.files.get("site.yaml"), Site, "site.yaml")

    @property
    def prepare(self) -> Prepare:
        """prepare.yaml."""
        return _expect(self.files.get("prepare.yaml"), Prepare, "prepare.yaml")

    @property
    def phrases(self) -> Phrases:
        """phrases.yaml."""
        return _expect(self.files.get("phrases.yaml"), Phrases, "phrases.yaml")

    @property
    def partners(self) -> Partners:
        """partners.yaml; nothing when there is none."""
        file = self.files.get("partners.yaml")
        return file.model if file is not None and isinstance(file.model, Partners) else Partners()

    @property
    def synonyms(self) -> Synonyms:
        """synonyms.yaml; nothing when there is none."""
        file = self.files.get("synonyms.yaml")
        return file.model if file is not None and isinstance(file.model, Synonyms) else Synonyms()

    @property
    def names(self) -> Names:
        """names.yaml; nothing when there is none."""
        file = self.files.get("names.yaml")
        return file.model if file is not None and isinstance(file.model, Names) else Names()

    @property
    def recordings(self) -> Recordings:
        """recordings.yaml; nothing when there is none."""
        file = self.files.get("recordings.yaml")
        found = file.model if file is not None else None
        return found if isinstance(found, Recordings) else Recordings()

    @property
    def editions(self) -> Editions:
        """editions.yaml; nothing when there is none."""
        file = self.files.get("editions.yaml")
        return file.model if file is not None and isinstance(file.model, Editions) else Editions()

    @property
    def glossary(self) -> Glossary:
        """glossary.yaml; empty when there is none."""
        file = self.files.get("glossary.yaml")
        return Glossary() if file is None else _expect(file, Glossary, "glossary.yaml")

    @property
    def hazards(self) -> dict[str, Hazard]:
        """The library, by slug."""
        return {
            PurePosixPath(file.name).stem: file.model
            for file in self.files.values()
            if isinstance(file.model, Hazard)
        }

    @property
    def origins(self) -> dict[str, Origin]:
        """Origin countries, by slug."""
        return {
            PurePosixPath(file.name).stem: file.model
            for file in self.files.values()
            if isinstance(file.model, Origin)
        }

    def of_kind(self, kind: type[ModelT]) -> Iterator[tuple[LoadedFile, ModelT]]:
        """Yield the files of one kind with their models."""
        for file in self.files.values():
            if isinstance(file.model, kind):
                yield file, file.model


def _expect(file: LoadedFile | None, kind: type[ModelT], name: str) -> ModelT:
    if file is None or not isinstance(file.model, kind):
        raise ContentIncompleteError(_not_read(name))
    return file.model


def _not_read(name: str) -> str:
    return f"{name} could not be read. Run: advisory check"
