"""Step 4, pages: a language → its web fonts, and how a page finds out whether it needs them.

Most phones have letters for Burmese and Thai, and fetch nothing. Some have none, and some have the
letters of Zawgyi, which show our words as nonsense; to those the fonts come, and never does a word
wait for them. A page asks by drawing two texts unseen: where the second letter is below the
first, the pair is no wider than one letter; where it is missing or Zawgyi, it is twice as wide.
Without a script nothing is asked, and ours come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from rjsmin import jsmin

from ...paths import ASSETS
from ...text import fonts
from ...text.fonts import FONTS_FOLDER, FontFamily, css_font_face, family_names
from ...text.languages import Language, known_languages

SCRIPT = ASSETS / "js" / "inline" / "head.js"
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
    rules_of_chain = []
    for family in web_families(chain):
        family_rules = [rule for rule in rules if f'font-family: "{family.name}";' in rule]
        if family.name == "Noto Sans Myanmar" and languages_of(family, chain) == ["my"]:
            family_rules = [part for rule in family_rules for part in _burmese_first(rule, family)]
        if is_asked(family, chain):
            named = f'font-family: "{family.name}";'
            family_rules = [
                rule.replace(named, f'font-family: "{_web_name(family)}";') for rule in family_rules
            ]
            # A phone has been asked already; and a font of that name may be one of Zawgyi.
            family_rules = [re.sub(r'local\("[^"]+"\), ', "", rule) for rule in family_rules]
        rules_of_chain += family_rules
    return "".join(rules_of_chain)


def font_paths(chain: Iterable[str]) -> list[str]:
    """Return the files those rules name, by path below the fonts folder."""
    chain = list(chain)
    paths = []
    for family in web_families(chain):
        for weight in (400, 700):
            name = family.file_name(weight, "woff2")
            paths.append(name)
            if family.name == "Noto Sans Myanmar" and languages_of(family, chain) == ["my"]:
                paths.append(_burmese_file(name))
    return paths


def own_font_rules(chain: Iterable[str], stack: str, language: Language) -> tuple[str, str]:
    """Return the font stack of *language*, and the rule for a phone that has its letters.

    *stack* is the stack without our web font.
    """
    chain = list(chain)
    family = next((f for f in web_families(chain) if f.name == language.fonts[0]), None)
    if family is None or language.tag not in chain or not is_asked(family, chain):
        return stack, ""
    tag = language.tag
    rule = f".fit-{tag}[lang|={tag}],.fit-{tag} [lang|={tag}]{{--font:{stack}}}"
    return f'"{_web_name(family)}", {stack}', rule


def languages_asked(chain: Iterable[str]) -> str:
    """Return the languages of *chain* whose letters a page looks for on the phone: ``my th``."""
    chain = list(chain)
    families = [family for family in web_families(chain) if is_asked(family, chain)]
    return " ".join(tag for family in families for tag in languages_of(family, chain))


def question(asks: str, words: str, named: Iterable[str] = ()) -> str:
    """Return what the script in a page's head asks: languages of *asks* in *words*, and *named*.

    Of each language its tag and two texts, the first no wider than the second where every letter is
    there: ``my က္က က``. *named* are those whose names are in a menu. Empty when there is nothing to
    ask: each question takes a slow phone time.
    """
    tags = [tag for tag in asks.split() if _in_script(_probe(tag)[1], words)]
    tags += [tag for tag in named if _probe(tag)]
    return " ".join(" ".join((tag, *_probe(tag))) for tag in dict.fromkeys(tags))


def _probe(tag: str) -> tuple[str, ...]:
    """Return the two texts that ask a phone for the letters of a language; none where none can."""
    language = known_languages().get(tag)
    return (language and language.probe) or ()


def _in_script(letter: str, words: str) -> bool:
    block = ord(letter) & ~0x7F
    return re.search(f"[{chr(block)}-{chr(block + 0x7F)}]", words) is not None


def languages_of(family: FontFamily, chain: Iterable[str]) -> list[str]:
    """Return the languages of *chain* that are written with *family*."""
    return [tag for tag in chain if family_names(tag)[0] == family.name]


def is_asked(family: FontFamily, chain: Iterable[str]) -> bool:
    """Return whether the phone's own letters will do, if it has them."""
    return all(_probe(tag) for tag in languages_of(family, chain))


@cache
def script() -> str:
    """Return the script of every page's head, which asks; one hash allows it."""
    return str(jsmin(SCRIPT.read_text("utf-8"))).strip()


def _web_name(family: FontFamily) -> str:
    """Return its name in our stylesheets, not that of the phone's font, which it must not hide."""
    return f"{family.name} Web"


def _burmese_file(name: str) -> str:
    return name.replace("NotoSansMyanmar-", "NotoSansMyanmar-Burmese-")


def _burmese_first(rule: str, family: FontFamily) -> list[str]:
    """Take the smaller file for Burmese letters, and the whole one only for others."""
    weight = "700" if "font-weight: 700" in rule else "400"
    whole = family.file_name(400 if weight == "400" else 700, "woff2")
    ranged = f"unicode-range: {family.unicode_range}"
    small = rule.replace(whole, _burmese_file(whole)).replace(ranged, f"unicode-range: {_BURMESE}")
    others = rule.replace(ranged, f"unicode-range: {_BEYOND_BURMESE}")
    if rule in (small, others):
        raise ValueError(f"the @font-face rule of {family.name} is not as it was: {rule}")
    return [small, others]


def font_data(name: str) -> bytes:
    """Return the bytes of a file of ``font_paths``."""
    return (FONTS_FOLDER / name).read_bytes()
