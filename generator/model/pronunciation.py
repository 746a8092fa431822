"""Step 1, model: how a sentence of a host country sounds, and readers' letters for each sound.

Two kinds of files: ``content/readings/LANGUAGE.yaml`` says how sentences are read aloud,
``content/pronunciation/LANGUAGE-READERS.yaml`` has the letters for each sound. What readers say
aloud is made of both and never written by hand (docs/explanation/pronunciation.md).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .fields import LanguageTag, Model, Slug
from .marks import SourceId
from .sources import Source

ReadingSystem = Literal["rtgs", "kana", "rr", "spelling"]
"""How a reading is written.

rtgs: the Royal Thai General System, and "c" and "aw" for two sounds that it does not distinguish;
kana: hiragana as it is said; rr: the Revised Romanization of Korean; spelling: the letters of the
language itself, with "é" where an "e" is one.
"""
LineOfText = Annotated[str, Field(min_length=1, max_length=300)]


class Reading(Model):
    """How one sentence is read aloud."""

    of: LineOfText
    """The sentence in this language, as its translation was when somebody wrote the reading. When
    the translation changes, the reading is behind, and so is each line that was made of it."""
    reading: LineOfText
    """Small letters; a hyphen between the syllables of a word, a space between words, comma and
    full stop where one pauses. Placeholders stay: %(ambulance)s."""


class Readings(Model):
    """content/readings/LANGUAGE.yaml: how sentences of one host language are read aloud."""

    language: LanguageTag
    """The language; the file is named by it."""
    system: ReadingSystem
    by: Annotated[str, Field(min_length=2, max_length=32)]
    """Handle of who wrote the readings, or "machine draft". Whoever wrote them signs no line made
    of them."""
    on: date
    """The day they were written, or last corrected."""
    digits: dict[Annotated[str, Field(pattern="^[0-9]$")], LineOfText]
    """The word for each digit of a telephone number, which is said digit by digit."""
    digits_sources: tuple[Slug, ...]
    """Where these words were read."""
    readings: dict[Slug, Reading]
    """By the id of the sentence in phrases.yaml."""
    sources: dict[Slug, Source]


class Sound(Model):
    """The letters for one sound."""

    write: Annotated[str, Field(min_length=1, max_length=12)]
    """The letters. The end of a syllable is written on the letter that carries a vowel without a
    consonant (Burmese အ), whose place the beginning takes."""
    heard: str | None = None
    """What a reader of these letters says, where that is another sound; for whoever corrects the
    table."""
    more: Annotated[int, Field(ge=0, le=1)] = 0
    """1 where the letters make one syllable more than the sound has, since no single syllable comes
    near it."""
    sources: tuple[SourceId, ...] = ()
    """Where this spelling was read. None = our own choice, which a second reader may know
    better."""


class SoundTable(Model):
    """content/pronunciation/LANGUAGE-READERS.yaml: the sounds of a host language in the letters of its readers."""  # noqa: E501 - a reference shows it

    language: LanguageTag
    """The language that is said."""
    readers: LanguageTag
    """The language whose letters are written, and whose speakers read them."""
    carrier: Annotated[str, Field(min_length=1, max_length=1)]
    """The letter that carries a vowel without a consonant before it."""
    units: dict[str, str] = {}
    """Letters of the reading that stand for more than one sound, such as kana: what they are in
    Latin letters. One that begins with "~" belongs to the syllable before it."""
    onsets: dict[str, Sound]
    """How a syllable begins; "-" is a beginning without a consonant. The longest that fits
    counts."""
    rimes: dict[str, Sound]
    """How a syllable goes on and ends."""
    marks: dict[str, str] = {}
    """Pauses and marks of the reading, as the readers' language writes them."""
    lost: dict[Slug, str]
    """What the letters cannot tell, one sentence each, for whoever reads the lines a second
    time."""
    sources: dict[Slug, Source]
