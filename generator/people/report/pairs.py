"""Beside step 4: content → which languages can exist in a host country, and what people call both.

In: content. Out: tags and names. A site has languages that nobody in a country uses: a row "Mam in
Thailand, 0 of 2,000" would only make work look undone.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...load import Content, Contents
from ...model.site import Site
from ...text.languages import find_language


def origins_of(contents: Contents, host: str) -> tuple[str, ...]:
    """Return the slugs of origin countries with a corridor to *host*, in the order of site.yaml."""
    return tuple(row.origin for row in contents.site.corridors if row.host == host)


def locales_of(content: Content, host: str) -> tuple[str, ...]:
    """Return the locales somebody in *host* has a use for, in the order of site.yaml.

    Those of the people who come there, with what they fall back on, the language of the country,
    and the source locale. A file that could not be read removes no locale that another one names.
    """
    wanted = {content.site.source_locale}
    if content.hosts[host].has("country"):
        wanted.add(content.hosts[host].country.language)
    for origin in origins_of(content, host):
        if origin in content.origins:
            wanted.update(content.origins[origin].locales)
    return _with_fallbacks(content.site, wanted)


def _with_fallbacks(site: Site, wanted: Iterable[str]) -> tuple[str, ...]:
    tags = set(wanted)
    for tag in wanted:
        tags.update(site.locales[tag].fallback if tag in site.locales else ())
    return tuple(tag for tag in site.locales if tag in tags)


def language_name(tag: str) -> str:
    """Return the English name of a language; its tag where no table has one.

    >>> language_name("my"), language_name("qq")
    ('Burmese', 'qq')
    """
    row = find_language(tag)
    return row.english if row else tag


def host_name(content: Content, slug: str) -> str:
    """Return the name of a host country; made of its slug where its file could not be read."""
    host = content.hosts[slug]
    return host.country.name if host.has("country") else _as_name(slug)


def origin_name(content: Contents, slug: str) -> str:
    """Return the same of an origin country."""
    return content.origins[slug].name if slug in content.origins else _as_name(slug)


def _as_name(slug: str) -> str:
    return slug.replace("-", " ").title()
