"""Beside the steps: a language and its fallbacks → its row in site.yaml and empty PO files.

In: a language of locales/languages.yaml and its fallbacks. Out: files. No word is translated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ...load import Content
from ...load.edit import refuse_other_changes, with_entry
from ...po.catalog import po_path
from ...po.extract import extract_templates
from ...po.passages import notes_with
from ...po.update import po_bytes, update_catalog
from ...system.ordinary_file import read_ordinary
from ...system.whole_file import write_whole


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
    text = data.decode("utf-8")
    fields = {"fallback": list(fallback)} | ({"minority": True} if minority else {})
    new = with_entry(text, ("locales", tag), fields)
    refuse_other_changes(text, new, {("locales", tag): fields}, "site.yaml")
    return new.encode()
