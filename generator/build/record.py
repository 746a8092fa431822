"""Note what was published: each paper's code with the facts it printed, at the end of editions.yaml.

In: advisories, and the summary of the site that was built of them. Out: a ``Record``, and the text
that is added to the file. What stands in the file already is never touched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..advisory import Advisory
from ..model import Editions, Record
from ..model.editions import seal_of
from ..model.leaflet import Leaflet
from ..ordinary_file import read_ordinary
from ..products.leaflets import papers
from ..products.leaflets.sheet import Draft
from ..products.printed import Paper
from ..whole_file import write_whole
from .errors import BuildError
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
    site: Path,
    day: date,
) -> Record | None:
    """Return what is to be added for the papers of *site*; None when all of it is known.

    Raises BuildError when the site was not built, or was built from other content than this: what
    is noted must be what the papers say.
    """
    built = _targets_of(site)
    known, sentences = recorded.by_code, recorded.sentences
    editions: dict[str, dict[str, Any]] = {}
    said: dict[str, str] = {}
    for paper, target, draft in papers(advisories, formats=formats):
        if built.get(target.path) != target.digest or not (site / target.path).is_file():
            raise BuildError(
                f"{site}/{target.path} was not built from the content as it is now. Run: advisory "
                "build; then record the site that you publish."
            )
        code, name = draft.edition.code, Path(target.path).stem
        if code in known and name in known[code].papers:
            continue
        for fact in draft.carried.values():
            digest = fact.said.split(" ")[0]
            if fact.sentence and digest not in sentences:
                said[digest] = fact.sentence
        editions.setdefault(code, _row(paper, draft))["papers"].append(name)
    if not editions:
        return None
    after = {"after": recorded.records[-1].seal} if recorded.records else {}
    told = {"said": said} if said else {}
    row = {"day": str(day), **after, **told, "editions": editions, "seal": "0" * 16}
    record = Record.model_validate(row)
    return record.model_copy(update={"seal": seal_of(record)})


def _row(paper: Paper, draft: Draft) -> dict[str, Any]:
    return {
        "host": paper.host,
        "locale": paper.locale,
        "papers": [],
        "read_on": str(draft.edition.newest_read_on),
        "valid_until": str(draft.edition.valid_until),
        "facts": {name: fact.said for name, fact in draft.carried.items()},
    }


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
