"""What a site folder is, and what a build may take out of it.

A build replaces a folder that is absent, empty, or an earlier build: it has our ``build.json``, and no
file that is not named there. Why: docs/adr/0035-what-a-build-may-replace.md.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..ordinary_file import read_ordinary
from ..target import belongs
from .errors import BuildError

SUMMARY = "build.json"
PAGES = "pages"
"""What ``--allow-removal`` calls pages that are taken away and belong to no language or country."""
_SHOWN = 5
_MOST_PAGES_GONE = 0.1
_UNTOUCHED = "The old site is untouched."

Pair = tuple[str, str]
"""Host country and locale of an advisory."""


@dataclass(frozen=True)
class Summary:
    """What build.json says of a site: only what follows from the input, so that bytes stay the same."""

    targets: Mapping[str, str] = field(default_factory=dict)
    """Digest of each target, by path."""
    advisories: frozenset[Pair] = frozenset()
    previews: frozenset[Pair] = frozenset()
    """Those of them that were asked for by ``--only HOST/LOCALE`` alone: nobody was offered them yet."""
    files: frozenset[str] = frozenset()
    """Every file but build.json itself."""

    def pages(self) -> Iterator[tuple[str, Pair | None]]:
        """Yield each page and the advisory it belongs to, without those of previews."""
        for name in sorted(self.files):
            if name.endswith(".html"):
                locale, _, rest = name.partition("/")
                pair = (rest.partition("/")[0], locale)
                if pair not in self.previews:
                    yield name, pair if pair in self.advisories else None

    def as_bytes(self) -> bytes:
        """Write it as JSON."""
        row = {
            "targets": dict(sorted(self.targets.items())),
            "advisories": sorted(map("/".join, self.advisories)),
            "previews": sorted(map("/".join, self.previews)),
            "files": sorted(self.files),
        }
        return f"{json.dumps(row, indent=1)}\n".encode()


def misplaced(site: Path, kept: Iterable[Path], here: Path) -> str | None:
    """Tell why *site* is no place for a site; None when it is one.

    It may neither hold one of the folders *kept* nor be inside one, nor hold the folder *here*.
    """
    if site.is_symlink():
        return f"{site} is a link. Name the folder itself."
    place = site.resolve()
    if ".git" in place.parts:
        return f"{site} is in .git, where Git keeps its own files. Name another folder."
    for folder in (here, *kept):
        if folder.resolve().is_relative_to(place):
            return f"{site} would replace {folder.resolve()}. Name another folder."
    for folder in kept:
        if place.is_relative_to(folder.resolve()):
            return f"{site} is inside {folder.resolve()}. Name a folder outside it."
    return None


def look_through(site: Path) -> Summary | None:
    """Return what the earlier build of *site* noted; None when there is nothing in *site*.

    Raises BuildError when *site* is a link or no folder, or holds what no build made.
    """
    refuse_link(site)
    if not site.exists():
        return None
    if not site.is_dir():
        raise BuildError(f"{site} is not a folder. Name another one with --site.")
    entries = dict(entries_of(site))
    if not entries:
        return None
    names = set(entries)
    summary = _read_summary(site, names)
    if summary is None and SUMMARY in names:
        raise BuildError(
            f"{site}/{SUMMARY} cannot be read: it says which files are of a build. Look into {site}, "
            "delete it if there is nothing else in it, then build again. Nothing was written."
        )
    if summary is None:
        raise BuildError(
            f"{site} was not made by a build: it holds {_some(names)}. Name another folder with "
            "--site, or move these files away. Nothing was written."
        )
    unknown = names - summary.files - {SUMMARY}
    # A link is none of ours, whatever its name.
    unknown |= {name for name, ordinary in entries.items() if not ordinary}
    if unknown:
        raise BuildError(
            f"{site} holds what no build put there: {_some(unknown)}. A build replaces the whole "
            "folder: move these files away, or name another folder with --site. Nothing was written."
        )
    return summary


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

    A link is never entered, and of other folders those whose path, with a slash, *enter* is true for.
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


def _read_summary(site: Path, names: Collection[str]) -> Summary | None:
    try:
        row = json.loads(read_ordinary(site / SUMMARY))
        targets = {str(path): str(digest) for path, digest in row["targets"].items()}
        advisories = frozenset(map(_pair, row["advisories"]))
        previews = frozenset(map(_pair, row.get("previews", ())))
        listed = row["files"] if "files" in row else _belonging(names, targets)
        return Summary(targets, advisories, previews, frozenset(map(str, listed)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _pair(text: str) -> Pair:
    host, _, locale = text.partition("/")
    return host, locale


def _belonging(names: Iterable[str], targets: Collection[str]) -> set[str]:
    """Files of *targets*, for a site of a time when build.json did not list them.

    Pictures of a paper stand beside it and begin with its name.
    """
    stems = [f"{path.rpartition('.')[0]}." for path in targets if path.endswith(".pdf")]
    return {
        name
        for name in names
        if any(belongs(name, path) for path in targets) or name.startswith(tuple(stems))
    }


def _some(names: Collection[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{', '.join(sorted(names)[:_SHOWN])}{more}"


# --- what a build takes away ------------------------------------------------------------------


@dataclass(frozen=True)
class Removal:
    """What stands in a site and would not any more, by the word that allows it."""

    what: Mapping[str, str]

    @classmethod
    def between(
        cls, before: Summary, after: Summary, covers: Pair, *, most: float = _MOST_PAGES_GONE
    ) -> Removal:
        """Compare two states; *covers* is the selection, in which "" stands for all.

        Pages count when more than the part *most* of those that stand would be gone. Those of a
        language or a country that is gone do not count again.
        """
        gone = before.advisories - before.previews - after.advisories
        what = dict(_languages_and_hosts(gone, after))
        pages = [(name, pair) for name, pair in before.pages() if _is_covered(pair, covers)]
        whole_locales = {locale for _host, locale in gone} - {row[1] for row in after.advisories}
        lost = [
            name
            for name, pair in pages
            if name not in after.files
            and pair not in gone
            and name.partition("/")[0] not in whole_locales
        ]
        if len(lost) > most * len(pages):
            what[PAGES] = f"{len(lost)} of {len(pages)} pages ({_some(lost)})"
        return cls(what)

    def refuse(self, allowed: Collection[str], site: Path, *, whole: bool) -> None:
        """Raise BuildError unless all of it is *allowed*.

        A part of a site (*whole* is false) takes no language away: pages elsewhere lead there.
        """
        left = {
            word: words
            for word, words in self.what.items()
            if word not in allowed or (word != PAGES and not whole)
        }
        if not left:
            return
        how = " ".join(f"--allow-removal {word}" for word in left)
        how = how if whole or PAGES in left else f"{how}, and without --only"
        raise BuildError(
            f"It would remove from {site}: {'; '.join(left.values())}. Is something missing in the "
            f"content or the translations? If the removal is meant, build with {how}. {_UNTOUCHED}"
        )


def _languages_and_hosts(gone: Collection[Pair], after: Summary) -> Iterator[tuple[str, str]]:
    hosts = {host for host, _locale in after.advisories}
    by_host, by_locale = defaultdict(list), defaultdict(list)
    for host, locale in sorted(gone):
        if host in hosts:
            by_locale[locale].append(host)
        else:
            by_host[host].append(locale)
    for host, locales in by_host.items():
        yield host, f"the host country {host} ({', '.join(locales)})"
    for locale, own in by_locale.items():
        yield locale, f"the language {locale} in {', '.join(own)}"


def _is_covered(pair: Pair | None, covers: Pair) -> bool:
    if covers == ("", ""):
        return True
    return pair is not None and all(
        wanted in ("", has) for wanted, has in zip(covers, pair, strict=True)
    )


def with_part(
    before: Summary | None, part: Summary, covers: Pair, there: Collection[str]
) -> Summary:
    """Return the summary of a site in which *part*, the selection *covers*, was built anew.

    *there* are the files of the finished folder.
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
        (old.files & frozenset(there)) | part.files,
    )
