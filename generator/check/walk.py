"""Step 2: content → ``ContentPlace`` and text iterators, which every check walks.

The checks walk ``places`` instead of files, so that each reads like its rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from ..load import Content, Host, LoadedFile
from ..load.staff import is_staff_file, staff_sources
from ..model import AidTopic, Hazard, HostSources, Origin, Prepare, Source
from ..model.campaigns import Campaign
from ..model.courses import Choice
from ..model.leaflet import Leaflet
from ..model.pronunciation import Readings, SoundTable
from ..model.spoken import Spoken
from ..model.walk import SourceText, Visit, walk_models
from ..paths import ASSETS
from ..problems import Level, Problem, RuleName

ICONS = ASSETS / "icons"


@dataclass(frozen=True)
class Options:
    """What the checks are asked for."""

    today: date
    publish: bool = False
    """Ask also for all that a public site needs."""
    icons: frozenset[str] | None = None
    """Names of the pictures there are; None = not known, so they are not checked."""
    pictures: Path | None = None
    """Folder of their files; None = the files are not looked at."""
    needs: Path | None = None
    """Folder of the tables of what people need to know; None = they are not looked at."""
    pages: Mapping[str, frozenset[str]] | None = None
    """Pages of docs/ for editors, each with the ids of its headings; None = there is no folder."""
    formats: frozenset[str] | None = None
    """Names of the formats of leaflets; None = there is no folder of them."""
    leaflets: Mapping[str, Leaflet] | None = None
    """The formats that could be read; None = they are not looked at."""
    now: datetime | None = None
    """The moment that decides what has ended; absent = the beginning of *today*, in UTC."""

    @property
    def moment(self) -> datetime:
        """The moment that decides what has ended."""
        return self.now or midnight(self.today)

    @property
    def level(self) -> Level:
        """The level of what may wait until the site is public."""
        return "error" if self.publish else "warning"


def midnight(day: date) -> datetime:
    """Return the beginning of *day*, in UTC."""
    return datetime.combine(day, time(), UTC)


def known_icons(folder: Path = ICONS) -> frozenset[str] | None:
    """Return the names of the pictures in *folder*; None when there is no such folder."""
    return frozenset(path.stem for path in folder.glob("*.svg")) if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class ContentPlace:
    """One mapping, and what its ids may name."""

    file: LoadedFile
    visit: Visit
    host: Host | None
    """The host country it speaks of; None in the library and for an origin as a whole."""
    sources: Mapping[str, Source] | None
    """The sources it may cite; None when their file could not be read."""

    @property
    def id(self) -> str:
        """Its keys, joined by dots."""
        return ".".join(self.visit.path)

    def problem(
        self,
        keys: tuple[str, ...],
        rule: RuleName,
        message: str,
        remedy: str,
        *,
        level: Level = "error",
        key: bool = False,
    ) -> Problem:
        """Make a problem at *keys* below this mapping."""
        path = (*self.visit.path, *keys)
        return self.file.problem(path, rule, message, remedy, level=level, key=key)


def top(content: Content, file: LoadedFile) -> ContentPlace:
    """Return the whole of *file* as a place."""
    visit = Visit(file.context, file.model, (file.model,))
    return ContentPlace(file, visit, host_of(content, file, ()), sources_of(content, file))


def places(content: Content) -> Iterable[ContentPlace]:
    """Visit every mapping of every file that was read, but of host countries that are left out."""
    # Once: thirty checks walk the same content one after the other.
    return content.once(_places)


def _places(content: Content) -> Iterator[ContentPlace]:
    for file in content.files.values():
        sources = sources_of(content, file)
        for visit in walk_models(file.model, file.context):
            if _of_another_host(content, file, visit.path):
                continue
            yield ContentPlace(file, visit, host_of(content, file, visit.path), sources)


def places_met_in(content: Content, host: Host) -> Iterator[ContentPlace]:
    """Visit every mapping that readers in *host* may meet; those withdrawn are met by nobody."""
    for place in places(content):
        if place.host in (None, host) and not place.visit.is_withdrawn:
            yield place


def texts(content: Content) -> Iterable[tuple[ContentPlace, SourceText]]:
    """Visit every text for readers."""
    return content.once(_texts)


def _texts(content: Content) -> Iterator[tuple[ContentPlace, SourceText]]:
    for file in content.files.values():
        sources = sources_of(content, file)
        for text in file.texts:
            if _of_another_host(content, file, text.path):
                continue
            host = host_of(content, file, text.path)
            yield ContentPlace(file, text.visit, host, sources), text


def quotes_a_mistake(text: SourceText) -> bool:
    """Return whether *text* is a wrong answer of a course: a mistake of people, not our advice."""
    model = text.visit.model
    return isinstance(model, Choice) and not model.right and text.field == "text"


def _of_another_host(content: Content, file: LoadedFile, path: tuple[str, ...]) -> bool:
    """Return whether *path* speaks of a host country that is left out of *content*."""
    # An origin country speaks of several host countries; each is checked when its turn comes.
    corridor = file.name.startswith("origins/") and path[:1] == ("corridors",) and len(path) > 1
    return corridor and path[1] in content.beside


def host_of(content: Content, file: LoadedFile, path: tuple[str, ...]) -> Host | None:
    """Return the host country that the mapping at *path* of *file* speaks of."""
    parts = file.name.split("/")
    if parts[0] == "hosts":
        return content.hosts.get(parts[1])
    if parts[0] == "origins" and path[:1] == ("corridors",) and len(path) > 1:
        return content.hosts.get(path[1])
    return None


def sources_of(content: Content, file: LoadedFile) -> Mapping[str, Source] | None:
    """Return the sources that *file* may cite: its own, or those of its host country."""
    model = file.model
    if isinstance(
        model,
        AidTopic
        | Campaign
        | Hazard
        | Prepare
        | Origin
        | HostSources
        | Spoken
        | Readings
        | SoundTable,
    ):
        return model.sources
    parts = file.name.split("/")
    if is_staff_file(file.name):
        host = content.hosts[parts[1]] if parts[0] == "hosts" else None
        return staff_sources(content, host) if host is None or host.has("sources") else None
    if parts[0] == "hosts":
        host = content.hosts[parts[1]]
        # None, not empty: with an unreadable list every id in it would seem to be missing.
        return host.sources.sources if host.has("sources") else None
    return {}
