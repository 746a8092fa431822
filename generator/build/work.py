"""The stage between plan and check: every target stands in the tree, comes from the cache, or is made.

In: the targets, as they are planned, and the tree. Out: the same tree, complete, and what is noted of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..ordinary_file import read_ordinary
from ..products.addresses import index_prefix
from ..target import Files, Target
from .cache import Cache, Row
from .errors import BuildError
from .fill import Filling
from .kept import is_keep_list
from .notes import Fingerprint, Notes, Noting, notes_with
from .planned import Earlier
from .report import Tally
from .site_folder import SUMMARY, Summary
from .staged import check_staged
from .tree import Record, Records, Tree, look_at

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of it are done, and how many there are as far as is known."""
Maker = Callable[[Iterable[Target]], Iterator[tuple[Target, Files]]]
"""Makes targets, in any order, and asks for them as it can."""


@dataclass(frozen=True)
class OldSite:
    """The site that stands, of which a part is built anew."""

    folder: Path
    names: Collection[str] = ()
    """Its files."""
    record: Record = field(default_factory=Record)
    standing: Mapping[str, Fingerprint] = field(default_factory=dict)
    """Those that hold what *record* says."""

    @classmethod
    def of(cls, folder: Path, summary: Summary | None, records: Records) -> OldSite:
        """Look at the site *folder*, of which *summary* names the files."""
        if summary is None:
            return cls(folder)
        record = records.of(folder) or Record()
        return cls(folder, summary.files, record, look_at(folder, record).standing)


