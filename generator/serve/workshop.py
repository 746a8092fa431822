"""Step 5, serve: a path below the site → the bytes of that file alone, or why there is none.

Steps 1 to 4 for one page. In: a path below the site. Out: its bytes as a build would write them,
but without the sizes and versions that a build fills in last; or why there is no such file. Of the
countries only the last ones are kept, and the fronts of all once a page shows them.
"""

from __future__ import annotations

import re
import sys
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..build.errors import BuildError
from ..build.host_plans import HostPlan, plan_site
from ..build.objects import Cache
from ..build.plan import plan
from ..build.site_folder import SUMMARY
from ..build.sums import SUMS
from ..cache.answers import cache_folder
from ..cache.inputs import RecentAnswers, host_of_file
from ..check import find_errors
from ..load import ContentFolder, ContentIncompleteError, RecentFiles
from ..load.leaflet_formats import load_formats
from ..localise.corridors import Selection, build_moment
from ..model.leaflet import Leaflet
from ..people.report.page import PATH as STAFF_PAGE
from ..po.catalog import UnreadablePoError
from ..problems import Problem, base_of, format_problems
from ..products.pages import Front
from ..products.paper import LeafletError
from ..products.pocket import PocketTooLargeError
from ..products.site_paths import STAFF, host_and_locale
from ..products.target import Target
from .country import LoadedCountry
from .maker import PathResult

_MOST_COUNTRIES = 4
_MOST_FILES = 120
"""Files of content that are kept parsed: all shared ones, and those of a dozen countries."""
_MOST_ANSWERS = 1000
"""Results of checks of PO files: for a dozen countries in all languages there are."""
_TURN_SECONDS = 1.0
"""After so long a long request gets the progress, so that others get their turn."""
_ONLY_BUILT = frozenset({STAFF_PAGE, SUMMARY, SUMS})
"""Files about the whole site, and about the problems in it."""
_ABSENT = PathResult("absent")


