"""Command line: ``campaign``, posts with their picture cards for those who send them on. Thin."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from ..localise.corridors import Selection, load_advisories
from ..products import without_staff
from ..products.cards import cards_of, make_cards
from ..products.channels.campaigns import packed_campaign, ready_posts
from ..products.paper import LeafletError
from .console import content_option, locales_option, refuse_among_sources, write_named_file
from .loaded import load, refuse_unknown, stop_at_errors


@click.command()
@click.argument("host")
@click.argument("locale")
@click.argument("campaign")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write: a .zip.",
)
@click.option(
    "--from",
    "begins",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="First day: also write a calendar of the posts.",
)
@content_option
@locales_option
def campaign(
    host: str,
    locale: str,
    campaign: str,
    output: Path,
    *,
    begins: datetime | None,
    content: Path,
    locales: Path,
) -> None:
    """Pack a campaign: advisory campaign thailand my rainy-season -o posts.zip.

    Numbered texts, the picture card beside each, and a table of days and hours.
    """
    refuse_among_sources(output)
    loaded, _formats, problems = load(content, locales, publish=False)
    stop_at_errors(problems)
    only = Selection(host, locale)
    refuse_unknown(loaded, only)
    advisories = [*load_advisories(loaded, locales, only, (locale,))]
    found = [one for one in advisories if campaign in one.campaigns]
    if not found:
        known = sorted({key for one in advisories for key in one.campaigns})
        raise click.UsageError(
            f'There is no campaign "{campaign}" for {host}; content/campaigns/ has: '
            f"{', '.join(known) or 'none'}."
        )
    advisory = without_staff(found[0])
    posts = ready_posts(advisory, advisory.campaigns[campaign])
    if not posts:
        click.echo(
            f"Nothing was packed: {host} has none of the pieces of {campaign}, and no text of it "
            "may be sent."
        )
        sys.exit(1)
    cards: dict[str | None, bytes] = {}
    try:
        if any(post.card for post in posts):
            cards.update(make_cards(cards_of(advisory)))
    except LeafletError as error:
        click.echo(f"The cards were not made. {error}")
        sys.exit(1)
    data = packed_campaign(
        advisory, advisory.campaigns[campaign], cards, begins.date() if begins else None
    )
    write_named_file(output, data, f"{output.as_posix()} ({len(data) // 1024} KB)")
    for post in posts:
        if post.is_long:
            click.echo(
                f'Post {post.number} ("{post.id}") has {len(post.words)} characters; people read '
                "about 600. Shorten its text, or name fewer contacts.",
                err=True,
            )
