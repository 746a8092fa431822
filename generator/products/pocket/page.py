"""Step 4, pocket: an advisory → one HTML file within its budget, with as many pieces as fit.

In: an advisory. Out: the bytes of one HTML file, at most ``BUDGET`` of them when packed.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from ...localise.advisory import Advisory
from ...localise.records.library import Advice
from ...localise.records.twins import ReferralRecord
from ...localise.texts import Text, jsonable
from ..icons import web_sprite
from ..pages import queries
from ..pages.context import PageContext
from ..pages.environment import environment
from ..pages.place import PagePlace
from ..pages.render import absolute_root
from ..paper.content import referral_blocks
from ..paper.content.imprint import Edition, edition_of
from ..paper.content.picker import Picker, unsure_translation
from . import choice
from .choice import PocketPiece
from .style import script, stylesheet

BUDGET = 14_000
"""Most bytes of a packed pocket page: those of one round trip, with room for its headers."""
NOTICES = 750
"""What is kept free for notices of a day, as on each page (build/budgets.yaml)."""
_LEVEL = 5
"""How hard servers pack, the laziest we know of. Burmese comes out 6 % larger than at 6."""
_ROOM = 200
"""For another library than ours."""

ItemT = TypeVar("ItemT", bound=choice.PocketItem)


class PocketTooLargeError(Exception):
    """Not even what must always be on a pocket page fits."""


@dataclass(frozen=True)
class Kept:
    """Which pieces are on the page."""

    keys: Collection[tuple[str, str, bool]]
    left_out: int

    def has(self, section: str, key: str, *, more: bool = False) -> bool:
        """Return whether an item of *section* is on the page, or what follows its sentence."""
        return (section, key, more) in self.keys

    def of(self, section: str, items: Sequence[ItemT]) -> list[ItemT]:
        """The *items* of *section* that be on the page."""
        return [item for item in items if self.has(section, item.id)]


def make_page(
    advisory: Advisory, policy: str, weighed_as: Callable[[bytes], bytes] = bytes
) -> bytes:
    """Return the pocket page of *advisory*; *policy* are the sources that allow what is in it.

    What fits is told by the page as *weighed_as* gives it: for callers that mark words on it.
    Raises PocketTooLargeError when what must always be on it does not fit.
    """
    pieces = choice.pieces(advisory)
    fewest, most = sum(piece.rank == choice.ALWAYS for piece in pieces), len(pieces)
    best = _render(advisory, pieces, fewest, policy)
    room = _room_left(weighed_as(best))
    if room < 0:
        raise PocketTooLargeError(
            f"{advisory.locale}/{advisory.host}/pocket.html has {gzipped(best)} bytes when packed "
            f"with nothing but what must always stand on it; {BUDGET} is the most. Shorten the "
            "steps of prepare.yaml (now) or the names of the plates."
        )
    whole = _render(advisory, pieces, most, policy)
    over = -_room_left(weighed_as(whole))
    if over <= 0:
        return whole
    while most - fewest > 1:
        # Pieces take about the same room: a guess comes nearer to the edge than half-way does.
        guess = fewest + round((most - fewest) * room / (room + over))
        count = min(max(guess, fewest + 1), most - 1)
        page = _render(advisory, pieces, count, policy)
        left = _room_left(weighed_as(page))
        if left >= 0:
            best, fewest, room = page, count, left
        else:
            most, over = count, -left
    return best


def gzipped(page: bytes) -> int:
    """Bytes of *page* as a server sends it."""
    return len(gzip.compress(page, _LEVEL, mtime=0))


def _room_left(page: bytes) -> int:
    """Bytes that may still be added to *page*; below 0 when it is too large."""
    return BUDGET - NOTICES - _ROOM - gzipped(page)


def _render(advisory: Advisory, pieces: Sequence[PocketPiece], count: int, policy: str) -> bytes:
    standing = pieces[:count]
    kept_pieces = Kept({piece.key for piece in standing}, len(pieces) - count)
    page = PocketContext(
        PagePlace(f"{advisory.locale}/{advisory.host}/"),
        f"{advisory.locale}/{advisory.host}/",
        advisory.ui,
        advisory.sources,
    )
    names = {
        "a": advisory,
        "ui": advisory.ui,
        "page": page,
        "kept": kept_pieces,
        "choice": choice,
        "referral": referral_blocks,
        "edition": _edition(advisory, standing),
        "site": absolute_root(advisory.site.site_url),
    }
    templates = environment()
    # Safe: autoescape is on for the whole template.
    body = Markup(templates.get_template("pocket/body.html").render(names))  # noqa: S704
    names |= {
        "body": body,
        "sprite": Markup(web_sprite(body)),  # noqa: S704  # our own files
        "script": Markup(script()),  # noqa: S704  # our own file
        "style": Markup(stylesheet()),  # noqa: S704  # our own file
        "policy": policy,
    }
    return templates.get_template("pocket/page.html").render(names).encode()


def _edition(advisory: Advisory, standing: Sequence[PocketPiece]) -> Edition:
    """Code and dates, as those of a paper: from the facts and the words that are on the page."""
    picker = Picker(advisory)
    plates = [*queries.plate_contacts(advisory), queries.reader_line(advisory)]
    for contact in plates:
        picker.other("contacts", f"contacts.{contact.id}", contact)
    for piece in standing:
        if piece.section == "helpers":
            picker.other("contacts", f"contacts.{piece.id}", piece.item)
        elif isinstance(piece.item, ReferralRecord):
            referral_blocks.note(piece.item, picker)
            for contact in referral_blocks.contacts_of(piece.item, advisory):
                picker.other("contacts", f"contacts.{contact.id}", contact)
        elif piece.section in ("rules", "closing", "answers"):
            section = "answers" if piece.section == "answers" else "rules"
            picker.other("rules", f"{section}.{piece.id}", piece.item)
        else:
            picker.other("hazards", f"{piece.section}.{piece.id}", piece.item)
    # What is left out for want of room is no part of the code: it is not on this page.
    contents = [[*piece.key, _words_of(piece, advisory)] for piece in standing]
    printed = [*contents, *(jsonable([contact.label, contact.tel]) for contact in plates)]
    draft = unsure_translation([piece.item for piece in standing])
    return edition_of(advisory, picker.facts, printed, draft=draft, ends=picker.ends)


def _words_of(piece: PocketPiece, advisory: Advisory) -> object:
    if isinstance(piece.item, ReferralRecord):
        return jsonable([piece.item.text, referral_blocks.first_of(piece.item, advisory)])
    return jsonable(choice.sentences_of(piece))


class PocketContext(PageContext):
    """What one pocket page notes."""

    def beside(self, item: Advice, *texts: Text | None, above: bool = False) -> Markup:  # noqa: ARG002
        """Show no source sentence: the page in the source locale is one more file."""
        return Markup("")
