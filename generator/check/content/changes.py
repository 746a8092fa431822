"""Step 2: facts that changed since they were published → problems: no note, no second reader.

Rules ``change-note`` and ``second-reader``; ids of facts that do not exist are
``dangling-reference``. Where nothing was published yet, nothing has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...load import Content
from ...load.changes import Difference, Note, Shelf, is_of, shelves
from ...model.handles import is_same_person
from ...problems import Level, Problem, counted
from ..every import check
from ..walk import Options, top
from .references import dangling

_ADD = (
    'Add a note below "changes" in {file}: a day, one sentence that readers understand, '
    'and "of: [{id}]"'
)


@check
def check_change_notes(content: Content, options: Options) -> Iterator[Problem]:
    """Each fact that changed has a note since; each note is about something that changed."""
    for shelf in _whole_shelves(content):
        yield from _judge_file(content, shelf, options)
        for difference in shelf.differences:
            covering = [note for note in shelf.notes if note.covers(difference)]
            if not covering:
                yield _without_note(content, shelf, difference, options)
            elif difference.kind != "withdrawn" and difference.number:
                yield from _never_minor(difference, covering, options)
        if shelf.published is not None:
            for note in shelf.notes:
                yield from _judge_note(shelf, note, options)


@check
def check_note_ids(content: Content, _options: Options) -> Iterator[Problem]:
    """Each id in a note is that of a fact of its country, or of what all share."""
    for shelf in _whole_shelves(content):
        for note in shelf.notes:
            for number, name in enumerate(note.change.of):
                if name not in shelf.ids:
                    keys = (*note.path[len(note.file.context) :], "of", str(number))
                    yield dangling(top(content, note.file), keys, "fact", name, shelf.ids)


@check
def check_second_reader(content: Content, options: Options) -> Iterator[Problem]:
    """A number or a life-safety line that changed was read by a second person."""
    for shelf in _whole_shelves(content):
        by_note: dict[str, list[Difference]] = {}
        for difference in shelf.differences:
            for note in shelf.notes:
                if difference.needs_second and note.covers(difference):
                    by_note.setdefault(note.key, []).append(difference)
        for note in shelf.notes:
            yield from _unread(note, by_note.get(note.key, ()), options)


def _whole_shelves(content: Content) -> list[Shelf]:
    # What a file that could not be read says would be taken for removed.
    return [] if content.unread else shelves(content)


def _judge_file(content: Content, shelf: Shelf, options: Options) -> Iterator[Problem]:
    """See that published.yaml is there where it was, and as the program wrote it."""
    remedy = "Restore it from its history; only advisory changes record writes it."
    if shelf.file is not None and shelf.published is not None and not shelf.published.holds:
        yield shelf.file.problem(
            (*shelf.file.context, "seal"),
            "change-note",
            "the file was changed by hand, so what was published is not known",
            remedy,
            level=options.level,
        )
    if shelf.stray is not None:
        yield shelf.stray.problem(
            (*shelf.stray.context, "day"),
            "change-note",
            f'"{shelf.host}" is not among the host countries that were published',
            "Delete this file: only advisory changes record writes it.",
            level=options.level,
        )
    if not shelf.host:
        return
    of_all = shelves(content)[0]
    missing = ""
    if shelf.file is None and of_all.published and shelf.host in of_all.published.hosts:
        missing = f"hosts/{shelf.host}/published.yaml"
    elif shelf.file is not None and of_all.file is None:
        missing = "published.yaml"
    if missing:
        yield Problem(
            f"{content.shown_root}/{missing}",
            1,
            1,
            options.level,
            "change-note",
            "",
            "this file is missing, so what was published is not known",
            remedy,
        )


def _without_note(
    content: Content, shelf: Shelf, difference: Difference, options: Options
) -> Problem:
    file = f"hosts/{shelf.host}/country.yaml" if shelf.host else "changes.yaml"
    remedy = _ADD.format(file=f"{content.shown_root}/{file}", id=difference.id)
    if difference.kind == "withdrawn":
        return _at(
            shelf,
            difference,
            "this fact was withdrawn, and no note tells readers",
            f"{remedy}, if readers may have acted on it.",
            "warning",
        )
    what = {
        "new": "this fact is new",
        "changed": "this fact has changed",
        "reordered": "the order of these lines has changed",
        "renamed": f'the id of this fact was "{difference.before}"; papers and translations know '
        "it by that",
        "removed": "this fact was removed",
    }[difference.kind]
    if difference.kind == "renamed":
        remedy = f"Write the old id again. If it must be another: {remedy[0].lower()}{remedy[1:]}"
    minor = "" if difference.number else ' (only spelling: "minor: true")'
    return _at(
        shelf,
        difference,
        f"{what} since it was published, and no note says why",
        f"{remedy}{minor}.",
        options.level,
    )


def _at(shelf: Shelf, difference: Difference, message: str, remedy: str, level: Level) -> Problem:
    """Point at the fact; one that is gone stands in published.yaml alone."""
    if difference.told is not None:
        file, path = difference.told.file, difference.told.path
        if path == file.context:
            return Problem(file.shown, 1, 1, level, "change-note", difference.id, message, remedy)
        return file.problem(path, "change-note", message, remedy, level=level, key=True)
    assert shelf.file is not None  # noqa: S101 - nothing is gone that was not published
    path = (*shelf.file.context, "facts", difference.id)
    return shelf.file.problem(path, "change-note", message, remedy, level=level, key=True)


def _never_minor(
    difference: Difference, covering: Sequence[Note], options: Options
) -> Iterator[Problem]:
    if all(note.change.minor for note in covering):
        note = covering[-1]
        yield note.file.problem(
            (*note.path, "minor"),
            "change-note",
            f"a number of {difference.id} changed: that is never minor",
            'Remove "minor", and say in one sentence which number readers call now.',
            level=options.level,
        )


def _judge_note(shelf: Shelf, note: Note, options: Options) -> Iterator[Problem]:
    """See that a note written since is about something, and of a day since."""
    assert shelf.published is not None  # noqa: S101 - its caller looked
    if note.change.day < shelf.published.day:
        yield note.file.problem(
            (*note.path, "day"),
            "change-note",
            f"the note is new, but its day is before {shelf.published.day}, when all was "
            "published last",
            "Write the day on which the fact was changed.",
            level=options.level,
        )
    for number, name in enumerate(note.change.of):
        changed = (fact for difference in shelf.differences for fact in difference.ids)
        if name in shelf.ids and not any(is_of(name, fact) for fact in changed):
            yield note.file.problem(
                (*note.path, "of", str(number)),
                "change-note",
                f"{name} says what it said when it was published",
                "Remove it from this note, or correct the id.",
                level="warning",
            )


def _unread(note: Note, differences: Sequence[Difference], options: Options) -> Iterator[Problem]:
    """One line for a note, however many facts it is about."""
    by, second = note.change.by, note.change.second
    remedy = (
        'Ask somebody else to compare it with its source, then write both handles: "by: HANDLE" '
        'and "second: HANDLE".'
    )
    if by is not None and second is not None and is_same_person(by, second):
        yield note.file.problem(
            (*note.path, "second"),
            "second-reader",
            f'the second reader is "{second}", who also made the change',
            remedy,
            level=options.level,
        )
    elif differences and (by is None or second is None):
        first, others = differences[0], len(differences) - 1
        what = "a number" if first.number else "a life-safety line"
        named = f"{first.id} and {counted(others, 'other')}" if others else first.id
        handles = (("by", by), ("second", second))
        missing = " and no ".join(f'"{name}"' for name, handle in handles if handle is None)
        yield note.file.problem(
            note.path,
            "second-reader",
            f"{what} changed ({named}), and this note has no {missing}",
            remedy,
            level=options.level,
            key=True,
        )
