"""Beside the steps: all input files → their digests, as a whole and for each host country.

A host country follows from what all share and from its own files: its
folder of content, and its translations. While those of others change, what was found of it, counted
or planned is still valid. So it is while notices come and go: they are put into finished pages.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import sysconfig
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# No module that loads the model: a build with nothing to do ends before it would be read.
from ..paths import COUNTRIES_FILE, LANGUAGES_FILE, LIBRARY, LOCK, PACKAGE, library_below
from ..system.ordinary_file import open_ordinary
from .answers import Memo, cache_folder
from .digests import digest, native_versions

PROGRAM_TABLES = (LIBRARY / "mkdocs.yml", LANGUAGES_FILE, COUNTRIES_FILE)
"""Files beside this package that belong to the program."""
_HOSTS, _FITS, _NOTICES, _SENTENCES = "hosts", "fits", "notices", "sentences.yaml"
MADE_UP = "ADVISORY_MADE_UP"
"""Names folders where made-up content may be: those of tests."""


class Inputs:
    """Digests of the files in *content* and *locales*, of this program, its libraries, and the day.

    Beside the day counts what of the content has ended by the minute it was made for.

    They are those of the moment it was made: ``hold`` returns whether they still are.
    """

    def __init__(self, content: Path, locales: Path, now: datetime) -> None:
        self._made_of, self._made_at = (content, locales, now), time.time_ns()
        self._states: dict[str, tuple[tuple[int, ...], str]] = {}
        """State of each file on the disk when it was read, and its digest."""
        folders = (path for path in (content / _HOSTS).glob("*") if path.is_dir())
        hosts = {path.name for path in folders}
        shared: dict[str, str] = {}
        self._by_host: dict[str, dict[str, str]] = defaultdict(dict)
        ends, moments = _Ends(now), _Moments(now)
        notices: dict[str, str] = {}
        for path in files_below(content):
            if _is_notice(path.relative_to(content)):
                notices[str(path)] = self._read(path, moments.note)
                continue
            slug = _host_of_content(path.relative_to(content))
            slug = slug if slug in hosts else ""
            digests = self._by_host[slug] if slug else shared
            digests[str(path)] = self._read(path, partial(ends.note, slug))
        for path in files_below(locales):
            slug = _host_of_translation(path, hosts)
            digests = self._by_host[slug] if slug else shared
            digests[str(path)] = self._read(path)
        files = {str(path): self._read(path) for path in _program_files(content)}
        program = {**files, **_libraries()}
        self.program = digest(program)
        """Digest of this program, its tables and fonts, and what it runs on."""
        self._shared = {**shared, **program}
        for slug, ended in ends.passed().items():
            (self._by_host[slug] if slug else shared)["ended"] = ended
        notices["passed"] = moments.passed(ends.zones)
        self.notices = digest(notices)
        """Digest of the notices, and of how far their hours have passed."""
        self._beside = sorted(hosts), str(now.date()), os.environ.get(MADE_UP, "")

    def hold(self) -> bool:
        """Return whether all files are still the same: what was read since is then of this digest.

        They are not read for that, unless one was so new that its times prove nothing.
        """
        content, locales, _now = self._made_of
        files = [*files_below(content), *files_below(locales), *_program_files(content)]
        if self._states.keys() != {str(path) for path in files}:
            return False
        return all(self._holds(path) for path in files)

    def _holds(self, path: Path) -> bool:
        times, read = self._states[str(path)]
        if times != _times_of(path):
            return False
        return max(times[1:3], default=0) < self._made_at - _YOUNG_NS or _state_of(path)[1] == read

    def _read(self, path: Path, note: Callable[[bytes], None] | None = None) -> str:
        """Digest of the bytes of a file; *note* sees them."""
        self._states[str(path)] = _state_of(path, note)
        return self._states[str(path)][1]

    @cached_property
    def whole(self) -> str:
        """Digest of everything."""
        return digest(self.shared, self._by_host, self.notices)

    @cached_property
    def shared(self) -> str:
        """Return the digest of all but notices and hosts' own files; the set of hosts counts."""
        return digest(self._shared, self._beside)

    def of_host(self, slug: str) -> str:
        """Digest of everything that the host country *slug* follows from."""
        return digest(self.shared, slug, self._by_host.get(slug, {}))


