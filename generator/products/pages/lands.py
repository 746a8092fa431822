"""Step 4, pages: fronts of countries → groups by origin, with the words that find each.

In: fronts, in the order of site.yaml. Out: groups for templates. The words are in the page itself,
so that its search loads nothing; a reader may type them in any language of the site while there are
few countries.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...localise.texts import Text
from .front import Front

SEPARATOR = "|"
"""Between words in the attribute; a name that contains one would be two words."""


class Land(NamedTuple):
    """A host country on the list."""

    front: Front
    """In the page's own language."""
    named: tuple[Front, ...]
    """In every language of the site."""
    words: str
    """That find it."""


class OriginGroup(NamedTuple):
    """Host countries for people from one origin country."""

    origin: str
    people: Text
    named: tuple[Front, ...]
    """Its first host country in every language of the site."""
    words: str
    lands: tuple[Land, ...]


def grouped(in_locale: Sequence[Front], every: Sequence[Front], *, few: bool) -> list[OriginGroup]:
    """Return the fronts of a page's locale, *in_locale*, by origin; *every* has other names.

    With *few* countries each is found in every language; else in that of the page, in English and
    in its own language, so that the page stays light.
    """
    by_origin: dict[str, list[Front]] = {}
    for front in in_locale:
        by_origin.setdefault(front.origin, []).append(front)
    return [
        OriginGroup(
            origin,
            fronts[0].people,
            tuple(_of_host(every, fronts[0].host)),
            _words((), fronts[0].origin_called, None if few else _spoken(fronts[0])),
            tuple(_land(front, every, few=few) for front in fronts),
        )
        for origin, fronts in by_origin.items()
    ]


def _land(front: Front, every: Sequence[Front], *, few: bool) -> Land:
    named = tuple(_of_host(every, front.host)) if few else (front,)
    shown = [str(one.country) for one in named]
    return Land(front, named, _words(shown, front.called, None if few else _spoken(front)))


def _of_host(every: Sequence[Front], host: str) -> Iterable[Front]:
    return (front for front in every if front.host == host)


def _spoken(front: Front) -> frozenset[str]:
    """Languages in which a country of many is looked for."""
    return frozenset({front.locale, front.ui.translator.source_locale, front.host_language})


def _words(
    shown: Iterable[str], called: Mapping[str, Sequence[str]], tags: frozenset[str] | None
) -> str:
    """Join the words, each once whatever its capitals."""
    other = (word for tag, words in called.items() if tags is None or tag in tags for word in words)
    by_folded: dict[str, str] = {}
    for word in (*shown, *other):
        clean = unicodedata.normalize("NFC", word).replace(SEPARATOR, " ").strip()
        by_folded.setdefault(clean.casefold(), clean)
    return SEPARATOR.join(by_folded.values())