class Work:
    """Brings *tree* to what is planned, with *cache* and *maker*."""

    def __init__(
        self, tree: Tree, cache: Cache | None, maker: Maker, progress: Progress, *, whole: bool
    ) -> None:
        self._tree, self._cache, self._maker, self._progress = tree, cache, maker, progress
        self._whole = whole
        self.tally = Tally()
        self.rows: dict[str, Row] = {}
        """What is noted of each target, by path: without what it was made from, which is large."""
        self._notes: dict[str, tuple[str, Notes]] = {}
        """Key and notes of each target whose files are there."""
        self._changed: set[str] = set()
        """Paths of the targets that were written."""
        self._lists: dict[str, Target] = {}
        """Targets of what a phone keeps."""
        self._filling: Filling | None = None
        self._record = Record()

    def make(self, planned: Iterable[Target]) -> None:
        """Bring every target into the tree, as they are planned."""
        # The products' own errors are told by their modules, which are heavy to import.
        from ..products.leaflets import LeafletError  # noqa: PLC0415
        from ..products.pages import PagesMissingError  # noqa: PLC0415
        from ..products.pocket import PocketTooLargeError  # noqa: PLC0415

        try:
            for target, files in self._maker(self._missing(planned)):
                if self._cache is not None:
                    self._cache.put(target, files)
                self._write(target, files, cached=False)
        except (LeafletError, PagesMissingError, PocketTooLargeError) as error:
            raise BuildError(f"{error} The old site is untouched.") from error

    def fill(self) -> None:
        """Complete what tells of other files, when all of them are there."""
        filling = Filling(self._tree, self._notes, self._as_made, whole=self._whole)
        filling.fill(self._changed)
        self._filling = filling
        self._tell()

    def _missing(self, planned: Iterable[Target]) -> Iterator[Target]:
        """Yield the targets that must be made; the others are brought in on the way."""
        for target in planned:
            row = self.rows[target.path] = Row.of(target)
            key, notes = self._tree.record.targets.get(target.path, ("", None))
            if is_keep_list(target.path):
                self._lists[target.path] = target
            if notes is not None and key == row.key and self._tree.stands(notes.files):
                for name in notes.files:
                    self._tree.keep(name)
                self._enter(target, notes, cached=True)
            elif self._cache is not None and (files := self._cache.get(target)) is not None:
                self._write(target, files, cached=True)
            else:
                anew = target.make.target() if isinstance(target.make, Earlier) else target
                yield replace(anew, make=Noting(anew.path, anew.make))

    def _write(self, target: Target, files: Files, *, cached: bool) -> None:
        notes = notes_with(target, files)
        for name, data in files.items():
            if not target.owns(name) or ".." in name.split("/"):
                raise BuildError(f"{target.path} wanted to write {name}, which is not its own.")
            self._tree.write(name, data, notes.files[name])
        self._changed.add(target.path)
        self._enter(target, notes, cached=cached)

    def _enter(self, target: Target, notes: Notes, *, cached: bool) -> None:
        self._notes[target.path] = self.rows[target.path].key, notes
        sizes = {name: content.size for name, content in notes.files.items()}
        self.tally.add(target.product, sizes, cached=cached)
        self._tell()

    def _tell(self) -> None:
        # One more than is known while the plan goes on.
        total = len(self.rows) + (self._filling is None)
        self._progress("4 products", len(self._notes), total)

    def _as_made(self, path: str, name: str) -> bytes:
        """Return the file *name* of a list of what a phone keeps as it was made."""
        target = self._lists[path]
        files = None if self._cache is None else self._cache.get(target)
        return (target.make() if files is None else files)[name]

    def names(self) -> AbstractSet[str]:
        """Return the files of the tree."""
        return self._tree.contents.keys()

    def summary(self, pairs: Iterable[tuple[str, str]]) -> Summary:
        """Return what build.json says of all that was planned."""
        targets = {name: row.digest for name, row in self.rows.items()}
        files = {name for _key, notes in self._notes.values() for name in notes.files}
        return Summary(targets, frozenset(pairs), files=frozenset(files))

    def take_over(self, old: OldSite, built: Iterable[tuple[str, str]]) -> None:
        """Bring in what stands in the site and was not planned now, because only a part is built.

        Of the advisories that were *built*, by host country and locale, no earlier state stays.
        """
        planned = set(self.names())
        gone = {
            name
            for path in self.rows
            for name in old.record.targets.get(path, ("", Notes({})))[1].files
        }
        own = tuple(
            [path for path in self.rows if path.endswith("/")]
            + [index_prefix(host, locale) for host, locale in built]
        )
        for name in sorted({*old.names} - planned - gone):
            if not name.startswith(own):
                self._take_over(old, name)
        self._record = _rest(old, self.names() - planned)

    def _take_over(self, old: OldSite, name: str) -> None:
        content = old.standing.get(name)
        if content is not None and self._tree.holds(name, content):
            self._tree.keep(name)
        else:
            self._tree.write(name, read_ordinary(old.folder / name))

    def finish(self, summary: bytes) -> None:
        """Write build.json, and delete what does not belong into the tree."""
        self._tree.write(SUMMARY, summary)
        self._tree.drop_others()

    def check(self, root: str) -> None:
        """Check the tree. Raises BuildError with every fault."""
        notes = {path: notes for path, (_key, notes) in self._notes.items()}
        check_staged(
            self._tree, notes, self._filling.faults if self._filling else (), whole=self._whole, root=root,
            changed=self._changed,
        )  # fmt: skip

    def record(self) -> Record:
        """Return what is to be known of the tree from now on."""
        record = self._record
        record.targets |= self._notes
        record.filled |= self._filling.filled if self._filling else {}
        held = record.contents()
        record.loose = {
            name: content
            for name, content in self._tree.contents.items()
            if held.get(name) != content
        }
        return self._tree.noted(record)


def _rest(old: OldSite, names: Collection[str]) -> Record:
    """What is known of the files *names*, which were taken over from an earlier site."""
    standing = {name for name in names if name in old.standing}
    targets = {
        path: row for path, row in old.record.targets.items() if standing.issuperset(row[1].files)
    }
    filled = {
        name: one for name, one in old.record.filled.items() if standing.issuperset(one.files)
    }
    return Record(targets=targets, filled=filled)
