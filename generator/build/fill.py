"""Step 5: the tree with all files → the same tree with sizes and versions filled in.

In: the tree with every target's files, and what was noted of them. Out: the same tree, complete,
and the faults that show only then. An advisory whose files, and those it refers to, are unchanged
is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from ..cache.digests import digest
from ..products.site_paths import FEEDS, STAFF
from .keep_versions import KeepList, is_keep_list
from .notes import Fingerprint, TargetFiles, digest_of, fingerprint_of
from .notices import (
    for_phones,
    is_feed,
    is_notices,
    notices_in,
    with_entries,
    with_notices,
    without_notices,
)
from .page_sizes import asked_sizes, kilobytes, with_size_of, with_sizes
from .page_weight import first_visit, first_visit_faults, page_faults
from .tree import Tree
from .tree_record import Filled

Rows = Mapping[str, tuple[str, TargetFiles]]
"""Key in the cache and files of each target, by path."""


@dataclass
class _Unfinished:
    """The files of one advisory, or of a page above them, that are completed together."""

    pages: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    fronts: list[str] = field(default_factory=list)
    """Pages whose first visit is weighed."""
    notices: list[str] = field(default_factory=list)
    """The file of its notices, where there are some."""
    feeds: list[str] = field(default_factory=list)
    """What tells its notices to programs."""
    targets: set[str] = field(default_factory=set)


class Filling:
    """Completes the files of *tree*, in which the targets *rows* are.

    *original_of* returns a file of a target as it was made. In a part of a site (*whole* is false)
    not every file is there that a page may refer to, so nothing is looked up.
    """

    def __init__(
        self, tree: Tree, rows: Rows, original_of: Callable[[str, str], bytes], *, whole: bool
    ) -> None:
        self._tree, self._rows, self._original_of, self._whole = tree, rows, original_of, whole
        self._target_of = {
            name: path for path, (_key, target) in rows.items() for name in target.files
        }
        self.filled: dict[str, Filled] = {}
        self.faults: list[str] = []

    def fill(self, changed: AbstractSet[str]) -> None:
        """Complete all that is not complete; the targets *changed* were written in this build."""
        parts = _parts(self._rows)
        # A list of what a phone keeps names the home page of its language, which must be complete.
        for name in sorted(parts, key=lambda name: (bool(parts[name].lists), name)):
            part, before = parts[name], self._tree.record.filled.get(name)
            if (
                before is not None
                and changed.isdisjoint(part.targets)
                and self._holds(part, before)
            ):
                self.filled[name] = before
            else:
                self.filled[name] = self._completed(part)

    def _holds(self, part: _Unfinished, before: Filled) -> bool:
        return self._whole and before.key == self._key(part, before.uses)

    def _key(self, part: _Unfinished, uses: Collection[str]) -> str:
        """Digest of all that the files of *part* follow from."""
        used = []
        for path in sorted(uses):
            key, target = self._rows.get(path, ("", None))
            finals = []
            # Sizes are those of finished files; a list contains the final ones.
            if target is not None and part.lists and path not in part.targets:
                finals = [self._tree.contents[page].digest for page in target.asks]
            used.append((path, key, finals))
        return digest([(path, self._rows[path][0]) for path in sorted(part.targets)], used)

    def _completed(self, part: _Unfinished) -> Filled:
        used: set[str] = set()
        content_now, texts = self._tree.contents, {}
        notices = notices_in(self._tree.read(part.notices[0]) if part.notices else None)
        for page in part.pages:
            # Without notices: a page is weighed so, and a phone that keeps it names it so.
            text = without_notices(self._tree.read(page))
            used.update(asked_sizes(text))
            texts[page] = with_sizes(text, self._size_as_made)

        def content(name: str) -> Fingerprint | None:
            return contents.get(name) or content_now.get(name)

        contents = {page: self._weighed(page, text) for page, text in texts.items()}
        for name in part.lists:
            listed = KeepList(name, self._original_of(self._target_of[name], name))
            used.update(listed.files())
            # A page that shows the cost is itself kept: it is weighed before, and named after.
            cost = kilobytes(listed.cost(content))
            for page in part.pages:
                text = with_size_of(texts[page], name, cost)
                if text != texts[page]:
                    texts[page], contents[page] = text, fingerprint_of(page, text)
            texts[name] = listed.completed(content, for_phones(notices))
            contents[name] = fingerprint_of(name, texts[name])
        for name in part.feeds:
            original = self._original_of(self._target_of[name], name)
            texts[name] = with_entries(original, notices)
            contents[name] = fingerprint_of(name, texts[name])
        for page in part.pages:
            self.faults += page_faults(page, contents[page])
        for page in part.fronts:
            used.update(self._weigh_first_visit(page, content))
        for name, text in texts.items():
            final = with_notices(name, text, notices) if name in part.pages else text
            if final != text:
                contents[name] = fingerprint_of(name, final)
            self._tree.write(name, final, contents[name])
        uses = {self._target_of[name] for name in used if name in self._target_of}
        # An empty key equals no digest: what refers to a file that is not there is completed again.
        complete = self._whole and all(name in self._target_of for name in used)
        return Filled(self._key(part, uses) if complete else "", uses, contents)

    def _weighed(self, page: str, text: bytes) -> Fingerprint:
        """Return the fingerprint of a page; compress only one that is not as it was made."""
        made = self._rows[self._target_of[page]][1].files[page]
        return made if made.digest == digest_of(text) else fingerprint_of(page, text)

    def _size_as_made(self, name: str) -> int | None:
        path = self._target_of.get(name)
        if path is not None:
            return self._rows[path][1].files[name].size
        content = self._tree.contents.get(name)
        return None if content is None else content.size

    def _weigh_first_visit(
        self, page: str, content: Callable[[str], Fingerprint | None]
    ) -> Iterator[str]:
        """Weigh the first visit of *page*, and yield the files that it loads."""
        visit = self._rows[self._target_of[page]][1].visits[page]
        loaded = first_visit(page, visit, content, self._fonts_of)
        self.faults += first_visit_faults(page, loaded)
        yield from loaded

    def _fonts_of(self, name: str) -> Sequence[str]:
        path = self._target_of.get(name)
        return () if path is None else self._rows[path][1].fonts.get(name, ())


def _parts(rows: Rows) -> dict[str, _Unfinished]:
    """Return what is completed, by advisory.

    An advisory is the first two folders of a path; of pages for those who assist, the first three.
    """
    parts: dict[str, _Unfinished] = defaultdict(_Unfinished)
    for path, (_key, target) in rows.items():
        lists = [name for name in target.files if is_keep_list(name)]
        notices = [name for name in target.files if is_notices(name)]
        feeds = [name for name in target.files if is_feed(name)]
        kinds = (
            ("pages", target.asks),
            ("lists", lists),
            ("fronts", target.visits),
            ("notices", notices),
            ("feeds", feeds),
        )
        for kind, names in kinds:
            for name in names:
                part = parts[_part_of(name)]
                getattr(part, kind).append(name)
                part.targets.add(path)
    return parts


def _part_of(name: str) -> str:
    folders = name.split("/")
    if folders[0] == FEEDS:
        host, locale, _ending = folders[1].split(".")
        return f"{locale}/{host}"
    return "/".join(folders[: 3 if folders[1] == STAFF else 2])