class Workshop:
    """Answers for the selection *only* of a site."""

    def __init__(self, content: Path, locales: Path, only: str = "") -> None:
        self._content, self._locales, self._only = content, locales, Selection.parse(only)
        self._base, self._cache = base_of(content), Cache(cache_folder())
        self._recent, self._answers = RecentFiles(_MOST_FILES), RecentAnswers(_MOST_ANSWERS)
        self._shared: _Shared | None = None
        self._countries: dict[str, LoadedCountry] = {}
        self._doors: dict[str, _Door] = {}
        self._above: list[Target] | None = None
        self._errors: dict[str, list[Problem]] = {}
        """Problems of a country, until its checks have run again."""
        self._checked: set[str] = set()
        """Countries that they have looked at since something changed."""
        self._work: Iterator[bool] = self._warm_up()
        self._until = 0.0
        self.has_work = True
        """Is there anything to do while nobody asks?"""

    def forget(self, paths: Iterable[Path]) -> None:
        """Forget all that follows from the files *paths*."""
        hosts = self._folder_hosts()
        changed = {host_of_file(path, self._content, hosts) for path in paths}
        for slug in [*self._countries, *self._doors] if "" in changed else changed:
            self._countries.pop(slug, None)
            self._doors.pop(slug, None)
        self._checked = set() if "" in changed else self._checked - changed
        # Read again whatever changed: of all other files, what was parsed is still at hand.
        self._shared = self._above = None
        self._work, self.has_work = iter(()), False

    def make_ready(self, path: str) -> None:
        """Get ready for the page *path*, and check its country, while nobody asks for another."""
        self._work, self.has_work = self._get_ready(path), True

    def work(self) -> bool:
        """Do one small piece of work; return whether an earlier answer is no longer right."""
        try:
            return next(self._work)
        except StopIteration:
            pass
        except Exception as error:  # noqa: BLE001 - it is reported when a page is requested
            _report(error)
        self.has_work = False
        return False

    def answer(self, path: str) -> PathResult:
        """Return the file *path*, or why there is none; no content makes it raise."""
        self._until = time.monotonic() + _TURN_SECONDS
        try:
            return self._answer(path)
        except _OtherAnswerError as other:
            return other.answer
        except (ContentIncompleteError, UnreadablePoError) as error:
            return self._unreadable(path, error)
        except (BuildError, LeafletError, PocketTooLargeError) as error:
            return PathResult("problems", f"{error}\n".encode())
        except Exception as error:  # noqa: BLE001 - the build takes another way, and reports it
            _report(error)
            return PathResult("failed", f"{type(error).__name__}: {error}".encode())

    # Where a path leads

    def _answer(self, path: str) -> PathResult:
        if path in _ONLY_BUILT:
            return PathResult("behind")
        shared, hosts = self._read_shared(), self._hosts
        host, locale = host_and_locale(path)
        if locale in shared.folder.site.locales and host in hosts:
            return self._country_file(path, host, locale)
        slugs = [word for word in re.split(r"[/.]", path) if word in hosts]
        if slugs:
            country = self._country(slugs[0])
            asset = country.asset(path)
            return _answer_of(country.file(path) if asset is None else asset)
        if self._only != Selection():
            return self._asset(path)
        above = self._file_above(path)
        return self._asset(path) if above is None else _answer_of(above)

    def _country_file(self, path: str, host: str, locale: str) -> PathResult:
        self._look_after(host)
        country = self._country(host)
        page = country.page(path)
        return _answer_of(country.file(path, locale) if page is None else page)

    def _asset(self, path: str) -> PathResult:
        """Return an asset of any country's pages; countries at hand are searched first."""
        if not path.startswith("assets/"):
            return _ABSENT
        for slug in dict.fromkeys([*reversed(self._countries), *self._hosts]):
            if path in self._door(slug).assets:
                return _answer_of(self._country(slug).asset(path))
        return _ABSENT

    def _file_above(self, path: str) -> bytes | None:
        """Return a file that is above the countries."""
        if self._above is None:
            locale, _, below = path.partition("/")
            # One country's part of it has most names: a request for a picture waits for no other.
            first = [self._door(slug) for slug in self._hosts_above[:1]]
            first_paths = {target.path for target in self._planned_above(first)}
            page = (
                locale in self._read_shared().folder.site.locales
                and "/" not in below.removeprefix(f"{STAFF}/")
            )
            if path not in first_paths and not page:
                return None
            self._above = self._planned_above([self._door(slug) for slug in self._hosts_above])
        for target in self._above:
            if target.owns(path):
                return target.make()[path]
        return None

    def _planned_above(self, doors: Sequence[_Door]) -> list[Target]:
        fronts = [front for door in doors for front in door.fronts]
        if not fronts:
            return []
        host = HostPlan((), doors=[front.key for front in fronts], fronts=lambda: fronts)
        return list(plan([host], plan_site, self._read_shared().folder.editions))

    # What is kept

    def _read_shared(self) -> _Shared:
        """Return what all countries share. Raises _OtherAnswerError when it has an error."""
        if self._shared is None:
            folder = ContentFolder(self._content, self._base, self._recent)
            formats, problems = load_formats(self._content / "leaflets", self._base)
            self._shared = _Shared(folder, formats, [*folder.problems, *problems])
        _stop_at(self._shared.problems)
        return self._shared

    @property
    def _hosts(self) -> list[str]:
        """Slugs of the host countries of the selection, drafts too, in the order of site.yaml."""
        rows = self._read_shared().folder.site.corridors
        slugs = dict.fromkeys(row.host for row in rows)
        return [slug for slug in slugs if self._only.host in (None, slug)]

    @property
    def _hosts_above(self) -> Sequence[str]:
        """Slugs of those that the pages above show."""
        return self._read_shared().folder.site.hosts(self._only.host)

    def _folder_hosts(self) -> Sequence[str]:
        return () if self._shared is None else self._shared.folder.slugs

    def _country(self, slug: str) -> LoadedCountry:
        """Return a country. Raises _OtherAnswerError for an error in its files or checks."""
        shared = self._read_shared()
        _stop_at(shared.folder.read_host(slug)[1])
        if self._errors.get(slug):
            self._look_after(slug)  # It may have been put right.
            _stop_at(self._errors[slug])
        # Taken out and put in again, so that those asked for last are at the end.
        country = self._countries.pop(slug, None)
        if country is None:
            country = LoadedCountry(
                shared.folder,
                self._locales,
                slug,
                formats=shared.formats,
                cache=self._cache,
                preview=self._only.locale,
            )
        self._countries[slug] = country
        for old in list(self._countries)[:-_MOST_COUNTRIES]:
            del self._countries[old]
        return country

    def _door(self, slug: str) -> _Door:
        """Return what others see of a country. Raises _OtherAnswerError when that takes long."""
        if slug not in self._doors:
            if time.monotonic() > self._until:
                words = f"{len(self._doors)} of {len(self._hosts)} host countries are read."
                raise _OtherAnswerError(PathResult("later", words.encode()))
            country = self._country(slug)
            self._doors[slug] = _Door(country.fronts, frozenset(country.assets))
        return self._doors[slug]

    # While nobody asks

    def _warm_up(self) -> Iterator[bool]:
        self._read_shared()
        yield False

    def _look_after(self, slug: str) -> None:
        if slug not in self._checked:
            self._work, self.has_work = self._check(slug), True

    def _get_ready(self, path: str) -> Iterator[bool]:
        self.answer(path)  # Which leaves its country to be checked.
        yield False

    def _check(self, slug: str) -> Iterator[bool]:
        """Check a country, step by step; in the end return whether its pages changed."""
        errors: list[Problem] = []
        for some in self._find_errors(slug):
            errors += some
            yield False
        self._checked.add(slug)
        # Pages show the old errors until here: the checks of the new state have run just now.
        before = self._errors.pop(slug, [])
        if errors:
            self._errors[slug] = errors
        yield before != errors

    def _find_errors(self, slug: str) -> Iterator[list[Problem]]:
        folder, now = self._read_shared().folder, build_moment()
        return find_errors(
            folder, slug, self._locales, today=now.date(), now=now, answers=self._answers
        )

    def _unreadable(self, path: str, error: Exception) -> PathResult:
        """Return the problems of a file that could not be read."""
        host = next((word for word in re.split(r"[/.]", path) if word in self._hosts), "")
        errors = [problem for some in self._find_errors(host) for problem in some]
        return _problems_answer(errors) if errors else PathResult("problems", f"{error}\n".encode())


@dataclass(frozen=True)
class _Shared:
    """What all countries share."""

    folder: ContentFolder
    formats: Mapping[str, Leaflet]
    problems: Sequence[Problem]


@dataclass(frozen=True)
class _Door:
    """What others see of a country: its part of the pages above, and what its pages load."""

    fronts: Sequence[Front]
    assets: frozenset[str]


class _OtherAnswerError(Exception):
    """There is another answer than the file."""

    def __init__(self, answer: PathResult) -> None:
        super().__init__(answer.words)
        self.answer = answer


def _stop_at(problems: Iterable[Problem]) -> None:
    errors = [problem for problem in problems if problem.level == "error"]
    if errors:
        raise _OtherAnswerError(_problems_answer(errors))


def _problems_answer(errors: Iterable[Problem]) -> PathResult:
    return PathResult("problems", format_problems(errors).encode())


def _answer_of(data: bytes | None) -> PathResult:
    return _ABSENT if data is None else PathResult("made", data)


def _report(error: Exception) -> None:
    """Show a fault of the program where a developer sees it."""
    traceback.print_exception(error, file=sys.stderr)
