"""Step 2: texts for readers → problems: data typed in, bad placeholders, too long.

Rules ``msgid-number``, ``msgid-money``, ``msgid-date``, ``msgid-url``,
``placeholder-syntax``, ``placeholder-unknown``, ``long-sentence`` and ``long-label``.

Numbers to call, money, dates and addresses are data and enter by placeholder:
translators cannot change them, and a correction reaches every language at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import get_args

from ...load import Content
from ...load.endings import dialled_from_abroad
from ...model import Contact, standing_in
from ...model.fields import Role
from ...model.walk import SourceText
from ...problems import Problem, RuleName
from ...text.plain import PLACEHOLDER, to_ascii_digits
from ..every import check
from ..walk import ContentPlace, Options, places, texts
from .numbers import numbers_of

MAX_WORDS = 20
"""Of one sentence. The aim is 15; a few more do no harm."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|\b{_MONTH} \d{{1,4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
)
_CURRENCY = (
    r"(?:baht|THB|kyats?|MMK|ringgit|MYR|yen|JPY|won|KRW|SGD|pesos?|MXN|quetzal(?:es)?|GTQ|USD|"
    r"dollars?|euros?|EUR)"
)
MONEY = re.compile(
    rf"\d[\d,. ]{{0,30}}(?:million |thousand )?{_CURRENCY}\b|\b{_CURRENCY} ?\d|[$€£¥฿₩₱] ?\d"
    rf"|\b(?:hundred|thousand|million) {_CURRENCY}\b",
    re.IGNORECASE,
)
_URL = re.compile(
    r"https?://\S+|\bwww\.\S+|(?<!\S)[^\s@]+@\S+\.\S+|(?<!\w)@\w{3,}"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*"
    r"\.(?:com|org|net|gov|info|int|io|me|go\.\w\w|or\.\w\w|co\.\w\w)\b"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d\b")
_LONG_NUMBER = re.compile(r"\+?\d(?:[ ()\-.]{0,2}\d){6,}")
_CALLED = re.compile(r"\b(?:call|dial|ring|phone|press) +\+?\d{3,}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@check
def check_data_in_texts(content: Content, _options: Options) -> Iterator[Problem]:
    """No telephone number, money, date or address is typed into a text."""
    codes = numbers_of_contacts(content)
    for place, text in texts(content):
        # Names of placeholders may look like data (a value called may_2026).
        bare = PLACEHOLDER.sub(" ", to_ascii_digits(text.text))
        findings: dict[RuleName, tuple[str, str | None]] = {
            "msgid-number": ("the telephone number", _find_number(bare, codes)),
            "msgid-money": ("the amount of money", _find(MONEY, bare)),
            "msgid-date": ("the date", _find(_DATE, bare)),
            "msgid-url": ("the address", _find(_URL, bare)),
        }
        for rule, (what, words) in findings.items():
            if words:
                yield place.file.problem(
                    text.path, rule, f'{what} "{words}" is typed into the text', _REMEDIES[rule]
                )


_REMEDIES: dict[RuleName, str] = {
    "msgid-number": (
        'Write "%(contact.ID)s" with the id of the contact, a role such as "%(ambulance)s", '
        'or a name below "values" with "phone".'
    ),
    "msgid-money": 'Write "%(name)s" and below "values": "name: {amount: …, currency: …}".',
    "msgid-date": (
        'Write "%(name)s" and below "values": "name: {day: …}"; a year alone may be in the text.'
    ),
    "msgid-url": 'Write "%(name)s" and below "values": "name: {url: …}".',
}


def _find(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[0].strip() if match else None


def _find_number(text: str, codes: frozenset[str]) -> str | None:
    text = _DATE.sub(" ", _YEARS.sub(" ", text))  # they have rules of their own
    number = _find(_LONG_NUMBER, text) or _find(_CALLED, text)
    if number:
        return number
    return next((digits for digits in re.findall(r"\d{3,}", text) if digits in codes), None)


def numbers_of_contacts(content: Content) -> frozenset[str]:
    """Return the numbers of all contacts, digits only: these are numbers wherever they stand."""
    numbers = set()
    for place in places(content):
        model = place.visit.model
        if isinstance(model, Contact):
            numbers |= {number for _, number in numbers_of(model)}
    return frozenset(re.sub(r"\D", "", number) for number in numbers) - {""}


@check
def check_placeholders(content: Content, _options: Options) -> Iterator[Problem]:
    """Each placeholder is well formed and names something."""
    for place, text in texts(content):
        words = PLACEHOLDER.sub("", text.text)
        if "%" in words:
            around = words[max(0, words.index("%") - 10) : words.index("%") + 15].strip()
            yield place.file.problem(
                text.path,
                "placeholder-syntax",
                f'the text has a bare percent sign: "{around}"',
                'Write "%(name)s" for a value, or the word "percent".',
            )
        for name in dict.fromkeys(PLACEHOLDER.findall(text.text)):
            reason = _unknown(place, text, name)
            if reason:
                yield place.file.problem(
                    text.path,
                    "placeholder-unknown",
                    f'the placeholder "%({name})s" {reason}',
                    'Correct the name, or add it below "values".',
                )


_OF_A_TOPIC = ("safe_contact", "safe_text")
"""Whom each corridor names for the topic of the sentence."""


def _unknown(place: ContentPlace, text: SourceText, name: str) -> str | None:  # noqa: PLR0911
    """Return why nothing stands for the placeholder *name*; None when something does."""
    slots = getattr(text.visit.model, "slots", {})
    if name in text.visit.values() or name in slots or name in _OF_A_TOPIC:
        return None
    in_library = place.file.name.split("/")[0] not in {"hosts", "origins"}
    kind, _, key = name.partition(".")
    if kind in {"contact", "name", "abroad", "text"} and key:
        return _unknown_contact(place, kind, key, in_library=in_library)
    if name not in _roles():
        return "names no value, role or contact"
    if in_library:
        return None  # check_roles asks each host country
    if place.host is None:
        return "names a role, which only a host country has"
    if place.host.has("country") and name not in place.host.country.roles:
        return "names a role that has no contact in country.yaml"
    return None


def _unknown_contact(place: ContentPlace, kind: str, key: str, *, in_library: bool) -> str | None:  # noqa: PLR0911
    if in_library or place.host is None:
        return "names a contact, which only a host country has; use a role"
    if not place.host.has("assistance"):
        return None
    contact = place.host.assistance.contacts.get(key)
    if contact is None:
        return f'names the contact "{key}", which does not exist'
    if contact.withdrawn is not None and standing_in(place.host.assistance.contacts, key):
        return None  # where the stand-in has not what is needed, the sentence goes: check_left_out
    if kind == "contact" and contact.number is None:
        return f'names the contact "{key}", which has no number'
    if kind == "text" and not (contact.channels and contact.channels.sms):
        return f'names the contact "{key}", which takes no text messages'
    country = place.host.country if place.host.has("country") else None
    if kind == "abroad" and country and dialled_from_abroad(contact, country.code) is None:
        return f'names the contact "{key}", which has no known number for calls from abroad'
    return None


@cache
def _roles() -> frozenset[str]:
    return frozenset(get_args(Role))


@check
def check_roles(content: Content, _options: Options) -> Iterator[Problem]:
    """Each host country gives a contact to every role that the library's texts name."""
    for host in content.hosts.values():
        if not host.has("country", "hazards"):
            continue
        roles = roles_named(content, host.hazards.hazards)
        for role in sorted(roles.keys() - host.country.roles.keys()):
            yield host.files["country"].problem(
                ("country", "roles"),
                "placeholder-unknown",
                f'the role "{role}" has no contact, but {roles[role]} uses it',
                f'Add "{role}: ID" with the id of the contact that answers.',
                key=True,
            )


def roles_named(content: Content, hazards: Iterable[str]) -> dict[str, str]:
    """Return the roles that a host with these *hazards* must fill, each with a text that names it.

    All that is said in every country names them: to readers, to those who assist them, in
    campaigns.
    """
    shown = content.library_for(hazards)
    named: dict[str, str] = {}
    for name, by_role in sorted(
        _roles_by_file(content).items(), key=lambda item: item[0] not in shown
    ):
        if name in shown or not name.startswith("hazards/"):
            named = by_role | named
    return named


def _roles_by_file(content: Content) -> dict[str, dict[str, str]]:
    roles_by_file: dict[str, dict[str, str]] = {}
    for place, text in texts(content):
        if place.file.name.split("/")[0] in {"hosts", "origins"}:
            continue
        for name in PLACEHOLDER.findall(text.text):
            if name in _roles() and name not in text.visit.values():
                roles_by_file.setdefault(place.file.name, {}).setdefault(name, text.context)
    return roles_by_file


@check
def check_length(content: Content, _options: Options) -> Iterator[Problem]:
    """Sentences are short, and labels fit where they stand."""
    for place, text in texts(content):
        for sentence in _SENTENCE_END.split(text.text):
            count = len(sentence.split())
            if count > MAX_WORDS:
                yield place.file.problem(
                    text.path,
                    "long-sentence",
                    f'the sentence "{" ".join(sentence.split()[:5])} …" has {count} words',
                    f"Make two sentences of it: at most {MAX_WORDS} words are easy to read.",
                    level="warning",
                )
        if text.max_length and len(text.text) > text.max_length:
            yield place.file.problem(
                text.path,
                "long-label",
                f"the text has {len(text.text)} characters; {text.max_length} fit",
                "Shorten it.",
                level="warning",
            )
