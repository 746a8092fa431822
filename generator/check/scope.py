"""What surrounds each mapping of the content: its file, its host country, its sources.

Step 2. The checks walk ``places`` instead of files, so that each reads like its rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from ..load import Content, Host, LoadedFile
from ..model import Hazard, HostSources, Origin, Prepare, Source
from ..model.walk import SourceText, Visit, walk_models
from ..problems import Level, Problem, Rule

ICONS = Path(__file__).parents[1] / "assets" / "icons"


@dataclass(frozen=True)
class Options:
    """What the checks are asked for."""

    today: date
    publish: bool = False
    """Ask also for all that a public site needs."""
    icons: frozenset[str] | None = None
    """Names of the pictures there are; None = not known, nothing is said about them."""
    pictures: Path | None = None
    """Folder of their files; None = the files are not looked at."""
    now: datetime | None = None
    """The moment that decides what has ended; absent = the beginning of *today*, in UTC."""

    @property
    def moment(self) -> datetime:
        """The moment that decides what has ended."""
        return self.now or datetime.combine(self.today, time(), UTC)

    @property
    def level(self) -> Level:
        """The level of what may wait until the site is public."""
        return "error" if self.publish else "warning"


def known_icons(folder: Path = ICONS) -> frozenset[str] | None:
    """Name the pictures in *folder*; None when there is no such folder."""
    return frozenset(path.stem for path in folder.glob("*.svg")) if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class Place:
    """One mapping, and what its ids may name."""

    file: LoadedFile
    visit: Visit
    host: Host | None
    """The host country it speaks of; None in the library and for an origin as a whole."""
    sources: Mapping[str, Source] | None
    """The sources it may cite; None when their file could not be read."""

    def problem(
        self,
        keys: tuple[str, ...],
        rule: Rule,
        message: str,
        remedy: str,
        *,
        level: Level = "error",
        key: bool = False,
    ) -> Problem:
        """Make a problem at *keys* below this mapping."""
        path = (*self.visit.path, *keys)
        return self.file.problem(path, rule, message, remedy, level=level, key=key)


def top(content: Content, file: LoadedFile) -> Place:
    """Give the whole of *file* as a place."""
    visit = Visit(file.context, file.model, (file.model,))
    return Place(file, visit, host_of(content, file, ()), sources_of(content, file))


def places(content: Content) -> Iterable[Place]:
    """Visit every mapping of every file that was read, but of host countries that are left out."""
    # Once: thirty checks walk the same content one after the other.
    return content.once(_places)


def _places(content: Content) -> Iterator[Place]:
    for file in content.files.values():
        for visit in walk_models(file.model, file.context):
            if _of_another_host(content, file, visit.path):
                continue
            yield Place(file, visit, host_of(content, file, visit.path), sources_of(content, file))


def texts(content: Content) -> Iterable[tuple[Place, SourceText]]:
    """Visit every text for readers."""
    return content.once(_texts)


def _texts(content: Content) -> Iterator[tuple[Place, SourceText]]:
    for file in content.files.values():
        sources = sources_of(content, file)
        for text in file.texts:
            if _of_another_host(content, file, text.path):
                continue
            host = host_of(content, file, text.path)
            yield Place(file, text.visit, host, sources), text


def _of_another_host(content: Content, file: LoadedFile, path: tuple[str, ...]) -> bool:
    """Tell whether *path* speaks of a host country that is left out of *content*."""
    corridor = file.name.startswith("origins/") and path[:1] == ("corridors",) and len(path) > 1
    return corridor and path[1] in content.beside


def host_of(content: Content, file: LoadedFile, path: tuple[str, ...]) -> Host | None:
    """Give the host country that the mapping at *path* of *file* speaks of."""
    parts = file.name.split("/")
    if parts[0] == "hosts":
        return content.hosts.get(parts[1])
    if parts[0] == "origins" and path[:1] == ("corridors",) and len(path) > 1:
        return content.hosts.get(path[1])
    return None


def sources_of(content: Content, file: LoadedFile) -> Mapping[str, Source] | None:
    """Give the sources that *file* may cite: its own, or those of its host country."""
    model = file.model
    if isinstance(model, Hazard | Prepare | Origin | HostSources):
        return model.sources
    parts = file.name.split("/")
    if parts[0] == "hosts":
        host = content.hosts[parts[1]]
        return host.sources.sources if host.has("sources") else None
    return {}
