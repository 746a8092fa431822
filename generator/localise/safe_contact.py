"""Step 3: ``%(safe_contact)s``, ``%(safe_text)s`` → runs that name whom to ask without danger.

In: the corridor, the topic of the sentence, the contacts. Out: a name and its number, what must be
known before asking, when it is open if it closes, and a second one; or words that say that nobody
is known. Source: CARE 60.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model import Contact, standing_in
from ..model.safe_contacts import asked_about, asked_or_may_know
from ..text.telephone import sms_href
from .interface import SAFE_NOBODY, SAFE_NOBODY_STAFF, SAFE_OR, SAFE_SMS, SAFE_WHATSAPP
from .texts import Run, Text, plain

if TYPE_CHECKING:
    from .sentences import Scope, Sentences


def named(sentences: Sentences, scope: Scope, lang: str) -> list[Run]:
    """Say whom to ask about the topic of *scope*."""
    ui = sentences.ui.in_locale(lang)
    keys = _standing(sentences, asked_about(sentences.corridor, scope.topic))
    if not keys:
        return _nobody(sentences, scope, lang)
    first, *others = (_one(sentences, key, lang) for key in keys)
    if not others:
        return list(first.runs)
    return list(ui(*SAFE_OR, first=first, second=others[0]).runs)


def who_takes_texts(sentences: Sentences, topic: str) -> str | None:
    """Return the id of who helps with *topic* and takes messages, the safe contact first."""
    contacts = sentences.host.assistance.contacts
    asked = _standing(sentences, asked_about(sentences.corridor, topic))
    others = (
        key for key, one in contacts.items() if topic in one.helps_with and one.withdrawn is None
    )
    return next((key for key in (*asked, *others) if takes_texts(contacts[key])), None)


def takes_texts(contact: Contact) -> bool:
    """Return whether a number of *contact* is known that takes written messages."""
    return contact.channels is not None and bool(contact.channels.sms or contact.channels.whatsapp)


def to_write_to(sentences: Sentences, scope: Scope, lang: str) -> list[Run]:
    """Return who takes messages on the topic of *scope*; nothing: the sentence is not said."""
    key = who_takes_texts(sentences, scope.topic)
    if key is None:
        return []
    label = sentences.label(key, lang)
    channels = sentences.contact(key).channels
    assert channels is not None  # noqa: S101 - or it would take none
    if channels.sms:
        way, number = SAFE_SMS, text_number(channels.sms, lang, key)
    else:
        way, number = SAFE_WHATSAPP, Run(channels.whatsapp or "", "tel", lang, contact=key)
    return list(sentences.ui.in_locale(lang)(*way, name=label, number=number).runs)


def text_number(number: str, lang: str, key: str | None = None) -> Run:
    """Return a *number* whose link opens a message: who touches it must not be heard."""
    return Run(number, "tel", lang, sms_href(number), contact=key)


def _standing(sentences: Sentences, keys: tuple[str, ...]) -> list[str]:
    contacts = sentences.host.assistance.contacts
    # The first is named in any case: checks refuse a corridor in which nobody took its place.
    standing = [
        standing_in(contacts, key) or (key if n == 0 else None) for n, key in enumerate(keys)
    ]
    return list(dict.fromkeys(key for key in standing if key))


def _one(sentences: Sentences, key: str, lang: str) -> Text:
    """Return name and number, and in brackets what limits them."""
    runs = sentences.name_and_number(key, lang)
    told = list(_limits(sentences, key, lang))
    for number, piece in enumerate(told):
        runs += [Run("; " if number else " (", "words", lang), *piece.runs]
    return Text((*runs, *([Run(")", "words", lang)] if told else ())), lang, "source")


def _limits(sentences: Sentences, key: str, lang: str) -> Iterator[Text]:
    contact = sentences.contact(key)
    if contact.hours and contact.hours != "always":
        days = sentences.ui.in_locale(lang).label("days", contact.hours.days)
        # As clocks show it, in every language.
        clock = Run(f"{contact.hours.opens}–{contact.hours.closes}", "date", "en")
        yield days + plain(" ", lang) + Text((clock,), lang, "source")
    if contact.limit is not None:
        yield sentences.said_of_contact(key, "limit", contact.limit, lang)


def _nobody(sentences: Sentences, scope: Scope, lang: str) -> list[Run]:
    """Say that nobody is known, and who may know somebody."""
    key = _standing(sentences, asked_or_may_know(sentences.corridor, scope.topic))[0]
    # What limits it holds here too: who must give a name is told so before she calls.
    knows = _one(sentences, key, lang)
    # Those who assist know lawyers and groups; whoever is alone knows people.
    words = SAFE_NOBODY_STAFF if scope.is_for_staff else SAFE_NOBODY
    return list(sentences.ui.in_locale(lang)(*words, contact=knows).runs)
