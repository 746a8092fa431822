"""Step 5: a folder → whether it is a site of ours, and what a build may remove from it.

A build replaces a folder that is absent, empty, or an earlier build: it has our ``build.json``, and
no file that is not named there. Why: docs/adr/0035-what-a-build-may-replace.md.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..products.shelves import ALL, Shelf
from ..products.site_paths import host_and_locale
from ..products.target import belongs
from ..system.ordinary_file import read_ordinary
from .errors import BuildError
from .sums import SUMS

SUMMARY = "build.json"
PAGES = "pages"
"""What ``--allow-removal`` calls pages that are taken away and belong to no language or country."""
_SHOWN = 5
_MOST_PAGES_GONE = 0.1
_UNTOUCHED = "The old site is untouched."

HostLocale = tuple[str, str]
"""Host country and locale of an advisory."""


@dataclass(frozen=True)
class Summary:
    """What build.json says of a site: only what follows from the input, so bytes stay the same."""

    targets: Mapping[str, str] = field(default_factory=dict)
    """Digest of each target, by path."""
    advisories: frozenset[HostLocale] = frozenset()
    previews: frozenset[HostLocale] = frozenset()
    """Those of them that only ``--only HOST/LOCALE`` asked for: not offered to anybody yet."""
    files: frozenset[str] = frozenset()
    """Every file but build.json itself and SHA256SUMS."""
    shelves: frozenset[Shelf] = ALL
    """What was made of papers and files beside the pages."""

    def pages(self) -> Iterator[tuple[str, HostLocale | None]]:
        """Yield each page and the advisory it belongs to, without those of previews."""
        for name in sorted(self.files):
            if name.endswith(".html"):
                pair = host_and_locale(name)
                if pair not in self.previews:
                    yield name, pair if pair in self.advisories else None

    def as_bytes(self) -> bytes:
        """Write it as JSON."""
        row = {
            "targets": dict(sorted(self.targets.items())),
            "advisories": sorted(map("/".join, self.advisories)),
            "previews": sorted(map("/".join, self.previews)),
            "files": sorted(self.files),
            "shelves": sorted(self.shelves),
        }
        return f"{json.dumps(row, indent=1)}\n".encode()


def misplaced(site: Path, sources: Iterable[Path], working_folder: Path) -> str | None:
    """Return why *site* is no place for a site; None when it is one.

    It may neither contain one of the folders *sources* nor be inside one, nor contain the
    *working_folder*, in which the command runs.
    """
    if site.is_symlink():
        return f"{site} is a link. Name the folder itself."
    place = site.resolve()
    if ".git" in place.parts:
        return f"{site} is in .git, where Git keeps its own files. Name another folder."
    for folder in (working_folder, *sources):
        if folder.resolve().is_relative_to(place):
            return f"{site} would replace {folder.resolve()}. Name another folder."
    for folder in sources:
        if place.is_relative_to(folder.resolve()):
            return f"{site} is inside {folder.resolve()}. Name a folder outside it."
    return None


def look_through(site: Path) -> Summary | None:
    """Return the summary of ``earlier_build``; also raise BuildError as ``refuse_strangers``."""
    summary = earlier_build(site)
    refuse_strangers(site, summary)
    return summary


def earlier_build(site: Path) -> Summary | None:
    """Return what the earlier build of *site* noted; None when there is nothing in *site*.

    Raises BuildError when *site* is a link or not a folder, or was not made by a build.
    """
    _refuse_other_kind(site)
    if not site.exists():
        return None
    summary = read_summary(site)
    # A damaged list is no licence to delete: the folder may hold anything by now.
    if summary is None and os.path.lexists(site / SUMMARY):
        raise BuildError(
            f"{site}/{SUMMARY}, which lists the files of a build, cannot be read. Look into "
            f"{site}, delete it if it contains nothing else, then build again. No file was changed."
        )
    if summary is None and (names := {name for name, _ordinary in entries_of(site)}):
        raise BuildError(
            f"{site} was not made by a build: it contains {_first_names(names)}. Name another "
            "folder with --site, or move these files away. No file was changed."
        )
    return summary


def refuse_strangers(site: Path, summary: Summary | None) -> None:
    """Raise BuildError when *site* contains anything that is not in *summary*, or is a link."""
    _refuse_other_kind(site)
    if not site.exists():
        return
    files = {SUMMARY, SUMS, *summary.files} if summary else set()
    # A link is none of ours, whatever its name.
    strangers = {name for name, ordinary in entries_of(site) if not ordinary or name not in files}
    if strangers:
        raise BuildError(
            f"{site} contains files that no build made: {_first_names(strangers)}. A build "
            "replaces the whole folder: move these files away, or name another folder with --site. "
            "No file was changed."
        )


def _refuse_other_kind(site: Path) -> None:
    refuse_link(site)
    if site.exists() and not site.is_dir():
        raise BuildError(f"{site} is not a folder. Name another one with --site.")


def refuse_link(site: Path) -> None:
    """Raise BuildError when *site* is a link."""
    if site.is_symlink():
        raise BuildError(f"{site} is a link. Name the folder itself with --site. {_UNTOUCHED}")


def entries_of(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield all below *folder* but folders: path, and whether it is an ordinary file.

    Links are not entered.
    """
    for path, entry in entries_below(folder):
        yield path, entry.is_file(follow_symlinks=False)


