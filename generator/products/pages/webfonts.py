"""Which web fonts a stylesheet names, and how a page finds out whether its reader's phone needs one.

Most phones have letters for Burmese and Thai, and fetch nothing. Some have none, and some have the
letters of Zawgyi, which show our words as nonsense; to those the fonts come, and never does a word
wait for them. A page asks by drawing two texts unseen: where the second letter stands below the
first, the pair is no wider than one letter; where it is missing or Zawgyi, it is twice as wide.
Without a script nothing is asked, and ours come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rjsmin import jsmin

from ...languages import Language
from ...script import fonts
from ...script.fonts import FONTS_FOLDER, FontFamily, css_font_face, family_names

SCRIPT = Path(__file__).resolve().parent.parent.parent / "assets" / "js" / "inline" / "head.js"
PROBES = {
    "my": ("\u1000\u1039\u1000", "\u1000"),
    "shn": ("\u1075\u1082", "\u1075"),
    "th": ("\u0e01\u0e34", "\u0e01"),
    "lo": ("\u0e81\u0eb4", "\u0e81"),
    "km": ("\u1780\u17d2\u1780", "\u1780"),
}
"""Of a language: a text in which the last letter stands above or below the first, and the first.

Mon and Karen have none: older fonts draw other letters for them, which no width tells."""
_LATIN = "Noto Sans"
"""Every phone has a fit Latin font and digits; ours would only cost data."""
_BURMESE = "U+20, U+A0, U+1000-104F, U+200B-200D, U+25CC"
_BEYOND_BURMESE = "U+1050-109F, U+A9E0-A9FE, U+AA60-AA7F"


def web_families(chain: Iterable[str]) -> tuple[FontFamily, ...]:
    """Return the families that pages in the languages of *chain* may fetch."""
    return tuple(family for family in fonts.web_families(chain) if family.name != _LATIN)


def font_face_rules(chain: Iterable[str]) -> str:
    """Return the @font-face rules of a stylesheet for pages in the languages of *chain*."""
    chain = list(chain)
    rules = css_font_face(chain, base_url="fonts/").splitlines()
    found = []
    for family in web_families(chain):
        own = [rule for rule in rules if f'font-family: "{family.name}";' in rule]
        if family.name == "Noto Sans Myanmar" and languages_of(family, chain) == ["my"]:
            own = [part for rule in own for part in _burmese_first(rule, family)]
        if is_asked(family, chain):
            named = f'font-family: "{family.name}";'
            own = [rule.replace(named, f'font-family: "{_web_name(family)}";') for rule in own]
            # A phone has been asked already; and a font of that name may be one of Zawgyi.
            own = [re.sub(r'local\("[^"]+"\), ', "", rule) for rule in own]
        found += own
    return "".join(found)


def font_paths(chain: Iterable[str]) -> list[str]:
    """Return the files those rules name, by path below the fonts folder."""
    chain = list(chain)
    found = []
    for family in web_families(chain):
        for weight in (400, 700):
            name = family.file_name(weight, "woff2")
            found.append(name)
            if family.name == "Noto Sans Myanmar" and languages_of(family, chain) == ["my"]:
                found.append(_burmese_file(name))
    return found


def own_font_rules(chain: Iterable[str], stack: str, language: Language) -> tuple[str, str]:
    """Return the font stack of *language*, and the rule for a phone that has its letters.

    *stack* is the stack without our web font.
    """
    chain = list(chain)
    family = next((f for f in web_families(chain) if f.name == language.fonts[0]), None)
    if family is None or language.tag not in chain or not is_asked(family, chain):
        return stack, ""
    tag = language.tag
    own = f".fit-{tag}[lang|={tag}],.fit-{tag} [lang|={tag}]{{--font:{stack}}}"
    return f'"{_web_name(family)}", {stack}', own


def asked(chain: Iterable[str]) -> str:
    """Return the languages of *chain* whose letters a page looks for on the phone: ``my th``."""
    chain = list(chain)
    families = [family for family in web_families(chain) if is_asked(family, chain)]
    return " ".join(tag for family in families for tag in languages_of(family, chain))


def question(asks: str, words: str, named: Iterable[str] = ()) -> str:
    """Return what the script in a page's head asks: of *asks*, the languages in *words*; and those *named*.

    Of each language its tag and two texts, the first no wider than the second where every letter is
    there: ``my က္က က``. *named* are those whose names stand in a menu. Empty when there is nothing to
    ask: each question takes a slow phone time.
    """
    asked = [tag for tag in asks.split() if _in_script(PROBES[tag][1], words)]
    asked += [tag for tag in named if tag in PROBES]
    return " ".join(" ".join((tag, *PROBES[tag])) for tag in dict.fromkeys(asked))


def _in_script(letter: str, words: str) -> bool:
    block = ord(letter) & ~0x7F
    return re.search(f"[{chr(block)}-{chr(block + 0x7F)}]", words) is not None


def languages_of(family: FontFamily, chain: Iterable[str]) -> list[str]:
    """Return the languages of *chain* that are written with *family*."""
    return [tag for tag in chain if family_names(tag)[0] == family.name]


def is_asked(family: FontFamily, chain: Iterable[str]) -> bool:
    """Tell whether the phone's own letters will do, if it has them."""
    return all(tag in PROBES for tag in languages_of(family, chain))


@cache
def script() -> str:
    """Return the script of every page's head, which asks; one hash allows it."""
    return str(jsmin(SCRIPT.read_text("utf-8"))).strip()


def _web_name(family: FontFamily) -> str:
    """Its name in our stylesheets: another than that of the phone's font, which it must not hide."""
    return f"{family.name} Web"


def _burmese_file(name: str) -> str:
    return name.replace("NotoSansMyanmar-", "NotoSansMyanmar-Burmese-")


def _burmese_first(rule: str, family: FontFamily) -> list[str]:
    """Take the smaller file for Burmese letters, and the whole one only for others."""
    weight = "700" if "font-weight: 700" in rule else "400"
    whole = family.file_name(400 if weight == "400" else 700, "woff2")
    ranged = f"unicode-range: {family.unicode_range}"
    small = rule.replace(whole, _burmese_file(whole)).replace(ranged, f"unicode-range: {_BURMESE}")
    rest = rule.replace(ranged, f"unicode-range: {_BEYOND_BURMESE}")
    if rule in (small, rest):
        raise ValueError(f"the @font-face rule of {family.name} is not as it was: {rule}")
    return [small, rest]


def font_data(name: str) -> bytes:
    """Return the bytes of a file of ``font_paths``."""
    return (FONTS_FOLDER / name).read_bytes()
