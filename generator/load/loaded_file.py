"""Step 1: ``LoadedFile``: one file of content as it was read, with the place of each value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..model import Model
from ..model.walk import KeyPath, SourceText, translatable_texts
from ..problems import Level, Problem, RuleName
from .kinds import context_prefix
from .layers import SHOWN, is_in
from .tree import Node, find


@dataclass(frozen=True)
class LoadedFile:
    """One file of content: its model and where each value is."""

    name: str
    """From the content folder, for example ``hosts/thailand/country.yaml``."""
    shown: str
    """As problems name it, from the root of the repository."""
    model: Model
    tree: Node
    own: Node | None = None
    """Only the site's part of *tree*, where the rest is of the shared library."""

    @property
    def context(self) -> KeyPath:
        """First part of the ids of its texts."""
        return context_prefix(self.name)

    @cached_property
    def texts(self) -> tuple[SourceText, ...]:
        """Every text that is translated, in the order of the fields; what was withdrawn is none."""
        return tuple(translatable_texts(self))

    @cached_property
    def withdrawn_texts(self) -> tuple[SourceText, ...]:
        """The texts that were withdrawn: their translations stay until somebody tidies up."""
        return tuple(translatable_texts(self, withdrawn=True))

    def place(self, path: KeyPath, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of the value at *path*, or of the key that names it.

        *path* begins with ``context``. A path that does not exist gives its nearest part.
        """
        return find(self.tree, path[len(self.context) :], key=key)

    def line_of(self, path: KeyPath) -> int:
        """Return the line of the value at *path*."""
        return self.place(path)[0]

    def shown_at(self, path: KeyPath) -> str:
        """Return the name of the file with the value at *path*: the site's own or the library's."""
        keys = path[len(self.context) :]
        # What is missing in both is missing in the site's own.
        of_library = self.own and is_in(self.tree, keys) and not is_in(self.own, keys)
        return f"{SHOWN}/{self.name}" if of_library else self.shown

    def problem(
        self,
        path: KeyPath,
        rule: RuleName,
        message: str,
        remedy: str,
        *,
        level: Level = "error",
        key: bool = False,
    ) -> Problem:
        """Make a problem that points at the value (or *key*) at *path*."""
        return Problem(
            self.shown_at(path),
            *self.place(path, key=key),
            level,
            rule,
            ".".join(path),
            message,
            remedy,
        )