def entries_below(
    folder: Path, enter: Callable[[str], bool] = lambda _path: True
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the path and entry of all below *folder* but the folders that are entered.

    A link is never entered; another folder is, when *enter* is true for its path with a slash.
    """
    # By texts, in one loop: there are tens of thousands, and a build looks several times.
    folders = [(str(folder), "")]
    while folders:
        place, inside = folders.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False) and enter(f"{path}/"):
                    folders.append((entry.path, f"{path}/"))
                else:
                    yield path, entry


def read_summary(site: Path) -> Summary | None:
    """Return what build.json of *site* says; None without one that can be read."""
    try:
        row = json.loads(read_ordinary(site / SUMMARY))
        targets = {str(path): str(digest) for path, digest in row["targets"].items()}
        advisories = frozenset(map(_pair, row["advisories"]))
        previews = frozenset(map(_pair, row.get("previews", ())))
        listed = row["files"] if "files" in row else _belonging(site, targets)
        # Earlier builds made everything.
        shelves = frozenset(map(Shelf, row.get("shelves", ALL)))
        return Summary(targets, advisories, previews, frozenset(map(str, listed)), shelves)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _pair(text: str) -> HostLocale:
    host, _, locale = text.partition("/")
    return host, locale


def _belonging(site: Path, targets: Collection[str]) -> set[str]:
    """Files of *targets*, for a site of a time when build.json did not list them.

    Pictures of a paper stand beside it and begin with its name.
    """
    stems = [f"{path.rpartition('.')[0]}." for path in targets if path.endswith(".pdf")]
    return {
        name
        for name, _ordinary in entries_of(site)
        if any(belongs(name, path) for path in targets) or name.startswith(tuple(stems))
    }


def _first_names(names: Collection[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(sorted(names)[:_SHOWN])}{more}"


# --- what a build takes away ------------------------------------------------------------------


@dataclass(frozen=True)
class Removal:
    """What a build would remove from a site, by the word that allows it."""

    what: Mapping[str, str]

    @classmethod
    def between(
        cls, before: Summary, after: Summary, covers: HostLocale, *, most: float = _MOST_PAGES_GONE
    ) -> Removal:
        """Compare two states; *covers* is the selection, in which "" stands for all.

        Pages count when more than the part *most* of those that stand would be gone. Those of a
        language or a country that is gone do not count again.
        """
        # A preview was offered to nobody, so nobody misses it.
        gone_pairs = before.advisories - before.previews - after.advisories
        what = dict(_languages_and_hosts(gone_pairs, after))
        pages = [(name, pair) for name, pair in before.pages() if _is_covered(pair, covers)]
        whole_locales = {locale for _host, locale in gone_pairs} - {
            row[1] for row in after.advisories
        }
        lost = [
            name
            for name, pair in pages
            if name not in after.files
            and pair not in gone_pairs
            and name.partition("/")[0] not in whole_locales
        ]
        if len(lost) > most * len(pages):
            what[PAGES] = f"{len(lost)} of {len(pages)} pages ({_first_names(lost)})"
        return cls(what)

    def refuse(self, allowed: Collection[str], site: Path, *, whole: bool) -> None:
        """Raise BuildError unless all of it is *allowed*.

        A part of a site (*whole* is false) takes no language away: pages elsewhere lead there.
        """
        refused = {
            word: words
            for word, words in self.what.items()
            if word not in allowed or (word != PAGES and not whole)
        }
        if not refused:
            return
        how = " ".join(f"--allow-removal {word}" for word in refused)
        how = how if whole or PAGES in refused else f"{how}, and without --only"
        raise BuildError(
            f"The build would remove from {site}: {'; '.join(refused.values())}. Check whether "
            f"content or translations are missing. If you want to remove this, build with {how}. "
            f"{_UNTOUCHED}"
        )


def _languages_and_hosts(
    gone_pairs: Collection[HostLocale], after: Summary
) -> Iterator[tuple[str, str]]:
    hosts = {host for host, _locale in after.advisories}
    by_host, by_locale = defaultdict(list), defaultdict(list)
    for host, locale in sorted(gone_pairs):
        if host in hosts:
            by_locale[locale].append(host)
        else:
            by_host[host].append(locale)
    for host, locales in by_host.items():
        yield host, f"the host country {host} ({', '.join(locales)})"
    for locale, hosts_without in by_locale.items():
        yield locale, f"the language {locale} in {', '.join(hosts_without)}"


def _is_covered(pair: HostLocale | None, covers: HostLocale) -> bool:
    if covers == ("", ""):
        return True
    return pair is not None and all(
        part in ("", has) for part, has in zip(covers, pair, strict=True)
    )


def with_part(
    before: Summary | None, part: Summary, covers: HostLocale, names: Collection[str]
) -> Summary:
    """Return the summary of a site in which *part*, the selection *covers*, was built again.

    *names* are the files of the finished folder.
    """
    old = before or Summary()
    others = frozenset(pair for pair in old.advisories if not _is_covered(pair, covers))
    if covers[1]:
        # Asked for by name: whether readers are offered it is not known.
        previews = old.previews | (part.advisories - old.advisories)
    else:
        previews = old.previews - part.advisories
    return Summary(
        {**old.targets, **part.targets},
        others | part.advisories | previews,
        previews,
        (old.files & frozenset(names)) | part.files,
        part.shelves & old.shelves,
    )