def host_of_file(path: Path, content: Path, hosts: Collection[str]) -> str:
    """Return to which of *hosts* the file *path* of content or translations belongs; "" = shared.

    A file of a host country that is not among *hosts* counts as shared: which hosts there are
    changes all.
    """
    if path.is_relative_to(content):
        slug = _host_of_content(path.relative_to(content))
        return slug if slug in hosts else ""
    return _host_of_translation(path, hosts)


def _host_of_content(name: Path) -> str:
    first, *parts = name.parts
    if first == _FITS and len(parts) == 1:
        return parts[0].partition(".")[0]
    return parts[0] if first == _HOSTS and len(parts) > 1 else ""


def _is_notice(name: Path) -> bool:
    return len(name.parts) > 1 and name.parts[0] == _NOTICES and name.name != _SENTENCES


def _host_of_translation(path: Path, hosts: Collection[str]) -> str:
    # "thailand-staff.po" is of Thailand, too: load/kinds.py, which takes long to load, names it so.
    stem = path.stem if path.stem in hosts else path.stem.removesuffix("-staff")
    return stem if stem in hosts and path.suffix == ".po" else ""


def files_below(folder: Path) -> Iterator[Path]:
    """Yield every file below *folder*, without compiled modules; one that vanishes is left out."""
    for path, folders, names in os.walk(folder):
        # In place, which is how os.walk is told not to enter a folder.
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(path, name) for name in names)


def _program_files(content: Path) -> list[Path]:
    return [*files_below(PACKAGE), *PROGRAM_TABLES, *_library_files(content)]


def _library_files(content: Path) -> Iterator[Path]:
    """Yield the lock beside *content* and the files of the shared library, if one is used."""
    if (library := library_below(content, "content")) is None:
        return
    yield content.parent / LOCK
    # In a wheel they are among those of the package.
    if not library.is_relative_to(PACKAGE):
        yield from files_below(library)
        yield from files_below(library.parent / "locales")


def _libraries() -> dict[str, str]:
    """Versions of what this program runs on."""
    installed = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    return {
        **native_versions(),
        "installed": digest(sorted(path.name for path in installed)),
        "Python": sys.version,
    }


MOST_BYTES = 16_000_000
"""Of a larger file, which nobody reads to its end, size and time are looked at too.

At least as much as ``model.limits`` lets anybody read; loading that would take longer than all else
here.
"""
_YOUNG_NS = 2_000_000_000
"""Within this a disk may give the same time to two changes."""


def _state_of(
    path: Path, note: Callable[[bytes], None] | None = None
) -> tuple[tuple[int, ...], str]:
    """State of a file on the disk, and the digest of its bytes; *note* sees them."""
    try:
        with open_ordinary(path) as file:
            data, status = file.read(MOST_BYTES), os.fstat(file.fileno())
    except OSError as error:
        return (), str(error.strerror)  # A finding of its own, for the checks.
    if note is not None:
        note(data)
    sha256 = hashlib.sha256(data).hexdigest()
    more = len(data) < status.st_size
    return _times(status), f"{sha256} {status.st_size} {status.st_mtime_ns}" if more else sha256


def _times(status: os.stat_result) -> tuple[int, ...]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _times_of(path: Path) -> tuple[int, ...]:
    """State of a file on the disk; nothing for one that cannot be read."""
    try:
        status = path.lstat()
    except OSError:
        return ()
    return _times(status)


