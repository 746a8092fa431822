"""Step 1, model: content/spoken.yaml, "I speak …": languages to point at, in their own letters.

All languages of an origin country are on one sheet and the reader points: no card, file or page has
only one language, since it would tell who carries it (CARE 55).
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .fields import LanguageTag, Model, Slug, Words
from .library import Phrase
from .marks import OriginId, SourceId
from .sources import Source

Script = Annotated[str, Field(pattern="^[A-Z][a-z]{3}$")]
"""ISO 15924: Latn, Mymr, Rohg."""
LanguageCode = Annotated[str, Field(pattern="^[a-z]{2,3}$")]
"""ISO 639: "rhg", or "my" where there is a code of two letters, as ``lang=`` has it."""


class OwnName(Model):
    """The name of a language as a source says that its speakers write it."""

    written: Annotated[str, Field(min_length=1, max_length=40)]
    script: Script = "Latn"
    sources: Annotated[tuple[SourceId, ...], Field(min_length=1)]


class SpokenLanguage(Model):
    """A language that people of an origin country speak.

    Its name says nothing of religion or politics.
    """

    name: Annotated[str, Field(min_length=1, max_length=40)]
    """Its name in English, by the same sources: what is shown where no own name can be printed."""
    own: tuple[OwnName, ...] = ()
    """Each spelling that a source gives, the surest first. What no font of ours can draw is kept
    and not shown."""
    named: dict[LanguageTag, str] = {}
    """Its name in the language of a host country; absent = not found in a source."""
    origins: Annotated[tuple[OriginId, ...], Field(min_length=1)]
    """Origin countries whose people speak it."""
    sources: Annotated[tuple[SourceId, ...], Field(min_length=1)]
    """Of ``name`` and ``named``."""


class Spoken(Model):
    """content/spoken.yaml.

    It may be absent: then there is no page "I speak …" and no such paper.
    """

    slots: ClassVar[frozenset[str]] = frozenset({"language"})
    """What its sentences may name besides contacts: the language that stands beside them."""

    asks: Words | None = None
    """What whoever is shown a language reads beside it: ``%(language)s`` and what to do."""
    no_number: Words | None = None
    """Where no interpreter's number is known: whom to ask."""
    points: dict[Slug, Phrase] = {}
    """What one may wish of an interpreter, to point at too."""
    languages: dict[LanguageCode, SpokenLanguage] = {}
    sources: dict[Slug, Source] = {}

    def of(self, origin: str) -> dict[str, SpokenLanguage]:
        """Return the languages of *origin*; none if only one, which would tell who points."""
        found = {key: one for key, one in self.languages.items() if origin in one.origins}
        return found if len(found) > 1 else {}
