"""Step 4, campaigns: advisories → posts to send on: ``campaigns/H.L.ID.txt``, ``.csv``.

In: advisories. Out: two files for each campaign of a country in each language. The table has day
and hour, not a date: whoever sends the posts knows when they begin. A draft may leave, marked:
people answer for what they send. The package with the picture cards is made on request
(``packed_campaign``): to draw them takes most of a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from ....cache.digests import code_digest
from ....localise.advisory import Advisory
from ....localise.interface import CAMPAIGN_DAY, SHARED
from ....localise.records.twins import CampaignRecord
from ....sheets.csv_file import csv_bytes
from ....system.timeless_zip import packed
from ....text.plain import flat
from ...target import Target, one_file
from ..content_lines import folded, line, stable_id
from .posts import ReadyPost, ready_posts, sentences

__all__ = [
    "ReadyPost",
    "campaign_path",
    "packed_campaign",
    "plan",
    "ready_posts",
    "sentences",
]
COLUMNS = ("post", "day", "hour", "text", "card")
"""Of the table: what programs that send posts ask for."""


def plan(advisories: Sequence[Advisory]) -> list[Target]:
    """Two files for each campaign of each advisory that has a post there."""
    return [
        target
        for advisory in advisories
        for campaign in advisory.campaigns.values()
        if (posts := ready_posts(advisory, campaign))
        for target in _targets(advisory, campaign, posts)
    ]


def campaign_path(host: str, locale: str, campaign: str, ending: str) -> str:
    """Return the path of a file of a campaign.

    >>> campaign_path("thailand", "my", "rainy-season", "txt")
    'campaigns/thailand.my.rainy-season.txt'
    """
    return f"campaigns/{host}.{locale}.{campaign}.{ending}"


def packed_campaign(
    advisory: Advisory,
    campaign: CampaignRecord,
    cards: Mapping[str | None, bytes],
    begins: date | None = None,
) -> bytes:
    """Return the ZIP of a campaign: numbered posts, *cards* by path below site/, table, README.

    With the day on which it *begins* also a calendar of the posts.
    """
    posts = ready_posts(advisory, campaign)
    files = {"README.txt": _read_me(advisory).encode()}
    files |= {f"{post.number:02d}.txt": f"{post.words}\n".encode() for post in posts}
    # Named by its post alone: a gallery of pictures shows file names.
    pictures = {p.number: f"{p.number:02d}.png" for p in posts if p.card in cards}
    files |= {pictures[p.number]: cards[p.card] for p in posts if p.card in cards}
    files["posts.csv"] = _table(posts, pictures)
    if begins is not None:
        files["posts.ics"] = folded(_calendar(advisory, campaign, posts, begins))
    return packed(files)


def _calendar(
    advisory: Advisory, campaign: CampaignRecord, posts: Sequence[ReadyPost], begins: date
) -> Iterator[str]:
    """Yield the content lines of a calendar: for each post a moment, in the sender's local time."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//advisory//posts//EN")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    for post in posts:
        day = begins + timedelta(days=post.day - 1)
        yield "BEGIN:VEVENT"
        yield line("UID", stable_id(advisory.host, "campaign", campaign.id, post.id))
        yield f"DTSTAMP:{begins:%Y%m%d}T000000Z"
        yield f"DTSTART:{day:%Y%m%d}T{post.hour.replace(':', '')}00"
        # No more than the files are called: who looks at a telephone reads titles.
        yield line("SUMMARY", f"{post.number:02d}")
        yield line("DESCRIPTION", post.words)
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _targets(
    advisory: Advisory, campaign: CampaignRecord, posts: Sequence[ReadyPost]
) -> list[Target]:
    named = {post.number: f"../{post.card}" for post in posts if post.card}
    files = {
        "txt": _as_text(advisory, campaign, posts).encode(),
        "csv": _table(posts, named),
    }
    paths = {e: campaign_path(advisory.host, advisory.locale, campaign.id, e) for e in files}
    return [
        Target.of(
            paths[ending],
            "channels",
            partial(one_file, paths[ending], data),
            data=data,
            code=code_digest(),
        )
        for ending, data in files.items()
    ]


def _as_text(advisory: Advisory, campaign: CampaignRecord, posts: Sequence[ReadyPost]) -> str:
    parts = [
        f"{flat(str(campaign.title))} · {flat(str(advisory.country.name))}\n{_read_me(advisory)}"
    ]
    for post in posts:
        card = f" · {post.card}" if post.card else ""
        day = flat(str(advisory.ui(*CAMPAIGN_DAY, day=post.day)))
        parts.append(f"[{post.number}] {day} · {post.hour}{card}\n{post.words}\n")
    return "\n".join(parts)


def _read_me(advisory: Advisory) -> str:
    source = advisory.ui.in_locale(advisory.ui.translator.source_locale)
    return "".join(
        f"{flat(one)}\n" for one in dict.fromkeys([str(advisory.ui(*SHARED)), str(source(*SHARED))])
    )


def _table(posts: Sequence[ReadyPost], named: Mapping[int, str]) -> bytes:
    rows = (
        (str(post.number), str(post.day), post.hour, post.words, named.get(post.number, ""))
        for post in posts
    )
    return csv_bytes([COLUMNS, *rows])
