"""Step 5: advisories, a built site and notes → a ``Record`` at the end of editions.yaml.

In: advisories, and the summary of the site that was built of them; the notes of papers made on
request. Out: a ``Record``, and the text that is added to the file. What is in the file already is
never touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from ..localise.advisory import Advisory
from ..model import Editions, Record
from ..model.editions import seal_of
from ..model.leaflet import Leaflet
from ..products import teaching, without_staff
from ..products.channels import contacts
from ..products.paper import papers
from ..products.shelves import Shelf, shelf_of
from ..products.staff import docx as staff_docx
from ..products.staff import papers as staff_papers
from ..products.target import Target
from ..system.ordinary_file import read_ordinary
from ..system.whole_file import write_whole
from .errors import BuildError
from .requested import Note, SomeDraft, SomePaper, facts_of, name_of, sentences_of
from .site_folder import SUMMARY

EMPTY = """\
# yaml-language-server: $schema=schema/editions.json
# Papers that were published, and what each of them said. Written by: advisory editions record.
# Only ever added to: paper that is out in the world cannot be changed.
records: []
"""


def new_record(
    advisories: Sequence[Advisory],
    *,
    formats: Mapping[str, Leaflet],
    recorded: Editions,
    site: Path | None,
    notes: Mapping[str, Note],
    day: date,
) -> Record | None:
    """Return what is to be added for the papers of *site* and of *notes*; None when all is known.

    Without a *site* only papers made on request count, and *advisories* are not needed. Raises
    BuildError when the site was not built, or was built from other content than this: what is noted
    must be what the papers say.
    """
    editions: dict[str, dict[str, Any]] = {}
    sentences: dict[str, str] = {}
    for code, row, paper in _new_papers(advisories, formats, recorded, site) if site else ():
        editions.setdefault(code, {"papers": [], **row})["papers"].append(paper.name)
        sentences |= paper.sentences
    for code, note in notes.items():
        if names := _new_names(note, recorded, editions):
            row = note.edition.model_dump(mode="json", exclude={"requested"}, exclude_unset=True)
            editions.setdefault(code, row)["requested"] = names
            sentences |= note.said
    if not editions:
        return None
    after = {"after": recorded.records[-1].seal} if recorded.records else {}
    new_sentences = {
        digest: words for digest, words in sentences.items() if digest not in recorded.sentences
    }
    # A sentence is in the file once, however many papers print it (ADR 11).
    sentences_row = {"said": new_sentences} if new_sentences else {}
    # The seal is a digest of all the rest, so it is put in last.
    row = {"day": str(day), **after, **sentences_row, "editions": editions, "seal": "0" * 16}
    record = Record.model_validate(row)
    return record.model_copy(update={"seal": seal_of(record)})


@dataclass(frozen=True)
class _SitePaper:
    """A paper of the site, and the sentences it prints."""

    name: str
    sentences: Mapping[str, str]


def _new_papers(
    advisories: Sequence[Advisory], formats: Mapping[str, Leaflet], recorded: Editions, site: Path
) -> Iterator[tuple[str, dict[str, Any], _SitePaper]]:
    """Yield code, facts and paper of what the site offers and nobody has recorded."""
    built = _targets_of(site)
    rows = list(staff_papers.papers(advisories))
    docx = {target.path: target for target in staff_docx.plan(advisories, rows)}
    made: Iterator[tuple[SomePaper, Target, SomeDraft]] = chain(
        papers(advisories, formats=formats),
        rows,
        teaching.papers(advisories),
        teaching.course_packages(advisories),
        contacts.papers([without_staff(one) for one in advisories]),
    )
    for paper, target, draft in made:
        beside = docx.get(f"{target.path.removesuffix('.pdf')}.docx")
        files = {target: name_of(paper)} | ({beside: beside.path} if beside else {})
        # Who publishes without the press, or courses, has given none of their papers to anybody.
        there = {
            one: name
            for one, name in files.items()
            if one.path in built
            or (one is target and shelf_of(one) not in (Shelf.PRESS, Shelf.TEACH))
        }
        for one in there:
            if built.get(one.path) != one.digest or not (site / one.path).is_file():
                raise BuildError(
                    f"{site}/{one.path} was not built from the current content. Run: advisory "
                    "build; then record the site that you publish."
                )
        code, names = draft.edition.code, list(there.values())
        before = recorded.by_code[code].papers if code in recorded.by_code else ()
        for new in (one for one in names if one not in before):
            yield code, facts_of(paper, draft), _SitePaper(new, sentences_of(draft))


def _new_names(note: Note, recorded: Editions, editions: Mapping[str, Any]) -> list[str]:
    """Names of *note* that are neither recorded nor among the papers of the site that are now."""
    edition = recorded.by_code.get(note.code)
    old_names = {*edition.papers, *edition.requested} if edition else set()
    old_names.update(editions.get(note.code, {}).get("papers", ()))
    return [name for name in note.edition.requested if name not in old_names]


def _targets_of(site: Path) -> Mapping[str, str]:
    try:
        targets = json.loads(read_ordinary(site / SUMMARY))["targets"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        targets = None
    if not isinstance(targets, dict):
        raise BuildError(f"There is no site in {site}. Run: advisory build; then record it.")
    return targets


def append_record(path: Path, record: Record) -> None:
    """Add *record* at the end of editions.yaml; a reader sees the old file or the new one.

    Raises OSError, with the old file untouched; BuildError when the file has another form than
    this program gives it, so that nothing can be added without reading it again.
    """
    try:
        old = read_ordinary(path).decode()
    except FileNotFoundError:
        old = EMPTY
    if old.endswith("\nrecords: []\n"):
        old = old.removesuffix(" []\n") + "\n"
    elif not old.endswith("\n") or "\nrecords:\n" not in f"\n{old}":
        raise BuildError(f"{path} was changed by hand. Restore it from its history.")
    write_whole(path, (old + as_yaml(record)).encode(), below=path.parent)


def as_yaml(record: Record) -> str:
    """Write a record as an item of the list, each text in quotes: JSON's are YAML's too."""
    row = record.model_dump(mode="json", exclude_unset=True)
    lines = [f'  - day: "{row["day"]}"']
    if "after" in row:
        lines.append(f'    after: "{row["after"]}"')
    if "said" in row:
        lines += ["    said:", *_pairs(row["said"], 6)]
    lines.append("    editions:")
    for code, edition in row["editions"].items():
        lines.append(f"      {code}:")
        for key, value in edition.items():
            if isinstance(value, dict):
                lines += [f"        {key}:", *_pairs(value, 10)]
            else:
                lines.append(f"        {key}: {_quoted(value)}")
    lines.append(f'    seal: "{row["seal"]}"')
    return "\n".join(lines) + "\n"


def _pairs(rows: Mapping[str, str], indent: int) -> list[str]:
    return [f"{' ' * indent}{_key(key)}: {_quoted(value)}" for key, value in rows.items()]


def _key(key: str) -> str:
    # Other readers of YAML take 1234567 and 1e5 for numbers.
    return _quoted(key) if key[0].isdigit() else key


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
