"""Step 3: a host country and a translator → names of countries and provinces as ``Text``.

In: a host country, its readers' origin, a translator. Out: names as ``Text``, and other names of a
country. Why so: docs/adr/0019-names-of-places.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..load import Content, Host
from ..model import Country, Origin
from ..text import gazetteer
from .texts import Text
from .translator import Translator


@dataclass(frozen=True)
class Places:
    """Names the places of one host country and one origin country, in one locale."""

    content: Content
    host: Host
    origin_slug: str
    translator: Translator

    @property
    def origin(self) -> Origin:
        """The origin country."""
        return self.content.origins[self.origin_slug]

    def code_at(self, domain: str, path: tuple[str, ...]) -> str | None:
        """ISO 3166 code of the country or province that the text at *path* of *domain* names.

        None for any other text, and where our name of the country and its code mean two.
        """
        match path:
            case ("country", "name"):
                country, code = self.host.country, str(self.host.country.code)
            case ("country", "provinces", code, "name"):
                country = self.host.country
            case ("name",) if domain == self.origin_slug:
                return self.origin.code if _is_called(self.origin) else None
            case _:
                return None
        return code if _is_called(country) else None

    def name(self, code: str, domain: str, context: str, sentence: str) -> Text:
        """Return the name of the place *code*: as our translators do, or else as CLDR does."""
        names = gazetteer.names_of(code)
        name, lang, state, is_from_table = self.translator.pick_name(
            domain, context, sentence, names
        )
        return Text(
            (self.translator.run(name, lang),),
            lang,
            state,
            sentence,
            gazetteer.source() if is_from_table else "",
        )

    def called(self, country: Country | Origin) -> dict[str, tuple[str, ...]]:
        """What a country is called in each language, by CLDR and by content/names.yaml."""
        code, source = str(country.code), self.translator.source_locale
        names = gazetteer.names_of(code) if _is_called(country) else {source: country.name}
        other = self.content.names.of(code)
        return {
            tag: (*([names[tag]] if tag in names else []), *other.get(tag, ()))
            for tag in dict.fromkeys([*names, *other])
        }


def _is_called(country: Country | Origin) -> bool:
    """Return whether our name and code of a country mean the same one."""
    return country.code is not None and gazetteer.is_called(country.code, country.name)
