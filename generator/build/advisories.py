"""Steps 1 to 3 for the build: which corridors and locales, and their advisories."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..catalog import INTERFACE, Catalog, load_catalog, po_path
from ..languages import known_languages
from ..load import Content
from ..localise import Advisory, Localiser, fallback_chain
from ..status import coverage
from ..translator import Translator
from .day import build_day

__all__ = [
    "Selection",
    "all_advisories",
    "build_day",
    "load_advisories",
    "offered_locales",
    "one_advisory",
]


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


Catalogs = Mapping[tuple[str, str], Catalog]
"""By locale and domain."""


@dataclass
class _Known:
    """What was read and localised so far: coverage and readers need the same, and it is slow."""

    catalogs: Catalogs = field(default_factory=dict)
    advisories: dict[tuple[str, str, tuple[str, ...]], Advisory] = field(default_factory=dict)
    """By origin, host and chain."""


def load_catalogs(
    content: Content, locales: Path, wanted: Iterable[str], known: Catalogs | None = None
) -> Catalogs:
    """Read the PO files of *wanted* locales, of their fallbacks and of the host languages.

    Those among *known* are not read again.
    """
    known = {} if known is None else known
    tags = {tag for locale in wanted for tag in fallback_chain(content, locale)}
    tags |= {host.country.language for host in content.hosts.values()}
    tags.discard(content.site.source_locale)
    domains = [INTERFACE, "hazards", "prepare", "phrases", *content.hosts, *content.origins]
    keys = [(tag, domain) for tag in sorted(tags) for domain in domains]
    return {
        key: known[key] if key in known else load_catalog(po_path(locales, *key), key[0])
        for key in keys
    }


def offered_locales(content: Content, locales: Path, known: _Known | None = None) -> list[str]:
    """Locales whose coverage passes the site's threshold, in the order of site.yaml.

    A minority locale is offered by its core, not by its coverage; none has one yet.
    """
    site = content.site
    candidates = [tag for tag, row in site.locales.items() if not row.minority]
    known = _Known() if known is None else known
    known.catalogs = load_catalogs(content, locales, candidates, known.catalogs)
    return [
        tag
        for tag in candidates
        if tag == site.source_locale or _coverage(content, tag, known) >= site.offer_from
    ]


def _coverage(content: Content, tag: str, known: _Known) -> float:
    """Percent of the content's sentences that have a current translation."""
    if not any(catalog.entries for (own, _), catalog in known.catalogs.items() if own == tag):
        return 0.0
    chain = (tag, content.site.source_locale)
    rows = coverage(
        _localise(content, (corridor.origin, corridor.host), chain, known)
        for corridor in content.site.corridors
    )
    wanted = sum(row.total for row in rows)
    return 100 * sum(row.translated for row in rows) / wanted if wanted else 0.0


def _localise(
    content: Content,
    corridor: tuple[str, str],
    chain: tuple[str, ...],
    known: _Known,
) -> Advisory:
    key = (*corridor, chain)
    if key not in known.advisories:
        translator = Translator(chain, known.catalogs)
        localiser = Localiser(content, corridor, translator, known_languages(), build_day())
        known.advisories[key] = _light(localiser.advisory())
    return known.advisories[key]


def _light(advisory: Advisory) -> Advisory:
    """Leave the catalogs out that no template asks: an advisory travels to other processes."""
    translator = advisory.ui.translator
    tags = {*translator.chain, advisory.country.language}
    asked = {
        (tag, domain): catalog
        for (tag, domain), catalog in translator.catalogs.items()
        if domain == INTERFACE and tag in tags
    }
    ui = replace(advisory.ui, translator=replace(translator, catalogs=asked))
    return replace(advisory, ui=ui)


def all_advisories(content: Content, locales: Path) -> Iterator[Advisory]:
    """Yield the advisory of every corridor in every locale of the site, offered or not."""
    tags, known = tuple(content.site.locales), _Known()
    offered = offered_locales(content, locales, known)
    yield from _advisories(content, locales, Selection(), tags, offered=offered, known=known)


def load_advisories(content: Content, locales: Path, only: Selection) -> Iterator[Advisory]:
    """Yield the advisory of every corridor and locale of the selection."""
    known = _Known()
    offered = offered_locales(content, locales, known)
    tags = (only.locale,) if only.locale else tuple(offered)
    yield from _advisories(content, locales, only, tags, offered=offered, known=known)


def one_advisory(content: Content, locales: Path, host: str, locale: str) -> Advisory | None:
    """Return the advisory of one host country and locale; None when no corridor leads there.

    It does not ask which locales are offered to readers, for which all of them would be counted.
    """
    known = _Known(load_catalogs(content, locales, [locale]))
    corridor = next((pair for pair in content.site.corridors if pair.host == host), None)
    if corridor is None:
        return None
    chain = fallback_chain(content, locale)
    return _localise(content, (corridor.origin, corridor.host), chain, known)


def _advisories(
    content: Content,
    locales: Path,
    only: Selection,
    tags: tuple[str, ...],
    *,
    offered: list[str],
    known: _Known,
) -> Iterator[Advisory]:
    known.catalogs = load_catalogs(content, locales, tags, known.catalogs)
    for corridor in content.site.corridors:
        if only.host not in (None, corridor.host):
            continue
        for tag in tags:
            chain = fallback_chain(content, tag)
            advisory = _localise(content, (corridor.origin, corridor.host), chain, known)
            yield replace(advisory, offered=tuple(offered))
