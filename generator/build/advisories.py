"""Steps 1 to 3 for the build: which corridors and locales, and their advisories."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from ..catalog import INTERFACE, Catalog, load_catalog, po_path
from ..languages import load_languages
from ..load import Content
from ..localise import Advisory, Localiser, Translator, fallback_chain
from ..status import coverage


@dataclass(frozen=True)
class Selection:
    """Which part of the site to build; None = all that is offered."""

    host: str | None = None
    locale: str | None = None

    @classmethod
    def parse(cls, text: str | None) -> Selection:
        """Read ``--only HOST`` or ``--only HOST/LOCALE``."""
        if not text:
            return cls()
        host, _, locale = text.partition("/")
        return cls(host, locale or None)


def build_day() -> date:
    """The day of the build: SOURCE_DATE_EPOCH when set, else today (UTC)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()


def load_catalogs(
    content: Content, locales: Path, wanted: Iterable[str]
) -> dict[tuple[str, str], Catalog]:
    """Read the PO files of *wanted* locales, of their fallbacks and of the host languages."""
    tags = {tag for locale in wanted for tag in fallback_chain(content, locale)}
    tags |= {host.country.language for host in content.hosts.values()}
    tags.discard(content.site.source_locale)
    domains = [INTERFACE, "hazards", "prepare", "phrases", *content.hosts, *content.origins]
    return {
        (tag, domain): load_catalog(po_path(locales, tag, domain), tag)
        for tag in sorted(tags)
        for domain in domains
    }


def offered_locales(content: Content, locales: Path) -> list[str]:
    """Locales whose coverage passes the site's threshold, in the order of site.yaml.

    A minority locale is offered by its core, not by its coverage; none has one yet.
    """
    site = content.site
    candidates = [tag for tag, row in site.locales.items() if not row.minority]
    catalogs = load_catalogs(content, locales, candidates)
    return [
        tag
        for tag in candidates
        if tag == site.source_locale or _coverage(content, tag, catalogs) >= site.offer_from
    ]


def _coverage(content: Content, tag: str, catalogs: dict[tuple[str, str], Catalog]) -> float:
    """Percent of the content's sentences that have a current translation."""
    if not any(catalog.entries for (locale, _), catalog in catalogs.items() if locale == tag):
        return 0.0
    chain = (tag, content.site.source_locale)
    rows = coverage(
        _localise(content, (corridor.origin, corridor.host), chain, catalogs)
        for corridor in content.site.corridors
    )
    wanted = sum(row.total for row in rows)
    return 100 * sum(row.translated for row in rows) / wanted if wanted else 0.0


def _localise(
    content: Content,
    corridor: tuple[str, str],
    chain: tuple[str, ...],
    catalogs: dict[tuple[str, str], Catalog],
) -> Advisory:
    translator = Translator(chain, catalogs)
    return Localiser(content, corridor, translator, load_languages(), build_day()).advisory()


def all_advisories(content: Content, locales: Path) -> Iterator[Advisory]:
    """Yield the advisory of every corridor in every locale of the site, offered or not."""
    tags = tuple(content.site.locales)
    yield from _advisories(content, locales, Selection(), tags, offered_locales(content, locales))


def load_advisories(content: Content, locales: Path, only: Selection) -> Iterator[Advisory]:
    """Yield the advisory of every corridor and locale of the selection."""
    offered = offered_locales(content, locales)
    tags = (only.locale,) if only.locale else tuple(offered)
    yield from _advisories(content, locales, only, tags, offered)


def _advisories(
    content: Content, locales: Path, only: Selection, tags: tuple[str, ...], offered: list[str]
) -> Iterator[Advisory]:
    catalogs = load_catalogs(content, locales, tags)
    for corridor in content.site.corridors:
        if only.host not in (None, corridor.host):
            continue
        for tag in tags:
            chain = fallback_chain(content, tag)
            advisory = _localise(content, (corridor.origin, corridor.host), chain, catalogs)
            yield replace(advisory, offered=tuple(offered))
