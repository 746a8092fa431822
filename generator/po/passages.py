"""Step 1: content and leaflet formats → ``Passage`` by domain and msgctxt, with its notes.

In: content, and the leaflet formats it is printed in. Out: ``Passage`` by domain and msgctxt: the
sentence, what it is for, where readers meet it, how long it may be, whether it is life-safety.
Spreadsheets, review sheets, the status and the checks all take their sentences from here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..load import Content, LoadedFile, domain_of
from ..model import Guide
from ..model.leaflet import Block, Leaflet
from ..model.walk import SourceText
from ..problems import counted
from .catalog import INTERFACE, Catalog, Entry, State
from .extract import interface_messages

Catalogs = Mapping[tuple[str, str], Catalog]
"""By locale and domain."""

_MARGIN_MM = 5
"""What a panel leaves free at each side, about."""
_MM_PER_PT = 25.4 / 72
_WIDTH_OF_LETTER = 0.5
"""Mean width of a letter, in parts of the type size, about: for a hint, not for layout."""


@dataclass(frozen=True)
class Passage:
    """One sentence (or label) for readers, in the source locale."""

    domain: str
    context: str
    source: str
    notes: tuple[str, ...] = ()
    """What the field is for."""
    used: tuple[str, ...] = ()
    """Where readers meet it: page, and panel of a leaflet."""
    max_letters: int | None = None
    """As many fit where there is least room; absent = no limit is known."""
    life_safety: bool = False
    core: bool = False
    picture: str | None = None
    """Name of the picture beside it."""
    made: str | None = None
    """What a table makes of the source, as nobody writes it. None = people translate it; empty =
    the table cannot yet."""
    dont: bool = False
    """It says what not to do: its picture stands under the slash."""
    file: str = ""
    line: int = 1

    @property
    def key(self) -> str:
        """Domain and msgctxt, which together name it: ``hazards:flood.name``."""
        return f"{self.domain}:{self.context}"

    def entry(self, catalogs: Catalogs, locale: str) -> Entry | None:
        """Return its message in the PO file of *locale*."""
        catalog = catalogs.get((locale, self.domain))
        return catalog.entries.get(self.context) if catalog else None

    def state(self, catalogs: Catalogs, locale: str) -> State:
        """State of its translation into *locale*."""
        entry = self.entry(catalogs, locale)
        return "missing" if entry is None else entry.state(self.source)


def passages(
    content: Content,
    formats: Mapping[str, Leaflet] | None = None,
    *,
    interface: Mapping[str, str] | None = None,
) -> list[Passage]:
    """List all passages, in the order of the files; the interface comes first.

    *interface* are its sentences by msgctxt, where they are known already: extracting them takes
    half a second.
    """
    messages = interface_messages() if interface is None else interface
    rows = [Passage(INTERFACE, context, text) for context, text in messages.items()]
    room = Room(formats or {})
    for file in content.files.values():
        rows += [_passage(file, text, room) for text in file.texts]
    return rows


def _passage(file: LoadedFile, text: SourceText, room: Room) -> Passage:
    model = text.visit.model
    place = room.tightest(domain_of(file.name), text)
    limits = [limit for limit in (text.max_length, place and place.letters(text.text)) if limit]
    return Passage(
        domain_of(file.name),
        text.context,
        text.text,
        notes=text.notes,
        used=used(file, text, room),
        max_letters=min(limits, default=None),
        life_safety=getattr(model, "life_safety", False),
        core=getattr(model, "core", False),
        picture=_picture(text),
        dont=getattr(model, "dont", False),
        file=file.shown,
        line=text.line,
    )


def _picture(text: SourceText) -> str | None:
    """Return the name of the picture of the nearest mapping around a text that has one."""
    for model in reversed(text.visit.owners):
        for name in ("picture", "icon"):
            if picture := getattr(model, name, None):
                return str(picture)
    return None


def of_host(content: Content, host: str, every: list[Passage]) -> Iterator[Passage]:
    """Yield what of *every* passage readers in *host* may meet, without the interface."""
    origins = {row.origin for row in content.site.corridors if row.host == host}
    met = {(domain, text.context) for domain, text in content.met_in(host, origins)}
    yield from (passage for passage in every if (passage.domain, passage.context) in met)


# --- where it is read, and how much room there is -----------------------------------------------


def notes_with(formats: Mapping[str, Leaflet]) -> NotesMaker:
    """Return a function that says where a text is, for its translator."""
    return NotesMaker(Room(formats))


@dataclass(frozen=True)
class NotesMaker:
    """Where a text is read, and how long it may be there, as notes for its translator."""

    room: Room

    def __call__(self, file: LoadedFile, text: SourceText) -> list[str]:
        """Return one line: ``Read on: …``."""
        return [f"Read on: {', '.join(where)}."] if (where := used(file, text, self.room)) else []


def used(file: LoadedFile, text: SourceText, room: Room) -> tuple[str, ...]:
    """Return where readers meet *text*: the page, and the panel of paper with least room."""
    domain = domain_of(file.name)
    guides = [model for model in text.visit.owners if isinstance(model, Guide)]
    page = f"{guides[-1].page}/" if guides else page_of(domain, text.path)
    place = room.tightest(domain, text)
    paper = (f"paper {place} ({place.words(text.text)})",) if place else ()
    return (*((f"page {page}",) if page else ()), *paper)


_PAGES: tuple[tuple[str, str], ...] = (
    ("hazards.*", "hazards/{1}/"),
    ("first-aid.*", "first-aid/{1}/"),
    ("prepare.changes", "overview"),
    ("prepare.now", "now/"),
    ("prepare.happened", "overview"),
    ("prepare.without_voice", "people/disability/"),
    ("prepare.groups.*", "people/{2}/"),
    ("prepare", "prepare/"),
    ("phrases", "show/"),
    ("*.hazards.hazards.*", "hazards/{3}/"),
    ("*.insurance.schemes.*", "insurance/{3}/"),
    ("*.insurance", "insurance/"),
    ("*.assistance.rules", "questions/"),
    ("*.assistance", "assistance/"),
    ("*.guides.work.*", "work/{3}/"),
    ("*.guides.family", "family/"),
    ("*.corridors.*.posts", "office/"),
    ("*.corridors.*.caution", "office/"),
    ("*.country", "overview"),
)
"""Pages by domain and the first keys of a text; the first row that fits counts."""


def page_of(domain: str, path: tuple[str, ...]) -> str:
    """Return the page that a text of the content is on, from the folder of its host country."""
    keys = (domain, *path)
    for pattern, page in _PAGES:
        keys_of_page = pattern.split(".")
        if len(keys) > len(keys_of_page) and all(
            w in ("*", k) for w, k in zip(keys_of_page, keys, strict=False)
        ):
            return page.format(*keys)
    return ""


@dataclass(frozen=True)
class PaperPlace:
    """A panel of a leaflet in which a text is printed."""

    format: str
    panel: str
    width_mm: float
    smallest_pt: float

    def __str__(self) -> str:
        return f"{self.format}/{self.panel}"

    @property
    def per_line(self) -> int:
        """Letters that fit on a line at the smallest type, about."""
        letter_mm = self.smallest_pt * _MM_PER_PT * _WIDTH_OF_LETTER
        return max(1, int((self.width_mm - 2 * _MARGIN_MM) / letter_mm))

    def lines(self, source: str) -> int:
        """Lines that the source sentence takes there, about: its translation has no more."""
        return math.ceil(len(source) / self.per_line)

    def letters(self, source: str) -> int:
        """Letters that fit in the lines of the source sentence."""
        return self.lines(source) * self.per_line

    def words(self, source: str) -> str:
        """Say it to a translator."""
        return f"{counted(self.lines(source), 'line')} of about {self.per_line} letters"


class Room:
    """The panels that print a text, by the ids that the formats of leaflets name."""

    def __init__(self, formats: Mapping[str, Leaflet]) -> None:
        self._places: dict[tuple[str, ...], PaperPlace] = {}
        for name, leaflet in formats.items():
            for panel, row in leaflet.panels.items():
                width = float(leaflet.panel_width_mm(panel))
                place = PaperPlace(name, panel, width, float(leaflet.smallest_pt))
                for block in row.blocks:
                    for start in _starts(block):
                        self._note(start, place)

    def _note(self, start: tuple[str, ...], place: PaperPlace) -> None:
        narrowest = self._places.get(start)
        if narrowest is None or place.per_line < narrowest.per_line:
            self._places[start] = place

    def tightest(self, domain: str, text: SourceText) -> PaperPlace | None:
        """Return the narrowest panel that prints *text*; None when no paper does."""
        where = domain if domain in ("hazards", "first-aid", "prepare", "phrases") else "host"
        path = (where, *text.path)
        if replaced := getattr(text.visit.model, "replaces", None):
            # Printed in the place of the library's message.
            path = ("hazards", path[3], "messages", replaced, path[-1])
        # A text for no paper has no least room; one without that mark is printed by blocks.
        if getattr(text.visit.model, "carry", "paper") != "paper":
            return None
        # The longest first: a block may name one message, or all of a mapping.
        starts = (path[:length] for length in range(len(path), 1, -1))
        return next((self._places[start] for start in starts if start in self._places), None)


def _starts(block: Block) -> Iterator[tuple[str, ...]]:
    """Yield the beginnings of the paths of the texts that *block* prints."""
    parts = ("text",) if block.short else ("text", "more")
    heads: list[tuple[str, ...]]
    match block.block:
        case "hazard":
            heads = [("hazards", str(block.hazard), "messages", key) for key in block.ids]
        case "phrases":
            heads = [("phrases", "phrases", key) for key in block.ids]
        case "now" | "on-the-phone":
            heads = [("prepare", "now", key) for key in block.ids]
        case "steps":
            heads = [("host", "guides", "guides", str(block.guide), "steps", k) for k in block.ids]
        case "claims":
            heads = [("host", "insurance", "points", key) for key in block.ids]
        case "rules":
            heads = [("host", "assistance", "rules", key) for key in block.ids]
            parts = ("question", "words")
        case "referrals":
            # Whichever of them a host country has: they are its own.
            yield ("host", "referrals", "referrals")
            return
        case "answer":
            heads, parts = [("host", "assistance", "answers", str(block.answer))], ("words",)
        case _:
            return
    for head in heads:
        yield from ((*head, part) for part in parts)


def life_safety_first(every: list[Passage]) -> list[Passage]:
    """Order by life safety, then the core, then their place in the file."""
    return sorted(every, key=lambda p: (not p.life_safety, not p.core))
