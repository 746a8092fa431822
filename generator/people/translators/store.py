"""Beside step 4: edits → the PO files of one locale, each written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...load import Content, LoadedFile
from ...model.walk import SourceText
from ...po.catalog import load_catalog, po_path
from ...po.extract import extract_templates
from ...po.passages import Catalogs
from ...po.say import SayLine, say_template
from ...po.update import Edit, edit_messages, po_bytes, update_catalog
from ...system.whole_file import write_together

NotesOf = Callable[[LoadedFile, SourceText], list[str]]


class Store:
    """PO files of one locale below a folder of translations."""

    def __init__(
        self,
        content: Content,
        locales: Path,
        locale: str,
        notes: NotesOf,
        said: Sequence[SayLine] = (),
    ) -> None:
        """*said* are the words to say of this locale."""
        self.locale = locale
        self._locales = locales
        self._templates: Mapping[str, Any] = {
            **extract_templates(content, notes),
            **say_template(said),
        }

    def path(self, domain: str) -> Path:
        """Where the PO file of *domain* is."""
        return po_path(self._locales, self.locale, domain)

    @property
    def domains(self) -> tuple[str, ...]:
        """All domains of the content, and the interface."""
        return tuple(self._templates)

    def catalogs(self, *others: str) -> Catalogs:
        """Read all files, and those of *others*, to be read beside them.

        Raises UnreadablePoError with the file in front of its message.
        """
        return {
            (locale, domain): load_catalog(po_path(self._locales, locale, domain), locale)
            for locale in (self.locale, *others)
            for domain in self.domains
        }

    def write(self, edits: Mapping[str, Mapping[str, Edit]]) -> list[Path]:
        """Write the files that *edits* change, brought up to date first; return their paths.

        All are made before the first is written, so that a broken one changes nothing.
        """
        files = {}
        for domain, edits_of_domain in edits.items():
            # Up to date first: an edit finds its message by the sentence of today.
            catalog = update_catalog(
                self._templates[domain], self.path(domain), self.locale, edits_of_domain
            )
            edit_messages(catalog, edits_of_domain)
            files[self.path(domain)] = po_bytes(catalog)
        write_together(files, below=self._locales)
        return list(files)
