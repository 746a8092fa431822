"""Step 5: content and PO files → the advisories of each corridor and locale, by steps 1 to 3.

One host country after the other, in the order of site.yaml: what belongs to one alone is forgotten
when the next one comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..load import Content, Contents
from ..load.kinds import CAMPAIGNS, COURSES, NOTICES, PROCEDURES, STAFF, staff_domain
from ..model.site import CorridorName
from ..po.catalog import INTERFACE, Catalog, load_translations, po_path
from ..po.files import begun_files, read_po_file
from ..po.say import SAY
from ..system.clock import build_moment
from ..text.languages import known_languages, locale_folder
from .advisory import Advisory
from .assembly import advisory_of, hazards_of
from .core_lines import core_counts, core_is_reviewed
from .coverage import coverage
from .localiser import Localiser
from .records.wordless import WordlessEdition
from .translator import Translator
from .wordless import wordless_of

__all__ = [
    "Selection",
    "build_moment",
    "fallback_chain",
    "load_advisories",
    "load_catalogs",
    "wordless_edition",
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


def fallback_chain(content: Content, locale: str) -> tuple[str, ...]:
    """The locale, its fallbacks in order, the source locale last, each once."""
    settings = content.site.locales.get(locale)
    chain = (locale, *(settings.fallback if settings else ()), content.site.source_locale)
    return tuple(dict.fromkeys(chain))


ReadCatalogs = dict[tuple[str, str], Catalog]
"""By locale and domain."""


def load_catalogs(
    content: Content,
    locales: Path,
    tags_wanted: Iterable[str],
    catalogs: ReadCatalogs | None = None,
    domains: Iterable[str] | None = None,
) -> ReadCatalogs:
    """Read the PO files of *tags_wanted*, of their fallbacks and of the host languages.

    Those among *catalogs* are not read again. *domains* are those needed, where not all are.
    """
    catalogs = {} if catalogs is None else catalogs
    tags = {tag for locale in tags_wanted for tag in fallback_chain(content, locale)}
    tags |= {host.country.language for host in content.hosts.values()}
    tags.discard(content.site.source_locale)
    domains = domains or [
        INTERFACE,
        "hazards",
        "first-aid",
        "prepare",
        "phrases",
        CAMPAIGNS,
        NOTICES,
        *content.hosts,
        *content.origins,
        STAFF,
        PROCEDURES,
        COURSES,
        *map(staff_domain, content.hosts),
        *([SAY] if content.sound_tables else []),
    ]
    keys = [(tag, domain) for tag in sorted(tags) for domain in domains]
    return {
        key: catalogs[key] if key in catalogs else load_translations(po_path(locales, *key), key[0])
        for key in keys
    }


def _offered(
    corridor: CorridorName, content: Content, locales: Path, catalogs: ReadCatalogs
) -> tuple[str, ...]:
    """Locales whose coverage in one host country passes the site's threshold.

    A minority locale is offered once every line of its core is reviewed, however little else there
    is: its readers get the rest along its fallback chain, marked. Source: CARE 20.
    """
    site, pair = content.site, (corridor.origin, corridor.host)
    recorded = {one.language for one in content.recordings.recordings.values()}
    # One without any translation need not be counted. A language that is only spoken never has one.
    started = [
        tag for tag in site.locales if tag in recorded or begun_files(locales, locale_folder(tag))
    ]
    translators = {tag: Translator(fallback_chain(content, tag), catalogs) for tag in started}
    counted_tags = [tag for tag in started if not site.locales[tag].minority]
    rows = coverage(content, pair, [translators[tag] for tag in counted_tags])
    offered = {
        row.locale for row in rows if 100 * row.translated >= site.offer_from * row.total > 0
    }
    # Most have no sentence at all: they are left out before their core is looked at.
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
    for path in begun_files(locales, locale_folder(tag)):
        yield b"\n# reviewed-by: " in (read_po_file(path) or b"")


def load_advisories(
    contents: Contents,
    locales: Path,
    only: Selection,
    offered: tuple[str, ...] | None = None,
    *,
    catalogs_before: ReadCatalogs | None = None,
    localiser_of: Callable[..., Localiser] = Localiser,
) -> Iterator[Advisory]:
    """Yield the advisory of every corridor and locale of the selection, corridor by corridor.

    *offered* are the locales that readers are offered, when the caller has them; *catalogs_before*
    are catalogs that were read before, and become those of the last country. *localiser_of* makes
    the localiser, with the arguments of ``Localiser``.
    """
    chosen = (only.locale,) if only.locale else ()
    tags = tuple(contents.site.locales) if offered is None else offered
    now = build_moment()  # the same in all languages
    needed_tags, catalogs_before = (
        tuple(dict.fromkeys([*tags, *chosen])),
        ReadCatalogs() if catalogs_before is None else catalogs_before,
    )
    for corridor, content, catalogs in _corridors(
        contents, locales, needed_tags, catalogs_before, only.host
    ):
        locales_there = (
            _offered(corridor, content, locales, catalogs) if offered is None else offered
        )
        pair = (corridor.origin, corridor.host)
        wordless = wordless_edition(content, pair, catalogs, now, localiser_of)
        cores = core_counts(content, locales, corridor.origin)

        def in_locale(
            tag: str,
            content: Content = content,
            catalogs: ReadCatalogs = catalogs,
            pair: tuple[str, str] = pair,
        ) -> Advisory:
            translator = Translator(
                fallback_chain(content, tag), catalogs, whole=content.glossary.whole
            )
            localiser = localiser_of(content, pair, translator, known_languages(), now)
            return _light(advisory_of(localiser))

        spoken = content.hosts[corridor.host].country.language
        in_host_words = None
        if spoken not in {*locales_there, *chosen} and _assists_in(spoken, catalogs):
            in_host_words = replace(in_locale(spoken), offered=locales_there)
        for tag in chosen or locales_there:
            yield replace(
                in_locale(tag),
                offered=locales_there,
                wordless=wordless,
                cores=cores,
                in_host_words=in_host_words,
            )


def _assists_in(tag: str, catalogs: ReadCatalogs) -> bool:
    """Return whether any word for those who assist is translated into *tag*."""
    catalog = catalogs.get((tag, STAFF))
    return catalog is not None and any(entry.msgstr for entry in catalog.entries.values())


def wordless_edition(
    content: Content,
    corridor: tuple[str, str],
    catalogs: ReadCatalogs,
    now: datetime,
    localiser_of: Callable[..., Localiser] = Localiser,
) -> WordlessEdition | None:
    """Return what the host country of *corridor* (origin, host) shows without words.

    It is in the country's language, for all locales.

    Without *catalogs* its words are in the source locale.
    """
    if content.wordless is None:
        return None
    chain = fallback_chain(content, content.hosts[corridor[1]].country.language)
    translator = Translator(chain, catalogs, whole=content.glossary.whole)
    localiser = localiser_of(content, corridor, translator, known_languages(), now)
    return wordless_of(localiser, hazards_of(localiser))


def localisers(
    content: Content, locales: Path, host: str, tags: Sequence[str], now: datetime
) -> Iterator[Localiser]:
    """Yield the localiser of the notices of *host*, from its *content*, for each of *tags*."""
    origin = next(row.origin for row in content.site.corridors if row.host == host)
    domains = (INTERFACE, NOTICES, "hazards", host, origin)
    catalogs = load_catalogs(content, locales, tags, domains=domains)
    for tag in tags:
        translator = Translator(
            fallback_chain(content, tag), catalogs, whole=content.glossary.whole
        )
        yield Localiser(content, (origin, host), translator, known_languages(), now)


def _corridors(
    contents: Contents,
    locales: Path,
    tags: tuple[str, ...],
    catalogs: ReadCatalogs,
    only: str | None = None,
) -> Iterator[tuple[CorridorName, Content, ReadCatalogs]]:
    """Each corridor with what its host country needs of content and translations.

    *catalogs* are those that the last country needed; they become those of the next.
    """
    for corridor in contents.site.corridors:
        # A draft is made only for those who name it.
        if corridor.draft if only is None else only != corridor.host:
            continue
        content = contents.for_host(corridor.host)
        needed = load_catalogs(content, locales, tags, catalogs)
        catalogs.clear()
        catalogs.update(needed)
        yield corridor, content, needed


def _light(advisory: Advisory) -> Advisory:
    """Leave the catalogs out that no template asks: an advisory travels to other processes."""
    translator = advisory.ui.translator
    tags = {*translator.chain, advisory.country.language}
    catalogs = {
        (tag, domain): catalog
        for (tag, domain), catalog in translator.catalogs.items()
        if domain == INTERFACE and tag in tags
    }
    ui = replace(advisory.ui, translator=replace(translator, catalogs=catalogs))
    return replace(advisory, ui=ui)
