"""What people type, and what voices speak: synonyms and recordings.

Step 2, rules ``synonym-twice``, ``synonym-dead``, ``recording-file`` and ``recording-stale``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..catalog import load_catalog, po_path, review_digest
from ..languages import known_languages
from ..load import Content, domain_of
from ..model import Names, Recording, Recordings, Synonyms, limits
from ..problems import Problem
from ..script.sound import seconds_of
from .references import dangling
from .scope import Options, texts, top

NEAR_SECONDS = 1
"""How far the length of a sound may be from what the file says."""


def check_synonyms(content: Content, _options: Options) -> Iterator[Problem]:
    """Each word is in one group of its language, and each group of our English leads to a text."""
    for file, synonyms in content.of_kind(Synonyms):
        said = _said(content)
        for locale, groups in synonyms.synonyms.items():
            at = ("synonyms", locale)
            if content.has("site.yaml") and locale not in content.site.locales:
                yield dangling(top(content, file), at, "locale", locale, content.site.locales)
            seen: dict[str, str] = {}
            for key, words in groups.items():
                for number, word in enumerate(words):
                    other = seen.setdefault(word.casefold(), key)
                    if other != key:
                        yield file.problem(
                            (*at, key, str(number)), "synonym-twice",
                            f'"{word}" stands in the group "{other}" too',
                            "Leave it in one of them, or join the two groups.",
                        )  # fmt: skip
                source = content.has("site.yaml") and locale == content.site.source_locale
                if source and not any(word.casefold() in said for word in words):
                    yield file.problem(
                        (*at, key), "synonym-dead", "no text says any of these words",
                        "Add the word that our texts use, or take the group out.",
                        level="warning",
                    )  # fmt: skip


def check_names(content: Content, _options: Options) -> Iterator[Problem]:
    """Other words for countries stand in languages that we know, be it that of a host country."""
    for file, names in content.of_kind(Names):
        for locale in names.names:
            if locale not in known_languages():
                at = ("names", locale)
                yield dangling(top(content, file), at, "locale", locale, known_languages())


def _said(content: Content) -> str:
    return "\n".join(text.text for _place, text in texts(content)).casefold()


def check_recordings(content: Content, options: Options) -> Iterator[Problem]:
    """Each recording has its sound, as long as it says, of a text there is, with consent."""
    for file, recordings in content.of_kind(Recordings):
        place = top(content, file)
        known = {
            (domain_of(file.name), text.context)
            for file in content.files.values()
            for text in (*file.texts, *file.withdrawn_texts)
        }
        domains = {domain for domain, _context in known}
        for key, recording in recordings.recordings.items():
            at = ("recordings", key)
            if recording.consent > options.today:
                yield place.problem(
                    (*at, "consent"), "future-date",
                    f"{recording.consent} has not come yet (today is {options.today})",
                    "Write the day it was really done.",
                )  # fmt: skip
            if recording.domain in domains and (recording.domain, recording.text) not in known:
                names = [context for domain, context in known if domain == recording.domain]
                yield dangling(place, (*at, "text"), "text", recording.text, names)
            if fault := _fault(content, recording):
                yield place.problem(
                    (*at, "file" if "seconds" not in fault else "seconds"), "recording-file", fault,
                    "Put the right sound into content/recordings/ (m4a or ogg, at most "
                    f"{limits.SOUND.most // 1024} KB) and write its length in whole seconds.",
                )  # fmt: skip


def _fault(content: Content, recording: Recording) -> str | None:
    data = content.sounds.get(recording.file)
    if data is None:
        return f'there is no file "{recording.file}" in content/recordings/'
    length = seconds_of(data)
    if length is None:
        return f'"{recording.file}" is no sound that we can read, or too large'
    if abs(length - recording.seconds) > NEAR_SECONDS:
        return f'"{recording.file}" plays {length:.1f} seconds, not {recording.seconds}'
    return None


def check_spoken(content: Content, locales: Path | None) -> Iterator[Problem]:
    """Each recording speaks its text as it stands today."""
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
            wanted = review_digest(sentence, _words(recording, sentence, locales))
            if wanted != recording.digest:
                yield file.problem(
                    ("recordings", key, "digest"), "recording-stale",
                    "the text has changed since it was spoken, so no page plays it",
                    f'Record the new text, then write the digest "{wanted}".', level="warning",
                )  # fmt: skip


def _words(recording: Recording, sentence: str, locales: Path | None) -> str:
    """The translation that a speaker of the language reads; none in the source language."""
    if locales is None:
        return ""
    path = po_path(locales, recording.language, recording.domain)
    entry = load_catalog(path, recording.language).entries.get(recording.text)
    fits = entry is not None and entry.state(sentence) in ("draft", "reviewed")
    return entry.msgstr if entry is not None and fits else ""
