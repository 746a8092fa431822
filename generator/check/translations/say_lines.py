"""Step 2: words to say → problems: a line that no table makes, an outdated reading.

Rules ``say-line`` and ``reading-behind``, and ``message-unknown`` in pronunciation.po. A word that
somebody wrote by hand may sound right to nobody but its writer, so the line is compared with what
the table makes, letter for letter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from ...load import Content
from ...po.catalog import Catalog, UnreadablePoError, load_catalog, po_path
from ...po.say import (
    SAY,
    SayLine,
    foreign_letters,
    languages_said,
    phrase_context,
    readers_of_tables,
    say_lines,
)
from ...problems import Problem, shown_path
from ...text.languages import find_language
from ..content.readings import counted_syllables

_PHRASES = "phrases"


def check_say(content: Content, locales: Path, base: Path) -> Iterator[Problem]:
    """Each line of pronunciation.po is as its table makes it; readings are of today's sentences."""
    if not content.has("phrases.yaml"):
        return
    try:
        for readers in readers_of_tables(content):
            languages = languages_said(content, readers)
            catalogs = {
                (tag, _PHRASES): load_catalog(po_path(locales, tag, _PHRASES), tag)
                for tag in languages
            }
            lines = [one for tag in languages for one in say_lines(content, catalogs, tag, readers)]
            path = po_path(locales, readers, SAY)
            said = {f"{tag}.{key}" for tag in languages for key in content.phrases.phrases}
            yield from _of_file(load_catalog(path, readers), lines, shown_path(path, base), said)
            for tag in languages:
                shown = shown_path(po_path(locales, tag, _PHRASES), base)
                yield from _behind(content, catalogs[tag, _PHRASES], tag, shown)
    except (UnreadablePoError, OSError):
        return  # told elsewhere


def _of_file(
    catalog: Catalog, lines: list[SayLine], shown: str, said: Collection[str]
) -> Iterator[Problem]:
    by_context = {line.passage.context: line for line in lines}
    for context, entry in catalog.entries.items():
        if not entry.msgstr:
            continue
        line, at = by_context.get(context), entry.line or 1
        if line is None:
            # Withdrawn, or not translated today: it may come back, and is shown to nobody before.
            if context in said:
                continue
            yield Problem(
                shown,
                at,
                1,
                "warning",
                "message-unknown",
                context,
                "the source no longer has this message",
                "Run: advisory translations update",
            )
            continue
        # What is behind is shown to nobody, and made anew by a command.
        if entry.state(line.passage.source) == "behind" or not line.made:
            continue
        if fault := _fault(entry.msgstr, line, catalog.locale):
            yield Problem(
                shown, at, 1, "error", "say-line", context, fault, "Run: advisory say make"
            )


def _fault(text: str, line: SayLine, readers: str) -> str:
    """Return what is wrong with a line; empty when nothing is."""
    language = find_language(readers)
    if language and (odd := foreign_letters(text, language.script)):
        return f'"{odd}" is no letter of the script {language.script}'
    if (found := counted_syllables(text, readers)) != line.syllables:
        return f"it has {found} syllables, and the reading {line.syllables}"
    if text != line.made:
        return f'the table makes "{line.made}" of this reading'
    return ""


def _behind(content: Content, catalog: Catalog, language: str, shown: str) -> Iterator[Problem]:
    """Yield sentences that have changed since somebody wrote how they are read."""
    for key, row in content.readings[language].readings.items():
        phrase = content.phrases.phrases.get(key)
        context = phrase_context(key)
        entry = catalog.entries.get(context)
        if phrase is None or not phrase.say or entry is None or entry.msgstr == row.of:
            continue
        if entry.state(phrase.text) in ("draft", "reviewed"):
            yield Problem(
                shown,
                entry.line or 1,
                1,
                "warning",
                "reading-behind",
                context,
                f"the reading in content/readings/{language}.yaml is of another sentence",
                'Write there how this one is read, and the sentence itself in "of", then run: '
                "advisory say make",
            )
