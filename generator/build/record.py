"""Note what was published: each paper's code with the facts it printed, at the end of editions.yaml.

In: advisories, and the summary of the site that was built of them; the notes of papers made on request.
Out: a ``Record``, and the text that is added to the file. What stands in the file already is never touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..advisory import Advisory
from ..model import Editions, Record
from ..model.editions import seal_of
from ..model.leaflet import Leaflet
from ..ordinary_file import read_ordinary
from ..products.leaflets import papers
from ..whole_file import write_whole
from .errors import BuildError
from .requested import Note, facts_of, name_of, sentences_of
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
    BuildError when the site was not built, or was built from other content than this: what is noted must
    be what the papers say.
    """
    editions: dict[str, dict[str, Any]] = {}
    said: dict[str, str] = {}
    for code, row, own in _of_site(advisories, formats, recorded, site) if site else ():
        editions.setdefault(code, {"papers": [], **row})["papers"].append(own.name)
        said |= own.sentences
    for code, note in notes.items():
        if names := _new_names(note, recorded, editions):
            row = note.edition.model_dump(mode="json", exclude={"requested"}, exclude_unset=True)
            editions.setdefault(code, row)["requested"] = names
            said |= note.said
    if not editions:
        return None
    after = {"after": recorded.records[-1].seal} if recorded.records else {}
    new = {digest: words for digest, words in said.items() if digest not in recorded.sentences}
    told = {"said": new} if new else {}
    row = {"day": str(day), **after, **told, "editions": editions, "seal": "0" * 16}
    record = Record.model_validate(row)
    return record.model_copy(update={"seal": seal_of(record)})


@dataclass(frozen=True)
class _Built:
    """A paper of the site, and the sentences it prints."""

    name: str
    sentences: Mapping[str, str]


def _of_site(
    advisories: Sequence[Advisory], formats: Mapping[str, Leaflet], recorded: Editions, site: Path
) -> Iterator[tuple[str, dict[str, Any], _Built]]:
    """Yield code, facts and paper of what the site offers and nobody has recorded."""
    built = _targets_of(site)
    for paper, target, draft in papers(advisories, formats=formats):
        if built.get(target.path) != target.digest or not (site / target.path).is_file():
            raise BuildError(
                f"{site}/{target.path} was not built from the content as it is now. Run: advisory "
                "build; then record the site that you publish."
            )
        code, name = draft.edition.code, name_of(paper)
        if code not in recorded.by_code or name not in recorded.by_code[code].papers:
            yield code, facts_of(paper, draft), _Built(name, sentences_of(draft))


def _new_names(note: Note, recorded: Editions, editions: Mapping[str, Any]) -> list[str]:
    """Names of *note* that are neither recorded nor among the papers of the site that are now."""
    known = recorded.by_code.get(note.code)
    names = {*known.papers, *known.requested} if known else set()
    names.update(editions.get(note.code, {}).get("papers", ()))
    return [name for name in note.edition.requested if name not in names]


def _targets_of(site: Path) -> Mapping[str, str]:
    try:
        found = json.loads(read_ordinary(site / SUMMARY))["targets"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise BuildError(f"There is no site in {site}. Run: advisory build; then record it.")
    return found


def append_record(path: Path, record: Record) -> None:
    """Add *record* at the end of editions.yaml; whoever looks sees the old file or the new one.

    Raises OSError, with the old file untouched; BuildError when the file has another form than
    this program gives it, so that nothing can be added without reading it anew.
    """
    try:
        old = read_ordinary(path).decode()
    except FileNotFoundError:
        old = EMPTY
    if old.endswith("\nrecords: []\n"):
        old = old.removesuffix(" []\n") + "\n"
    elif not old.endswith("\n") or "\nrecords:\n" not in f"\n{old}":
        raise BuildError(f"{path} was changed by hand; take it back out of its history.")
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
