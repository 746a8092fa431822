"""Step 3, the core: the at most thirty messages and phrases that a small language needs first.

In: content and one locale's translations. Out: whether its readers may be offered the language.
"""

from __future__ import annotations

from collections.abc import Iterator

from .load import Content, domain_of
from .model.walk import SourceText
from .translator import Translator
from .view import State


def core_texts(content: Content) -> Iterator[tuple[str, SourceText]]:
    """Yield each text of the messages and phrases marked ``core``, with its gettext domain."""
    for file in content.files.values():
        for text in file.texts:
            if getattr(text.visit.model, "core", False):
                yield domain_of(file.name), text


def core_states(content: Content, translator: Translator) -> list[State]:
    """List the states of the core in the locale of *translator*."""
    return [
        translator.state(translator.locale, domain, text.context, text.text)
        for domain, text in core_texts(content)
    ]


def core_is_reviewed(content: Content, translator: Translator) -> bool:
    """Tell whether a second person has signed every line of the core; no when there is none."""
    states = core_states(content, translator)
    return bool(states) and all(state in ("reviewed", "source") for state in states)
