"""Beside the numbered steps, a new locale: its row in site.yaml and its empty PO files.

In: a language of locales/languages.yaml and its fallbacks. Out: files. No word is translated here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from .catalog import extract_templates, po_bytes, po_path, update_catalog
from .load import Content
from .load.tree import parse_yaml
from .ordinary_file import read_ordinary
from .passages import notes_with
from .whole_file import write_whole


def set_up_locale(
    content: Content,
    root: Path,
    locales: Path,
    tag: str,
    fallback: Sequence[str],
    *,
    minority: bool,
) -> list[Path]:
    """Add *tag* to ``site.yaml`` below *root* and write its missing PO files; return what changed.

    A row that is there stays as it is, and so does every PO file. Raises OSError, and ValueError
    for a ``site.yaml`` in which the place for the row cannot be found.
    """
    changed = []
    site = root / "site.yaml"
    if tag not in content.site.locales:
        row = _with_row(read_ordinary(site), tag, fallback, minority=minority)
        write_whole(site, row, below=root)
        changed.append(site)
    for domain, template in extract_templates(content, notes_with({})).items():
        path = po_path(locales, tag, domain)
        if not path.exists():
            write_whole(path, po_bytes(update_catalog(template, path, tag)), below=locales)
            changed.append(path)
    return changed


def _with_row(data: bytes, tag: str, fallback: Sequence[str], *, minority: bool) -> bytes:
    lines = data.decode("utf-8").splitlines(keepends=True)
    start = next((n for n, line in enumerate(lines) if re.match(r"locales:\s*(#.*)?$", line)), None)
    if start is None:
        raise ValueError('site.yaml has no line "locales:"')
    # The row goes behind the last line that stands deeper than the key.
    inside = range(start + 1, len(lines))
    end = next((n for n in inside if re.match(r"[^\s#]", lines[n])), len(lines))
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    row = [f"  {tag}:\n", f"    fallback: [{', '.join(fallback)}]\n"]
    row += ["    minority: true\n"] if minority else []
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    changed = "".join([*lines[:end], *row, *lines[end:]]).encode()
    node, problems = parse_yaml(changed, "site.yaml")
    if node is None or problems:
        raise ValueError("site.yaml would not be readable with the new row")
    return changed
