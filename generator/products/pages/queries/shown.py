"""Step 4, pages: data of an advisory → how it is shown, and which pages hide."""

from __future__ import annotations

from collections.abc import Sequence

from ....localise.advisory import Advisory
from ....localise.texts import Text
from ....text.languages import known_languages
from ....text.plain import to_native_digits
from .hazards import join

_HIDDEN = frozenset({"talk", "office", "work/home"})


def is_hidden(advisory: Advisory, key: str) -> bool:
    """Return whether the page *key* has "Hide page", and a title that reveals nothing."""
    folder, _, hazard = key.partition("/")
    if folder == "hazards" and hazard in advisory.hazards:
        return advisory.hazards[hazard].sensitive
    return key in _HIDDEN


def number_words(language: str) -> tuple[str, ...]:
    """Return one to ten in the host's language, for the page behind "Hide page"; () if unknown."""
    host_language = known_languages().get(language)
    return host_language.number_words if host_language else ()


def pocket_path(locale: str, host: str) -> str:
    """Path of a pocket page from the site's root: ``my/thailand/pocket.html``."""
    return f"{locale}/{host}/pocket.html"


def pocket_name(locale: str, host: str) -> str:
    """Name a pocket page has when it is sent: neutral, and another one for each language."""
    return f"{host}.{locale}.html"


def web_address(web: str) -> str:
    """The address a link needs."""
    return web if "://" in web else f"https://{web}"


def web_shown(web: str) -> str:
    """The address as people read it."""
    return web.rsplit("://", maxsplit=1)[-1].removeprefix("www.").rstrip("/")


def address_language(advisory: Advisory, address: str) -> str:
    """The language of an address on a door: the host's, unless it is in Latin letters."""
    latin = all(ord(letter) < 0x250 or not letter.isalpha() for letter in address)
    return "en" if latin else str(advisory.country.language)


def digits(advisory: Advisory, tag: str, number: int) -> str:
    """*number* in the digits a language could use: ၁၂, ๑๒; in 0-9 where it has none."""
    system = advisory.languages[tag].native_digits
    return to_native_digits(str(number), system) if system else str(number)


def is_own_language(advisory: Advisory) -> bool:
    """Return whether the page is in the country's language: then it shows no other language."""
    return advisory.locale == advisory.country.language


def language_names(advisory: Advisory, tags: Sequence[str]) -> Text:
    """Names of languages as one text."""
    return join(advisory, [advisory.ui.label("language", tag) for tag in tags])
