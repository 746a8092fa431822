"""From an advisory to its pocket page: as many pieces as fit, and the frame that tells what is left out.

In: an advisory. Out: the bytes of one HTML file, at most ``BUDGET`` of them when packed.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ...advisory import Advisory
from ...view import View, jsonable
from ..icons import web_sprite
from ..leaflets.edition import Edition, edition_of
from ..leaflets.facts import Picker, unsure_translation
from ..pages import facts
from ..pages.context import PageContext
from ..pages.environment import environment
from ..pages.place import Place
from ..pages.render import absolute_root
from . import choice
from .choice import Piece
from .style import script, stylesheet

BUDGET = 14_000
"""Most bytes of a pocket page when packed: what one round trip carries, with room for its headers."""
_LEVEL = 5
"""How hard servers pack, the laziest we know of. Burmese comes out 6 % larger than at 6."""
_ROOM = 200
"""For another library than ours."""

_WORDS = ("text", "words", "question", "label")


class PocketTooLargeError(Exception):
    """Not even what must always stand on a pocket page fits."""


@dataclass(frozen=True)
class Kept:
    """Which pieces stand on the page."""

    keys: Collection[tuple[str, str, bool]]
    left_out: int

    def has(self, section: str, key: str, *, more: bool = False) -> bool:
        """Tell whether an item of *section* stands on the page, or what follows its sentence."""
        return (section, key, more) in self.keys

    def of(self, section: str, items: Sequence[View]) -> list[View]:
        """The *items* of *section* that stand on the page."""
        return [item for item in items if self.has(section, item.id)]


def make_page(advisory: Advisory, policy: str) -> bytes:
    """Return the pocket page of *advisory*; *policy* are the sources that allow what stands in it.

    Raises PocketTooLargeError when what must always stand on it does not fit.
    """
    found = choice.pieces(advisory)
    fewest, most = sum(piece.rank == choice.ALWAYS for piece in found), len(found)
    best = _render(advisory, found, fewest, policy)
    room = _room_left(best)
    if room < 0:
        raise PocketTooLargeError(
            f"{advisory.locale}/{advisory.host}/pocket.html has {gzipped(best)} bytes when packed "
            f"with nothing but what must always stand on it; {BUDGET} is the most. Shorten the "
            "steps of prepare.yaml (now) or the names of the plates."
        )
    whole = _render(advisory, found, most, policy)
    over = -_room_left(whole)
    if over <= 0:
        return whole
    while most - fewest > 1:
        # Pieces take about the same room: a guess comes nearer to the edge than half-way does.
        guess = fewest + round((most - fewest) * room / (room + over))
        count = min(max(guess, fewest + 1), most - 1)
        page = _render(advisory, found, count, policy)
        left = _room_left(page)
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
    return BUDGET - _ROOM - gzipped(page)


def _render(advisory: Advisory, found: Sequence[Piece], count: int, policy: str) -> bytes:
    standing = found[:count]
    kept = Kept({piece.key for piece in standing}, len(found) - count)
    page = PocketContext(
        Place(f"{advisory.locale}/{advisory.host}/"), f"{advisory.locale}/{advisory.host}/",
        advisory.ui, advisory.sources,
    )  # fmt: skip
    names = {
        "a": advisory,
        "ui": advisory.ui,
        "page": page,
        "kept": kept,
        "choice": choice,
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


def _edition(advisory: Advisory, standing: Sequence[Piece]) -> Edition:
    """Code and dates, as those of a paper: from the facts and the words that stand on the page."""
    picker = Picker(advisory)
    plates = [*facts.plates(advisory), facts.reader_line(advisory)]
    for contact in plates:
        picker.other("contacts", f"contacts.{contact.id}", contact)
    for piece in standing:
        if piece.section == "helpers":
            picker.other("contacts", f"contacts.{piece.id}", piece.view)
        elif piece.section in ("rules", "answers"):
            picker.other("rules", f"{piece.section}.{piece.id}", piece.view)
        elif hasattr(piece.view, "sources"):
            picker.other("hazards", f"{piece.section}.{piece.id}", piece.view)
    said = [[*piece.key, _said(piece)] for piece in standing]
    printed = [*said, *(jsonable([contact.label, contact.tel]) for contact in plates)]
    draft = unsure_translation([piece.view for piece in standing])
    return edition_of(advisory, picker.facts, printed, draft=draft, ends=picker.ends)


def _said(piece: Piece) -> object:
    if piece.more:
        return jsonable(piece.view.more)
    return jsonable([getattr(piece.view, name) for name in _WORDS if hasattr(piece.view, name)])


class PocketContext(PageContext):
    """What one pocket page notes."""

    def beside(self, item: View, *names: str) -> Markup:  # noqa: ARG002
        """Show no source sentence: the page in the source locale is one more file."""
        return Markup("")
