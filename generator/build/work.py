"""Step 5: planned targets and the tree → the complete tree, from cache or made, with notes.

In: the targets, as they are planned, and the tree. Out: the same tree, complete, and its notes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..products.pages import PagesMissingError
from ..products.paper import LeafletError
from ..products.pocket import PocketTooLargeError
from ..products.shelves import comes_first
from ..products.site_paths import index_prefix
from ..products.target import Files, Target
from ..system.ordinary_file import read_ordinary
from .errors import BuildError
from .fill import Filling
from .host_plans import Earlier
from .keep_versions import is_keep_list
from .notes import Fingerprint, Noting, TargetFiles, notes_with
from .notices import is_feed
from .objects import Cache, TargetNote
from .report import Tally
from .set_aside import Waiting
from .site_folder import SUMMARY, Summary
from .sums import SUMS, write_sums
from .tree import Tree, look_at
from .tree_record import TreeRecord, TreeRecords
from .verify import Changes, check_staged

Progress = Callable[[str, int, int], None]
"""Called with the stage, how many of it are done, and how many there are; 0 = not known yet."""
MakeTargets = Callable[[Iterable[Target]], Iterator[tuple[Target, Files]]]
"""Makes targets, in any order, and asks for them as it can."""


@dataclass(frozen=True)
class OldSite:
    """The current site, of which a part is built again."""

    folder: Path
    names: Collection[str] = ()
    """Its files."""
    record: TreeRecord = field(default_factory=TreeRecord)
    intact: Mapping[str, Fingerprint] = field(default_factory=dict)
    """Those whose content is as in *record*."""

    @classmethod
    def of(cls, folder: Path, summary: Summary | None, records: TreeRecords) -> OldSite:
        """Look at the site *folder*, of which *summary* names the files."""
        if summary is None:
            return cls(folder)
        record = records.of(folder) or TreeRecord()
        return cls(folder, summary.files, record, look_at(folder, record).intact)


class TreeWork:
    """Brings *tree* to what is planned, with *cache* and *maker*."""

    def __init__(
        self,
        tree: Tree,
        cache: Cache | None,
        maker: MakeTargets,
        progress: Progress,
        waiting: Waiting,
        *,
        whole: bool,
        pages_there: Callable[[Path], None] | None = None,
    ) -> None:
        self._tree, self._cache, self._maker, self._progress = tree, cache, maker, progress
        self._pages_there, self._waiting = pages_there, waiting
        self._total = 0
        """Of all targets; 0 until they are counted."""
        self._told = False
        self._pages_to_come: set[str] = set()
        self._whole = whole
        self.tally = Tally()
        self.rows: dict[str, TargetNote] = {}
        """What is noted of each target, by path: without what it was made from, which is large."""
        self._targets: dict[str, tuple[str, TargetFiles]] = {}
        """Key and files of each target whose files are there."""
        self._changes = Changes()
        self._lists: dict[str, Target] = {}
        """Targets of what a phone keeps, and of feeds."""
        self._filling: Filling | None = None
        self._record = TreeRecord()

    def make(self, planned: Iterable[Target]) -> None:
        """Bring every target into the tree, as they are planned."""
        try:
            for target, files in self._maker(self._missing(planned)):
                if self._cache is not None:
                    self._cache.put(target, files)
                self._write(target, files, cached=False)
        except (LeafletError, PagesMissingError, PocketTooLargeError) as error:
            raise BuildError(f"{error} The old site is untouched.") from error

    def counted(self, total: int) -> None:
        """Note how many targets there are: from here on only papers come."""
        self._total = total
        self._tell_when_pages_are_there()

    def set_aside(self, target: Target) -> Target | None:
        """Return *target* without what takes memory; None when its files are there already."""
        in_cache = self._cache is not None and self._cache.has(target)
        if in_cache or self._standing(TargetNote.of(target)):
            return None
        return self._waiting.put(target)

    def _standing(self, row: TargetNote) -> TargetFiles | None:
        """Return the files of a target that stand in the tree as they shall be."""
        key, files = self._tree.record.targets.get(row.path, ("", None))
        as_planned = files is not None and key == row.key and self._tree.stands(files.files)
        return files if as_planned else None

    def _tell_when_pages_are_there(self) -> None:
        if self._total and not self._pages_to_come and not self._told:
            self._told = True
            if self._pages_there is not None:
                self._pages_there(self._tree.folder)

    def fill(self) -> None:
        """Complete the files that refer to others, when all of them are there."""
        filling = Filling(self._tree, self._targets, self._original, whole=self._whole)
        filling.fill(self._changes.targets)
        self._changes.faults += filling.faults
        self._filling = filling
        self._show_progress()

    def _missing(self, planned: Iterable[Target]) -> Iterator[Target]:
        """Yield the targets that must be made; the others are brought in on the way."""
        for target in planned:
            row = self.rows[target.path] = TargetNote.of(target)
            if comes_first(target):
                self._pages_to_come.add(target.path)
            if is_keep_list(target.path) or is_feed(target.path):
                self._lists[target.path] = target
            if (before := self._standing(row)) is not None:
                for name in before.files:
                    self._tree.keep(name)
                self._note_done(target, before, cached=True)
            elif self._cache is not None and (files := self._cache.get(target)) is not None:
                self._write(target, files, cached=True)
            else:
                # A target that was looked up has only its digest; its country is planned again.
                anew = target.make.target() if isinstance(target.make, Earlier) else target
                yield replace(anew, make=Noting(anew.path, anew.make))

    def _write(self, target: Target, files: Files, *, cached: bool) -> None:
        notes = notes_with(target.path, files)
        for name, data in files.items():
            # A product writes no file of another: else their order would decide what readers get.
            if not target.owns(name) or ".." in name.split("/"):
                raise BuildError(
                    f"{target.path} tried to write {name}, which belongs to another target."
                )
            self._tree.write(name, data, notes.target.files[name])
        self._changes.add(target.path, notes)
        self._note_done(target, notes.target, cached=cached)

    def _note_done(self, target: Target, files: TargetFiles, *, cached: bool) -> None:
        self._targets[target.path] = self.rows[target.path].key, files
        sizes = {name: content.size for name, content in files.files.items()}
        self.tally.add(target.product, sizes, cached=cached)
        self._pages_to_come.discard(target.path)
        self._show_progress()
        self._tell_when_pages_are_there()

    def _show_progress(self) -> None:
        what = "papers and packages" if self._told else "pages"
        self._progress(f"4 products: {what}", len(self._targets), self._total)

    def _original(self, path: str, name: str) -> bytes:
        """Return the file *name* of a list of what a phone keeps, or of a feed, as it was made."""
        target = self._lists[path]
        files = None if self._cache is None else self._cache.get(target)
        return (target.make() if files is None else files)[name]

    def names(self) -> AbstractSet[str]:
        """Return the files of the tree."""
        return self._tree.contents.keys()

    def summary(self, pairs: Iterable[tuple[str, str]]) -> Summary:
        """Return what build.json says of all that was planned."""
        targets = {name: row.digest for name, row in self.rows.items()}
        files = {name for _key, target in self._targets.values() for name in target.files}
        return Summary(targets, frozenset(pairs), files=frozenset(files))

    def take_over(self, old: OldSite, built: Iterable[tuple[str, str]]) -> None:
        """Bring in what is in the site and was not planned now, because only a part is built.

        Of the advisories that were *built*, by host country and locale, no earlier state stays.
        """
        planned = set(self.names())
        # An index of the search has another name after each change: it is looked up by its target.
        old_files = {
            name
            for path in self.rows
            for name in old.record.targets.get(path, ("", TargetFiles({})))[1].files
        }
        rebuilt_prefixes = tuple(
            [path for path in self.rows if path.endswith("/")]
            + [index_prefix(host, locale) for host, locale in built]
        )
        for name in sorted({*old.names} - planned - old_files):
            if not name.startswith(rebuilt_prefixes):
                self._take_over(old, name)
        self._record = _record_of(old, self.names() - planned)

    def _take_over(self, old: OldSite, name: str) -> None:
        content = old.intact.get(name)
        if content is not None and self._tree.holds(name, content):
            self._tree.keep(name)
        else:
            self._tree.write(name, read_ordinary(old.folder / name))

    def finish(self, summary: bytes) -> None:
        """Write build.json and SHA256SUMS, and delete what does not belong into the tree."""
        self._tree.write(SUMMARY, summary)
        contents = self._tree.contents
        self._tree.write(SUMS, write_sums({name: contents[name].digest for name in contents}))
        self._tree.drop_others()

    def check(self, root: str) -> None:
        """Check the tree. Raises BuildError with every fault."""
        self._record.links |= check_staged(
            self._tree, self._targets, self._changes, self._links_of, whole=self._whole, root=root
        )

    def _links_of(self, path: str) -> Mapping[str, str]:
        """Return the links of a target that was not written."""
        key, target = self._targets[path]
        files = None if self._cache is None else self._cache.get_by(key)
        if files is None:
            files = {name: self._tree.read(name) for name in target.files}
        return notes_with(path, files).links

    def record(self) -> TreeRecord:
        """Return what is to be known of the tree from now on."""
        record = self._record
        record.targets |= self._targets
        record.filled |= self._filling.filled if self._filling else {}
        in_record = record.contents()
        record.loose = {
            name: content
            for name, content in self._tree.contents.items()
            if in_record.get(name) != content
        }
        return self._tree.with_states(record)


def _record_of(old: OldSite, names: Collection[str]) -> TreeRecord:
    """What is known of the files *names*, which were taken over from an earlier site."""
    intact = {name for name in names if name in old.intact}
    targets = {
        path: row for path, row in old.record.targets.items() if intact.issuperset(row[1].files)
    }
    filled = {name: one for name, one in old.record.filled.items() if intact.issuperset(one.files)}
    return TreeRecord(targets=targets, filled=filled, links=set(old.record.links))
