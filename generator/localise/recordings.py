"""Step 3: a recording, its sentence and translations → whether the recording may be played.

In: a recording, the sentence it speaks, the translations. Out: whether it still speaks that
sentence. A recording of an older sentence is not played, nor one that nobody else has heard: a
voice that says another thing than the page can kill.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..cache.digests import digest
from ..load import Content
from ..model import Recording
from ..po.catalog import review_digest
from .translator import Translator


def text_digest(recording: Recording, sentence: str, translator: Translator) -> str:
    """Return the digest of what the speaker had to read: our sentence, and any translation."""
    language = recording.language
    words = ""
    if language != translator.source_locale:
        state = translator.state(language, recording.domain, recording.text, sentence)
        if state in ("draft", "reviewed"):
            words = translator.catalogs[language, recording.domain].entries[recording.text].msgstr
    return review_digest(sentence, words)


def is_fresh(recording: Recording, sentence: str, translator: Translator) -> bool:
    """Return whether the text is the one that was spoken."""
    return text_digest(recording, sentence, translator) == recording.digest


def may_be_played(recording: Recording, sentence: str, translator: Translator) -> bool:
    """Return whether it speaks the text of today, and a second person has heard what it says.

    Written words stay silent until somebody has signed them: no draft becomes a voice (CARE 47).
    """
    state = translator.state(recording.language, recording.domain, recording.text, sentence)
    return recording.is_heard and state != "draft" and is_fresh(recording, sentence, translator)


def recordings_of(content: Content, domain: str, text: str) -> Iterator[tuple[str, Recording]]:
    """Yield the recordings of a text that have a sound file, by their ids."""
    for key, recording in content.recordings.recordings.items():
        if (recording.domain, recording.text) == (domain, text) and content.sounds.get(
            recording.file
        ):
            yield key, recording


def sound_path(content: Content, recording: Recording) -> str:
    """Return where a sound lies below site/: named after its bytes, and after nobody."""
    name = PurePosixPath(recording.file)
    mark = digest(content.sounds[recording.file])[:8]
    return f"assets/recordings/{recording.text}.{recording.language}.{mark}{name.suffix}"
