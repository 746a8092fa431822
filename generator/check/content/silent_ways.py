"""Step 2: ways to call for help without a voice → problems: missing on all pages, or unusable.

Rule ``no-silent-way``. Every *now* says how somebody who cannot hear or speak gets help. Source:
CARE 53.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...load import Content, Host
from ...model import Contact, Phrase, Prepare
from ...problems import Problem
from ..every import check
from ..walk import ContentPlace, Options, top

_WITHOUT_VOICE = ("sms", "video", "relay")


@check
def check_silent_ways(content: Content, _options: Options) -> Iterator[Problem]:
    """The sentence to show can be shown by everybody, and a country tells the ways that it has."""
    for file, prepare in content.of_kind(Prepare):
        if content.has("phrases.yaml"):
            yield from _phrase(content, top(content, file), prepare.without_voice.phrase)
    for host in content.hosts.values():
        if host.has("country", "assistance"):
            yield from _ways(host)


def _phrase(content: Content, place: ContentPlace, slug: str) -> Iterator[Problem]:
    phrase = content.phrases.phrases.get(slug)
    if phrase is None or not _is_for_all(phrase):
        wrong = "is missing" if phrase is None else "is not for everybody to show at once"
        yield place.problem(
            ("without_voice", "phrase"),
            "no-silent-way",
            f'the phrase "{slug}" {wrong}',
            'Name a phrase of phrases.yaml that asks to call, without "fill", "reveals", '
            '"sensitive" or "origins".',
        )


def _is_for_all(phrase: Phrase) -> bool:
    is_personal = phrase.fill or phrase.reveals or phrase.sensitive or phrase.origins
    return phrase.withdrawn is None and not is_personal


def _ways(host: Host) -> Iterator[Problem]:
    way = host.country.without_voice
    reached = {slug: one for slug, one in host.assistance.contacts.items() if _is_reached(one)}
    for slug, contact in reached.items():
        if way is None:
            yield host.files["assistance"].problem(
                ("assistance", "contacts", slug, "reach"),
                "no-silent-way",
                f'"{slug}" can be reached by {_ways_of(contact)[0]}, but no page says how',
                'Add "without_voice" to country.yaml: the way in one sentence, with its source.',
            )
    if way is not None and not (reached and way.sources):
        yield host.files["country"].problem(
            ("country", "without_voice"),
            "no-silent-way",
            "no emergency contact can be reached without a voice"
            if way.sources
            else "the way has no source",
            'Add "reach" to the emergency contact, with its source; or remove "without_voice": '
            "pages then say that no way is known.",
            key=True,
        )


def _is_reached(contact: Contact) -> bool:
    is_emergency = contact.kind == "emergency" and contact.withdrawn is None
    return is_emergency and bool(_ways_of(contact))


def _ways_of(contact: Contact) -> list[str]:
    return [way for way in _WITHOUT_VOICE if way in contact.reach]
