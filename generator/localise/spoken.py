"""Step 3: content/spoken.yaml → languages to point at, with what whoever helps reads beside each.

In: a ``Localiser``. Out: a ``TonguesRecord``, or None for an origin country without languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model import Contact, Value
from ..model.spoken import Spoken, SpokenLanguage
from ..text.fonts import has_own_font
from ..text.shaping import printable_codes
from .localiser import Localiser
from .records.library import PhraseRecord
from .records.spoken import TongueRecord, TonguesRecord
from .sentences import Scope
from .texts import Run, Text

_DOMAIN = "phrases"
_ENGLISH = "en"


def spoken_of(localiser: Localiser) -> TonguesRecord | None:
    """Return the languages that people of the corridor's origin country may point at."""
    spoken = localiser.content.spoken
    found = spoken.of(localiser.origin_slug)
    if not found or spoken.asks is None:
        return None
    scope = Scope(_DOMAIN, (), "spoken")
    no_number = spoken.no_number and localiser.spoken.words(
        spoken.no_number, scope.child("no_number")
    )
    return TonguesRecord(
        languages={key: _language(localiser, spoken.asks, key, one) for key, one in found.items()},
        points=localiser.mapping(spoken.points, scope.child("points"), PhraseRecord),
        no_number=no_number or None,
    )


def names_of(spoken: Spoken, key: str) -> tuple[Text, ...]:
    """Return a language's own names that our fonts can draw; its English name where none can."""
    language = spoken.languages[key]
    shown = (
        (name.written, key if name.script == "Latn" else f"{key}-{name.script}")
        for name in language.own
    )
    drawn = tuple(_name(text, tag) for text, tag in shown if _is_drawable(text, tag))
    return drawn or (_name(language.name, _ENGLISH),)


def _is_drawable(text: str, tag: str) -> bool:
    if not has_own_font(tag):
        return False
    codes = printable_codes(tag)
    return all(letter.isspace() or ord(letter) in codes for letter in text)


def _name(text: str, tag: str) -> Text:
    return Text((Run(text, "name", tag),), tag, "source", text)


def _language(localiser: Localiser, asks: str, key: str, language: SpokenLanguage) -> TongueRecord:
    host, scope = localiser.host.country.language, Scope(_DOMAIN, ("asks",), "spoken")

    def name_in(tag: str) -> Value:
        if tag in language.named:
            return Value(text=language.named[tag], lang=tag)
        return Value(text=language.name, lang=_ENGLISH)

    def said(tag: str) -> Text:
        return localiser.spoken.words(asks, replace(scope, values=({"language": name_in(tag)},)))

    named = name_in(host)
    # Where the sentence stands in English, the name in it does too.
    sentence = said(host)
    return TongueRecord(
        id=key,
        own=names_of(localiser.content.spoken, key),
        named=_name(str(named.text), str(named.lang)),
        asks=sentence if sentence.lang == host else said(sentence.lang),
        contact=next(_interpreters(localiser, key), None),
        sources=tuple(
            f"spoken.{source}"
            for source in dict.fromkeys(
                [*language.sources, *(s for name in language.own for s in name.sources)]
            )
        ),
    )


def _interpreters(localiser: Localiser, tag: str) -> Iterator[str]:
    """Yield lines that interpret for anybody in the country, by a source or call also in *tag*."""
    contacts = localiser.host.assistance.contacts
    for key, contact in contacts.items():
        if contact.interprets and _answers(contact, tag) and not _is_apart(localiser, contact):
            yield key


def _answers(contact: Contact, tag: str) -> bool:
    return tag == contact.answered_in or tag in (contact.languages or ())


def _is_apart(localiser: Localiser, contact: Contact) -> bool:
    """Return whether a number needs words beside it: not for paper, regional, gone or ended."""
    return bool(
        contact.number is None
        or contact.carry != "paper"
        or contact.area
        or contact.withdrawn is not None
        or localiser.endings.is_over(contact)
    )
