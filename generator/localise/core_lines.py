"""Step 3: content and one locale's translations → whether its core is complete enough to offer it.

In: content and one locale's translations. Out: whether its readers may be offered the language.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..load import Content, domain_of
from ..model.walk import SourceText
from .recordings import may_be_played, recordings_of
from .texts import TextState
from .translator import Translator


def core_texts(content: Content) -> Iterator[tuple[str, SourceText]]:
    """Yield each text of the messages and phrases marked ``core``, with its gettext domain."""
    for file in content.files.values():
        for text in file.texts:
            if getattr(text.visit.model, "core", False):
                yield domain_of(file.name), text


def core_states(content: Content, translator: Translator) -> list[TextState]:
    """List the states of the core in the locale of *translator*."""
    return [
        translator.state(translator.locale, domain, text.context, text.text)
        for domain, text in core_texts(content)
    ]


def core_is_spoken(content: Content, translator: Translator) -> list[bool]:
    """Return for each line of the core whether a voice speaks it in the locale of *translator*."""
    return [
        any(
            recording.language == translator.locale
            and may_be_played(recording, text.text, translator)
            for _key, recording in recordings_of(content, domain, text.context)
        )
        for domain, text in core_texts(content)
    ]


def core_is_reviewed(content: Content, translator: Translator) -> bool:
    """Return whether every line of the core is signed by a second person, or recorded; no without a core."""
    states, spoken = core_states(content, translator), core_is_spoken(content, translator)
    done = ("reviewed", "source")
    return bool(states) and all(
        voice or state in done for state, voice in zip(states, spoken, strict=True)
    )
