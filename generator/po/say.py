"""Step 1, words to say: sentences of a host country → passages "pronunciation", made by a table.

In: content (readings, tables of sounds) and the catalogs of the host languages. Out: ``SayLine``: a
sentence in the letters of its readers, and its passage, whose source is the sentence of today with
its reading. When either changes, the line in the PO file is behind like any translation. Nobody
writes a line by hand: docs/explanation/pronunciation.md says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog as BabelCatalog

from ..load import Content
from ..model.handles import person_of
from ..model.pronunciation import Readings, SoundTable
from ..text.by_sound import NoSoundError, spell, syllable_count
from ..text.plain import PLACEHOLDER, clean
from .catalog import load_translations, po_path
from .extract import new_template
from .passages import Catalogs, Passage

SAY = "pronunciation"
"""Their gettext domain. Not "say", the code of a language: Weblate would take it for one."""
_PHRASES = "phrases"
_TWO = 2
"""People who must have signed a line before anybody may say it (CARE 47)."""
_UNREAD = "?"
"""In place of a reading that nobody has written yet, or that belongs to another sentence."""


@dataclass(frozen=True)
class SayLine:
    """One sentence, or the word for one digit, in the letters of its readers."""

    language: str
    """The language that is said."""
    key: str
    """Id of the sentence in phrases.yaml; ``digit-1`` for a digit."""
    sentence: str
    """The sentence as its translation is today; of a digit, the digit."""
    reading: str
    """Empty where there is none for the sentence of today."""
    made: str
    """What the table makes of the reading; empty when it cannot."""
    fault: str
    """Why it cannot."""
    syllables: int
    """As many as the reading has, and the table adds."""
    passage: Passage

    @property
    def is_digit(self) -> bool:
        """Whether it is the word for a digit."""
        return self.key.startswith("digit-")

    def is_signed(self, catalogs: Catalogs, readers: str) -> bool:
        """Return whether two people signed it as made today, and one the sentence itself."""
        entry = self.passage.entry(catalogs, readers)
        if entry is None or not self.made or entry.msgstr != self.made:
            return False
        signers = {person_of(signature.by) for signature in entry.signatures}
        if entry.state(self.passage.source) != "reviewed" or len(signers) < _TWO:
            return False
        return self.is_digit or _is_reviewed(catalogs, self.language, self.key)


def _is_reviewed(catalogs: Catalogs, language: str, key: str) -> bool:
    catalog = catalogs.get((language, _PHRASES))
    entry = catalog.entries.get(phrase_context(key)) if catalog else None
    # Not said of the source sentence: who asks has seen that it is the sentence of today.
    return entry is not None and entry.reviewed and not entry.fuzzy


def phrase_context(key: str) -> str:
    """Return the msgctxt of a sentence in phrases.po."""
    return f"phrases.{key}.text"


def say_lines(content: Content, catalogs: Catalogs, language: str, readers: str) -> list[SayLine]:
    """Return what readers of *readers* may say in *language*, digits last; no table = nothing."""
    readings, table = content.readings.get(language), content.sound_tables.get((language, readers))
    if readings is None or table is None or not content.has("phrases.yaml"):
        return []
    keys = [key for key, phrase in content.phrases.phrases.items() if phrase.say]
    lines = [_of_phrase(content, catalogs, readings, table, key) for key in keys]
    digits = [
        _line(readings, table, f"digit-{digit}", digit, word)
        for digit, word in readings.digits.items()
    ]
    return [*filter(None, lines), *digits]


def say_line(
    content: Content, catalogs: Catalogs, language: str, readers: str, key: str
) -> SayLine | None:
    """Return the line of one sentence; None where there is none."""
    readings, table = content.readings.get(language), content.sound_tables.get((language, readers))
    if readings is None or table is None:
        return None
    return _of_phrase(content, catalogs, readings, table, key)


def digit_line(content: Content, language: str, readers: str, digit: str) -> SayLine | None:
    """Return the word for *digit*; None where there is none."""
    readings, table = content.readings.get(language), content.sound_tables.get((language, readers))
    if readings is None or table is None or digit not in readings.digits:
        return None
    return _line(readings, table, f"digit-{digit}", digit, readings.digits[digit])


def _of_phrase(
    content: Content, catalogs: Catalogs, readings: Readings, table: SoundTable, key: str
) -> SayLine | None:
    phrase = content.phrases.phrases[key]
    catalog = catalogs.get((readings.language, _PHRASES))
    entry = catalog.entries.get(phrase_context(key)) if catalog else None
    if phrase.withdrawn is not None or entry is None:
        return None
    # A translation that is behind is shown to nobody, and so nobody says it.
    if entry.state(phrase.text) not in ("draft", "reviewed"):
        return None
    sentence, row = clean(entry.msgstr), readings.readings.get(key)
    reading = row.reading if row is not None and row.of == sentence else ""
    notes = (f"In English: {phrase.text}",)
    return _line(
        readings, table, key, sentence, reading, notes=notes, life_safety=phrase.life_safety
    )


def _line(
    readings: Readings,
    table: SoundTable,
    key: str,
    sentence: str,
    reading: str,
    *,
    notes: tuple[str, ...] = (),
    life_safety: bool = False,
) -> SayLine:
    made, fault, syllables = "", "", 0
    try:
        made = spell(reading, table)
        syllables = syllable_count(reading, table)
    except NoSoundError as error:
        made, fault = "", str(error)
    if not reading:
        fault = "nobody has written how the sentence of today is read"
    # A placeholder is in the reading once, as in the line; its name is in the sentence too.
    shown = PLACEHOLDER.sub(r"(\g<name>)", sentence)
    passage = Passage(
        SAY,
        f"{readings.language}.{key}",
        f"{shown} [{reading or _UNREAD}]",
        notes=(
            *notes,
            _made_by(table),
        ),
        used=(
            (
                "page show/, the board to point at, the flap of the tri-fold; only when two people "
                "have signed it"
            ),
        ),
        life_safety=life_safety,
        made=made,
        file=f"content/readings/{readings.language}.yaml",
    )
    return SayLine(
        readings.language,
        key,
        sentence,
        reading,
        made if reading else "",
        fault,
        syllables,
        passage,
    )


def _made_by(table: SoundTable) -> str:
    pair = f"{table.language}-{table.readers}"
    return (
        f"Made by content/pronunciation/{pair}.yaml of the reading in "
        f"content/readings/{table.language}.yaml. Not written by hand: correct those, then run "
        "advisory say make."
    )


# --- all of one locale ----------------------------------------------------------------------------


def languages_said(content: Content, readers: str) -> tuple[str, ...]:
    """Return the languages for which there is a table in the letters of *readers*."""
    return tuple(
        language
        for language, other in content.sound_tables
        if other == readers and language in content.readings
    )


def readers_of_tables(content: Content) -> tuple[str, ...]:
    """Return the languages in whose letters there is a table."""
    return tuple(dict.fromkeys(readers for _language, readers in content.sound_tables))


def lines_of(content: Content, locales: Path, readers: str) -> list[SayLine]:
    """List all lines of the locale *readers*. Raises UnreadablePoError, OSError."""
    languages = languages_said(content, readers)
    catalogs = {
        (language, _PHRASES): load_translations(po_path(locales, language, _PHRASES), language)
        for language in languages
    }
    return [line for each in languages for line in say_lines(content, catalogs, each, readers)]


def say_template(lines: Sequence[SayLine]) -> dict[str, BabelCatalog]:
    """Return the template of *lines* by its domain; without lines none: no file is empty."""
    if not lines:
        return {}
    template = new_template()
    for line in lines:
        passage = line.passage
        template.add(
            passage.source,
            context=passage.context,
            locations=[(passage.file, 1)],
            auto_comments=[*passage.notes, *(f"Read on: {used}." for used in passage.used)],
        )
    return {SAY: template}


_LETTERS = {"Mymr": re.compile(r"[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\s,./!?()-]*")}
"""What a line may be written with, by the script of its readers."""


def foreign_letters(text: str, script: str) -> str:
    """Return the first letter of a line that is not of *script*; empty when all are."""
    allowed = _LETTERS.get(script)
    rest = PLACEHOLDER.sub("", text)
    if allowed is None:
        return next((letter for letter in rest if letter.isalpha() and letter.isascii()), "")
    return next((letter for letter in rest if not allowed.fullmatch(letter)), "")
