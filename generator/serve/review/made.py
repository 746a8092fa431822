"""Beside step 5, review: places that differ → files of both sides, and pictures of paper pages.

In: ``Place``s, a function that makes targets, the cache. Out: a ``Pair`` for each place. A paper
that cannot be made, since a panel is too full before or after, has words in the place of its
pictures.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ...build.objects import Cache
from ...products.paper import LeafletError
from ...products.pocket import PocketTooLargeError
from ...products.target import Files, Target
from .lines import LineChange, changed_lines
from .places import Place, SideName

MakeAll = Callable[[Iterable[Target]], Iterable[tuple[Target, Files]]]
_WHY = "why-not.txt"
_WIDTH_PX = 1600
"""Of the picture of a page: wide enough to read small print beside another."""
_COLOURS = 32


@dataclass(frozen=True)
class Sheet:
    """A page of a paper, drawn: before and after; None = there is none on that side."""

    number: int
    before: bytes | None
    after: bytes | None

    @property
    def differs(self) -> bool:
        """Whether anybody sees a difference."""
        return self.before != self.after


@dataclass
class Pair:
    """Both sides of a place."""

    place: Place
    files: dict[SideName, bytes] = field(default_factory=dict)
    """The file itself."""
    why_not: dict[SideName, str] = field(default_factory=dict)
    """Why a side could not be made."""
    sheets: Sequence[Sheet] = ()
    """Of a paper: its pages."""
    lines: Sequence[LineChange] = ()
    """Of a page: the lines that differ."""

    @property
    def visible(self) -> bool:
        """Whether anybody sees a difference."""
        if self.why_not or len(self.place.sides) < 2:
            return True
        if self.place.kind == "page":
            return bool(self.lines)
        if self.place.kind == "paper":
            return any(sheet.differs for sheet in self.sheets)
        return self.files.get("before") != self.files.get("after")


def make_pairs(places: Sequence[Place], make_all: MakeAll, cache: Cache) -> Iterator[Pair]:
    """Make both sides of each place; yield each pair as soon as both are there."""
    pairs = {place.path: Pair(place) for place in places}
    waiting = {place.path: len(place.sides) for place in places}
    for side, place, files in _sides(places, make_all, cache):
        pair = pairs[place.path]
        if _WHY in files:
            pair.why_not[side] = files[_WHY].decode()
        else:
            pair.files[side] = files[place.path]
        waiting[place.path] -= 1
        if not waiting[place.path]:
            _compare(pair)
            yield pair


def _sides(
    places: Sequence[Place], make_all: MakeAll, cache: Cache
) -> Iterator[tuple[SideName, Place, Files]]:
    """Yield each side of each place with its files: those in the cache first."""
    works: dict[tuple[SideName, int], list[Place]] = {}
    for place in places:
        for side, making in place.sides.items():
            files = cache.get(making.target) if making.target else None
            if files is None:
                # Pages of one set are made together.
                works.setdefault((side, id(making.make)), []).append(place)
            else:
                yield side, place, files
    by_name = {f"{side}/{some[0].path}": (side, some) for (side, _), some in works.items()}
    targets = [_target(name, side, some) for name, (side, some) in by_name.items()]
    for target, files in make_all(targets):
        side, some = by_name[target.path]
        own = some[0].sides[side].target
        if own is not None and _WHY not in files:
            cache.put(own, files)
        yield from ((side, place, files) for place in some)


def _target(name: str, side: SideName, places: Sequence[Place]) -> Target:
    seconds = sum(place.sides[side].seconds for place in places)
    # Of both sides one process keeps what they share: fonts, templates.
    return Target(
        name,
        name,
        partial(_attempt, places[0].sides[side].make),
        "review",
        effort=seconds,
        group=places[0].path,
    )


def _compare(pair: Pair) -> None:
    if pair.place.kind == "paper":
        pair.sheets = _sheets(pair.files)
    elif pair.place.kind == "page" and len(pair.files) > 1:
        one, two = pair.files["before"], pair.files["after"]
        pair.lines = changed_lines(one.decode(), two.decode())


def _attempt(make: Callable[[], Files]) -> Files:
    try:
        return make()
    except (LeafletError, PocketTooLargeError) as error:
        return {_WHY: str(error).encode()}


def _sheets(files: Mapping[SideName, bytes]) -> list[Sheet]:
    before = _drawn(files["before"]) if "before" in files else []
    after = _drawn(files["after"]) if "after" in files else []
    return [
        Sheet(
            number + 1,
            before[number] if number < len(before) else None,
            after[number] if number < len(after) else None,
        )
        for number in range(max(len(before), len(after)))
    ]


def _drawn(pdf: bytes) -> list[bytes]:
    """Draw each page of *pdf* as PNG; equal pages are equal bytes."""
    import pypdfium2  # noqa: PLC0415  (only who draws waits for it)

    pictures = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            bitmap = page.render(scale=_WIDTH_PX / page.get_width())
            file = io.BytesIO()
            bitmap.to_pil().convert("RGB").quantize(_COLOURS, dither=0).save(file, "PNG")
            pictures.append(file.getvalue())
            page.close()
    finally:
        document.close()
    return pictures
