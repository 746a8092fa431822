"""Steps 1 to 3 for the build: which corridors and locales, and their advisories.

One host country after the other, in the order of site.yaml: what belongs to one alone is forgotten
when the next one comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..advisory import Advisory
from ..catalog import INTERFACE, Catalog, load_translations, po_path
from ..core import core_is_reviewed
from ..languages import known_languages
from ..load import Content, Contents
from ..localise import Localiser, fallback_chain
from ..model.site import CorridorName
from ..status import Coverage, coverage
from ..translator import Translator
from .day import build_moment

__all__ = [
    "Selection",
    "build_moment",
    "coverage_of_all",
    "load_advisories",
    "load_catalogs",
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


Catalogs = dict[tuple[str, str], Catalog]
"""By locale and domain."""


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
        key: known[key] if key in known else load_translations(po_path(locales, *key), key[0])
        for key in keys
    }


def coverage_of_all(
    contents: Contents,
    locales: Path,
    tags: Iterable[str] | None = None,
    known: Catalogs | None = None,
) -> Iterator[Coverage]:
    """Yield the coverage of every corridor in each locale of *tags* (default: of the site)."""
    tags = tuple(contents.site.locales) if tags is None else tuple(tags)
    known = {} if known is None else known
    for corridor, content, catalogs in _corridors(contents, locales, tags, known):
        pair = (corridor.origin, corridor.host)
        chains = [fallback_chain(content, tag) for tag in tags]
        yield from coverage(content, pair, [Translator(chain, catalogs) for chain in chains])


def _offered(
    corridor: CorridorName, content: Content, locales: Path, catalogs: Catalogs
) -> tuple[str, ...]:
    """Locales whose coverage in one host country passes the site's threshold.

    A minority locale is offered once every line of its core is reviewed, however little else there
    is: its readers get the rest along its fallback chain, marked. Source: CARE 20.
    """
    site, pair = content.site, (corridor.origin, corridor.host)
    # One without any translation need not be counted.
    started = [tag for tag in site.locales if any(po_path(locales, tag, "").parent.glob("*.po"))]
    translators = {tag: Translator(fallback_chain(content, tag), catalogs) for tag in started}
    counted = [tag for tag in started if not site.locales[tag].minority]
    rows = coverage(content, pair, [translators[tag] for tag in counted])
    offered = {
        row.locale for row in rows if 100 * row.translated >= site.offer_from * row.total > 0
    }
    # Most have no sentence at all: they are left out before their core is looked at.
    recorded = {one.language for one in content.recordings.recordings.values()}
    speakers = content.origins[corridor.origin].locales
    offered |= {
        tag
        for tag in started
        if site.locales[tag].minority
        and tag in speakers
        and (tag in recorded or any(_reviewed_anything(locales, tag)))
        and core_is_reviewed(content, translators[tag])
    }
    return tuple(tag for tag in site.locales if tag == site.source_locale or tag in offered)


def _reviewed_anything(locales: Path, tag: str) -> Iterator[bool]:
    for path in sorted(po_path(locales, tag, "").parent.glob("*.po")):
        yield b"\n# reviewed-by: " in path.read_bytes()


def load_advisories(
    contents: Contents,
    locales: Path,
    only: Selection,
    offered: tuple[str, ...] | None = None,
    *,
    known: Catalogs | None = None,
) -> Iterator[Advisory]:
    """Yield the advisory of every corridor and locale of the selection, corridor by corridor.

    *offered* are the locales that readers are offered, when that is known already; *known* are
    catalogs that were read before, and become those of the last country.
    """
    wanted = (only.locale,) if only.locale else ()
    tags = tuple(contents.site.locales) if offered is None else offered
    now = build_moment()  # the same in all languages
    read, known = tuple(dict.fromkeys([*tags, *wanted])), Catalogs() if known is None else known
    for corridor, content, catalogs in _corridors(contents, locales, read, known, only.host):
        here = _offered(corridor, content, locales, catalogs) if offered is None else offered
        for tag in wanted or here:
            chain = fallback_chain(content, tag)
            translator = Translator(chain, catalogs, whole=content.glossary.whole)
            pair = (corridor.origin, corridor.host)
            localiser = Localiser(content, pair, translator, known_languages(), now)
            yield replace(_light(localiser.advisory()), offered=here)


def _corridors(
    contents: Contents,
    locales: Path,
    tags: tuple[str, ...],
    known: Catalogs,
    only: str | None = None,
) -> Iterator[tuple[CorridorName, Content, Catalogs]]:
    """Each corridor with what its host country needs of content and translations.

    *known* are the catalogs that the last country needed; they become those of the next.
    """
    for corridor in contents.site.corridors:
        if only not in (None, corridor.host):
            continue
        content = contents.for_host(corridor.host)
        needed = load_catalogs(content, locales, tags, known)
        known.clear()
        known.update(needed)
        yield corridor, content, needed


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
