"""Step 2: content/wordless.yaml → pictures that need words, a foot line that is too long.

Rules ``wordless-order``, ``wordless-foot`` and ``wordless-number``. In: content; for the foot line
the translations. Out: problems. What a rule leaves out silently is decided in
``model/wordless.py``; here an author who asked for it gets a problem. Source: CARE 31, 48, 57.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...load import Content, Host, LoadedFile
from ...model import Contact, Hazard, Message
from ...model.wordless import (
    CODE_LETTERS,
    MOST_FOOT_LETTERS,
    REFUSED,
    Wordless,
    has_condition,
    is_cautioned,
)
from ...po.catalog import load_catalog, po_path
from ...po.syntax import UnreadablePoError
from ...problems import Problem, RuleName
from ..every import check
from ..walk import Options, top
from .references import dangling

_RULE: RuleName = "wordless-order"
_DOMAIN = "phrases"
_BETWEEN = len(" · ")


@check
def check_orders(content: Content, options: Options) -> Iterator[Problem]:
    """Each order names messages that a picture says whole, and pictures that are there."""
    for file, wordless in content.of_kind(Wordless):
        seen: dict[str, bool] = {}
        for slug, order in wordless.hazards.items():
            hazard = content.hazards.get(slug)
            if hazard is None:
                continue  # Not one of this host country.
            at = ("hazards", slug)
            for number, name in enumerate(order.see):
                yield from _sign(content, options, file, (*at, "see", str(number)), name)
            for key, ids in (("do", order.do), ("dont", order.dont)):
                for number, name in enumerate(ids or ()):
                    place = (*at, key, str(number))
                    yield from _step(content, file, place, hazard, name)
                    message = hazard.messages.get(name)
                    if message is not None and message.picture:
                        yield from _slash(file, place, message, seen, dont=key == "dont")


def _sign(
    content: Content, options: Options, file: LoadedFile, at: tuple[str, ...], name: str
) -> Iterator[Problem]:
    known = content.pictures.keys() or options.icons
    if known is not None and name not in known:
        yield dangling(top(content, file), at, "picture", name, known)
    elif name in REFUSED:
        yield file.problem(
            at,
            _RULE,
            f'"{name}" is no sign of a danger',
            "Remove it: a service, police or army is none to look for.",
        )
    else:
        yield from _misread(content, file, at, name)


def _step(
    content: Content, file: LoadedFile, at: tuple[str, ...], hazard: Hazard, name: str
) -> Iterator[Problem]:
    message = hazard.messages.get(name)
    if message is None:
        yield dangling(top(content, file), at, "message of this hazard", name, hazard.messages)
        return
    picture = message.picture
    if picture is None:
        yield file.problem(
            at,
            _RULE,
            f'"{name}" has no picture',
            "Give it one in the hazard, or name another message.",
        )
        return
    if has_condition(message.text, message.more):
        yield file.problem(
            at,
            _RULE,
            f'"{name}" says when to do it, and no picture says that',
            'Remove it: without "only", "unless" or "not before" the picture is another advice.',
        )
    if picture in REFUSED:
        yield file.problem(
            at,
            _RULE,
            f'the picture of "{name}" is no step',
            "Remove it: a service, police or army says nothing to do.",
        )
    if message.inferred or message.carry != "paper":
        yield file.problem(
            at,
            _RULE,
            f'"{name}" is not for paper, so not for this edition',
            'Name another message, or judge this one: "carry: paper", with a source.',
        )
    yield from _misread(content, file, at, picture)


def _misread(
    content: Content, file: LoadedFile, at: tuple[str, ...], picture: str
) -> Iterator[Problem]:
    entry = content.pictures.get(picture)
    if entry is not None and entry.state == "misunderstood":
        yield file.problem(
            at,
            _RULE,
            f'readers misunderstood the picture "{picture}"',
            "Remove it until it is drawn anew and understood.",
        )


def _slash(
    file: LoadedFile, at: tuple[str, ...], message: Message, seen: dict[str, bool], *, dont: bool
) -> Iterator[Problem]:
    if message.dont != dont:
        yield file.problem(
            at,
            _RULE,
            f"it stands below {at[-2]} and says {'what to do' if dont else 'what not to do'}",
            f'Move it to "{"do" if dont else "dont"}".',
        )
    elif seen.setdefault(message.picture or "", dont) != dont:
        yield file.problem(
            at,
            _RULE,
            f'"{message.picture}" stands with and without the slash',
            "Keep one of the two: who cannot read sees one drawing that says both.",
        )


@check
def check_numbers(content: Content, _options: Options) -> Iterator[Problem]:
    """Ambulance and fire service can be called without a word of ours."""
    if content.wordless is None:
        return
    for slug, host in content.hosts.items():
        file = content.files.get(f"hosts/{slug}/country.yaml")
        if file is None or not host.has("country", "assistance"):
            continue
        for role in ("ambulance", "fire"):
            why = _why_not(host, role)
            if why:
                yield file.problem(
                    (*file.context, "roles", role),
                    "wordless-number",
                    f"the edition without words has no number for {role}: {why}",
                    "Name a contact whose number needs no words.",
                    level="warning",
                )


def _why_not(host: Host, role: str) -> str | None:
    key = next((key for name, key in host.country.roles.items() if name == role), None)
    contact: Contact | None = host.assistance.contacts.get(key or "")
    if contact is None or contact.number is None:
        return None  # That has a rule of its own.
    if is_cautioned(contact):
        return "words belong to this one"
    if contact.carry != "paper" or contact.sensitive:
        return "this one is not for paper"
    return "this one is for a part of the country" if contact.area else None


def check_foot(content: Content, locales: Path | None) -> Iterator[Problem]:
    """The foot line has 100 letters at most in the language of each host country."""
    if not content.has("site.yaml"):
        return
    site = content.site
    said = [one for one in (site.publisher, site.feedback) if one]
    fixed = sum(len(one) + _BETWEEN for one in said) + _BETWEEN + CODE_LETTERS
    languages = {host.country.language for host in content.hosts.values() if host.has("country")}
    for file, wordless in content.of_kind(Wordless):
        for language in sorted({site.source_locale, *languages}):
            words = [
                _in_language(text, f"words.{key}", language, locales, site.source_locale)
                for key, text in (
                    ("free", wordless.words.free),
                    ("not_called", wordless.words.not_called),
                )
            ]
            letters = sum(map(len, words)) + fixed
            if letters > MOST_FOOT_LETTERS:
                yield file.problem(
                    ("words", "free"),
                    "wordless-foot",
                    f"with publisher, feedback and a code the foot line has {letters} letters in "
                    f"{language}; {MOST_FOOT_LETTERS} are the most",
                    "Shorten these words or their translation, the publisher's name or the "
                    "feedback line.",
                )


def _in_language(
    text: str, context: str, language: str, locales: Path | None, source_locale: str
) -> str:
    if locales is None or language == source_locale:
        return text
    path = po_path(locales, language, _DOMAIN)
    try:
        entry = load_catalog(path, language).entries.get(context)
    except (OSError, UnreadablePoError):
        return text  # Told by the check of catalogs.
    current = entry is not None and entry.state(text) in ("draft", "reviewed")
    return entry.msgstr if entry is not None and current else text
