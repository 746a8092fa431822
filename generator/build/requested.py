"""Step 5: papers made on request → notes of what they say, kept until they are recorded.

In: a paper, and the draft it is printed from. Out: a note for each code, as JSON, in a folder of
its own (never the cache, which may be deleted at any time). A note contains what the record will
contain, and so nothing of the place that a poster hangs at.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from pydantic import ValidationError

from ..model import Model, PaperEdition
from ..model.editions import Digest, EditionCode
from ..products.paper.content.imprint import Edition
from ..products.paper.editions.carried import Carried
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .errors import BuildError

FOLDER = Path("requested")
"""Where the notes lie when nobody says otherwise."""
LEAFLETS = "leaflets"
"""The folder of what is printed for migrants."""


class SomePaper(Protocol):
    """A paper for migrants, or for those who assist."""

    @property
    def host(self) -> str:
        """The country."""

    @property
    def locale(self) -> str:
        """The reader's language."""

    @property
    def path(self) -> str:
        """Path below site/."""


class SomeDraft(Protocol):
    """What a paper says."""

    @property
    def edition(self) -> Edition:
        """Its code and days."""

    @property
    def carried(self) -> Mapping[str, Carried]:
        """What it says of each fact."""


class Note(Model):
    """One edition that was made on request."""

    code: EditionCode
    said: dict[Digest, str] = {}
    """Its sentences in the source locale, by their digest."""
    edition: PaperEdition


def note_of(paper: SomePaper, draft: SomeDraft) -> Note:
    """Note what *paper* says."""
    row = {**facts_of(paper, draft), "requested": [name_of(paper)]}
    return Note.model_validate(
        {"code": draft.edition.code, "said": sentences_of(draft), "edition": row}
    )


def name_of(paper: SomePaper) -> str:
    """Return the name of the file that a paper usually lies in, without ".pdf".

    One for those who assist is called by its whole path: there, too, is a "plan". What is no paper
    keeps its ending, too: "contacts/thailand.my.vcf".
    """
    path = PurePosixPath(paper.path)
    if path.parts[0] == LEAFLETS:
        return path.stem
    return str(path.with_suffix("")) if path.suffix == ".pdf" else str(path)


def facts_of(paper: SomePaper, draft: SomeDraft) -> dict[str, Any]:
    """Return what is recorded of every paper with the code of *draft*."""
    return {
        "host": paper.host,
        "locale": paper.locale,
        "read_on": str(draft.edition.newest_read_on),
        "valid_until": str(draft.edition.valid_until),
        "facts": {name: fact.said for name, fact in draft.carried.items()},
    }


def sentences_of(draft: SomeDraft) -> dict[str, str]:
    """Return the sentences of *draft* in the source locale, by their digest."""
    facts = (fact for fact in draft.carried.values() if fact.sentence)
    return {fact.said.split(" ")[0]: fact.sentence for fact in facts}


def write_note(folder: Path, note: Note) -> Path:
    """Write *note*; what the folder has of the same code already is kept in it. Raises OSError."""
    path = folder / f"{note.code}.json"
    try:
        before = _read(path).edition.requested
    except (OSError, BuildError):
        before = ()
    names = tuple(dict.fromkeys([*before, *note.edition.requested]))
    edition = note.edition.model_copy(update={"requested": names})
    whole = note.model_copy(update={"edition": edition})
    write_whole(
        path, whole.model_dump_json(indent=1, exclude_unset=True).encode() + b"\n", below=folder
    )
    return path


def read_notes(folder: Path) -> Mapping[str, Note]:
    """Read the notes of *folder* by their code; none when it is not there.

    Raises BuildError for one that cannot be read: a paper that nobody knows of may be out there.
    """
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    return {note.code: note for note in map(_read, paths)}


def _read(path: Path) -> Note:
    try:
        return Note.model_validate_json(read_ordinary(path))
    except ValidationError as error:
        raise BuildError(
            f"{path.as_posix()} is damaged. Make the paper once more, or delete the file if it was "
            "never handed out."
        ) from error
