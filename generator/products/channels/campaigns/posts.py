"""Step 4, campaigns: a campaign and an advisory → its posts: words, time of sending, and card.

A post has a piece that every channel has, or its own words with a country's numbers and last day.
Numbers are behind their cautions; a post whose number may not be sent is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ....localise.advisory import Advisory
from ....localise.guarding import with_cautions
from ....localise.records.twins import CampaignPostRecord, CampaignRecord
from ....localise.texts import Text
from ....model.campaigns import MOST_CHARACTERS
from ...sending.pieces import Piece, code_of, pieces
from ...sending.sent import SentNumber, may_be_sent, numbers_of
from ...share_pictures import card_path, has_picture, is_drawable
from ..all_text.lines import Lines
from ..all_text.sections import deadline_line


@dataclass(frozen=True)
class ReadyPost:
    """One post as it is sent."""

    number: int
    """In its campaign, from 1."""
    id: str
    day: int
    hour: str
    words: str
    """Lines. The last one is its code."""
    card: str | None
    """Path of its picture below site/."""

    @property
    def is_long(self) -> bool:
        """Return whether it is longer than people read in a chat. It is never cut."""
        return len(self.words) > MOST_CHARACTERS


def ready_posts(advisory: Advisory, campaign: CampaignRecord) -> list[ReadyPost]:
    """Return the posts of *campaign* for the country and language of *advisory*, in order."""
    known = {piece.id: piece for piece in pieces(advisory)}
    made = [
        (post, said)
        for post in campaign.posts.values()
        if (said := _said(advisory, campaign, post, known)) is not None
    ]
    return [
        ReadyPost(n, post.id, post.day, post.hour, words, _card(advisory, post, known))
        for n, (post, words) in enumerate(made, start=1)
    ]


def sentences(advisory: Advisory) -> Iterator[Text]:
    """Yield what all campaigns say."""
    known = {piece.id: piece for piece in pieces(advisory)}
    for campaign in advisory.campaigns.values():
        yield campaign.title
        for post in campaign.posts.values():
            if post.text:
                yield post.text
            elif post.piece in known:
                piece = known[post.piece]
                yield from (piece.title, *(text for step in piece.steps for text in step.texts))
            for number in _numbers(advisory, post, known):
                yield from number.texts


def _said(
    advisory: Advisory,
    campaign: CampaignRecord,
    post: CampaignPostRecord,
    known: Mapping[str, Piece],
) -> str | None:
    page = Lines(advisory)
    piece = known.get(post.piece or "")
    numbers = _numbers(advisory, post, known)
    end = [page.number(one.contact, one.tel) for one in numbers]
    if piece is not None:
        title = page.plain(piece.title)
        texts = _chosen(page, piece, [title, *end[:1]])
        rows = [title, *map(page.plain, texts)]
        # Of its numbers as many as have room; the first always.
        end = _fitting(rows, end)
    elif post.text and _may_leave(advisory, post, post.text):
        texts = with_cautions(advisory, post.text)
        # On one line: a caution and its number are never parted.
        rows = [" ".join(map(page.plain, texts)), *_last_day(page, post)]
    else:
        return None
    said = [*texts, *(text for one in numbers for text in one.texts)]
    words = "\n".join([*_marks(page, said), *rows, *end])
    return f"{words}\n{code_of(advisory, f'{campaign.id}.{post.id}', words)}"


def _numbers(
    advisory: Advisory, post: CampaignPostRecord, known: Mapping[str, Piece]
) -> list[SentNumber]:
    if post.piece:
        return [*known[post.piece].numbers] if post.piece in known else []
    here = post.countries.get(advisory.host)
    return numbers_of(advisory, here.contacts) if here else []


def _chosen(page: Lines, piece: Piece, fixed: Iterable[str]) -> tuple[Text, ...]:
    room = MOST_CHARACTERS - sum(len(one) + 1 for one in fixed) - _TAIL

    def fits(texts: tuple[Text, ...]) -> bool:
        return sum(len(page.plain(text)) + 1 for text in texts) <= room

    return piece.chosen(fits)


_TAIL = 50
"""Characters for the code and the mark of a draft."""


def _fitting(rows: Iterable[str], numbers: list[str]) -> list[str]:
    length = sum(len(row) + 1 for row in rows) + _TAIL
    kept = numbers[:1]
    for number in numbers[1:]:
        if length + sum(len(one) + 1 for one in (*kept, number)) <= MOST_CHARACTERS:
            kept.append(number)
    return kept


def _may_leave(advisory: Advisory, post: CampaignPostRecord, text: Text) -> bool:
    """Return whether its words, and whoever is named in them with a number, may be sent."""
    named = (advisory.contacts.get(run.contact or "") for run in text.runs if run.kind == "tel")
    return post.carry is not None and all(may_be_sent(one) for one in named if one)


def _last_day(page: Lines, post: CampaignPostRecord) -> list[str]:
    here = post.countries.get(page.advisory.host)
    scheme = page.advisory.insurance.schemes.get(here.scheme or "") if here else None
    if scheme is None or scheme.carry == "page":
        return []
    caution = page.guarded(page.advisory.corridor.caution) if scheme.caution else ""
    said = f"{page.plain(scheme.title)}: {deadline_line(page, scheme)}"
    return [" ".join(filter(None, (caution, said)))]


def _marks(page: Lines, texts: Iterable[Text]) -> list[str]:
    """Return what stands above words that nobody has signed, or that are in another language."""
    states = {text.state for text in texts}
    marks = []
    if states & {"draft", "behind"}:
        marks.append(page.plain(page.ui("state.draft-strip")))
    if "missing" in states:
        marks.append(f"({page.plain(page.advisory.ui.label('state', 'missing'))})")
    return marks


def _card(advisory: Advisory, post: CampaignPostRecord, known: Mapping[str, Piece]) -> str | None:
    if post.piece:
        return known[post.piece].card
    if post.card is None or not is_drawable(advisory.locale):
        return None
    if post.card == "numbers":
        return card_path(advisory.host, advisory.locale)
    hazard = advisory.hazards.get(post.card)
    if hazard is None or not has_picture(hazard):
        return None
    return card_path(advisory.host, advisory.locale, hazard.id)