class _Ends:
    """Which of the days that files write after ``until`` have passed, found without loading them.

    Rather too many differences count than too few: a day in a comment counts, and what all
    countries share is looked at by the clock of each.
    """

    _LAGS = (0, 31)
    """Days until a closed right is shown differently, or no more: TOLD_DAYS in model/until.py."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._days: dict[str, set[str]] = defaultdict(set)
        self._zones: dict[str, set[str]] = defaultdict(set)
        """Both by host country, "" for what all share."""

    def note(self, slug: str, data: bytes) -> None:
        """Note what is in a file of the host country *slug*."""
        self._days[slug].update(match.decode() for match in _UNTIL.findall(data))
        for listed in _DAYS.findall(data):
            self._days[slug].update(match.decode() for match in _DAY.findall(listed))
        self._zones[slug].update(match.decode() for match in _TIME_ZONE.findall(data))

    @property
    def zones(self) -> set[str]:
        """The time zones of all countries."""
        return {name for names in self._zones.values() for name in names}

    def passed(self) -> dict[str, str]:
        """Return by host country a word that changes when one of its days has passed."""
        # What all share ends for each country by its own clock.
        everywhere = self.zones
        return {
            slug: " ".join(
                f"{day}@{zone}"
                for day in sorted(days)
                for zone in sorted(self._zones[slug] if slug else everywhere)
                for lag in self._LAGS
                if self._is_over(day, zone, lag)
            )
            for slug, days in self._days.items()
            if days
        }

    def _is_over(self, until: str, zone: str, lag: int) -> bool:
        moment = _moment(until if not lag else until[:10], zone)
        days = timedelta(days=lag or "T" not in until)
        return moment is not None and moment + days <= self._now


def _moment(text: str, zone: str) -> datetime | None:
    """Return the moment *text* by the clock of *zone*; None (a check reports it) for no moment."""
    # As model.Until has it; loading the model would take longer than all else here.
    try:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return None


class _Moments:
    """How far the hours that notices name have passed: a notice ends, and is removed, by itself."""

    _LAGS = tuple(timedelta(hours=hours) for hours in (0, 6, 72, 78))
    """After these it may look different: model/notices.py."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._texts: set[str] = set()

    def note(self, data: bytes) -> None:
        """Note the hours in a file of notices."""
        self._texts.update(match.decode() for match in _MOMENT.findall(data))

    def passed(self, zones: Collection[str]) -> str:
        """Return a word that changes when any of them has passed in one of *zones*."""
        moments = (_moment(text, zone) for text in sorted(self._texts) for zone in sorted(zones))
        return " ".join(
            str(sum(moment + lag <= self._now for lag in self._LAGS))
            for moment in moments
            if moment
        )


_MOMENT = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_UNTIL = re.compile(
    rb"""\b(?:afterwards_)?until["']?\s*:\s*["']?"""
    rb"""([0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?)"""
)
_DAYS = re.compile(rb"""\bdays["']?\s*:\s*\[([^\]]*)\]""")
"""Days that are named while they lie ahead: model/sources.py."""
_DAY = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME_ZONE = re.compile(rb"""\btime_zone["']?\s*:\s*["']?([A-Za-z0-9_+/-]+)""")


class HostMemo:
    """Answers about host countries that stay valid while all inputs of a country stay the same.

    *name* is that of their files in the cache, one for each country; without *inputs* every
    question is asked.
    """

    def __init__(self, name: str, inputs: Inputs | None) -> None:
        self.inputs = inputs
        self._name = name
        self._memos: dict[str, Memo] = {}
        """By country, or what else a file is about."""
        self.is_new = False
        """Was anything asked that was not known?"""

    def answer(self, slug: str, *question: object, ask: Callable[[], Any]) -> Any:
        """Return what *ask* returned, as JSON, when inputs were the same; "" = all countries."""
        if self.inputs is None:
            return ask()
        inputs_digest = self.inputs.of_host(slug) if slug else self.inputs.shared
        return self._answer(slug or "all", inputs_digest, *question, ask=ask)

    def answer_of(self, name: str, *question: object, ask: Callable[[], Any]) -> Any:
        """Return what *ask* returned when *question*, and this program, were the same.

        The question contains everything else that the answer depends on; *name* is that of a file
        for all questions of one kind, which are asked together or not at all.
        """
        if self.inputs is None:
            return ask()
        return self._answer(name, self.inputs.program, *question, ask=ask)

    def _answer(self, name: str, *question: object, ask: Callable[[], Any]) -> Any:
        def ask_anew() -> Any:
            self.is_new = True
            return ask()

        if name not in self._memos:
            self._memos[name] = Memo(cache_folder() / "hosts" / f"{self._name}-{name}.json")
        return self._memos[name].answer(*question, ask=ask_anew)

    def save(self) -> None:
        """Store the answers; the caller makes sure that the inputs are still the same."""
        if self.is_new:
            for memo in self._memos.values():
                memo.save()


class RecentAnswers(HostMemo):
    """Answers of this process, to questions that contain everything the answer depends on."""

    def __init__(self, most: int) -> None:
        super().__init__("", None)
        self._most = most
        self._answers: dict[str, Any] = {}

    def answer_of(self, name: str, *question: object, ask: Callable[[], Any]) -> Any:
        """Return what *ask* returned when *question* was the same; the last ones are kept."""
        key = digest(name, *question)
        # Taken out and put in again, so that those asked for last are at the end.
        self._answers[key] = self._answers.pop(key) if key in self._answers else ask()
        for old in list(self._answers)[: -self._most]:
            del self._answers[old]
        return self._answers[key]
