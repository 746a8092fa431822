"""Step 4, notices: the notices of a country → ``L/H/notices.json``, from which pages get theirs.

Pages are made without notices, and the build puts them into finished pages (``build/notices.py``):
so a notice of the night makes no page again, and no telephone fetches one for it. Pages that a
telephone has kept get them from the list of what it keeps. Why: docs/adr/0047-notices.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from markupsafe import Markup

from ...localise.localiser import Localiser
from ...localise.notices import NoticeText, notices_of
from ..channels.feed import notice_entry
from ..channels.notice_words import guard_of
from ..pages.context import PageContext
from ..pages.environment import render_file
from ..pages.place import PagePlace
from ..site_paths import NOTICES_FILE
from ..target import Target, one_file

_PRODUCT = "notices"


def notices_path(locale: str, host: str) -> str:
    """Path of the notices of a country in one language: ``my/thailand/notices.json``."""
    return f"{locale}/{host}/{NOTICES_FILE}"


def told(localiser: Localiser, alerts: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the notices as pages show them, as JSON has it; nothing when there is none.

    ``list`` has them, the gravest first, each with its hazard, when it ends (seconds since 1970),
    and ``cuts``: its HTML, whole, then with fewer of its sentences, for pages with little room.
    ``over`` is what a telephone says of one whose end has passed; ``entry`` is that of the feed;
    ``title`` names the page with all of them. *alerts* are paths of those that have left as alerts,
    by id of the notice.
    """
    notices = notices_of(localiser)
    if not notices:
        return {}
    ui, guard = localiser.sentences.ui, guard_of(localiser)
    base = f"{ui.translator.locale}/{localiser.host_slug}/"
    page = PageContext(PagePlace(base), base, ui, {})
    return {
        "title": str(ui.label("page", "notices")),
        "list": [
            {
                "id": one.id,
                "hazard": one.hazard,
                "until": one.ends_at,
                "cuts": list(map(str, cuts(one, page))),
                "over": _over(one, page),
                "entry": notice_entry(one, localiser, guard, (alerts or {}).get(one.id)),
            }
            for one in notices
        ],
    }


def _over(one: NoticeText, page: PageContext) -> str:
    """HTML for when its end has passed; nothing for one that was told as ended or wrong already."""
    if one.state != "standing":
        return ""
    return str(render_file("notices/over.html", page, one=one)).strip()


def cuts(one: NoticeText, page: PageContext) -> list[Markup]:
    """Return a notice as HTML: whole, then shorter by the free text and by its last sentences."""
    counts = range(len(one.sentences), 0, -1)
    whole = render_file("notices/one.html", page, one=one, sentences=one.sentences, cut=False)
    shorter = [
        render_file("notices/one.html", page, one=one, sentences=one.sentences[:count], cut=True)
        for count in counts
        if one.free or count < len(one.sentences)
    ]
    return [html.strip() for html in (whole, *shorter)]


def target(locale: str, host: str, data: Mapping[str, Any]) -> Target:
    """Return the target of the notices *data* that ``told`` returned."""
    path = notices_path(locale, host)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return Target.of(path, _PRODUCT, partial(one_file, path, text), data=text)


def alert(path: str, xml: str) -> Target:
    """Return the target of an alert that may leave, ``alerts/H/ID.cap.xml``."""
    return Target.of(path, "alerts", partial(one_file, path, xml.encode()), data=xml)


__all__ = ["alert", "cuts", "notices_path", "target", "told"]
