"""Step 4, pages: styles, fonts and scripts → files named after their content.

There is one stylesheet per locale, and one for the whole site of what only pages behind the first
need: a phone that sees us for the first time does not wait for it. The first contains the rules of
``assets/css``, what ``languages.yaml`` says of the languages of its pages, and @font-face rules for
the scripts of its locale and of the phrases to show. A browser fetches a font as soon as a page has
one of its letters, so the names of other languages in the menu have small fonts of their own
(``endonyms``). The script is the same for the whole site.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from rjsmin import jsmin

from ...paths import ASSETS
from ...text.fonts import css_font_family
from ...text.languages import Language
from ..minified import minified_css
from . import endonyms, webfonts

CSS_FOLDER = ASSETS / "css"
JS_FOLDER = CSS_FOLDER.parent / "js"
JS_SEARCH_FOLDER = CSS_FOLDER.parent / "js-search"
JS_PRINT_FOLDER = CSS_FOLDER.parent / "js-print"
JS_ALOUD_FOLDER = CSS_FOLDER.parent / "js-aloud"
JS_LANDS_FOLDER = CSS_FOLDER.parent / "js-lands"
_OTHER_PAGES = re.compile(r"/\*: other pages \*/(.*?)/\*: all pages \*/", re.DOTALL)
"""Around rules that no first page needs, in files of ``assets/css``."""
_LAST = "6-print.css"
"""It answers the rules before it, wherever they are."""
# Burmese letters stand taller; the same words then fit the same boxes.
_LOGICAL = re.compile(r"\b(margin|padding|border)-inline-(start|end):([^;}]+)")


def stylesheet(
    chain: Iterable[str], others: Iterable[str], languages: Mapping[str, Language]
) -> bytes:
    """Return the stylesheet of a locale.

    *chain* are the languages its sentences and phrases may be in, *others* those of names.
    """
    chain = list(dict.fromkeys(chain))
    tags = dict.fromkeys([*chain, *others])
    rules = [_language_rule(languages[tag], chain) for tag in tags if tag in languages]
    faces = for_old_phones(
        webfonts.font_face_rules(chain) + endonyms.font_face_rules(tags, languages)
    )
    return "".join([faces, _common(), *rules]).encode()


def stylesheet_path(
    chain: Iterable[str], others: Iterable[str], languages: Mapping[str, Language]
) -> str:
    """Return its path from the site's root: ``assets/my.0123abcd.css``."""
    chain = list(chain)
    data = stylesheet(chain, others, languages)
    return f"assets/{chain[0]}.{hashlib.sha256(data).hexdigest()[:8]}.css"


@cache
def script() -> bytes:
    """Return the script of all pages: the files of ``assets/js`` in the order of their names."""
    return script_of(JS_FOLDER)


def script_of(folder: Path) -> bytes:
    """Return the scripts of *folder*, in the order of their names, as one small file."""
    files = sorted(folder.glob("*.js"))
    return "\n".join(jsmin(path.read_text("utf-8")) for path in files).encode()


def script_path() -> str:
    """Return the path of the script from the site's root: ``assets/site.0123abcd.js``."""
    return f"assets/site.{hashlib.sha256(script()).hexdigest()[:8]}.js"


@cache
def search_script() -> bytes:
    """Return the script that searches: the files of ``assets/js-search``, for the page "find"."""
    return script_of(JS_SEARCH_FOLDER)


def search_script_path() -> str:
    """Return its path from the site's root: ``assets/search.0123abcd.js``."""
    return f"assets/search.{hashlib.sha256(search_script()).hexdigest()[:8]}.js"


@cache
def print_script() -> bytes:
    """Return the script of the print desk and of the plate to fill in: ``assets/js-print``."""
    return script_of(JS_PRINT_FOLDER)


def print_script_path() -> str:
    """Return its path from the site's root: ``assets/print.0123abcd.js``."""
    return f"assets/print.{hashlib.sha256(print_script()).hexdigest()[:8]}.js"


@cache
def lands_script() -> bytes:
    """Return the script of the pages that list countries: the files of ``assets/js-lands``.

    A link that somebody was sent leads to a country: who opens it does not pay for choosing one.
    """
    return script_of(JS_LANDS_FOLDER)


def lands_script_path() -> str:
    """Return its path from the site's root: ``assets/lands.0123abcd.js``."""
    return f"assets/lands.{hashlib.sha256(lands_script()).hexdigest()[:8]}.js"


@cache
def aloud_script(name: str) -> bytes:
    """Return the script that reads steps aloud, and loads the script of all pages first.

    *name* is the label of its button. Pages with steps name it instead of ``script``, so they do
    not grow.
    """
    words = ",".join(json.dumps(word) for word in (script_path().rpartition("/")[2], name))
    return script_of(JS_ALOUD_FOLDER) + f"({words});".encode()


def aloud_script_path(name: str) -> str:
    """Return its path from the site's root: ``assets/loud.0123abcd.js``."""
    return f"assets/loud.{hashlib.sha256(aloud_script(name)).hexdigest()[:8]}.js"


def font_files(
    chain: Iterable[str], others: Iterable[str], languages: Mapping[str, Language]
) -> dict[str, bytes]:
    """Return the fonts that the stylesheet of the same arguments names, by path from the root."""
    chain = list(chain)
    files = {name: webfonts.font_data(name) for name in webfonts.font_paths(chain)}
    files |= endonyms.font_files([*chain, *others], languages)
    return {f"assets/fonts/{name}": data for name, data in files.items()}


def _language_rule(language: Language, chain: list[str]) -> str:
    stack, font_rule = webfonts.own_font_rules(chain, css_font_family(language.tag), language)
    values = {
        "--font": stack,
        "--name": endonyms.stack(language),
        "--optical": f"{language.optical_offset:g}em",
        "--lead-body": f"{language.line_height.body:g}",
        "--lead-head": f"{language.line_height.heading:g}",
        **{f"--size-{name}": size for name, size in language.sizes.model_dump().items()},
    }
    body = ";".join(f"{name}:{value}" for name, value in values.items())
    return f"[lang|={language.tag}]{{{body}}}{font_rule}{endonyms.stack_of_phone(language)}"


@cache
def _common() -> str:
    return for_old_phones(_OTHER_PAGES.sub("", _sources()))


@cache
def other_stylesheet() -> bytes:
    """Return the stylesheet that pages load besides: not overviews and pages above the hosts."""
    rules = "".join(_OTHER_PAGES.findall(_sources()))
    return for_old_phones(rules + (CSS_FOLDER / _LAST).read_text("utf-8")).encode()


def other_stylesheet_path() -> str:
    """Return its path from the site's root: ``assets/pages.0123abcd.css``."""
    return f"assets/pages.{hashlib.sha256(other_stylesheet()).hexdigest()[:8]}.css"


def _sources() -> str:
    return "".join(path.read_text("utf-8") for path in sorted(CSS_FOLDER.glob("*.css")))


def for_old_phones(css: str) -> str:
    """Return *css* minified, with margins as Chrome before 69 names them: lists keep indents."""
    return _LOGICAL.sub(r"-webkit-\1-\2:\3;\g<0>", minified_css(css))
