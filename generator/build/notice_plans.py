"""Steps 3 to 5: the notices of a host country → the targets of its files of notices.

Apart from the plan of the country, which is looked up while notices come and go, so that a notice
is on its pages within seconds. Only what it needs is localised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from ..cache.inputs import HostMemo
from ..load import Content, Contents
from ..localise.corridors import localisers
from ..products.api.notices import target as for_programs
from ..products.api.notices import told as notices_told
from ..products.channels.cap import alerts_of
from ..products.notices import alert, target
from ..products.notices import told as told_on_pages
from ..products.target import Target
from ..system.clock import build_moment


class NoticePlans:
    """Plans the notices of host countries; *memo* knows what was told before."""

    def __init__(self, contents: Contents, locales: Path, memo: HostMemo) -> None:
        self._contents, self._locales, self._memo = contents, locales, memo
        self._with_notices = {notice.host for notice in contents.notices.values()}

    def targets(self, slug: str, locales: Sequence[str]) -> list[Target]:
        """Return the alerts of *slug*, and one target per locale of *locales* that has notices.

        For other programs there is a target in each of *locales*: an empty list says that there is
        no notice.
        """
        if slug not in self._with_notices:
            return self._for_programs(slug, dict.fromkeys(locales, ()))
        digest = self._memo.inputs.notices if self._memo.inputs else ""
        told: dict[str, dict[str, Any]] = self._memo.answer(
            slug, digest, *locales, ask=partial(self._told, slug, locales)
        )
        pages = [target(locale, slug, data) for locale, data in told["pages"].items() if data]
        alerts = [alert(path, text) for path, text in told["alerts"].items()]
        return [*pages, *alerts, *self._for_programs(slug, told["api"])]

    def _for_programs(self, slug: str, told: Mapping[str, Sequence[Any]]) -> list[Target]:
        publisher = self._contents.site.publisher
        return [for_programs(slug, locale, rows, publisher) for locale, rows in told.items()]

    def _told(self, slug: str, locales: Sequence[str]) -> dict[str, dict[str, Any]]:
        content: Content = self._contents.for_host(slug)
        made = list(localisers(content, self._locales, slug, locales, build_moment()))
        alerts = alerts_of(made)
        paths = {one.notice: one.path for one in alerts}
        return {
            "pages": {one.translator.locale: told_on_pages(one, paths) for one in made},
            "alerts": {one.path: one.xml for one in alerts},
            "api": {one.translator.locale: notices_told(one) for one in made},
        }
