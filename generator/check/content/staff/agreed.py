"""Step 2: groups that did not agree to be named → problems where something names one (CARE 38).

Rule ``not-agreed``. In: content. Out: problems. What only lists such a contact would lose it
silently when it is localised; a sentence or a case path would be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ....load import Content, Host
from ....load.staff import agencies, unnamed_contacts
from ....model import Contact
from ....model.agencies import Agency
from ....model.marks import ids_named
from ....problems import Problem
from ....text.plain import PLACEHOLDER
from ...every import check
from ...walk import ContentPlace, Options, places, texts

_REMEDY = (
    'Take it out, or set "agreed_on" and "state: listed" in staff/agencies.yaml once it has agreed.'
)


@check
def check_agreed(content: Content, _options: Options) -> Iterator[Problem]:
    """Yield a problem for each place that names a group which did not agree to it."""
    for place in places(content):
        if place.host is not None and not isinstance(place.visit.model, Agency):
            yield from _listed(place, place.host)
    for place, text in texts(content):
        if place.host is None or any(
            isinstance(one, Agency | Contact) for one in text.visit.owners
        ):
            continue
        for name in _named(place.host, text.text):
            yield place.file.problem(
                text.path,
                "not-agreed",
                f'the text names "{name}", which did not agree to be named',
                _REMEDY,
            )


def _listed(place: ContentPlace, host: Host) -> Iterator[Problem]:
    for named in ids_named(place.visit.model, "contact"):
        if named.id in unnamed_contacts(host) and not named.is_key:
            yield place.problem(
                named.keys,
                "not-agreed",
                f'the contact "{named.id}" did not agree to be named',
                _REMEDY,
            )


def _named(host: Host, text: str) -> Iterator[str]:
    hidden = unnamed_contacts(host)
    for placeholder in PLACEHOLDER.findall(text):
        if placeholder.partition(".")[2] in hidden:
            yield placeholder
    words = PLACEHOLDER.sub(" ", text)
    for name in _names(host, hidden):
        if re.search(rf"\b{re.escape(name)}\b", words):
            yield name


def _names(host: Host, hidden: frozenset[str]) -> Iterator[str]:
    """Yield what such groups are called, without what stands in brackets or behind a comma."""
    called = [one.name for one in agencies(host).values() if not one.may_be_named]
    if host.has("assistance"):
        contacts = host.assistance.contacts
        called += [contacts[key].label for key in sorted(hidden) if key in contacts]
    yield from dict.fromkeys(re.split(r" \(|, ", name)[0] for name in called)
