"""Step 2: readings of sentences, and tables of sounds → problems that stop their line to say.

Rule ``reading``. In: content/readings/ and content/pronunciation/. Out: problems.
``translations/say_lines.py`` checks what is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ...load import Content, LoadedFile
from ...model.pronunciation import Readings, ReadingSystem, SoundTable
from ...po.say import foreign_letters
from ...problems import Level, Problem
from ...text.by_sound import NO_ONSET, NoSoundError, spell, syllable_count
from ...text.languages import find_language
from ...text.plain import PLACEHOLDER, placeholders_of
from ...text.syllables import syllables
from ..every import check
from ..walk import Options

_LETTERS: Mapping[ReadingSystem, str] = {
    "rtgs": "a-z",
    "rr": "a-z",
    "spelling": "a-zé",
    "kana": "ぁ-ゖー",
}
_HANGUL = re.compile("[가-힣]")
_SYLLABLE = re.compile(r"[^\W\d_]+")


@check
def check_readings(content: Content, _options: Options) -> Iterator[Problem]:
    """Each reading belongs to a sentence, is written in its system, and each table can spell it."""
    for file, readings in content.of_kind(Readings):
        yield from _named(file, readings.language)
        if not content.has("phrases.yaml"):
            continue
        phrases = content.phrases.phrases
        for key, reading in readings.readings.items():
            if key not in phrases or not phrases[key].say:
                yield _problem(
                    file,
                    ("readings", key),
                    f'no sentence "{key}" of phrases.yaml has "say: true"',
                    "Correct the id, or remove the reading.",
                )
            fault = _fault_of_letters(readings.system, reading.of, reading.reading)
            yield from _faults(content, file, ("readings", key, "reading"), reading.reading, fault)
        for digit, word in readings.digits.items():
            fault = _fault_of_letters(readings.system, word, word, spelled=False)
            yield from _faults(content, file, ("digits", digit), word, fault)
        if lacking := [
            key for key, one in phrases.items() if one.say and key not in readings.readings
        ]:
            yield _problem(
                file,
                ("readings",),
                f"these sentences have no reading yet: {', '.join(lacking)}",
                "Write how they are read aloud; until then nobody can say them.",
                level="warning",
            )


@check
def check_tables(content: Content, _options: Options) -> Iterator[Problem]:
    """Each row of a table is in its readers' letters, and is one syllable or is marked as two."""
    for file, table in content.of_kind(SoundTable):
        yield from _named(file, f"{table.language}-{table.readers}")
        language = find_language(table.readers)
        if language is None:
            yield _problem(
                file,
                ("readers",),
                f'there is no language "{table.readers}"',
                "Copy its tag from locales/languages.yaml.",
            )
            continue
        for part in ("onsets", "rimes"):
            for name, row in getattr(table, part).items():
                if fault := _fault_of_row(table, language.script, part, name, row.more):
                    yield _problem(file, (part, name, "write"), *fault)
                for source in row.sources:
                    if source not in table.sources:
                        yield _problem(
                            file,
                            (part, name, "sources"),
                            f'there is no source "{source}"',
                            "Add it under sources, or correct the id.",
                        )


def _named(file: LoadedFile, name: str) -> Iterator[Problem]:
    if PurePosixPath(file.name).stem != name:
        yield _problem(
            file,
            ("language",),
            f'a file for "{name}" has another name',
            f'Rename it to "{name}.yaml", or correct the language.',
        )


def _problem(
    file: LoadedFile, keys: tuple[str, ...], message: str, remedy: str, *, level: Level = "error"
) -> Problem:
    return file.problem((*file.context, *keys), "reading", message, remedy, level=level)


def _fault_of_letters(
    system: ReadingSystem, sentence: str, reading: str, *, spelled: bool = True
) -> tuple[str, str] | None:
    """Return what is wrong with *reading* as such, and what to do."""
    bare = PLACEHOLDER.sub(" ", reading)
    odd = re.sub(rf"[{_LETTERS[system]} ,.!?:/-]", "", bare)
    if odd:
        return (
            f'"{odd[0]}" is no letter of this system',
            "Write small letters, hyphens and spaces only.",
        )
    if placeholders_of(sentence) != placeholders_of(reading):
        return (
            "the placeholders differ from those of the sentence",
            "Keep each %(name)s where it is said.",
        )
    if system == "spelling" and spelled:
        written = re.sub(r"[^a-z]", "", PLACEHOLDER.sub("", sentence).lower())
        if re.sub(r"[^a-z]", "", bare.replace("é", "e")) != written:
            return (
                "its letters are not those of the sentence",
                "Write the sentence itself, with hyphens.",
            )
    if system == "rr" and spelled:
        blocks, syllables = len(_HANGUL.findall(sentence)), len(_SYLLABLE.findall(bare))
        if blocks != syllables:
            return (
                f"it has {syllables} syllables, and the sentence {blocks} letter blocks",
                "Write a syllable for each block, with hyphens between them.",
            )
    return None


def _faults(
    content: Content,
    file: LoadedFile,
    keys: tuple[str, ...],
    reading: str,
    fault: tuple[str, str] | None,
) -> Iterator[Problem]:
    """Yield the first thing that is wrong with a reading, in itself or by a table."""
    assert isinstance(file.model, Readings)  # noqa: S101 - the caller walks files of this kind
    if fault is not None:
        yield _problem(file, keys, *fault)
        return
    for (language, readers), table in content.sound_tables.items():
        if language != file.model.language:
            continue
        name = f"content/pronunciation/{language}-{readers}.yaml"
        try:
            made, count = spell(reading, table), syllable_count(reading, table)
        except NoSoundError as error:
            yield _problem(
                file, keys, f"{error} ({name})", "Correct the reading, or add a row to the table."
            )
            continue
        if (found := counted_syllables(made, readers)) != count:
            yield _problem(
                file,
                keys,
                f'"{made}" has {found} syllables, and the reading {count} ({name})',
                "Correct the rows of the table that it is made of.",
            )


def _fault_of_row(
    table: SoundTable, script: str, part: str, name: str, more: int
) -> tuple[str, str] | None:
    """Return what is wrong with one row, and what to do."""
    row = getattr(table, part)[name]
    if odd := foreign_letters(row.write, script):
        return f'"{odd}" is no letter of the script {script}', "Write letters of its readers."
    if part == "rimes" and row.write[:1] != table.carrier:
        return f'the end of a syllable begins with "{table.carrier}"', "Write it on that letter."
    shown = row.write if part == "rimes" or name == NO_ONSET else row.write + "\u102c"
    found = counted_syllables(shown, table.readers) if script == "Mymr" else 1 + more
    if found != 1 + more:
        return (
            f'"{row.write}" makes {found} syllables, and the row says {1 + more}',
            "Correct the letters, or more.",
        )
    return None


def counted_syllables(text: str, readers: str) -> int:
    """Return how many syllables somebody says who reads *text*, without its placeholders."""
    return syllables(PLACEHOLDER.sub("", text), readers)
