"""Step 4, leaflets: the papers of a build, and content/fits/ → which sizes are stale; new files.

In: advisories, and how their papers fit by the content. Out: problems, or which sizes to look for
and the text of each file. Nothing here looks for a size or touches the disk.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...cache.digests import layout_versions
from ...load import Content
from ...load.kinds import FITS, fits_of
from ...localise.advisory import Advisory
from ...model.fits import Fits, PaperFit
from ...model.leaflet import Leaflet
from ...problems import Problem
from . import drafts
from .layout.sheet import Draft
from .names import fit_name

_HEAD = """\
# yaml-language-server: $schema=../schema/fits.json
# The type sizes at which papers fit. Written by: advisory fit. \
A line that was changed by hand counts as stale.
"""
_MOST_NAMED = 5


@dataclass(frozen=True)
class Wanted:
    """A paper that a build makes, in colour, and what is kept of how it fits."""

    name: str
    """``thailand.my_th.trifold``."""
    draft: Draft
    record: PaperFit | None
    """That of the content, whatever its words were."""
    is_new: bool
    """Whether it has to be looked for: nothing is kept, or of other words."""

    @property
    def file(self) -> str:
        """Where it is kept, below content/."""
        return file_of(self.name)

    @property
    def key(self) -> str:
        """What it is called there."""
        return key_of(self.name)


def file_of(name: str) -> str:
    """Return the file with the paper *name*.

    >>> file_of("thailand.my_th.trifold")
    'fits/thailand.my_th.yaml'
    """
    return f"{FITS}/{'.'.join(name.split('.')[:2])}.yaml"


def key_of(name: str) -> str:
    """Return what the paper *name* is called in its file."""
    return ".".join(name.split(".")[2:])


def wanted(
    advisories: Sequence[Advisory], formats: Mapping[str, Leaflet], fits: Mapping[str, PaperFit]
) -> Iterator[Wanted]:
    """Yield the papers of a host country, each once for all printers."""
    from .layout.fit_records import is_of, key_of_words  # noqa: PLC0415

    seen: set[str] = set()
    for paper, prepared in drafts(advisories, formats):
        name = fit_name(paper)
        if name not in seen:
            seen.add(name)
            record = fits.get(name)
            is_new = record is None or not is_of(record, key_of_words(prepared.in_colour))
            yield Wanted(name, prepared, record, is_new)


def stale_fits(
    content: Content, advisories: Sequence[Advisory], formats: Mapping[str, Leaflet]
) -> Iterator[Problem]:
    """Yield a problem for each file with a size of a paper whose words or layout have changed.

    A missing one, or one of a paper that is no longer made, is a warning. A site without such files
    gets no problem.
    """
    if not content.fits or not advisories:
        return
    stale: dict[str, list[str]] = {}
    missing: dict[str, list[str]] = {}
    papers = list(wanted(advisories, formats, content.fits))
    for paper in papers:
        if paper.is_new:
            where = missing if paper.record is None else stale
            where.setdefault(paper.file, []).append(paper.key)
    left_over: dict[str, list[str]] = {}
    for name in content.fits.keys() - {paper.name for paper in papers}:
        if name.startswith(f"{advisories[0].host}."):
            left_over.setdefault(file_of(name), []).append(key_of(name))
    for name, keys in stale.items():
        yield from _told(content, name, keys, "has other words or another layout now", "error")
    for name, keys in missing.items():
        yield from _told(content, name, keys, "has no size here yet", "warning")
    for name, keys in left_over.items():
        yield from _told(content, name, sorted(keys), "is no longer made", "warning")


def _told(
    content: Content, name: str, keys: Sequence[str], what: str, level: Any
) -> Iterator[Problem]:
    host, locales = fits_of(name)
    more = f" and {len(keys) - _MOST_NAMED} more" if len(keys) > _MOST_NAMED else ""
    named = ", ".join(f'"{key}"' for key in keys[:_MOST_NAMED]) + more
    message = f"each of these papers {what}: {named}"
    remedy = f"Run: advisory fit {host}/{locales}"
    if name in content.files:
        file = content.files[name]
        at = (*file.context, "fits", keys[0])
        yield file.problem(at, "fit-stale", message, remedy, level=level, key=True)
    else:
        shown = f"{content.shown_root}/{name}"
        yield Problem(shown, 1, 1, level, "fit-stale", "", message, remedy)


def as_yaml(fits: Mapping[str, PaperFit]) -> str:
    """Return the text of a file: one line a paper, sorted, the same each time."""
    lines = [
        _HEAD + f"versions: {_flow(layout_versions())}",
        "fits:",
        *(f"  {_bare(key)}: {_flow(_row(fit))}" for key, fit in sorted(fits.items())),
    ]
    return "\n".join(lines) + "\n"


def _row(fit: PaperFit) -> dict[str, Any]:
    return {**fit.values(), "digest": fit.digest}


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_bare(key)}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return json.dumps(value)


def _bare(key: str) -> str:
    # Other readers of YAML take 1234567 and 1e5 for numbers.
    return json.dumps(key) if key[0].isdigit() else key


def files_anew(
    old: Mapping[str, Fits], found: Mapping[str, PaperFit], chosen: Collection[str]
) -> dict[str, str | None]:
    """Return the text of each of the files *chosen*; None for one in which nothing is left.

    *found* is how every paper in them fits, by its name. A file that is the same as in *old* is not
    returned.
    """
    texts: dict[str, str | None] = {}
    for file in sorted(chosen):
        rows = {key_of(name): fit for name, fit in found.items() if file_of(name) == file}
        before = old.get(file)
        same = before is not None and before.fits == rows and before.versions == layout_versions()
        if not same and (rows or before is not None):
            texts[file] = as_yaml(rows) if rows else None
    return texts
