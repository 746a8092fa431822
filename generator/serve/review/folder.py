"""Beside step 5, review: what differs → files for a browser, without a network or a script.

``index.html`` lists changed sentences and places; ``place-N.html`` shows a place before and after;
``before/`` and ``after/`` have the pages themselves, as in a site, with what they load.
"""

from __future__ import annotations

import posixpath
import shutil
import stat
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...build.kept_links import kept_links
from ...paths import TEMPLATES
from ...products.html import template_environment
from ...system.git_tree import Commit
from ...system.whole_file import write_whole
from ...text.languages import find_language
from .made import Pair
from .places import Place, SideName
from .sentences import Change, Written

_FOLDER = TEMPLATES / "review"
MARK = "advisory-preview.txt"
"""In a folder that we made: it may be replaced."""
_MARK_TEXT = (
    "Made by advisory preview, which replaces this folder. Keep nothing of your own here.\n"
)
_MOST_ROWS = 400
_KINDS = {"page": "Pages", "paper": "Papers", "picture": "Picture cards"}
_BESIDE = {
    "leaflets": "leaflets in black or on other paper, with the same words",
    "data": "files for other programs",
    "courses": "files for learning platforms",
    "staff-docx": ".docx papers, with the words of the PDF",
}


class PlaceTakenError(Exception):
    """There is something where the folder should be: in words, with what to do."""


@dataclass(frozen=True)
class Shown:
    """A place as its own page and the list need it."""

    name: str
    """File of its page."""
    pair: Pair
    sides: Mapping[SideName, str]
    """Where each side is, from the folder."""

    @property
    def place(self) -> Place:
        """Which it is."""
        return self.pair.place

    @property
    def state(self) -> str:
        """What happened to it."""
        if "before" not in self.place.sides:
            return "new"
        return "gone" if "after" not in self.place.sides else ""


@dataclass
class Review:
    """All that the folder shows."""

    commit: Commit
    ref: str
    only: str
    written: Written
    pairs: Sequence[Pair]
    assets: Mapping[SideName, Mapping[str, bytes]]
    beside: Counter[str] = field(default_factory=Counter)
    homes: bool = False


def refuse_taken(folder: Path) -> None:
    """Raise PlaceTakenError unless *folder* is missing, empty, or has only files of ours."""
    if folder.is_symlink():
        raise PlaceTakenError(f"{folder} is a link. Name another folder.")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise PlaceTakenError(f"{folder} is a file. Name a folder.")
    names = {path.name for path in folder.iterdir()}
    if names and MARK not in names:
        raise PlaceTakenError(
            f"{folder} has files in it that this command did not make. Name a new folder."
        )
    strangers = sorted(name for name in names if not _is_ours(name))
    if strangers:
        raise PlaceTakenError(
            f"{folder} has a file that this command did not make: {strangers[0]}. Move it "
            "elsewhere, or name a new folder."
        )


def _is_ours(name: str) -> bool:
    return name in (MARK, "index.html", "before", "after", "sheets") or (
        name.startswith("place-") and name.endswith(".html")
    )


def write_review(review: Review, folder: Path) -> int:
    """Write the folder whole, in the place of an earlier one; return how many places it shows.

    Raises PlaceTakenError as ``refuse_taken`` does, and OSError; an earlier one is untouched then.
    """
    refuse_taken(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Beside it, so that it takes its place in one step.
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        files = files_of(review)
        for name, data in files.items():
            write_whole(made / name, data, below=made)
        # As any other folder that somebody makes: a reviewer may be another user.
        made.chmod(stat.S_IMODE(folder.parent.stat().st_mode) & 0o755 | 0o700)
        refuse_taken(folder)
        earlier = made.with_name(f"{made.name}.earlier")
        if folder.exists():
            folder.replace(earlier)
        made.replace(folder)
        shutil.rmtree(earlier, ignore_errors=True)
    finally:
        if made.exists():
            shutil.rmtree(made, ignore_errors=True)
    return sum(name.startswith("place-") for name in files)


def files_of(review: Review) -> dict[str, bytes]:
    """Return the files of the folder by path."""
    files: dict[str, bytes] = {MARK: _MARK_TEXT.encode()}
    pairs = sorted(review.pairs, key=lambda pair: (not pair.visible, *_order(pair.place)))
    shown = [
        Shown(f"place-{number:03d}.html", pair, _write_sides(pair, number, files))
        for number, pair in enumerate(pairs, 1)
    ]
    for side, assets in review.assets.items():
        files |= {
            f"{side}/{path}": data for path, data in assets.items() if not path.endswith(".js")
        }
    for name in [one for one in files if one.endswith(".html")]:
        if not name.endswith("/pocket.html"):
            files[name] = kept_links(name, files[name], files).encode()
    env = template_environment(_FOLDER)
    style = (_FOLDER / "review.css").read_text("utf-8")
    for number, one in enumerate(shown):
        page = env.get_template("place.html").render(
            one=one,
            style=style,
            review=review,
            number=number + 1,
            count=len(shown),
            most=_MOST_ROWS,
            before=shown[number - 1].name if number else "",
            after=shown[number + 1].name if number + 1 < len(shown) else "",
        )
        files[one.name] = page.encode()
    index = env.get_template("index.html").render(
        review=review,
        style=style,
        shown=shown,
        kinds=_KINDS,
        most=_MOST_ROWS,
        language=find_language,
        beside=[(_BESIDE.get(name, name), count) for name, count in sorted(review.beside.items())],
        lists=_lists(review.written),
    )
    files["index.html"] = index.encode()
    return files


def _order(place: Place) -> tuple[int, str, str, str]:
    return list(_KINDS).index(place.kind), place.host, place.locale, place.path


def _lists(written: Written) -> list[tuple[str, str, Sequence[Change]]]:
    """Return the lists of what was written differently: heading, language, changes."""
    rows: list[tuple[str, str, Sequence[Change]]] = [
        ("Sentences, as their authors wrote them", "en", written.sentences)
    ]
    for tag, changes in written.translations.items():
        language = find_language(tag)
        rows.append(
            (f"Translations: {language.endonym if language else tag} ({tag})", tag, changes)
        )
    rows.append(("Numbers, days and other facts", "", written.data))
    return [row for row in rows if row[2]]


def _write_sides(pair: Pair, number: int, files: dict[str, bytes]) -> dict[SideName, str]:
    """Add the files of *pair*; return where each side is."""
    where: dict[SideName, str] = {}
    if pair.place.kind == "paper":
        for sheet in pair.sheets:
            for side, data in (("before", sheet.before), ("after", sheet.after)):
                if data is not None:
                    files[sheet_name(number, sheet.number, side)] = data
    for side, data in pair.files.items():
        where[side] = posixpath.join(side, pair.place.path)
        files[where[side]] = data
    return where


def sheet_name(place: int, page: int, side: str) -> str:
    """Return where the picture of a page of a paper is."""
    return f"sheets/{place:03d}-{page:03d}-{side}.png"
