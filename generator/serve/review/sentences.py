"""Beside step 5, review: two states → what was written differently: sentences, facts, translations.

In: the files of content and translations that differ. Out: a ``Change`` for each value: before and
after, as its author or translator wrote it. Values are compared, not lines: a file in another order
has no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from ...load import Content, domain_of
from ...po.catalog import INTERFACE, Catalog, load_translations, po_path
from ...po.extract import interface_messages
from ...text.languages import locale_tag
from .state import State


@dataclass(frozen=True)
class Change:
    """One value, before and after; None = it is not there."""

    file: str
    where: str
    """Its keys, joined by dots."""
    before: str | None
    after: str | None
    note: str = ""
    """Of a translation: its state, where that changed."""


@dataclass(frozen=True)
class Written:
    """All that was written differently."""

    sentences: tuple[Change, ...]
    """In the source locale."""
    data: tuple[Change, ...]
    """Numbers, days, sources, lists."""
    translations: Mapping[str, tuple[Change, ...]]
    """By locale."""

    def __bool__(self) -> bool:
        return bool(self.sentences or self.data or self.translations)


def written(
    before: State, after: State, names: Sequence[str], hosts: Sequence[str], locale: str | None
) -> Written:
    """Return what differs in the files *names*; with *locale*, only its translations."""
    yaml = [
        name.removeprefix("content/")
        for name in names
        if name.startswith("content/") and not name.startswith("content/schema/")
    ]
    own = [name for name in yaml if not name.startswith("hosts/") or name.split("/")[1] in hosts]
    loaded = [_content_of(state, hosts) for state in (before, after)]
    sentences: list[Change] = []
    data: list[Change] = []
    for name in own:
        one, two = (_values_of(content, name) for content in loaded)
        texts = {key for content in loaded for key in _texts_of(content, name)}
        for key in dict.fromkeys([*two, *one]):
            if one.get(key) != two.get(key):
                change = Change(f"content/{name}", ".".join(key), one.get(key), two.get(key))
                (sentences if key in texts else data).append(change)
    return Written(
        tuple(sentences),
        tuple(data),
        _translations(before, after, names, [_sources(content) for content in loaded], locale),
    )


def _content_of(state: State, hosts: Sequence[str]) -> dict[str, Content]:
    """Return what all share, and each of *hosts* by its slug."""
    contents = {"": state.folder.shared}
    for slug in hosts:
        if slug in state.folder.slugs:
            contents[slug] = state.folder.read_host(slug)[0]
    return contents


def _file(contents: Mapping[str, Content], name: str) -> Any:
    slug = name.split("/")[1] if name.startswith("hosts/") else ""
    content = contents.get(slug)
    return None if content is None else content.files.get(name)


def _values_of(contents: Mapping[str, Content], name: str) -> dict[tuple[str, ...], str]:
    file = _file(contents, name)
    if file is None:
        return {}
    dumped = file.model.model_dump(mode="json", exclude_unset=True)
    return dict(_flat(dumped, file.context))


def _flat(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _flat(one, (*path, str(key)))
    elif isinstance(value, list):
        # A list of plain values is one line: a new first value must change no other line.
        if value and any(isinstance(one, dict | list) for one in value):
            for number, one in enumerate(value):
                yield from _flat(one, (*path, str(number)))
        else:
            yield path, ", ".join(map(str, value))
    elif value is not None:
        yield path, str(value)


def _texts_of(contents: Mapping[str, Content], name: str) -> set[tuple[str, ...]]:
    file = _file(contents, name)
    return set() if file is None else {text.path for text in (*file.texts, *file.withdrawn_texts)}


def _sources(contents: Mapping[str, Content]) -> dict[tuple[str, str], str]:
    """Return the sentences in the source locale, by domain and msgctxt."""
    rows = {(INTERFACE, context): words for context, words in interface_messages().items()}
    for content in contents.values():
        for file in content.files.values():
            domain = domain_of(file.name)
            rows |= {(domain, text.context): text.text for text in file.texts}
    return rows


def _translations(
    before: State,
    after: State,
    names: Sequence[str],
    sources: Sequence[Mapping[tuple[str, str], str]],
    locale: str | None,
) -> dict[str, tuple[Change, ...]]:
    one, two = sources
    files = {name for name in names if name.startswith("locales/") and name.endswith(".po")}
    domains = {domain for domain, _ in {*one, *two}}
    moved = {key[0] for key in {*one, *two} if one.get(key) != two.get(key)}
    changes: dict[str, tuple[Change, ...]] = {}
    for tag in dict.fromkeys([*after.folder.site.locales, *before.folder.site.locales]):
        if locale not in (None, tag) or tag == after.folder.site.source_locale:
            continue
        rows: list[Change] = []
        for domain in sorted(domains):
            path = po_path(PurePosixPath("locales"), tag, domain).as_posix()  # type: ignore[arg-type]
            if path in files or domain in moved:
                catalogs = [
                    load_translations(po_path(state.locales, tag, domain), tag)
                    for state in (before, after)
                ]
                rows += _of_catalogs(path, domain, catalogs, sources)
        if rows:
            changes[locale_tag(tag)] = tuple(rows)
    return changes


def _of_catalogs(
    path: str,
    domain: str,
    catalogs: Sequence[Catalog],
    sources: Sequence[Mapping[tuple[str, str], str]],
) -> Iterator[Change]:
    contexts = dict.fromkeys(
        context for found in sources for one, context in found if one == domain
    )
    for context in contexts:
        words: list[str | None] = []
        states: list[str] = []
        for catalog, found in zip(catalogs, sources, strict=True):
            entry, source = catalog.entries.get(context), found.get((domain, context))
            there = entry is not None and source is not None and bool(entry.msgstr)
            words.append(entry.msgstr if entry is not None and there else None)
            states.append(
                entry.state(source) if entry is not None and source is not None else "missing"
            )
        if words == [None, None] or (words[0] == words[1] and states[0] == states[1]):
            continue
        note = states[1] if states[0] == states[1] else f"{states[0]} → {states[1]}"
        yield Change(path, context, words[0], words[1], note)
