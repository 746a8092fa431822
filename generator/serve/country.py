"""Step 5, serve: one host country → what is loaded, localised and planned of it, for single pages.

Steps 3 and 4 for single paths. Everything is made when it is asked for, and once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from ..build.notice_plans import NoticePlans
from ..build.notices import Notices, finished, is_feed, notices_in
from ..build.objects import Cache
from ..cache.inputs import HostMemo
from ..load import ContentFolder
from ..localise.advisory import Advisory
from ..localise.corridors import ReadCatalogs, Selection, load_advisories
from ..model.leaflet import Leaflet
from ..products import pages, products, staff, wordless
from ..products.notices import notices_path
from ..products.pages import Front, PageSet
from ..products.shelves import ALL, DEFAULT, Shelf
from ..products.target import Files, Target


class LoadedCountry:
    """The host country *slug* of *folder*; with *preview* in that locale alone, offered or not."""

    def __init__(
        self,
        folder: ContentFolder,
        locales: Path,
        slug: str,
        *,
        formats: Mapping[str, Leaflet],
        cache: Cache,
        preview: str | None = None,
    ) -> None:
        self.slug, self._folder, self._locales, self._preview = slug, folder, locales, preview
        self._cache, self._sets = cache, pages.PageSets(formats, press=Shelf.PRESS in DEFAULT)
        # Pages as a build has them; what a build leaves out is made from the second.
        fits = folder.for_host(slug).fits
        self._products = {
            shelves: products(formats, shelves, fits=fits) for shelves in (DEFAULT, ALL)
        }
        self._catalogs = ReadCatalogs()
        self._offered: tuple[str, ...] | None = None
        self._advisories: dict[str, Advisory] = {}
        self._assets: dict[str, dict[str, bytes]] = {}
        self._planned: dict[tuple[object, ...], list[Target]] = {}
        self._made_files: dict[str, Files] = {}
        """Files of targets that write several, by path of the target."""

    def page_set(self, tag: str) -> PageSet | None:
        """Return its pages in the locale *tag*; None when they are not offered."""
        advisory = self._advisory(tag)
        return None if advisory is None else self._sets.of([advisory])[0][0]

    def page(self, path: str) -> bytes | None:
        """Return the page *path* of its page sets, with the notices of today."""
        tag = path.partition("/")[0]
        page_set = self.page_set(tag)
        data = None if page_set is None else pages.make_page(page_set, path)
        return None if data is None else finished(path, data, self._notices(tag))

    def asset(self, path: str, tag: str | None = None) -> bytes | None:
        """Return a file that its pages load; with *tag*, its pages in that locale."""
        for advisory in self._advisories_in(tag):
            if path in self._assets_of(advisory):
                return self._assets_of(advisory)[path]
            for target in pages.plan([advisory], sets=self._sets):
                if path in target.beside:  # The search index.
                    return self._files(target)[path]
        return None

    @property
    def assets(self) -> Iterator[str]:
        """Paths of all that its pages load, but for the search indexes, which bear its name."""
        for advisory in self._advisories_in(None):
            yield from self._assets_of(advisory)

    def file(self, path: str, tag: str | None = None) -> bytes | None:
        """Return any other file of it; with *tag*, only one made of its advisory in *tag*."""
        data = self._made(path, tag)
        if data is None:
            return self._notice_files.get(path) or self._made(path, tag, ALL)
        if is_feed(path):
            return finished(path, data, self._notices(path.split(".")[-2]))
        return data if tag is None else finished(path, data, self._notices(tag))

    def _made(
        self, path: str, tag: str | None, shelves: frozenset[Shelf] = DEFAULT
    ) -> bytes | None:
        # Plans of one locale come from its advisory alone: the others need not be localised.
        for target in self._targets(self._advisories_in(tag), shelves):
            if target.owns(path):
                return self._files(target).get(path)
        return None

    def _notices(self, tag: str) -> Notices:
        return notices_in(self._notice_files.get(notices_path(tag, self.slug)))

    @cached_property
    def _notice_files(self) -> Mapping[str, bytes]:
        """Its notices in each language, and what has left as alerts, by path."""
        tags = self._tags()
        plans = NoticePlans(self._folder, self._locales, HostMemo("", None))
        return {
            path: data
            for target in plans.targets(self.slug, tags)
            for path, data in target.make().items()
        }

    @cached_property
    def fronts(self) -> Sequence[Front]:
        """What the pages above the countries show of it."""
        return pages.fronts(self._advisories_in(None))

    def _advisories_in(self, tag: str | None) -> Sequence[Advisory]:
        """Return its advisory in the locale *tag*; None = all of them, in the order of the site."""
        return [*filter(None, map(self._advisory, self._tags() if tag is None else [tag]))]

    def _tags(self) -> Sequence[str]:
        """Return the locales of its pages."""
        if self._preview is not None:
            return (self._preview,)
        if self._offered is None:
            self._advisory(self._folder.site.source_locale)  # Learns what is offered.
        return self._offered or ()

    def _advisory(self, tag: str) -> Advisory | None:
        if tag not in self._advisories and self._may_have(tag):
            advisories = load_advisories(
                self._folder,
                self._locales,
                Selection(self.slug, tag),
                self._offered,
                catalogs_before=self._catalogs,
            )
            for advisory in advisories:
                self._offered = advisory.offered
                if self._may_have(tag):
                    self._advisories[tag] = advisory
        return self._advisories.get(tag)

    def _may_have(self, tag: str) -> bool:
        if self._preview is not None:
            return tag == self._preview
        offered = self._folder.site.locales if self._offered is None else self._offered
        return tag in offered

    def _assets_of(self, advisory: Advisory) -> Mapping[str, bytes]:
        if advisory.locale not in self._assets:
            own = {**staff.assets_of(advisory), **wordless.assets_of(advisory)}
            self._assets[advisory.locale] = {**pages.host_assets(advisory), **own}
        return self._assets[advisory.locale]

    def _targets(
        self, advisories: Sequence[Advisory], shelves: frozenset[Shelf]
    ) -> Iterator[Target]:
        """Yield the targets of *shelves* from *advisories*, those of whole folders last."""
        key = shelves, *(advisory.locale for advisory in advisories)
        if key not in self._planned:
            plans = reversed(self._products[shelves])
            self._planned[key] = [target for plan in plans for target in plan(advisories)]
        yield from self._planned[key]

    def _files(self, target: Target) -> Files:
        if target.path in self._made_files:
            return self._made_files[target.path]
        files = self._cache.get(target)
        if files is None:
            files = target.make()
            self._cache.put(target, files)
        if len(files) > 1:
            self._made_files[target.path] = files
        return files
