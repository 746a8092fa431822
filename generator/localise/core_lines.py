"""Step 3: content and a locale's translations → how much of its core there is, and if it is enough.

In: content and one locale's translations. Out: lines of the core that are written and signed;
whether readers may be offered the language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..load import Content, domain_of
from ..model.walk import SourceText
from ..po.catalog import load_translations, po_path
from ..po.files import begun_files
from ..text.languages import locale_folder
from .recordings import may_be_played, recordings_of
from .texts import TextState
from .translator import Translator


@dataclass(frozen=True, slots=True)
class CoreCount:
    """Lines of the core that a language has; a line is a message or phrase with all its texts."""

    lines: int
    written: int
    """Translated, by whomever, or spoken."""
    signed: int
    """Read or heard by a second person."""


def core_texts(content: Content) -> Iterator[tuple[str, SourceText]]:
    """Yield each text of the messages and phrases marked ``core``, with its gettext domain."""
    for file in content.files.values():
        for text in file.texts:
            if getattr(text.visit.model, "core", False):
                yield domain_of(file.name), text


def core_states(content: Content, translator: Translator) -> list[TextState]:
    """List the states of the core in the locale of *translator*."""
    return [_state(translator, domain, text) for domain, text in core_texts(content)]


def _state(translator: Translator, domain: str, text: SourceText) -> TextState:
    return translator.state(translator.locale, domain, text.context, text.text)


def core_is_spoken(content: Content, translator: Translator) -> list[bool]:
    """Return for each line of the core whether a voice speaks it in the locale of *translator*."""
    return [_is_spoken(content, translator, domain, text) for domain, text in core_texts(content)]


def _is_spoken(content: Content, translator: Translator, domain: str, text: SourceText) -> bool:
    return any(
        recording.language == translator.locale and may_be_played(recording, text.text, translator)
        for _key, recording in recordings_of(content, domain, text.context)
    )


def core_is_reviewed(content: Content, translator: Translator) -> bool:
    """Return whether the whole core is signed by a second person or recorded; no without core."""
    states, spoken = core_states(content, translator), core_is_spoken(content, translator)
    done = ("reviewed", "source")
    return bool(states) and all(
        voice or state in done for state, voice in zip(states, spoken, strict=True)
    )


def core_counts(content: Content, locales: Path, origin: str) -> Mapping[str, CoreCount]:
    """Return the core lines of each language to point at of *origin*, by its key in spoken.yaml.

    A language without PO file or recording has none. A language that is only spoken is counted with
    its voices. Those of whole sites are not counted: pages in other languages would change with
    each of their sentences.
    """
    recorded = {one.language for one in content.recordings.recordings.values()}
    counts = {}
    # A walk through all content: once, not for each of two dozen languages.
    texts = list(core_texts(content))
    settings = content.site.locales
    for key in content.spoken.of(origin):
        if key in settings and not settings[key].minority:
            continue
        tags = [
            tag
            for tag in (key, f"{key}-Zxxx")
            if tag in recorded or begun_files(locales, locale_folder(tag))
        ]
        found = [_count(content, texts, locales, tag) for tag in tags or [key]]
        counts[key] = max(found, key=lambda one: (one.signed, one.written))
    return counts


def _count(
    content: Content, texts: Sequence[tuple[str, SourceText]], locales: Path, tag: str
) -> CoreCount:
    catalogs = {
        (tag, domain): load_translations(po_path(locales, tag, domain), tag)
        for domain in sorted({domain for domain, _text in texts})
    }
    translator = Translator((tag, content.site.source_locale), catalogs)
    by_line: dict[int, list[tuple[bool, bool]]] = defaultdict(list)
    for domain, text in texts:
        state = _state(translator, domain, text)
        signed = state in ("reviewed", "source") or _is_spoken(content, translator, domain, text)
        by_line[id(text.visit.model)].append((signed or state == "draft", signed))
    written = sum(all(row[0] for row in rows) for rows in by_line.values())
    return CoreCount(
        len(by_line), written, sum(all(row[1] for row in rows) for rows in by_line.values())
    )
