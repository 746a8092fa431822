"""Beside step 4, where: a ``Subject`` → all places where readers meet it, and what a change costs.

In: content, translations, a function that makes targets. Out: an ``Answer``. The search of all
pages and papers is slow, and runs in parallel as a build does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ...load import Content
from ...load.ids import papers_with
from ...localise.advisory import Advisory
from ...localise.corridors import ReadCatalogs, Selection, load_advisories
from ...localise.marked import marking, with_site_marked
from ...model import PaperEdition
from ...model.leaflet import Leaflet
from ...po.catalog import load_translations, po_path
from ...products import without_staff
from ...products.target import Files, Target
from .file_places import file_places
from .named import Naming, namings
from .places import PlaceFound, as_rows, reader_places
from .question import Subject
from .staff_places import staff_places

MakeAll = Callable[[Iterable[Target]], Iterable[tuple[Target, Files]]]
"""Makes targets, and gives each with its files: ``build.make.make_all``."""
_SECONDS = 2.0
"""About how long one look takes."""


@dataclass(frozen=True)
class Behind:
    """A translation of one text, and its state; after a change draft and reviewed are *behind*."""

    locale: str
    entry: str
    """Domain and msgctxt."""
    state: str


@dataclass(frozen=True)
class Answer:
    """Where readers meet something, and what follows from a change of it."""

    subject: Subject
    offered: Mapping[str, tuple[str, ...]]
    """Locales by host country in which it was looked for."""
    places: tuple[PlaceFound, ...]
    behind: tuple[Behind, ...]
    papers: tuple[tuple[str, PaperEdition], ...]
    """Recorded papers that say it, newest first."""
    named: tuple[Naming, ...] = ()
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """Facts of it that are taken out, with the day."""
    spoken: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Recordings that speak one of its texts: language and name of the text, by file."""

    def as_json(self) -> dict[str, Any]:
        """All of it, for other programs."""
        facts = [
            {
                "id": s.id,
                "file": s.file.shown,
                "line": s.file.line_of(s.path),
                "words": s.words,
                "numbers": list(s.numbers),
                "withdrawn": self.withdrawn.get(s.id),
            }
            for s in self.subject.standings
        ]
        return {
            "asked": self.subject.id,
            "facts": facts,
            "looked_in": {host: list(tags) for host, tags in self.offered.items()},
            "places": as_rows(self.places),
            "translations": [asdict(one) for one in self.behind],
            "papers": [
                {
                    "code": code,
                    "papers": list(edition.names),
                    "valid_until": str(edition.valid_until),
                }
                for code, edition in self.papers
            ],
            "named": [one.as_json() for one in self.named],
            "recordings": [
                {"file": file, "locale": tag, "text": text}
                for file, (tag, text) in self.spoken.items()
            ],
        }


def answer_of(
    subject: Subject,
    content: Content,
    locales: Path,
    *,
    formats: Mapping[str, Leaflet],
    only: Selection,
    make_all: MakeAll,
    progress: Callable[[str, int, int], None],
) -> Answer:
    """Look for *subject* wherever readers may meet it; *only* narrows where."""
    withdrawn = {
        one.id: str(one.model.withdrawn.day)
        for one in subject.standings
        if one.model.withdrawn is not None
    }
    wanted = [host for host in subject.hosts if only.host in (None, host)]
    if subject.standings and len(withdrawn) == len(subject.standings):
        wanted = []  # Nothing shows what is taken out.
    looks = _Looks(content, locales, subject, formats, only.locale)
    places: list[PlaceFound] = []
    for number, host in enumerate(wanted):
        progress(f"look through {host}", number, len(wanted))
        for _target, files in make_all(looks.targets(host)):
            for data in files.values():
                places += [PlaceFound(**row) for row in json.loads(data)]
    papers = {
        code: one for s in subject.standings for code, one in papers_with(s, content.editions)
    }
    named = [one for s in subject.standings for one in namings(content, s)]
    return Answer(
        subject,
        looks.offered,
        tuple(places),
        tuple(_behind(subject, content, locales)),
        tuple(papers.items()),
        tuple(named),
        withdrawn,
        _spoken(subject, content),
    )


def _spoken(subject: Subject, content: Content) -> dict[str, tuple[str, str]]:
    texts = {(passage.domain, passage.context) for passage in subject.passages}
    return {
        one.file: (one.language, one.text)
        for one in content.recordings.recordings.values()
        if (one.domain, one.text) in texts
    }


@dataclass
class _Looks:
    """Makes the looks at one host country: at what readers get in each locale, and staff."""

    content: Content
    locales: Path
    subject: Subject
    formats: Mapping[str, Leaflet]
    locale: str | None
    offered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _catalogs: ReadCatalogs = field(default_factory=dict)

    def targets(self, host: str) -> Iterator[Target]:
        marks = self.subject.marks
        advisories = [
            with_site_marked(one, marks)
            for one in load_advisories(
                self.content,
                self.locales,
                Selection(host, self.locale),
                catalogs_before=self._catalogs,
                localiser_of=marking(marks),
            )
        ]
        by_origin: dict[str, list[Advisory]] = {}
        for one in advisories:
            by_origin.setdefault(one.origin, []).append(one)
        self.offered[host] = tuple(dict.fromkeys(one.locale for one in advisories))
        hosts = len({row.host for row in self.content.site.corridors})
        for origin, own in by_origin.items():
            bare = [without_staff(one) for one in own]
            for one in own:
                name = f"where/{host}/{origin}/{one.locale}"
                way = self.subject.way
                look = partial(reader_places, bare, one.locale, self.formats, hosts, way)
                yield _target(f"{name}/readers", look)
                look = partial(staff_places, own, one.locale, self.formats, way)
                yield _target(f"{name}/staff", look)
                yield _target(f"{name}/files", partial(_files, bare, one.locale, way))


def _files(advisories: Sequence[Advisory], locale: str, way: str) -> list[PlaceFound]:
    return list(file_places(advisories, locale, way))


def _target(path: str, look: Callable[[], list[PlaceFound]]) -> Target:
    return Target(path, path, partial(_rows, path, look), "where", effort=_SECONDS)


def _rows(path: str, look: Callable[[], list[PlaceFound]]) -> Files:
    return {path: json.dumps(as_rows(look())).encode()}


def _behind(subject: Subject, content: Content, locales: Path) -> Iterator[Behind]:
    source = content.site.source_locale
    domains = {passage.domain for passage in subject.passages}
    for locale in content.site.locales:
        if locale == source:
            continue
        catalogs = {
            (locale, domain): load_translations(po_path(locales, locale, domain), locale)
            for domain in domains
        }
        for passage in subject.passages:
            yield Behind(locale, passage.key, passage.state(catalogs, locale))
