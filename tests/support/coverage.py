"""What tests of coverage share: that of every corridor, in any locales."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.load import Content
from generator.localise.corridors import fallback_chain, load_catalogs
from generator.localise.coverage import Coverage, coverage
from generator.localise.translator import Translator


def coverage_of_all(
    content: Content, locales: Path, tags: Iterable[str] | None = None
) -> Iterator[Coverage]:
    """Yield the coverage of every corridor in each locale of *tags* (default: of the site)."""
    tags = tuple(content.site.locales) if tags is None else tuple(tags)
    catalogs = load_catalogs(content, locales, tags)
    translators = [Translator(fallback_chain(content, tag), catalogs) for tag in tags]
    for corridor in content.site.corridors:
        pair = (corridor.origin, corridor.host)
        yield from coverage(content.for_host(corridor.host), pair, translators)
