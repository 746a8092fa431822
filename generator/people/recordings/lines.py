"""Beside step 4: content, PO files and a language → the lines that a speaker is asked to say.

In: the core and one language. Out: ``Line`` values, in the order of the files. A translation that
nobody has signed is left out: a draft may be on a page with its mark, but is never published as a
voice (CARE 47).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...load import Content
from ...localise.core_lines import core_texts
from ...localise.corridors import fallback_chain, load_catalogs
from ...localise.recordings import is_fresh, may_be_played, recordings_of
from ...localise.translator import Translator
from ...po.catalog import review_digest
from ...text.plain import PLACEHOLDER

NUMBER = "[this number]"
"""Said in place of a value: numbers change, and the page shows today's beside the voice."""


@dataclass(frozen=True)
class Line:
    """One text to say."""

    domain: str
    text: str
    """Its name, as in recordings.yaml."""
    source: str
    """What it says in the source language, values as ``NUMBER``."""
    words: str
    """The signed translation, to be read word for word; empty = the speaker finds the words."""
    beside: str
    """The same in another language that the speaker reads, where that is signed; else empty."""
    digest: str
    """Of the text of today: what is recorded of another is refused."""

    @property
    def key(self) -> str:
        """Its name among all texts."""
        return f"{self.domain}/{self.text}"

    @property
    def shown(self) -> str:
        """The words whose length says how long it takes to say them."""
        return self.words or self.source


@dataclass(frozen=True)
class Script:
    """What a speaker of *language* is asked to say."""

    language: str
    lines: tuple[Line, ...]
    beside: str
    """The other language that is shown; empty without one."""
    drafts: int
    """Lines left out: their translation is not signed yet."""


@dataclass(frozen=True)
class Voices:
    """How much of the core can be heard in a language."""

    language: str
    core: int
    spoken: int
    """Lines that pages play."""
    stale: int
    """Recordings whose text has changed."""
    unheard: int
    """Recordings that no second person has heard."""


def make_script(
    content: Content, locales: Path, language: str, beside: str = "", *, with_drafts: bool = False
) -> Script:
    """Return the lines of the core in *language*; *beside* is another language to show.

    *with_drafts*: also those whose translation nobody has signed, to take in recordings that came
    with it. No page plays them yet.
    """
    tags = [tag for tag in (language, beside) if tag]
    catalogs = load_catalogs(content, locales, tags)
    translator = Translator(fallback_chain(content, language), catalogs)
    lines, drafts = [], 0
    for domain, text in core_texts(content):
        state = translator.state(language, domain, text.context, text.text)
        if state == "behind" or (state == "draft" and not with_drafts):
            drafts += 1
            continue
        words = ""
        if state in ("draft", "reviewed"):
            words = catalogs[language, domain].entries[text.context].msgstr
        other = ""
        # A draft here would be spoken as well.
        if beside and translator.state(beside, domain, text.context, text.text) == "reviewed":
            other = catalogs[beside, domain].entries[text.context].msgstr
        # Where the source language itself is spoken, its words are the text.
        said = text.text if state == "source" else words
        lines.append(
            Line(
                domain,
                text.context,
                _without_values(text.text),
                _without_values(said),
                _without_values(other),
                review_digest(text.text, words),
            )
        )
    return Script(language, tuple(lines), beside, drafts)


def _without_values(text: str) -> str:
    return PLACEHOLDER.sub(NUMBER, text)


def voices_of(content: Content, locales: Path) -> Sequence[Voices]:
    """Return what can be heard in each language that has a recording, by its tag."""
    rows = content.recordings.recordings.values()
    found = []
    for language in sorted({row.language for row in rows}):
        catalogs = load_catalogs(content, locales, [language])
        translator = Translator(fallback_chain(content, language), catalogs)
        core = list(core_texts(content))
        spoken = stale = 0
        for domain, text in core:
            of_line = [
                row
                for _key, row in recordings_of(content, domain, text.context)
                if row.language == language
            ]
            played = [row for row in of_line if may_be_played(row, text.text, translator)]
            spoken += bool(played)
            stale += sum(
                not is_fresh(row, text.text, translator) for row in of_line if row.is_heard
            )
        unheard = sum(row.language == language and not row.is_heard for row in rows)
        found.append(Voices(language, len(core), spoken, stale, unheard))
    return found
