"""Step 2: content/pictures.yaml → pictures without a meaning, with two, or misread by readers.

Step 2, rules ``picture-entry``, ``picture-meaning``, ``picture-state`` and ``picture-slash``. In:
content and the names of the files in ``generator/assets/icons/``. Out: problems. That a picture
named in content exists is ``dangling-reference``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...load import Content
from ...model import Hazard, PictureEntry, Pictures
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, places

_TWO = re.compile(r";|/|\bor else\b|\balso\b")
"""What joins two meanings in one entry. "or" alone may be part of one: "moving or deep water"."""

_SHOWN = 6
"""Drawings that one message names."""


@check
def check_entries(content: Content, options: Options) -> Iterator[Problem]:
    """Each picture has its entry, and each entry its picture."""
    if options.icons is None:
        return
    for file, collection in content.of_kind(Pictures):
        for name in sorted(collection.pictures.keys() - options.icons):
            yield file.problem(
                ("pictures", name),
                "picture-entry",
                f"there is no file generator/assets/icons/{name}.svg",
                "Add the drawing, or remove the entry.",
                key=True,
            )
        without = sorted(options.icons - collection.pictures.keys())
        if without:
            shown, rest = ", ".join(without[:_SHOWN]), len(without) - _SHOWN
            yield file.problem(
                ("pictures",),
                "picture-entry",
                f"these drawings have no entry: {shown}"
                + (f" and {rest} more" if rest > 0 else ""),
                "Write down the one meaning of each, and what it must not look like.",
                key=True,
            )


@check
def check_meanings(content: Content, _options: Options) -> Iterator[Problem]:
    """One entry, one meaning; two dangers of the library never share a picture."""
    for file, collection in content.of_kind(Pictures):
        seen: dict[str, str] = {}
        for name, entry in collection.pictures.items():
            at = ("pictures", name, "means")
            meaning = " ".join(re.findall(r"\w+", entry.means.casefold()))
            other = seen.setdefault(meaning, name)
            if other != name:
                yield file.problem(
                    at,
                    "picture-meaning",
                    f'"{other}" has the same meaning',
                    "Keep one of the two drawings, or say what tells them apart.",
                )
            if _TWO.search(entry.means):
                yield file.problem(
                    at,
                    "picture-meaning",
                    "these are two meanings",
                    "Keep one; the other needs a drawing of its own.",
                )
    if not content.pictures:
        return
    of_hazard: dict[str, str] = {}
    for file, hazard in content.of_kind(Hazard):
        other = of_hazard.setdefault(hazard.icon, file.name)
        if other != file.name:
            yield file.problem(
                ("icon",),
                "picture-meaning",
                f'"{hazard.icon}" is also the picture of {other}, and stands for one thing only',
                "Give this danger a drawing of its own.",
                level="warning",
            )


@check
def check_states(content: Content, options: Options) -> Iterator[Problem]:
    """A test can be true; a picture that readers misread is not used."""
    for file, collection in content.of_kind(Pictures):
        for name, entry in collection.pictures.items():
            for message, remedy in _faults_of(entry, options.today):
                yield file.problem(("pictures", name, "tests"), "picture-state", message, remedy)
    for place, key, name in _used(content):
        used = content.pictures.get(name)
        if used is not None and used.state == "misunderstood":
            kills = bool(getattr(place.visit.model, "life_safety", False))
            yield place.problem(
                (key,),
                "picture-state",
                f'readers misunderstood the picture "{name}"',
                "Take another picture or none until it is drawn anew: words beside it do not help "
                "who cannot read.",
                level="error" if kills else "warning",
            )


def _faults_of(entry: PictureEntry, today: date) -> Iterator[tuple[str, str]]:
    for test in entry.tests:
        if test.right + test.opposite > test.readers:
            yield "there are more answers than readers who were asked", "Count again."
        if test.day > today:
            yield "a test lies in the future", "Correct the year, the month or the day."
        if test.right < test.readers and not test.said:
            yield (
                "nobody wrote down what those said who were not right",
                'Write it below "said": it tells how to draw it anew.',
            )


@check
def check_slashes(content: Content, _options: Options) -> Iterator[Problem]:
    """A picture of what not to do stands under the slash, and no other does."""
    for place, key, name in _used(content):
        model, entry = place.visit.model, content.pictures.get(name)
        if key != "picture" or entry is None or "dont" not in type(model).model_fields:
            continue
        under_slash = bool(getattr(model, "dont", False))
        if under_slash == entry.dont:
            continue
        yield place.problem(
            (key,),
            "picture-slash",
            f'"{name}" stands {"under" if under_slash else "without"} the slash here, and means '
            f'"{entry.means}"',
            "Take a picture whose entry says so: with and without the slash it would mean two "
            "things."
            if under_slash
            else "It shows what not to do. Take another picture, or none.",
            level="warning" if under_slash else "error",
        )


def _used(content: Content) -> Iterator[tuple[ContentPlace, str, str]]:
    """Yield each picture that an author named, with its place and key."""
    for place in places(content):
        for key in ("icon", "picture"):
            name = getattr(place.visit.model, key, None)
            if key in place.visit.model.model_fields_set and isinstance(name, str):
                yield place, key, name
