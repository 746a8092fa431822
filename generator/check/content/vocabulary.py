"""Step 2: synonyms, names of countries and recordings → problems.

Rules ``synonym-twice``, ``synonym-dead``, ``recording-file``, ``recording-stale`` and
``recording-unheard``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...load import Content, domain_of
from ...load.sound import seconds_of
from ...model import Names, Recording, Recordings, Synonyms, limits
from ...po.catalog import load_catalog, po_path, review_digest
from ...problems import Problem
from ...text.languages import known_languages
from ..every import check
from ..walk import Options, texts, top
from .references import dangling

NEAR_SECONDS = 1
"""How far the length of a sound may be from what the file says."""


@check
def check_synonyms(content: Content, _options: Options) -> Iterator[Problem]:
    """Each word is in one group of its language, and each group of our English leads to a text."""
    for file, synonyms in content.of_kind(Synonyms):
        words_of_texts = _words_of_texts(content)
        for locale, groups in synonyms.synonyms.items():
            at = ("synonyms", locale)
            if content.has("site.yaml") and locale not in content.site.locales:
                yield dangling(top(content, file), at, "locale", locale, content.site.locales)
            seen: dict[str, str] = {}
            for key, words in groups.items():
                for number, word in enumerate(words):
                    if word.startswith("#"):
                        continue  # a section: several groups may lead to it
                    other = seen.setdefault(word.casefold(), key)
                    if other != key:
                        yield file.problem(
                            (*at, key, str(number)),
                            "synonym-twice",
                            f'"{word}" is also in the group "{other}"',
                            "Remove it from one of them, or join the two groups.",
                        )
                source = content.has("site.yaml") and locale == content.site.source_locale
                leads = any(word.startswith("#") for word in words)
                if source and not leads and not any(w.casefold() in words_of_texts for w in words):
                    yield file.problem(
                        (*at, key),
                        "synonym-dead",
                        "no text contains any of these words",
                        "Add the word that our texts use, or remove the group.",
                        level="warning",
                    )


@check
def check_names(content: Content, _options: Options) -> Iterator[Problem]:
    """Other words for countries are in known languages, also those of host countries only."""
    for file, names in content.of_kind(Names):
        for locale in names.names:
            if locale not in known_languages():
                at = ("names", locale)
                yield dangling(top(content, file), at, "locale", locale, known_languages())


def _words_of_texts(content: Content) -> str:
    return "\n".join(text.text for _place, text in texts(content)).casefold()


@check
def check_recordings(content: Content, options: Options) -> Iterator[Problem]:
    """Each recording has its sound, as long as it says, of a text there is, with consent."""
    for file, recordings in content.of_kind(Recordings):
        place = top(content, file)
        text_ids = {
            (domain_of(file.name), text.context)
            for file in content.files.values()
            for text in (*file.texts, *file.withdrawn_texts)
        }
        domains = {domain for domain, _context in text_ids}
        for key, recording in recordings.recordings.items():
            at = ("recordings", key)
            if recording.consent > options.today:
                yield place.problem(
                    (*at, "consent"),
                    "future-date",
                    f"{recording.consent} is in the future (today is {options.today})",
                    "Write the day on which the speaker agreed.",
                )
            # Of a domain that is not here nothing can be said: the country's turn comes.
            if recording.domain in domains and (recording.domain, recording.text) not in text_ids:
                names = [context for domain, context in text_ids if domain == recording.domain]
                yield dangling(place, (*at, "text"), "text", recording.text, names)
            if fault := _fault(content, recording):
                yield place.problem(
                    (*at, "file" if "seconds" not in fault else "seconds"),
                    "recording-file",
                    fault,
                    "Put the right file into content/recordings/ (m4a or ogg, at most "
                    f"{limits.SOUND.most // 1024} KB) and write its length in whole seconds.",
                )
            if not recording.is_heard:
                yield place.problem(
                    ("recordings", key),
                    "recording-unheard",
                    "nobody but the speaker has heard what it says, so no page plays it",
                    "Let somebody else hear it without the text: advisory recordings page "
                    f"{recording.language} --without-text",
                    level="warning",
                )


def _fault(content: Content, recording: Recording) -> str | None:
    data = content.sounds.get(recording.file)
    if data is None:
        return f'the file "{recording.file}" is missing in content/recordings/'
    length = seconds_of(data)
    if length is None:
        return f'"{recording.file}" is too large, or not a sound that the program can read'
    if abs(length - recording.seconds) > NEAR_SECONDS:
        return f'"{recording.file}" is {length:.1f} seconds long, not {recording.seconds}'
    return None


def check_spoken(content: Content, locales: Path | None) -> Iterator[Problem]:
    """Each recording speaks its text as it is today."""
    for file, recordings in content.of_kind(Recordings):
        sentences = {
            (domain_of(other.name), text.context): text.text
            for other in content.files.values()
            for text in other.texts
        }
        for key, recording in recordings.recordings.items():
            sentence = sentences.get((recording.domain, recording.text))
            if sentence is None:
                continue
            digest = review_digest(sentence, _words(recording, sentence, locales))
            if digest != recording.digest:
                yield file.problem(
                    ("recordings", key, "digest"),
                    "recording-stale",
                    "the text has changed since it was recorded, so no page plays the recording",
                    f'Record the new text, then write the digest "{digest}".',
                    level="warning",
                )


def _words(recording: Recording, sentence: str, locales: Path | None) -> str:
    """The translation that a speaker of the language reads; none in the source language."""
    if locales is None:
        return ""
    path = po_path(locales, recording.language, recording.domain)
    entry = load_catalog(path, recording.language).entries.get(recording.text)
    is_current = entry is not None and entry.state(sentence) in ("draft", "reviewed")
    return entry.msgstr if entry is not None and is_current else ""
